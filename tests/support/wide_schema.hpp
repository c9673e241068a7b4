// wide_schema: the quickstart's notes and beside them a type with every scalar, embedded
// objects and lists, for the tests of planning, of SQL and of preparing a request.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "schema/builder.hpp"

namespace fraiseql::testing {

inline schema::field_declaration member(std::string name, std::string type,
                                        bool is_non_null = false, std::uint8_t lists = 0) {
  // A list of such values has non-null items and is non-null itself.
  const unsigned all = (2U << lists) - 1U;
  return {.name = std::move(name),
          .type = {std::move(type), lists, static_cast<std::uint8_t>(is_non_null ? all : 0U)}};
}

inline schema::input_declaration input_member(std::string name, std::string type,
                                              bool is_non_null = false) {
  return {.name = std::move(name),
          .type = {std::move(type), 0, static_cast<std::uint8_t>(is_non_null ? 1 : 0)}};
}

inline void add_notes(schema::schema_builder& into) {
  into.add(schema::type_declaration{
      .name = "Note",
      .fields = {member("id", "ID", true), member("identifier", "String", true),
                 member("title", "String", true), member("body", "String")},
      .source = schema::relation{.name = "tv_note"},
      .origin = "struct Note"});
  into.add(schema::type_declaration{
      .kind = schema::type_kind::input_object,
      .name = "CreateNote",
      .input_fields = {input_member("title", "String", true), input_member("body", "String")},
      .origin = "struct CreateNote"});
  into.add_query(schema::find_declaration{.name = "notes", .object = "Note", .origin = "notes"});
  into.add_query(schema::find_one_declaration{.name = "note", .object = "Note", .origin = "note"});
  into.add_query(schema::find_declaration{
      .name = "fewNotes", .object = "Note", .list = {.maximum_limit = 50}, .origin = "few_notes"});
  into.add(schema::type_declaration{
      .kind = schema::type_kind::input_object,
      .name = "Search",
      .input_fields = {input_member("text", "String", true), input_member("after", "DateTime")},
      .origin = "struct Search"});
  into.add_query(schema::call_declaration{.name = "search",
                                          .type = {"Note", 0, 0},
                                          .input = "Search",
                                          .function = "fn_search",
                                          .origin = "search"});
  into.add_query(schema::call_declaration{.name = "newest",
                                          .type = {"Note", 0, 0},
                                          .input = {},
                                          .function = "other.fn_newest",
                                          .origin = "newest"});
  into.add_mutation(schema::call_declaration{.name = "createNote",
                                             .type = {"Note", 0, 1},
                                             .input = "CreateNote",
                                             .function = "fn_create_note",
                                             .origin = "create_note"});
  into.add_mutation(schema::call_declaration{.name = "touch",
                                             .type = {"Note", 0, 1},
                                             .input = {},
                                             .function = "other.fn_touch",
                                             .origin = "touch"});
}

// Its relation and one of its keys have names that would end a quoted name or text.
inline void add_everything(schema::schema_builder& into) {
  into.add(
      schema::type_declaration{.name = "Size",
                               .fields = {member("width", "Int", true), member("unit", "String")},
                               .origin = "struct Size"});
  std::vector<schema::field_declaration> fields = {member("id", "ID", true),
                                                   member("count", "Int"),
                                                   member("ratio", "Float"),
                                                   member("isDone", "Boolean"),
                                                   member("owner", "UUID"),
                                                   member("total", "BigInt"),
                                                   member("price", "Decimal"),
                                                   member("createdAt", "DateTime"),
                                                   member("extra", "JSON"),
                                                   member("odd", "String"),
                                                   member("size", "Size"),
                                                   member("sizes", "Size", true, 1),
                                                   member("tags", "String", true, 1),
                                                   member("grid", "Int", false, 2)};
  fields[9].stored_key = "it's odd";
  into.add(schema::type_declaration{
      .name = "Everything",
      .fields = std::move(fields),
      .source = schema::relation{.schema = "my \"schema\"", .name = "tv'every\"thing"},
      .origin = "struct Everything"});
  into.add(schema::type_declaration{
      .kind = schema::type_kind::input_object,
      .name = "Change",
      .input_fields = {input_member("count", "Int"), input_member("ratio", "Float"),
                       input_member("isDone", "Boolean"), input_member("owner", "UUID"),
                       input_member("total", "BigInt"), input_member("price", "Decimal"),
                       input_member("createdAt", "DateTime"), input_member("extra", "JSON"),
                       input_member("key", "ID"), input_member("label", "String")},
      .origin = "struct Change"});
  into.add_query(schema::find_declaration{.name = "all", .object = "Everything", .origin = "all"});
  into.add_query(
      schema::find_one_declaration{.name = "one", .object = "Everything", .origin = "one"});
  into.add_mutation(schema::call_declaration{.name = "change",
                                             .type = {"Everything", 0, 1},
                                             .input = "Change",
                                             .function = "fn_change",
                                             .origin = "change"});
}

// Stops the program if the builder refuses it.
inline std::shared_ptr<const schema::schema> wide_schema() {
  schema::schema_builder builder;
  add_notes(builder);
  add_everything(builder);
  auto built = std::move(builder).build();
  if (!built) {
    for (const auto& error : built.error()) std::fprintf(stderr, "%s\n", error.message.c_str());
    std::abort();
  }
  return *std::move(built);
}

}  // namespace fraiseql::testing
