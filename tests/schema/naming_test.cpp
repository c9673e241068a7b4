// How things are spelled in the database where nobody says otherwise.
#include "schema/naming.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.hpp"

namespace fraiseql::schema {
namespace {

TEST(naming, a_field_is_stored_in_small_letters_with_underscores) {
  const std::pair<std::string_view, std::string_view> cases[] = {{"title", "title"},
                                                                 {"createdAt", "created_at"},
                                                                 {"created_at", "created_at"},
                                                                 {"dns_1", "dns_1"},
                                                                 {"dns1Record", "dns1_record"},
                                                                 {"aB", "a_b"},
                                                                 {"_private", "_private"},
                                                                 {"x", "x"},
                                                                 {"line2", "line2"}};
  for (const auto& [field, key] : cases) EXPECT_EQ(default_stored_key(field), key) << field;
}

TEST(naming, a_name_whose_words_cannot_be_told_apart_has_no_key) {
  for (const auto* field : {"htmlURL", "URL", "Title", "aBC", "x_Y", "_A"}) {
    EXPECT_EQ(default_stored_key(field), std::nullopt) << field;
  }
}

// A member of a C++ struct is served under a name whose default key is the member's own.
TEST(naming, is_the_way_back_from_the_names_of_members) {
  for (const auto* member : {"title", "created_at", "dns_1", "a_b", "x1_y", "line_2_b"}) {
    EXPECT_EQ(default_stored_key(to_camel_case(member)), member);
  }
}

TEST(naming, a_value_in_capitals_is_stored_in_small_letters_and_any_other_as_it_is) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"IN_REVIEW", "in_review"}, {"A", "a"}, {"InReview", "InReview"}, {"draft", "draft"}};
  for (const auto& [value, stored] : cases) EXPECT_EQ(default_stored_value(value), stored);
}

TEST(naming, a_relation_has_a_schema_where_it_is_not_public) {
  EXPECT_EQ(to_text(default_relation("BlogPost")), "tv_blog_post");
  EXPECT_EQ(to_text(to_relation("blog.tv_post")), "blog.tv_post");
  EXPECT_EQ(to_text(to_relation("public.tv_post")), "tv_post");
  EXPECT_EQ(to_relation("tv_post"), (relation{.schema = "public", .name = "tv_post"}));
}

TEST(naming, a_qualified_name_has_one_part_or_two) {
  for (const auto* good : {"a", "a.b"}) EXPECT_TRUE(is_qualified_name(good)) << good;
  for (const auto* bad : {"", ".", ".a", "a.", "a.b.c", "a..b"}) {
    EXPECT_FALSE(is_qualified_name(bad)) << bad;
  }
}

}  // namespace
}  // namespace fraiseql::schema
