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
                                        .type = {"Note", 0, 1},
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

  """All of these hold."""
  AND: [NoteWhereInput!]

  """One of these holds."""
  OR: [NoteWhereInput!]

  """These do not all hold."""
  NOT: NoteWhereInput
}

"""Conditions on a value of type ID, all of which must hold."""
input IDFilter {
  """Equal to."""
  eq: ID

  """Not equal to, or null."""
  neq: ID

  """Equal to one of these."""
  in: [ID!]

  """Equal to none of these, or null."""
  notIn: [ID!]

  """Whether it is null or missing."""
  isNull: Boolean
}

"""Conditions on a value of type String, all of which must hold."""
input StringFilter {
  """Equal to."""
  eq: String

  """Not equal to, or null."""
  neq: String

  """Equal to one of these."""
  in: [String!]

  """Equal to none of these, or null."""
  notIn: [String!]

  """Whether it is null or missing."""
  isNull: Boolean

  """Greater than."""
  gt: String

  """Greater than or equal to."""
  gte: String

  """Less than."""
  lt: String

  """Less than or equal to."""
  lte: String

  """Has this text in it."""
  contains: String

  """Begins with this text."""
  startsWith: String

  """Ends with this text."""
  endsWith: String

  """Has this text in it, in either case."""
  iContains: String

  """Begins with this text, in either case."""
  iStartsWith: String

  """Ends with this text, in either case."""
  iEndsWith: String

  """Matches this pattern of % and _."""
  like: String

  """Matches this pattern of % and _, in either case."""
  iLike: String

  """Matches this regular expression."""
  regex: String

  """Matches this regular expression, in either case."""
  iRegex: String

  """Has these words, as one types them into a search engine."""
  search: String
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

TEST(schema_builder, refuses_two_objects_of_different_types_under_one_key) {
  auto builder = quickstart();
  builder.add(type_declaration{.name = "A", .fields = {text_field("x")}, .origin = "struct A"});
  builder.add(type_declaration{.name = "B", .fields = {text_field("x")}, .origin = "struct B"});
  builder.add(type_declaration{.name = "Holder",
                               .fields = {{.name = "id", .type = {"ID", 0, 1}},
                                          {.name = "a", .type = {"A", 0, 1}, .stored_key = "k"},
                                          {.name = "b", .type = {"B", 0, 1}, .stored_key = "k"}},
                               .source = relation{.name = "tv_holder"},
                               .origin = "struct Holder"});
  builder.add_query(find_declaration{.name = "holders", .object = "Holder", .origin = "holders"});
  EXPECT_EQ(first_error(std::move(builder)),
            "fields Holder.a and Holder.b are of different types and both stored under the key "
            "\"k\"");
}

TEST(schema_builder, refuses_stored_keys_that_json_escapes) {
  for (const char* key : {"a\"b", "a\\b", "a\nb"}) {
    auto builder = quickstart();
    builder.add(type_declaration{.name = "A",
                                 .fields = {{.name = "x", .type = {"ID", 0, 1}, .stored_key = key}},
                                 .source = relation{.name = "tv_a"},
                                 .origin = "struct A"});
    builder.add_query(find_declaration{.name = "as", .object = "A", .origin = "as"});
    EXPECT_EQ(first_error(std::move(builder)),
              "field A.x is stored under a key with a quote, a backslash or a control character");
  }
}

// An interface Node, read from a relation, with a title that one of its types has elsewhere.
schema_builder with_interface(field_declaration title_of_object) {
  auto builder = quickstart();
  builder.add(
      type_declaration{.kind = type_kind::interface,
                       .name = "Node",
                       .fields = {{.name = "id", .type = {"ID", 0, 1}}, text_field("title")},
                       .source = relation{.name = "tv_node"},
                       .origin = "struct Node"});
  builder.add(
      type_declaration{.name = "Post",
                       .fields = {{.name = "id", .type = {"ID", 0, 1}}, std::move(title_of_object)},
                       .interfaces = {{"Node"}},
                       .origin = "struct Post"});
  builder.add_query(find_declaration{.name = "nodes", .object = "Node", .origin = "nodes"});
  return builder;
}

TEST(schema_builder, filters_an_interface_by_what_all_its_types_store_alike) {
  const auto filters = [](field_declaration title) {
    const auto built = with_interface(std::move(title)).build();
    EXPECT_TRUE(built.ok());
    return (*built)->find_type("NodeWhereInput")->find_input_field("title") != nullptr &&
           (*built)->find_type("NodeOrderByInput")->find_input_field("title") != nullptr;
  };
  EXPECT_TRUE(filters(text_field("title")));
  field_declaration elsewhere = text_field("title");
  elsewhere.stored_key = "headline";
  EXPECT_FALSE(filters(elsewhere));
  field_declaration computed = text_field("title");
  computed.native = std::make_shared<const native_function>();
  EXPECT_FALSE(filters(computed));
}

TEST(schema_builder, refuses_a_field_under_the_key_that_tells_types_apart) {
  field_declaration title = text_field("title");
  title.stored_key = "type";
  EXPECT_EQ(
      first_error(with_interface(title)),
      "interface Node is told apart by the key \"type\", which is Post.title; declare another "
      "key for the type, or for the field");
}

TEST(schema_builder, refuses_two_values_of_an_enumeration_with_one_spelling) {
  auto builder = quickstart();
  builder.add(
      type_declaration{.kind = type_kind::enumeration,
                       .name = "E",
                       .values = {{.name = "A", .stored = "x"}, {.name = "B", .stored = "x"}},
                       .origin = "enum E"});
  builder.add(type_declaration{
      .name = "U",
      .fields = {{.name = "id", .type = {"ID", 0, 1}}, {.name = "e", .type = {"E", 0, 1}}},
      .source = relation{.name = "tv_u"},
      .origin = "struct U"});
  builder.add_query(find_declaration{.name = "us", .object = "U", .origin = "us"});
  EXPECT_EQ(first_error(std::move(builder)), "two values of E are stored as \"x\"");
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
