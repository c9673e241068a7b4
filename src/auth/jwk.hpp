// jwk: one key of a set (RFC 7517, 4; RFC 7518, 6; RFC 8037, 2). Private to the room.
#pragma once

#include <string>
#include <variant>

#include "auth/key.hpp"
#include "json/value.hpp"

namespace fraiseql::auth {

// Why a key of a set is none for us: "it is of another curve".
struct left_out {
  std::string why;
};

// The failure is a reason to refuse the whole set.
result<std::variant<key, left_out>> read_jwk(const json::value& given, algorithm fixed);

}  // namespace fraiseql::auth
