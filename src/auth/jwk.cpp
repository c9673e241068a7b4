#include "auth/jwk.hpp"

#include <fmt/format.h>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>

#include "auth/base64url.hpp"
#include "base/check.hpp"

namespace fraiseql::auth {
namespace {

using outcome = result<std::variant<key, left_out>>;
using param_list = std::unique_ptr<OSSL_PARAM, decltype(&OSSL_PARAM_free)>;
using builder = std::unique_ptr<OSSL_PARAM_BLD, decltype(&OSSL_PARAM_BLD_free)>;
using big_number = std::unique_ptr<BIGNUM, decltype(&BN_free)>;

const unsigned char* raw_bytes(const std::string& text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

const std::string* text_of(const json::value& of, std::string_view name) {
  const json::value* found = of.find(name);
  return found == nullptr ? nullptr : found->get<std::string>();
}

// The bytes of a member in base64url.
result<std::string> bytes_member(const json::value& of, std::string_view name) {
  const std::string* text = text_of(of, name);
  const auto decoded = text == nullptr ? std::nullopt : decode_base64url(*text);
  if (decoded && !decoded->empty()) return *decoded;
  return failed{failure{fmt::format("the member \"{}\" must be base64url", name)}};
}

std::string_view needed_type(algorithm fixed) {
  switch (fixed) {
    case algorithm::hs256:
    case algorithm::hs384:
    case algorithm::hs512: return "oct";
    case algorithm::rs256: return "RSA";
    case algorithm::es256: return "EC";
    case algorithm::eddsa: return "OKP";
  }
  FRAISEQL_CHECK(false);
}

std::string_view needed_curve(algorithm fixed) {
  if (fixed == algorithm::es256) return "P-256";
  return fixed == algorithm::eddsa ? "Ed25519" : "";
}

bool may_verify(const json::value& operations) {
  const auto* all = operations.get<json::array>();
  return all != nullptr && std::ranges::any_of(*all, [](const json::value& one) {
           return one == json::value("verify");
         });
}

// What makes it none for us, or "".
std::string other_purpose(const json::value& given, algorithm fixed) {
  const auto differs = [&](std::string_view name, std::string_view wanted) {
    const json::value* found = given.find(name);
    return found != nullptr && *found != json::value(std::string(wanted));
  };
  if (differs("kty", needed_type(fixed))) return "it is of another kind";
  if (differs("use", "sig")) return "its use is another than \"sig\"";
  if (differs("alg", to_string(fixed))) return "it is for another algorithm";
  const json::value* operations = given.find("key_ops");
  if (operations != nullptr && !may_verify(*operations)) return "it is not to verify with";
  const std::string_view curve = needed_curve(fixed);
  if (!curve.empty() && differs("crv", curve)) return "it is of another curve";
  return {};
}

public_key make(const char* type, OSSL_PARAM_BLD* from) {
  const param_list params(OSSL_PARAM_BLD_to_param(from), OSSL_PARAM_free);
  const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
      EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr), EVP_PKEY_CTX_free);
  EVP_PKEY* made = nullptr;
  if (params && context && EVP_PKEY_fromdata_init(context.get()) == 1) {
    EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, params.get());
  }
  ERR_clear_error();
  return made == nullptr ? nullptr : public_key(made, EVP_PKEY_free);
}

result<public_key> read_rsa(const json::value& given) {
  FRAISEQL_TRY(modulus, bytes_member(given, "n"));
  FRAISEQL_TRY(exponent, bytes_member(given, "e"));
  constexpr std::size_t most = most_rsa_bits / 8 + 1;  // some write a zero in front
  if (modulus.size() > most || exponent.size() > most) {
    return failed{
        failure{fmt::format("an RSA key of more than {} bits is too large", most_rsa_bits)}};
  }
  const big_number n(BN_bin2bn(raw_bytes(modulus), static_cast<int>(modulus.size()), nullptr),
                     BN_free);
  const big_number e(BN_bin2bn(raw_bytes(exponent), static_cast<int>(exponent.size()), nullptr),
                     BN_free);
  const builder all(OSSL_PARAM_BLD_new(), OSSL_PARAM_BLD_free);
  OSSL_PARAM_BLD_push_BN(all.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
  OSSL_PARAM_BLD_push_BN(all.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
  return make("RSA", all.get());
}

result<public_key> read_p256(const json::value& given) {
  FRAISEQL_TRY(x, bytes_member(given, "x"));
  FRAISEQL_TRY(y, bytes_member(given, "y"));
  if (x.size() != 32 || y.size() != 32) {
    return failed{failure{"the members \"x\" and \"y\" must be 32 bytes each"}};
  }
  const std::string point = '\x04' + x + y;
  const builder all(OSSL_PARAM_BLD_new(), OSSL_PARAM_BLD_free);
  OSSL_PARAM_BLD_push_utf8_string(all.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
  OSSL_PARAM_BLD_push_octet_string(all.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
  return make("EC", all.get());
}

result<public_key> read_ed25519(const json::value& given) {
  FRAISEQL_TRY(x, bytes_member(given, "x"));
  EVP_PKEY* made = x.size() == 32 ? EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr,
                                                                raw_bytes(x), x.size())
                                  : nullptr;
  ERR_clear_error();
  return made == nullptr ? nullptr : public_key(made, EVP_PKEY_free);
}

result<public_key> read_public(const json::value& given, algorithm fixed) {
  switch (fixed) {
    case algorithm::rs256: return read_rsa(given);
    case algorithm::es256: return read_p256(given);
    case algorithm::eddsa: return read_ed25519(given);
    case algorithm::hs256:
    case algorithm::hs384:
    case algorithm::hs512: break;
  }
  FRAISEQL_CHECK(false);
}

result<key> read_meant_for_us(const json::value& given, algorithm fixed) {
  std::optional<std::string> id;
  if (const json::value* kid = given.find("kid")) {
    if (kid->get<std::string>() == nullptr) {
      return failed{failure{"the member \"kid\" must be a string"}};
    }
    id = *kid->get<std::string>();
  }
  if (secret_bytes(fixed) > 0) {
    FRAISEQL_TRY(secret, bytes_member(given, "k"));
    return key::of_secret(std::move(secret), fixed, std::move(id));
  }
  FRAISEQL_TRY(made, read_public(given, fixed));
  if (made == nullptr) return failed{failure{"the numbers of the key are no public key"}};
  return key::of_public_key(std::move(made), fixed, std::move(id));
}

}  // namespace

outcome read_jwk(const json::value& given, algorithm fixed) {
  if (given.get<json::object>() == nullptr) return failed{failure{"it is no object"}};
  if (text_of(given, "kty") == nullptr) return failed{failure{"it has no member \"kty\""}};
  if (given.find("d") != nullptr) {
    return failed{failure{"it is a private key; who verifies needs the public one alone"}};
  }
  if (std::string why = other_purpose(given, fixed); !why.empty()) {
    return std::variant<key, left_out>(left_out{std::move(why)});
  }
  FRAISEQL_TRY(made, read_meant_for_us(given, fixed));
  return std::variant<key, left_out>(std::move(made));
}

}  // namespace fraiseql::auth
