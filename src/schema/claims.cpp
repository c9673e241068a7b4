// Looking into what is known of who asks.
#include <algorithm>

#include "json/write.hpp"
#include "schema/native.hpp"

namespace fraiseql::schema {
namespace {

// Names may have points themselves, as those that are URLs do.
const json::value* find(const json::object& in, std::string_view name) {
  const auto whole = std::ranges::find(in, name, &json::member::first);
  if (whole != in.end()) return &whole->second;
  const std::size_t point = name.find('.');
  if (point == std::string_view::npos) return nullptr;
  const auto outer = std::ranges::find(in, name.substr(0, point), &json::member::first);
  const auto* inner = outer == in.end() ? nullptr : outer->second.get<json::object>();
  return inner == nullptr ? nullptr : find(*inner, name.substr(point + 1));
}

}  // namespace

const json::value* request_context::find_claim(std::string_view name) const {
  return claims ? find(*claims, name) : nullptr;
}

std::optional<std::string> request_context::claim(std::string_view name) const {
  const json::value* found = find_claim(name);
  if (found == nullptr || found->is_null()) return std::nullopt;
  const auto* text = found->get<std::string>();
  return text != nullptr ? *text : json::to_text(*found);
}

}  // namespace fraiseql::schema
