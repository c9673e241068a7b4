#include "frontend/sdl/sdl_frontend.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "base/check.hpp"
#include "frontend/sdl/binding.hpp"
#include "frontend/sdl/directives.hpp"
#include "language/location_index.hpp"
#include "language/parser.hpp"
#include "schema/builder.hpp"
#include "validation/validate.hpp"

namespace fraiseql::frontend {
namespace {

graphql_error located(const schema::schema_error& error, language::location_index& locations) {
  graphql_error made{.message = error.message, .code = error_code::graphql_validation_failed};
  for (const schema::place at : error.places) {
    if (at != schema::nowhere) made.locations.push_back(locations.at(at));
  }
  return made;
}

// As many as a request would get.
std::vector<graphql_error> located(const std::vector<schema::schema_error>& errors,
                                   const language::document& document) {
  language::location_index locations(document.text());
  std::vector<graphql_error> all;
  for (const schema::schema_error& error : errors) {
    if (all.size() == max_errors) break;
    all.push_back(located(error, locations));
  }
  return all;
}

// They were found in the order of the work, not of the text. What has no place there follows from
// what has.
std::vector<schema::schema_error> in_order(std::vector<schema::schema_error> errors) {
  std::multimap<schema::place, schema::schema_error> by_place;
  for (schema::schema_error& one : errors) {
    const schema::place at = one.places.empty() ? schema::nowhere : one.places.front();
    by_place.emplace(at, std::move(one));
  }
  if (by_place.begin()->first != schema::nowhere) by_place.erase(schema::nowhere);
  errors.clear();
  for (auto& [_, one] : by_place) errors.push_back(std::move(one));
  return errors;
}

}  // namespace

schema_result build_schema(const language::document& document) {
  auto errors = validation::validate_type_system(document);
  if (!errors.empty()) return failed{std::move(errors)};

  schema::schema_builder builder(schema::purpose::described);
  definitions read = read_definitions(document);
  if (read.misused) {
    return failed{
        located({{.message = read.misused->message, .places = {read.misused->offset}}}, document)};
  }
  for (type_definition& one : read.types) builder.add(std::move(one.declared));
  for (auto& one : read.directives) builder.add(std::move(one));
  if (read.schema) builder.set(std::move(*read.schema));
  auto built = std::move(builder).build();
  if (built) return std::move(*built);
  return failed{located(built.error(), document)};
}

schema_result build_schema(std::string_view text) {
  const auto document = language::parse(text, specification_limits);
  if (!document) return failed{std::vector{document.error()}};
  return build_schema(*document);
}

schema_result build_served_schema(const language::document& document) {
  std::string known = directive_definitions();
  for (const std::string_view name : connections_of(document)) {
    known.append("type ").append(name).append(" { edges: Int }\n");
  }
  const auto prelude = language::parse(known, specification_limits);
  FRAISEQL_CHECK(prelude.ok());
  auto errors = validation::validate_type_system(document, {}, &*prelude);
  if (!errors.empty()) return failed{std::move(errors)};

  schema::schema_builder builder;
  binding bound(builder, read_definitions(document));
  bound.declare();
  for (const language::operation_node* one : document.operations()) {
    bound.errors().push_back(
        {.message = "an operation has no effect in a schema", .places = {one->offset}});
  }
  for (const language::fragment_node* one : document.fragments()) {
    bound.errors().push_back(
        {.message = "a fragment has no effect in a schema", .places = {one->offset}});
  }
  // What is wrong with one's words is said before what follows from them.
  if (!bound.errors().empty()) return failed{located(in_order(bound.errors()), document)};
  auto built = std::move(builder).build();
  if (!built) return failed{located(in_order(std::move(built.error())), document)};
  auto wrong = bound.inert(**built);
  std::ranges::move(bound.misspelt(**built), std::back_inserter(wrong));
  if (wrong.empty()) return std::move(*built);
  return failed{located(in_order(std::move(wrong)), document)};
}

schema_result build_served_schema(std::string_view text) {
  const auto document = language::parse(text, specification_limits);
  if (!document) return failed{std::vector{document.error()}};
  return build_served_schema(*document);
}

schema_result build_bound_or_described_schema(std::string_view text) {
  const auto document = language::parse(text, specification_limits);
  if (!document) return failed{std::vector{document.error()}};
  return uses_directives(*document) ? build_served_schema(*document) : build_schema(*document);
}

}  // namespace fraiseql::frontend
