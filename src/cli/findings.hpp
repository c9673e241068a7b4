// findings: what is wrong with a text, for people (lines that point into it) and for tools
// (JSON).
#pragma once

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "base/graphql_error.hpp"
#include "cli/command_line.hpp"
#include "cli/source_text.hpp"

namespace fraiseql::cli {

// `FILE:LINE:COLUMN: message`, the line and a caret; then each further location. In colour
// where `to` is a terminal and NO_COLOR is unset.
std::string findings_text(std::FILE* to, const source_text& about,
                          const std::vector<graphql_error>& errors);
void print_findings(std::FILE* to, const source_text& about,
                    const std::vector<graphql_error>& errors);

enum class found_in : unsigned char { document, schema };

// `"valid":false,"errors":[{"message":...,"locations":[{"line":1,"column":1}]}]`, members of
// an object. Errors of the schema of a document have `"in":"schema"`, too.
std::string verdict_members(const std::vector<graphql_error>& errors, found_in where);

enum class output_form : unsigned char { text, json };

// To standard output: the findings, or the verdict as an object. success where there are none.
exit_status print_verdict(const source_text& about, const std::vector<graphql_error>& errors,
                          output_form form, found_in where);

}  // namespace fraiseql::cli
