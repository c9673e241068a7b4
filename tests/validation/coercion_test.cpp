// Which variables are taken and what becomes of them was compared with graphql-js 17.1.0.
#include "validation/coercion.hpp"

#include <gtest/gtest.h>

#include "json/write.hpp"
#include "validation/sample.hpp"

namespace fraiseql::validation {
namespace {

using sample::prove;
using sample::read;

// The first variable's coerced value as JSON; "absent"; or the errors, a line each.
std::string words_of(const result<json::variables, std::vector<graphql_error>>& made) {
  if (made) return made->front() ? json::to_text(*made->front()) : "absent";
  std::string all;
  for (const graphql_error& error : made.error()) {
    EXPECT_EQ(error.code, error_code::bad_user_input);
    all += all.empty() ? error.message : "\n" + error.message;
  }
  return all;
}

// From a tree and from a text that none was made of, which must be the same.
std::string coerced(std::string_view document_text, std::string_view variables) {
  const validated_document document = prove(document_text);
  const language::operation_node& operation = *document.document().operations().front();
  json::flat reading;
  EXPECT_TRUE(reading.read(variables)) << variables;
  const json::value tree = read(variables);
  std::string from_tree = words_of(coerce_variables(document, operation, tree));
  EXPECT_EQ(words_of(coerce_variables(document, operation, json::item(reading))), from_tree);
  return from_tree;
}

// A document that declares `$v` as `type` and gives it to a field of CreateNote, or, as
// "orders", "order" and "direction", to the orderBy of notes or a part of it.
std::string document_of(std::string_view type, std::string_view field) {
  const std::string query = "query($v: " + std::string(type) + ") { notes(orderBy: ";
  if (field == "orders") return query + "$v) { id } }";
  if (field == "order") return query + "[$v]) { id } }";
  if (field == "direction") return query + "[{title: $v}]) { id } }";
  return "mutation($v: " + std::string(type) + ") { createNote(input: {title: \"t\", " +
         std::string(field) + ": $v}) { id } }";
}

std::string as(std::string_view type, std::string_view field, std::string_view variables) {
  return coerced(document_of(type, field), variables);
}

std::string create_note(const std::string& input) {
  return coerced("mutation($input: CreateNote!) { createNote(input: $input) { id } }",
                 R"({"input":)" + input + "}");
}

TEST(variables, tells_absent_from_null_and_takes_the_default_only_where_absent) {
  EXPECT_EQ(as("Int", "n", "{}"), "absent");
  EXPECT_EQ(as("Int", "n", "null"), "absent");
  EXPECT_EQ(as("Int", "n", R"({"v":null})"), "null");
  EXPECT_EQ(as("Int = 3", "n", "{}"), "3");
  EXPECT_EQ(as("Int = 3", "n", R"({"v":null})"), "null");
  EXPECT_EQ(as("Int! = 3", "n", "{}"), "3");
  EXPECT_EQ(as("Int! = 3", "n", R"({"v":4})"), "4");
}

TEST(variables, ignores_what_the_operation_does_not_declare) {
  EXPECT_EQ(as("Int", "n", R"({"V":1,"other":{}})"), "absent");
}

TEST(variables, refuses_null_and_absence_of_a_non_null_variable) {
  EXPECT_EQ(as("Int!", "n", "{}"),
            "variable \"$v\" of type \"Int!\" is required but was not provided");
  EXPECT_EQ(as("Int!", "n", R"({"v":null})"),
            "variable \"$v\" got an invalid value: expected a non-null Int");
  EXPECT_EQ(as("Int! = 3", "n", R"({"v":null})"),
            "variable \"$v\" got an invalid value: expected a non-null Int");
}

TEST(variables, must_be_an_object_or_null) {
  EXPECT_EQ(as("Int", "n", "[1]"), "variables must be an object or null, not a list");
}

TEST(variables, makes_a_list_of_a_single_value) {
  EXPECT_EQ(as("[Int]", "numbers", R"({"v":1})"), "[1]");
  EXPECT_EQ(as("[Int]", "numbers", R"({"v":[1,null]})"), "[1,null]");
  EXPECT_EQ(as("[Int]", "numbers", R"({"v":null})"), "null");
  EXPECT_EQ(as("[Int]", "numbers", R"({"v":[]})"), "[]");
  EXPECT_EQ(as("[Int]", "numbers", R"({"v":[[1]]})"),
            "variable \"$v\" got an invalid value at \"v[0]\": Int cannot represent a non-integer "
            "value: a list");
}

TEST(variables, coerces_nested_lists_as_the_specification_tabulates) {
  EXPECT_EQ(as("[[Int]]", "grid", R"({"v":1})"), "[[1]]");
  EXPECT_EQ(as("[[Int]]", "grid", R"({"v":[1,2]})"), "[[1],[2]]");
  EXPECT_EQ(as("[[Int]]", "grid", R"({"v":[[1],2]})"), "[[1],[2]]");
  EXPECT_EQ(as("[[Int]]", "grid", R"({"v":[[1,2],[null]]})"), "[[1,2],[null]]");
  EXPECT_EQ(as("[[Int]]", "grid", R"({"v":[null]})"), "[null]");
}

TEST(variables, refuses_null_inside_a_list_of_non_null_items) {
  EXPECT_EQ(as("[Int!]!", "numbers", R"({"v":1})"), "[1]");
  EXPECT_EQ(as("[Int!]!", "numbers", R"({"v":[1,null]})"),
            "variable \"$v\" got an invalid value at \"v[1]\": expected a non-null Int");
  EXPECT_EQ(as("[Int!]!", "numbers", R"({"v":null})"),
            "variable \"$v\" got an invalid value: expected a non-null [Int!]");
}

TEST(variables, takes_enumerations_as_strings) {
  EXPECT_EQ(as("OrderDirection!", "direction", R"({"v":"DESC"})"), "\"DESC\"");
  EXPECT_EQ(as("OrderDirection!", "direction", R"({"v":"DESK"})"),
            "variable \"$v\" got an invalid value: OrderDirection has no value \"DESK\"; did you "
            "mean \"DESC\"?");
  EXPECT_NE(as("OrderDirection!", "direction", R"({"v":1})"), "1");
}

TEST(variables, takes_any_json_as_json) {
  EXPECT_EQ(as("JSON", "extra", R"({"v":{"a":[1,null]}})"), R"({"a":[1,null]})");
}

TEST(variables, orders_the_fields_of_an_object_and_fills_in_defaults) {
  EXPECT_EQ(create_note(R"({"body":"b","title":"t"})"), R"({"title":"t","body":"b","n":7})");
  EXPECT_EQ(create_note(R"({"title":"t","n":null})"), R"({"title":"t","n":null})");
  EXPECT_EQ(create_note(R"({"title":"t","inner":{"a":1}})"),
            R"({"title":"t","n":7,"inner":{"a":1,"b":"x"}})");
  EXPECT_EQ(create_note(R"({"title":"t","inners":{"a":1},"tags":"x","grid":[1,[2]]})"),
            R"({"title":"t","n":7,"tags":["x"],"grid":[[1],[2]],"inners":[{"a":1,"b":"x"}]})");
}

TEST(variables, coerces_the_default_of_the_document_too) {
  EXPECT_EQ(as("Inner = {c: 3, a: 1}", "inner", "{}"), R"({"a":1,"b":"x","c":[3]})");
  EXPECT_EQ(as("[[Int]] = [1, [2]]", "grid", "{}"), "[[1],[2]]");
  EXPECT_EQ(as("OrderDirection! = ASC", "direction", "{}"), "\"ASC\"");
  EXPECT_EQ(as("Int = null", "n", "{}"), "null");
}

TEST(variables, names_the_field_that_is_missing_null_or_unknown) {
  EXPECT_EQ(
      create_note("{}"),
      "variable \"$input\" got an invalid value at \"input.title\": expected a non-null String");
  EXPECT_EQ(
      create_note(R"({"title":null})"),
      "variable \"$input\" got an invalid value at \"input.title\": expected a non-null String");
  EXPECT_EQ(create_note(R"({"title":"t","boddy":1})"),
            "variable \"$input\" got an invalid value: the field \"boddy\" is unknown to CreateNote"
            "; did you mean \"body\"?");
  EXPECT_EQ(
      create_note(R"({"title":"t","inners":[{"a":1},{}]})"),
      "variable \"$input\" got an invalid value at \"input.inners[1].a\": expected a non-null "
      "Int");
  EXPECT_EQ(
      create_note("[]"),
      "variable \"$input\" got an invalid value: expected an object of type CreateNote, not a "
      "list");
}

TEST(variables, takes_exactly_one_field_of_a_one_of_object) {
  EXPECT_EQ(as("NoteOrderByInput!", "order", R"({"v":{"title":"ASC"}})"), R"({"title":"ASC"})");
  constexpr std::string_view one =
      "variable \"$v\" got an invalid value: expected exactly one field of NoteOrderByInput";
  constexpr std::string_view null =
      "variable \"$v\" got an invalid value: the one field of NoteOrderByInput must not be null";
  EXPECT_EQ(as("NoteOrderByInput!", "order", "{\"v\":{}}"), one);
  EXPECT_EQ(as("NoteOrderByInput!", "order", R"({"v":{"title":null}})"), null);
  EXPECT_EQ(as("NoteOrderByInput!", "order", R"({"v":{"title":"ASC","body":"ASC"}})"), one);
  EXPECT_EQ(as("NoteOrderByInput!", "order", R"({"v":{"title":"ASC","body":null}})"), one);
  EXPECT_EQ(as("NoteOrderByInput!", "order", R"({"v":{"title":null,"body":"ASC"}})"),
            std::string(one) + "\n" + std::string(null));
}

TEST(variables, reports_all_that_is_wrong_at_once) {
  EXPECT_EQ(
      create_note(R"({"n":"x","tags":[1,null],"titel":"t"})"),
      "variable \"$input\" got an invalid value: the field \"titel\" is unknown to "
      "CreateNote; did you mean \"title\"?\n"
      "variable \"$input\" got an invalid value at \"input.title\": expected a non-null "
      "String\n"
      "variable \"$input\" got an invalid value at \"input.n\": Int cannot represent a "
      "non-integer value: \"x\"\n"
      "variable \"$input\" got an invalid value at \"input.tags[0]\": String cannot represent "
      "a non-string value: 1\n"
      "variable \"$input\" got an invalid value at \"input.tags[1]\": expected a non-null "
      "String");
}

TEST(variables, locates_the_definition) {
  const validated_document document =
      prove("query($a: Int,\n  $b: Int) { notes(limit: $a, offset: $b) { id } }");
  const auto made = coerce_variables(document, *document.document().operations().front(),
                                     read(R"({"a":1,"b":"x"})"));
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.error().front().locations, std::vector({source_location{.line = 2, .column = 3}}));
}

TEST(variables, stops_at_the_bound_of_errors) {
  const auto errors_of = [](std::size_t wrong) {
    std::string items;
    for (std::size_t i = 0; i < wrong; ++i) items += i == 0 ? "true" : ",true";
    const validated_document document =
        prove("mutation($v: [Int]) { createNote(input: {title: \"t\", numbers: $v}) { id } }");
    const auto made = coerce_variables(document, *document.document().operations().front(),
                                       read("{\"v\":[" + items + "]}"));
    return made ? 0 : made.error().size();
  };
  EXPECT_EQ(errors_of(max_errors), max_errors);
  EXPECT_EQ(errors_of(max_errors + 1), max_errors);
}

// A table is made of many, and each is found in it like one among few.
TEST(variables, are_found_among_many) {
  std::string declared;
  std::string used;
  std::string given = "{\"more\":1";
  for (int i = 0; i < 40; ++i) {
    const std::string name = "v" + std::to_string(i);
    declared += "$" + name + ": Int ";
    used += name + ": notes(limit: $" + name + ") { id } ";
    given += (i % 2 == 0 ? ",\"" : ",\"\\u0076") + (i % 2 == 0 ? name : name.substr(1)) +
             "\":" + std::to_string(i);
  }
  given += "}";
  const validated_document document = prove("query(" + declared + ") { " + used + "}");
  json::flat reading;
  ASSERT_TRUE(reading.read(given));
  const auto made =
      coerce_variables(document, *document.document().operations().front(), json::item(reading));
  ASSERT_TRUE(made.ok());
  for (std::size_t i = 0; i < 40; ++i) {
    EXPECT_EQ((*made)[i], json::value(json::number{std::to_string(i)}));
  }
}

std::string structure(std::string_view type, std::string_view field, std::string_view value) {
  const sample::request request(document_of(type, field),
                                value.empty() ? "{}" : "{\"v\":" + std::string(value) + "}");
  return structure_of(request.document, request.node(), request.variables);
}

TEST(structure, leaves_the_values_of_scalars_out) {
  EXPECT_EQ(structure("Int", "n", "1"), structure("Int", "n", "2"));
  EXPECT_EQ(structure("[Int]", "numbers", "[1]"), structure("[Int]", "numbers", "[2,null,3]"));
  EXPECT_EQ(structure("JSON", "extra", "{\"a\":1}"), structure("JSON", "extra", "[true]"));
  EXPECT_EQ(structure("Inner", "inner", R"({"a":1,"b":"p","c":[1]})"),
            structure("Inner", "inner", R"({"c":[],"b":"q","a":2})"));
}

TEST(structure, tells_absent_null_and_given_apart) {
  EXPECT_NE(structure("Int", "n", ""), structure("Int", "n", "null"));
  EXPECT_NE(structure("Int", "n", "1"), structure("Int", "n", "null"));
  EXPECT_NE(structure("Int", "n", ""), structure("Int", "n", "1"));
  EXPECT_NE(structure("[Int]", "numbers", "null"), structure("[Int]", "numbers", "[null]"));
}

TEST(structure, is_nothing_of_what_can_change_nothing) {
  EXPECT_EQ(structure("Int!", "n", "1"), "");
  EXPECT_EQ(structure("[Int]!", "numbers", "[1,null]"), "");
  EXPECT_NE(structure("Int", "n", "1"), "");
  EXPECT_NE(structure("Boolean!", "done", "true"), "");
}

TEST(structure, tells_booleans_and_enumeration_values_apart) {
  EXPECT_NE(structure("Boolean", "done", "true"), structure("Boolean", "done", "false"));
  EXPECT_NE(structure("OrderDirection!", "direction", "\"ASC\""),
            structure("OrderDirection!", "direction", "\"DESC\""));
  EXPECT_NE(structure("[NoteOrderByInput!]", "orders", R"([{"title":"ASC"},{"title":"DESC"}])"),
            structure("[NoteOrderByInput!]", "orders", R"([{"title":"DESC"},{"title":"ASC"}])"));
}

TEST(structure, tells_lists_of_enumerations_and_nulls_apart) {
  EXPECT_NE(structure("[OrderDirection]", "directions", "[\"ASC\",null]"),
            structure("[OrderDirection]", "directions", "[null,\"ASC\"]"));
  EXPECT_NE(structure("[OrderDirection]", "directions", "[null]"),
            structure("[OrderDirection]", "directions", "[null,null]"));
}

TEST(structure, tells_the_keys_and_lengths_of_objects_apart) {
  EXPECT_NE(structure("Inner", "inner", R"({"a":1})"),
            structure("Inner", "inner", R"({"a":1,"c":[1]})"));
  EXPECT_NE(structure("[Inner!]", "inners", R"([{"a":1}])"),
            structure("[Inner!]", "inners", R"([{"a":1},{"a":1}])"));
  EXPECT_NE(structure("NoteOrderByInput!", "order", R"({"title":"ASC"})"),
            structure("NoteOrderByInput!", "order", R"({"body":"ASC"})"));
}

TEST(structure, keeps_variables_apart) {
  const auto of = [](std::string_view variables) {
    const sample::request request("query($a: Int, $b: Int) { notes(limit: $a, offset: $b) { id } }",
                                  variables);
    return structure_of(request.document, request.node(), request.variables);
  };
  EXPECT_NE(of(R"({"a":1})"), of(R"({"b":1})"));
  EXPECT_NE(of(R"({"a":null})"), of(R"({"b":null})"));
  EXPECT_EQ(of(R"({"a":1,"b":2})"), of(R"({"a":3,"b":4})"));
}

}  // namespace
}  // namespace fraiseql::validation
