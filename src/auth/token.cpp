#include "auth/token.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "auth/base64url.hpp"
#include "auth/claims.hpp"
#include "base/text.hpp"
#include "json/read.hpp"

namespace fraiseql::auth {
namespace {

using cause = token_refusal::cause;

constexpr std::size_t header_depth = 4;
constexpr std::size_t claims_depth = 16;

failed<token_refusal> refused(std::string_view reason, cause why = cause::invalid) {
  return {token_refusal{.why = why, .reason = reason}};
}

// The three parts of a compact serialization (RFC 7515, 3.1).
struct parts {
  std::string_view header;
  std::string_view payload;
  std::string_view signature;
  std::string_view signed_text;  // what the signature is of
};

result<parts, token_refusal> split_parts(std::string_view token) {
  if (token.size() > max_token_bytes) return refused("it is longer than 8192 bytes");
  const auto points = std::ranges::count(token, '.');
  if (points == 4) return refused("it is encrypted");
  if (points != 2) return refused("it has not three parts");
  const std::size_t first = token.find('.');
  const std::size_t second = token.rfind('.');
  const parts made{.header = token.substr(0, first),
                   .payload = token.substr(first + 1, second - first - 1),
                   .signature = token.substr(second + 1),
                   .signed_text = token.substr(0, second)};
  if (made.header.empty() || made.payload.empty()) return refused("a part is empty");
  if (made.signature.empty()) return refused("it is not signed");
  return made;
}

result<json::value, token_refusal> read_object(std::string_view part, std::size_t depth,
                                               std::string_view no_base64url,
                                               std::string_view no_object) {
  const auto text = decode_base64url(part);
  if (!text) return refused(no_base64url);
  auto read = json::read(*text, {.max_depth = depth});
  if (!read || read->get<json::object>() == nullptr) return refused(no_object);
  return *std::move(read);
}

// Other kinds of tokens of the same issuer are for other purposes (RFC 8725, 3.11, 3.12).
bool is_type_of_ours(const json::value& type) {
  const std::string* text = type.get<std::string>();
  if (text == nullptr) return false;
  const std::string folded = to_lower(*text);
  constexpr std::array<std::string_view, 4> ours = {"jwt", "at+jwt", "application/jwt",
                                                    "application/at+jwt"};
  return std::ranges::find(ours, folded) != ours.end();
}

// Gives the key id. What else a header may have, such as keys and addresses of keys, is not looked
// at: the keys are ours.
result<std::optional<std::string>, token_refusal> read_header(std::string_view part,
                                                              algorithm fixed) {
  FRAISEQL_TRY(header, read_object(part, header_depth, "its header is not base64url",
                                   "its header is no JSON object"));
  const json::value* named = header.find("alg");
  if (named == nullptr || *named != json::value(std::string(to_string(fixed)))) {
    return refused("alg is not jwt_algorithm");
  }
  if (header.find("crit") != nullptr) return refused("crit asks for what is not known");
  const json::value* type = header.find("typ");
  if (type != nullptr && !is_type_of_ours(*type)) return refused("typ is of another kind");
  const json::value* id = header.find("kid");
  if (id == nullptr) return std::optional<std::string>();
  const std::string* text = id->get<std::string>();
  if (text == nullptr) return refused("kid is no string");
  return std::optional<std::string>(*text);
}

}  // namespace

verified_claims verify_token(std::string_view token, const key_set& keys, const token_rules& rules,
                             std::chrono::system_clock::time_point now) {
  FRAISEQL_TRY(found, split_parts(token));
  FRAISEQL_TRY(id, read_header(found.header, keys.fixed()));
  const auto signature = decode_base64url(found.signature);
  if (!signature) return refused("its signature is not base64url");
  const auto candidates = keys.for_id(id);
  if (candidates.empty()) return refused("no key has its kid", cause::unknown_key);
  if (candidates.size() > max_keys_tried) return refused("it has no kid, and there are many keys");
  if (std::ranges::none_of(candidates, [&](const key* one) {
        return one->verifies(found.signed_text, *signature);
      })) {
    return refused("its signature is of none of the keys");
  }
  FRAISEQL_TRY(claims, read_object(found.payload, claims_depth, "its claims are not base64url",
                                   "its claims are no JSON object"));
  if (auto wrong = objection(claims, rules, now)) return failed{*wrong};
  return *claims.get<json::object>();
}

}  // namespace fraiseql::auth
