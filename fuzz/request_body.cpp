// Any bytes as the body of a POST /graphql, through everything that needs no database:
// the endpoint, preparation, binding, and the writing of the answer, in which every
// field that PostgreSQL would have to answer has failed. Each request must get exactly
// one response, and that must be JSON; asked again, when the operation is in the cache,
// it must get the same one.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "execution/answer.hpp"
#include "execution/bind.hpp"
#include "execution/prepare.hpp"
#include "json/read.hpp"
#include "schema/builder.hpp"
#include "server/graphql_endpoint.hpp"

namespace {

using namespace fraiseql;

// The quickstart's schema, and a field of each further scalar that inputs can have.
std::shared_ptr<const schema::schema> make_schema() {
  schema::schema_builder builder;
  builder.add(schema::type_declaration{
      .name = "Note",
      .fields = {{.name = "id", .type = {.name = "ID", .non_null = 1}},
                 {.name = "identifier", .type = {.name = "String", .non_null = 1}},
                 {.name = "title", .type = {.name = "String", .non_null = 1}},
                 {.name = "body", .type = {.name = "String"}},
                 {.name = "rank", .type = {.name = "Int"}},
                 {.name = "weight", .type = {.name = "Float"}},
                 {.name = "pinned", .type = {.name = "Boolean"}},
                 {.name = "tags", .type = {.name = "String", .list_depth = 1, .non_null = 3}}},
      .source = schema::relation{.name = "tv_note"},
      .origin = "Note"});
  builder.add(schema::type_declaration{
      .kind = schema::type_kind::input_object,
      .name = "CreateNote",
      .input_fields = {{.name = "title", .type = {.name = "String", .non_null = 1}},
                       {.name = "body", .type = {.name = "String"}},
                       {.name = "parent", .type = {.name = "ID"}},
                       {.name = "rank", .type = {.name = "Int"}},
                       {.name = "weight", .type = {.name = "Float"}},
                       {.name = "pinned",
                        .type = {.name = "Boolean"},
                        .default_value = json::value(true)}},
      .origin = "CreateNote"});
  builder.add_query(schema::find_declaration{.name = "notes", .object = "Note", .origin = "notes"});
  builder.add_query(
      schema::find_one_declaration{.name = "note", .object = "Note", .origin = "note"});
  builder.add_mutation(schema::call_declaration{.name = "createNote",
                                                .type = {.name = "Note", .non_null = 1},
                                                .input = "CreateNote",
                                                .function = "fn_create_note",
                                                .origin = "createNote"});
  auto built = std::move(builder).build();
  if (!built) std::abort();
  return *built;
}

execution::response answer_without_database(execution::preparer& preparer,
                                            const execution::request& asked) {
  const auto prepared = preparer.prepare(asked);
  if (!prepared) return execution::request_error(prepared.error());
  const auto bound = execution::bind(*prepared);
  if (!bound) return execution::request_error(bound.error());
  const auto& steps = prepared->operation->plan.steps;
  if (prepared->operation->statements.size() != steps.size()) std::abort();
  const std::function<std::string()> no_log_id = [] { return std::string(); };
  execution::answer written(no_log_id);
  for (std::size_t at = 0; at < steps.size(); ++at) {
    if (prepared->operation->statements[at].empty()) {
      written.add_constant(steps[at], prepared->constant(at));
    } else {
      written.add(steps[at], fraiseql::execution::fetched(fraiseql::graphql_error{
                                 .message = "no database", .code = error_code::unavailable}));
    }
  }
  return std::move(written).finish();
}

http::response serve_once(execution::preparer& preparer, const http::request& request) {
  std::size_t responses = 0;
  http::response got;
  server::serve_graphql(
      request, {.max_batch = 4},
      [&](const execution::request& asked, const execution::responder& respond) {
        respond(answer_without_database(preparer, asked));
      },
      [&](http::response made) {
        ++responses;
        got = std::move(made);
      });
  if (responses != 1) std::abort();
  return got;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const std::shared_ptr<const schema::schema> schema = make_schema();
  http::request request{
      .method = "POST", .path = "/graphql", .query = {}, .headers = {}, .body = {}};
  request.headers.emplace_back("content-type", "application/json");
  request.body = {reinterpret_cast<const char*>(bytes), size};

  // A new one each time, so that what one input leaves behind cannot hide a fault.
  execution::preparer preparer(schema, {});
  const http::response first = serve_once(preparer, request);
  if (!json::read(first.body).ok()) std::abort();
  const http::response second = serve_once(preparer, request);
  if (first.status != second.status || first.body != second.body) std::abort();
  return 0;
}
