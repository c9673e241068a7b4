// The records that introspection answers from. What clients see of them is tested in
// tests/execution/introspect_test.cpp.
#include "schema/introspection.hpp"

#include <gtest/gtest.h>

#include "schema/builder.hpp"
#include "support/wide_schema.hpp"

namespace fraiseql::schema {
namespace {

// Of the field of that name of an introspection type.
std::uint32_t slot_of(const schema& in, std::string_view type, std::string_view field) {
  const auto& introspected = *in.find_type(type);
  return static_cast<std::uint32_t>(introspected.find_field(field) - introspected.fields.data());
}

TEST(introspection_records, have_a_list_or_non_null_once_however_often_it_is_used) {
  const auto built = fraiseql::testing::wide_schema();
  const introspection_records& records = built->introspection();
  const record_id note = records.find(*built->find_type("Note"));
  const auto fields = records.list(records.at(note, slot_of(*built, "__Type", "fields")));
  ASSERT_EQ(fields.size(), 4U);
  const std::uint32_t type = slot_of(*built, "__Field", "type");
  EXPECT_EQ(records.at(fields[1], type).first, records.at(fields[2], type).first);
  EXPECT_NE(records.at(fields[0], type).first, records.at(fields[2], type).first);
}

TEST(introspection_records, keep_texts_as_json) {
  schema_builder builder(purpose::described);
  builder.add(type_declaration{.name = "Query",
                               .description = "a \"quoted\"\nline",
                               .fields = {{.name = "a", .type = {"Int", 0, 0}}},
                               .origin = "Query"});
  const auto built = std::move(builder).build();
  ASSERT_TRUE(built.ok());
  const introspection_records& records = (*built)->introspection();
  const record_id query = records.find(*(*built)->query_type());
  EXPECT_EQ(records.text(records.at(query, slot_of(**built, "__Type", "description"))),
            R"("a \"quoted\"\nline")");
  EXPECT_EQ(records.text(records.at(query, slot_of(**built, "__Type", "ofType"))), "null");
}

TEST(introspection_records, name_no_relation_and_no_internal_key) {
  const auto built = fraiseql::testing::wide_schema();
  const introspection_records& records = built->introspection();
  for (const type& one : built->types()) {
    for (std::uint32_t slot = 0; slot < built->find_type("__Type")->fields.size(); ++slot) {
      const auto& at = records.at(records.find(one), slot);
      if (at.kind != slot_kind::text) continue;
      EXPECT_EQ(records.text(at).find("tv_note"), std::string_view::npos);
      EXPECT_EQ(records.text(at).find("fn_"), std::string_view::npos);
    }
  }
}

TEST(introspection_types, may_be_used_by_a_schema_but_not_declared_by_a_served_one) {
  schema_builder described(purpose::described);
  described.add(type_declaration{
      .name = "Query", .fields = {{.name = "a", .type = {"__Type", 0, 0}}}, .origin = "Query"});
  EXPECT_TRUE(std::move(described).build().ok());
  schema_builder served;
  served.add(type_declaration{
      .name = "__Type", .fields = {{.name = "a", .type = {"Int", 0, 0}}}, .origin = "struct a"});
  const auto built = std::move(served).build();
  ASSERT_FALSE(built.ok());
  EXPECT_EQ(built.error().front().message, "the name \"__Type\" belongs to introspection");
}

}  // namespace
}  // namespace fraiseql::schema
