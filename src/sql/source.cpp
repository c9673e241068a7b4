#include "sql/source.hpp"

#include <limits>
#include <utility>

#include "sql/conditions.hpp"
#include "sql/groups.hpp"
#include "sql/values.hpp"

namespace fraiseql::sql {
namespace {

using plan::read;

// Whether rows are taken from the end of their order.
enum class direction : bool { forward, backward };

direction direction_of(const read& rows) {
  return rows.keyset && rows.keyset->is_backward ? direction::backward : direction::forward;
}

// A name that no column has which an author would think of.
void add_order_name(fragment& out, std::size_t at) {
  out.add("\"order ").add(integer{static_cast<std::int64_t>(at) + 1}).add("\"");
}

void add_order(fragment& out, const read& rows, order_of which, direction walk) {
  const bool is_reversed = walk == direction::backward;
  // All rows are one group.
  if (rows.groups && rows.order.empty()) return;
  out.add(" ORDER BY ");
  for (std::size_t at = 0; at < rows.order.size(); ++at) {
    const plan::order_key& key = rows.order[at];
    if (at > 0) out.add(", ");
    if (which == order_of::chosen) {
      add_order_value(out, rows, at);
    } else {
      add_value(out, key.by);
    }
    if (key.descending != is_reversed) out.add(" DESC");
    if (key.nulls != plan::nulls_placement::as_postgresql) {
      out.add(key.has_nulls_first() != is_reversed ? keyword(" NULLS FIRST")
                                                   : keyword(" NULLS LAST"));
    }
  }
  // Groups are told apart by their keys, which end their order.
  if (rows.groups) return;
  if (!rows.order.empty()) out.add(", ");
  add_id(out, rows);
  if (rows.is_id_descending != is_reversed) out.add(" DESC");
}

void add_amount(fragment& out, const plan::amount& amount) {
  if (const auto* known = std::get_if<std::int64_t>(&amount)) {
    // A literal: PostgreSQL plans `LIMIT $1` anew at every execution.
    out.add(integer{*known});
  } else {
    out.add(std::get<plan::operand>(amount));
  }
}

bool is_zero(const plan::amount& amount) {
  const auto* known = std::get_if<std::int64_t>(&amount);
  return known != nullptr && *known == 0;
}

// As many as the page has, and one more, which says that there are more.
void add_one_more(fragment& out, const plan::keyset_page& page) {
  if (const auto* known = std::get_if<std::int64_t>(&page.size)) {
    out.add(integer{*known + 1});
  } else {
    add_amount(out, page.size);
    out.add(" + 1");
  }
}

void add_limit(fragment& out, const plan::keyset_page& page) {
  out.add(" LIMIT ");
  add_one_more(out, page);
}

void add_limit(fragment& out, const read& rows) {
  if (rows.keyset) return add_limit(out, *rows.keyset);
  if (!rows.paging) {
    out.add(" LIMIT 1");
    return;
  }
  out.add(" LIMIT ");
  add_amount(out, rows.paging->limit);
  if (is_zero(rows.paging->offset)) return;
  out.add(" OFFSET ");
  add_amount(out, rows.paging->offset);
}

// Those that match and for which the part of a bound holds, too.
void add_where(fragment& out, const read& rows, const plan::conditions* part) {
  bool is_first = true;
  const auto next = [&] {
    out.add(std::exchange(is_first, false) ? keyword(" WHERE ") : keyword(" AND "));
  };
  if (!rows.on.empty()) {
    next();
    add_matches(out, rows.on);
  }
  if (!rows.where.empty()) {
    next();
    add_conditions(out, rows.where);
  }
  if (part != nullptr && !part->empty()) {
    next();
    add_conditions(out, *part);
  }
}

// Whether the nearest come first: PostgreSQL before version 17 takes an index of distances only for
// an order of nothing else.
bool is_nearest_first(const read& rows) {
  return !rows.order.empty() && rows.order.front().by.of == plan::measure::distance &&
         !rows.order.front().descending && (rows.paging || rows.keyset) &&
         direction_of(rows) == direction::forward;
}

// How many rows a page looks at, those in front of it, too.
void add_reach(fragment& out, const read& rows) {
  if (rows.keyset) return add_one_more(out, *rows.keyset);
  const auto* limit = std::get_if<std::int64_t>(&rows.paging->limit);
  const auto* offset = std::get_if<std::int64_t>(&rows.paging->offset);
  if (limit != nullptr && offset != nullptr) {
    // Two literals would be added up as numbers of 32 bits.
    const bool is_too_far = *offset > std::numeric_limits<std::int64_t>::max() - *limit;
    out.add(integer{is_too_far ? std::numeric_limits<std::int64_t>::max() : *limit + *offset});
    return;
  }
  add_amount(out, rows.paging->limit);
  out.add("::bigint + ");
  add_amount(out, rows.paging->offset);
}

// The rows that match, and of the nearest no more than the page can have: with them come all that
// are as far as the last, so that the order around it ends ties as any.
void add_matching(fragment& out, const read& rows, const plan::conditions* part) {
  if (!is_nearest_first(rows)) {
    add_source(out, rows);
    add_where(out, rows, part);
    return;
  }
  out.add("(SELECT * FROM ");
  add_source(out, rows);
  add_where(out, rows, part);
  out.add(" ORDER BY ");
  add_value(out, rows.order.front().by);
  out.add(" FETCH FIRST (");
  add_reach(out, rows);
  out.add(") ROWS WITH TIES) AS ");
  add_row(out, rows.row);
}

// `SELECT t.*, ... AS "order 1" FROM ... WHERE ... ORDER BY ... LIMIT ...`
void add_ordered(fragment& out, const read& rows, const plan::conditions* part) {
  out.add("SELECT ");
  add_row(out, rows.row);
  out.add(".*");
  for (std::size_t at = 0; at < rows.order.size(); ++at) {
    out.add(", ");
    add_value(out, rows.order[at].by);
    out.add(" AS ");
    add_order_name(out, at);
  }
  out.add(" FROM ");
  add_matching(out, rows, part);
  // Of one row found by its id there is no order.
  const bool is_one = !rows.paging && !rows.keyset && plan::is_by_id(rows.on, rows.from);
  if (!is_one) add_order(out, rows, order_of::relation, direction_of(rows));
  add_limit(out, rows);
}

// Whether there are rows beyond a cursor. Each part is read from the cursor on, by the index of the
// order: left to itself PostgreSQL takes the first row of the relation for as good as any, and
// reads all of it where those beyond are its last ones. OFFSET keeps the order in an EXISTS.
void add_exists(fragment& out, const read& rows, const std::optional<plan::bound>& in,
                direction walk) {
  if (!in) {
    out.add("false");
    return;
  }
  for (const plan::conditions& part : *in) {
    if (&part != &in->front()) out.add(" OR ");
    out.add("EXISTS (SELECT FROM ");
    add_relation(out, rows.from, rows.row);
    add_where(out, rows, &part);
    add_order(out, rows, order_of::relation, walk);
    out.add(" LIMIT 1 OFFSET 0)");
  }
}

}  // namespace

void add_matching(fragment& out, const read& rows) { add_matching(out, rows, nullptr); }

void add_source(fragment& out, const read& rows) {
  if (rows.groups) {
    add_groups(out, *rows.groups, rows.row);
  } else {
    add_relation(out, rows.from, rows.row);
  }
}

void add_id(fragment& out, const read& rows) {
  add_row(out, rows.row);
  out.add(".").add(identifier{rows.from.id});
}

void add_order_value(fragment& out, const read& rows, std::size_t at) {
  add_row(out, rows.row);
  out.add(".");
  add_order_name(out, at);
}

void add_order(fragment& out, const read& rows, order_of which) {
  add_order(out, rows, which, direction::forward);
}

void add_where(fragment& out, const read& rows) { add_where(out, rows, nullptr); }

void add_order_and_limit(fragment& out, const read& rows) {
  add_order(out, rows, order_of::relation);
  add_limit(out, rows);
}

void add_chosen(fragment& out, const read& rows) {
  const plan::bound* parts = rows.keyset ? &rows.keyset->within : nullptr;
  out.add("(");
  if (parts == nullptr || parts->size() < 2) {
    add_ordered(out, rows, parts == nullptr || parts->empty() ? nullptr : &parts->front());
  } else {
    // Each part is read by its own range of an index, and no further than the page is long.
    out.add("SELECT * FROM (");
    for (const plan::conditions& part : *parts) {
      out.add(&part == &parts->front() ? keyword("(") : keyword(" UNION ALL ("));
      add_ordered(out, rows, &part);
      out.add(")");
    }
    out.add(") AS ");
    add_row(out, rows.row);
    add_order(out, rows, order_of::chosen, direction_of(rows));
    add_limit(out, rows);
  }
  out.add(") AS ");
  add_row(out, rows.row);
}

void add_size(fragment& out, const plan::keyset_page& page) { add_amount(out, page.size); }

void add_beside_page(fragment& out, const read& rows) {
  const plan::keyset_page& page = *rows.keyset;
  if (page.has_total) {
    out.add("(SELECT count(*) FROM ");
    add_relation(out, rows.from, rows.row);
    add_where(out, rows);
    out.add(")");
  } else {
    out.add("NULL");
  }
  out.add(", ");
  add_exists(out, rows, page.earlier, direction::backward);
  out.add(", ");
  add_exists(out, rows, page.later, direction::forward);
}

void add_page_values(fragment& out, const read& rows) {
  add_size(out, *rows.keyset);
  out.add(", ");
  add_beside_page(out, rows);
}

}  // namespace fraiseql::sql
