// Any bytes as what stands behind the `?` of GET /graphql. What is taken must be one JSON object
// with members of a request alone, each once.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "json/flat.hpp"
#include "json/item.hpp"
#include "server/query_string.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fraiseql;
  constexpr std::size_t depth = 20;
  constexpr std::array<std::string_view, 5> known = {"query", "documentId", "operationName",
                                                     "variables", "extensions"};
  const auto body = server::body_of_parameters({reinterpret_cast<const char*>(data), size}, depth);
  if (!body) return 0;
  json::flat read;
  if (!read.read(*body, {.max_depth = depth})) std::abort();
  const json::item root(read);
  if (root.is() != json::form::members || root.size() == 0) std::abort();
  root.each_member([&known](std::string_view name, const json::item&) {
    if (std::ranges::find(known, name) == known.end()) std::abort();
    return true;
  });
  return 0;
}
