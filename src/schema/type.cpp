#include "schema/type.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace fraiseql::schema {
namespace {

template <class Named>
const Named* find_named(const std::vector<Named>& among, std::string_view name) {
  for (const Named& one : among) {
    if (one.name == name) return &one;
  }
  return nullptr;
}

}  // namespace

type_reference type_reference::item() const {
  FRAISEQL_CHECK(list_depth > 0);
  const auto depth = static_cast<std::uint8_t>(list_depth - 1);
  const std::uint32_t kept = non_null & ((1U << list_depth) - 1U);
  return {named, depth, kept};
}

type_reference type_reference::nullable() const {
  const std::uint32_t kept = non_null & ~(1U << list_depth);
  return {named, list_depth, kept};
}

std::string to_text(const type_reference& reference) {
  std::string text(reference.list_depth, '[');
  text += reference.named->name;
  for (unsigned level = 0; level <= reference.list_depth; ++level) {
    if (level > 0) text += ']';
    if (((reference.non_null >> level) & 1U) != 0) text += '!';
  }
  return text;
}

const input_value* field::find_argument(std::string_view argument) const {
  return find_named(arguments, argument);
}
const std::vector<field_match>& field::relates_by() const {
  static const std::vector<field_match> none;
  if (const auto* find = std::get_if<find_binding>(&binding)) return find->on;
  if (const auto* one = std::get_if<find_one_binding>(&binding)) return one->on;
  return none;
}
std::string name_of_groups(std::string_view list) { return std::string(list) + "Aggregate"; }

bool field::has_groups() const {
  const auto* find = std::get_if<find_binding>(&binding);
  return find != nullptr && find->is_of_groups;
}
const field* type::find_field(std::string_view field_name) const {
  return find_named(fields, field_name);
}
const input_value* type::find_input_field(std::string_view field_name) const {
  return find_named(input_fields, field_name);
}
const enum_value* type::find_value(std::string_view value_name) const {
  return find_named(values, value_name);
}
bool type::implements(const type& interface) const {
  return std::ranges::find(interfaces, &interface, &named_type_use::named) != interfaces.end();
}
const input_value* directive::find_argument(std::string_view argument) const {
  return find_named(arguments, argument);
}

}  // namespace fraiseql::schema
