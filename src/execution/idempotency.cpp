// What is hashed is JSON, which keeps its parts apart: no two requests have one text.
#include "execution/idempotency.hpp"

#include <algorithm>

#include "execution/sha256.hpp"
#include "json/write.hpp"

namespace fraiseql::execution {
namespace {

// Members in the order of their names.
json::value sorted(const json::value& of) {
  if (const auto* list = of.get<json::array>()) {
    json::array made;
    for (const json::value& one : *list) made.push_back(sorted(one));
    return made;
  }
  const auto* object = of.get<json::object>();
  if (object == nullptr) return of;
  json::object made;
  for (const auto& [name, value] : *object) made.emplace_back(name, sorted(value));
  std::ranges::sort(made, {}, &json::member::first);
  return made;
}

json::value claim(const schema::request_context& of, std::string_view name) {
  if (!of.claims) return json::null{};
  const auto found = std::ranges::find(*of.claims, name, &json::member::first);
  return found == of.claims->end() ? json::value(json::null{}) : found->second;
}

std::string hashed(json::array parts) {
  return sha256(json::to_text(json::value(std::move(parts))));
}

}  // namespace

std::string idempotency_key_of(const request& asked, std::string_view response_key) {
  return hashed({claim(asked.context, "iss"), claim(asked.context, "sub"), asked.idempotency_key,
                 std::string(response_key)});
}

std::string idempotency_hash_of(const request& asked) {
  const json::value variables =
      asked.variables.is_null() ? json::value(json::object()) : sorted(asked.variables);
  return hashed({asked.operation_name, asked.document, variables});
}

}  // namespace fraiseql::execution
