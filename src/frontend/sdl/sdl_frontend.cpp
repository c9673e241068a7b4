#include "frontend/sdl/sdl_frontend.hpp"

#include <algorithm>

#include "frontend/sdl/definitions.hpp"
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

}  // namespace

schema_result build_schema(const language::document& document) {
  auto errors = validation::validate_type_system(document);
  if (!errors.empty()) return failed{std::move(errors)};

  language::location_index locations(document.text());
  schema::schema_builder builder(schema::purpose::described);
  if (const auto misused = fill(builder, document)) {
    return failed{std::vector{
        located({.message = misused->message, .places = {misused->offset}}, locations)}};
  }
  auto built = std::move(builder).build();
  if (built) return std::move(*built);
  for (const schema::schema_error& error : built.error()) {
    if (errors.size() == max_errors) break;
    errors.push_back(located(error, locations));
  }
  return failed{std::move(errors)};
}

schema_result build_schema(std::string_view text) {
  const auto document = language::parse(text, specification_limits);
  if (!document) return failed{std::vector{document.error()}};
  return build_schema(*document);
}

schema_result build_served_schema(std::string_view text) { return build_schema(text); }
bool is_bound(std::string_view) { return false; }
schema_result build_bound_or_described_schema(std::string_view text) { return build_schema(text); }
std::string directive_definitions() { return {}; }

}  // namespace fraiseql::frontend
