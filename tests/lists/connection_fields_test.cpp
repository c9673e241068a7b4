// What a client may write of a connection: its fields under other names, more than once, in
// fragments, left out by a directive; and as many keys of an order as there may be.
#include "lists/note_pages.hpp"

namespace fraiseql::lists {
namespace {

class connection_fields : public note_pages {};

TEST_F(connection_fields, have_other_names_and_come_more_than_once) {
  EXPECT_EQ(ask("{ first: notes(first: 1) { all: totalCount e: edges { a: node { n } } "
                "edges { b: node { done } node { n } } t: __typename p: pageInfo { more: "
                "hasNextPage } } }")
                .body,
            R"({"data":{"first":{"all":130,"e":[{"a":{"n":1}}],)"
            R"("edges":[{"b":{"done":false},"node":{"n":1}}],)"
            R"("t":"NoteConnection","p":{"more":true}}}})");
}

TEST_F(connection_fields, are_merged) {
  EXPECT_EQ(
      ask("{ notes(first: 1) { edges { node { n } } ...page edges { node { done } } "
          "... on NoteConnection { pageInfo { hasNextPage } } } } "
          "fragment page on NoteConnection { pageInfo { hasPreviousPage } edges { ...edge } } "
          "fragment edge on NoteEdge { node { ... on Note { title } } }")
          .body,
      R"({"data":{"notes":{"edges":[{"node":{"n":1,"title":"title 01","done":false}}],)"
      R"("pageInfo":{"hasPreviousPage":false,"hasNextPage":true}}}})");
}

TEST_F(connection_fields, are_left_out_by_directives) {
  const std::string document =
      "query($all: Boolean!) { notes(first: 1) { totalCount @include(if: $all) "
      "edges { cursor @skip(if: true) node { n } } pageInfo @include(if: $all) { hasNextPage } } }";
  EXPECT_EQ(ask(document, {{"all", false}}).body,
            R"({"data":{"notes":{"edges":[{"node":{"n":1}}]}}})");
  EXPECT_EQ(ask(document, {{"all", true}}).body,
            R"({"data":{"notes":{"totalCount":130,"edges":[{"node":{"n":1}}],)"
            R"("pageInfo":{"hasNextPage":true}}}})");
}

TEST_F(connection_fields, are_answered_alone) {
  const std::pair<const char*, const char*> all[] = {
      {"__typename", R"({"__typename":"NoteConnection"})"},
      {"totalCount", R"({"totalCount":130})"},
      {"pageInfo { __typename }", R"({"pageInfo":{"__typename":"PageInfo"}})"},
      {"pageInfo { hasNextPage }", R"({"pageInfo":{"hasNextPage":true}})"},
      {"pageInfo { hasPreviousPage }", R"({"pageInfo":{"hasPreviousPage":false}})"},
      {"edges { __typename }",
       R"({"edges":[{"__typename":"NoteEdge"},{"__typename":"NoteEdge"}]})"},
      {"edges { node { __typename } }",
       R"({"edges":[{"node":{"__typename":"Note"}},{"node":{"__typename":"Note"}}]})"}};
  for (const auto& [selected, answer] : all) {
    const std::string field = std::string("notes(first: 2) { ") + selected + " }";
    EXPECT_EQ(ask("{ " + field + " }").body, std::string(R"({"data":{"notes":)") + answer + "}}");
    EXPECT_EQ(ask("{ folders { " + field + " } }").body,
              std::string(R"({"data":{"folders":[{"notes":)") + answer + "}]}}");
  }
}

// As many keys as there may be, and one more.
TEST_F(connection_fields, are_ordered_by_a_bounded_number_of_keys) {
  const auto by = [](std::size_t keys) {
    std::string text;
    for (std::size_t i = 0; i < keys; ++i) text += i % 2 == 0 ? "{title: ASC} " : "{n: DESC} ";
    return "orderBy: [" + text + "]";
  };
  for (const std::string& field : {std::string("notes"), std::string("listed")}) {
    const std::string inside = field == "listed" ? "{ n }" : "{ edges { node { n } } }";
    for (const bool is_nested : {false, true}) {
      const auto asked = [&](std::size_t keys) {
        const std::string one = field + "(" + by(keys) + ") " + inside;
        return ask(is_nested ? "{ folders { " + one + " } }" : "{ " + one + " }");
      };
      EXPECT_TRUE(asked(8).has_data) << asked(8).body;
      expect_refused(asked(9));
    }
  }
}

}  // namespace
}  // namespace fraiseql::lists
