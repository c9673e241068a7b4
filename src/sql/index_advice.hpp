// index_advice: what would let PostgreSQL serve a condition or an ordering by an index: SQL for
// people to run, in which an expression is written by the code that writes it in statements, so
// that PostgreSQL sees them to be the same (docs/api/filters.md, "Columns and indexes").
//
// It is advice alone. Whether an index serves something is for PostgreSQL to say
// (postgres/index_check.hpp).
#pragma once

#include <string>
#include <vector>

#include "plan/catalogue.hpp"
#include "plan/query_plan.hpp"
#include "schema/type.hpp"

namespace fraiseql::sql {

enum class relation_kind : std::uint8_t { table, view, materialized_view };

// A relation as it was found; borrowed.
struct found_source {
  const schema::relation& named;
  const plan::found_relation& found;
  relation_kind kind = relation_kind::table;
};

struct index_advice {
  std::string statements = {};  // SQL and comments, lines; "" where there is none to run
  std::string remark = {};      // why nothing serves it, or why an index alone would not; or ""
};

// `type` is that of the field whose value the condition looks at, nullptr where it is not known.
// The condition stands where it has to be true: not under NOT.
index_advice advise(const found_source& in, const plan::comparison& one,
                    const schema::type_reference* type);

// Of one index for rows in their order, which ends with the id; a type for each key. By the first
// `equal` keys the rows are found: they stand in front of what orders them.
index_advice advise(const found_source& in, const std::vector<plan::order_key>& keys,
                    const std::vector<const schema::type_reference*>& types, std::size_t equal = 0);

}  // namespace fraiseql::sql
