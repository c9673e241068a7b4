// query_repository: how a function of the program reads rows while it runs. command_repository: how
// one of a mutation writes, too.
//
//   std::vector<Post> popular(gql::query_repository& db) {
//     return db.fetch(gql::find<Post>().where(gql::field<&Post::views> > 100), {.limit = 20});
//   }
//
//   bool publish(gql::command_repository& db, Publish wanted) {
//     return db.transaction([&](gql::command_repository& tx) {
//       if (!tx.fetch(gql::find_one<Post>(gql::field<&Post::id> == wanted.id))) return false;
//       tx.call<void>("fn_publish_post", wanted);
//       return true;
//     });
//   }
//
// Made by the engine for one call of a function, which takes it by reference; good until that
// returns. Each fetch and each call waits for its statement.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "fraiseql/detail/carry.hpp"
#include "fraiseql/detail/field.hpp"
#include "fraiseql/detail/rows.hpp"
#include "fraiseql/detail/structure.hpp"
#include "fraiseql/plans.hpp"

namespace fraiseql::api {

class query_repository;
class command_repository;

namespace detail {

// Of the rows that there are: so many, behind so many others.
struct fetched_page {
  std::int32_t limit = 100;  // at most 1000
  std::int32_t offset = 0;
};

// What is read: rows of a struct into a std::vector of it.
struct fetched_rows {
  structure_function of;
  const reader* list;
  row_plan plan;
  fetched_page page;
};

// Throws as query_repository::fetch() does.
void fetch(const invocation& call, const query_repository& by, const fetched_rows& wanted,
           void* into);

// A function of PostgreSQL, and what it is called with: an object of a struct, or none.
struct called_function {
  std::string_view name;
  structure_function of = nullptr;
  structure_writer_function writer = nullptr;
  const void* values = nullptr;
  // What it returns; nullptr for nothing.
  const value* result = nullptr;
  const reader* result_reader = nullptr;
};

// Throws as command_repository::call() does.
void call_function(invocation& call, const command_repository& by, const called_function& wanted,
                   void* into);

// Rolls back at its end what was not committed.
class open_transaction {
 public:
  // Throws where `by` cannot begin one.
  open_transaction(invocation& call, const command_repository& by);
  ~open_transaction();
  open_transaction(const open_transaction&) = delete;
  open_transaction& operator=(const open_transaction&) = delete;

  command_repository& inside() { return inside_; }
  // Throws where nothing was committed, or nobody knows.
  void commit();

 private:
  static command_repository& begin(invocation& call, const command_repository& by);

  invocation& call_;
  command_repository& inside_;
};

template <class T>
inline constexpr bool is_fetched = false;
template <class T>
inline constexpr bool is_fetched<find<T>> = true;
template <class T>
inline constexpr bool is_fetched<find_one<T>> = true;

}  // namespace detail

class query_repository {
 public:
  query_repository(const query_repository&) = delete;
  query_repository& operator=(const query_repository&) = delete;

  // The rows for which the condition holds, in the order that is asked for or else by their id. T
  // is a type of the schema that has a read table. Throws a fraiseql::error where the database
  // cannot be read ("UNAVAILABLE", "TIMEOUT", "INTERNAL_SERVER_ERROR"), where a value is malformed
  // ("BAD_USER_INPUT") and where a stored document does not fit T; let through, it is the field's
  // error. What can never be fetched is a std::invalid_argument.
  template <class T>
  std::vector<T> fetch(const find<T>& rows, const detail::fetched_page& page = {}) const {
    return read<T>(rows, page);
  }

  // The first of them by its id, if there is one.
  template <class T>
  std::optional<T> fetch(const find_one<T>& row) const {
    std::vector<T> found = read<T>(row, {.limit = 1});
    return found.empty() ? std::optional<T>() : std::optional<T>(std::move(found.front()));
  }

  template <class Other>
  void fetch(const Other&) const {
    static_assert(detail::is_fetched<Other>,
                  "fraiseql: fetch() takes a find<T> or a find_one<T>; what calls a function of "
                  "the database cannot be fetched");
  }

 private:
  friend struct detail::tokens;
  friend class command_repository;
  explicit query_repository(const detail::invocation& call) : call_(call) {}

  template <class T, class Plan>
  std::vector<T> read(const Plan& said, const detail::fetched_page& page) const {
    detail::field_plan plan;
    detail::tokens::take(said, plan);
    std::vector<T> found;
    detail::fetch(
        call_, *this,
        {&detail::structure_of<T>, &detail::reader_of<std::vector<T>>, std::move(plan.rows), page},
        &found);
    return found;
  }

  const detail::invocation& call_;
};

class command_repository : public query_repository {
 public:
  // Calls a function of PostgreSQL, "fn_publish_post" or "blog.fn_publish_post", and waits until
  // what it did is committed, or in a transaction only done. The members of `values` become its
  // parameters: `title` goes to `p_title`; an empty std::optional is not passed. T is what it
  // returns. Throws a fraiseql::error as a field that calls it would answer.
  template <class T>
  T call(std::string_view function) {
    return call_with<T>({.name = function});
  }
  template <class T, class Values>
  T call(std::string_view function, const Values& values) {
    constexpr bool are_values = detail::is_user_struct<Values>();
    static_assert(are_values,
                  "fraiseql: call() takes the values for a function as a plain struct, whose "
                  "members become its parameters; of an input<T> write `*input`");
    if constexpr (are_values) {
      return call_with<T>({.name = function,
                           .of = &detail::structure_of<Values>,
                           .writer = &detail::structure_writer_of<Values>,
                           .values = &values});
    } else {
      return call_with<T>({.name = function});
    }
  }

  // Calls `function` with a repository whose calls and fetches are one transaction, commits it and
  // answers what `function` did. An exception of it rolls the transaction back and goes on. Throws
  // a fraiseql::error where something in it failed in PostgreSQL, though `function` caught that,
  // or where the commit did. While it runs only the repository it is given can be used.
  template <class Function>
  auto transaction(Function&& function) {
    constexpr bool is_called = std::invocable<Function, command_repository&>;
    static_assert(is_called,
                  "fraiseql: transaction() takes a function that is called with a "
                  "command_repository&");
    if constexpr (is_called) {
      using result = std::invoke_result_t<Function, command_repository&>;
      detail::open_transaction open(*writing_, *this);
      if constexpr (std::is_void_v<result>) {
        std::forward<Function>(function)(open.inside());
        open.commit();
      } else {
        std::remove_cvref_t<result> made = std::forward<Function>(function)(open.inside());
        open.commit();
        return made;
      }
    }
  }

 private:
  friend struct detail::tokens;
  explicit command_repository(detail::invocation* call) : query_repository(*call), writing_(call) {}

  template <class T>
  T call_with(detail::called_function wanted) {
    if constexpr (std::is_void_v<T>) {
      detail::call_function(*writing_, *this, wanted, nullptr);
    } else {
      wanted.result = detail::checked_value<T>();
      wanted.result_reader = &detail::reader_of<T>;
      T made{};
      detail::call_function(*writing_, *this, wanted, &made);
      return made;
    }
  }

  detail::invocation* writing_;
};

}  // namespace fraiseql::api
