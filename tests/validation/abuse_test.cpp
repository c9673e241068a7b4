// Documents made to be expensive. These tests end soon or hang: what they hold is that no
// list grows past the document and that no work is one length times another.
#include <gtest/gtest.h>

#include <functional>

#include "validation/documents.hpp"

namespace fraiseql::validation {
namespace {

constexpr int many = 10'000;

// `one(0) one(1) ...`
std::string repeated(int times, const std::function<std::string(int)>& one) {
  std::string text;
  for (int i = 0; i < times; ++i) text += one(i) + " ";
  return text;
}

std::string numbered(std::string name, int i) { return name.append(std::to_string(i)); }

const std::shared_ptr<const schema::schema>& abused_schema() {
  static const auto made = documents::schema_of(R"(
    type Query { notes(limit: Int, by: By): [Note!]! note: Note any: Any }
    type Note { id: ID! title: String body: String author: Author parent: Note }
    type Author { name: String }
    type Other { name: String }
    union Any = Note | Author
    input By { by: By title: String }
    type Subscription { noteAdded: Note })");
  return made;
}

std::vector<graphql_error> abuses(std::string_view text) {
  return documents::errors_of(abused_schema(), text);
}

std::size_t type_system_errors(std::string_view text) {
  return validate_type_system(*documents::parsed(text)).size();
}

TEST(abuse, follows_a_long_chain_of_fragments) {
  std::string text = "{ notes { ...F0 title } }";
  for (int i = 0; i < 5000; ++i) {
    text += " fragment F" + std::to_string(i) + " on Note { ...F" + std::to_string(i + 1) + " }";
  }
  EXPECT_TRUE(abuses(text + " fragment F5000 on Note { title }").empty());
  EXPECT_EQ(abuses(text + " fragment F5000 on Note { title: body }").size(), 1U);
}

TEST(abuse, never_expands_nested_fragments) {
  std::string text = "{ note { ...F0 } }";
  for (int i = 0; i < 18; ++i) {
    const std::string next = "...F" + std::to_string(i + 1);
    text += " fragment F" + std::to_string(i) + " on Note { parent { " + next + " } parent { " +
            next + " } other: parent { " + next + " } }";
  }
  EXPECT_TRUE(abuses(text + " fragment F18 on Note { title }").empty());
  EXPECT_EQ(abuses(text + " fragment F18 on Note { title nothing }").size(), 1U);
}

TEST(abuse, merges_thousands_of_equal_fields) {
  std::string leaves;
  std::string objects;
  for (int i = 0; i < 5000; ++i) leaves += " title";
  for (int i = 0; i < 2000; ++i) objects += " author { name }";
  EXPECT_TRUE(abuses("{ notes {" + leaves + objects + " } }").empty());
  EXPECT_EQ(abuses("{ notes {" + leaves + " title: body } }").size(), max_errors);
}

TEST(abuse, gives_up_on_fields_that_overlap_in_too_many_ways) {
  std::string text = "{ notes {";
  for (int i = 0; i < 2000; ++i) text += " author { a" + std::to_string(i) + ": name }";
  const auto errors = abuses(text + " } }");
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_NE(errors[0].message.find("overlap too often"), std::string::npos);
}

TEST(abuse, takes_thousands_of_directives_and_unknown_names) {
  std::string known;
  std::string unknown;
  for (int i = 0; i < 10'000; ++i) {
    known += " title @skip(if: false)";
    unknown += " @nothing" + std::to_string(i);
  }
  EXPECT_TRUE(abuses("{ notes {" + known + " } }").empty());
  EXPECT_EQ(abuses("{ notes { title" + unknown + " } }").size(), max_errors);
}

TEST(abuse, checks_many_operations_that_share_many_fragments) {
  std::string text;
  for (int i = 0; i < 500; ++i) {
    text += " query Q" + std::to_string(i) + "($s: Boolean!) { note { ...F0 } }";
  }
  for (int i = 0; i < 500; ++i) {
    text += " fragment F" + std::to_string(i) + " on Note { title @skip(if: $s) ...F" +
            std::to_string(i + 1) + " }";
  }
  EXPECT_TRUE(abuses(text + " fragment F500 on Note { title }").empty());
}

TEST(abuse, takes_inline_fragments_of_many_fields) {
  const std::string fields = repeated(100, [](int i) { return numbered("x", i) + ": title"; });
  EXPECT_TRUE(abuses("{ notes { " +
                     repeated(200, [&](int) { return "... on Note { " + fields + "}"; }) + "} }")
                  .empty());
}

// What conflicts below, conflicts above, once for each level.
TEST(abuse, compares_fields_however_deep_they_nest) {
  constexpr int deep = 950;
  const auto nested = [](const std::string& leaf) {
    return "note { " + repeated(deep, [](int) { return "parent {"; }) + leaf +
           std::string(deep + 1, '}');
  };
  EXPECT_TRUE(abuses("{ " + nested("id") + nested("id") + "}").empty());
  EXPECT_EQ(abuses("{ " + nested("x: id") + nested("x: title") + "}").size(), 1U);
  EXPECT_TRUE(abuses("{ " + nested("x: id") + nested("y: title") + "}").empty());
}

TEST(abuse, compares_fields_however_deep_fragments_nest_them) {
  const auto text = [](int deep, const std::string& leaf) {
    return "{ note { ...A0 ...B0 } } " +
           repeated(deep,
                    [](int i) {
                      return "fragment " + numbered("A", i) + " on Note { parent { ..." +
                             numbered("A", i + 1) + " } } fragment " + numbered("B", i) +
                             " on Note { parent { ..." + numbered("B", i + 1) + " } }";
                    }) +
           "fragment " + numbered("A", deep) + " on Note { x: title } fragment " +
           numbered("B", deep) + " on Note { x: " + leaf + " }";
  };
  EXPECT_TRUE(abuses(text(3000, "title")).empty());
  EXPECT_EQ(abuses(text(3000, "body")).size(), 1U);
}

TEST(abuse, walks_values_however_deep_they_nest) {
  constexpr int deep = 950;
  EXPECT_EQ(abuses("{ notes(by: " + repeated(deep, [](int) { return "{by:"; }) + "{x: 1}" +
                   std::string(deep, '}') + ") { id } }")
                .size(),
            1U);
  EXPECT_EQ(
      abuses("{ notes(limit: " + std::string(deep, '[') + std::string(deep, ']') + ") { id } }")
          .size(),
      1U);
}

TEST(abuse, gives_up_on_operations_that_share_too_many_fragments) {
  const auto text = [](int operations, int fragments) {
    return repeated(operations,
                    [](int i) {
                      return "query " + numbered("Q", i) + "($s: Boolean!) { note { ...F0 } }";
                    }) +
           repeated(fragments,
                    [](int i) {
                      return "fragment " + numbered("F", i) + " on Note { title @skip(if: $s) ..." +
                             numbered("F", i + 1) + " }";
                    }) +
           "fragment " + numbered("F", fragments) + " on Note { title }";
  };
  const auto errors = abuses(text(3000, 3000));
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_NE(errors[0].message.find("share too many fragments"), std::string::npos);
}

TEST(abuse, follows_a_long_chain_of_fragments_of_a_subscription) {
  const std::string chain = repeated(5000, [](int i) {
    return "fragment " + numbered("F", i) + " on Subscription { ..." + numbered("F", i + 1) + " }";
  });
  const std::string text = "subscription { ...F0 } " + chain + "fragment F5000 on Subscription ";
  EXPECT_TRUE(abuses(text + "{ noteAdded { id } }").empty());
  EXPECT_EQ(abuses(text + "{ noteAdded { id } __typename }").size(), 2U);
}

TEST(abuse, follows_a_long_chain_of_fragments_of_introspection) {
  const std::string chain = repeated(5000, [](int i) {
    return "fragment " + numbered("F", i) + " on __Type { ofType { ..." + numbered("F", i + 1) +
           " } }";
  });
  const std::string text = "{ __type(name: \"A\") { fields { type { interfaces { ...F0 } } } } } " +
                           chain + "fragment F5000 on __Type ";
  EXPECT_TRUE(abuses(text + "{ name }").empty());
  EXPECT_EQ(abuses(text + "{ possibleTypes { name } }").size(), 1U);
}

TEST(abuse, takes_thousands_of_spreads_between_types_of_many_objects) {
  const std::string objects = repeated(1000, [](int i) {
    return "type " + numbered("A", i) + " { a: Int } type " + numbered("B", i) + " { a: Int }";
  });
  const auto members = [](std::string name) {
    return repeated(1000, [&](int i) { return "| " + numbered(name, i); });
  };
  const auto schema =
      documents::schema_of("type Query { a: As } " + objects + "union As = " + members("A") +
                           "union Bs = " + members("B"));
  EXPECT_EQ(
      documents::errors_of(
          schema, "{ a { " + repeated(many, [](int) { return "... on Bs { __typename }"; }) + "} }")
          .size(),
      max_errors);
}

TEST(abuse, looks_up_thousands_of_fields_and_arguments) {
  const auto schema = documents::schema_of(
      "type Query { " + repeated(2000, [](int i) { return numbered("f", i) + ": Int"; }) + "all(" +
      repeated(2000, [](int i) { return numbered("a", i) + ": Int! = 1"; }) + "by: By): Int } " +
      "input By { " + repeated(2000, [](int i) { return numbered("b", i) + ": Int"; }) + "}");
  EXPECT_TRUE(
      documents::errors_of(
          schema, "{ " + repeated(many, [](int i) { return numbered("f", i % 2000); }) + "all(" +
                      repeated(2000, [](int i) { return numbered("a", i) + ": 1"; }) + "by: {" +
                      repeated(2000, [](int i) { return numbered("b", i) + ": 1"; }) + "}) }")
          .empty());
}

TEST(abuse, takes_thousands_of_definitions) {
  const std::string types = repeated(many, [](int i) {
    return "type " + numbered("T", i) + " { a: " + numbered("T", i / 2) + " }";
  });
  EXPECT_EQ(type_system_errors(types), 0U);
  EXPECT_EQ(type_system_errors(types + types), max_errors);
  EXPECT_EQ(type_system_errors(
                types +
                repeated(many, [](int i) { return "extend scalar " + numbered("T", i) + " @x"; })),
            max_errors);
  EXPECT_EQ(
      type_system_errors(repeated(
          many,
          [](int i) { return "type " + numbered("T", i) + " { a: " + numbered("U", i) + " }"; })),
      max_errors);
}

TEST(abuse, takes_thousands_of_parts_of_a_definition) {
  const auto names = [](std::string name, const std::string& after) {
    return repeated(many, [&](int i) { return numbered(name, i) + after; });
  };
  const std::string values = names("X", "");
  const std::string fields = names("f", ": Int");
  EXPECT_EQ(type_system_errors("enum E { " + values + "}"), 0U);
  EXPECT_EQ(type_system_errors("enum E { " + values + values + "}"), max_errors);
  EXPECT_EQ(type_system_errors("type T { " + fields + "}"), 0U);
  EXPECT_EQ(type_system_errors("type T { " + fields + fields + "}"), max_errors);
  EXPECT_EQ(type_system_errors("type T { f(" + fields + "): Int }"), 0U);
  EXPECT_EQ(type_system_errors("type T { f(" + fields + fields + "): Int }"), max_errors);
  EXPECT_EQ(type_system_errors("extend type T @x { " + fields + "}"), 2U);
}

TEST(abuse, takes_thousands_of_directives_of_a_definition) {
  const std::string defined = repeated(
      many, [](int i) { return "directive " + numbered("@d", i) + "(a: Int!) on OBJECT"; });
  const auto used = [](const std::string& arguments) {
    return repeated(many, [&](int i) { return numbered("@d", i) + arguments; });
  };
  EXPECT_EQ(type_system_errors(defined + "type T " + used("(a: 1)") + "{ a: Int }"), 0U);
  EXPECT_EQ(type_system_errors(defined + "type T " + used("") + "{ a: Int }"), max_errors);
  EXPECT_EQ(type_system_errors("type T " + used("") + "{ a: Int }"), max_errors);
  EXPECT_EQ(type_system_errors("directive @d(" +
                               repeated(many, [](int i) { return numbered("a", i) + ": Int!"; }) +
                               ") on OBJECT type T @d(" +
                               repeated(many, [](int i) { return numbered("a", i) + ": 1"; }) +
                               ") { a: Int }"),
            0U);
}

}  // namespace
}  // namespace fraiseql::validation
