// What is the same request, and whose key a key is.
#include "execution/idempotency.hpp"

#include <gtest/gtest.h>

#include "json/read.hpp"

namespace fraiseql::execution {
namespace {

request asked(const std::string& variables = "null") {
  return {.document = "mutation m($a: Int) { f(a: $a) }",
          .operation_name = "m",
          .variables = *json::read(variables),
          .idempotency_key = "k"};
}

std::string hash(const std::string& variables) { return idempotency_hash_of(asked(variables), {}); }

TEST(idempotency_hash, is_the_same_whatever_the_order_of_members) {
  EXPECT_EQ(hash(R"({"a": 1, "b": {"c": [{"d": 1, "e": 2}], "f": null}})"),
            hash(R"({ "b":{"f":null,"c":[{"e":2,"d":1}]},"a":1})"));
}

TEST(idempotency_hash, takes_no_variables_for_none) {
  EXPECT_EQ(hash("null"), hash("{}"));
  EXPECT_NE(hash("{}"), hash(R"({"a": null})"));
}

TEST(idempotency_hash, is_another_one_of_another_request) {
  const std::vector<std::string> variables = {"{}",
                                              R"({"a": 1})",
                                              R"({"a": 1.0})",
                                              R"({"a": "1"})",
                                              R"({"a": [1, 2]})",
                                              R"({"a": [2, 1]})",
                                              R"({"a": true})",
                                              R"({"b": 1})",
                                              R"({"a": {"b": 1}})"};
  for (std::size_t i = 0; i < variables.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      EXPECT_NE(hash(variables[i]), hash(variables[j])) << variables[i] << " and " << variables[j];
    }
  }
  request other = asked();
  other.document += " ";
  EXPECT_NE(idempotency_hash_of(other, {}), hash("null"));
  other = asked();
  other.operation_name = "";
  EXPECT_NE(idempotency_hash_of(other, {}), hash("null"));
  // Parts do not run into each other.
  other.operation_name = "mm";
  request shifted = asked();
  shifted.document = "m" + shifted.document;
  EXPECT_NE(idempotency_hash_of(other, {}), idempotency_hash_of(shifted, {}));
}

TEST(idempotency_hash, does_not_look_at_who_asks_or_by_which_key) {
  request other = asked();
  other.idempotency_key = "other";
  other.context.claims = json::object{{"sub", "a"}};
  EXPECT_EQ(idempotency_hash_of(other, {}), hash("null"));
}

std::string key_with(const std::string& claims, const std::string& field = "f") {
  request made = asked();
  made.context.claims = *json::read(claims)->get<json::object>();
  return idempotency_key_of(made, {}, field);
}

TEST(idempotency_key, is_of_bounded_length) {
  request made = asked();
  made.idempotency_key = std::string(255, 'x');
  EXPECT_EQ(idempotency_key_of(made, {}, std::string(10'000, 'f')).size(), 64U);
}

TEST(idempotency_key, is_each_users_own_in_each_field) {
  const std::string of_a = key_with(R"({"iss": "i", "sub": "a"})");
  EXPECT_EQ(of_a, key_with(R"({"exp": 7, "sub": "a", "iss": "i"})"));
  EXPECT_NE(of_a, key_with(R"({"iss": "i", "sub": "b"})"));
  EXPECT_NE(of_a, key_with(R"({"iss": "j", "sub": "a"})"));
  EXPECT_NE(of_a, key_with(R"({"sub": "a"})"));
  EXPECT_NE(of_a, key_with(R"({"iss": "a", "sub": "i"})"));
  EXPECT_NE(of_a, key_with(R"({"iss": "i", "sub": "a"})", "g"));
  EXPECT_NE(of_a, idempotency_key_of(asked(), {}, "f"));
  // A text is no null.
  EXPECT_NE(idempotency_key_of(asked(), {}, "f"), key_with(R"({"iss": "", "sub": ""})"));
  EXPECT_EQ(idempotency_key_of(asked(), {}, "f"), key_with("{}"));
}

// Two tenants whose users no claim `sub` tells apart.
TEST(idempotency_key, is_another_one_for_whom_the_database_takes_for_another) {
  EXPECT_NE(idempotency_key_of(asked(), {"red"}, "f"), idempotency_key_of(asked(), {"blue"}, "f"));
  EXPECT_NE(idempotency_key_of(asked(), {"red", ""}, "f"),
            idempotency_key_of(asked(), {"", "red"}, "f"));
  EXPECT_EQ(idempotency_key_of(asked(), {"red"}, "f"), idempotency_key_of(asked(), {"red"}, "f"));
  EXPECT_NE(idempotency_hash_of(asked(), {"red"}), idempotency_hash_of(asked(), {"blue"}));
}

// A token that was renewed in between has another number; then it is a conflict, no second call.
TEST(idempotency_key, stays_that_of_a_user_whose_other_claims_change) {
  request made = asked();
  made.context.claims = json::object{{"iss", "i"}, {"sub", "ada"}};
  EXPECT_EQ(idempotency_key_of(made, {"token 1"}, "f"), idempotency_key_of(made, {"token 2"}, "f"));
}

TEST(idempotency_key, is_another_one_for_another_word) {
  request made = asked();
  made.idempotency_key = "K";
  EXPECT_NE(idempotency_key_of(made, {}, "f"), idempotency_key_of(asked(), {}, "f"));
}

}  // namespace
}  // namespace fraiseql::execution
