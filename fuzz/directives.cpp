// Any bytes as a schema with directives. What can be served must print, with its directives, as
// text that is served the same: bindings and all that clients see.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "frontend/sdl/sdl_frontend.hpp"
#include "schema/diff.hpp"
#include "schema/schema.hpp"

namespace {

using namespace fraiseql;

void must_come_back(const schema::schema& made, schema::print_order order) {
  const auto printed = schema::print_with_directives(made, order);
  if (!printed) std::abort();
  const auto again = frontend::build_served_schema(*printed);
  if (!again) std::abort();
  const auto twice = schema::print_with_directives(**again, order);
  if (!twice || *twice != *printed) std::abort();
  if (schema::print(**again, order) != schema::print(made, order)) std::abort();
  if (!schema::compare(made, **again).empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto made =
      frontend::build_served_schema(std::string_view(reinterpret_cast<const char*>(bytes), size));
  if (!made) {
    if (made.error().empty()) std::abort();
    return 0;
  }
  must_come_back(**made, schema::print_order::declared);
  must_come_back(**made, schema::print_order::sorted);
  return 0;
}
