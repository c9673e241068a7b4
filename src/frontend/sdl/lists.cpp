// What @find says of the rows that it lists, of Query and of an object: which form they have, how
// many there may be, a filter and an order of its own. Part of binding.
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

#include "frontend/sdl/binding.hpp"
#include "schema/built_in.hpp"
#include "schema/leaf.hpp"
#include "schema/literal.hpp"

namespace fraiseql::frontend {
namespace {

// A whole number from 1 on of 32 bits, or nothing.
std::optional<std::int32_t> positive(const language::value_node& value) {
  if (value.kind != language::value_kind::integer) return std::nullopt;
  std::int32_t read = 0;
  const char* const end = value.text.data() + value.text.size();
  const auto done = std::from_chars(value.text.data(), end, read);
  if (done.ec != std::errc() || done.ptr != end || read < 1) return std::nullopt;
  return read;
}

bool says_nothing(const language::value_node& value) {
  using enum language::value_kind;
  return value.kind == null || (value.kind == object && value.fields.empty()) ||
         (value.kind == list && value.items.empty());
}

}  // namespace

schema::listing binding::take_listing(schema::field_declaration& field) {
  const std::string_view rows = rows_of_connection(field.type.name);
  if (rows.empty() || find_type(rows) == nullptr) return schema::listing::list;
  // A list is of rows of a type that is called so.
  const bool has_rows_itself = field.type.list_depth > 0 && find_type(field.type.name) != nullptr;
  if (has_rows_itself) return schema::listing::list;
  connections_.insert(field.type.name);
  field.type.name = std::string(rows);
  return schema::listing::connection;
}

void binding::refuse_defined_connections() {
  const auto refuse_one = [&](const std::string& name, const std::string& with) {
    const auto found = std::ranges::find_if(
        of_.types, [&](const type_definition& one) { return one.declared.name == name; });
    if (found == of_.types.end()) return;
    refuse("\"" + name + "\" comes with " + with + "; remove its definition",
           found->parts.front()->offset);
    of_.types.erase(found);
  };
  for (const std::string& name : connections_) {
    refuse_one(name, "its first field");
    refuse_one(std::string(rows_of_connection(name)) + "Edge", "\"" + name + "\"");
  }
  if (!connections_.empty()) refuse_one("PageInfo", "\"" + *connections_.begin() + "\"");
}

void binding::refuse_connection(const std::string& name, schema::place at) {
  if (!connections_.contains(name)) return;
  refuse("unknown type \"" + name + "\"; only a field with @find is a connection", at);
}

schema::list_declaration binding::read_list(const language::directive_node& how,
                                            const field_node& node,
                                            const schema::field_declaration& field,
                                            const std::string& owner, schema::listing as) {
  schema::list_declaration made{.as = as};
  if (const auto* given = find_argument(how, "maxLimit")) {
    made.maximum_limit = positive(given->value);
    if (!made.maximum_limit) {
      refuse("@find(maxLimit:) must be a whole number from 1 to 2147483647", given->value.offset);
    }
  }
  made.is_streamed = is_set(how, "streamed");
  made.is_aggregated = is_set(how, "aggregated");
  const auto read = [&](const char* argument, const char* what, schema::place& at) {
    const language::argument_node* given = find_argument(how, argument);
    if (given == nullptr) return json::value();
    own_values_.push_back({owner, field.name, argument, &given->value});
    at = given->value.offset;
    return read_own(given->value, argument, what);
  };
  made.where = read("where", "condition", made.where_at);
  made.order_by = read("orderBy", "order", made.order_by_at);
  if (as == schema::listing::connection) {
    is_of_type(node, field, {field.type.name + "Connection", 0, 1}, "a connection is never null");
  } else {
    is_of_type(node, field, {field.type.name, 1, 0b11}, "a list and its items are never null");
  }
  return made;
}

json::value binding::read_own(const language::value_node& given, const std::string& argument,
                              const std::string& what) {
  const std::string where = "@find(" + argument + ":)";
  if (says_nothing(given)) {
    refuse(where + " says no " + what + "; remove it", given.offset);
    return {};
  }
  auto read = schema::coerce_leaf(*schema::known_scalar("JSON"), given);
  if (read.ok()) return std::move(*read);
  refuse(where + " is no " + what + ": " + read.error().message, given.offset);
  return {};
}

// As JSON it may have a text for a value of an enumeration, which no literal has.
std::vector<schema::schema_error> binding::misspelt(const schema::schema& built) const {
  std::vector<schema::schema_error> errors;
  for (const own_value& one : own_values_) {
    const schema::field* field = built.find_type(one.type)->find_field(one.field);
    schema::check_literal(
        field->find_argument(one.argument)->type, *one.given,
        [&](const auto& message, const auto& hint, auto at) {
          errors.push_back({.message = message + hint, .origin = {}, .places = {at}});
          return schema::next_step::go_on;
        });
  }
  return errors;
}

}  // namespace fraiseql::frontend
