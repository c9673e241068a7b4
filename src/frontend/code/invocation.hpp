// invocation: one call of a function of the program while it is under way. Private to this
// folder: native.cpp makes it, fetch.cpp reads rows for it and commands.cpp writes.
#pragma once

#include <deque>
#include <optional>
#include <utility>

#include "fraiseql/error.hpp"
#include "fraiseql/repository.hpp"
#include "frontend/code/carried_types.hpp"
#include "frontend/code/model.hpp"
#include "json/value.hpp"
#include "schema/native.hpp"

namespace fraiseql::api::detail {

// What a transaction gives to what it calls. It lives as long as the call, so that who keeps it is
// told that it is over.
struct transaction {
  explicit transaction(invocation* of) : repository(tokens::make<command_repository>(of)) {}
  command_repository repository;
};

// Here `json` and `schema` are what users call so.
struct invocation {
  const frontend::model& types;
  const frontend::function_model& function;
  const fraiseql::schema::native_call& given;
  const context& request;
  query_repository repository = tokens::make<query_repository>(*this);
  command_repository commands = tokens::make<command_repository>(this);
  std::deque<transaction> transactions = {};
  const query_repository* open = nullptr;               // that of the transaction which is
  std::optional<frontend::carried_types> carried = {};  // of what functions take and return
  std::optional<fraiseql::schema::native_failure> wrong = {};
  std::optional<fraiseql::json::value> result = {};
};

// Throws where it is not for `by` to do something now.
void check_turn(const invocation& call, const query_repository& by);

}  // namespace fraiseql::api::detail

namespace fraiseql::frontend {

// What fetch() throws: to the program an error as any, and for the log what it does not say.
class fetch_error : public api::error {
 public:
  explicit fetch_error(schema::native_failure why)
      : error(std::string(to_string(why.error.code)), why.error.message), why_(std::move(why)) {}

  [[nodiscard]] const schema::native_failure& why() const { return why_; }

 private:
  schema::native_failure why_;
};

}  // namespace fraiseql::frontend
