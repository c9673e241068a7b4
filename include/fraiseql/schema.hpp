// schema: the functions a program serves.
//
// It holds what was registered and does nothing with it; run() makes a checked schema
// of it. Fields appear in the order in which they were registered.
#pragma once

#include <cstdint>
#include <deque>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fraiseql/detail/field.hpp"
#include "fraiseql/detail/notes.hpp"
#include "fraiseql/detail/tables.hpp"
#include "fraiseql/type.hpp"

namespace fraiseql::api {

namespace detail {

enum class root : std::uint8_t { query, mutation };

struct registered {
  root under;
  const function* field;
};

struct session_setting {
  std::string name;
  std::string claim;
};

struct request_role {
  std::string claim;
  std::vector<std::string> allowed;
  std::string anonymous;
};

struct constraint {
  std::string name;
  std::string message;
  std::string argument;  // or ""
};

// What may be said of a function that was registered.
class described_function {
 public:
  explicit described_function(function_notes& notes) : notes_(notes) {}

  described_function& doc(std::string_view text) { return say(notes_.doc, text); }
  described_function& deprecated(std::string_view why) { return say(notes_.deprecated, why); }
  // Its name in GraphQL.
  described_function& name(std::string_view name) { return say(notes_.name, name); }
  // The stored key by which a std::variant's alternatives are told apart; "type" otherwise.
  described_function& discriminator(std::string_view key) { return say(notes_.discriminator, key); }
  // Of find<T>: the rows that a request may ask for at most; 1000 otherwise, 100 by cursor.
  described_function& max_limit(std::int32_t rows) {
    notes_.max_limit.say(rows);
    return *this;
  }
  // Of find<T> with a max_limit: its rows go out as they come, be the answer as large as it may.
  described_function& streamed() {
    notes_.is_streamed.say(true);
    return *this;
  }
  // Of find<T>: a second field, `postsAggregate` beside `posts`, answers with groups of the rows.
  described_function& aggregated() {
    notes_.is_aggregated.say(true);
    return *this;
  }
  // Of a mutation that is a call<T>: after a serialization failure or a deadlock it is called
  // again, as it does nothing that a rollback does not undo.
  described_function& retryable() {
    notes_.is_retryable.say(true);
    return *this;
  }
  // The word that the claims of a request must have to ask for it; without it the request is
  // refused, or the field is null.
  described_function& authorize(std::string_view needs) {
    forbid_without(notes_.authorized, needs);
    return *this;
  }
  described_function& authorize_or_null(std::string_view needs) {
    null_without(notes_.authorized, needs);
    return *this;
  }

 private:
  described_function& say(remark<std::string>& about, std::string_view text) {
    detail::say(about, text);
    return *this;
  }
  function_notes& notes_;
};

}  // namespace detail

class schema {
 public:
  // Functions that read; what a call<T> names is STABLE or IMMUTABLE. `all_notes` is served as
  // `allNotes`.
  template <auto... Functions>
  schema& query() {
    return add(detail::root::query, {reading<Functions>()...});
  }

  // Functions that write: they return a call, or data.
  template <auto... Functions>
  schema& mutation() {
    return add(detail::root::mutation, {writing<Functions>()...});
  }

  // Structs that no field names, such as those that implement an interface.
  template <class... Types>
  schema& types() {
    (types_.push_back(&detail::structure_of<Types>), ...);
    return *this;
  }

  // To say more about a function that is registered.
  template <auto Function>
  detail::described_function describe() {
    detail::function_notes& notes = notes_.emplace_back();
    if constexpr (detail::is_field<Function>()) notes.of = &detail::field<Function>;
    return detail::described_function(notes);
  }

  // What clients read when a call breaks the constraint or unique index of that name, and which
  // field of its input is to blame: constraint("tb_user_email_key", "this address is taken",
  // "email").
  schema& constraint(std::string_view name, std::string_view message,
                     std::string_view argument = {}) {
    constraints_.push_back({std::string(name), std::string(message), std::string(argument)});
    return *this;
  }

  // A setting that each transaction has, with a claim of who asks: what policies and functions of
  // the database read by current_setting(name, true). session("app.tenant_id", "tenant_id").
  schema& session(std::string_view setting, std::string_view claim) {
    session_settings_.push_back({std::string(setting), std::string(claim)});
    return *this;
  }

  // The role that each transaction runs as: the one that the claim names, if it is allowed, and
  // `anonymous` for who says nothing.
  schema& role(std::string_view claim, std::vector<std::string> allowed,
               std::string_view anonymous) {
    roles_.push_back({std::string(claim), std::move(allowed), std::string(anonymous)});
    return *this;
  }

  [[nodiscard]] const std::vector<detail::registered>& fields() const { return fields_; }
  [[nodiscard]] const std::vector<detail::constraint>& constraints() const { return constraints_; }
  [[nodiscard]] const std::vector<detail::session_setting>& session_settings() const {
    return session_settings_;
  }
  [[nodiscard]] const std::vector<detail::request_role>& roles() const { return roles_; }
  [[nodiscard]] const std::vector<detail::structure_function>& types_named() const {
    return types_;
  }
  [[nodiscard]] const std::deque<detail::function_notes>& notes() const { return notes_; }

 private:
  template <auto Function>
  static constexpr const detail::function* reading() {
    if constexpr (detail::is_field<Function>()) {
      static_assert(!detail::field<Function>.writes,
                    "fraiseql: a function of a query only reads; take a query_repository& instead "
                    "of a command_repository&, or register it with mutation<>");
      return &detail::field<Function>;
    }
    return nullptr;
  }

  template <auto Function>
  static constexpr const detail::function* writing() {
    if constexpr (detail::is_field<Function>()) {
      static_assert(detail::field<Function>.kind == detail::operation::call ||
                        detail::field<Function>.kind == detail::operation::native,
                    "fraiseql: a mutation must return a call or data; register a function that "
                    "reads with query<>");
      return &detail::field<Function>;
    }
    return nullptr;
  }

  schema& add(detail::root under, std::initializer_list<const detail::function*> fields) {
    for (const detail::function* field : fields) fields_.push_back({under, field});
    return *this;
  }

  std::vector<detail::registered> fields_;
  std::vector<detail::structure_function> types_;
  std::vector<detail::constraint> constraints_;
  std::vector<detail::session_setting> session_settings_;
  std::vector<detail::request_role> roles_;
  std::deque<detail::function_notes> notes_;
};

}  // namespace fraiseql::api
