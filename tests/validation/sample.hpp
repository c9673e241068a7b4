// A small schema and shortcuts to prepare a document for it, for the tests of coercion
// and of operations. What does not validate stops the test program with its errors.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "json/read.hpp"
#include "language/parser.hpp"
#include "schema/builder.hpp"
#include "validation/coercion.hpp"
#include "validation/operation.hpp"
#include "validation/validate.hpp"

namespace fraiseql::validation::sample {

template <class Errors>
[[noreturn]] void stop(const char* what, const Errors& errors) {
  for (const auto& error : errors) std::fprintf(stderr, "%s: %s\n", what, error.message.c_str());
  std::abort();
}

// What the builder gives, and besides it what coercion must be right about although no
// function takes it yet: lists and objects inside an input.
inline void widen(const schema::schema& schema) {
  const auto type = [&](std::string_view name) {
    return const_cast<schema::type*>(schema.find_type(name));  // not made const: only shared so
  };
  const auto field = [&](std::string name, std::string_view named, std::uint8_t lists = 0,
                         std::uint8_t non_null = 0) {
    schema::input_value made;
    made.name = std::move(name);
    made.type = {type(named), lists, non_null};
    return made;
  };
  auto& inner = type("Inner")->input_fields;
  inner.push_back(field("c", "Int", 1, 1));
  auto& input = type("CreateNote")->input_fields;
  input.push_back(field("tags", "String", 1, 1));
  input.push_back(field("numbers", "Int", 1));
  input.push_back(field("grid", "Int", 2));
  input.push_back(field("inner", "Inner"));
  input.push_back(field("inners", "Inner", 1, 1));
  input.push_back(field("order", "NoteOrderByInput"));
  input.push_back(field("direction", "OrderDirection"));
  input.push_back(field("directions", "OrderDirection", 1));
  input.push_back(field("extra", "JSON"));
}

inline schema::list_declaration connection(std::int32_t maximum) {
  return {.as = schema::listing::connection, .maximum_limit = maximum};
}

// The notes that have the title of one.
inline schema::field_declaration same_title(std::string name, schema::list_declaration list) {
  return {.name = std::move(name),
          .type = {"Note", 0, 0},
          .relation =
              schema::relation_declaration{.on = {{"title", "title"}}, .list = std::move(list)}};
}

inline std::shared_ptr<const schema::schema> make_schema() {
  schema::schema_builder builder;
  builder.add(schema::type_declaration{.name = "Note",
                                       .fields = {{.name = "id", .type = {"ID", 0, 1}},
                                                  {.name = "title", .type = {"String", 0, 1}},
                                                  {.name = "body", .type = {"String", 0, 0}},
                                                  {.name = "extra", .type = {"JSON", 0, 0}},
                                                  {.name = "author", .type = {"User", 0, 0}},
                                                  same_title("alike", {}),
                                                  same_title("pagesAlike", connection(100))},
                                       .source = schema::relation{.name = "tv_note"},
                                       .origin = "Note"});
  builder.add(schema::type_declaration{.name = "User",
                                       .fields = {{.name = "name", .type = {"String", 0, 1}},
                                                  {.name = "likes", .type = {"Thing", 0, 0}},
                                                  {.name = "friend", .type = {"User", 0, 0}},
                                                  {.name = "enemy", .type = {"User", 0, 0}}},
                                       .origin = "User"});
  builder.add(schema::type_declaration{.kind = schema::type_kind::union_of,
                                       .name = "Thing",
                                       .members = {{"Note"}, {"User"}},
                                       .origin = "Thing"});
  builder.add(schema::type_declaration{
      .kind = schema::type_kind::input_object,
      .name = "Inner",
      .input_fields = {{.name = "a", .type = {"Int", 0, 1}},
                       {.name = "b", .type = {"String", 0, 0}, .default_value = json::value("x")}},
      .origin = "Inner"});
  builder.add(
      schema::type_declaration{.kind = schema::type_kind::input_object,
                               .name = "CreateNote",
                               .input_fields = {{.name = "title", .type = {"String", 0, 1}},
                                                {.name = "body", .type = {"String", 0, 0}},
                                                {.name = "n",
                                                 .type = {"Int", 0, 0},
                                                 .default_value = json::value(json::number{"7"})},
                                                {.name = "ratio", .type = {"Float", 0, 0}},
                                                {.name = "key", .type = {"ID", 0, 0}},
                                                {.name = "done", .type = {"Boolean", 0, 0}}},
                               .origin = "CreateNote"});
  builder.add_query(schema::find_declaration{.name = "notes", .object = "Note", .origin = "notes"});
  builder.add_query(schema::find_declaration{
      .name = "pages", .object = "Note", .list = connection(60), .origin = "pages"});
  builder.add_query(schema::find_declaration{
      .name = "smallPages", .object = "Note", .list = connection(7), .origin = "smallPages"});
  builder.add_query(
      schema::find_one_declaration{.name = "note", .object = "Note", .origin = "note"});
  builder.add_mutation(schema::call_declaration{.name = "createNote",
                                                .type = {"Note", 0, 1},
                                                .input = "CreateNote",
                                                .function = "fn_create_note",
                                                .origin = "createNote"});
  auto built = std::move(builder).build();
  if (!built) stop("schema", built.error());
  widen(**built);
  return *built;
}

inline validated_document prove(std::string_view text) {
  auto document = language::parse(text, {.document_bytes = 100'000'000, .tokens = 1'000'000});
  if (!document) stop("parse", std::vector{document.error()});
  auto proven =
      validate(std::make_shared<const language::document>(std::move(*document)), make_schema());
  if (!proven) stop("validate", proven.error());
  return *proven;
}

inline json::value read(std::string_view text) {
  auto value = json::read(text);
  if (!value) stop("json", std::vector{value.error()});
  return *value;
}

// One document with its only operation and variables, coerced.
struct request {
  validated_document document;
  json::variables variables = {};

  explicit request(std::string_view text, std::string_view variables_text = "{}")
      : document(prove(text)) {
    auto coerced = coerce_variables(document, node(), read(variables_text));
    if (!coerced) stop("variables", coerced.error());
    variables = *coerced;
  }
  [[nodiscard]] const language::operation_node& node() const {
    return *document.document().operations().front();
  }
  [[nodiscard]] result<operation, std::vector<graphql_error>> make(
      const limits& limits = {}) const {
    return make_operation(document, node(), variables, limits);
  }
  // The operation's text, or its errors a line each.
  [[nodiscard]] std::string text(const limits& limits = {}) const {
    const auto made = make(limits);
    if (made) return to_text(*made);
    std::string all;
    for (const graphql_error& error : made.error()) all += "error: " + error.message + "\n";
    return all;
  }
};

}  // namespace fraiseql::validation::sample
