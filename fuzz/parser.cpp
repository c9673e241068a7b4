// Any bytes through the parser, and what parses through the printer: the printed text
// must parse again and print the same, else the fuzzer stops. Small limits keep every
// run short.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "language/parser.hpp"
#include "language/printer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const fraiseql::limits bounds{.tokens = 1000, .syntax_depth = 20};

  const auto parsed = fraiseql::language::parse(text, bounds);
  if (!parsed.ok()) return 0;
  const std::string printed = fraiseql::language::print(*parsed);

  const auto parsed_again = fraiseql::language::parse(printed, bounds);
  if (!parsed_again.ok()) std::abort();
  if (fraiseql::language::print(*parsed_again) != printed) std::abort();
  return 0;
}
