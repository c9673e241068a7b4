#include "execution/requirements.hpp"

#include <gtest/gtest.h>

#include "frontend/sdl/sdl_frontend.hpp"
#include "support/wide_schema.hpp"

namespace fraiseql::execution {
namespace {

using columns = std::vector<postgres::required_column>;
using parameters = std::vector<postgres::required_parameter>;

TEST(requirements, name_each_relation_once_with_its_real_columns) {
  const auto needed = requirements_of(fraiseql::testing::wide_schema());
  ASSERT_EQ(needed.relations.size(), 2U);
  EXPECT_EQ(needed.relations[0].schema, "public");
  EXPECT_EQ(needed.relations[0].name, "tv_note");
  EXPECT_EQ(needed.relations[0].columns, (columns{{"id", {"uuid"}},
                                                  {"data", {"jsonb"}},
                                                  {"identifier", {"text", "character varying"}}}));
  EXPECT_EQ(needed.relations[1].schema, "my \"schema\"");
  EXPECT_EQ(needed.relations[1].columns, (columns{{"id", {"uuid"}}, {"data", {"jsonb"}}}));
}

TEST(requirements, name_each_function_with_its_parameters_and_what_it_returns) {
  const auto needed = requirements_of(fraiseql::testing::wide_schema());
  ASSERT_EQ(needed.functions.size(), 5U);
  EXPECT_EQ(needed.functions[2].name, "fn_create_note");
  EXPECT_EQ(needed.functions[2].parameters,
            (parameters{{"p_title", "text", true}, {"p_body", "text", false}}));
  EXPECT_EQ(needed.functions[2].returns.types, std::vector<std::string>{"uuid"});
  EXPECT_TRUE(needed.functions[2].returns.may_be_row);
  EXPECT_EQ(needed.functions[3].schema, "other");
  EXPECT_EQ(needed.functions[3].name, "fn_touch");
  EXPECT_TRUE(needed.functions[3].parameters.empty());
}

TEST(requirements, ask_of_what_a_query_calls_that_it_only_reads) {
  const auto needed = requirements_of(fraiseql::testing::wide_schema());
  ASSERT_EQ(needed.functions.size(), 5U);
  EXPECT_EQ(needed.functions[0].name, "fn_search");
  EXPECT_EQ(needed.functions[0].parameters,
            (parameters{{"p_text", "text", true}, {"p_after", "timestamp with time zone", false}}));
  EXPECT_EQ(needed.functions[1].name, "fn_newest");
  EXPECT_TRUE(needed.functions[1].parameters.empty());
  for (std::size_t i = 0; i < 2; ++i) EXPECT_TRUE(needed.functions[i].only_reads) << i;
  for (std::size_t i = 2; i < 5; ++i) EXPECT_FALSE(needed.functions[i].only_reads) << i;
}

std::shared_ptr<const schema::schema> schema_by_sdl(const std::string& text) {
  auto built = frontend::build_served_schema(text);
  EXPECT_TRUE(built.ok());
  return *built;
}

// What of these types is compared or passed; what is only answered needs none.
TEST(requirements, name_each_extension_once_and_who_needs_it) {
  const auto extensions_of = [](const std::string& text) {
    std::string all;
    for (const auto& one : requirements_of(schema_by_sdl(text)).extensions) {
      all += one.name + ": " + one.user + "\n";
    }
    return all;
  };
  EXPECT_EQ(extensions_of("type Query { notes: [Note!]! @find } "
                          "type Note { id: ID! path: LTree! at: Vector other: Vector }"),
            "ltree: Note.path of type LTree\nvector: Note.at of type Vector\n");
  EXPECT_EQ(extensions_of("type Query { notes: [Note!]! @find } "
                          "type Note { id: ID! place: Place } type Place { path: [LTree!]! }"),
            "ltree: Place.path of type [LTree!]\n");
  EXPECT_EQ(extensions_of("type Query { note: Note @findOne } "
                          "type Note { id: ID! path: LTree! at: Vector }"),
            "");
  EXPECT_EQ(extensions_of("type Query { note: Note @findOne } type Note { id: ID! } "
                          "type Mutation { move(input: Move!): Note! @call(function: \"fn_move\") "
                          "} input Move { to: Vector! }"),
            "vector: Move.to of type Vector\n");
}

// format_type() is what the catalogue compares with.
TEST(requirements, spell_types_as_format_type_does) {
  const auto needed = requirements_of(fraiseql::testing::wide_schema());
  EXPECT_EQ(needed.functions[4].parameters,
            (parameters{{"p_count", "integer", false},
                        {"p_ratio", "double precision", false},
                        {"p_isDone", "boolean", false},
                        {"p_owner", "uuid", false},
                        {"p_total", "bigint", false},
                        {"p_price", "numeric", false},
                        {"p_createdAt", "timestamp with time zone", false},
                        {"p_extra", "jsonb", false},
                        {"p_key", "uuid", false},
                        {"p_label", "text", false}}));
}

TEST(requirements, have_the_type_of_each_scalar_that_is_a_text_of_a_form) {
  const std::pair<const char*, const char*> all[] = {{"Date", "date"},
                                                     {"Time", "time without time zone"},
                                                     {"Duration", "interval"},
                                                     {"EmailAddress", "text"},
                                                     {"URL", "text"},
                                                     {"IPAddress", "inet"},
                                                     {"CIDR", "cidr"},
                                                     {"MACAddress", "macaddr"},
                                                     {"LTree", "ltree"},
                                                     {"DateRange", "daterange"},
                                                     {"IntRange", "int4range"},
                                                     {"BigIntRange", "int8range"},
                                                     {"DecimalRange", "numrange"},
                                                     {"DateTimeRange", "tstzrange"}};
  schema::type_declaration input{
      .kind = schema::type_kind::input_object, .name = "Forms", .origin = "struct Forms"};
  parameters expected;
  for (const auto& [scalar, type] : all) {
    input.input_fields.push_back(
        fraiseql::testing::input_member("a" + std::string(scalar), scalar));
    expected.push_back({"p_a" + std::string(scalar), type, false});
  }
  schema::schema_builder builder;
  fraiseql::testing::add_notes(builder);
  builder.add(std::move(input));
  builder.add_mutation(schema::call_declaration{.name = "keep",
                                                .type = {"Note", 0, 1},
                                                .input = "Forms",
                                                .function = "fn_keep",
                                                .origin = "keep"});
  const auto built = std::move(builder).build();
  ASSERT_TRUE(built) << built.error().front().message;
  EXPECT_EQ(requirements_of(*built).functions.back().parameters, expected);
}

}  // namespace
}  // namespace fraiseql::execution
