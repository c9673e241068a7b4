// token: who a JSON Web Token says that its bearer is, once everything about it holds (RFC 7519,
// RFC 7515; what is refused beyond these is from RFC 8725).
//
// The order: size and form, header, key, signature, and only then what it claims. The time is
// given, so that nothing here reads a clock.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "auth/key_set.hpp"
#include "base/result.hpp"
#include "json/value.hpp"

namespace fraiseql::auth {

inline constexpr std::size_t max_token_bytes = 8192;
// A token that names no key is tried with each of a set, but not with more than these.
inline constexpr std::size_t max_keys_tried = 8;

// What a token must say besides its signature.
struct token_rules {
  std::string issuer;
  std::string audience;
  std::chrono::seconds skew{60};  // by which two clocks may differ
};

struct token_refusal {
  enum class cause {
    invalid,
    expired,
    unknown_key,  // newer keys may have it
  };
  cause why = cause::invalid;
  std::string_view reason;  // for the log: a static text, nothing of the token
};

using verified_claims = result<json::object, token_refusal>;

verified_claims verify_token(std::string_view token, const key_set& keys, const token_rules& rules,
                             std::chrono::system_clock::time_point now);

}  // namespace fraiseql::auth
