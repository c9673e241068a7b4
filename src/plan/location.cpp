#include "plan/location.hpp"

#include "base/check.hpp"
#include "plan/groups.hpp"

namespace fraiseql::plan {
namespace {

using schema::scalar_kind;

bool is_whole(value_type type) { return type == value_type::int4 || type == value_type::int8; }

// Numbers in a document compare exactly, whatever their spelling; an ID may be any text.
value_type type_in_document(const schema::type& type) {
  const value_type made = value_type_of(type);
  if (is_whole(made)) return value_type::numeric;
  if (type.kind == schema::type_kind::scalar && type.scalar == scalar_kind::id) {
    return value_type::text;
  }
  return made;
}

// Whether an index on the one serves a comparison with the other.
bool are_compared(value_type one, value_type other) {
  return one == other || (is_whole(one) && is_whole(other));
}

}  // namespace

scope scope::inside(const location& object) const {
  return {.path = object.path, .item = item, .row = row, .document = document, .groups = groups};
}

scope scope::of_item(std::uint32_t number) const {
  return {.item = number, .row = row, .document = document};
}

scope scope_of(const schema::relation& rows, const found_relation* found, std::uint32_t row) {
  return {.found = found, .row = row, .document = rows.document};
}

value_type value_type_of(const schema::type& type) {
  if (type.kind == schema::type_kind::enumeration) return value_type::text;
  switch (type.scalar) {
    case scalar_kind::int32: return value_type::int4;
    case scalar_kind::floating: return value_type::float8;
    case scalar_kind::boolean: return value_type::boolean;
    case scalar_kind::id:
    case scalar_kind::uuid: return value_type::uuid;
    case scalar_kind::big_int: return value_type::int8;
    case scalar_kind::decimal: return value_type::numeric;
    case scalar_kind::date_time: return value_type::timestamptz;
    case scalar_kind::json: return value_type::jsonb;
    case scalar_kind::date: return value_type::date;
    case scalar_kind::time: return value_type::time;
    case scalar_kind::duration: return value_type::interval;
    case scalar_kind::ip_address: return value_type::inet;
    case scalar_kind::cidr: return value_type::cidr;
    case scalar_kind::mac_address: return value_type::macaddr8;
    case scalar_kind::ltree: return value_type::ltree;
    case scalar_kind::vector: return value_type::vector;
    case scalar_kind::date_range: return value_type::daterange;
    case scalar_kind::int_range: return value_type::int4range;
    case scalar_kind::big_int_range: return value_type::int8range;
    case scalar_kind::decimal_range: return value_type::numrange;
    case scalar_kind::date_time_range: return value_type::tstzrange;
    case scalar_kind::email_address:
    case scalar_kind::url:
    case scalar_kind::ruled:
    case scalar_kind::string:
    case scalar_kind::other: return value_type::text;
  }
  FRAISEQL_CHECK(false);
}

location location_of(const schema::field& field, const scope& in) {
  if (in.groups != nullptr) return in.groups->location_of(field, in);
  const schema::type& type = *field.type.named;
  location made{.row = in.row,
                .document = in.document,
                .path = in.path,
                .item = in.item,
                .is_list = field.type.is_list()};
  const found_column* found =
      in.is_row() && in.found != nullptr ? column_of(field, *in.found) : nullptr;
  const bool may_have_column =
      !in.is_document_only && (!in.is_of_interface || field.column == "id");
  if (in.is_row() && may_have_column) made.column = found != nullptr ? found->name : field.column;
  if (made.column.empty()) {
    made.path.push_back(field.stored_key);
    made.type = type.is_composite() ? value_type::jsonb : type_in_document(type);
    return made;
  }
  made.type = value_type_of(type);
  const bool is_id = type.kind == schema::type_kind::scalar && type.scalar == scalar_kind::id;
  if (is_id && found != nullptr && !found->type.starts_with("uuid")) made.type = value_type::text;
  // PostgreSQL does not compare the two kinds of MAC addresses; and where it compares other texts
  // than text, an operator of the database's own could come in between.
  made.is_cast =
      found != nullptr && (found->type == "macaddr" || found->type == "character varying");
  return made;
}

std::optional<location> searched_in(const schema::type& type, const scope& in,
                                    const std::string& usual_configuration) {
  FRAISEQL_CHECK(type.search);
  const schema::text_search& search = *type.search;
  if (!search.column.empty() && !in.is_row()) return std::nullopt;
  measured made{.configuration =
                    search.configuration.empty() ? usual_configuration : search.configuration};
  for (const std::vector<const schema::field*>& way : search.texts) {
    scope at = in;
    location text;
    for (const schema::field* one : way) {
      text = location_of(*one, at);
      at = at.inside(text);
    }
    made.values.push_back(std::move(text));
  }
  return location{.row = in.row,
                  .document = in.document,
                  .column = search.column,
                  .of = measure::searched,
                  .with = std::make_shared<const measured>(std::move(made))};
}

location distance_of(const location& vector, const scope& in, metric by, operand than) {
  const found_column* column =
      in.found == nullptr || vector.column.empty() ? nullptr : in.found->find(vector.column);
  than.type = value_type::vector;
  than.is_measure = true;
  than.dimensions = column == nullptr ? 0 : column->dimensions;
  location made{.row = vector.row,
                .document = vector.document,
                .column = vector.column,
                .path = vector.path,
                .item = vector.item,
                .type = value_type::float8,
                .of = measure::distance};
  made.with = std::make_shared<const measured>(
      measured{.values = {vector}, .than = std::move(than), .by = by});
  return made;
}

metric metric_called(std::string_view name) {
  if (name == "COSINE") return metric::cosine;
  return name == "L2" ? metric::l2 : metric::inner_product;
}

std::vector<match> matches_of(const std::vector<schema::field_match>& on, const scope& theirs,
                              const scope& ours) {
  std::vector<match> made;
  for (const schema::field_match& one : on) {
    match equal{location_of(*one.theirs, theirs), location_of(*one.ours, ours)};
    if (!are_compared(equal.ours.type, equal.theirs.type)) {
      // As wide as can be, so that no number is too large for the cast.
      equal.ours.type = is_whole(equal.theirs.type) ? value_type::int8 : equal.theirs.type;
      equal.ours.is_cast = true;
    }
    made.push_back(std::move(equal));
  }
  return made;
}

}  // namespace fraiseql::plan
