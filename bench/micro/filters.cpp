// A `where` of 3 and of 30 operators on its way to SQL, stage by stage: `operation` types it,
// `plan` makes conditions of it, `sql` the statement's text; `miss` is all that a request pays
// whose document was not seen before.
#include <benchmark/benchmark.h>

#include <utility>

#include "language/parser.hpp"
#include "micro_bench.hpp"
#include "plan/query_plan.hpp"
#include "sql/statement.hpp"
#include "validation/coercion.hpp"
#include "validation/operation.hpp"
#include "validation/validate.hpp"

namespace fraiseql::bench {
namespace {

constexpr std::string_view things = R"(
  type Query { things: [Thing!]! @find }
  type Thing {
    id: ID!
    a: Int!  b: Float!  c: BigInt!  d: DateTime!  e: Date!
    f: String!  g: String! @column(name: "g")  h: Status! @column(name: "h")
  }
  enum Status { DRAFT PUBLISHED ARCHIVED }
)";

constexpr std::string_view three = R"(h: {eq: PUBLISHED}, g: {startsWith: "A"},
  d: {gte: "2024-03-01T12:00:00Z"})";

constexpr std::string_view thirty = R"(
  a: {gt: 1, lt: 9, neq: 5, in: [2, 3]}
  b: {gte: 1.5, lte: 9.5, neq: 5, notIn: [2, 3]}
  c: {gt: "1", lt: "99", neq: "5"}
  d: {gte: "2024-03-01T12:00:00Z", lt: "2025-03-01T12:00:00Z", isNull: false}
  e: {gte: "2024-03-01", lt: "2025-03-01", neq: "2024-12-24"}
  f: {startsWith: "A", contains: "b", endsWith: "c", neq: "Abc"}
  g: {gte: "A", lt: "B", iContains: "b", neq: "Abc", isNull: false}
  h: {eq: PUBLISHED, neq: DRAFT, in: [PUBLISHED, ARCHIVED], isNull: false}
)";

struct filtered {
  std::shared_ptr<const schema::schema> schema;
  std::string text;
};

// Of the stages below, what the one before has made.
validation::validated_document proven(const filtered& of) {
  auto parsed = language::parse(of.text);
  if (!parsed) fail(parsed.error().message);
  auto made = validation::validate(std::make_shared<const language::document>(std::move(*parsed)),
                                   of.schema);
  if (!made) fail(made.error().front().message);
  return *std::move(made);
}

validation::operation typed(const validation::validated_document& of) {
  auto made = validation::make_operation(of, *of.document().operations().front(), {}, {});
  if (!made) fail(made.error().front().message);
  return *std::move(made);
}

plan::query_plan planned(const validation::operation& of) {
  auto made = plan::make_plan(of, {});
  if (!made) fail(made.error().front().message);
  return *std::move(made);
}

void type_operation(benchmark::State& state, const filtered& of) {
  const auto document = proven(of);
  for (auto _ : state) benchmark::DoNotOptimize(typed(document));
}

void plan_operation(benchmark::State& state, const filtered& of) {
  const auto operation = typed(proven(of));
  for (auto _ : state) benchmark::DoNotOptimize(planned(operation));
}

void write_sql(benchmark::State& state, const filtered& of) {
  const auto plan = planned(typed(proven(of)));
  for (auto _ : state) benchmark::DoNotOptimize(sql::compile(plan.steps.front()));
}

void miss(benchmark::State& state, const filtered& of) {
  for (auto _ : state) {
    const auto plan = planned(typed(proven(of)));
    benchmark::DoNotOptimize(sql::compile(plan.steps.front()));
  }
}

}  // namespace

void add_filters() {
  const auto schema = served(things);
  for (const auto& [name, where] :
       {std::pair("3 operators", three), std::pair("30 operators", thirty)}) {
    const filtered of{schema,
                      "{ things(limit: 20, where: {" + std::string(where) + "}) { id a } }"};
    const auto add = [&](const std::string& what, void (*run)(benchmark::State&, const filtered&)) {
      benchmark::RegisterBenchmark((what + "/" + name).c_str(),
                                   [of, run](benchmark::State& state) { run(state, of); });
    };
    add("operation", type_operation);
    add("plan", plan_operation);
    add("sql", write_sql);
    add("miss", miss);
  }
}

}  // namespace fraiseql::bench
