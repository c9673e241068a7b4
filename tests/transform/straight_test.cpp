// What is read straight through, and that it is what the walk by the structure writes: in the
// column of a row a value is read straight, inside of a document the same value is walked.
#include "transform/straight.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include "transform/answer.hpp"
#include "transform/shape_text.hpp"

namespace fraiseql::transform {
namespace {

constexpr std::string_view notes =
    "[Note!]! columns 3 { id at 0: ID!  n at 1: Int  t at 2: String }";

std::string as_column(const std::string& type, const std::string& text) {
  return answer(one_row("T columns 1 { a at 0: " + type + " }"), {text});
}

std::string in_document(const std::string& type, const std::string& text) {
  return answer(one_row("T { a: " + type + " }"), {R"({"a": )" + text + "}"});
}

// What is written straight; "walked" where that is left to the walk. The text has a heap block of
// exactly its size, so that ASan sees a read past it.
std::string straight(const value_shape& shape, std::string_view text) {
  const auto bytes = std::make_unique<char[]>(text.size());
  text.copy(bytes.get(), text.size());
  std::string written;
  workspace work;
  output out(written, work.window.get());
  const bool is_written = is_straight(shape) && write_straight(out, work, shape, shape.list_depth,
                                                               {bytes.get(), text.size()});
  out.finish();
  return is_written ? written : "walked";
}

std::string straight(std::string_view type, std::string_view text) {
  return straight(one_row(type).value, text);
}

TEST(straight, reads_rows_of_columns) {
  EXPECT_EQ(straight(notes, R"([["x", 1, "a"], [2, -30, null]])"),
            R"([{"id":"x","n":1,"t":"a"},{"id":"2","n":-30,"t":null}])");
  EXPECT_EQ(straight(notes, "[]"), "[]");
  EXPECT_EQ(straight("Note columns 1 { __typename n at 0: Int b: String }", "[1]"), "walked");
  EXPECT_EQ(straight("Note columns 1 { __typename n at 0: Int }", "[1]"),
            R"({"__typename":"Note","n":1})");
  EXPECT_EQ(straight("Note columns 0 { __typename }", "[]"), R"({"__typename":"Note"})");
  EXPECT_EQ(straight("Note columns 0 { }", "[]"), "{}");
}

TEST(straight, reads_rows_and_lists_inside_of_rows) {
  constexpr std::string_view type =
      "[Post!] columns 3 { tags at 0: [String!]  by at 1: User columns 1 { name at 0: String! }"
      "  notes at 2: [Note] columns 1 { n at 0: Int } }";
  EXPECT_EQ(straight(type, R"([[["a", "b"], ["Ada"], [[1], null, [2]]], [null, null, []]])"),
            R"([{"tags":["a","b"],"by":{"name":"Ada"},"notes":[{"n":1},null,{"n":2}]},)"
            R"({"tags":null,"by":null,"notes":[]}])");
}

TEST(straight, reads_every_leaf_that_is_no_container) {
  EXPECT_EQ(straight("[Float]", "[1.5, 2e3, null]"), "[1.5,2e3,null]");
  EXPECT_EQ(straight("[Boolean]", "[true, false]"), "[true,false]");
  EXPECT_EQ(straight("[Decimal]", R"([1.50, "2"])"), R"(["1.50","2"])");
  EXPECT_EQ(straight("[DateTime]", R"(["2024-01-02T03:04:05+02:00"])"),
            R"(["2024-01-02T01:04:05Z"])");
  EXPECT_EQ(straight("[Color(red=RED)]", R"(["red"])"), R"(["RED"])");
  EXPECT_EQ(straight("[JSON]", "[1]"), "walked");
  EXPECT_EQ(straight("[Note] columns 1 { n at 0: JSON }", "[[1]]"), "walked");
}

TEST(straight, leaves_other_shapes_to_the_walk) {
  EXPECT_EQ(straight("Note row 1 { n at 0: Int }", "[{}, 1]"), "walked");
  EXPECT_EQ(straight("Note columns 2 { b at 1: Int  a at 0: Int }", "[1, 2]"), "walked");
  EXPECT_EQ(straight("Note columns 1 { a at 0: Int  b at 0: Int }", "[1]"), "walked");
  EXPECT_EQ(straight("Note columns 2 { a at 0: Int }", "[1, 2]"), "walked");
  EXPECT_EQ(straight("Note columns 1 { a at 0: Size { w: Int } }", R"([{"w": 1}])"), "walked");
}

TEST(straight, leaves_to_the_walk_what_is_not_as_it_should_be) {
  const std::string type(notes);
  for (const std::string text : {
           R"([["x", 1]])",
           R"([["x", 1, "a", 2]])",
           R"([["x", 1.5, "a"]])",
           R"([["x", "1", "a"]])",
           R"([[null, 1, "a"]])",
           R"([["x", 1, 2]])",
           R"([["x", 1, {}]])",
           R"([["x", 1, ["a"]]])",
           R"([null])",
           R"([1])",
           R"([{}])",
           R"({})",
           R"([["x", 1, "a"],["x", 1, "a"]])",
           R"([["x",1, "a"]])",
           R"([["x", 2147483648, "a"]])",
           R"([["x", true, "a"]])",
       }) {
    EXPECT_EQ(straight(type, text), "walked") << text;
    EXPECT_EQ(as_column(type, text), in_document(type, text)) << text;
  }
}

TEST(straight, leaves_broken_texts_to_the_walk) {
  const std::string whole = R"([["x\n\u001f", 1, "a"], ["y", null, null]])";
  EXPECT_EQ(straight(notes, whole),
            R"([{"id":"x\n\u001f","n":1,"t":"a"},{"id":"y","n":null,"t":null}])");
  for (std::size_t size = 1; size < whole.size(); ++size) {
    EXPECT_EQ(straight(notes, whole.substr(0, size)), "walked") << size;
    EXPECT_EQ(as_column(std::string(notes), whole.substr(0, size)), "null | malformed T") << size;
  }
  for (const std::string& text :
       {whole + " ", whole + "]", std::string("[[\"x\x01\", 1, \"a\"]]"),
        std::string(R"([["\q", 1, "a"]])"), std::string(R"([["\u1234", 1, "a"]])"),
        std::string(R"([["x\", 1, "a"]])")}) {
    EXPECT_EQ(straight(notes, text), "walked") << text;
  }
}

TEST(straight, copies_strings_of_every_length_with_escapes_at_every_place) {
  for (std::size_t size = 0; size < 70; ++size) {
    const std::string plain(size, 'a');
    const std::string text = "[[\"" + plain + "\", 1, null]]";
    EXPECT_EQ(straight(notes, text), R"([{"id":")" + plain + R"(","n":1,"t":null}])");
    for (const std::string escape : {"\\n", "\\\"", "\\\\", "\\u0001"}) {
      const std::string escaped = plain + escape + std::string(70 - size, 'b') + escape;
      EXPECT_EQ(straight(notes, "[[\"" + escaped + "\", 1, null]]"),
                R"([{"id":")" + escaped + R"(","n":1,"t":null}])");
    }
  }
}

TEST(straight, copies_strings_that_no_window_holds) {
  for (const std::size_t size : {8'100U, 8'159U, 8'160U, 8'161U, 16'320U, 16'384U, 70'000U}) {
    const std::string row =
        "[\"" + std::string(size, 'x') + "\\n\", 1, \"" + std::string(size, 'y') + "\"]";
    const std::string text = "[" + row + ", " + row + ", " + row + "]";
    EXPECT_NE(straight(notes, text), "walked") << size;
    EXPECT_EQ(as_column(std::string(notes), text), in_document(std::string(notes), text)) << size;
  }
}

TEST(straight, takes_back_what_it_wrote_of_a_text_that_is_walked) {
  const std::string row = R"(["x", 1, ")" + std::string(10'000, 'y') + R"("], )";
  const std::string text = "[" + row + row + row + R"([null, 1, "a"]])";
  EXPECT_EQ(as_column(std::string(notes), text), "null | a.3.id null_value ID");
  EXPECT_EQ(
      as_column("[Note] columns 2 { i at 0: Int!  t at 1: String }", R"([[1, "a"], [null, "b"]])"),
      R"({"a":[{"i":1,"t":"a"},null]} | a.1.i null_value Int)");
}

}  // namespace
}  // namespace fraiseql::transform
