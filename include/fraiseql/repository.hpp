// query_repository: how a function of the program reads rows while it runs.
//
//   std::vector<Post> popular(gql::query_repository& db) {
//     return db.fetch(gql::find<Post>().where(gql::field<&Post::views> > 100), {.limit = 20});
//   }
//
// Made by the engine for one call of a function, which takes it by reference; good until that
// returns. It only reads, and each fetch waits for one statement.
#pragma once

#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "fraiseql/detail/carry.hpp"
#include "fraiseql/detail/field.hpp"
#include "fraiseql/detail/rows.hpp"
#include "fraiseql/detail/structure.hpp"
#include "fraiseql/plans.hpp"

namespace fraiseql::api {

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
void fetch(const invocation& call, const fetched_rows& wanted, void* into);

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
  explicit query_repository(const detail::invocation& call) : call_(call) {}

  template <class T, class Plan>
  std::vector<T> read(const Plan& said, const detail::fetched_page& page) const {
    detail::field_plan plan;
    detail::tokens::take(said, plan);
    std::vector<T> found;
    detail::fetch(
        call_,
        {&detail::structure_of<T>, &detail::reader_of<std::vector<T>>, std::move(plan.rows), page},
        &found);
    return found;
  }

  const detail::invocation& call_;
};

}  // namespace fraiseql::api
