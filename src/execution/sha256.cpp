// OpenSSL's one-call digest, written as hexadecimal digits. It can fail only if the
// library lacks SHA-256, which would be a broken build and not the world's doing.
#include "execution/sha256.hpp"

#include <openssl/evp.h>

#include <array>

#include "base/check.hpp"

namespace fraiseql::execution {

std::string sha256(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  const int well =
      EVP_Digest(text.data(), text.size(), digest.data(), &length, EVP_sha256(), nullptr);
  FRAISEQL_CHECK(well == 1 && length == 32);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hexadecimal;
  hexadecimal.reserve(64);
  for (unsigned int i = 0; i < length; ++i) {
    hexadecimal += digits[digest[i] >> 4U];
    hexadecimal += digits[digest[i] & 15U];
  }
  return hexadecimal;
}

}  // namespace fraiseql::execution
