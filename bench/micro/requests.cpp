// What a request pays before its plan runs, when its operation was prepared before: its body is
// read, its document and operation are found by their text, its values are coerced and encoded.
// `body/json` is the JSON reader alone; `body` everything that serve_graphql does around an
// executor that answers at once; `hit` finds the operation in its cache; `bind` encodes the values;
// `request` is all of that.
#include <benchmark/benchmark.h>

#include <utility>

#include "execution/bind.hpp"
#include "execution/prepare.hpp"
#include "json/flat.hpp"
#include "micro_bench.hpp"
#include "server/graphql_endpoint.hpp"

namespace fraiseql::bench {
namespace {

constexpr std::string_view blog = R"(
  type Query { user: User @findOne  posts: [Post!]! @find }
  type User { id: ID!  identifier: String!  name: String! }
  type Post { id: ID!  title: String!  status: Status!  createdAt: DateTime! }
  enum Status { DRAFT PUBLISHED ARCHIVED }
)";

struct asked {
  std::string name;
  std::string body;
};

const asked requests[] = {
    {"look-up", R"({"query":"query($id: ID!) { user(id: $id) { id identifier name } }",)"
                R"("variables":{"id":"6f9619ff-8b86-d011-b42d-00c04fc964ff"}})"},
    {"list",
     R"({"query":"query($prefix: String!, $since: DateTime!) { posts(limit: 20, where: )"
     R"({status: {eq: PUBLISHED}, title: {startsWith: $prefix}, createdAt: {gte: $since}}) )"
     R"({ id title createdAt } }","variables":{"prefix":"A","since":"2024-03-01T12:00:00Z"}})"},
    {"where in a variable",
     R"({"query":"query($where: PostWhereInput, $limit: Int) { posts(limit: $limit, where: )"
     R"($where) { id title createdAt } }","variables":{"limit":20,"where":{"status":)"
     R"({"eq":"PUBLISHED"},"title":{"startsWith":"A"},"createdAt":{"gte":)"
     R"("2024-03-01T12:00:00Z"}}}})"},
};

struct prepared {
  http::request http;  // borrows the texts above
  execution::request request;
  execution::preparer preparer;
  execution::prepared_request once;
};

std::shared_ptr<prepared> prepare(const asked& one) {
  const http::request http{.method = "POST",
                           .path = "/graphql",
                           .query = {},
                           .headers = {{"host", "127.0.0.1:8080"},
                                       {"content-type", "application/json"},
                                       {"content-length", "200"}},
                           .body = one.body};
  execution::request request;
  server::serve_graphql(
      http, {},
      [&](const execution::request& read, const execution::responder&) {
        request = read;
        execution::read_parts(request);
      },
      [](const http::response& refused) { fail(refused.body); });
  execution::preparer preparer(served(blog), {});
  auto once = preparer.prepare(request);
  if (!once) fail(once.error().front().message);
  if (!execution::bind(*once)) fail("the values do not fit");
  return std::make_shared<prepared>(
      prepared{http, std::move(request), std::move(preparer), *std::move(once)});
}

void read_json(benchmark::State& state, prepared& of) {
  json::flat reading;
  for (auto _ : state) benchmark::DoNotOptimize(reading.read(of.http.body).ok());
}

void read_body(benchmark::State& state, prepared& of) {
  const auto answer_at_once = [](const execution::request&, const execution::responder& done) {
    done({.body = "{}", .was_executed = true, .has_data = true});
  };
  const server::graphql_endpoint_options options;
  for (auto _ : state) {
    server::serve_graphql(of.http, options, answer_at_once,
                          [](http::response made) { benchmark::DoNotOptimize(made.body.data()); });
  }
}

void hit(benchmark::State& state, prepared& of) {
  for (auto _ : state) benchmark::DoNotOptimize(of.preparer.prepare(of.request).ok());
}

void bind(benchmark::State& state, prepared& of) {
  for (auto _ : state) benchmark::DoNotOptimize(execution::bind(of.once).ok());
}

void whole(benchmark::State& state, prepared& of) {
  const auto prepare_and_bind = [&](const execution::request& read,
                                    const execution::responder& done) {
    const auto made = of.preparer.prepare(read);
    benchmark::DoNotOptimize(execution::bind(*made).ok());
    done({.body = "{}", .was_executed = true, .has_data = true});
  };
  const server::graphql_endpoint_options options;
  for (auto _ : state) {
    server::serve_graphql(of.http, options, prepare_and_bind,
                          [](http::response made) { benchmark::DoNotOptimize(made.body.data()); });
  }
}

}  // namespace

void add_requests() {
  for (const asked& one : requests) {
    const auto of = prepare(one);
    const auto add = [&](const std::string& what, void (*run)(benchmark::State&, prepared&)) {
      benchmark::RegisterBenchmark((what + "/" + one.name).c_str(),
                                   [of, run](benchmark::State& state) { run(state, *of); });
    };
    add("body/json", read_json);
    add("body", read_body);
    add("hit", hit);
    add("bind", bind);
    add("request", whole);
  }
}

}  // namespace fraiseql::bench
