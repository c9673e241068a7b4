// What a type is searched in, against a real database: a column that is not there or no tsvector,
// and a configuration that is not there, are seen by the look at the catalogue.
#include <gtest/gtest.h>

#include "cluster.hpp"
#include "execution/requirements.hpp"
#include "postgres/lanes.hpp"
#include "support/wide_schema.hpp"

namespace fraiseql::postgres {
namespace {

using fraiseql::testing::member;

// What the look finds to be missing, a line each.
std::string missing_for(schema::search_declaration search) {
  schema::schema_builder builder;
  builder.add(
      schema::type_declaration{.name = "Part",
                               .fields = {member("id", "ID", true), member("title", "String")},
                               .source = schema::relation{.name = "tv_searched_part"},
                               .search = std::move(search),
                               .origin = "struct Part"});
  builder.add_query(schema::find_declaration{.name = "parts", .object = "Part", .origin = "parts"});
  auto built = std::move(builder).build();
  if (!built) return built.error().front().message;
  testing::run(
      "DROP TABLE IF EXISTS tv_searched_part; CREATE TABLE tv_searched_part (id uuid PRIMARY KEY, "
      "words tsvector, text text, data jsonb NOT NULL)");
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
  for (const missing& one : (*seen)->missing) text += one.message + "; " + one.remedy + "\n";
  over.stop();
  return text;
}

TEST(searched_types, are_well_where_the_database_has_what_they_name) {
  EXPECT_EQ(missing_for({.fields = {"title"}}), "");
  EXPECT_EQ(missing_for({.fields = {"title"}, .configuration = "english"}), "");
  EXPECT_EQ(missing_for({.column = "words", .configuration = "pg_catalog.german"}), "");
}

TEST(searched_types, need_a_column_that_is_a_tsvector) {
  EXPECT_EQ(missing_for({.column = "word"}),
            "the column tv_searched_part.word does not exist; did you mean \"words\"?; ALTER TABLE "
            "tv_searched_part ADD COLUMN word tsvector\n");
  EXPECT_EQ(missing_for({.column = "text"}),
            "the column tv_searched_part.text is of type text, not tsvector; name "
            "another column in the schema\n");
}

TEST(searched_types, need_a_configuration_that_is_there) {
  EXPECT_EQ(missing_for({.fields = {"title"}, .configuration = "englisch"}),
            "the search of type \"Part\": text search configuration \"englisch\" does not exist; "
            "write it otherwise in the schema\n");
  EXPECT_EQ(missing_for({.column = "words", .configuration = "it's"}),
            "the search of type \"Part\": text search configuration \"it's\" does not exist; "
            "write it otherwise in the schema\n");
}

}  // namespace
}  // namespace fraiseql::postgres
