// key: what the signature of a token is verified with: a shared secret or a public key, fit for
// one algorithm and strong enough for it, which is looked at when it is made (RFC 8725, 3.2, 3.5).
// Immutable; may be used by several threads.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "auth/algorithm.hpp"
#include "base/result.hpp"

struct evp_pkey_st;  // OpenSSL's EVP_PKEY

namespace fraiseql::auth {

using public_key = std::shared_ptr<evp_pkey_st>;

inline constexpr int least_rsa_bits = 2048;
inline constexpr int most_rsa_bits = 8192;  // a larger one takes long to verify with

class key {
 public:
  // The failures say what the key is and what is needed: "an RSA key of 1024 bits is too weak...".
  static result<key> of_secret(std::string secret, algorithm fixed,
                               std::optional<std::string> id = std::nullopt);
  static result<key> of_public_key(public_key made, algorithm fixed,
                                   std::optional<std::string> id = std::nullopt);

  // The name that a set gives it, "kid".
  [[nodiscard]] const std::optional<std::string>& id() const { return id_; }
  // `signature` as RFC 7518 and RFC 8037 write it.
  [[nodiscard]] bool verifies(std::string_view text, std::string_view signature) const;

 private:
  key(algorithm fixed, std::optional<std::string> id) : fixed_(fixed), id_(std::move(id)) {}

  algorithm fixed_;
  std::optional<std::string> id_;
  std::string secret_ = {};  // one of the two
  public_key public_ = nullptr;
};

}  // namespace fraiseql::auth
