// A field's own filter against a real database: what of it PostgreSQL or the columns do not take is
// seen by the look at the catalogue, before a client could be told.
#include <gtest/gtest.h>

#include "cluster.hpp"
#include "execution/requirements.hpp"
#include "json/read.hpp"
#include "postgres/lanes.hpp"
#include "support/wide_schema.hpp"

namespace fraiseql::postgres {
namespace {

using fraiseql::testing::member;

// What the look finds to be missing where `own` is the field's filter; a line each.
std::string missing_with(const std::string& own) {
  schema::schema_builder builder;
  builder.add(
      schema::type_declaration{.name = "Part",
                               .fields = {member("id", "ID", true), member("title", "String"),
                                          member("owner", "ID"), member("extra", "JSON")},
                               .source = schema::relation{.name = "tv_part_of_own"},
                               .origin = "struct Part"});
  builder.add_query(schema::find_declaration{
      .name = "parts", .object = "Part", .list = {.where = *json::read(own)}, .origin = "parts"});
  auto built = std::move(builder).build();
  if (!built) return built.error().front().message;
  testing::run(
      "DROP TABLE IF EXISTS tv_part_of_own; CREATE TABLE tv_part_of_own (id uuid PRIMARY KEY, "
      "owner uuid, data jsonb NOT NULL)");
  testing::turning_loop turning;
  lanes over(turning.loop, {.conninfo = testing::conninfo()}, {}, [] {});
  over.start();
  turning.until([&] { return over.are_up(); });
  std::optional<catalogue_answer> seen;
  check_catalogue(over.cold, execution::requirements_of(*built),
                  [&](catalogue_answer answer) { seen = std::move(answer); });
  turning.until([&] { return seen.has_value(); });
  if (!*seen) return (*seen).error().message;
  std::string text;
  for (const missing& one : (*seen)->missing) text += one.message + "\n";
  over.stop();
  return text;
}

TEST(own_filter, is_well_where_the_database_takes_it) {
  EXPECT_EQ(missing_with(R"({"title": {"regex": "^a(b|c)$"}, "extra": {"pathExists": "$.a"},
                             "owner": {"eq": "6f9619ff-8b86-d011-b42d-00c04fc964ff"}})"),
            "");
}

TEST(own_filter, is_told_by_each_pattern_that_postgresql_cannot_read) {
  EXPECT_EQ(missing_with(R"({"title": {"regex": "secret("}, "extra": {"pathMatch": "$.a =="}})"),
            "the filter of field \"parts\" is wrong at own where.extra.pathMatch: syntax error at "
            "end of jsonpath input\n"
            "the filter of field \"parts\" is wrong at own where.title.regex: invalid regular "
            "expression: parentheses () not balanced\n");
}

TEST(own_filter, is_told_by_a_value_that_its_column_does_not_take) {
  EXPECT_EQ(missing_with(R"({"owner": {"eq": "nobody"}})"),
            "the filter of field \"parts\" is wrong: own where.owner.eq is not a UUID: "
            "\"nobody\"\n");
  EXPECT_EQ(missing_with(R"({"title": {"like": "a\\"}})"),
            "the filter of field \"parts\" is wrong: own where.title.like ends within an escape; "
            "write \\\\ for a backslash\n");
}

}  // namespace
}  // namespace fraiseql::postgres
