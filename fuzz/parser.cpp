// Any bytes through the parser, as a document, a constant value and a schema coordinate, and
// what parses through the printer: the printed text must parse again and print the same,
// else the fuzzer stops. Small limits keep every run short.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "language/parser.hpp"
#include "language/printer.hpp"

namespace {

using namespace fraiseql;
using namespace fraiseql::language;

template <class Parse>
void check(std::string_view text, Parse parse_text) {
  const auto parsed = parse_text(text);
  if (!parsed.ok()) return;
  const std::string printed = print(*parsed);
  const auto parsed_again = parse_text(printed);
  if (!parsed_again.ok() || print(*parsed_again) != printed) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const limits bounds{.tokens = 1000, .syntax_depth = 20};
  arena memory;
  check(text, [&](std::string_view each) { return parse(each, bounds); });
  check(text, [&](std::string_view each) { return parse_constant(each, memory, bounds); });
  check(text, [](std::string_view each) { return parse_schema_coordinate(each); });
  return 0;
}
