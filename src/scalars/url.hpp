// url: absolute URLs (RFC 3986) and e-mail addresses, which name hosts both.
#pragma once

#include <string_view>

namespace fraiseql::scalars {

// A URI with its scheme, spelled as RFC 3986 spells it (so other characters are
// percent-encoded), of at most 2,048 characters. http and https need a host.
bool is_url(std::string_view text);

// What a browser's <input type=email> takes, at most 254 characters:
// https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
bool is_email_address(std::string_view text);

}  // namespace fraiseql::scalars
