// Tokens that are believed, at the bounds, and every known kind of those that are not.
#include "auth/token.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "auth/base64url.hpp"
#include "json/write.hpp"
#include "support/signing.hpp"

namespace fraiseql::auth {
namespace {

using namespace fraiseql::testing;
using enum algorithm;
using cause = token_refusal::cause;

constexpr long long now_s = 1'700'000'000;
constexpr const char* hs_header = R"({"alg":"HS256","typ":"JWT"})";

const token_rules rules = {.issuer = "https://issuer.example", .audience = "api"};

std::chrono::system_clock::time_point at(double seconds) {
  return std::chrono::system_clock::time_point(
      std::chrono::duration_cast<std::chrono::system_clock::duration>(
          std::chrono::duration<double>(seconds)));
}

key_set keys_of(std::string_view file, algorithm fixed) {
  auto read = read_key_file(file, fixed);
  EXPECT_TRUE(read) << (read ? "" : read.error().message);
  return *std::move(read);
}

const key_set& the_keys() {
  static const key_set made = keys_of(the_secret(), hs256);
  return made;
}

// Claims that hold, with more of them; each has a comma before it.
std::string claims(std::string_view more = "", std::string_view expires = "1700000060") {
  return R"({"iss":"https://issuer.example","aud":"api","sub":"ada","exp":)" +
         std::string(expires) + std::string(more) + "}";
}

std::string good(std::string_view more = "") {
  return hs256_token(the_secret(), hs_header, claims(more));
}

std::string refusal_of(const verified_claims& verified) {
  return verified ? "" : std::string(verified.error().reason);
}

std::string refusal_of(std::string_view text, const key_set& keys = the_keys()) {
  return refusal_of(verify_token(text, keys, rules, at(now_s)));
}

// With the header and the claims as they are given.
std::string refusal_of_parts(std::string_view header, std::string_view payload) {
  return refusal_of(hs256_token(the_secret(), header, payload));
}

TEST(token, that_holds_gives_its_claims_as_they_are) {
  const auto verified = verify_token(good(R"(,"n":1.50,"roles":["a",{"b":null}],"é":"\u00e9")"),
                                     the_keys(), rules, at(now_s));
  ASSERT_TRUE(verified) << refusal_of(verified);
  EXPECT_EQ(json::to_text(json::value(*verified)),
            R"({"iss":"https://issuer.example","aud":"api","sub":"ada","exp":1700000060,)"
            R"("n":1.50,"roles":["a",{"b":null}],"é":"é"})");
}

TEST(token, may_be_signed_in_each_way) {
  for (const auto& [fixed, digest] :
       {std::pair(hs256, "SHA256"), std::pair(hs384, "SHA384"), std::pair(hs512, "SHA512")}) {
    const std::string text =
        unsigned_text(R"({"alg":")" + std::string(to_string(fixed)) + "\"}", claims());
    EXPECT_EQ(refusal_of(text + "." + base64url(sign_hs(the_secret(), digest, text)),
                         keys_of(the_secret(), fixed)),
              "");
  }
  for (const auto& [fixed, pair] :
       {std::pair(rs256, the_rsa()), std::pair(es256, the_ec()), std::pair(eddsa, the_ed25519())}) {
    const std::string header = R"({"alg":")" + std::string(to_string(fixed)) + R"(","kid":"k"})";
    const std::string made = testing::token(pair, header, claims());
    EXPECT_EQ(refusal_of(made, keys_of(public_pem(pair), fixed)), "") << header;
    EXPECT_EQ(refusal_of(made, keys_of(certificate_pem(pair), fixed)), "") << header;
    EXPECT_EQ(refusal_of(made, keys_of(jwk(pair, R"("kid":"k",)"), fixed)), "") << header;
  }
}

TEST(token, is_for_us_in_each_spelling_of_its_audience) {
  const auto with = [](const char* audience) {
    return refusal_of_parts(
        hs_header,
        R"({"iss":"https://issuer.example","exp":1700000060,"aud":)" + std::string(audience) + "}");
  };
  EXPECT_EQ(with(R"("api")"), "");
  EXPECT_EQ(with(R"(["api"])"), "");
  EXPECT_EQ(with(R"(["other","api"])"), "");
  for (const char* wrong : {R"("")", R"("API")", R"("api ")", R"("other")", R"([])", R"(["other"])",
                            R"(["api",1])", R"([["api"]])", "null", "1", R"({"api":true})"}) {
    EXPECT_EQ(with(wrong), "aud is not jwt_audience") << wrong;
  }
}

TEST(token, has_a_type_of_ours_or_none) {
  for (const char* type : {"JWT", "jwt", "at+jwt", "application/at+jwt"}) {
    EXPECT_EQ(refusal_of_parts(R"({"alg":"HS256","typ":")" + std::string(type) + "\"}", claims()),
              "")
        << type;
  }
  EXPECT_EQ(refusal_of_parts(R"({"alg":"HS256"})", claims()), "");
  for (const char* type :
       {R"("logout+jwt")", R"("dpop+jwt")", R"("")", "1", "null", R"(["JWT"])"}) {
    EXPECT_EQ(refusal_of_parts(R"({"alg":"HS256","typ":)" + std::string(type) + "}", claims()),
              "typ is of another kind")
        << type;
  }
}

struct dated {
  const char* more;
  const char* expires;
  double now;
  const char* reason;
};

TEST(token, is_judged_by_the_time_with_a_skew) {
  const dated cases[] = {
      // exp: before it, by less than the skew past it, and no longer
      {"", "1700000000", 1700000000, ""},
      {"", "1700000000", 1700000059.5, ""},
      {"", "1700000000", 1700000060, "exp is over"},
      {"", "1700000000.5", 1700000060.25, ""},
      {"", "1700000000.5", 1700000060.5, "exp is over"},
      {"", "1.7e9", 1700000059, ""},
      {"", "17E8", 1700000060, "exp is over"},
      {"", "1e300", 1700000000, ""},
      {"", "0", 1700000000, "exp is over"},
      {"", "-1", 1700000000, "exp is over"},
      {"", "-1e300", 1700000000, "exp is over"},
      {"", "1e-400", 1700000000, "exp is over"},
      {"", "99999999999999999999", 1700000000, ""},
      // nbf and iat: up to the skew before them
      {R"(,"nbf":1700000060)", "1800000000", 1700000000, ""},
      {R"(,"nbf":1700000061)", "1800000000", 1700000000, "nbf is to come"},
      {R"(,"nbf":-1e300,"iat":0)", "1800000000", 1700000000, ""},
      {R"(,"nbf":1e300)", "1800000000", 1700000000, "nbf is to come"},
      {R"(,"iat":1700000060)", "1800000000", 1700000000, ""},
      {R"(,"iat":1700000060.5)", "1800000000", 1700000000, "iat is to come"},
      // what is no number of seconds
      {"", R"("1700000060")", 1700000000, "exp is no number of seconds"},
      {"", "null", 1700000000, "exp is no number of seconds"},
      {"", "true", 1700000000, "exp is no number of seconds"},
      {"", "[1700000060]", 1700000000, "exp is no number of seconds"},
      {"", "1e400", 1700000000, "exp is no number of seconds"},
      {"", "NaN", 1700000000, "its claims are no JSON object"},
      {"", "Infinity", 1700000000, "its claims are no JSON object"},
      {"", "0x7fffffff", 1700000000, "its claims are no JSON object"},
      {"", "01700000060", 1700000000, "its claims are no JSON object"},
      {R"(,"nbf":"0")", "1800000000", 1700000000, "nbf is no number of seconds"},
      {R"(,"nbf":-1e400)", "1800000000", 1700000000, "nbf is no number of seconds"},
      {R"(,"iat":null)", "1800000000", 1700000000, "iat is no number of seconds"},
  };
  for (const dated& one : cases) {
    const std::string text = hs256_token(the_secret(), hs_header, claims(one.more, one.expires));
    EXPECT_EQ(refusal_of(verify_token(text, the_keys(), rules, at(one.now))), one.reason)
        << one.more << ' ' << one.expires << ' ' << one.now;
  }
  token_rules strict = rules;
  strict.skew = std::chrono::seconds(0);
  const std::string text = hs256_token(the_secret(), hs_header, claims());
  EXPECT_EQ(refusal_of(verify_token(text, the_keys(), strict, at(now_s + 59.5))), "");
  const auto over = verify_token(text, the_keys(), strict, at(now_s + 60));
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().why, cause::expired);
}

TEST(token, has_the_claims_that_it_must_have) {
  for (const auto& [payload, reason] : std::vector<std::pair<std::string, std::string>>{
           {R"({"aud":"api","exp":1700000060})", "iss is not jwt_issuer"},
           {R"({"iss":"https://issuer.example/","aud":"api","exp":1700000060})",
            "iss is not jwt_issuer"},
           {R"({"iss":["https://issuer.example"],"aud":"api","exp":1700000060})",
            "iss is not jwt_issuer"},
           {R"({"iss":null,"aud":"api","exp":1700000060})", "iss is not jwt_issuer"},
           {R"({"iss":"https://issuer.example","exp":1700000060})", "aud is not jwt_audience"},
           {R"({"iss":"https://issuer.example","aud":"api"})", "it has no exp"},
           {R"({"iss":"https://issuer.example","aud":"api","Exp":1700000060})", "it has no exp"},
           {"{}", "iss is not jwt_issuer"}}) {
    EXPECT_EQ(refusal_of_parts(hs_header, payload), reason) << payload;
  }
}

TEST(token, names_the_one_algorithm) {
  for (const char* name :
       {R"("none")", R"("None")", R"("NONE")", R"("nOnE")", R"("")", R"(" none")",
        R"("none\u0000")", R"("hs256")", R"("HS256 ")", R"("HS384")", R"("HS512")", R"("RS256")",
        R"("ES256")", R"("EdDSA")", "null", "true", "0", R"(["HS256"])", R"({"HS256":1})"}) {
    const std::string header = R"({"alg":)" + std::string(name) + "}";
    EXPECT_EQ(refusal_of_parts(header, claims()), "alg is not jwt_algorithm") << name;
    EXPECT_EQ(refusal_of(unsigned_text(header, claims()) + "."), "it is not signed") << name;
  }
  EXPECT_EQ(refusal_of_parts("{}", claims()), "alg is not jwt_algorithm");
  EXPECT_EQ(refusal_of_parts(R"({"ALG":"HS256"})", claims()), "alg is not jwt_algorithm");
}

// The public key is known: whoever takes it for a secret takes what anybody can sign.
TEST(token, that_takes_a_public_key_for_a_secret_is_refused) {
  const key_set keys = keys_of(public_pem(the_rsa()), rs256);
  for (const std::string& secret : {public_pem(the_rsa()), public_der(the_rsa()), jwk(the_rsa())}) {
    EXPECT_EQ(refusal_of(hs256_token(secret, hs_header, claims()), keys),
              "alg is not jwt_algorithm");
    EXPECT_EQ(refusal_of(hs256_token(secret, R"({"alg":"RS256"})", claims()), keys),
              "its signature is of none of the keys");
  }
}

TEST(token, that_brings_its_own_key_is_verified_with_ours) {
  const key_pair theirs = new_ec();
  const key_set keys = keys_of(public_pem(the_ec()), es256);
  for (const std::string& member :
       {R"("jwk":)" + jwk(theirs), std::string(R"("jku":"https://evil.example/keys")"),
        std::string(R"("x5u":"https://evil.example/cert","x5c":["AAAA"],"x5t":"AAAA")")}) {
    const std::string header = R"({"alg":"ES256",)" + member + "}";
    EXPECT_EQ(refusal_of(testing::token(theirs, header, claims()), keys),
              "its signature is of none of the keys")
        << header;
    EXPECT_EQ(refusal_of(testing::token(the_ec(), header, claims()), keys), "") << header;
  }
}

TEST(token, that_asks_for_an_extension_is_refused) {
  for (const char* crit : {R"(["exp"])", R"(["b64"],"b64":false)", "[]", "null", R"("b64")"}) {
    EXPECT_EQ(refusal_of_parts(R"({"alg":"HS256","crit":)" + std::string(crit) + "}", claims()),
              "crit asks for what is not known")
        << crit;
  }
}

TEST(token, with_a_key_id_that_is_none_is_refused) {
  const key_set keys = keys_of(jwk(the_ec(), R"("kid":"k",)"), es256);
  const auto with = [&](const std::string& id) {
    return verify_token(testing::token(the_ec(), R"({"alg":"ES256","kid":)" + id + "}", claims()),
                        keys, rules, at(now_s));
  };
  EXPECT_TRUE(with("\"k\""));
  for (const char* id : {R"("")", R"("K")", R"("k ")", R"("../../../../dev/null")",
                         R"("/proc/self/environ")", R"("k' OR '1'='1")", R"("k\u0000")",
                         R"("https://evil.example/k")", "\"$(id)\"", R"("%2e%2e/k")"}) {
    const auto verified = with(id);
    ASSERT_FALSE(verified) << id;
    EXPECT_EQ(verified.error().why, cause::unknown_key) << id;
  }
  for (const char* id : {"null", "0", "true", R"(["k"])", R"({"k":1})"}) {
    const auto verified = with(id);
    ASSERT_FALSE(verified) << id;
    EXPECT_EQ(refusal_of(verified), "kid is no string") << id;
    EXPECT_EQ(verified.error().why, cause::invalid) << id;
  }
}

TEST(token, without_a_key_id_is_tried_with_a_few_keys_only) {
  const auto keys = [](std::size_t count) {
    std::string list = secret_jwk(the_secret(), R"("kid":"k",)");
    for (std::size_t i = 1; i < count; ++i) {
      list = secret_jwk(std::string(32, 'x'), R"("kid":"x",)") + "," + list;
    }
    return keys_of(R"({"keys":[)" + list + "]}", hs256);
  };
  EXPECT_EQ(refusal_of(good(), keys(max_keys_tried)), "");
  EXPECT_EQ(refusal_of(good(), keys(max_keys_tried + 1)), "it has no kid, and there are many keys");
  EXPECT_EQ(refusal_of(hs256_token(the_secret(), R"({"alg":"HS256","kid":"k"})", claims()),
                       keys(max_keys_tried + 1)),
            "");
}

TEST(token, has_three_parts_and_nothing_around_them) {
  const std::string whole = good();
  const std::size_t first = whole.find('.');
  const std::size_t second = whole.rfind('.');
  const std::string header = whole.substr(0, first);
  const std::string payload = whole.substr(first + 1, second - first - 1);
  const std::string signature = whole.substr(second + 1);
  EXPECT_EQ(refusal_of(header + "." + payload + "." + signature), "");
  for (const std::string& wrong : {std::string(),
                                   std::string("."),
                                   std::string(".."),
                                   std::string("..."),
                                   std::string("...."),
                                   header,
                                   header + ".",
                                   header + "." + payload,
                                   header + "." + payload + ".",
                                   "." + payload + "." + signature,
                                   header + ".." + signature,
                                   ".." + signature,
                                   whole + ".",
                                   whole + "..",
                                   "." + whole,
                                   whole + "." + signature,
                                   whole + " ",
                                   " " + whole,
                                   whole + "\n",
                                   "\t" + whole,
                                   whole + "=",
                                   header + "=." + payload + "." + signature,
                                   header + "." + payload + "=." + signature,
                                   header + " ." + payload + "." + signature,
                                   whole + std::string(1, '\0'),
                                   std::string(1, '\0') + whole,
                                   "Bearer " + whole,
                                   "\"" + whole + "\"",
                                   header + "." + payload + "." + signature + "," + whole,
                                   whole + whole}) {
    EXPECT_NE(refusal_of(wrong), "") << wrong;
  }
  EXPECT_EQ(refusal_of("a.b.c.d.e"), "it is encrypted");
}

TEST(token, has_one_spelling) {
  const std::string whole = good();
  ASSERT_EQ(decode_base64url(whole.substr(whole.rfind('.') + 1))->size(), 32U);
  // The last character of 32 bytes has two bits to spare.
  const std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  int believed = 0;
  for (const char c : alphabet) {
    std::string other = whole;
    other.back() = c;
    believed += refusal_of(other).empty() ? 1 : 0;
  }
  EXPECT_EQ(believed, 1);
  // Any other byte anywhere is another token.
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string other = whole;
    other[i] = other[i] == 'A' ? 'B' : 'A';
    EXPECT_NE(refusal_of(other), "") << i;
  }
}

TEST(token, whose_json_two_readers_could_read_differently_is_refused) {
  const std::string depth_ok = R"(,"a":)" + std::string(15, '[') + std::string(15, ']');
  const std::string too_deep = R"(,"a":)" + std::string(16, '[') + std::string(16, ']');
  EXPECT_EQ(refusal_of(good(depth_ok)), "");
  for (const std::string& more :
       {std::string(R"(,"sub":"bob")"), std::string(R"(,"s\u0075b":"bob")"),
        std::string(R"(,"a":{"b":1,"b":2})"), too_deep, std::string(",\"a\":\"\xff\""),
        std::string(",\"a\":\"\xc0\xaf\""), std::string(R"(,"a":"\ud800")"),
        std::string(",\"a\":\"\n\""),
        std::string(R"(,"a":1})"
                    "{"),
        std::string(","), std::string(R"(,"a")"), std::string(",\"a\":\"\0\"", 9)}) {
    EXPECT_EQ(refusal_of(good(more)), "its claims are no JSON object") << more;
  }
  for (const char* more : {R"(,"a":"\u0000")", R"(,"a\u0000":1)", R"(,"a":[{"b":"x\u0000y"}])"}) {
    EXPECT_EQ(refusal_of(good(more)), "a claim has a NUL") << more;
  }
  for (const char* header : {R"({"alg":"HS256","alg":"none"})", R"({"alg":"none","alg":"HS256"})",
                             R"({"alg":"HS256","a":[[[[]]]]})", "[]", "null", "\"HS256\"", "",
                             R"({"alg":"HS256"} )"
                             "x",
                             "\xef\xbb\xbf{\"alg\":\"HS256\"}x"}) {
    EXPECT_NE(refusal_of_parts(header, claims()), "") << header;
  }
  for (const char* payload : {"[]", "null", "\"a\"", "1"}) {
    EXPECT_EQ(refusal_of_parts(hs_header, payload), "its claims are no JSON object") << payload;
  }
}

TEST(token, is_bounded_in_bytes) {
  const auto of_size = [](std::size_t size) {
    // Three bytes are four characters; the header fills up what is left.
    for (std::size_t spaces = 0; spaces < 4; ++spaces) {
      const std::string header = hs_header + std::string(spaces, ' ');
      for (std::size_t padding = 5'900; padding < 6'200; ++padding) {
        std::string made = hs256_token(the_secret(), header,
                                       claims(R"(,"a":")" + std::string(padding, 'x') + "\""));
        if (made.size() == size) return made;
        if (made.size() > size) break;
      }
    }
    ADD_FAILURE() << "no token of " << size;
    return std::string();
  };
  static_assert(max_token_bytes == 8192);
  EXPECT_EQ(refusal_of(of_size(8192)), "");
  EXPECT_EQ(refusal_of(of_size(8193)), "it is longer than 8192 bytes");
  EXPECT_EQ(refusal_of(std::string(1'000'000, '.')), "it is longer than 8192 bytes");
}

TEST(token, with_a_signature_that_is_none_is_refused) {
  const std::string none = "its signature is of none of the keys";
  const std::string text = unsigned_text(hs_header, claims());
  const std::string mac = sign_hs(the_secret(), "SHA256", text);
  const auto with = [&](const std::string& signature) {
    return refusal_of(text + "." + base64url(signature));
  };
  EXPECT_EQ(with(mac), "");
  for (const std::string& wrong :
       {mac.substr(0, 31), mac.substr(1), mac.substr(0, 1), mac + mac.substr(0, 1), mac + mac,
        std::string(32, '\0'), sign_hs(the_secret(), "SHA512", text),
        sign_hs("another secret", "SHA256", text), sign_hs("", "SHA256", text),
        sign_hs(the_secret(), "SHA256", text + ".")}) {
    EXPECT_EQ(with(wrong), none);
  }
}

TEST(token, with_an_ecdsa_signature_that_is_none_is_refused) {
  const key_set keys = keys_of(public_pem(the_ec()), es256);
  const std::string text = unsigned_text(R"({"alg":"ES256"})", claims());
  const auto with = [&](const std::string& signature) {
    return refusal_of(text + "." + base64url(signature), keys);
  };
  const std::string raw = sign(the_ec(), text);
  ASSERT_EQ(raw.size(), 64U);
  EXPECT_EQ(with(raw), "");
  const std::string r = raw.substr(0, 32);
  const std::string s = raw.substr(32);
  const std::string zero(32, '\0');
  // The order of the group: the zero that is written otherwise.
  const auto order = decode_base64url("_____wAAAAD__________7zm-q2nF56E87nKwvxjJVE");
  ASSERT_EQ(order->size(), 32U);
  for (const std::string& wrong :
       {zero + zero, r + zero, zero + s, *order + *order, r + *order, std::string(64, '\xff'),
        s + r, raw.substr(0, 63), raw + '\0', '\0' + raw, raw.substr(0, 32), r + '\0' + s,
        der_signature(the_ec(), text), sign(new_ec(), text)}) {
    EXPECT_EQ(with(wrong), "its signature is of none of the keys") << base64url(wrong);
  }
}

TEST(token, with_another_signature_by_a_public_key_is_refused) {
  for (const auto& [fixed, pair] : {std::pair(rs256, the_rsa()), std::pair(eddsa, the_ed25519())}) {
    const key_set keys = keys_of(public_pem(pair), fixed);
    const std::string text =
        unsigned_text(R"({"alg":")" + std::string(to_string(fixed)) + "\"}", claims());
    const std::string made = sign(pair, text);
    const auto with = [&](const std::string& signature) {
      return refusal_of(text + "." + base64url(signature), keys);
    };
    EXPECT_EQ(with(made), "");
    const std::string other = sign(fixed == rs256 ? new_rsa() : new_ed25519(), text);
    for (const std::string& wrong :
         {made.substr(0, made.size() - 1), made.substr(1), made + '\0', '\0' + made, made + made,
          std::string(made.size(), '\0'), std::string(made.size(), '\xff'),
          std::string(made.size() - 1, '\0') + '\x01', other, sign(pair, text + ".")}) {
      EXPECT_EQ(with(wrong), "its signature is of none of the keys");
    }
  }
}

// What a token claims is not looked at before its signature is.
TEST(token, that_is_not_signed_by_us_says_nothing_of_its_claims) {
  EXPECT_EQ(refusal_of(hs256_token(std::string(32, 'x'), hs_header, "{\"exp\":0}")),
            "its signature is of none of the keys");
}

}  // namespace
}  // namespace fraiseql::auth
