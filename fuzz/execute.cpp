// Any bytes as a schema, a document and, behind NULs, the variables and the name of an
// operation: the whole way of `execute --mock`. The response is JSON with data or errors, the
// same when it is asked again, and without errors nothing in it is null but what
// introspection says.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "execution/example.hpp"
#include "frontend/sdl/sdl_frontend.hpp"
#include "json/read.hpp"

namespace {

using namespace fraiseql;

std::string next_part(std::string_view& rest) {
  const std::string_view part = rest.substr(0, rest.find('\0'));
  rest.remove_prefix(part.size() + (part.size() < rest.size() ? 1 : 0));
  return std::string(part);
}

bool has_null(const json::value& value) {
  if (const auto* items = value.get<json::array>()) {
    for (const json::value& item : *items) {
      if (has_null(item)) return true;
    }
  } else if (const auto* members = value.get<json::object>()) {
    for (const auto& [_, member] : *members) {
      if (has_null(member)) return true;
    }
  }
  return value.is_null();
}

bool asks_for_introspection(std::string_view document) {
  for (auto at = document.find("__"); at != std::string_view::npos;
       at = document.find("__", at + 1)) {
    if (!document.substr(at).starts_with("__typename")) return true;
  }
  return false;
}

// A list may hold lists without end; so long an answer is another test's.
constexpr std::size_t most_bytes = 64UL * 1024;

void check_response(execution::example_executor& executor, const execution::request& request) {
  const execution::response once = executor.execute(request);
  const auto body = json::read(once.body, {.max_depth = 2 * frontend::specification_limits.depth});
  if (!body) std::abort();
  const json::value* data = body->find("data");
  const json::value* errors = body->find("errors");
  if ((data == nullptr && errors == nullptr) ||
      once.first_error.has_value() != (errors != nullptr)) {
    std::abort();
  }
  if (errors == nullptr && has_null(*data) && !asks_for_introspection(request.document)) {
    std::abort();
  }
  if (executor.execute(request).body != once.body) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(bytes), size);
  const auto schema = frontend::build_schema(next_part(rest));
  if (!schema) return 0;
  execution::request request{.document = next_part(rest)};
  if (auto variables = json::read(next_part(rest))) request.variables = std::move(*variables);
  // A request's own strings come as JSON or as checked arguments, and so in UTF-8.
  if (std::string name = next_part(rest); is_utf8(name)) request.operation_name = std::move(name);
  for (const auto values :
       {execution::example_values::constants, execution::example_values::realistic}) {
    execution::example_executor executor(*schema, execution::examples(values, most_bytes),
                                         frontend::specification_limits);
    check_response(executor, request);
  }
  return 0;
}
