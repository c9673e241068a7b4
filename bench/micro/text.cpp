// Parsing and validation of each *.graphql file of a directory on its schema.sdl. A file with
// several documents, between NULs, takes one after the other, so that no branch predictor learns
// one of them; an iteration is one document.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>
#include <vector>

#include "frontend/sdl/sdl_frontend.hpp"
#include "language/parser.hpp"
#include "micro_bench.hpp"
#include "validation/validate.hpp"

namespace fraiseql::bench {
namespace {

struct documents {
  std::shared_ptr<const schema::schema> schema;
  std::vector<std::string> texts;
  std::vector<std::shared_ptr<const language::document>> parsed;
  double bytes = 0;  // of one
};

documents read_documents(const std::filesystem::path& from,
                         const std::shared_ptr<const schema::schema>& schema) {
  documents made{.schema = schema, .texts = {}, .parsed = {}};
  std::ifstream file(from);
  for (std::string text; std::getline(file, text, '\0');) {
    auto parsed = language::parse(text);
    if (!parsed) fail(parsed.error().message);
    made.parsed.push_back(std::make_shared<const language::document>(std::move(*parsed)));
    const auto valid = validation::validate(made.parsed.back(), schema);
    if (!valid) fail(valid.error().front().message);
    made.bytes += static_cast<double>(text.size());
    made.texts.push_back(text);
  }
  made.bytes /= static_cast<double>(made.texts.size());
  return made;
}

void parse(benchmark::State& state, const documents& of) {
  std::size_t at = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(language::parse(of.texts[at]).ok());
    if (++at == of.texts.size()) at = 0;
  }
  state.SetBytesProcessed(
      static_cast<std::int64_t>(static_cast<double>(state.iterations()) * of.bytes));
}

void validate(benchmark::State& state, const documents& of) {
  std::size_t at = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(validation::validate(of.parsed[at], of.schema).ok());
    if (++at == of.parsed.size()) at = 0;
  }
  state.SetBytesProcessed(
      static_cast<std::int64_t>(static_cast<double>(state.iterations()) * of.bytes));
}

}  // namespace

void add_text(const std::string& directory) {
  std::ostringstream sdl;
  sdl << std::ifstream(directory + "/schema.sdl").rdbuf();
  const auto schema = frontend::build_schema(sdl.str());
  if (!schema) fail(schema.error().front().message);
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    if (entry.path().extension() != ".graphql") continue;
    const auto of = std::make_shared<const documents>(read_documents(entry.path(), *schema));
    const std::string name = entry.path().stem().string();
    benchmark::RegisterBenchmark(("parse/" + name).c_str(),
                                 [of](benchmark::State& state) { parse(state, *of); });
    benchmark::RegisterBenchmark(("validate/" + name).c_str(),
                                 [of](benchmark::State& state) { validate(state, *of); });
  }
}

}  // namespace fraiseql::bench
