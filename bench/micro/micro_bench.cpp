// micro_bench DIRECTORY [options of Google Benchmark]: single stages of the engine, on one thread
// and without a database; run by micro.py, which writes the documents into DIRECTORY. Read next:
// text.cpp, requests.cpp, filters.cpp.
#include "micro_bench.hpp"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>

#include "frontend/sdl/sdl_frontend.hpp"

namespace fraiseql::bench {

void fail(std::string_view why) {
  std::fprintf(stderr, "error: %.*s\n", static_cast<int>(why.size()), why.data());
  std::exit(1);
}

std::shared_ptr<const schema::schema> served(std::string_view sdl) {
  auto built = frontend::build_served_schema(sdl);
  if (!built) fail(built.error().front().message);
  return *std::move(built);
}

}  // namespace fraiseql::bench

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  if (count != 2)
    fraiseql::bench::fail("usage: micro_bench DIRECTORY [options of Google Benchmark]");
  fraiseql::bench::add_text(arguments[1]);
  fraiseql::bench::add_requests();
  fraiseql::bench::add_filters();
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
