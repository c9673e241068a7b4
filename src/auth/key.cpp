// Signatures by OpenSSL's EVP interface.
#include "auth/key.hpp"

#include <fmt/format.h>

#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <array>

#include "base/check.hpp"

namespace fraiseql::auth {
namespace {

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

const char* digest_name(algorithm fixed) {
  switch (fixed) {
    case algorithm::hs384: return "SHA384";
    case algorithm::hs512: return "SHA512";
    case algorithm::hs256:
    case algorithm::rs256:
    case algorithm::es256:
    case algorithm::eddsa: return "SHA256";
  }
  FRAISEQL_CHECK(false);
}

// A public key is known to everybody: as a secret it would let anybody sign.
bool is_public_key(std::string_view secret) {
  if (secret.find("-----BEGIN ") != std::string_view::npos) return true;
  for (const std::string_view ssh : {"ssh-rsa ", "ssh-ed25519 ", "ecdsa-sha2-"}) {
    if (secret.starts_with(ssh)) return true;
  }
  const unsigned char* at = bytes_of(secret);
  const auto size = static_cast<long>(secret.size());
  const public_key bare(d2i_PUBKEY(nullptr, &at, size), EVP_PKEY_free);
  at = bytes_of(secret);
  const public_key rsa(d2i_PublicKey(EVP_PKEY_RSA, nullptr, &at, size), EVP_PKEY_free);
  at = bytes_of(secret);
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(d2i_X509(nullptr, &at, size),
                                                                X509_free);
  ERR_clear_error();
  return bare || rsa || certificate;
}

failure wrong_kind(std::string_view needed, algorithm fixed) {
  return {fmt::format("it is no {} key, and {} needs one", needed, to_string(fixed))};
}

result<done> fits(EVP_PKEY* made, algorithm fixed) {
  switch (fixed) {
    case algorithm::rs256: {
      if (EVP_PKEY_get_id(made) != EVP_PKEY_RSA) return failed{wrong_kind("RSA", fixed)};
      const int bits = EVP_PKEY_get_bits(made);
      if (bits >= least_rsa_bits && bits <= most_rsa_bits) return done{};
      return failed{failure{fmt::format("an RSA key of {} bits is too {}; use one of {} to {} bits",
                                        bits, bits < least_rsa_bits ? "weak" : "large",
                                        least_rsa_bits, most_rsa_bits)}};
    }
    case algorithm::es256: {
      if (EVP_PKEY_get_id(made) != EVP_PKEY_EC) return failed{wrong_kind("EC", fixed)};
      std::array<char, 64> name{};
      if (EVP_PKEY_get_group_name(made, name.data(), name.size(), nullptr) == 1 &&
          std::string_view(name.data()) == "prime256v1") {
        return done{};
      }
      return failed{failure{"the EC key is of another curve than P-256, which ES256 needs"}};
    }
    case algorithm::eddsa:
      if (EVP_PKEY_get_id(made) == EVP_PKEY_ED25519) return done{};
      return failed{wrong_kind("Ed25519", fixed)};
    case algorithm::hs256:
    case algorithm::hs384:
    case algorithm::hs512:
      return failed{
          failure{fmt::format("a public key is known to everybody and cannot be the "
                              "secret of {}; set jwt_algorithm to that of the key",
                              to_string(fixed))}};
  }
  FRAISEQL_CHECK(false);
}

bool is_sound(EVP_PKEY* made) {
  const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
      EVP_PKEY_CTX_new_from_pkey(nullptr, made, nullptr), EVP_PKEY_CTX_free);
  const bool is_so = context && EVP_PKEY_public_check(context.get()) == 1;
  ERR_clear_error();
  return is_so;
}

bool has_mac(std::string_view secret, algorithm fixed, std::string_view text,
             std::string_view signature) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  std::size_t size = 0;
  const auto* made =
      EVP_Q_mac(nullptr, "HMAC", nullptr, digest_name(fixed), nullptr, secret.data(), secret.size(),
                bytes_of(text), text.size(), mac.data(), mac.size(), &size);
  return made != nullptr && size == secret_bytes(fixed) && signature.size() == size &&
         CRYPTO_memcmp(mac.data(), signature.data(), size) == 0;
}

// The two numbers of an ECDSA signature beside each other (RFC 7518, 3.4) as the DER that OpenSSL
// reads; "" where they cannot be.
std::string der_of(std::string_view signature) {
  constexpr std::size_t half = 32;
  if (signature.size() != 2 * half) return {};
  const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> both(ECDSA_SIG_new(), ECDSA_SIG_free);
  BIGNUM* r = BN_bin2bn(bytes_of(signature), half, nullptr);
  BIGNUM* s = BN_bin2bn(bytes_of(signature) + half, half, nullptr);
  if (!both || ECDSA_SIG_set0(both.get(), r, s) != 1) {
    BN_free(r);
    BN_free(s);
    return {};
  }
  // A zero verified everything once, elsewhere (CVE-2022-21449); OpenSSL refuses it as well.
  if (BN_is_zero(r) || BN_is_zero(s)) return {};
  unsigned char* made = nullptr;
  const int size = i2d_ECDSA_SIG(both.get(), &made);
  std::string der;
  if (size > 0) der.assign(reinterpret_cast<const char*>(made), static_cast<std::size_t>(size));
  OPENSSL_free(made);
  return der;
}

bool is_signed(EVP_PKEY* by, const EVP_MD* digest, std::string_view text,
               std::string_view signature) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                        EVP_MD_CTX_free);
  const bool is_so = context &&
                     EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, by) == 1 &&
                     EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(),
                                      bytes_of(text), text.size()) == 1;
  // What stays in the thread's list of errors would be taken for that of another call.
  ERR_clear_error();
  return is_so;
}

}  // namespace

result<key> key::of_secret(std::string secret, algorithm fixed, std::optional<std::string> id) {
  const std::size_t least = secret_bytes(fixed);
  if (least == 0) {
    return failed{
        failure{fmt::format("it is a secret, and {} needs a public key", to_string(fixed))}};
  }
  if (is_public_key(secret)) {
    return failed{
        failure{fmt::format("a public key is known to everybody and cannot be the "
                            "secret of {}; set jwt_algorithm to that of the key",
                            to_string(fixed))}};
  }
  if (secret.size() < least) {
    return failed{failure{fmt::format("a secret of {} bytes is too weak; {} needs {} or more",
                                      secret.size(), to_string(fixed), least)}};
  }
  key made(fixed, std::move(id));
  made.secret_ = std::move(secret);
  return made;
}

result<key> key::of_public_key(public_key made, algorithm fixed, std::optional<std::string> id) {
  FRAISEQL_CHECK(made != nullptr);
  FRAISEQL_TRY_DONE(fits(made.get(), fixed));
  if (!is_sound(made.get())) return failed{failure{"the numbers of the key are no public key"}};
  key one(fixed, std::move(id));
  one.public_ = std::move(made);
  return one;
}

bool key::verifies(std::string_view text, std::string_view signature) const {
  switch (fixed_) {
    case algorithm::hs256:
    case algorithm::hs384:
    case algorithm::hs512: return has_mac(secret_, fixed_, text, signature);
    case algorithm::rs256: return is_signed(public_.get(), EVP_sha256(), text, signature);
    case algorithm::es256: {
      const std::string der = der_of(signature);
      return !der.empty() && is_signed(public_.get(), EVP_sha256(), text, der);
    }
    case algorithm::eddsa: return is_signed(public_.get(), nullptr, text, signature);
  }
  FRAISEQL_CHECK(false);
}

}  // namespace fraiseql::auth
