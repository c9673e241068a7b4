// stages: one request as every stage of the engine sees it, for people, for programs and for
// golden cases (tests/golden). `explain` prints them, `extensions.explain` has them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "execution/prepare.hpp"
#include "language/document.hpp"

namespace fraiseql::execution {

// A text and what to call it: the name of a file, or a heading.
struct stage {
  std::string name;
  std::string text;
};

// document.graphql, operation.txt, plan.txt, statements.sql, shape.txt, and answer.json, whose
// data is made up (execution::example_answer).
std::vector<stage> files_of(const language::document& document, const prepared_request& prepared);

// The same under headings, statements and shapes by root field.
std::vector<stage> headings_of(const language::document& document,
                               const prepared_request& prepared);

// The same without the answer as members of a JSON object, without its braces (docs/api/cli.md).
std::string members_of(const language::document& document, const prepared_request& prepared);

}  // namespace fraiseql::execution
