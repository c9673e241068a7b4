#include "schema/builder.hpp"

#include <gtest/gtest.h>

namespace fraiseql::schema {
namespace {

field_declaration text_field(const std::string& name, bool non_null = true) {
  return {.name = name, .type = {"String", 0, static_cast<std::uint8_t>(non_null ? 1 : 0)}};
}

// The schema of the quickstart, said by hand.
schema_builder quickstart() {
  schema_builder builder;
  builder.add(type_declaration{.name = "Note",
                               .fields = {{.name = "id", .type = {"ID", 0, 1}},
                                          text_field("identifier"),
                                          text_field("title"),
                                          text_field("body", false)},
                               .source = relation{.name = "tv_note"},
                               .origin = "struct Note"});
  builder.add(type_declaration{.kind = type_kind::input_object,
                               .name = "CreateNote",
                               .input_fields = {{.name = "title", .type = {"String", 0, 1}},
                                                {.name = "body", .type = {"String", 0, 0}}},
                               .origin = "struct CreateNote"});
  builder.add_query(find_declaration{.name = "notes", .object = "Note", .origin = "notes"});
  builder.add_query(find_one_declaration{.name = "note", .object = "Note", .origin = "note"});
  builder.add_mutation(call_declaration{.name = "createNote",
                                        .object = "Note",
                                        .input = "CreateNote",
                                        .function = "fn_create_note",
                                        .origin = "create_note"});
  return builder;
}

std::string first_error(schema_builder builder) {
  auto built = std::move(builder).build();
  return built ? "no error" : built.error().front().message;
}

TEST(schema_builder, adds_the_arguments_and_inputs_of_a_list) {
  auto built = quickstart().build();
  ASSERT_TRUE(built.ok());
  EXPECT_EQ(print(**built), R"(type Query {
  notes(where: NoteWhereInput, orderBy: [NoteOrderByInput!], limit: Int = 100, offset: Int = 0): [Note!]!
  note(id: ID, identifier: String): Note
}

type Mutation {
  createNote(input: CreateNote!): Note!
}

type Note {
  id: ID!
  identifier: String!
  title: String!
  body: String
}

input CreateNote {
  title: String!
  body: String
}

"""Conditions on a Note, all of which must hold."""
input NoteWhereInput {
  id: IDFilter
  identifier: StringFilter
  title: StringFilter
  body: StringFilter
}

"""Conditions on a value of type ID, all of which must hold."""
input IDFilter {
  """Equal to."""
  eq: ID
}

"""Conditions on a value of type String, all of which must hold."""
input StringFilter {
  """Equal to."""
  eq: String
}

"""
One field to order by; a list of them orders by the first, then the next.
"""
input NoteOrderByInput @oneOf {
  id: OrderDirection
  identifier: OrderDirection
  title: OrderDirection
  body: OrderDirection
}

"""
The direction of an ordering. Without NULLS, nulls come last when ascending and first when descending.
"""
enum OrderDirection {
  ASC
  ASC_NULLS_FIRST
  ASC_NULLS_LAST
  DESC
  DESC_NULLS_FIRST
  DESC_NULLS_LAST
}
)");
}

TEST(schema_builder, binds_fields_to_keys_columns_and_functions) {
  const auto built = quickstart().build();
  ASSERT_TRUE(built.ok());
  const type* note = (*built)->find_type("Note");
  EXPECT_EQ(note->find_field("id")->column, "id");
  EXPECT_EQ(note->find_field("title")->column, "");
  EXPECT_EQ(note->find_field("title")->stored_key, "title");
  EXPECT_EQ((*built)->find_type("NoteWhereInput")->find_input_field("title")->target,
            note->find_field("title"));
  const field* create = (*built)->mutation_type()->find_field("createNote");
  EXPECT_EQ(std::get<call_binding>(create->binding).function, "fn_create_note");
  EXPECT_EQ(std::get<call_binding>(create->binding).schema, "public");
}

TEST(schema_builder, keeps_a_declaration_made_twice_by_one_origin_once) {
  schema_builder builder = quickstart();
  builder.add(type_declaration{.name = "Note",
                               .fields = {text_field("title")},
                               .source = relation{.name = "tv_note"},
                               .origin = "struct Note"});
  EXPECT_TRUE(std::move(builder).build().ok());
}

TEST(schema_builder, refuses_a_name_claimed_twice) {
  schema_builder builder = quickstart();
  builder.add(type_declaration{
      .name = "Note", .fields = {text_field("title")}, .origin = "struct other::Note"});
  EXPECT_EQ(first_error(std::move(builder)),
            "the name \"Note\" is taken by two types: struct Note and struct other::Note");
}

TEST(schema_builder, names_an_unknown_type_and_the_nearest) {
  schema_builder builder = quickstart();
  builder.add(type_declaration{.name = "Page",
                               .fields = {{.name = "notes", .type = {"Notes", 1, 0}}},
                               .origin = "struct Page"});
  EXPECT_EQ(first_error(std::move(builder)),
            "field Page.notes has the unknown type \"Notes\"; did you mean \"Note\"?");
}

TEST(schema_builder, refuses_internal_keys) {
  schema_builder builder = quickstart();
  builder.add(type_declaration{
      .name = "Page",
      .fields = {{.name = "number", .type = {"Int", 0, 0}, .stored_key = "pk_page"}},
      .origin = "struct Page"});
  EXPECT_EQ(first_error(std::move(builder)),
            "field Page.number names the internal key \"pk_page\"; publish `id` or an identifier "
            "instead");
}

TEST(schema_builder, refuses_names_that_are_not_graphql) {
  for (const std::string name : {"", "1a", "a-b", "é", "__a"}) {
    schema_builder builder = quickstart();
    builder.add(type_declaration{.name = "Page", .fields = {text_field(name)}, .origin = "x"});
    EXPECT_FALSE(std::move(builder).build().ok()) << name;
  }
}

TEST(schema_builder, refuses_a_schema_without_a_query) {
  EXPECT_EQ(first_error(schema_builder()), "the schema has no query field");
}

TEST(schema_builder, refuses_a_root_field_without_a_read_table) {
  schema_builder builder = quickstart();
  builder.add(type_declaration{.name = "Page", .fields = {text_field("title")}, .origin = "x"});
  builder.add_query(find_declaration{.name = "pages", .object = "Page", .origin = "pages"});
  EXPECT_EQ(first_error(std::move(builder)), "the field pages reads Page, which has no read table");
}

TEST(schema_builder, refuses_inputs_in_answers_and_answers_in_inputs) {
  schema_builder builder = quickstart();
  builder.add(type_declaration{
      .name = "Page", .fields = {{.name = "a", .type = {"CreateNote", 0, 0}}}, .origin = "x"});
  EXPECT_EQ(first_error(std::move(builder)),
            "field Page.a cannot answer with the input type CreateNote");
  builder = quickstart();
  builder.add(type_declaration{.kind = type_kind::input_object,
                               .name = "Change",
                               .input_fields = {{.name = "a", .type = {"Note", 0, 0}}},
                               .origin = "x"});
  EXPECT_EQ(first_error(std::move(builder)),
            "input field Change.a cannot take the output type Note");
}

TEST(type_reference, prints_as_the_specification_does) {
  type named;
  named.name = "Note";
  EXPECT_EQ(to_text({&named, 0, 0}), "Note");
  EXPECT_EQ(to_text({&named, 1, 0b11}), "[Note!]!");
  EXPECT_EQ(to_text({&named, 2, 0b010}), "[[Note]!]");
  const type_reference list{&named, 1, 0b11};
  EXPECT_EQ(to_text(list.item()), "Note!");
  EXPECT_EQ(to_text(list.nullable()), "[Note!]");
  EXPECT_TRUE(list.is_non_null());
}

}  // namespace
}  // namespace fraiseql::schema
