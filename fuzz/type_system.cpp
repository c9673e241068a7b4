// Any bytes as schema definition language. What makes a schema must print as text that makes
// the same schema again, sorted or not, differ from itself in nothing, and answer the
// introspection query.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "execution/introspect.hpp"
#include "frontend/sdl/sdl_frontend.hpp"
#include "json/read.hpp"
#include "schema/diff.hpp"
#include "schema/schema.hpp"

namespace {

using namespace fraiseql;

void must_come_back(const schema::schema& made, schema::print_order order) {
  const std::string printed = schema::print(made, order);
  const auto again = frontend::build_schema(printed);
  if (!again || schema::print(**again, order) != printed) std::abort();
  if (!schema::compare(made, **again).empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto made =
      frontend::build_schema(std::string_view(reinterpret_cast<const char*>(bytes), size));
  if (!made) {
    if (made.error().empty()) std::abort();
    return 0;
  }
  must_come_back(**made, schema::print_order::declared);
  must_come_back(**made, schema::print_order::sorted);
  if (!json::read(execution::introspect(**made)).ok()) std::abort();
  return 0;
}
