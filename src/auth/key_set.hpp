// key_set: the keys of one issuer, read from PEM, from a JWKS (RFC 7517) or from a secret's bytes.
//
// A set holds what others need, too: a key for another algorithm, curve or use is left out. One
// that is meant for us and weak, one that cannot be read and one that is private are reasons to
// refuse the whole: somebody made a mistake that a server must not cover up.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/algorithm.hpp"
#include "auth/key.hpp"
#include "base/result.hpp"

namespace fraiseql::auth {

inline constexpr std::size_t max_key_set_bytes = 256UL * 1024;
inline constexpr std::size_t max_keys = 100;

class key_set {
 public:
  key_set(algorithm fixed, std::vector<key> keys) : fixed_(fixed), keys_(std::move(keys)) {}

  [[nodiscard]] algorithm fixed() const { return fixed_; }
  [[nodiscard]] std::size_t size() const { return keys_.size(); }
  // Those that a token with this key id, or without one, may be signed with.
  [[nodiscard]] std::vector<const key*> for_id(const std::optional<std::string>& id) const;

 private:
  algorithm fixed_;
  std::vector<key> keys_;
};

result<key_set> read_jwks(std::string_view text, algorithm fixed);
// What a file may hold: a JWKS, PEM, or for HS* the secret itself. Where that is text, a line end
// behind it is not part of it.
result<key_set> read_key_file(std::string_view bytes, algorithm fixed);

}  // namespace fraiseql::auth
