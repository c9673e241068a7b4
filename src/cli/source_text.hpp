// A text that a command was given to read, and what to call it.
#pragma once

#include <string>

#include "base/result.hpp"

namespace fraiseql::cli {

struct source_text {
  std::string name;  // the file's, or "stdin"
  std::string text;
};

// All of `file`; "-" is standard input. The failure says why it cannot be read, and names the
// file that was most likely meant. Texts above 1 GiB are refused, since places in a text are
// 32-bit offsets.
result<source_text> read_source(const std::string& file);

}  // namespace fraiseql::cli
