#include "schema/naming.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace fraiseql::schema {
namespace {

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

relation default_relation(std::string_view type) { return {.name = "tv_" + to_snake_case(type)}; }

bool is_qualified_name(std::string_view name) {
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return !name.empty();
  return dot > 0 && dot + 1 < name.size() && name.find('.', dot + 1) == std::string_view::npos;
}

relation to_relation(std::string_view name) {
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return {.name = std::string(name)};
  return {.schema = std::string(name.substr(0, dot)), .name = std::string(name.substr(dot + 1))};
}

std::string to_text(const relation& relation) {
  if (relation.schema == "public") return relation.name;
  return relation.schema + "." + relation.name;
}

std::optional<std::string> default_stored_key(std::string_view field) {
  if (std::ranges::none_of(field, is_capital)) return std::string(field);
  const auto side_by_side = [](char a, char b) { return is_capital(a) && is_capital(b); };
  if (std::ranges::adjacent_find(field, side_by_side) != field.end()) return std::nullopt;
  std::string key = to_snake_case(field);
  if (to_camel_case(key) != field) return std::nullopt;
  return key;
}

std::string default_stored_value(std::string_view value) {
  if (std::ranges::any_of(value, is_small)) return std::string(value);
  return to_lower(value);
}

}  // namespace fraiseql::schema
