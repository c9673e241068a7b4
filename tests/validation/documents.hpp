// Schemas and documents from their texts, for the tests of the rules. What does not parse
// or build is a failure of the test.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string_view>
#include <vector>

#include "frontend/sdl/sdl_frontend.hpp"
#include "language/parser.hpp"
#include "validation/validate.hpp"

namespace fraiseql::validation::documents {

inline std::shared_ptr<const schema::schema> schema_of(std::string_view text) {
  auto built = frontend::build_schema(text);
  if (built.ok()) return *built;
  for (const graphql_error& one : built.error()) ADD_FAILURE() << one.message;
  return nullptr;
}

inline std::shared_ptr<const language::document> parsed(std::string_view text) {
  auto document = language::parse(text, frontend::specification_limits);
  if (document.ok()) return std::make_shared<language::document>(std::move(document).value());
  ADD_FAILURE() << document.error().message << " in " << text.substr(0, 200);
  return std::make_shared<language::document>(language::parse("{ }").value());
}

inline std::vector<graphql_error> errors_of(const std::shared_ptr<const schema::schema>& schema,
                                            std::shared_ptr<const language::document> document,
                                            const validate_options& options = {}) {
  auto proven = validate(std::move(document), schema, options);
  return proven.ok() ? std::vector<graphql_error>() : proven.error();
}

inline std::vector<graphql_error> errors_of(const std::shared_ptr<const schema::schema>& schema,
                                            std::string_view text,
                                            const validate_options& options = {}) {
  return errors_of(schema, parsed(text), options);
}

}  // namespace fraiseql::validation::documents
