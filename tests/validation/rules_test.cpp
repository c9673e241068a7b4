// Every rule against what graphql-js says of the same documents.
//
// rules/<RuleName>.jsonl holds the cases of documents for schema.graphql, one a line: a
// name, a document, the locations of each error that graphql-js 17.1 gives with all of its
// rules, and "alone" those of the one rule. type_system_rules/<RuleName>.jsonl holds those of
// documents that define a type system, with the errors of graphql-js's validateSDL. Messages
// are ours, so they are compared further below. Documents made to be expensive are in
// abuse_test.cpp.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "json/read.hpp"
#include "validation/documents.hpp"

namespace fraiseql::validation {
namespace {

const std::string here = FRAISEQL_SOURCE_DIR "/tests/validation/";

std::string read_file(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

const std::shared_ptr<const schema::schema>& test_schema() {
  static const std::shared_ptr<const schema::schema> made =
      documents::schema_of(read_file(here + "schema.graphql"));
  return made;
}

std::vector<graphql_error> errors_of(std::string_view text, const validate_options& options = {}) {
  return documents::errors_of(test_schema(), text, options);
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

std::string messages_of(const std::vector<graphql_error>& errors) {
  std::string messages;
  for (const graphql_error& error : errors) {
    EXPECT_EQ(error.code, error_code::graphql_validation_failed);
    messages += error.message + "\n";
  }
  return messages;
}

template <class Check>
void check_cases(const std::string& path, Check check) {
  std::ifstream file(path);
  std::size_t cases = 0;
  for (std::string line; std::getline(file, line); ++cases) {
    auto one = json::read(line);
    ASSERT_TRUE(one.ok()) << line;
    const std::string& document = *one->find("document")->get<std::string>();
    SCOPED_TRACE(*one->find("name")->get<std::string>() + "\n" + document);
    check(*one, documents::parsed(document));
  }
  EXPECT_GE(cases, 1U);
}

class rules : public testing::TestWithParam<std::string> {};

TEST_P(rules, say_what_graphql_js_says) {
  check_cases(here + "rules/" + GetParam() + ".jsonl", [](const json::value& one, auto document) {
    const auto errors = documents::errors_of(test_schema(), document);
    EXPECT_EQ(places_of(errors), places_of(*one.find("errors"))) << messages_of(errors);
  });
}

TEST_P(rules, say_alone_what_graphql_js_says) {
  check_cases(here + "rules/" + GetParam() + ".jsonl", [](const json::value& one, auto document) {
    const auto errors = validate_rule(*document, *test_schema(), GetParam());
    EXPECT_EQ(places_of(errors), places_of(*one.find("alone"))) << messages_of(errors);
    EXPECT_EQ(places_of(validate_rule(*document, *test_schema(), GetParam() + "Rule")),
              places_of(errors));
  });
}

class type_system_rules : public testing::TestWithParam<std::string> {};

TEST_P(type_system_rules, say_what_graphql_js_says) {
  check_cases(here + "type_system_rules/" + GetParam() + ".jsonl",
              [](const json::value& one, auto document) {
                const auto errors = validate_type_system(*document);
                EXPECT_EQ(places_of(errors), places_of(*one.find("errors"))) << messages_of(errors);
              });
}

std::vector<std::string> files_of(const std::string& directory) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(here + directory)) {
    names.push_back(entry.path().stem().string());
  }
  std::ranges::sort(names);
  return names;
}

INSTANTIATE_TEST_SUITE_P(graphql_js, rules, testing::ValuesIn(files_of("rules")),
                         [](const auto& one) { return one.param; });
INSTANTIATE_TEST_SUITE_P(graphql_js, type_system_rules,
                         testing::ValuesIn(files_of("type_system_rules")),
                         [](const auto& one) { return one.param; });

TEST(validate, has_cases_for_every_rule) {
  std::vector<std::string> names(rule_names().begin(), rule_names().end());
  std::erase(names, "NoSchemaIntrospectionCustom");  // only where asked for: introspect_test.cpp
  std::ranges::sort(names);
  EXPECT_EQ(files_of("rules"), names);
}

std::string first_message(std::string_view text, const validate_options& options = {}) {
  const std::vector<graphql_error> errors = errors_of(text, options);
  return errors.empty() ? "" : errors.front().message;
}

// A document, the message of its first error, and the suggestion behind that.
struct suggestion_case {
  std::string_view document;
  std::string message;
  std::string suggestion;
};

const std::vector<suggestion_case>& suggestion_cases() {
  static const std::vector<suggestion_case> cases = {
      {"{ notes { titel } }", R"(unknown field "titel" on type "Note")",
       R"(; did you mean "title"?)"},
      {"{ pet { nane } }", R"(unknown field "nane" on type "Pet")", R"(; did you mean "name"?)"},
      {"{ pet { barks } }", R"(unknown field "barks" on type "Pet")",
       R"(; did you mean to use an inline fragment on "Dog"?)"},
      {"{ pet { owner { name } } }", R"(unknown field "owner" on type "Pet")",
       R"(; did you mean to use an inline fragment on "Dog" or "Cat"?)"},
      {"{ anything { name } }", R"(unknown field "name" on type "Anything")",
       R"(; did you mean to use an inline fragment on "Pet", "Named" or "Dog"?)"},
      {"{ anything { nothing } }", R"(unknown field "nothing" on type "Anything")", ""},
      {"{ notes(limt: 1) { title } }", R"(unknown argument "limt" on field "Query.notes")",
       R"(; did you mean "limit"?)"},
      {"{ notes @skip(iff: true, if: true) { id } }",
       R"(unknown argument "iff" on directive "@skip")", R"(; did you mean "if"?)"},
      {"{ notes @skp(if: true) { id } }", R"(unknown directive "@skp")",
       R"(; did you mean "@skip"?)"},
      {"{ notes { ... on Nota { id } } }", R"(unknown type "Nota")", R"(; did you mean "Note"?)"},
      {"{ notes { ...Parts } } fragment Part on Note { id }", R"(unknown fragment "Parts")",
       R"(; did you mean "Part"?)"},
      {"{ paint(color: REDD) }", R"(Color has no value "REDD")", R"(; did you mean "RED"?)"},
      {R"(mutation { createNote(input: {title: "a", titel: "b"}) { id } })",
       R"(unknown field "titel" in an object of type "CreateNote")", R"(; did you mean "title"?)"},
  };
  return cases;
}

TEST(validate, names_the_thing_and_what_was_meant) {
  for (const suggestion_case& one : suggestion_cases()) {
    EXPECT_EQ(first_message(one.document), one.message + one.suggestion);
  }
}

TEST(validate, keeps_suggestions_to_itself_where_they_are_hidden) {
  for (const suggestion_case& one : suggestion_cases()) {
    EXPECT_EQ(first_message(one.document, {.suggestions = suggestions::hidden}), one.message);
  }
}

TEST(validate, says_why_fields_conflict) {
  EXPECT_EQ(first_message("{ notes { x: title x: body } }"),
            R"(fields "x" conflict: "title" and "body" are different fields; )"
            "use different aliases to select both");
}

TEST(validate_type_system, names_the_thing_and_what_was_meant) {
  const auto message = [](std::string_view text, const validate_options& options = {}) {
    const auto errors = validate_type_system(*documents::parsed(text), options);
    return errors.empty() ? "" : errors.front().message;
  };
  EXPECT_EQ(message("type A { a: Strin }"), R"(unknown type "Strin"; did you mean "String"?)");
  EXPECT_EQ(message("type A { a: Int @depricated }"),
            R"(unknown directive "@depricated"; did you mean "@deprecated"?)");
  EXPECT_EQ(message("type Note { a: Int } extend type Nota { b: Int }"),
            R"(type "Nota" cannot be extended, it is not defined; did you mean "Note"?)");
  EXPECT_EQ(message("type A { a: Strin }", {.suggestions = suggestions::hidden}),
            R"(unknown type "Strin")");
  EXPECT_EQ(message("scalar A extend type A { b: Int }"),
            R"(type "A" is defined with "scalar"; write "extend scalar")");
  EXPECT_EQ(message("enum A { X X }"), R"(there can be only one value of "A" named "X")");
}

TEST(validate_rule, knows_its_names) {
  EXPECT_EQ(rule_names().size(), 29U);
  EXPECT_EQ(rule_names().front(), "ExecutableDefinitions");
  const auto document = documents::parsed("{ notes { nothing } }");
  const auto errors = validate_rule(*document, *test_schema(), "ScalarLeaves");
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].code, error_code::bad_user_input);
  EXPECT_EQ(errors[0].message,
            R"(there is no rule named "ScalarLeaves"; did you mean "ScalarLeafs"?)");
  EXPECT_EQ(validate_rule(*document, *test_schema(), "FieldsOnCorrectType").size(), 1U);
  EXPECT_TRUE(validate_rule(*document, *test_schema(), "ScalarLeafs").empty());
}

TEST(validate, refuses_operations_that_the_schema_has_no_root_for) {
  const auto schema = documents::schema_of("type Query { a: Int }");
  EXPECT_TRUE(documents::errors_of(schema, "{ a }").empty());
  for (const char* text : {"mutation { a }", "subscription { a }"}) {
    EXPECT_EQ(places_of(documents::errors_of(schema, text)), places{"1:1 "}) << text;
  }
}

TEST(validate, gives_the_proof_of_a_legal_document) {
  const auto document = documents::parsed("{ notes { title } }");
  const auto proven = validate(document, test_schema(), {.suggestions = suggestions::hidden});
  ASSERT_TRUE(proven.ok());
  EXPECT_EQ(&proven->document(), document.get());
  EXPECT_EQ(&proven->schema(), test_schema().get());
  EXPECT_EQ(proven->options().suggestions, suggestions::hidden);
}

TEST(validate, refuses_a_variable_of_more_lists_than_a_type_can_have) {
  const auto text = [](std::size_t lists) {
    return "query ($x: " + std::string(lists, '[') + "Int" + std::string(lists, ']') +
           ") { notes(limit: $x) { id } }";
  };
  EXPECT_EQ(errors_of(text(schema::max_list_depth)).size(), 1U);
  EXPECT_EQ(places_of(errors_of(text(schema::max_list_depth + 1U))), places{"1:12 "});
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

}  // namespace
}  // namespace fraiseql::validation
