// Any bytes as a token, as a set of keys and as what a proxy says. Nothing crashes; no token is
// believed but one that the secret signed, whose parts are each the only text of their bytes.
#include <openssl/evp.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "auth/base64url.hpp"
#include "auth/key_set.hpp"
#include "auth/proxy.hpp"
#include "auth/token.hpp"

namespace {

using namespace fraiseql;

constexpr std::string_view secret = "0123456789abcdef0123456789abcdef";
const std::chrono::system_clock::time_point now{std::chrono::seconds(1'700'000'000)};
const auth::token_rules rules{.issuer = "us", .audience = "api"};

const auth::key_set& keys() {
  static const auth::key_set made = *auth::read_key_file(secret, auth::algorithm::hs256);
  return made;
}

std::string encoded(std::string_view bytes) {
  std::string text(bytes.size() / 3 * 4 + 5, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                   reinterpret_cast<const unsigned char*>(bytes.data()),
                                   static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  while (text.ends_with('=')) text.pop_back();
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return text;
}

void check(std::string_view text) {
  const auto decoded = auth::decode_base64url(text);
  if (decoded && encoded(*decoded) != text) std::abort();
  // Without the secret nothing can be signed, but for what is in the corpus.
  (void)auth::verify_token(text, keys(), rules, now);
}

// Signed by us, so that what is behind the signature is reached.
void check_signed(std::string_view header, std::string_view payload) {
  const std::string text = encoded(header) + "." + encoded(payload);
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  std::size_t size = 0;
  EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA256", nullptr, secret.data(), secret.size(),
            reinterpret_cast<const unsigned char*>(text.data()), text.size(), mac.data(),
            mac.size(), &size);
  const std::string whole = text + "." + encoded({reinterpret_cast<const char*>(mac.data()), size});
  const auto verified = auth::verify_token(whole, keys(), rules, now);
  if (!verified) return;
  std::string other = whole;
  other.back() = other.back() == 'A' ? 'B' : 'A';
  if (auth::verify_token(other, keys(), rules, now)) std::abort();
  const json::value claims(*verified);
  if (claims.find("exp") == nullptr || *claims.find("iss") != json::value("us")) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(bytes, bytes + size);
  check(text);
  check_signed(R"({"alg":"HS256"})", text);
  check_signed(text, R"({"iss":"us","aud":"api","exp":1700000000})");
  for (const auto& [name, fixed] : auth::algorithms) {
    (void)auth::read_key_file(text, fixed);
    (void)auth::read_jwks(text, fixed);
  }
  (void)auth::address_list::read(text);
  const auto headers = auth::read_header_claims(text);
  if (headers && !headers->empty()) {
    (void)auth::read_claims({{headers->front().header, text}}, *headers);
  }
  return 0;
}
