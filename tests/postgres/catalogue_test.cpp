// What the look at the database finds missing, and what it finds.
#include "postgres/catalogue.hpp"

#include <gtest/gtest.h>

#include "cluster.hpp"
#include "postgres/blocking_session.hpp"

namespace fraiseql::postgres {
namespace {

using testing::conninfo;
using testing::run;

lane_options lane_to(std::string conninfo_of_it) {
  return {.name = "cold",
          .connection = {.conninfo = std::move(conninfo_of_it)},
          .connections = 1,
          .work = repeatable::yes};
}

catalogue_look look_over_all(testing::test_lane& over, const requirements& needed) {
  std::optional<catalogue_answer> seen;
  check_catalogue(over.under_test, needed,
                  [&](catalogue_answer answer) { seen = std::move(answer); });
  if (!over.until([&] { return seen.has_value(); })) return {};
  EXPECT_TRUE(*seen);
  if (!*seen) return {};
  return *std::move(*seen);
}

std::vector<missing> look_over(testing::test_lane& over, const requirements& needed) {
  return look_over_all(over, needed).missing;
}

// What stands behind in a connection string wins.
std::vector<missing> look_as(const std::string& who, const requirements& needed) {
  testing::test_lane over(lane_to(conninfo() + " " + who));
  return look_over(over, needed);
}

void run_as_superuser(const std::string& statement) {
  auto session = blocking_session::connect(conninfo() + " user=postgres");
  ASSERT_TRUE(session) << session.error().message;
  const auto done = session->run_script(statement);
  ASSERT_TRUE(done) << done.error().message;
}

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

  testing::test_lane over_{lane_to(conninfo())};
};

requirements relations(std::vector<required_relation> all) { return {std::move(all), {}}; }
requirements functions(std::vector<required_function> all) { return {{}, std::move(all)}; }
required_relation relation(std::string name,
                           const std::vector<std::pair<std::string, std::string>>& columns = {}) {
  required_relation made{.schema = "looked", .name = std::move(name)};
  for (const auto& [column, type] : columns) made.columns.push_back({column, {type}});
  return made;
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
  const auto found =
      look(relations({relation("tv_unheard_of", {{"id", "uuid"}, {"data", "jsonb"}})}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].message, "the relation looked.tv_unheard_of does not exist");
  EXPECT_TRUE(
      found[0].remedy.starts_with("CREATE TABLE looked.tv_unheard_of (id uuid, data jsonb)"));
}

TEST_F(catalogue, leaves_public_out_of_names) {
  EXPECT_EQ(missing_of(relations({{.schema = "public", .name = "tv_unheard_of"}})),
            std::vector<std::string>{"the relation tv_unheard_of does not exist"});
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
  const auto found = look(functions({function("fn_unheard_of", {{"p_a", "text"}})}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].message, "the function looked.fn_unheard_of does not exist");
  EXPECT_EQ(found[0].remedy, "CREATE FUNCTION looked.fn_unheard_of(p_a text) returns uuid ...");
}

TEST_F(catalogue, names_what_it_found_where_a_function_does_not_fit) {
  EXPECT_EQ(
      missing_of(functions({function("fn_plain", {{"p_a", "text"}})})),
      std::vector<std::string>{"the function looked.fn_plain does not fit: found "
                               "looked.fn_plain() returns uuid, wanted looked.fn_plain(p_a text) "
                               "returns uuid"});
  EXPECT_EQ(missing_of(functions({function("fn_text")})).size(), 1U);
}

TEST_F(catalogue, accepts_parameters_that_postgresql_casts_to_by_itself) {
  EXPECT_TRUE(missing_of(functions({function("fn_types", {{"p_title", "text"},
                                                          {"p_name", "text"},
                                                          {"p_count", "integer"},
                                                          {"p_share", "bigint"}})}))
                  .empty());
  EXPECT_TRUE(missing_of(functions({function("fn_out", {{"p_title", "text"}})})).empty());
}

TEST_F(catalogue, names_a_function_whose_parameter_is_of_another_type) {
  EXPECT_EQ(missing_of(functions({function("fn_note", {{"p_other", "text"}})})),
            std::vector<std::string>{
                "the function looked.fn_note does not fit: found looked.fn_note(p_title text, "
                "p_body text DEFAULT NULL::text) returns uuid; looked.fn_note(p_other integer) "
                "returns uuid, wanted looked.fn_note(p_other text) returns uuid"});
  const std::vector<required_parameter> fitting = {
      {"p_title", "text"}, {"p_name", "text"}, {"p_count", "bigint"}, {"p_share", "numeric"}};
  EXPECT_TRUE(missing_of(functions({function("fn_types", fitting)})).empty());
  const std::vector<std::string> others = {"uuid", "integer", "numeric", "double precision"};
  for (std::size_t i = 0; i < fitting.size(); ++i) {
    auto parameters = fitting;
    parameters[i].type = others[i];
    EXPECT_EQ(missing_of(functions({function("fn_types", parameters)})).size(), 1U) << i;
  }
}

required_function reading(required_function one) {
  one.only_reads = true;
  return one;
}

TEST_F(catalogue, accepts_a_stable_or_immutable_function_where_it_only_reads) {
  EXPECT_TRUE(missing_of(functions({reading(function("fn_stable", {{"p_a", "integer"}})),
                                    reading(function("fn_immutable")), function("fn_immutable")}))
                  .empty());
}

TEST_F(catalogue, names_a_volatile_function_that_a_query_calls_and_how_to_mend_it) {
  const auto found = look(functions({reading(function("fn_note", {{"p_title", "text"}}))}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].message,
            "the function looked.fn_note is VOLATILE, so it may write, and a query calls it");
  EXPECT_EQ(found[0].remedy,
            "ALTER FUNCTION looked.fn_note(text,text) STABLE; if it does write, let a mutation "
            "call it");
  const auto gone = look(functions({reading(function("fn_unheard_of"))}));
  ASSERT_EQ(gone.size(), 1U);
  EXPECT_EQ(gone[0].remedy, "CREATE FUNCTION looked.fn_unheard_of() returns uuid STABLE ...");
}

TEST_F(catalogue, names_all_that_is_wrong_with_a_function) {
  run("create function looked.fn_closed() returns uuid language sql as 'select null::uuid';"
      "revoke execute on function looked.fn_closed() from public");
  EXPECT_EQ(look_as("user=fraiseql_serving", functions({reading(function("fn_closed"))})).size(),
            2U);
}

TEST_F(catalogue, takes_no_output_for_a_parameter) {
  EXPECT_EQ(
      missing_of(functions({function("fn_out", {{"p_title", "text"}, {"p_made", "uuid"}})})).size(),
      1U);
}

TEST_F(catalogue, names_a_relation_that_the_role_may_not_read_and_the_grant) {
  const auto needed = relations({relation("tv_note", {{"id", "uuid"}, {"data", "jsonb"}})});
  const auto found = look_as("user=fraiseql_serving", needed);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].message, "the role fraiseql_serving may not read the relation looked.tv_note");
  EXPECT_EQ(found[0].remedy, "GRANT SELECT ON looked.tv_note TO fraiseql_serving");
  run(found[0].remedy);
  EXPECT_TRUE(look_as("user=fraiseql_serving", needed).empty());
  run("revoke select on looked.tv_note from fraiseql_serving");
}

TEST_F(catalogue, is_content_with_a_grant_of_the_columns_that_are_needed) {
  run("grant select (id, data) on looked.tv_note to fraiseql_serving");
  EXPECT_TRUE(look_as("user=fraiseql_serving",
                      relations({relation("tv_note", {{"id", "uuid"}, {"data", "jsonb"}})}))
                  .empty());
  EXPECT_EQ(look_as("user=fraiseql_serving",
                    relations({relation("tv_note", {{"id", "uuid"}, {"identifier", "text"}})}))
                .size(),
            1U);
  run("revoke select (id, data) on looked.tv_note from fraiseql_serving");
}

TEST_F(catalogue, names_a_function_that_the_role_may_not_call_and_the_grant) {
  run("revoke execute on function looked.fn_note(text, text) from public");
  const auto needed = functions({function("fn_note", {{"p_title", "text"}})});
  EXPECT_TRUE(look(needed).empty());  // its owner may
  const auto found = look_as("user=fraiseql_serving", needed);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].message, "the role fraiseql_serving may not call the function looked.fn_note");
  EXPECT_EQ(found[0].remedy,
            "GRANT EXECUTE ON FUNCTION looked.fn_note(text,text) TO fraiseql_serving");
  run(found[0].remedy);
  EXPECT_TRUE(look_as("user=fraiseql_serving", needed).empty());
}

TEST_F(catalogue, refuses_a_database_that_is_not_utf_8) {
  run_as_superuser("DROP DATABASE IF EXISTS looked_latin");
  run_as_superuser(
      "CREATE DATABASE looked_latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' "
      "TEMPLATE template0");
  const auto found = look_as("user=postgres dbname=looked_latin", {});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].message, "the database looked_latin has the encoding LATIN1, not UTF8");
  EXPECT_TRUE(found[0].remedy.starts_with("CREATE DATABASE ... ENCODING 'UTF8'"))
      << found[0].remedy;
}

TEST_F(catalogue, refuses_a_server_older_than_it_must_be) {
  EXPECT_EQ(requirements{}.oldest_server, 14);
  const int this_one =
      std::stoi(testing::ask("select current_setting('server_version_num')::int / 10000"));
  requirements needed = relations({relation("tv_unheard_of")});
  needed.oldest_server = this_one;
  EXPECT_EQ(missing_of(needed),
            std::vector<std::string>{"the relation looked.tv_unheard_of does not exist"});
  needed.oldest_server = this_one + 1;
  const auto found = look(needed);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].message.starts_with("the server is PostgreSQL " + std::to_string(this_one)))
      << found[0].message;
  EXPECT_EQ(found[0].remedy,
            "upgrade it to PostgreSQL " + std::to_string(this_one + 1) + " or newer");
}

TEST_F(catalogue, names_the_nearest_that_there_is) {
  EXPECT_EQ(missing_of(relations({relation("tv_nite"), relation("tv_note", {{"identifer", "text"}}),
                                  relation("nothing_like_it")})),
            (std::vector<std::string>{
                "the relation looked.tv_nite does not exist; did you mean \"looked.tv_note\"?",
                "the column looked.tv_note.identifer does not exist; did you mean \"identifier\"?",
                "the relation looked.nothing_like_it does not exist"}));
  EXPECT_EQ(missing_of(functions({function("fn_plein")})),
            std::vector<std::string>{
                "the function looked.fn_plein does not exist; did you mean \"looked.fn_plain\"?"});
}

TEST_F(catalogue, wants_the_text_search_configuration) {
  run("create text search configuration looked.ours (copy = simple)");
  for (const char* name : {"simple", "english", "pg_catalog.simple", "looked.ours", "SIMPLE"}) {
    EXPECT_TRUE(missing_of({.search_configuration = name}).empty()) << name;
  }
  const auto found = look({.search_configuration = "engish"});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].message,
            "the text search configuration engish does not exist; did you mean \"english\"?");
  EXPECT_EQ(found[0].remedy,
            "CREATE TEXT SEARCH CONFIGURATION engish (COPY = pg_catalog.simple), or set "
            "\"search_configuration\" to another one");
  for (const char* name : {"looked.our", "nowhere.simple", "a.b.c.d", "simple'--", "\"Simple\""}) {
    EXPECT_EQ(missing_of({.search_configuration = name}).size(), 1U) << name;
  }
  // Among others that are missing, and with nothing missing among the others.
  requirements needed =
      relations({relation("tv_unheard_of"), relation("tv_note", {{"id", "uuid"}})});
  needed.search_configuration = "engish";
  EXPECT_EQ(missing_of(needed).size(), 2U);
}

TEST_F(catalogue, takes_a_column_of_one_of_several_types) {
  required_relation needed = relation("tv_note");
  needed.columns = {{"identifier", {"uuid", "text"}}, {"at", {"date", "timestamp with time zone"}}};
  EXPECT_TRUE(missing_of(relations({needed})).empty());
  needed.columns = {{"identifier", {"bigint", "integer"}}, {"gone", {"bigint", "integer"}}};
  const auto found = look(relations({needed}));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].message,
            "the column looked.tv_note.identifier is of type text, not bigint or integer");
  EXPECT_EQ(found[0].remedy, "ALTER TABLE looked.tv_note ALTER COLUMN identifier TYPE bigint");
  EXPECT_EQ(found[1].remedy, "ALTER TABLE looked.tv_note ADD COLUMN gone bigint");
}

TEST_F(catalogue, refuses_a_column_by_whose_collation_different_texts_are_equal) {
  const auto found = look(relations({relation("tv_found", {{"folded", "text"}})}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].message,
            "the column looked.tv_found.folded has the collation looked.folding, by which texts "
            "that differ may be equal");
  EXPECT_EQ(found[0].remedy,
            "ALTER TABLE looked.tv_found ALTER COLUMN folded TYPE text COLLATE "
            "pg_catalog.\"default\"");
  EXPECT_TRUE(
      missing_of(relations({relation("tv_found", {{"title", "character varying"}})})).empty());
}

TEST_F(catalogue, finds_every_column_with_its_type_and_collation_but_for_the_document) {
  const auto seen = found(relation("tv_found"));
  ASSERT_TRUE(seen);
  std::string all;
  for (const plan::found_column& one : seen->columns) {
    all += one.name + " " + one.type + (one.has_default_collation ? "" : " collated") + ", ";
  }
  EXPECT_EQ(all,
            "id uuid, other data jsonb, tags text[], title character varying collated, "
            "folded text collated, hidden integer, twin text, twin_of_other text, "
            "twin_in_capitals text, varchar_twin character varying, no_twin text, ");
}

TEST_F(catalogue, trusts_a_text_of_the_document_only_where_postgresql_makes_it) {
  const auto twins = [&](const std::string& document) {
    required_relation needed = relation("tv_found");
    needed.document = document;
    const auto seen = found(needed);
    std::vector<std::string> names;
    if (!seen) return names;
    for (const plan::found_column& one : seen->columns) {
      if (one.is_text_of_document) names.push_back(one.name);
    }
    return names;
  };
  EXPECT_EQ(twins("data"), std::vector<std::string>{"twin"});
  EXPECT_EQ(twins("other data"), std::vector<std::string>{"twin_of_other"});
  EXPECT_TRUE(twins("tags").empty());
  const auto view = found(relation("v_found"));
  ASSERT_TRUE(view);
  for (const plan::found_column& one : view->columns) EXPECT_FALSE(one.is_text_of_document);
}

TEST_F(catalogue, trusts_no_text_of_one_document_where_the_relation_has_two) {
  required_relation other = relation("tv_found");
  other.document = "other data";
  const auto all = look_over_all(over_, relations({relation("tv_found"), other}));
  ASSERT_EQ(all.found->relations.size(), 1U);
  for (const plan::found_column& one : all.found->relations[0].columns) {
    EXPECT_FALSE(one.is_text_of_document) << one.name;
    EXPECT_NE(one.type, "jsonb") << one.name;
  }
}

TEST_F(catalogue, finds_only_columns_that_the_role_may_read) {
  run("grant select (id, data, title) on looked.tv_found to fraiseql_serving");
  testing::test_lane over(lane_to(conninfo() + " user=fraiseql_serving"));
  const auto all = look_over_all(over, relations({relation("tv_found", {{"id", "uuid"}})}));
  EXPECT_TRUE(all.missing.empty());
  ASSERT_EQ(all.found->relations.size(), 1U);
  EXPECT_EQ(all.found->relations[0].columns.size(), 2U);
  run("revoke select (id, data, title) on looked.tv_found from fraiseql_serving");
}

TEST_F(catalogue, finds_how_much_a_relation_holds_and_whether_policies_apply) {
  run("create table looked.tv_held (id uuid, data jsonb);"
      "insert into looked.tv_held select gen_random_uuid(), '{}' from generate_series(1, 100)");
  EXPECT_EQ(found(relation("tv_held"))->rows, -1);
  run("analyze looked.tv_held; alter table looked.tv_held enable row level security;"
      "grant select on looked.tv_held to fraiseql_serving");
  const auto seen = found(relation("tv_held"));
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->rows, 100);
  EXPECT_GE(seen->bytes, 8192);
  EXPECT_FALSE(seen->has_row_security);  // its owner
  testing::test_lane over(lane_to(conninfo() + " user=fraiseql_serving"));
  const auto all = look_over_all(over, relations({relation("tv_held")}));
  ASSERT_EQ(all.found->relations.size(), 1U);
  EXPECT_TRUE(all.found->relations[0].has_row_security);
  EXPECT_FALSE(found(relation("tv_unheard_of")));
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
