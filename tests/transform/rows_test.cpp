// Objects that come as rows: a document and columns beside it, as a list or as the columns of a
// statement.
#include <gtest/gtest.h>

#include "transform/answer.hpp"
#include "transform/shape_text.hpp"

namespace fraiseql::transform {
namespace {

TEST(rows, have_fields_in_their_document_and_beside_it) {
  const auto shape = all_rows("Post row 2 { n at 1: Int  title: String  t at 0: [String!] }");
  EXPECT_EQ(answer(shape, {R"({"title": "a"})", R"(["x", "y"])", "1",  //
                           R"({"title": "b"})", "null", "2"}),
            R"([{"n":1,"title":"a","t":["x","y"]},{"n":2,"title":"b","t":null}])");
}

TEST(rows, count_columns_on_behind_the_keys_of_the_document) {
  auto shape = one_row("Post row 2 { b: Int  a: Int  y at 1: Int  x at 0: Int }");
  EXPECT_EQ(shape.value.object->fields[2].key, 3U);
  EXPECT_EQ(answer(shape, {R"({"a": 1, "b": 2})", "3", "4"}), R"({"b":2,"a":1,"y":4,"x":3})");
}

TEST(rows, may_have_no_document) {
  const auto shape = all_rows("Post columns 2 { __typename  a at 0: Int  b at 1: String }");
  EXPECT_EQ(answer(shape, {"1", R"("x")", "2", R"("y")"}),
            R"([{"__typename":"Post","a":1,"b":"x"},{"__typename":"Post","a":2,"b":"y"}])");
}

TEST(rows, without_a_document_are_there_though_all_of_their_columns_are_null) {
  const auto shape = all_rows("Post! columns 2 { a at 0: Int  b at 1: String }");
  EXPECT_EQ(answer(shape, {"null", {}}), R"([{"a":null,"b":null}])");
}

TEST(rows, take_a_column_that_is_null_for_null) {
  const auto shape = one_row("Post row 2 { a at 0: Int  b at 1: User row 1 { n at 0: Int } }");
  EXPECT_EQ(answer(shape, {"{}", {}, {}}), R"({"a":null,"b":null})");
  EXPECT_EQ(answer(shape, {"{}", "null", "null"}), R"({"a":null,"b":null})");
  EXPECT_EQ(answer(one_row("Post row 1 { a at 0: Int! }"), {"{}", {}}), "null | a null_value Int");
}

TEST(rows, whose_document_is_null_are_null) {
  const auto shape = all_rows("Post row 1 { a at 0: Int }");
  EXPECT_EQ(answer(shape, {{}, "1", "null", "2", "{}", "3"}), R"([null,null,{"a":3}])");
  EXPECT_EQ(answer(one_row("Post! row 1 { a at 0: Int }"), {{}, "1"}),
            "propagates | null_value Post");
  EXPECT_EQ(answer(one_row("Post row 1 { a at 0: Int }"), {}), "null");
}

TEST(rows, share_a_column_between_two_fields) {
  const auto shape = one_row("Post row 1 { x at 0: Int  y at 0: String }");
  EXPECT_EQ(answer(shape, {"{}", "1"}), R"({"x":1,"y":null} | y wrong_kind String)");
}

TEST(rows, have_their_errors_at_the_path_of_the_field) {
  const auto shape =
      all_rows("Post! row 1 { posts at 0: [Post!] row 1 { title: String! n at 0: Int! } }");
  EXPECT_EQ(answer(shape, {"{}", R"([[{"title": "a"}, 1], [{"title": "b"}, "x"]])"}),
            R"([{"posts":null}] | 0.posts.1.n wrong_kind Int)");
  EXPECT_EQ(answer(shape, {"{}", R"([[{"title": "a"}, 1], [{}, 2]])"}),
            R"([{"posts":null}] | 0.posts.1.title null_value String)");
}

TEST(rows, stand_inside_of_rows_as_lists) {
  const auto shape = one_row(
      "User columns 2 { name at 0: String"
      "  posts at 1: [Post!]! row 1 { title: String  author at 0: User columns 1 { n at 0: Int } } "
      "}");
  EXPECT_EQ(
      answer(shape, {R"("Ada")", R"([[{"title": "a"}, [7]], [{"title": "b"}, null]])"}),
      R"({"name":"Ada","posts":[{"title":"a","author":{"n":7}},{"title":"b","author":null}]})");
  EXPECT_EQ(answer(shape, {R"("Ada")", "[]"}), R"({"name":"Ada","posts":[]})");
}

TEST(rows, that_stand_inside_of_rows_are_null_with_their_document) {
  const auto shape = one_row("User row 1 { post at 0: Post row 1 { title: String  n at 0: Int } }");
  EXPECT_EQ(answer(shape, {"{}", "[null, 1]"}), R"({"post":null})");
  EXPECT_EQ(answer(shape, {"{}", "null"}), R"({"post":null})");
  EXPECT_EQ(answer(shape, {"{}", "[{}, null]"}), R"({"post":{"title":null,"n":null}})");
  const auto non_null = one_row("User row 1 { post at 0: Post! row 1 { title: String } }");
  EXPECT_EQ(answer(non_null, {"{}", "[null, 1]"}), "null | post null_value Post");
}

TEST(rows, that_should_belong_to_an_object_are_told_from_what_is_stored) {
  value_shape post = one_row("Post! columns 1 { n at 0: Int! }").value;
  post.belongs_to = "User";
  auto user = std::make_unique<object_shape>();
  user->type_name = "User";
  user->fields.push_back(
      {.response_key = "post", .prefix = "\"post\":", .key = 0, .value = std::move(post)});
  response_shape shape;
  shape.value.object = std::move(user);
  shape.value.layout = {.has_document = false, .columns = 1};
  EXPECT_EQ(answer(shape, {"[1]"}), R"({"post":{"n":1}})");
  EXPECT_EQ(answer(shape, {"null"}), "null | post no_row of User Post");
  EXPECT_EQ(answer(shape, {"[null]"}), "null | post.n null_value Int");
}

TEST(rows, of_nothing_but_columns_are_null_as_a_whole_only) {
  const auto shape = one_row("User row 1 { post at 0: Post columns 2 { n at 0: Int } }");
  EXPECT_EQ(answer(shape, {"{}", "[null, null]"}), R"({"post":{"n":null}})");
  EXPECT_EQ(answer(shape, {"{}", "null"}), R"({"post":null})");
  const auto empty = one_row("User row 1 { post at 0: Post columns 0 { __typename } }");
  EXPECT_EQ(answer(empty, {"{}", "[]"}), R"({"post":{"__typename":"Post"}})");
}

TEST(rows, may_stand_in_a_document_and_documents_in_a_column) {
  const auto shape =
      one_row("User row 1 { a from x: Post row 1 { n at 0: Int }  b at 0: Size { w: Int } }");
  EXPECT_EQ(answer(shape, {R"({"x": [{}, 1]})", R"({"w": 2})"}), R"({"a":{"n":1},"b":{"w":2}})");
}

TEST(rows, may_be_lists_in_the_only_column_of_a_statement) {
  const auto shape = one_row("[Post!]! row 1 { n at 0: Int  t: String }");
  EXPECT_EQ(answer(shape, {R"([[{"t": "a"}, 1], [{}, 2]])"}),
            R"([{"n":1,"t":"a"},{"n":2,"t":null}])");
}

TEST(rows, of_lists_of_lists_keep_their_places) {
  const auto shape = one_row("User row 1 { m at 0: [[Post]!] row 1 { n at 0: Int! } }");
  EXPECT_EQ(answer(shape, {"{}", "[[[{}, 1], null], [[{}, null]]]"}),
            R"({"m":[[{"n":1},null],[null]]} | m.1.0.n null_value Int)");
}

TEST(rows, have_the_discriminator_of_a_union_in_their_document) {
  const auto shape = all_rows(
      "Media row 2 by kind { Film { length: Int  x at 0: Int }  Book { x at 1: Int  a: String } }");
  EXPECT_EQ(answer(shape, {R"({"a": "t", "kind": "Book"})", "1", "2",  //
                           R"({"kind": "Film", "length": 9})", "3", "4"}),
            R"([{"x":2,"a":"t"},{"length":9,"x":3}])");
  EXPECT_EQ(answer(shape, {R"({"kind": "Song"})", "1", "2", {}, "1", "2", "{}", "1", "2"}),
            "[null,null,null] | 0 unknown_type Media | 2 unknown_type Media");
}

TEST(rows, of_a_union_without_a_document_are_of_no_type) {
  EXPECT_EQ(answer(one_row("Media columns 1 by kind { Film { x at 0: Int } }"), {"1"}),
            "null | unknown_type Media");
}

TEST(rows, have_computed_values_in_their_document) {
  const auto shape = one_row("Post row 1 { a computed: Int  b at 0: Int  c computed: Int }");
  EXPECT_EQ(answer(shape, {R"({"a": [1], "c": 5})", "2"}),
            R"({"a":1,"b":2,"c":null} | c raised 5 Int)");
}

TEST(rows, that_are_no_lists_of_their_width_are_of_a_wrong_kind) {
  const auto shape = one_row("User row 1 { post at 0: Post row 1 { n at 0: Int }  x: Int }");
  for (const char* post :
       {"1", "true", R"("[{}, 1]")", "{}", R"({"a": [1]})", "[]", "[{}]", "[{}, 1, 2]", "[[{}, 1]]",
        "[1, 1]", "[[], 1]", R"(["a", 1])", "[true, 1]"}) {
    EXPECT_EQ(answer(shape, {R"({"x": 7})", post}), R"({"post":null,"x":7} | post wrong_kind Post)")
        << post;
  }
  EXPECT_EQ(answer(one_row("Post row 1 { n at 0: Int }"), {"[]", "1"}), "null | wrong_kind Post");
  EXPECT_EQ(answer(one_row("Post row 1 { n at 0: Int }"), {"7", "1"}), "null | wrong_kind Post");
}

TEST(rows, in_a_list_are_looked_at_each_by_itself) {
  const auto shape = one_row("User row 1 { posts at 0: [Post] row 1 { n at 0: Int } }");
  EXPECT_EQ(answer(shape, {"{}", "[[{}, 1], [{}], 7, null, [{}, 2]]"}),
            R"({"posts":[{"n":1},null,null,null,{"n":2}]})"
            " | posts.1 wrong_kind Post | posts.2 wrong_kind Post");
  EXPECT_EQ(answer(shape, {"{}", "{}"}), R"({"posts":null} | posts wrong_kind [Post])");
}

TEST(rows, that_are_no_jsonb_are_malformed_as_a_whole) {
  const auto shape = all_rows("User row 1 { posts at 0: [Post] row 1 { n at 0: Int }  x: Int }");
  for (const char* posts :
       {"", " ", "[", "[[{}, 1]", "[[{}, 1], ]", "[[{}, 1],[{}, 1]]", "[[{}, 1}]", "[[{}, x]]",
        "[[{}, 1], [{}, \"]]", "[[{,1]]", "[[{} 1]]", "[[{}, 1]] ", "nul"}) {
    EXPECT_EQ(answer(shape, {R"({"x": "no Int"})", posts, R"({"x": 1})", "[]"}),
              R"([null,{"posts":[],"x":1}] | 0 malformed User)")
        << posts;
  }
  EXPECT_EQ(answer(shape, {"{", "[]"}), "[null] | 0 malformed User");
  EXPECT_EQ(answer(shape, {"tru", "[]"}), "[null] | 0 malformed User");
}

TEST(rows, cut_off_anywhere_are_malformed) {
  const auto shape = one_row("User columns 1 { posts at 0: [Post] row 2 { n at 0: Int } }");
  const std::string whole = R"([[{"a": "]"}, 1, "\""], [{}, 2, [3]]])";
  ASSERT_EQ(answer(shape, {whole}), R"({"posts":[{"n":1},{"n":2}]})");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::string text = whole.substr(0, size);
    EXPECT_EQ(answer(shape, {text}), "null | malformed User") << text;
  }
}

// More spans than have room without an allocation, while those of the outer rows are in use.
TEST(rows, keep_their_columns_while_those_inside_need_room) {
  std::string type = "User row 3 { last at 2: Int }";
  std::string text = "[{}, null, null, 7]";
  std::string expected = R"({"last":7})";
  for (int depth = 0; depth < 150; ++depth) {
    type = "User row 3 { inner at 0: " + type + "  last at 2: Int }";
    text.insert(0, "[{}, ") += ", null, 7]";
    expected.insert(0, R"({"inner":)") += R"(,"last":7})";
  }
  const auto shape = one_row("User row 1 { outer at 0: " + type + " }");
  EXPECT_EQ(answer(shape, {"{}", text}), R"({"outer":)" + expected + "}");
}

}  // namespace
}  // namespace fraiseql::transform
