// stages: one request as every stage of the engine sees it, as texts, for people and for
// golden cases (tests/golden).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "execution/prepare.hpp"
#include "language/document.hpp"

namespace fraiseql::cli {

// A text and what to call it: the name of a file, or a heading.
struct stage {
  std::string name;
  std::string text;
};

// document.graphql, operation.txt, plan.txt, statements.sql, shape.txt, and answer.json, whose
// data is made up (execution::example_answer).
std::vector<stage> files_of(const language::document& document,
                            const execution::prepared_request& prepared);

// The same under headings, statements and shapes by root field.
std::vector<stage> headings_of(const language::document& document,
                               const execution::prepared_request& prepared);

}  // namespace fraiseql::cli
