// SHA-256 of a text, to tell whether it is the same again, and to name by it what may have any
// length. OpenSSL does the work.
#pragma once

#include <string>
#include <string_view>

namespace fraiseql::execution {

// 64 hexadecimal digits in lower case.
std::string sha256(std::string_view text);

}  // namespace fraiseql::execution
