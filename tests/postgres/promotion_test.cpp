// From the look at the database to what is planned with it, and what of a filter PostgreSQL alone
// can tell to be wrong: an executor on a real database.
#include <gtest/gtest.h>

#include "cluster.hpp"
#include "execution/execute.hpp"
#include "execution/requirements.hpp"
#include "support/wide_schema.hpp"

namespace fraiseql::postgres {
namespace {

using fraiseql::testing::member;

std::shared_ptr<const schema::schema> measure_schema() {
  std::vector<schema::field_declaration> fields = {
      member("id", "ID", true), member("title", "String"),          member("rating", "Decimal"),
      member("count", "Int"),   member("price", "Decimal"),         member("data", "JSON"),
      member("place", "LTree"), member("tags", "String", false, 1), member("syncedAt", "DateTime")};
  fields.back().stored_key = "updated_at";
  schema::schema_builder builder;
  builder.add(schema::type_declaration{.name = "Measure",
                                       .fields = std::move(fields),
                                       .source = schema::relation{.name = "tv_measure"},
                                       .origin = "struct Measure"});
  builder.add_query(
      schema::find_declaration{.name = "measures", .object = "Measure", .origin = "measures"});
  auto built = std::move(builder).build();
  EXPECT_TRUE(built) << (built ? "" : built.error().front().message);
  return built ? *built : nullptr;
}

constexpr const char* table =
    "CREATE EXTENSION IF NOT EXISTS ltree; DROP TABLE IF EXISTS tv_measure; "
    "CREATE TABLE tv_measure (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), data jsonb NOT NULL, "
    "updated_at timestamptz NOT NULL DEFAULT now(), rating numeric, count text, "
    "title text COLLATE \"C\", tags text[]";

class promotion : public ::testing::Test {
 protected:
  promotion()
      : lanes_(turning_.loop, {.conninfo = testing::conninfo()}, {}, [] {}),
        executor_(schema_, lanes_, turning_.loop,
                  {.log =
                       [this](log_level, std::string_view, std::span<const log_field> fields) {
                         for (const auto& [key, value] : fields) {
                           if (key == "compared") compared_ = value;
                         }
                       },
                   .new_log_id = [] { return std::string("7f"); }}) {
    testing::run(std::string(table) + ")");
    lanes_.start();
    turning_.until([this] { return lanes_.are_up(); });
  }

  found_catalogue look() {
    std::optional<catalogue_answer> seen;
    check_catalogue(lanes_.cold, execution::requirements_of(schema_),
                    [&](catalogue_answer answer) { seen = std::move(answer); });
    turning_.until([&] { return seen.has_value(); });
    EXPECT_TRUE(*seen && (*seen)->missing.empty());
    return *seen ? (*seen)->found : nullptr;
  }

  std::shared_ptr<const execution::prepared_operation> prepared(const std::string& arguments) {
    const auto made = preparer_.prepare({.document = "{ measures(" + arguments + ") { id } }"});
    EXPECT_TRUE(made) << (made ? "" : made.error().front().message);
    return made ? made->operation : nullptr;
  }
  std::string sql(const std::string& arguments) {
    const auto made = prepared(arguments);
    return made == nullptr ? "" : made->statements.front().back()->text;
  }

  execution::response answer(const std::string& document) {
    std::optional<execution::response> seen;
    executor_.execute({.document = document},
                      [&](execution::response made) { seen = std::move(made); });
    turning_.until([&] { return seen.has_value(); });
    return seen ? *std::move(seen) : execution::response{};
  }

  testing::turning_loop turning_;
  std::shared_ptr<const schema::schema> schema_ = measure_schema();
  lanes lanes_;
  std::string compared_;
  execution::executor executor_;
  execution::preparer preparer_{schema_, {}};
};

bool has_key(const std::string& sql, const std::string& key) {
  return sql.find("'" + key + "'") != std::string::npos;
}

TEST_F(promotion, uses_columns_of_the_name_and_type_and_no_others) {
  const std::pair<const char*, const char*> all[] = {
      {"rating", "{gt: \"1\"}"}, {"tags", "{contains: \"a\"}"}, {"count", "{gt: 1}"},
      {"title", "{eq: \"a\"}"},  {"price", "{gt: \"1\"}"},      {"data", "{hasKey: \"a\"}"}};
  for (const auto& [field, condition] : all) {
    const std::string where = "where: {" + std::string(field) + ": " + condition + "}";
    EXPECT_TRUE(has_key(sql(where), field)) << sql(where);
  }
  preparer_.adopt(look());
  for (const auto& [field, condition] : all) {
    const std::string where = "where: {" + std::string(field) + ": " + condition + "}";
    const std::string name = field;
    EXPECT_EQ(has_key(sql(where), field), name != "rating" && name != "tags") << sql(where);
  }
  EXPECT_FALSE(has_key(sql("orderBy: [{rating: ASC}]"), "rating"));
  EXPECT_TRUE(has_key(sql("orderBy: [{count: ASC}]"), "count"));
}

TEST_F(promotion, never_takes_the_time_of_the_sync_for_what_the_document_says) {
  preparer_.adopt(look());
  const std::string text = sql("where: {syncedAt: {gt: \"2026-01-01T00:00:00Z\"}}");
  EXPECT_TRUE(has_key(text, "updated_at")) << text;
}

TEST_F(promotion, tells_which_columns_are_not_used_and_what_they_would_need) {
  const auto unused = execution::columns_of_fields(*schema_, *look()).unused;
  ASSERT_EQ(unused.size(), 2U);
  EXPECT_EQ(unused[0].message,
            "the column tv_measure.title is not used for Measure.title, which is of type String: "
            "it is of type text and has a collation of its own");
  EXPECT_EQ(unused[1].message,
            "the column tv_measure.count is not used for Measure.count, which is of type Int: it "
            "is of type text");
  EXPECT_EQ(unused[1].remedy, "its type would have to be integer or smallint or bigint or numeric");
}

TEST_F(promotion, uses_no_column_that_rounds_and_says_which_it_uses) {
  testing::run("ALTER TABLE tv_measure ADD COLUMN price numeric(10,2)");
  const auto found = look();
  preparer_.adopt(found);
  EXPECT_TRUE(has_key(sql("where: {price: {eq: \"19.995\"}}"), "price"));
  const auto columns = execution::columns_of_fields(*schema_, *found);
  ASSERT_EQ(columns.unused.size(), 3U);
  EXPECT_EQ(columns.unused[2].message,
            "the column tv_measure.price is not used for Measure.price, which is of type Decimal: "
            "it is of type numeric and rounds what it keeps");
  EXPECT_EQ(columns.used,
            (std::vector<std::string>{"the column tv_measure.rating is used for Measure.rating",
                                      "the column tv_measure.tags is used for Measure.tags"}));
}

TEST_F(promotion, plans_anew_where_another_catalogue_is_found) {
  const std::string where = "where: {price: {gt: \"1\"}}";
  const auto unknown = prepared(where);
  preparer_.adopt(look());
  const auto first = prepared(where);
  EXPECT_NE(first, unknown);
  preparer_.adopt(look());  // another one, but the same
  EXPECT_EQ(prepared(where), first);
  EXPECT_TRUE(has_key(first->statements.front().back()->text, "price"));
  testing::run("ALTER TABLE tv_measure ADD COLUMN price numeric");
  EXPECT_EQ(prepared(where), first);
  preparer_.adopt(look());
  const auto second = prepared(where);
  EXPECT_NE(second, first);
  EXPECT_FALSE(has_key(second->statements.front().back()->text, "price"));
}

TEST_F(promotion, reads_the_text_of_the_document_where_postgresql_keeps_it) {
  const std::string order = "orderBy: [{count: ASC}]";
  preparer_.adopt(look());
  EXPECT_EQ(sql(order).find("written"), std::string::npos);
  testing::run("ALTER TABLE tv_measure ADD COLUMN written text");
  preparer_.adopt(look());
  EXPECT_EQ(sql(order).find("written"), std::string::npos);
  testing::run(
      "ALTER TABLE tv_measure DROP COLUMN written; "
      "ALTER TABLE tv_measure ADD COLUMN written text GENERATED ALWAYS AS (data::text) STORED");
  preparer_.adopt(look());
  EXPECT_NE(sql(order).find("written"), std::string::npos) << sql(order);
}

TEST_F(promotion, refuses_a_pattern_that_postgresql_cannot_read_and_names_it) {
  executor_.adopt(look());
  testing::run(
      R"(INSERT INTO tv_measure (data) VALUES ('{"id": "1", "place": "a.b", "data": {}}'))");
  const std::pair<const char*, const char*> all[] = {{"title", "regex"},
                                                     {"title", "iRegex"},
                                                     {"place", "matches"},
                                                     {"data", "pathExists"},
                                                     {"data", "pathMatch"}};
  for (const auto& [field, operation] : all) {
    const std::string name = std::string(field) + "." + operation;
    const std::string value = std::string("{") + field + ": {" + operation + ": \"$$ (\"}}";
    const auto made =
        answer("{ good: measures { id } bad: measures(where: " + value + ") { id } }");
    EXPECT_EQ(made.first_error, error_code::bad_user_input) << made.body;
    EXPECT_EQ(made.errors, 1U) << made.body;
    EXPECT_NE(made.body.find("where." + name + " is not a pattern that PostgreSQL can read: "),
              std::string::npos)
        << made.body;
    EXPECT_NE(made.body.find(R"("path":["bad"])"), std::string::npos) << made.body;
    // At the pattern, not at the field.
    EXPECT_EQ(made.body.find(R"("column":24})"), std::string::npos) << made.body;
  }
}

TEST_F(promotion, answers_each_field_with_its_own_rows_where_patterns_are_checked_before) {
  executor_.adopt(look());
  testing::run(R"(INSERT INTO tv_measure (data) VALUES ('{"title": "ab", "count": 1}'), )"
               R"(('{"title": "b", "place": "x.y", "data": {"k": [1]}, "count": 2}'))");
  EXPECT_EQ(answer(R"({ a: measures(where: {title: {regex: "^a", iRegex: "B"}}) { title }
                        b: measures(orderBy: [{count: DESC}]) { count }
                        c: measures(where: {place: {matches: "*.y"}}) { title }
                        d: measures(where: {data: {pathExists: "$.k[*]", pathMatch: "$.k[0] == 1"}})
                             { title } })")
                .body,
            R"({"data":{"a":[{"title":"ab"}],"b":[{"count":2},{"count":1}],)"
            R"("c":[{"title":"b"}],"d":[{"title":"b"}]}})");
}

TEST_F(promotion, names_the_stored_field_of_a_dirty_value_in_the_log_alone) {
  executor_.adopt(look());
  testing::run(R"(INSERT INTO tv_measure (data) VALUES ('{"price": "abc"}'))");
  const auto made =
      answer(R"({ measures(where: {price: {gt: "1"}, syncedAt: {isNull: true}}) { id } })");
  EXPECT_EQ(made.first_error, error_code::internal_server_error) << made.body;
  EXPECT_EQ(made.body.find("price"), std::string::npos) << made.body;
  EXPECT_EQ(compared_, "tv_measure: data->price as numeric");
}

}  // namespace
}  // namespace fraiseql::postgres
