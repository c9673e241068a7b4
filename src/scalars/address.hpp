// address: IP addresses (RFC 4291), networks (RFC 4632) and MAC addresses.
#pragma once

#include <string>
#include <string_view>

namespace fraiseql::scalars {

// An IPv4 address as four numbers without leading zeros, or an IPv6 address in any of the
// forms of RFC 4291, section 2.2. Neither mask nor zone.
bool is_ip_address(std::string_view text);

// An address and the length of its prefix, `10.0.0.0/8`; all bits behind the prefix are zero.
bool is_cidr(std::string_view text);

// Appends a MAC address of 6 or 8 octets in lower case with `:` between them; `text` may have
// `-` instead. False, and nothing appended, where it is none.
bool write_mac_address(std::string& out, std::string_view text);

}  // namespace fraiseql::scalars
