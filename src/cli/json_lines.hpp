// json_lines: a conversation with a tool: a JSON object a line on standard input, an answer
// a line on standard output, so that thousands of cases run in one process.
#pragma once

#include <functional>
#include <string>

#include "base/result.hpp"
#include "cli/command_line.hpp"
#include "json/value.hpp"

namespace fraiseql::cli {

// The members of an answer behind `"id"`, or what is wrong with the question.
struct line_answer {
  std::string members;  // as of verdict_members
  bool is_valid = false;
};
using answer_to = std::function<result<line_answer>(const json::value& question)>;

// Answers each line, with its `id` as it came, until the input ends. A line that is no
// question gets an answer with an error, and so does one above 64 MiB. Answers are sent at the
// latest when no further line has come. success where all were valid, else failed_status.
exit_status answer_lines(const answer_to& answer);

// The member of that name as text; a failure where it is something else or missing.
result<std::string> text_member(const json::value& question, std::string_view name);
// The same, but "" where it is missing or null.
result<std::string> optional_text_member(const json::value& question, std::string_view name);

}  // namespace fraiseql::cli
