// text_bench SCHEMA DOCUMENT SECONDS TOKENS: how long it takes to parse a document, and to
// parse and validate it, as one line of JSON; run by text.py. With TOKENS above 0 that is
// the token limit and the default limits of the expanded operation hold, too; the outcome
// is then that of the first stage that refuses. The memory is what the first run added to the
// peak of the process.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>

#include "frontend/sdl/sdl_frontend.hpp"
#include "language/parser.hpp"
#include "validation/coercion.hpp"
#include "validation/operation.hpp"
#include "validation/validate.hpp"

namespace {

using namespace fraiseql;
using clock = std::chrono::steady_clock;

std::string read_file(const char* name) {
  std::ostringstream text;
  text << std::ifstream(name).rdbuf();
  return text.str();
}

// Peak resident memory in KiB, counted from when it was last forgotten.
long peak_kib() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::atol(line.c_str() + 6);
  }
  return 0;
}

void forget_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

std::string parse_and_validate(const std::string& text,
                               const std::shared_ptr<const schema::schema>& schema,
                               const limits& bounds, bool expand) {
  auto parsed = language::parse(text, bounds);
  if (!parsed) return parsed.error().message;
  const auto document = std::make_shared<const language::document>(std::move(*parsed));
  const auto proven = validation::validate(document, schema, {});
  if (!proven) return proven.error().front().message;
  if (!expand) return "valid";
  for (const language::operation_node* node : document->operations()) {
    const auto variables = validation::coerce_variables(*proven, *node, {});
    if (!variables) return variables.error().front().message;
    const auto made = validation::make_operation(*proven, *node, *variables, bounds);
    if (!made) return made.error().front().message;
  }
  return "valid";
}

// The mean of as many runs as fit into `seconds`, in microseconds.
template <class Run>
double microseconds(double seconds, Run run) {
  const auto start = clock::now();
  std::size_t runs = 0;
  std::chrono::duration<double> taken{};
  do {
    run();
    ++runs;
    taken = clock::now() - start;
  } while (taken.count() < seconds);
  return taken.count() * 1e6 / static_cast<double>(runs);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 5) {
    std::fputs("usage: text_bench SCHEMA DOCUMENT SECONDS TOKENS\n", stderr);
    return 2;
  }
  const auto schema = frontend::build_schema(read_file(arguments[1]));
  if (!schema) {
    std::fprintf(stderr, "%s\n", schema.error().front().message.c_str());
    return 1;
  }
  const std::string text = read_file(arguments[2]);
  const double seconds = std::atof(arguments[3]);
  const std::size_t tokens = std::strtoull(arguments[4], nullptr, 10);
  limits bounds;
  bounds.document_bytes = 1'000'000'000;
  bounds.tokens = tokens > 0 ? tokens : 1'000'000'000;

  forget_peak();
  const long before = peak_kib();
  const std::string outcome = parse_and_validate(text, *schema, bounds, tokens > 0);
  const long added = peak_kib() - before;
  const double parse = microseconds(seconds, [&] { (void)language::parse(text, bounds).ok(); });
  const double both = microseconds(
      seconds, [&] { (void)parse_and_validate(text, *schema, bounds, tokens > 0).size(); });
  std::string shown;
  for (const char c : outcome) shown += c == '"' || c == '\\' ? '\'' : c;
  std::printf(R"({"parse_us": %.3f, "both_us": %.3f, "added_kib": %ld, "outcome": "%s"})"
              "\n",
              parse, both, added, shown.c_str());
  return 0;
}
