// Lists and connections: the part of the row planner that says which rows there are.
#include <utility>

#include "base/check.hpp"
#include "json/write.hpp"
#include "plan/arguments.hpp"
#include "plan/filter.hpp"
#include "plan/groups.hpp"
#include "plan/keyset.hpp"
#include "plan/projection.hpp"
#include "plan/rows.hpp"
#include "plan/shape.hpp"

namespace fraiseql::plan {
namespace {

using transform::connection_field;
using validation::selected_field;
using validation::selection;

// All of a connection's fields that have that part, under whatever alias.
template <class Use>
void each(const selected_field& connection, schema::connection_part part, Use use) {
  for (const selected_field& field : connection.selections.front().fields) {
    if (field.definition->part == part) use(field);
  }
}

bool is_selected(const selected_field& of, schema::connection_part part) {
  bool found = false;
  each(of, part, [&](const selected_field&) { found = true; });
  return found;
}

// What is selected of the rows, under all edges and nodes.
std::vector<const selection*> selections_of_rows(const selected_field& field, bool is_connection) {
  std::vector<const selection*> all;
  const auto add = [&](const selected_field& rows) {
    for (const selection& possible : rows.selections) all.push_back(&possible);
  };
  if (!is_connection) {
    add(field);
    return all;
  }
  using part = schema::connection_part;
  each(field, part::edges, [&](const selected_field& edges) { each(edges, part::node, add); });
  return all;
}

transform::connection_part part_of(schema::connection_part part) {
  using is = schema::connection_part;
  using made = transform::connection_part;
  switch (part) {
    case is::none: return made::type_name;
    case is::edges: return made::edges;
    case is::page_info: return made::page_info;
    case is::total_count: return made::total_count;
    case is::cursor: return made::cursor;
    case is::node: return made::node;
    case is::has_next_page: return made::has_next_page;
    case is::has_previous_page: return made::has_previous_page;
    case is::start_cursor: return made::start_cursor;
    case is::end_cursor: return made::end_cursor;
  }
  FRAISEQL_CHECK(false);
}

connection_field field_of(const selected_field& field, const schema::type& owner) {
  connection_field made{.part = part_of(field.definition->part),
                        .response_key = field.response_key,
                        .location = field.location};
  std::string prefix = prefix_of(field.response_key);
  if (made.part == transform::connection_part::type_name) json::write_string(prefix, owner.name);
  made.prefix = prefix;
  return made;
}

// What of the page is asked for, and how it is asked.
struct asked_for {
  bool edges = false;
  bool cursors = false;
  bool total = false;
  bool next = false;
  bool previous = false;
};

asked_for look_at(const selected_field& field) {
  using part = schema::connection_part;
  asked_for made{.edges = is_selected(field, part::edges),
                 .total = is_selected(field, part::total_count)};
  each(field, part::edges, [&](const selected_field& edges) {
    made.cursors = made.cursors || is_selected(edges, part::cursor);
  });
  each(field, part::page_info, [&](const selected_field& page) {
    made.cursors = made.cursors || is_selected(page, part::start_cursor) ||
                   is_selected(page, part::end_cursor);
    made.next = made.next || is_selected(page, part::has_next_page);
    made.previous = made.previous || is_selected(page, part::has_previous_page);
  });
  return made;
}

void leave_out(keyset_page& page, const asked_for& asked) {
  page.has_total = asked.total;
  page.has_cursors = asked.cursors;
  page.has_rows = asked.edges || asked.cursors || (page.is_backward ? asked.previous : asked.next);
  if (page.has_rows) page.unused.clear();
  if (!asked.previous) page.earlier.reset();
  if (!asked.next) page.later.reset();
}

}  // namespace

scope row_planner::scope_of_next(const schema::type& rows) {
  const std::uint32_t number = std::exchange(is_first_, false) ? 0 : ++numbers_.rows;
  return scope_of(*rows.source, options_.relation(*rows.source), number);
}

read row_planner::begin(const schema::type& rows, const scope& in) {
  read made{.from = *rows.source, .row = in.row};
  if (in.row != 0 || in.found == nullptr) return made;
  for (const found_column& column : in.found->columns) {
    if (column.is_text_of_document) made.text_column = column.name;
  }
  return made;
}

row_planner::reading row_planner::read_list(const schema::type& parent, const selected_field& field,
                                            const schema::find_binding& find, const scope* owner) {
  if (find.is_of_groups) return read_groups(field, find, owner);
  const schema::type& rows = *find.rows;
  parts row{.in = scope_of_next(rows)};
  reading made{.rows = begin(rows, row.in)};
  row.document = part_of_documents(rows, made.rows, selections_of_rows(field, find.is_connection),
                                   row.in.found, options_.documents);
  made.value.non_null = field.definition->type.non_null;
  made.value.list_depth = field.definition->type.list_depth;
  made.enriched.list_depth = made.value.list_depth;
  if (owner != nullptr) made.rows.on = matches_of(find.on, row.in, *owner);
  if (!taken(plan_filter(field, find, row.in, numbers_, options_), made.rows.where)) return made;
  ordering order;
  if (!taken(plan_order(field, row.in, options_), order)) return made;
  made.rows.order = order.keys;
  made.rows.is_id_descending = order.is_id_descending;
  if (!find.is_connection) {
    made.rows.paging.emplace();
    made.rows.is_streamed = find.is_streamed;
    if (!taken(plan_page(field, find.maximum_limit), *made.rows.paging)) return made;
    add_objects(made.value, made.enriched, rows, field.selections, &row);
    finish(made, row);
    return made;
  }
  const location id = {.row = row.in.row, .column = made.rows.from.id, .type = value_type::uuid};
  const std::uint64_t fingerprint = fingerprint_of(parent.name, field.definition->name, order);
  made.rows.keyset.emplace();
  if (!taken(plan_keyset({field, find, order, id, fingerprint}), *made.rows.keyset)) {
    return made;
  }
  auto shape = std::make_unique<transform::connection_shape>(connection(made, field, rows, row));
  shape->fingerprint = fingerprint;
  made.value.connection = std::move(shape);
  return made;
}

row_planner::reading row_planner::read_groups(const selected_field& field,
                                              const schema::find_binding& find,
                                              const scope* owner) {
  const scope in = scope_of_next(*find.rows);
  read rows{.from = *find.rows->source, .row = in.row};
  if (owner != nullptr) rows.on = matches_of(find.on, in, *owner);
  reading made{.rows = {.row = ++numbers_.rows}};
  group_collector groups(in, made.rows.row);
  done grouped;
  ordering order;
  const bool is_planned =
      taken(plan_filter(field, find, in, numbers_, options_), rows.where) &&
      taken(groups.group_by(field), grouped) &&
      taken(plan_having(field, groups.of_group(), numbers_, options_), made.rows.where) &&
      taken(plan_order(field, groups.of_group(), options_), order) &&
      taken(plan_page(field, find.maximum_limit), made.rows.paging.emplace());
  if (!is_planned) return made;
  groups.complete(order);
  made.rows.order = std::move(order.keys);
  if (!groups.wrong()) groups.select(field);
  if (groups.wrong()) {
    failure_ = groups.wrong();
    if (failure_->locations.empty()) failure_->locations = {field.location};
    return made;
  }
  made.rows.groups = groups.take(std::move(rows));
  made.value.non_null = field.definition->type.non_null;
  made.value.list_depth = field.definition->type.list_depth;
  made.enriched.list_depth = made.value.list_depth;
  parts row{.in = {.row = made.rows.row}, .has_document = true};
  add_objects(made.value, made.enriched, *field.definition->type.named, field.selections, &row);
  finish(made, row);
  return made;
}

transform::connection_shape row_planner::connection(reading& into, const selected_field& field,
                                                    const schema::type& rows, parts& row) {
  const selection& selected = field.selections.front();
  keyset_page& page = *into.rows.keyset;
  leave_out(page, look_at(field));
  transform::connection_shape shape{.type_name = selected.object->name,
                                    .fields = {},
                                    .layout = {},
                                    .has_cursors = page.has_cursors,
                                    .is_backward = page.is_backward};
  for (const selected_field& one : selected.fields) {
    connection_field& made = shape.fields.emplace_back(field_of(one, *selected.object));
    if (one.selections.empty()) continue;
    const selection& inside = one.selections.front();
    for (const selected_field& part : inside.fields) {
      connection_field& placed = made.fields.emplace_back(field_of(part, *inside.object));
      if (placed.part != transform::connection_part::node) continue;
      placed.node.non_null = part.definition->type.non_null;
      add_objects(placed.node, into.enriched, rows, part.selections, &row);
    }
  }
  const transform::row_layout layout = finish(into, row);
  into.enriched.is_backward = page.is_backward;
  shape.layout = layout;
  if (page.has_cursors) ++shape.layout.columns;
  // Only now it is known what all of them make of the row.
  for (connection_field& one : shape.fields) {
    for (connection_field& part : one.fields) part.node.layout = layout;
  }
  return shape;
}

}  // namespace fraiseql::plan
