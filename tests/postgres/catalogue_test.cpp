// What the look at the database finds missing.
#include "postgres/catalogue.hpp"

#include <gtest/gtest.h>

#include "cluster.hpp"

namespace fraiseql::postgres {
namespace {

using testing::conninfo;
using testing::run;

class catalogue : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    run("drop schema if exists looked cascade; create schema looked;"
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
        "create function looked.fn_text() returns text language sql as 'select ''x'''");
  }
  // The messages, one each.
  std::vector<std::string> missing_of(const requirements& needed) {
    std::vector<std::string> messages;
    for (const missing& one : look(needed)) messages.push_back(one.message);
    return messages;
  }
  std::vector<missing> look(const requirements& needed) {
    std::optional<catalogue_answer> seen;
    check_catalogue(over_.under_test, needed,
                    [&](catalogue_answer answer) { seen = std::move(answer); });
    over_.until([&] { return seen.has_value(); });
    EXPECT_TRUE(*seen);
    return *std::move(*seen);
  }

  testing::test_lane over_{{.name = "cold",
                            .connection = {.conninfo = conninfo()},
                            .connections = 1,
                            .work = repeatable::yes}};
};

requirements relations(std::vector<required_relation> all) { return {std::move(all), {}}; }
requirements functions(std::vector<required_function> all) { return {{}, std::move(all)}; }
required_relation relation(std::string name, std::vector<typed_name> columns = {}) {
  return {.schema = "looked", .name = std::move(name), .columns = std::move(columns)};
}
required_function function(std::string name, std::vector<required_parameter> parameters = {}) {
  return {.schema = "looked",
          .name = std::move(name),
          .parameters = std::move(parameters),
          .returns = "uuid"};
}

TEST_F(catalogue, finds_nothing_missing_where_nothing_is_needed) {
  EXPECT_TRUE(missing_of({}).empty());
}

TEST_F(catalogue, accepts_tables_views_and_materialised_views) {
  for (const char* name : {"tv_note", "v_note", "mv_note"}) {
    EXPECT_TRUE(missing_of(relations({relation(name, {{"id", "uuid"},
                                                      {"data", "jsonb"},
                                                      {"identifier", "text"},
                                                      {"at", "timestamp with time zone"}})}))
                    .empty())
        << name;
  }
}

TEST_F(catalogue, names_a_missing_relation_and_how_to_make_it) {
  const auto found = look(relations({relation("tv_gone", {{"id", "uuid"}, {"data", "jsonb"}})}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].message, "the relation looked.tv_gone does not exist");
  EXPECT_TRUE(found[0].remedy.starts_with("CREATE TABLE looked.tv_gone (id uuid, data jsonb)"));
}

TEST_F(catalogue, leaves_public_out_of_names) {
  EXPECT_EQ(missing_of(relations({{.schema = "public", .name = "tv_gone", .columns = {}}})),
            std::vector<std::string>{"the relation tv_gone does not exist"});
}

TEST_F(catalogue, names_missing_dropped_and_mistyped_columns) {
  const auto found = look(relations(
      {relation("tv_note", {{"gone", "text"}, {"dropped", "integer"}, {"identifier", "uuid"}})}));
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].message, "the column looked.tv_note.gone does not exist");
  EXPECT_EQ(found[0].remedy, "ALTER TABLE looked.tv_note ADD COLUMN gone text");
  EXPECT_EQ(found[1].message, "the column looked.tv_note.dropped does not exist");
  EXPECT_EQ(found[2].message, "the column looked.tv_note.identifier is of type text, not uuid");
}

TEST_F(catalogue, takes_a_name_literally) {
  EXPECT_EQ(missing_of(relations({relation("tv_note' OR true --")})).size(), 1U);
  EXPECT_EQ(missing_of(relations({relation("TV_NOTE")})).size(), 1U);
}

TEST_F(catalogue, finds_the_overload_that_takes_the_parameters) {
  EXPECT_TRUE(
      missing_of(functions({function("fn_note", {{"p_title", "text"}, {"p_body", "text"}}),
                            function("fn_note", {{"p_other", "integer"}}),
                            function("fn_note", {{"p_title", "text"}}), function("fn_plain")}))
          .empty());
}

TEST_F(catalogue, wants_a_default_of_what_a_call_may_leave_out_or_never_passes) {
  EXPECT_TRUE(
      missing_of(functions({function("fn_note", {{"p_title", "text"}, {"p_body", "text", false}})}))
          .empty());
  const auto found = look(functions({function("fn_note", {{"p_title", "text", false}})}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(
      found[0].message.ends_with("wanted looked.fn_note(p_title text DEFAULT NULL) returns uuid"))
      << found[0].message;
  EXPECT_EQ(missing_of(functions({function("fn_note", {{"p_body", "text"}})})).size(), 1U);
}

TEST_F(catalogue, names_a_missing_function) {
  const auto found = look(functions({function("fn_gone", {{"p_a", "text"}})}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].message, "the function looked.fn_gone does not exist");
  EXPECT_EQ(found[0].remedy, "CREATE FUNCTION looked.fn_gone(p_a text) returns uuid ...");
}

TEST_F(catalogue, names_what_it_found_where_a_function_does_not_fit) {
  EXPECT_EQ(
      missing_of(functions({function("fn_plain", {{"p_a", "text"}})})),
      std::vector<std::string>{"the function looked.fn_plain does not fit: found "
                               "looked.fn_plain() returns uuid, wanted looked.fn_plain(p_a text) "
                               "returns uuid"});
  EXPECT_EQ(missing_of(functions({function("fn_text")})).size(), 1U);
}

TEST_F(catalogue, says_why_it_could_not_look) {
  over_.under_test.stop();
  bool is_told = false;
  check_catalogue(over_.under_test, relations({relation("tv_note")}),
                  [&](const catalogue_answer& answer) {
                    is_told = true;
                    EXPECT_FALSE(answer);
                  });
  EXPECT_TRUE(is_told);
}

}  // namespace
}  // namespace fraiseql::postgres
