// Every rule against what graphql-js says of the same documents and the same schema.
//
// rules/<RuleName>.jsonl holds the cases, one a line: a name, a document and the
// locations of each error that graphql-js 17.1 gives with all of its rules. Messages are
// ours, so only a few are compared here. Documents made to be expensive follow: those
// tests end or hang.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "json/read.hpp"
#include "language/parser.hpp"
#include "schema/builder.hpp"
#include "validation/validate.hpp"

namespace fraiseql::validation {
namespace {

using schema::type_use;

// The builder has no call yet that takes lists or objects inside its input; the rules
// must know them all the same, so `createNote` is given such an input afterwards.
void take_nested_input(const schema::schema& built) {
  const schema::field* field = built.mutation_type()->find_field("createNote");
  const_cast<schema::input_value&>(field->arguments.at(0)).type.named =
      built.find_type("CreateNote");
}

// The SDL of this is the schema of the .jsonl files.
std::shared_ptr<const schema::schema> make_schema() {
  const auto of = [](std::string name) { return type_use{.name = std::move(name)}; };
  const auto non_null = [](std::string name) {
    return type_use{.name = std::move(name), .non_null = 1};
  };
  schema::schema_builder builder;
  builder.add({.name = "Author",
               .fields = {{"id", non_null("ID")},
                          {"name", non_null("String")},
                          {"age", of("Int")},
                          {"best", of("Note")}},
               .source = schema::relation{.name = "tv_author"},
               .origin = "test"});
  builder.add({.name = "Note",
               .fields = {{"id", non_null("ID")},
                          {"identifier", non_null("String")},
                          {"title", non_null("String")},
                          {"body", of("String")},
                          {"views", non_null("Int")},
                          {"rating", of("Float")},
                          {"pinned", of("Boolean")},
                          {"tags", {.name = "String", .list_depth = 1, .non_null = 3}},
                          {"author", of("Author")},
                          {"parent", of("Note")}},
               .source = schema::relation{.name = "tv_note"},
               .origin = "test"});
  builder.add(schema::input_object_declaration{
      .name = "AuthorInput",
      .fields = {{.name = "name", .type = non_null("String")}, {.name = "age", .type = of("Int")}},
      .origin = "test"});
  builder.add(schema::input_object_declaration{
      .name = "CreateNote",
      .fields = {{.name = "title", .type = non_null("String")},
                 {.name = "body", .type = of("String")},
                 {.name = "views", .type = of("Int")},
                 {.name = "rating", .type = of("Float")},
                 {.name = "pinned",
                  .type = non_null("Boolean"),
                  .default_value = json::value(false)},
                 {.name = "tags", .type = {.name = "String", .list_depth = 1, .non_null = 1}},
                 {.name = "grid", .type = {.name = "Int", .list_depth = 2}},
                 {.name = "author", .type = of("AuthorInput")},
                 {.name = "authors", .type = {.name = "AuthorInput", .list_depth = 1}}},
      .origin = "test"});
  builder.add_query(schema::find_declaration{.name = "notes", .object = "Note", .origin = "test"});
  builder.add_query(
      schema::find_one_declaration{.name = "note", .object = "Note", .origin = "test"});
  builder.add_query(
      schema::find_one_declaration{.name = "author", .object = "Author", .origin = "test"});
  builder.add_mutation({.name = "createNote",
                        .object = "Note",
                        .input = "AuthorInput",
                        .function = "create_note",
                        .origin = "test"});
  auto built = std::move(builder).build();
  if (!built.ok()) {
    for (const schema::schema_error& one : built.error()) ADD_FAILURE() << one.message;
    return nullptr;
  }
  take_nested_input(**built);
  return *built;
}

const std::shared_ptr<const schema::schema>& test_schema() {
  static const std::shared_ptr<const schema::schema> made = make_schema();
  return made;
}

std::vector<graphql_error> errors_of(std::string_view text) {
  auto parsed = language::parse(text, {.tokens = 1'000'000});
  if (!parsed.ok()) {
    ADD_FAILURE() << parsed.error().message;
    return {};
  }
  auto proven =
      validate(std::make_shared<language::document>(std::move(parsed).value()), test_schema());
  return proven.ok() ? std::vector<graphql_error>() : proven.error();
}

// Each error as the text of its locations, in one order for ours and theirs.
using places = std::vector<std::string>;

places places_of(const std::vector<graphql_error>& errors) {
  places all;
  for (const graphql_error& error : errors) {
    std::string text;
    for (const source_location& at : error.locations) {
      text += std::to_string(at.line) + ":" + std::to_string(at.column) + " ";
    }
    all.push_back(std::move(text));
  }
  std::ranges::sort(all);
  return all;
}

places places_of(const json::value& expected) {
  places all;
  for (const json::value& error : *expected.get<json::array>()) {
    std::string text;
    for (const json::value& at : *error.get<json::array>()) {
      text += at.find("line")->get<json::number>()->text + ":" +
              at.find("column")->get<json::number>()->text + " ";
    }
    all.push_back(std::move(text));
  }
  std::ranges::sort(all);
  return all;
}

class rules : public testing::TestWithParam<std::string> {};

TEST_P(rules, say_what_graphql_js_says) {
  std::ifstream file(std::string(FRAISEQL_SOURCE_DIR "/tests/validation/rules/") + GetParam() +
                     ".jsonl");
  std::size_t cases = 0;
  for (std::string line; std::getline(file, line); ++cases) {
    auto one = json::read(line);
    ASSERT_TRUE(one.ok()) << line;
    const std::string& document = *one->find("document")->get<std::string>();
    const std::vector<graphql_error> errors = errors_of(document);
    std::string messages;
    for (const graphql_error& error : errors) {
      EXPECT_EQ(error.code, error_code::graphql_validation_failed);
      messages += error.message + "\n";
    }
    EXPECT_EQ(places_of(errors), places_of(*one->find("errors")))
        << *one->find("name")->get<std::string>() << "\n"
        << document << "\n"
        << messages;
  }
  EXPECT_GE(cases, 2U);
}

std::vector<std::string> rule_names() {
  std::vector<std::string> names;
  for (const auto& entry :
       std::filesystem::directory_iterator(FRAISEQL_SOURCE_DIR "/tests/validation/rules")) {
    names.push_back(entry.path().stem().string());
  }
  std::ranges::sort(names);
  return names;
}

INSTANTIATE_TEST_SUITE_P(graphql_js, rules, testing::ValuesIn(rule_names()),
                         [](const auto& one) { return one.param; });

std::string first_message(std::string_view text) {
  const std::vector<graphql_error> errors = errors_of(text);
  return errors.empty() ? "" : errors.front().message;
}

TEST(validate, names_the_thing_and_what_was_meant) {
  EXPECT_EQ(first_message("{ notes { titel } }"),
            R"(unknown field "titel" on type "Note"; did you mean "title"?)");
  EXPECT_EQ(first_message("{ notes(limt: 1) { title } }"),
            R"(unknown argument "limt" on field "Query.notes"; did you mean "limit"?)");
  EXPECT_EQ(first_message(R"(mutation { createNote(input: {titel: "a", title: "b"}) { id } })"),
            R"(unknown field "titel" in an object of type "CreateNote"; did you mean "title"?)");
  EXPECT_EQ(first_message("{ notes { x: title x: body } }"),
            R"(fields "x" conflict: "title" and "body" are different fields; )"
            "use different aliases to select both");
}

TEST(validate, gives_the_proof_of_a_legal_document) {
  auto parsed = language::parse("{ notes { title } }");
  ASSERT_TRUE(parsed.ok());
  auto document = std::make_shared<language::document>(std::move(parsed).value());
  auto proven = validate(document, test_schema());
  ASSERT_TRUE(proven.ok());
  EXPECT_EQ(&proven->document(), document.get());
  EXPECT_EQ(&proven->schema(), test_schema().get());
}

TEST(validate, refuses_introspection_fields_that_the_schema_does_not_have_yet) {
  EXPECT_EQ(errors_of("{ __schema { types { name } } }").size(), 1U);
}

// graphql-js overlooks these (variables_in_allowed_position.cpp).
TEST(validate, refuses_a_nullable_variable_for_the_one_field_of_a_wrapped_one_of_object) {
  EXPECT_EQ(
      places_of(errors_of("query ($d: OrderDirection) { notes(orderBy: [{id: $d}]) { id } }")),
      places{"1:8 1:51 "});
  EXPECT_EQ(
      places_of(errors_of("query ($d: OrderDirection = ASC) { notes(orderBy: {id: $d}) { id } }")),
      places{"1:8 1:56 "});
}

TEST(validate, refuses_a_variable_of_more_lists_than_a_type_can_have) {
  EXPECT_EQ(errors_of("query ($x: [[[[[[[Int]]]]]]]) { notes(limit: $x) { id } }").size(), 1U);
  EXPECT_EQ(places_of(errors_of("query ($x: [[[[[[[[Int]]]]]]]]) { notes(limit: $x) { id } }")),
            places{"1:12 "});
}

TEST(validate, collects_a_hundred_errors_and_drops_the_rest) {
  std::string text = "{ notes {";
  for (std::size_t i = 0; i < max_errors - 1; ++i) text += " nothing" + std::to_string(i);
  EXPECT_EQ(errors_of(text + " } }").size(), max_errors - 1);
  EXPECT_EQ(errors_of(text + " a } }").size(), max_errors);
  EXPECT_EQ(errors_of(text + " a b } }").size(), max_errors);
}

TEST(validate, names_the_first_places_of_a_long_cycle) {
  std::string text = "{ notes { ...F0 } }";
  for (int i = 0; i < 1000; ++i) {
    text += " fragment F" + std::to_string(i) + " on Note { ...F" + std::to_string((i + 1) % 1000) +
            " }";
  }
  const auto errors = errors_of(text);
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].locations.size(), 40U);
  EXPECT_EQ(
      errors[0].message,
      R"(fragment "F0" cannot be spread within itself via "F1", "F2", "F3", "F4", "F5", others)");
}

TEST(validate, follows_a_long_chain_of_fragments) {
  std::string text = "{ notes { ...F0 title } }";
  for (int i = 0; i < 5000; ++i) {
    text += " fragment F" + std::to_string(i) + " on Note { ...F" + std::to_string(i + 1) + " }";
  }
  EXPECT_TRUE(errors_of(text + " fragment F5000 on Note { title }").empty());
  EXPECT_EQ(errors_of(text + " fragment F5000 on Note { title: body }").size(), 1U);
}

TEST(validate, never_expands_nested_fragments) {
  std::string text = "{ note { ...F0 } }";
  for (int i = 0; i < 18; ++i) {
    const std::string next = "...F" + std::to_string(i + 1);
    text += " fragment F" + std::to_string(i) + " on Note { parent { " + next + " } parent { " +
            next + " } other: parent { " + next + " } }";
  }
  EXPECT_TRUE(errors_of(text + " fragment F18 on Note { title }").empty());
  EXPECT_EQ(errors_of(text + " fragment F18 on Note { title nothing }").size(), 1U);
}

TEST(validate, merges_thousands_of_equal_fields) {
  std::string leaves;
  std::string objects;
  for (int i = 0; i < 5000; ++i) leaves += " title";
  for (int i = 0; i < 2000; ++i) objects += " author { name }";
  EXPECT_TRUE(errors_of("{ notes {" + leaves + objects + " } }").empty());
  EXPECT_EQ(errors_of("{ notes {" + leaves + " title: body } }").size(), max_errors);
}

TEST(validate, gives_up_on_fields_that_overlap_in_too_many_ways) {
  std::string text = "{ notes {";
  for (int i = 0; i < 2000; ++i) text += " author { a" + std::to_string(i) + ": name }";
  const auto errors = errors_of(text + " } }");
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_NE(errors[0].message.find("overlap too often"), std::string::npos);
}

TEST(validate, does_not_exhaust_the_stack_on_fragments_that_nest_fields) {
  std::string text = "{ note { ...A0 ...B0 } }";
  for (int i = 0; i < 3000; ++i) {
    for (const char* side : {"A", "B"}) {
      const std::string name = side + std::to_string(i);
      const std::string next = side + std::to_string(i + 1);
      text += " fragment " + name + " on Note { parent { ..." + next + " } }";
    }
  }
  text += " fragment A3000 on Note { title } fragment B3000 on Note { title }";
  EXPECT_EQ(errors_of(text).size(), 1U);
}

TEST(validate, takes_thousands_of_directives_and_unknown_names) {
  std::string known;
  std::string unknown;
  for (int i = 0; i < 10'000; ++i) {
    known += " title @skip(if: false)";
    unknown += " @nothing" + std::to_string(i);
  }
  EXPECT_TRUE(errors_of("{ notes {" + known + " } }").empty());
  EXPECT_EQ(errors_of("{ notes { title" + unknown + " } }").size(), max_errors);
}

TEST(validate, checks_many_operations_that_share_many_fragments) {
  std::string text;
  for (int i = 0; i < 500; ++i) {
    text += " query Q" + std::to_string(i) + "($s: Boolean!) { note { ...F0 } }";
  }
  for (int i = 0; i < 500; ++i) {
    text += " fragment F" + std::to_string(i) + " on Note { title @skip(if: $s) ...F" +
            std::to_string(i + 1) + " }";
  }
  EXPECT_TRUE(errors_of(text + " fragment F500 on Note { title }").empty());
}

}  // namespace
}  // namespace fraiseql::validation
