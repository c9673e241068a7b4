// case: one golden case of planning: a document and its variables, and what becomes of
// them: plan, SQL, parameters and response shape, or the errors. A case file holds all of
// it under headings; render() says what the file should be.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace fraiseql::plan {

// The parts of a case file: the text below each `== heading` line.
std::map<std::string, std::string, std::less<>> read_sections(std::string_view file);

// The whole case file that belongs to this document and these variables (JSON).
std::string render(const std::string& document, const std::string& variables);

}  // namespace fraiseql::plan
