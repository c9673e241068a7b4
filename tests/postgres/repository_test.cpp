// What functions of the program read, against a real PostgreSQL: the documents they get, and what
// they are told where there are none.
#include "execution/repository.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "cluster.hpp"
#include "execution/requirements.hpp"
#include "json/read.hpp"
#include "postgres/blocking_session.hpp"
#include "postgres/lanes.hpp"
#include "support/eventually.hpp"
#include "support/wide_schema.hpp"

namespace fraiseql::execution {
namespace {

using namespace std::chrono_literals;
using fraiseql::testing::eventually;
using fraiseql::testing::member;
using postgres::testing::ask;
using postgres::testing::conninfo;
using postgres::testing::run;
using schema::row_query;

const char* const tables = R"(
  DROP TABLE IF EXISTS tv_plant CASCADE;
  CREATE TABLE tv_plant (id uuid PRIMARY KEY, height int, data jsonb);
  INSERT INTO tv_plant (id, height, data)
  SELECT id::uuid, (data->>'height')::int, data || jsonb_build_object('id', id)
  FROM (VALUES
    ('00000000-0000-4000-8000-000000000001',
     '{"name": "oak", "height": 20, "kind": "tree", "soil": {"ph": 6.5}, "tags": ["old"]}'::jsonb),
    ('00000000-0000-4000-8000-000000000002',
     '{"name": "fern", "height": 1, "kind": "herb", "soil": {"ph": 5}, "tags": []}'),
    ('00000000-0000-4000-8000-000000000003',
     '{"name": "pine", "height": 30, "kind": "tree", "soil": null, "tags": ["old", "green"]}')
  ) AS made (id, data))";

std::shared_ptr<const schema::schema> plants() {
  schema::schema_builder builder;
  builder.add(schema::type_declaration{
      .kind = schema::type_kind::enumeration,
      .name = "Kind",
      .values = {{.name = "TREE", .stored = "tree"}, {.name = "HERB", .stored = "herb"}},
      .origin = "enum Kind"});
  builder.add(schema::type_declaration{
      .name = "Soil", .fields = {member("ph", "Float")}, .origin = "struct Soil"});
  builder.add(schema::type_declaration{
      .name = "Plant",
      .fields = {member("id", "ID", true), member("name", "String", true), member("height", "Int"),
                 member("kind", "Kind"), member("soil", "Soil"), member("tags", "String", true, 1),
                 member("planted", "Date"), member("key", "UUID")},
      .source = schema::relation{.name = "tv_plant"},
      .origin = "struct Plant"});
  builder.add_query(
      schema::find_declaration{.name = "plants", .object = "Plant", .origin = "plants"});
  builder.add_repository();
  auto built = std::move(builder).build();
  if (built) return *built;
  for (const auto& error : built.error()) ADD_FAILURE() << error.message;
  return nullptr;
}

struct reading {
  std::size_t connections = 2;
  std::chrono::milliseconds statement_timeout = 60s;
  std::string from = conninfo();
};

std::shared_ptr<repository> made(const reading& how = {}) {
  return std::make_shared<repository>(
      plants()->repository(), plan::planning_options{.regex_filters = false},
      postgres::blocking_lane_options{
          .connection = postgres::read_connection(how.from, how.statement_timeout),
          .connections = how.connections,
          .statement_timeout = how.statement_timeout});
}

row_query query(const std::string& where, const std::string& order_by = "null",
                std::int32_t limit = 100, std::int32_t offset = 0) {
  return {.type = "Plant",
          .where = *json::read(where),
          .order_by = *json::read(order_by),
          .limit = limit,
          .offset = offset};
}

// The names of what was found, or `CODE message | detail`.
std::string names(repository& of, const row_query& asked,
                  repository::clock::time_point until = repository::clock::now() + 60s) {
  const auto found = of.read(asked, nullptr, until);
  if (!found) {
    return std::string(to_string(found.error().error.code)) + " " + found.error().error.message +
           " | " + found.error().log_detail;
  }
  std::string text;
  for (const std::string& one : *found) {
    const auto document = json::read(one);
    const json::value* name = document ? document->find("name") : nullptr;
    text += (text.empty() ? "" : " ") + (name == nullptr ? one : *name->get<std::string>());
  }
  return text;
}

class repository_of_plants : public ::testing::Test {
 protected:
  void SetUp() override { run(tables); }
  std::shared_ptr<repository> of = made();
};

TEST_F(repository_of_plants, gives_whole_documents_by_their_id) {
  EXPECT_EQ(names(*of, query("null")), "oak fern pine");
  const auto found = of->read(query("null", "null", 1), nullptr, repository::clock::now() + 60s);
  ASSERT_TRUE(found);
  const auto document = json::read(found->front());
  ASSERT_TRUE(document);
  EXPECT_NE(document->find("soil"), nullptr);
  EXPECT_NE(document->find("tags"), nullptr);
}

TEST_F(repository_of_plants, filters_by_conditions_of_each_kind) {
  const std::pair<const char*, const char*> all[] = {
      {R"({"name": {"eq": "oak"}})", "oak"},
      {R"({"name": {"contains": "e"}})", "fern pine"},
      {R"({"name": {"regex": "^(oak|pine)$"}})", "oak pine"},
      {R"({"height": {"gte": 20}})", "oak pine"},
      {R"({"kind": {"in": ["HERB"]}})", "fern"},
      {R"({"soil": {"ph": {"lt": 6}}})", "fern"},
      {R"({"soil": {"isNull": true}})", "pine"},
      {R"({"tags": {"contains": ["green"]}})", "pine"},
      {R"({"tags": {"isEmpty": true}})", "fern"},
      {R"({"NOT": {"kind": {"eq": "TREE"}}})", "fern"},
      {R"({"AND": [{"kind": {"eq": "TREE"}}, {"height": {"lt": 25}}]})", "oak"},
      {R"({"OR": [{"name": {"eq": "fern"}}, {"height": {"gt": 25}}]})", "fern pine"},
      {R"({"id": {"eq": "00000000-0000-4000-8000-000000000002"}})", "fern"},
      {R"({"name": {"eq": "rose"}})", ""},
  };
  for (const auto& [where, found] : all) EXPECT_EQ(names(*of, query(where)), found) << where;
}

// More of them than clients may ask for.
TEST_F(repository_of_plants, filters_by_long_lists_of_values) {
  json::array heights(200'000, json::value(json::number{"20"}));
  row_query wanted = query("null");
  wanted.where = json::object{{"height", json::object{{"in", std::move(heights)}}}};
  EXPECT_EQ(names(*of, wanted), "oak");
}

TEST_F(repository_of_plants, orders_and_pages) {
  EXPECT_EQ(names(*of, query("null", R"([{"height": "DESC"}])")), "pine oak fern");
  EXPECT_EQ(names(*of, query("null", R"([{"soil": {"ph": "ASC_NULLS_FIRST"}}])")), "pine fern oak");
  EXPECT_EQ(names(*of, query("null", R"([{"height": "ASC"}])", 1, 1)), "oak");
  EXPECT_EQ(names(*of, query("null", "null", 0)), "");
}

TEST_F(repository_of_plants, reads_a_null_for_a_document_as_null) {
  run("UPDATE tv_plant SET data = NULL WHERE height = 1");
  EXPECT_EQ(names(*of, query("null")), "oak null pine");
}

TEST_F(repository_of_plants, uses_the_columns_that_were_found) {
  run("UPDATE tv_plant SET height = 99 WHERE data->>'name' = 'fern'");
  EXPECT_EQ(names(*of, query(R"({"height": {"gt": 25}})")), "pine");
  const auto schema = plants();
  postgres::testing::turning_loop turning;
  postgres::lanes over(turning.loop, {.conninfo = conninfo()}, {}, [] {});
  over.start();
  turning.until([&] { return over.are_up(); });
  std::optional<postgres::catalogue_answer> seen;
  postgres::check_catalogue(over.cold, requirements_of(schema),
                            [&](postgres::catalogue_answer answer) { seen = std::move(answer); });
  turning.until([&] { return seen.has_value(); });
  ASSERT_TRUE(*seen);
  ASSERT_NE((*seen)->found->find(*schema->find_type("Plant")->source), nullptr);
  of->adopt((*seen)->found);
  EXPECT_EQ(names(*of, query(R"({"height": {"gt": 25}})")), "fern pine");
  over.stop();
}

TEST_F(repository_of_plants, keeps_a_malformed_value_from_the_client) {
  EXPECT_EQ(names(*of, query(R"({"key": {"eq": "secret"}})")).substr(0, 57),
            "BAD_USER_INPUT a value that is looked for is malformed | ");
  const std::string of_id = names(*of, query(R"({"id": {"eq": "secret"}})"));
  EXPECT_EQ(of_id,
            "BAD_USER_INPUT a value that is looked for is malformed | fetching Plant: "
            "where.id.eq is not a UUID: \"secret\"");
}

TEST_F(repository_of_plants, keeps_a_malformed_pattern_from_the_client) {
  EXPECT_EQ(names(*of, query(R"({"name": {"regex": "secret("}})")),
            "BAD_USER_INPUT a value that is looked for is malformed | fetching Plant: "
            "where.name.regex is not a pattern that PostgreSQL can read: invalid regular "
            "expression: parentheses () not balanced");
}

TEST_F(repository_of_plants, takes_what_clients_cannot_say_for_the_programs_mistake) {
  const std::string filter = names(*of, query(R"({"shade": {"eq": 1}})"));
  EXPECT_TRUE(filter.starts_with("INTERNAL_SERVER_ERROR internal error | fetching Plant: "))
      << filter;
  const std::string order = names(*of, query("null", R"([{"tags": "ASC"}])"));
  EXPECT_TRUE(order.starts_with("INTERNAL_SERVER_ERROR internal error | fetching Plant: "))
      << order;
  row_query other = query("null");
  other.type = "Soil";
  EXPECT_EQ(names(*of, other),
            "INTERNAL_SERVER_ERROR internal error | fetching Soil: it has no rows that can be "
            "filtered and ordered");
}

TEST_F(repository_of_plants, tells_the_log_which_stored_value_stopped_a_comparison) {
  run(R"(UPDATE tv_plant SET data = data || '{"planted": "someday"}' WHERE height = 1)");
  const std::string said = names(*of, query(R"({"planted": {"gt": "2020-01-01"}})"));
  EXPECT_TRUE(
      said.starts_with("INTERNAL_SERVER_ERROR internal error | fetching Plant: invalid "
                       "input syntax for type date: \"someday\" (SQLSTATE 22007)"))
      << said;
  EXPECT_NE(said.find("compared: tv_plant: data->planted as date"), std::string::npos) << said;
}

TEST_F(repository_of_plants, says_that_a_statement_took_too_long) {
  auto session = postgres::blocking_session::connect(conninfo());
  ASSERT_TRUE(session);
  ASSERT_TRUE(session->run_script("BEGIN; LOCK TABLE tv_plant IN ACCESS EXCLUSIVE MODE"));
  EXPECT_EQ(names(*made({.statement_timeout = 100ms}), query("null")).substr(0, 53),
            "TIMEOUT the statement took too long and was cancelled");
  const auto soon = repository::clock::now() + 100ms;
  EXPECT_EQ(names(*of, query("null"), soon).substr(0, 53),
            "TIMEOUT the statement took too long and was cancelled");
  ASSERT_TRUE(session->run_script("COMMIT"));
  EXPECT_EQ(names(*of, query("null")), "oak fern pine");
}

TEST_F(repository_of_plants, says_that_the_database_cannot_be_reached) {
  const std::string said = names(*made({.from = "host=/nonexistent"}), query("null"));
  EXPECT_TRUE(said.starts_with("UNAVAILABLE the database cannot be reached; try again | ")) << said;
}

TEST_F(repository_of_plants, reads_for_many_threads_at_once) {
  const auto shared = made({.connections = 3});
  std::vector<std::string> found(16);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < found.size(); ++i) {
      threads.emplace_back([&, i] {
        for (int round = 0; round < 20; ++round) {
          const char* const where = i % 2 == 0 ? "null" : R"({"kind": {"eq": "TREE"}})";
          found[i] = names(*shared, query(where, R"([{"name": "ASC"}])"));
        }
      });
    }
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i], i % 2 == 0 ? "fern oak pine" : "oak pine");
  }
}

}  // namespace
}  // namespace fraiseql::execution
