// rule: how the texts of an enumeration or of a program's own scalar are checked and spelled.
//
// Made with the schema and never changed; any thread may call one.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace fraiseql::scalars {

// Appends to `out` what an answer has for `text`, which is the text that is stored or that a
// client gave, without JSON's quotes and escapes; false, and nothing appended, where it is no
// such value. It throws nothing.
using write_rule = std::function<bool(std::string& out, std::string_view text)>;

struct rule {
  std::string type_name;
  write_rule write;
};

}  // namespace fraiseql::scalars
