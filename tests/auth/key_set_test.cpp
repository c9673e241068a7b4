// Keys that are fit and keys that are not.
#include "auth/key_set.hpp"

#include <gtest/gtest.h>

#include "support/signing.hpp"

namespace fraiseql::auth {
namespace {

using namespace fraiseql::testing;
using enum algorithm;

std::string refusal_of(const result<key_set>& read) { return read ? "" : read.error().message; }

void expect_fit(std::string_view bytes, algorithm fixed, std::size_t keys = 1) {
  const auto read = read_key_file(bytes, fixed);
  EXPECT_EQ(refusal_of(read), "") << to_string(fixed) << ' ' << bytes;
  EXPECT_EQ(read ? read->size() : 0, keys) << bytes;
}

void expect_unfit(std::string_view bytes, algorithm fixed, std::string_view part) {
  const std::string why = refusal_of(read_key_file(bytes, fixed));
  EXPECT_NE(why.find(part), std::string::npos) << "no \"" << part << "\" in: " << why << '\n'
                                               << bytes;
}

TEST(key_file, may_be_pem_a_certificate_or_a_jwks) {
  for (const auto& [pair, fixed] :
       {std::pair(the_rsa(), rs256), std::pair(the_ec(), es256), std::pair(the_ed25519(), eddsa)}) {
    expect_fit(public_pem(pair), fixed);
    expect_fit("a comment\n" + public_pem(pair) + "\n" + public_pem(pair), fixed, 2);
    expect_fit(certificate_pem(pair), fixed);
    expect_fit(jwk(pair), fixed);
    expect_fit(jwks({jwk(pair, R"("kid":"a","use":"sig",)"), jwk(pair, R"("kid":"b",)")}), fixed,
               2);
    expect_fit(jwk(pair, R"("key_ops":["verify"],"alg":")" + std::string(to_string(fixed)) + "\","),
               fixed);
  }
}

TEST(key_file, of_a_secret_has_its_bytes_and_a_line_end_of_text_is_none_of_them) {
  const std::string text = "the test token is signed with it";
  ASSERT_EQ(text.size(), 32U);
  const std::string mac = sign_hs(text, "SHA256", "a.b");
  for (const char* end : {"", "\n", "\r\n"}) {
    const auto keys = read_key_file(text + end, hs256);
    ASSERT_TRUE(keys) << refusal_of(keys);
    EXPECT_TRUE(keys->for_id({}).at(0)->verifies("a.b", mac)) << end;
  }
  const std::string random = "\x01" + text + "\n";
  const auto keys = read_key_file(random, hs256);
  ASSERT_TRUE(keys);
  EXPECT_TRUE(keys->for_id({}).at(0)->verifies("a.b", sign_hs(random, "SHA256", "a.b")));
  expect_fit("{" + text, hs256);  // begins like JSON, and is a secret all the same
  expect_fit(secret_jwk(text), hs256);
  expect_fit(jwks({secret_jwk(text, R"("kid":"a",)")}), hs256);
}

TEST(key_file, of_a_secret_is_as_long_as_the_hash) {
  for (const auto& [fixed, least] :
       {std::pair(hs256, 32U), std::pair(hs384, 48U), std::pair(hs512, 64U)}) {
    expect_fit(std::string(least, 's'), fixed);
    expect_unfit(std::string(least - 1, 's'), fixed, "too weak");
    expect_unfit(std::string(least - 1, 's') + "\n", fixed, "too weak");
    expect_fit(secret_jwk(std::string(least, 's')), fixed);
    expect_unfit(secret_jwk(std::string(least - 1, 's')), fixed, "too weak");
  }
  expect_unfit("", hs256, "0 bytes is too weak");
}

TEST(key_file, with_a_public_key_is_no_secret) {
  for (const key_pair& pair : {the_rsa(), the_ec(), the_ed25519()}) {
    expect_unfit(public_pem(pair), hs256, "known to everybody");
    expect_unfit(certificate_pem(pair), hs256, "known to everybody");
    expect_unfit(private_pem(pair), hs256, "known to everybody");
    expect_unfit(public_der(pair), hs256, "known to everybody");
    expect_unfit(secret_jwk(public_pem(pair)), hs256, "known to everybody");
    expect_unfit(jwks({jwk(pair)}), hs256, "no key for HS256");
  }
  expect_unfit("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ and more of it", hs256, "everybody");
}

TEST(key_file, with_a_key_of_another_kind_is_refused) {
  expect_unfit(public_pem(the_ec()), rs256, "no RSA key");
  expect_unfit(public_pem(the_rsa()), es256, "no EC key");
  expect_unfit(public_pem(the_rsa()), eddsa, "no Ed25519 key");
  expect_unfit(public_pem(new_ec("P-384")), es256, "another curve");
  expect_unfit(public_pem(new_ec("secp256k1")), es256, "another curve");
  for (const algorithm fixed : {rs256, es256, eddsa}) {
    expect_unfit(the_secret(), fixed, "needs a public key");
    expect_unfit("", fixed, "needs a public key");
    expect_unfit(jwks({secret_jwk(the_secret())}), fixed, "another kind");
  }
  expect_unfit(public_pem(the_rsa()) + public_pem(the_ec()), rs256, "key 2: it is no RSA key");
}

TEST(key_file, with_a_weak_key_is_refused) {
  const key_pair weak = new_rsa(1024);
  expect_unfit(public_pem(weak), rs256, "1024 bits is too weak");
  expect_unfit(jwks({jwk(the_rsa()), jwk(weak, R"("kid":"w",)")}), rs256,
               "key 2 (\"w\"): an RSA key of 1024 bits is too weak");
  expect_unfit(public_pem(new_rsa(2040)), rs256, "2040 bits is too weak");
}

TEST(key_file, with_numbers_that_are_no_key_is_refused) {
  // 1 as an exponent, by which everything is its own signature; an even modulus.
  const std::string ones(256, '\xff');
  const std::string even = std::string(255, '\xff') + '\xfe';
  const std::string rsa = R"({"kty":"RSA","n":")";
  expect_unfit(rsa + base64url(ones) + R"(","e":"AQ"})", rs256, "no public key");
  expect_unfit(rsa + base64url(even) + R"(","e":"AQAB"})", rs256, "no public key");
  expect_unfit(rsa + base64url(std::string(1025, '\xff') + ones) + R"(","e":"AQAB"})", rs256,
               "too large");
  const std::string x(32, '\x01');
  const std::string ec = R"({"kty":"EC","crv":"P-256","x":")" + base64url(x) + R"(","y":")";
  expect_unfit(ec + base64url(x) + "\"}", es256, "no public key");  // not on the curve
  expect_unfit(ec + base64url(x + "\x01") + "\"}", es256, "32 bytes");
  expect_unfit(R"({"kty":"OKP","crv":"Ed25519","x":"AAAA"})", eddsa, "no public key");
}

TEST(key_file, with_a_private_key_is_refused) {
  for (const auto& [pair, fixed] :
       {std::pair(the_rsa(), rs256), std::pair(the_ec(), es256), std::pair(the_ed25519(), eddsa)}) {
    expect_unfit(private_pem(pair), fixed, "private key");
    expect_unfit(jwk(pair, R"("d":"AAAA",)"), fixed, "private key");
    expect_unfit(jwks({jwk(pair), jwk(the_ec(), R"("d":"AAAA",)")}), fixed, "private key");
  }
}

TEST(jwks_text, leaves_out_what_is_for_others) {
  const std::string ours = jwk(the_rsa(), R"("kid":"ours",)");
  const auto read =
      read_jwks(jwks({jwk(the_ec()), jwk(the_ed25519()), secret_jwk(the_secret()), ours,
                      jwk(the_rsa(), R"("use":"enc",)"), jwk(the_rsa(), R"("alg":"RSA-OAEP",)"),
                      jwk(the_rsa(), R"("alg":"PS256",)"),
                      jwk(the_rsa(), R"("key_ops":["encrypt"],)"), R"({"kty":"unheard of"})"}),
                rs256);
  ASSERT_TRUE(read) << refusal_of(read);
  EXPECT_EQ(read->size(), 1U);
  expect_unfit(jwks({jwk(new_ec("P-384"), R"("kid":"b",)")}), es256,
               "no key for ES256; key 1 (\"b\"): it is of another curve");
  expect_unfit(jwks({}), rs256, "no key for RS256");
}

TEST(jwks_text, that_is_none_is_refused) {
  for (const char* wrong :
       {"", "[]", "null", "{}", R"({"keys":{}})", R"({"keys":[1]})", R"({"keys":[{}]})",
        R"({"keys":[{"kty":1}]})", R"({"keys":[],"keys":[]})", R"({"keys":[{"kty":"RSA"}]})",
        R"({"keys":[{"kty":"RSA","n":"AQ==","e":"AQAB"}]})", R"({"keys":[{"kty":"RSA","n":1}]})",
        R"({"keys":[[[[[[[[[1]]]]]]]]]})", "{\"keys\":[]} x", "<html></html>"}) {
    EXPECT_FALSE(read_jwks(wrong, rs256)) << wrong;
  }
  const std::string numbered = jwks({jwk(the_rsa(), R"("kid":1,)")});
  EXPECT_NE(refusal_of(read_jwks(numbered, rs256)).find("must be a string"), std::string::npos);
}

TEST(jwks_text, is_bounded_in_keys_and_bytes) {
  const auto with = [](std::size_t keys) {
    std::string text;
    for (std::size_t i = 0; i < keys; ++i) text += (i == 0 ? "" : ",") + secret_jwk(the_secret());
    return R"({"keys":[)" + text + "]}";
  };
  EXPECT_TRUE(read_jwks(with(max_keys), hs256));
  EXPECT_FALSE(read_jwks(with(max_keys + 1), hs256));
  std::string text = with(1);
  text.resize(max_key_set_bytes, ' ');
  EXPECT_TRUE(read_jwks(text, hs256));
  EXPECT_TRUE(read_key_file(text, hs256));
  text += ' ';
  EXPECT_FALSE(read_jwks(text, hs256));
  EXPECT_FALSE(read_key_file(text, hs256));
}

TEST(key_set, finds_keys_by_their_id) {
  const auto read = read_jwks(
      jwks({secret_jwk(the_secret(), R"("kid":"a",)"), secret_jwk(the_secret(), R"("kid":"a",)"),
            secret_jwk(the_secret(), R"("kid":"b",)"), secret_jwk(the_secret())}),
      hs256);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->for_id("a").size(), 2U);
  EXPECT_EQ(read->for_id("b").size(), 1U);
  EXPECT_EQ(read->for_id("c").size(), 0U);
  EXPECT_EQ(read->for_id("").size(), 0U);
  EXPECT_EQ(read->for_id({}).size(), 4U);
  const auto unnamed = read_jwks(jwks({secret_jwk(the_secret())}), hs256);
  ASSERT_TRUE(unnamed);
  EXPECT_EQ(unnamed->for_id("a").size(), 1U);
}

}  // namespace
}  // namespace fraiseql::auth
