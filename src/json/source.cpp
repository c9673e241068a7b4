#include "json/source.hpp"

#include "base/check.hpp"
#include "json/write.hpp"

namespace fraiseql::json {

const value* resolve(const source& from, const variables& values) {
  if (const auto* constant = std::get_if<value>(&from)) return constant;
  const auto& path = std::get<variable_path>(from);
  FRAISEQL_CHECK(path.variable < values.size());
  if (!values[path.variable]) return nullptr;
  const value* at = &*values[path.variable];
  for (const std::uint32_t step : path.steps) {
    if (const auto* items = at->get<array>()) {
      FRAISEQL_CHECK(step < items->size());
      at = &(*items)[step];
    } else {
      const auto* members = at->get<object>();
      FRAISEQL_CHECK(members != nullptr && step < members->size());
      at = &(*members)[step].second;
    }
  }
  return at;
}

std::string to_text(const source& from) {
  if (const auto* constant = std::get_if<value>(&from)) return to_text(*constant);
  const auto& path = std::get<variable_path>(from);
  std::string text = "$" + std::to_string(path.variable);
  for (const std::uint32_t step : path.steps) text += "." + std::to_string(step);
  return text;
}

}  // namespace fraiseql::json
