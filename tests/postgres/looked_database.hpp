// looked_database: a schema `looked` with relations, columns and functions to be found, missed and
// mistaken for others, and the look at the database that does so, as its owner or as another role.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cluster.hpp"
#include "postgres/blocking_session.hpp"
#include "postgres/catalogue.hpp"

namespace fraiseql::postgres {

inline lane_options lane_to(std::string conninfo_of_it) {
  return {.name = "cold",
          .connection = {.conninfo = std::move(conninfo_of_it)},
          .connections = 1,
          .work = repeatable::yes};
}

inline catalogue_look look_over_all(testing::test_lane& over, const requirements& needed) {
  std::optional<catalogue_answer> seen;
  check_catalogue(over.under_test, needed,
                  [&](catalogue_answer answer) { seen = std::move(answer); });
  if (!over.until([&] { return seen.has_value(); })) return {};
  EXPECT_TRUE(*seen);
  if (!*seen) return {};
  return *std::move(*seen);
}

inline std::vector<missing> look_over(testing::test_lane& over, const requirements& needed) {
  return look_over_all(over, needed).missing;
}

// What stands behind in a connection string wins.
inline std::vector<missing> look_as(const std::string& who, const requirements& needed) {
  testing::test_lane over(lane_to(testing::conninfo() + " " + who));
  return look_over(over, needed);
}

inline void run_as_superuser(const std::string& statement) {
  auto session = blocking_session::connect(testing::conninfo() + " user=postgres");
  ASSERT_TRUE(session) << session.error().message;
  const auto done = session->run_script(statement);
  ASSERT_TRUE(done) << done.error().message;
}

class looked_database : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    testing::run(
        "drop schema if exists looked cascade; create schema looked;"
        "create table looked.tv_note (id uuid, identifier text, data jsonb, at timestamptz, "
        "dropped int);"
        "alter table looked.tv_note drop column dropped;"
        "create view looked.v_note as select * from looked.tv_note;"
        "create materialized view looked.mv_note as select * from looked.tv_note;"
        "create function looked.fn_note(p_title text, p_body text default null) returns uuid "
        "language sql as 'select gen_random_uuid()';"
        "create function looked.fn_note(p_other int) returns uuid language sql as 'select "
        "gen_random_uuid()';"
        "create function looked.fn_plain() returns uuid language sql as 'select gen_random_uuid()';"
        "create domain looked.title as varchar check (value <> '');"
        "create domain looked.long_title as looked.title;"
        "create function looked.fn_types(p_title varchar, p_name looked.long_title, p_count "
        "bigint, p_share numeric) returns uuid language sql as 'select gen_random_uuid()';"
        "create function looked.fn_out(out p_made uuid, in p_title text) "
        "language sql as 'select gen_random_uuid()';"
        "create function looked.fn_stable(p_a int) returns uuid stable language sql as 'select "
        "null::uuid';"
        "create function looked.fn_immutable() returns uuid immutable language sql as 'select "
        "null::uuid';"
        "create collation looked.folding (provider = icu, locale = 'und-u-ks-level2', "
        "deterministic = false);"
        "create table looked.tv_found (id uuid, data jsonb, \"other data\" jsonb, tags text[], "
        "title varchar(20) collate \"C\", folded text collate looked.folding, hidden int, "
        "twin text generated always as (data::text) stored, "
        "twin_of_other text generated always as (\"other data\"::text) stored, "
        "twin_in_capitals text generated always as (upper(data::text)) stored, "
        "varchar_twin varchar generated always as (data::text) stored, no_twin text);"
        "create view looked.v_found as select * from looked.tv_found;"
        "create function looked.fn_text() returns text language sql as 'select ''x'''");
  }
  // The messages, one each.
  std::vector<std::string> missing_of(const requirements& needed) {
    std::vector<std::string> messages;
    for (const missing& one : look(needed)) messages.push_back(one.message);
    return messages;
  }
  std::vector<missing> look(const requirements& needed) { return look_over(over_, needed); }
  // What is found of a relation; nullopt: it is not in the catalogue.
  std::optional<plan::found_relation> found(const required_relation& one) {
    const catalogue_look all = look_over_all(over_, {.relations = {one}});
    if (!all.found) return std::nullopt;
    const auto* seen = all.found->find({.schema = one.schema, .name = one.name});
    return seen == nullptr ? std::nullopt : std::optional(*seen);
  }

  testing::test_lane over_{lane_to(testing::conninfo())};
};

inline requirements relations(std::vector<required_relation> all) { return {std::move(all), {}}; }
inline requirements functions(std::vector<required_function> all) { return {{}, std::move(all)}; }
inline required_relation relation(
    std::string name, const std::vector<std::pair<std::string, std::string>>& columns = {}) {
  required_relation made{.schema = "looked", .name = std::move(name)};
  for (const auto& [column, type] : columns) made.columns.push_back({column, {type}});
  return made;
}
inline required_function function(std::string name,
                                  std::vector<required_parameter> parameters = {}) {
  return {.schema = "looked",
          .name = std::move(name),
          .parameters = std::move(parameters),
          .returns = {}};
}

}  // namespace fraiseql::postgres
