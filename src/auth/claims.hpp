// claims: whether what a token claims holds here and now (RFC 7519, 4.1). Private to the room.
#pragma once

#include <optional>

#include "auth/token.hpp"

namespace fraiseql::auth {

// Why not, or nothing.
std::optional<token_refusal> objection(const json::value& claims, const token_rules& rules,
                                       std::chrono::system_clock::time_point now);

// The part of it that depends on the time.
std::optional<token_refusal> untimely(const json::value& claims, const token_rules& rules,
                                      std::chrono::system_clock::time_point now);

}  // namespace fraiseql::auth
