// An object is looked at field by field: what is stored in its document is a key of the shape, what
// belongs to it from elsewhere is a column beside the document. An object inside of a document to
// which rows belong becomes a column, too, and is there laid out like a row.
#include "plan/rows.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "plan/projection.hpp"
#include "plan/shape.hpp"

namespace fraiseql::plan {
namespace {

using validation::selected_field;
using validation::selection;

bool is_typename(const selected_field& field) { return field.definition->name == "__typename"; }

// Whether rows belong to the value or to an object inside of it.
bool has_relations(const selected_field& field) {
  return std::ranges::any_of(field.selections, [](const selection& possible) {
    return std::ranges::any_of(possible.fields, [](const selected_field& one) {
      if (one.is_denied) return false;
      if (one.definition->native != nullptr) return false;
      return one.definition->is_relation() || has_relations(one);
    });
  });
}

// Numbers keys in the order of jsonb, and columns behind them.
void place_fields(transform::object_shape& shape, const std::vector<found_at>& places) {
  for (const found_at& one : places) {
    if (!one.key.empty()) shape.keys.emplace_back(one.key);
  }
  std::ranges::sort(shape.keys, transform::jsonb_key_less);
  shape.keys.erase(std::ranges::unique(shape.keys).begin(), shape.keys.end());
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i].column) {
      shape.fields[i].key = static_cast<std::uint32_t>(shape.keys.size()) + *places[i].column;
    } else if (!places[i].key.empty()) {
      const auto at = std::ranges::find(shape.keys, std::string_view(places[i].key),
                                        &transform::padded_text::view);
      shape.fields[i].key = static_cast<std::uint32_t>(at - shape.keys.begin());
    }
  }
}

// Two selections of one object are worked out in the same document.
void merge(enriched_value& into, enrichment from) {
  const auto same = std::ranges::find(into.possible, from.type_name, &enrichment::type_name);
  if (same == into.possible.end()) {
    into.possible.push_back(std::move(from));
    return;
  }
  std::ranges::move(from.computed, std::back_inserter(same->computed));
  std::ranges::move(from.inside, std::back_inserter(same->inside));
  std::ranges::move(from.beside, std::back_inserter(same->beside));
}

}  // namespace

void row_planner::fail(std::string message, const source_location& at) {
  if (failure_) return;
  failure_ = graphql_error{.message = std::move(message),
                           .code = error_code::graphql_validation_failed,
                           .locations = {at}};
}

std::string row_planner::next_key(const schema::field& field) {
  return field.name + "#" + std::to_string(++computed_);
}

transform::object_shape row_planner::add_object(const selection& selected, parts* row,
                                                enrichment& enriched) {
  transform::object_shape made;
  made.type_name = selected.object->name;
  enriched.type_name = selected.object->name;
  std::vector<found_at> places;
  for (const selected_field& field : selected.fields) {
    transform::field_shape& shape = made.fields.emplace_back();
    shape.response_key = field.response_key;
    shape.prefix = prefix_of(field.response_key);
    shape.key = transform::typename_key;
    shape.location = field.location;
    if (field.is_denied) shape.key = transform::null_key;
    places.push_back(is_typename(field) || field.is_denied
                         ? found_at()
                         : add_field(shape, field, *selected.object, row, enriched));
  }
  place_fields(made, places);
  if (row != nullptr && !made.keys.empty()) row->has_document = true;
  return made;
}

found_at row_planner::add_field(transform::field_shape& shape, const selected_field& field,
                                const schema::type& owner, parts* row, enrichment& enriched) {
  enriched_value inside;
  if (field.definition->native != nullptr) {
    add_value(shape.value, inside, field);
    shape.is_computed = true;
    std::string key = next_key(*field.definition);
    enriched.computed.push_back({key, call_of(field, owner), std::move(inside)});
    return {.key = std::move(key)};
  }
  if (row != nullptr) {
    const auto column = add_column(shape.value, inside, owner, field, *row);
    if (column) {
      if (!inside.is_empty()) enriched.beside.emplace_back(*column, std::move(inside));
      return {.column = column};
    }
  } else if (field.definition->is_relation()) {
    fail("\"" + owner.name + "." + field.definition->name +
             "\" cannot be selected here: what it belongs to is worked out by the program and is "
             "no row",
         field.location);
    return {};
  }
  add_value(shape.value, inside, field);
  const std::string& key = field.definition->stored_key;
  if (!inside.is_empty()) enriched.inside.emplace_back(key, std::move(inside));
  return {.key = key};
}

// The number of the column that has the field, where one has it.
std::optional<std::uint32_t> row_planner::add_column(transform::value_shape& into,
                                                     enriched_value& enriched,
                                                     const schema::type& owner,
                                                     const selected_field& field, parts& row) {
  const auto number = static_cast<std::uint32_t>(row.columns.size());
  if (field.definition->is_relation()) {
    const auto* many = std::get_if<schema::find_binding>(&field.definition->binding);
    reading rows = many != nullptr ? read_list(owner, field, *many, &row.in)
                                   : read_one(field, &row.in, options_.documents);
    into = std::move(rows.value);
    if (many == nullptr) into.belongs_to = owner.name;
    enriched = std::move(rows.enriched);
    row.columns.push_back({related_column{std::make_unique<const read>(std::move(rows.rows))}});
    return number;
  }
  if (has_relations(field)) {
    location at = location_of(*field.definition, row.in);
    // It is looked for in the document, whatever column the relation has.
    at.type = value_type::jsonb;
    row.columns.push_back({embedded(into, enriched, field, std::move(at), row.in)});
    return number;
  }
  if (row.document == document_part::whole) return std::nullopt;
  add_value(into, enriched, field);
  const std::string& key = field.definition->stored_key;
  const auto known =
      std::ranges::find(row.members, key, &std::pair<std::string, std::uint32_t>::first);
  if (known != row.members.end()) return known->second;
  row.members.emplace_back(key, number);
  row.columns.push_back({member_column{location{
      .row = row.in.row, .document = row.in.document, .path = {key}, .type = value_type::jsonb}}});
  return number;
}

column row_planner::embedded(transform::value_shape& into, enriched_value& enriched,
                             const selected_field& field, location at, const scope& in) {
  const schema::type_reference& type = field.definition->type;
  embedded_column made{.of = std::move(at), .item = 0, .columns = {}};
  parts object;
  object.in = in.inside(made.of);
  if (type.is_list()) {
    made.item = ++numbers_.items;
    object.in = in.of_item(made.item);
  }
  into.non_null = type.non_null;
  into.list_depth = type.list_depth;
  add_objects(into, enriched, *type.named, field.selections, &object);
  into.layout.columns = static_cast<std::uint32_t>(object.columns.size());
  enriched.form = value_form::row;
  enriched.list_depth = type.list_depth;
  made.columns = std::move(object.columns);
  return {std::move(made)};
}

void row_planner::add_objects(transform::value_shape& into, enriched_value& enriched,
                              const schema::type& named, const std::vector<selection>& possible,
                              parts* row) {
  std::vector<transform::object_shape> objects;
  if (row != nullptr) row->in.is_of_interface = named.kind != schema::type_kind::object;
  for (const selection& one : possible) {
    enrichment of_object;
    objects.push_back(add_object(one, row, of_object));
    const bool has_something =
        !of_object.computed.empty() || !of_object.inside.empty() || !of_object.beside.empty();
    if (has_something) merge(enriched, std::move(of_object));
  }
  if (named.kind == schema::type_kind::object) {
    FRAISEQL_CHECK(objects.size() == 1);
    into.object = std::make_unique<const transform::object_shape>(std::move(objects.front()));
    return;
  }
  // The document says which of them it is.
  if (row != nullptr) row->has_document = true;
  std::ranges::sort(objects, {}, &transform::object_shape::type_name);
  enriched.discriminator = named.discriminator;
  into.abstract = std::make_unique<const transform::abstract_shape>(
      transform::abstract_shape{named.name, named.discriminator, std::move(objects)});
}

void row_planner::add_value(transform::value_shape& into, enriched_value& enriched,
                            const selected_field& field) {
  const schema::type_reference& type = field.definition->type;
  into.non_null = type.non_null;
  into.list_depth = type.list_depth;
  if (type.named->is_leaf()) {
    const bool is_enumeration = type.named->kind == schema::type_kind::enumeration;
    into.kind = is_enumeration ? transform::leaf::ruled : type.named->scalar;
    into.rule = type.named->rule;
    return;
  }
  enriched.list_depth = type.list_depth;
  add_objects(into, enriched, *type.named, field.selections, nullptr);
}

row_planner::reading row_planner::read_one(const selected_field& field, const scope* owner,
                                           document_reading documents) {
  const schema::type& rows = *field.definition->type.named;
  parts row{.in = scope_of_next(rows)};
  reading made{.rows = begin(rows, row.in)};
  std::vector<const selection*> selected;
  for (const selection& one : field.selections) selected.push_back(&one);
  row.document = part_of_documents(rows, made.rows, selected, row.in.found, documents);
  // Without its document nobody would know whether there is such a row.
  row.has_document = documents == document_reading::whole && owner == nullptr;
  made.value.non_null = field.definition->type.non_null;
  if (owner != nullptr) {
    made.rows.on = matches_of(field.definition->relates_by(), row.in, *owner);
  }
  add_objects(made.value, made.enriched, rows, field.selections, &row);
  finish(made, row);
  return made;
}

// A row of which nothing is asked but its type comes with its document.
transform::row_layout row_planner::finish(reading& made, parts& row) {
  const bool is_connection = made.rows.keyset.has_value();
  const bool is_document = row.has_document || (row.columns.empty() && !is_connection);
  made.rows.columns = std::move(row.columns);
  if (is_document) {
    made.rows.document = document_part::whole;
  } else {
    const bool is_long = row.document == document_part::members_of_long;
    made.rows.document = is_long ? document_part::members_of_long : document_part::members;
  }
  const transform::row_layout layout = {is_document,
                                        static_cast<std::uint32_t>(made.rows.columns.size())};
  if (!is_connection) made.value.layout = layout;
  made.enriched.has_document = is_document;
  made.enriched.form = is_connection     ? value_form::connection
                       : layout.is_row() ? value_form::row
                                         : value_form::document;
  return layout;
}

row_planner::reading row_planner::read_returned(const selected_field& field, returned_value value) {
  const schema::type_reference& type = field.definition->type;
  is_first_ = false;
  reading made{.rows = {.returned = std::move(value)}};
  made.value.non_null = type.non_null;
  made.value.list_depth = type.list_depth;
  parts row{.in = {.is_document_only = true}};
  if (type.list_depth > 1 && has_relations(field)) {
    fail("what belongs to the objects in the lists of lists of \"" + field.definition->name +
             "\" cannot be selected",
         field.location);
  }
  if (failure_) return made;
  if (type.is_list() && has_relations(field)) {
    const location whole{.type = value_type::jsonb};
    made.rows.document = document_part::members;
    made.rows.columns.push_back({embedded(made.value, made.enriched, field, whole, row.in)});
  } else if (type.is_list()) {
    add_value(made.value, made.enriched, field);
  } else {
    row.has_document = true;
    add_objects(made.value, made.enriched, *type.named, field.selections, &row);
    finish(made, row);
  }
  return made;
}

result<shaped_read, graphql_error> row_planner::returned(const selected_field& field,
                                                         returned_value value) {
  if (field.definition->type.named->is_leaf()) {
    shaped_read made{.rows = {.returned = std::move(value)}};
    FRAISEQL_TRY(answer, this->value(field));
    made.answer = std::move(answer);
    return made;
  }
  reading made = read_returned(field, std::move(value));
  const std::uint8_t list_depth = made.enriched.list_depth;
  FRAISEQL_TRY(answer, answered(field, std::move(made)));
  answer.answer.enriched.list_depth = list_depth;
  return std::move(answer);
}

result<shaped_read, graphql_error> row_planner::one(const selected_field& field,
                                                    document_reading documents) {
  return answered(field, read_one(field, nullptr, documents));
}

result<shaped_read, graphql_error> row_planner::list(const selected_field& field,
                                                     const schema::find_binding& find) {
  return answered(field, read_list(root_, field, find, nullptr));
}

// At the root the rows are the list, and the value is that of one of them.
result<shaped_read, graphql_error> row_planner::answered(const selected_field& field, reading of) {
  if (failure_) return failed{*std::move(failure_)};
  shaped_read made{.rows = std::move(of.rows)};
  transform::response_shape& shape = made.answer.shape;
  shape.response_key = field.response_key;
  shape.prefix = prefix_of(field.response_key);
  shape.value = std::move(of.value);
  made.answer.enriched = std::move(of.enriched);
  made.answer.enriched.list_depth = 0;
  if (made.rows.keyset) shape.rows = transform::cardinality::connection;
  if (made.rows.paging) {
    const schema::type_reference& type = field.definition->type;
    shape.rows = transform::cardinality::many;
    shape.list_non_null = type.is_non_null();
    shape.value.non_null = type.item().non_null;
    shape.value.list_depth = type.item().list_depth;
  }
  return made;
}

result<shaped, graphql_error> row_planner::value(const selected_field& field) {
  shaped made;
  made.shape.response_key = field.response_key;
  made.shape.prefix = prefix_of(field.response_key);
  add_value(made.shape.value, made.enriched, field);
  if (failure_) return failed{*std::move(failure_)};
  return made;
}

}  // namespace fraiseql::plan
