// Tokens that come again: what is remembered of them, and how soon it is forgotten.
#include "auth/verified_tokens.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "json/write.hpp"
#include "support/signing.hpp"

namespace fraiseql::auth {
namespace {

constexpr long long start_s = 1'700'000'000;
const token_rules with_a_minute = {.issuer = "us", .audience = "api"};

std::chrono::system_clock::time_point second(long long since_start) {
  return std::chrono::system_clock::time_point(std::chrono::seconds(start_s + since_start));
}

std::shared_ptr<const key_set> new_keys(std::string_view secret = testing::the_secret()) {
  auto read = read_key_file(secret, algorithm::hs256);
  EXPECT_TRUE(read) << (read ? "" : read.error().message);
  return std::make_shared<const key_set>(*std::move(read));
}

// Valid until `expires` after the start; `more` are further claims, each with a comma before it.
std::string token_for(std::string_view subject, long long expires, std::string_view more = "") {
  return testing::hs256_token(testing::the_secret(), R"({"alg":"HS256"})",
                              R"({"iss":"us","aud":"api","sub":")" + std::string(subject) +
                                  R"(","exp":)" + std::to_string(start_s + expires) +
                                  std::string(more) + "}");
}

std::string said_of(const verified_claims& verified) {
  return verified ? json::to_text(json::value(*verified)) : std::string(verified.error().reason);
}

TEST(verified_tokens, gives_the_same_claims_again) {
  verified_tokens known(with_a_minute);
  const auto keys = new_keys();
  const std::string ada = token_for("ada", 60, R"(,"roles":["a",{"b":1.50}])");
  const std::string bob = token_for("bob", 60);
  const std::string of_ada = said_of(known.verify(ada, keys, second(0)));
  const std::string of_bob = said_of(known.verify(bob, keys, second(0)));
  EXPECT_NE(of_ada.find(R"("sub":"ada")"), std::string::npos) << of_ada;
  EXPECT_NE(of_bob.find(R"("sub":"bob")"), std::string::npos) << of_bob;
  EXPECT_EQ(known.hits(), 0U);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(said_of(known.verify(ada, keys, second(1))), of_ada);
    EXPECT_EQ(said_of(known.verify(bob, keys, second(1))), of_bob);
  }
  EXPECT_EQ(known.hits(), 6U);
  EXPECT_EQ(known.size(), 2U);
}

TEST(verified_tokens, are_refused_and_forgotten_once_they_are_over_with_the_skew) {
  verified_tokens known(with_a_minute);
  const auto keys = new_keys();
  const std::string ada = token_for("ada", 100);
  EXPECT_TRUE(known.verify(ada, keys, second(0)));
  EXPECT_TRUE(known.verify(ada, keys, second(159)));
  EXPECT_EQ(known.hits(), 1U);
  const auto over = known.verify(ada, keys, second(160));
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().why, token_refusal::cause::expired);
  EXPECT_EQ(known.size(), 0U);
  EXPECT_EQ(known.bytes(), 0U);
  EXPECT_FALSE(known.verify(ada, keys, second(160)));
  EXPECT_EQ(known.size(), 0U);
}

TEST(verified_tokens, are_refused_where_the_clock_went_back_before_them) {
  verified_tokens known(with_a_minute);
  const auto keys = new_keys();
  for (const char* member : {"nbf", "iat"}) {
    const std::string later =
        token_for("ada", 1000, ",\"" + std::string(member) + "\":" + std::to_string(start_s + 100));
    EXPECT_TRUE(known.verify(later, keys, second(40)));
    EXPECT_EQ(said_of(known.verify(later, keys, second(39))), member + std::string(" is to come"));
  }
}

TEST(verified_tokens, go_with_their_keys) {
  verified_tokens known(with_a_minute);
  const auto keys = new_keys();
  const auto others = new_keys(std::string(64, 'x'));
  const std::string ada = token_for("ada", 60);
  EXPECT_TRUE(known.verify(ada, keys, second(0)));
  EXPECT_EQ(said_of(known.verify(ada, others, second(0))), "its signature is of none of the keys");
  EXPECT_EQ(known.size(), 0U);
  // A set that was read anew may be another, whatever it has.
  EXPECT_TRUE(known.verify(ada, keys, second(0)));
  EXPECT_TRUE(known.verify(ada, new_keys(), second(0)));
  EXPECT_EQ(known.hits(), 0U);
  EXPECT_EQ(known.size(), 1U);
}

TEST(verified_tokens, are_known_by_each_of_their_bytes) {
  verified_tokens known(with_a_minute);
  const auto keys = new_keys();
  const std::string ada = token_for("ada", 60);
  ASSERT_TRUE(known.verify(ada, keys, second(0)));
  for (std::size_t at = 0; at < ada.size(); ++at) {
    for (const char other : {'A', 'b', '.', '\0', '\n'}) {
      if (ada[at] == other) continue;
      std::string changed = ada;
      changed[at] = other;
      EXPECT_FALSE(known.verify(changed, keys, second(0))) << changed;
    }
  }
  EXPECT_FALSE(known.verify(ada.substr(0, ada.size() - 1), keys, second(0)));
  EXPECT_FALSE(known.verify(ada + "A", keys, second(0)));
  EXPECT_FALSE(known.verify(ada + std::string(1, '\0'), keys, second(0)));
  EXPECT_FALSE(known.verify("", keys, second(0)));
  EXPECT_EQ(known.hits(), 0U);
  EXPECT_EQ(known.size(), 1U);
  EXPECT_TRUE(known.verify(ada, keys, second(0)));
}

TEST(verified_tokens, that_are_refused_are_not_remembered) {
  verified_tokens known(with_a_minute);
  const auto keys = new_keys();
  for (const std::string& wrong :
       {token_for("ada", -60), token_for("ada", 60, R"(,"nbf":1900000000)"),
        testing::hs256_token(testing::the_secret(), R"({"alg":"none"})", "{}")}) {
    EXPECT_FALSE(known.verify(wrong, keys, second(0)));
    EXPECT_FALSE(known.verify(wrong, keys, second(0)));
  }
  EXPECT_EQ(known.size(), 0U);
  EXPECT_EQ(known.hits(), 0U);
}

TEST(verified_tokens, have_a_bound_in_bytes) {
  const auto keys = new_keys();
  verified_tokens one(with_a_minute);
  ASSERT_TRUE(one.verify(token_for("user-0", 60), keys, second(0)));
  const std::size_t of_each = one.bytes();
  verified_tokens known(with_a_minute, 3 * of_each);
  for (int user = 0; user < 3; ++user) {
    EXPECT_TRUE(known.verify(token_for("user-" + std::to_string(user), 60), keys, second(0)));
  }
  EXPECT_EQ(known.size(), 3U);
  EXPECT_EQ(known.bytes(), 3 * of_each);
  // The first is used, so it is the second that makes way.
  EXPECT_TRUE(known.verify(token_for("user-0", 60), keys, second(0)));
  EXPECT_TRUE(known.verify(token_for("user-3", 60), keys, second(0)));
  EXPECT_EQ(known.size(), 3U);
  EXPECT_EQ(known.bytes(), 3 * of_each);
  EXPECT_TRUE(known.verify(token_for("user-0", 60), keys, second(0)));
  EXPECT_EQ(known.hits(), 2U);
  EXPECT_TRUE(known.verify(token_for("user-1", 60), keys, second(0)));
  EXPECT_EQ(known.hits(), 2U);
  // What is larger than all of it is believed as often as it comes.
  verified_tokens narrow(with_a_minute, of_each - 1);
  EXPECT_TRUE(narrow.verify(token_for("user-0", 60), keys, second(0)));
  EXPECT_TRUE(narrow.verify(token_for("user-0", 60), keys, second(0)));
  EXPECT_EQ(narrow.size(), 0U);
  EXPECT_EQ(narrow.bytes(), 0U);
}

TEST(verified_tokens, weigh_what_their_claims_take) {
  const auto keys = new_keys();
  verified_tokens few(with_a_minute);
  verified_tokens many(with_a_minute);
  std::string numbers = "0";
  for (int i = 1; i < 1000; ++i) numbers += ",0";
  ASSERT_TRUE(few.verify(token_for("ada", 60), keys, second(0)));
  ASSERT_TRUE(many.verify(token_for("ada", 60, ",\"n\":[" + numbers + "]"), keys, second(0)));
  EXPECT_GT(many.bytes(), few.bytes() + 1000 * sizeof(json::value));
}

TEST(verified_tokens, that_are_over_make_way) {
  verified_tokens known(with_a_minute);
  const auto keys = new_keys();
  EXPECT_TRUE(known.verify(token_for("ada", 10), keys, second(0)));
  EXPECT_TRUE(known.verify(token_for("bob", 10), keys, second(0)));
  EXPECT_TRUE(known.verify(token_for("eve", 500), keys, second(100)));
  EXPECT_EQ(known.size(), 1U);
}

}  // namespace
}  // namespace fraiseql::auth
