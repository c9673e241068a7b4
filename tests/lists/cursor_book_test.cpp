// What an answer is compared with knows each row's cursor from then on.
#include "lists/cursor_book.hpp"

#include <gtest/gtest.h>

#include "json/read.hpp"

namespace fraiseql::lists {
namespace {

json::value one_edge(const json::value& cursor, const std::string& id) {
  return json::object{{"edges", json::array{json::object{{"cursor", cursor}, {"id", id}}}}};
}

json::value edge_of(const std::string& id) {
  return one_edge(cursor_book::placeholder("rows", id), id);
}

TEST(cursor_book, learns_a_cursor_and_holds_later_answers_to_it) {
  cursor_book book;
  EXPECT_EQ(book.find("rows", "1"), nullptr);
  EXPECT_EQ(book.difference(edge_of("1"), one_edge("abc", "1")), "");
  ASSERT_NE(book.find("rows", "1"), nullptr);
  EXPECT_EQ(*book.find("rows", "1"), "abc");
  EXPECT_EQ(book.difference(edge_of("1"), one_edge("abc", "1")), "");
  EXPECT_NE(book.difference(edge_of("1"), one_edge("abd", "1")), "");
  EXPECT_NE(book.difference(edge_of("2"), one_edge("abc", "2")), "");
  EXPECT_NE(book.difference(edge_of("3"), one_edge(json::null{}, "3")), "");
  EXPECT_EQ(book.rows("rows"), std::vector<std::string>({"1", "2"}));
  EXPECT_TRUE(book.rows("row").empty());
}

TEST(cursor_book, tells_where_an_answer_is_another) {
  struct difference_case {
    const char* wanted;
    const char* got;
    const char* at;  // nullptr: nowhere
  };
  constexpr difference_case cases[] = {
      {R"({"a": [1, {"b": null}]})", R"({"a": [1, {"b": null}]})", nullptr},
      {R"({"a": [1, {"b": null}]})", R"({"a": [1, {"b": 0}]})", "at .a[1].b"},
      {R"({"a": [1]})", R"({"a": [1, 2]})", "at .a[1]"},
      {R"({"a": [1, 2]})", R"({"a": [1]})", "at .a[1]"},
      {R"({"a": 1, "b": 2})", R"({"b": 2, "a": 1})", "at the top"},
      {R"({"a": 1})", R"({"a": 1, "b": 2})", "at the top"},
      {R"({"a": {}})", R"({"a": []})", "at .a"},
      {R"({"a": []})", R"({"a": null})", "at .a"},
      {R"({"a": "x"})", R"({"a": "y"})", "at .a"},
  };
  for (const difference_case& one : cases) {
    const std::string told =
        cursor_book().difference(*json::read(one.wanted), *json::read(one.got));
    if (one.at == nullptr)
      EXPECT_EQ(told, "");
    else
      EXPECT_TRUE(told.starts_with(one.at)) << told;
  }
}

}  // namespace
}  // namespace fraiseql::lists
