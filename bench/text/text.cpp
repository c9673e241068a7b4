// text_bench SCHEMA DOCUMENTS SECONDS TOKENS: how long it takes to parse a document, to validate
// it, and both, as one line of JSON; run by text.py. The file has one document, or several
// between NULs, which take turns. With TOKENS above 0 that is the token limit and the default
// limits of the expanded operation hold, too; the outcome is then that of the first stage that
// refuses. The memory is what the first run added to the peak of the process.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "frontend/sdl/sdl_frontend.hpp"
#include "language/parser.hpp"
#include "validation/coercion.hpp"
#include "validation/operation.hpp"
#include "validation/validate.hpp"

namespace {

using namespace fraiseql;

std::string read_file(const char* name) {
  std::ostringstream text;
  text << std::ifstream(name).rdbuf();
  return text.str();
}

std::vector<std::string> split(const std::string& documents) {
  std::vector<std::string> made;
  std::istringstream rest(documents);
  for (std::string one; std::getline(rest, one, '\0');) made.push_back(one);
  return made;
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

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// The mean for one of `of` in microseconds of CPU time, of rounds that take `seconds` or more. The
// clock is looked at after 1, 2, 4, ... of them, since that takes longer than a short document.
template <class Of, class Run>
double microseconds(double seconds, const std::vector<Of>& of, Run run) {
  const double start = cpu_seconds();
  std::size_t rounds = 0;
  double taken = 0;
  for (std::size_t more = 1; taken < seconds; more *= 2) {
    for (std::size_t i = 0; i < more; ++i) {
      for (const Of& one : of) run(one);
    }
    rounds += more;
    taken = cpu_seconds() - start;
  }
  return taken * 1e6 / static_cast<double>(rounds * of.size());
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 5) {
    std::fputs("usage: text_bench SCHEMA DOCUMENTS SECONDS TOKENS\n", stderr);
    return 2;
  }
  const auto schema = frontend::build_schema(read_file(arguments[1]));
  if (!schema) {
    std::fprintf(stderr, "%s\n", schema.error().front().message.c_str());
    return 1;
  }
  const std::vector<std::string> texts = split(read_file(arguments[2]));
  const double seconds = std::atof(arguments[3]);
  const std::size_t tokens = std::strtoull(arguments[4], nullptr, 10);
  limits bounds;
  bounds.document_bytes = 1'000'000'000;
  bounds.tokens = tokens > 0 ? tokens : 1'000'000'000;

  forget_peak();
  const long before = peak_kib();
  std::string outcome = "valid";
  for (const std::string& text : texts) {
    if (outcome == "valid") outcome = parse_and_validate(text, *schema, bounds, tokens > 0);
  }
  const long added = peak_kib() - before;
  std::vector<std::shared_ptr<const language::document>> parsed;
  for (const std::string& text : texts) {
    auto one = language::parse(text, bounds);
    if (one) parsed.push_back(std::make_shared<const language::document>(std::move(*one)));
  }
  const double parse = microseconds(
      seconds, texts, [&](const std::string& text) { (void)language::parse(text, bounds).ok(); });
  const double validate = parsed.empty() ? 0 : microseconds(seconds, parsed, [&](const auto& one) {
    (void)validation::validate(one, *schema, {}).ok();
  });
  const double both = microseconds(seconds, texts, [&](const std::string& text) {
    (void)parse_and_validate(text, *schema, bounds, tokens > 0).size();
  });
  std::string shown;
  for (const char c : outcome) shown += c == '"' || c == '\\' ? '\'' : c;
  std::printf(R"({"parse_us": %.3f, "validate_us": %.3f, "both_us": %.3f, "added_kib": %ld, )"
              R"("outcome": "%s"})"
              "\n",
              parse, validate, both, added, shown.c_str());
  return 0;
}
