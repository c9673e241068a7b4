// Which filters are looked at for indexes, and where their values are.
#include "plan/single_filters.hpp"

#include <gtest/gtest.h>

#include "support/wide_schema.hpp"

namespace fraiseql::plan {
namespace {

using fraiseql::testing::member;

// Objects of four levels and an enumeration beside the wide schema.
std::shared_ptr<const schema::schema> make_schema() {
  schema::schema_builder builder;
  fraiseql::testing::add_notes(builder);
  fraiseql::testing::add_everything(builder);
  builder.add(schema::type_declaration{.kind = schema::type_kind::enumeration,
                                       .name = "State",
                                       .values = {{.name = "ON"}, {.name = "OFF"}}});
  builder.add(schema::type_declaration{.name = "Third", .fields = {member("last", "Int")}});
  builder.add(schema::type_declaration{
      .name = "Second", .fields = {member("date", "Date"), member("third", "Third")}});
  builder.add(schema::type_declaration{
      .name = "First", .fields = {member("state", "State"), member("second", "Second")}});
  builder.add(schema::type_declaration{
      .name = "Deep",
      .fields = {member("id", "ID", true), member("states", "State", true, 1),
                 member("firsts", "First", true, 1), member("first", "First"),
                 member("link", "URL"), member("span", "DateRange"),
                 member("open", "DateTimeRange"), member("ages", "IntRange"),
                 member("place", "LTree")},
      .source = schema::relation{.name = "tv_deep"}});
  builder.add_query(schema::find_declaration{.name = "deep", .object = "Deep", .origin = "deep"});
  auto built = std::move(builder).build();
  EXPECT_TRUE(built) << (built ? "" : built.error().front().message);
  return built ? *built : nullptr;
}

std::string names(const std::vector<single_filter>& all, std::string_view type) {
  std::string text;
  for (const single_filter& one : all) {
    if (!one.name.starts_with(type)) continue;
    text += one.name.substr(type.size()) + " " + std::string(schema::to_string(one.is.how)) + "\n";
  }
  return text;
}

TEST(single_filters, are_the_first_that_clients_ask_of_each_field_of_each_list) {
  const auto schema = make_schema();
  const auto all = single_filters(*schema, {});
  // Two lists have it, and it is looked at once.
  EXPECT_EQ(names(all, "Note."),
            "id eq\nidentifier startsWith\nidentifier eq\ntitle startsWith\ntitle eq\n"
            "body startsWith\nbody eq\n");
  EXPECT_EQ(names(all, "Everything."),
            "id eq\ncount eq\nratio eq\nisDone eq\nowner eq\ntotal eq\nprice eq\ncreatedAt gt\n"
            "extra contains\nodd startsWith\nodd eq\nsize.width eq\nsize.unit startsWith\n"
            "size.unit eq\ntags contains\n");
  EXPECT_EQ(names(all, "Deep."),
            "id eq\nstates contains\nfirst.state eq\nfirst.second.date gt\nlink startsWith\n"
            "link eq\nspan contains\nopen contains\nages contains\nplace eq\n");
}

TEST(single_filters, are_of_fields_that_their_places_lead_back_to) {
  const auto schema = make_schema();
  for (const single_filter& one : single_filters(*schema, {})) {
    const schema::type_reference* found = type_at(*schema, one.from, one.is.left);
    ASSERT_NE(found, nullptr) << one.name;
    EXPECT_EQ(*found, one.type) << one.name;
  }
  const schema::relation deep = {.name = "tv_deep"};
  EXPECT_EQ(type_at(*schema, deep, {.path = {"first", "unknown"}}), nullptr);
  EXPECT_EQ(type_at(*schema, deep, {.path = {"state"}, .item = 1}), nullptr);
  EXPECT_EQ(type_at(*schema, {.name = "tv_other"}, {.path = {"first"}}), nullptr);
}

}  // namespace
}  // namespace fraiseql::plan
