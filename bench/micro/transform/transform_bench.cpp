// transform_bench DIRECTORY [options of Google Benchmark]: the transform, the same by simdjson's
// DOM, and memcpy of the input, on what inputs.py wrote there; run by ../transform.py.
//
// Before anything is timed, both transforms answer every document and the answers are compared;
// they are left in DIRECTORY/answers for the scripts. allocations.txt says how often each
// transform allocates once everything was answered before. A size has 16 documents, which take
// turns, so that no branch predictor learns one of them; times are of one document, or of all rows
// of a statement. Each text has readable bytes behind it, as simdjson wants them.
// FRAISEQL_KERNEL names the kernel that our transform uses, where that is not the fastest.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allocations.hpp"
#include "dom_transform.hpp"
#include "frontend/sdl/sdl_frontend.hpp"
#include "language/parser.hpp"
#include "plan/query_plan.hpp"
#include "transform/kernel.hpp"
#include "transform/transform.hpp"
#include "validation/coercion.hpp"
#include "validation/operation.hpp"
#include "validation/validate.hpp"

namespace {

using namespace fraiseql;

[[noreturn]] void fail(const std::string& what) {
  std::fprintf(stderr, "error: %s\n", what.c_str());
  std::exit(1);
}

std::string read_file(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  if (!file) fail("cannot read " + name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// Lines, each in memory of its own with readable bytes behind it.
struct texts {
  explicit texts(std::string_view lines) {
    while (!lines.empty()) {
      const std::size_t size = lines.find('\n');
      std::string& one = kept.emplace_back(lines.substr(0, size));
      one.resize(size + 2 * simdjson::SIMDJSON_PADDING);
      sizes.push_back(size);
      lines.remove_prefix(size + 1);
    }
    for (std::size_t i = 0; i < kept.size(); ++i) all.emplace_back(kept[i].data(), sizes[i]);
  }

  std::vector<std::string> kept;
  std::vector<std::size_t> sizes;
  std::vector<std::string_view> all;
};

template <class T>
T must(result<T, std::vector<graphql_error>> given) {
  if (!given) fail(given.error().front().message);
  return std::move(*given);
}

plan::query_plan plan_of(const std::string& text,
                         const std::shared_ptr<const schema::schema>& schema) {
  auto parsed = language::parse(text);
  if (!parsed) fail(parsed.error().message);
  const auto document = must(validation::validate(
      std::make_shared<const language::document>(std::move(*parsed)), schema, {}));
  const auto* const node = document.document().operations().front();
  const auto variables = must(validation::coerce_variables(document, *node, {}));
  const auto operation = must(validation::make_operation(document, *node, variables, {}));
  return must(plan::make_plan(operation));
}

struct cell {
  std::string name;
  const texts* documents = nullptr;
  bool are_rows = false;  // the texts are the rows of one statement
  plan::query_plan prepared = {};
  bench::value_plan plan = {};

  [[nodiscard]] std::size_t answers() const { return are_rows ? 1 : documents->all.size(); }
};

class ours {
 public:
  explicit ours(const cell& of) : cell_(of), shape_(of.prepared.steps.front().shape) {}

  std::string_view answer(std::size_t which) {
    out_.clear();
    errors_.clear();
    const std::span all(cell_.documents->all);
    const auto texts = cell_.are_rows ? all : all.subspan(which, 1);
    const bool is_written = transform::write_value(out_, shape_, {.values = texts}, errors_);
    if (!is_written || !errors_.empty()) fail(cell_.name + ": our transform found an error");
    return out_;
  }

 private:
  const cell& cell_;
  const transform::response_shape& shape_;
  std::string out_;
  std::vector<transform::field_error> errors_;
};

class dom {
 public:
  explicit dom(const cell& of) : cell_(of) {}

  std::string_view answer(std::size_t which) {
    out_.clear();
    const auto& all = cell_.documents->all;
    bool is_written = true;
    if (cell_.are_rows) {
      put('[');
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (i > 0) put(',');
        is_written = is_written && transform_.write(out_, cell_.plan, all[i]);
      }
      put(']');
    } else {
      is_written = transform_.write(out_, cell_.plan, all[which]);
    }
    if (!is_written || transform_.errors() > 0) fail(cell_.name + ": the DOM found an error");
    return out_.text();
  }

 private:
  void put(char byte) {
    char* const at = out_.room(out_.end(), 1);
    *at = byte;
    out_.ends(at + 1);
  }

  const cell& cell_;
  bench::dom_transform transform_;
  bench::output out_;
};

class copy {
 public:
  explicit copy(const cell& of) : cell_(of) {
    std::size_t size = 0;
    for (const std::string_view one : of.documents->all) size += one.size();
    out_.resize(size);
  }

  std::string_view answer(std::size_t which) {
    const auto& all = cell_.documents->all;
    if (!cell_.are_rows) return put(all[which], 0);
    std::size_t size = 0;
    for (const std::string_view one : all) size += put(one, size).size();
    return {out_.data(), size};
  }

 private:
  std::string_view put(std::string_view text, std::size_t at) {
    std::memcpy(out_.data() + at, text.data(), text.size());
    return {out_.data() + at, text.size()};
  }

  const cell& cell_;
  std::string out_;
};

// The answers of all documents, one after the other.
template <class Transform>
void run(benchmark::State& state, const cell& of) {
  Transform transform(of);
  const std::size_t count = of.answers();
  for (std::size_t i = 0; i < count; ++i) transform.answer(i);  // its buffers grow
  std::size_t which = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(transform.answer(which).data());
    benchmark::ClobberMemory();
    if (++which == count) which = 0;
  }
}

template <class Transform>
void add(const std::string& name, const cell& of) {
  benchmark::RegisterBenchmark(name.c_str(),
                               [&of](benchmark::State& state) { run<Transform>(state, of); });
}

// Of one answer, when all were made before.
template <class Transform>
double allocations_of(const cell& of) {
  Transform transform(of);
  const std::size_t count = of.answers();
  for (std::size_t i = 0; i < count; ++i) transform.answer(i);
  const std::size_t before = allocations();
  for (std::size_t i = 0; i < count; ++i) transform.answer(i);
  return static_cast<double>(allocations() - before) / static_cast<double>(count);
}

void check(const cell& of, const std::string& directory) {
  ours mine(of);
  dom other(of);
  std::string name = of.name;
  name[name.find('/')] = '-';
  std::ofstream file(directory + "/answers/" + name + ".txt", std::ios::binary);
  for (std::size_t i = 0; i < of.answers(); ++i) {
    const std::string_view answer = mine.answer(i);
    const std::string_view theirs = other.answer(i);
    if (answer != theirs) {
      fail(of.name + ": the answers differ\nours: " + std::string(answer.substr(0, 2000)) +
           "\nDOM:  " + std::string(theirs.substr(0, 2000)));
    }
    file << answer << '\n';
  }
}

std::vector<std::unique_ptr<cell>> read_cells(const std::string& directory,
                                              std::map<std::string, texts>& documents) {
  const auto schema = must(frontend::build_served_schema(read_file(directory + "/schema.graphql")));
  std::vector<std::unique_ptr<cell>> cells;
  std::istringstream lines(read_file(directory + "/cells.txt"));
  for (std::string name, operation, size, texts_are;
       lines >> name >> operation >> size >> texts_are;) {
    auto one = std::make_unique<cell>();
    one->name = name;
    one->are_rows = texts_are == "rows";
    if (!documents.contains(size)) {
      documents.emplace(size, read_file(directory + "/" + size + ".txt"));
    }
    one->documents = &documents.at(size);
    one->prepared = plan_of(read_file(directory + "/" + operation + ".graphql"), schema);
    one->plan = bench::read_plan(read_file(directory + "/" + operation + ".json"));
    cells.push_back(std::move(one));
  }
  return cells;
}

void choose_kernel() {
  const char* const name = std::getenv("FRAISEQL_KERNEL");
  if (name == nullptr) return;
  for (const transform::kernel& one : transform::kernels()) {
    if (std::string_view(one.name) != name) continue;
    if (!one.is_supported) fail("this processor cannot run the kernel " + std::string(name));
    transform::use_kernel(one);
    return;
  }
  fail("there is no kernel " + std::string(name));
}

}  // namespace

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  if (count != 2) fail("usage: transform_bench DIRECTORY [options of Google Benchmark]");
  const std::string directory = arguments[1];
  choose_kernel();
  benchmark::AddCustomContext("kernel", transform::kernel_in_use().name);
  std::map<std::string, texts> documents;
  const auto cells = read_cells(directory, documents);
  std::ofstream allocated(directory + "/allocations.txt");
  for (const auto& one : cells) {
    check(*one, directory);
    allocated << one->name << ' ' << allocations_of<ours>(*one) << ' ' << allocations_of<dom>(*one)
              << '\n';
    add<ours>("ours/" + one->name, *one);
    add<dom>("dom/" + one->name, *one);
    // Of each size once: what is selected makes no difference to it.
    if (one->name.ends_with("/a")) add<copy>("memcpy/" + one->name, *one);
  }
  allocated.close();
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
