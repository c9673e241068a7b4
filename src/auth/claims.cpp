#include "auth/claims.hpp"

#include <algorithm>

#include "json/number.hpp"

namespace fraiseql::auth {
namespace {

using cause = token_refusal::cause;

// A NumericDate (RFC 7519, 2) that is there.
std::optional<double> date_of(const json::value& member) {
  const auto* number = member.get<json::number>();
  return number == nullptr ? std::nullopt : json::to_double(number->text);
}

// Doubles, as a date may be a fraction, or far away.
struct moment {
  double now = 0;
  double skew = 0;
};

std::optional<token_refusal> wrong_expiry(const json::value& claims, const moment& at) {
  const json::value* member = claims.find("exp");
  if (member == nullptr) return token_refusal{.reason = "it has no exp"};
  const auto expires = date_of(*member);
  if (!expires) return token_refusal{.reason = "exp is no number of seconds"};
  if (at.now < *expires + at.skew) return std::nullopt;
  return token_refusal{.why = cause::expired, .reason = "exp is over"};
}

std::optional<token_refusal> wrong_beginning(const json::value& claims, const moment& at) {
  if (const json::value* member = claims.find("nbf")) {
    const auto begins = date_of(*member);
    if (!begins) return token_refusal{.reason = "nbf is no number of seconds"};
    if (at.now < *begins - at.skew) return token_refusal{.reason = "nbf is to come"};
  }
  if (const json::value* member = claims.find("iat")) {
    const auto issued = date_of(*member);
    if (!issued) return token_refusal{.reason = "iat is no number of seconds"};
    if (at.now < *issued - at.skew) return token_refusal{.reason = "iat is to come"};
  }
  return std::nullopt;
}

bool is_for(const json::value* audience, const std::string& us) {
  if (audience == nullptr) return false;
  if (const auto* one = audience->get<std::string>()) return *one == us;
  const auto* list = audience->get<json::array>();
  if (list == nullptr) return false;
  const auto is_text = [](const json::value& one) { return one.get<std::string>() != nullptr; };
  return std::ranges::all_of(*list, is_text) &&
         std::ranges::any_of(*list,
                             [&](const json::value& one) { return *one.get<std::string>() == us; });
}

bool has_nul(std::string_view text) { return text.find('\0') != std::string_view::npos; }

// No text of PostgreSQL can have a NUL, and what is cut off there would be another claim.
bool has_nul(const json::value& in) {
  if (const auto* text = in.get<std::string>()) return has_nul(std::string_view(*text));
  if (const auto* list = in.get<json::array>()) {
    return std::ranges::any_of(*list, [](const json::value& one) { return has_nul(one); });
  }
  const auto* object = in.get<json::object>();
  return object != nullptr && std::ranges::any_of(*object, [](const json::member& one) {
           return has_nul(std::string_view(one.first)) || has_nul(one.second);
         });
}

}  // namespace

std::optional<token_refusal> objection(const json::value& claims, const token_rules& rules,
                                       std::chrono::system_clock::time_point now) {
  if (has_nul(claims)) return token_refusal{.reason = "a claim has a NUL"};
  const json::value* issuer = claims.find("iss");
  if (issuer == nullptr || *issuer != json::value(rules.issuer)) {
    return token_refusal{.reason = "iss is not jwt_issuer"};
  }
  if (!is_for(claims.find("aud"), rules.audience)) {
    return token_refusal{.reason = "aud is not jwt_audience"};
  }
  return untimely(claims, rules, now);
}

std::optional<token_refusal> untimely(const json::value& claims, const token_rules& rules,
                                      std::chrono::system_clock::time_point now) {
  const moment at{.now = std::chrono::duration<double>(now.time_since_epoch()).count(),
                  .skew = std::chrono::duration<double>(rules.skew).count()};
  if (auto wrong = wrong_beginning(claims, at)) return wrong;
  return wrong_expiry(claims, at);
}

}  // namespace fraiseql::auth
