// The one table of which column may stand for which field (docs/api/filters.md, columns and
// indexes); of each row the first type is the one that a new column should have.
#include "plan/catalogue.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace fraiseql::plan {
namespace {

std::vector<std::string> types_of(schema::scalar_kind scalar) {
  switch (scalar) {
    case schema::scalar_kind::int32: return {"integer", "smallint", "bigint", "numeric"};
    case schema::scalar_kind::big_int: return {"bigint", "integer", "smallint", "numeric"};
    case schema::scalar_kind::decimal: return {"numeric", "bigint", "integer", "smallint"};
    case schema::scalar_kind::floating: return {"double precision"};
    case schema::scalar_kind::boolean: return {"boolean"};
    case schema::scalar_kind::id: return {"uuid", "text", "character varying"};
    case schema::scalar_kind::uuid: return {"uuid"};
    case schema::scalar_kind::date_time: return {"timestamp with time zone"};
    case schema::scalar_kind::date: return {"date"};
    case schema::scalar_kind::time: return {"time without time zone"};
    case schema::scalar_kind::duration: return {"interval"};
    case schema::scalar_kind::json: return {"jsonb"};
    case schema::scalar_kind::ip_address: return {"inet"};
    case schema::scalar_kind::cidr: return {"cidr"};
    case schema::scalar_kind::mac_address: return {"macaddr8", "macaddr"};
    case schema::scalar_kind::ltree: return {"ltree"};
    case schema::scalar_kind::vector: return {"vector"};
    case schema::scalar_kind::date_range: return {"daterange"};
    case schema::scalar_kind::int_range: return {"int4range"};
    case schema::scalar_kind::big_int_range: return {"int8range"};
    case schema::scalar_kind::decimal_range: return {"numrange"};
    case schema::scalar_kind::date_time_range: return {"tstzrange"};
    case schema::scalar_kind::email_address:
    case schema::scalar_kind::url:
    case schema::scalar_kind::ruled:
    case schema::scalar_kind::string:
    case schema::scalar_kind::other: return {"text", "character varying"};
  }
  FRAISEQL_CHECK(false);
}

// By the conventions it tells when a row was synced, whatever the document says.
constexpr std::string_view time_of_sync = "updated_at";

bool is_usable(const found_column& column, const schema::field& field) {
  const auto fitting = column_types(field.type);
  return column.has_default_collation && !column.is_rounded &&
         std::ranges::find(fitting, column.type) != fitting.end();
}

}  // namespace

const found_column* found_relation::find(std::string_view column) const {
  const auto found = std::ranges::find(columns, column, &found_column::name);
  return found == columns.end() ? nullptr : &*found;
}

const found_relation* catalogue::find(const schema::relation& relation) const {
  const auto found = std::ranges::find_if(relations, [&](const found_relation& one) {
    return one.name == relation.name && one.schema == relation.schema;
  });
  return found == relations.end() ? nullptr : &*found;
}

const found_parameter* found_function::find(std::string_view parameter) const {
  const auto found = std::ranges::find(parameters, parameter, &found_parameter::name);
  return found == parameters.end() ? nullptr : &*found;
}

const found_function* catalogue::find(const schema::call_binding& function,
                                      const std::vector<std::string>& parameters) const {
  const auto found = std::ranges::find_if(functions, [&](const found_function& one) {
    return one.name == function.function && one.schema == function.schema &&
           std::ranges::all_of(parameters,
                               [&](const std::string& name) { return one.find(name) != nullptr; });
  });
  return found == functions.end() ? nullptr : &*found;
}

std::vector<std::string> column_types(const schema::type_reference& of) {
  const bool is_json_list = of.is_list() && of.named->scalar == schema::scalar_kind::json;
  if (of.list_depth > 1 || !of.named->is_leaf() || is_json_list) return {};
  const bool is_enumeration = of.named->kind == schema::type_kind::enumeration;
  const auto scalar = is_enumeration ? schema::scalar_kind::string : of.named->scalar;
  if (!of.is_list()) return types_of(scalar);
  // An array is compared as a whole, so it is of the very type its items have in documents.
  const bool is_id = scalar == schema::scalar_kind::id;
  return {(is_id ? "text" : types_of(scalar).front()) + "[]"};
}

const found_column* column_of(const schema::field& field, const found_relation& in) {
  if (!field.column.empty()) return in.find(field.column);
  if (field.stored_key == time_of_sync || field.type.named->is_composite()) return nullptr;
  const found_column* same = in.find(field.stored_key);
  const bool is_its_own = same != nullptr && !same->is_text_of_document;
  return is_its_own && is_usable(*same, field) ? same : nullptr;
}

}  // namespace fraiseql::plan
