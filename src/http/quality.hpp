// quality: how much a client wants one of several (RFC 9110, 12.4.2).
#pragma once

#include <string_view>

namespace fraiseql::http {

// What `q` says among the parameters behind a member of Accept or Accept-Encoding, in thousandths:
// 1000 without one, 0 where it is no weight.
unsigned quality_of(std::string_view parameters);

}  // namespace fraiseql::http
