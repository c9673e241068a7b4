// Base64url as JOSE uses it (RFC 7515, 2): the one text of each row of bytes and no other, so
// that a token has no second spelling.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fraiseql::auth {

// Nothing where there is padding, another character, white space, a length that cannot be, or a
// bit that belongs to no byte.
std::optional<std::string> decode_base64url(std::string_view text);

}  // namespace fraiseql::auth
