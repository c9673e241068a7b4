// Keys and tokens as an issuer makes them, by OpenSSL alone: the other side of src/auth.
#pragma once

#include <string>
#include <string_view>

#include "auth/key.hpp"

namespace fraiseql::testing {

using key_pair = auth::public_key;  // OpenSSL's type has both halves

// New ones at each call; a large RSA key takes long.
key_pair new_rsa(unsigned bits = 2048, unsigned long exponent = 65537);
key_pair new_ec(const char* curve = "P-256");
key_pair new_ed25519();
// One for all tests, each.
const key_pair& the_rsa();
const key_pair& the_ec();
const key_pair& the_ed25519();
const std::string& the_secret();  // 64 bytes

std::string base64url(std::string_view bytes);

std::string public_pem(const key_pair& of);
std::string private_pem(const key_pair& of);
std::string public_der(const key_pair& of);
std::string certificate_pem(const key_pair& of);
// A JWK; `more` are members, each with a comma behind it: R"("kid":"a",)".
std::string jwk(const key_pair& of, std::string_view more = "");
std::string secret_jwk(std::string_view secret, std::string_view more = "");
std::string jwks(std::initializer_list<std::string> keys);

// Signatures as RFC 7518 and RFC 8037 write them.
std::string sign_hs(std::string_view secret, const char* digest, std::string_view text);
std::string sign(const key_pair& with, std::string_view text);
std::string der_signature(const key_pair& with, std::string_view text);

// A compact serialization; header and payload are JSON.
std::string unsigned_text(std::string_view header, std::string_view payload);
std::string token(const key_pair& with, std::string_view header, std::string_view payload);
std::string hs256_token(std::string_view secret, std::string_view header, std::string_view payload);

}  // namespace fraiseql::testing
