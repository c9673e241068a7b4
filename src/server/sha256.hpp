// SHA-256 of a text, to tell whether a file changed and to name directories after
// paths. OpenSSL does the work.
#pragma once

#include <string>
#include <string_view>

namespace fraiseql::server {

// 64 hexadecimal digits in lower case.
std::string sha256(std::string_view text);

}  // namespace fraiseql::server
