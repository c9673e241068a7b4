// Which rows a read has and in which order, as SQL. Private to the room.
#pragma once

#include <cstddef>
#include <cstdint>

#include "sql/fragment.hpp"

namespace fraiseql::sql {

// Whether the rows have been chosen by add_chosen(), where the values that order them have names.
enum class order_of : std::uint8_t { relation, chosen };

// What the rows are in FROM: the relation, or groups, under the alias of the read's row.
void add_source(fragment& out, const plan::read& rows);

// Those of them that match: `FROM ... WHERE ...` without its first word. What stands between is not
// in the way of a subquery that chooses the nearest.
void add_matching(fragment& out, const plan::read& rows);

// `t."id"`
void add_id(fragment& out, const plan::read& rows);

// The value of number `at` that orders the chosen rows.
void add_order_value(fragment& out, const plan::read& rows, std::size_t at);

// ` ORDER BY ...`, last by the id, so that pages neither repeat nor skip a row.
void add_order(fragment& out, const plan::read& rows, order_of which);

// ` WHERE ...`, or nothing: what belongs to the row outside, and what is asked for.
void add_where(fragment& out, const plan::read& rows);

void add_order_and_limit(fragment& out, const plan::read& rows);

// The rows of a page, or the one row, as a subquery under the alias of the read's row. Each has all
// columns of the relation.
void add_chosen(fragment& out, const plan::read& rows);

// What stands in front of the rows of a connection (transform/response_shape.hpp): the size of the
// page, and three values of what lies beside it.
void add_size(fragment& out, const plan::keyset_page& page);
void add_beside_page(fragment& out, const plan::read& rows);
void add_page_values(fragment& out, const plan::read& rows);

}  // namespace fraiseql::sql
