// From `first`, `after`, `last` and `before` to a page of a connection (docs/api/lists.md, "Pages
// by cursor"; why the rows are found in parts: docs/decisions/0011-lists.md). Private to the room.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/graphql_error.hpp"
#include "base/result.hpp"
#include "plan/order.hpp"
#include "plan/query_plan.hpp"
#include "validation/operation.hpp"

namespace fraiseql::plan {

// Of the cursors of that field in that order.
std::uint64_t fingerprint_of(std::string_view type, std::string_view field, const ordering& order);

// What the page is of; borrowed.
struct paged {
  const validation::selected_field& field;
  const schema::find_binding& find;
  const ordering& order;
  const location& id;
  std::uint64_t fingerprint = 0;
};

// The page with both of its bounds. Errors are BAD_USER_INPUT with their location: both sizes, one
// that is negative or above the maximum, what is no cursor or one of something else.
result<keyset_page, graphql_error> plan_keyset(const paged& of);

}  // namespace fraiseql::plan
