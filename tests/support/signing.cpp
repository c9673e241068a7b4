#include "support/signing.hpp"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>
#include <functional>
#include <vector>

#include "base/check.hpp"

namespace fraiseql::testing {
namespace {

const unsigned char* raw(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

key_pair owned(EVP_PKEY* made) {
  FRAISEQL_CHECK(made != nullptr);
  return {made, EVP_PKEY_free};
}

std::string written(const std::function<int(BIO*)>& write) {
  BIO* into = BIO_new(BIO_s_mem());
  FRAISEQL_CHECK(write(into) == 1);
  char* data = nullptr;
  const long size = BIO_get_mem_data(into, &data);
  std::string text(data, static_cast<std::size_t>(size));
  BIO_free(into);
  return text;
}

std::string number_of(const key_pair& of, const char* name, int least_bytes = 0) {
  BIGNUM* number = nullptr;
  FRAISEQL_CHECK(EVP_PKEY_get_bn_param(of.get(), name, &number) == 1);
  const int size = std::max(BN_num_bytes(number), least_bytes);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), size);
  BN_free(number);
  return base64url(bytes);
}

}  // namespace

key_pair new_rsa(unsigned bits, unsigned long exponent) {
  EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr);
  EVP_PKEY_keygen_init(context);
  EVP_PKEY_CTX_set_rsa_keygen_bits(context, static_cast<int>(bits));
  BIGNUM* e = BN_new();
  BN_set_word(e, exponent);
  EVP_PKEY_CTX_set1_rsa_keygen_pubexp(context, e);
  EVP_PKEY* made = nullptr;
  EVP_PKEY_generate(context, &made);
  EVP_PKEY_CTX_free(context);
  BN_free(e);
  return owned(made);
}

key_pair new_ec(const char* curve) { return owned(EVP_EC_gen(curve)); }

key_pair new_ed25519() { return owned(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")); }

const key_pair& the_rsa() {
  static const key_pair made = new_rsa();
  return made;
}

const key_pair& the_ec() {
  static const key_pair made = new_ec();
  return made;
}

const key_pair& the_ed25519() {
  static const key_pair made = new_ed25519();
  return made;
}

const std::string& the_secret() {
  static const std::string made =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  return made;
}

std::string base64url(std::string_view bytes) {
  std::vector<unsigned char> text(bytes.size() / 3 * 4 + 5);
  const int size = EVP_EncodeBlock(text.data(), raw(bytes), static_cast<int>(bytes.size()));
  std::string made(text.begin(), text.begin() + size);
  while (made.ends_with('=')) made.pop_back();
  for (char& c : made) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return made;
}

std::string public_pem(const key_pair& of) {
  return written([&](BIO* into) { return PEM_write_bio_PUBKEY(into, of.get()); });
}

std::string private_pem(const key_pair& of) {
  return written([&](BIO* into) {
    return PEM_write_bio_PrivateKey(into, of.get(), nullptr, nullptr, 0, nullptr, nullptr);
  });
}

std::string public_der(const key_pair& of) {
  return written([&](BIO* into) { return i2d_PUBKEY_bio(into, of.get()); });
}

std::string certificate_pem(const key_pair& of) {
  X509* made = X509_new();
  X509_set_version(made, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
  X509_gmtime_adj(X509_getm_notBefore(made), -3600);
  X509_gmtime_adj(X509_getm_notAfter(made), 3600);
  X509_NAME* name = X509_get_subject_name(made);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, raw("localhost"), -1, -1, 0);
  X509_set_issuer_name(made, name);
  X509_set_pubkey(made, of.get());
  const bool is_ed25519 = EVP_PKEY_get_id(of.get()) == EVP_PKEY_ED25519;
  FRAISEQL_CHECK(X509_sign(made, of.get(), is_ed25519 ? nullptr : EVP_sha256()) > 0);
  std::string pem = written([&](BIO* into) { return PEM_write_bio_X509(into, made); });
  X509_free(made);
  return pem;
}

std::string jwk(const key_pair& of, std::string_view more) {
  std::string text = "{" + std::string(more);
  switch (EVP_PKEY_get_id(of.get())) {
    case EVP_PKEY_RSA:
      return text + R"("kty":"RSA","n":")" + number_of(of, OSSL_PKEY_PARAM_RSA_N) + R"(","e":")" +
             number_of(of, OSSL_PKEY_PARAM_RSA_E) + "\"}";
    case EVP_PKEY_EC: {
      const int size = (EVP_PKEY_get_bits(of.get()) + 7) / 8;
      return text + R"("kty":"EC","crv":"P-)" + std::to_string(EVP_PKEY_get_bits(of.get())) +
             R"(","x":")" + number_of(of, OSSL_PKEY_PARAM_EC_PUB_X, size) + R"(","y":")" +
             number_of(of, OSSL_PKEY_PARAM_EC_PUB_Y, size) + "\"}";
    }
    default: {
      std::array<unsigned char, 32> bytes{};
      std::size_t size = bytes.size();
      EVP_PKEY_get_raw_public_key(of.get(), bytes.data(), &size);
      return text + R"("kty":"OKP","crv":"Ed25519","x":")" +
             base64url({reinterpret_cast<const char*>(bytes.data()), size}) + "\"}";
    }
  }
}

std::string secret_jwk(std::string_view secret, std::string_view more) {
  return "{" + std::string(more) + R"("kty":"oct","k":")" + base64url(secret) + "\"}";
}

std::string jwks(std::initializer_list<std::string> keys) {
  std::string text;
  for (const std::string& one : keys) text += (text.empty() ? "" : ",") + one;
  return R"({"keys":[)" + text + "]}";
}

std::string sign_hs(std::string_view secret, const char* digest, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  std::size_t size = 0;
  EVP_Q_mac(nullptr, "HMAC", nullptr, digest, nullptr, secret.data(), secret.size(), raw(text),
            text.size(), mac.data(), mac.size(), &size);
  return {reinterpret_cast<const char*>(mac.data()), size};
}

std::string der_signature(const key_pair& with, std::string_view text) {
  const bool is_ed25519 = EVP_PKEY_get_id(with.get()) == EVP_PKEY_ED25519;
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_DigestSignInit(context, nullptr, is_ed25519 ? nullptr : EVP_sha256(), nullptr, with.get());
  std::size_t size = 0;
  EVP_DigestSign(context, nullptr, &size, raw(text), text.size());
  std::string made(size, '\0');
  FRAISEQL_CHECK(EVP_DigestSign(context, reinterpret_cast<unsigned char*>(made.data()), &size,
                                raw(text), text.size()) == 1);
  made.resize(size);
  EVP_MD_CTX_free(context);
  return made;
}

std::string sign(const key_pair& with, std::string_view text) {
  std::string made = der_signature(with, text);
  if (EVP_PKEY_get_id(with.get()) != EVP_PKEY_EC) return made;
  const int half = (EVP_PKEY_get_bits(with.get()) + 7) / 8;
  const unsigned char* at = raw(made);
  ECDSA_SIG* both = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(made.size()));
  std::string numbers(static_cast<std::size_t>(2 * half), '\0');
  auto* into = reinterpret_cast<unsigned char*>(numbers.data());
  BN_bn2binpad(ECDSA_SIG_get0_r(both), into, half);
  BN_bn2binpad(ECDSA_SIG_get0_s(both), into + half, half);
  ECDSA_SIG_free(both);
  return numbers;
}

std::string unsigned_text(std::string_view header, std::string_view payload) {
  return base64url(header) + "." + base64url(payload);
}

std::string token(const key_pair& with, std::string_view header, std::string_view payload) {
  const std::string text = unsigned_text(header, payload);
  return text + "." + base64url(sign(with, text));
}

std::string hs256_token(std::string_view secret, std::string_view header,
                        std::string_view payload) {
  const std::string text = unsigned_text(header, payload);
  return text + "." + base64url(sign_hs(secret, "SHA256", text));
}

}  // namespace fraiseql::testing
