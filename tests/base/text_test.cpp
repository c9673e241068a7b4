#include "base/text.hpp"

#include <gtest/gtest.h>

#include <array>

namespace fraiseql {
namespace {

TEST(text, camel_case_joins_only_before_a_lower_case_letter) {
  EXPECT_EQ(to_camel_case("created_at"), "createdAt");
  EXPECT_EQ(to_camel_case("html_url"), "htmlUrl");
  EXPECT_EQ(to_camel_case("dns_1"), "dns_1");
  EXPECT_EQ(to_camel_case("_private"), "_private");
  EXPECT_EQ(to_camel_case("trailing_"), "trailing_");
  EXPECT_EQ(to_camel_case("a__b"), "a__b");
  EXPECT_EQ(to_camel_case("alreadyCamel"), "alreadyCamel");
}

TEST(text, snake_case_splits_words_and_acronyms) {
  EXPECT_EQ(to_snake_case("Note"), "note");
  EXPECT_EQ(to_snake_case("BlogPost"), "blog_post");
  EXPECT_EQ(to_snake_case("HTTPServer"), "http_server");
  EXPECT_EQ(to_snake_case("blog_post"), "blog_post");
}

TEST(text, knows_well_formed_utf8) {
  for (const std::string_view good :
       {"", "a", "é", "€", "😀", "\xf4\x8f\xbf\xbf", "\xef\xbf\xbf"}) {
    EXPECT_TRUE(is_utf8(good)) << good;
  }
  for (const std::string_view bad :
       {"\x80", "\xc3", "\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf8\x88",
        "a\xff", "\xe2\x82", "\xf0\x9f\x98", "\xc3(", "\xe2\x28\xa1"}) {
    EXPECT_FALSE(is_utf8(bad));
  }
}

TEST(text, knows_names) {
  EXPECT_TRUE(is_name("_a1"));
  EXPECT_FALSE(is_name(""));
  EXPECT_FALSE(is_name("1a"));
  EXPECT_FALSE(is_name("a-b"));
  EXPECT_FALSE(is_name("é"));
}

TEST(text, suggests_the_nearest_name_or_none) {
  constexpr std::array<std::string_view, 3> known = {"title", "body", "identifier"};
  EXPECT_EQ(nearest("titel", known), "title");
  EXPECT_EQ(nearest("Body", known), "body");
  EXPECT_EQ(nearest("identifer", known), "identifier");
  EXPECT_EQ(nearest("zzzzzz", known), "");
  EXPECT_EQ(did_you_mean("tilte", known), "; did you mean \"title\"?");
  EXPECT_EQ(did_you_mean("zzzzzz", known), "");
}

}  // namespace
}  // namespace fraiseql
