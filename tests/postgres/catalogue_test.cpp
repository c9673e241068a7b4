// What the look at the database finds missing of relations and settings, and what it finds.
#include "postgres/catalogue.hpp"

#include "looked_database.hpp"

namespace fraiseql::postgres {
namespace {

using testing::conninfo;
using testing::run;

class catalogue : public looked_database {};

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

// Found in a database of its own, where nobody else makes extensions.
TEST_F(catalogue, names_an_extension_that_is_missing_and_who_needs_it) {
  run_as_superuser("DROP DATABASE IF EXISTS looked_plain");
  run_as_superuser("CREATE DATABASE looked_plain");
  const std::string superuser = "user=postgres dbname=looked_plain";
  const auto run_there = [&](const std::string& statement) {
    auto session = blocking_session::connect(conninfo() + " " + superuser);
    ASSERT_TRUE(session) << session.error().message;
    ASSERT_TRUE(session->run_script(statement)) << statement;
  };
  const requirements needed{.extensions = {{"ltree", "Note.path of type LTree"}}};
  const auto found_as = [&](const std::string& who) {
    std::string all;
    for (const missing& one : look_as(who, needed)) all += one.message + "; " + one.remedy + "\n";
    return all;
  };
  const std::string role = "user=fraiseql_serving dbname=looked_plain";
  const std::string what = "the extension ltree, which Note.path of type LTree needs, is ";
  EXPECT_EQ(found_as(role), what + "not in the database; CREATE EXTENSION ltree\n");
  run_there("CREATE SCHEMA \"Far\"; CREATE EXTENSION ltree SCHEMA \"Far\"");
  EXPECT_EQ(found_as(role),
            what +
                "in the schema \"Far\", which the role fraiseql_serving may not use; GRANT "
                "USAGE ON SCHEMA \"Far\" TO fraiseql_serving\n");
  run_there("GRANT USAGE ON SCHEMA \"Far\" TO fraiseql_serving");
  EXPECT_EQ(found_as(role),
            what +
                "in the schema \"Far\", to which the search_path of fraiseql_serving does not "
                "lead; ALTER EXTENSION ltree SET SCHEMA public, or ALTER ROLE fraiseql_serving "
                "SET search_path = public, \"Far\"\n");
  EXPECT_EQ(found_as(role + " options='-c search_path=public,\"Far\"'"), "");
  // What else has the name is not it.
  run_there("CREATE TABLE public.ltree (id int)");
  EXPECT_NE(found_as(role), "");
  run_there("DROP TABLE public.ltree; ALTER EXTENSION ltree SET SCHEMA public");
  EXPECT_EQ(found_as(role), "");
}

TEST_F(catalogue, says_how_to_install_an_extension_that_the_server_does_not_have) {
  const requirements needed{.extensions = {{"no_such_extension", "Note.at of type Vector"}}};
  const auto found = look(needed);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].message,
            "the extension no_such_extension, which Note.at of type Vector needs, is not on the "
            "server");
  EXPECT_EQ(found[0].remedy,
            "install PostgreSQL's contrib modules on the server, then CREATE EXTENSION "
            "no_such_extension");
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
  EXPECT_EQ(found(relation("tv_held"))->row_bytes, 0);  // nobody has counted its rows
  run("analyze looked.tv_held; alter table looked.tv_held enable row level security;"
      "grant select on looked.tv_held to fraiseql_serving");
  const auto seen = found(relation("tv_held"));
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->row_bytes, 0);         // they are in one page, and it need not be full
  EXPECT_FALSE(seen->has_row_security);  // its owner
  testing::test_lane over(lane_to(conninfo() + " user=fraiseql_serving"));
  const auto all = look_over_all(over, relations({relation("tv_held")}));
  ASSERT_EQ(all.found->relations.size(), 1U);
  EXPECT_TRUE(all.found->relations[0].has_row_security);
  EXPECT_FALSE(found(relation("tv_unheard_of")));
}

TEST_F(catalogue, finds_what_a_row_takes_in_the_relation_and_out_of_line) {
  run("create table looked.tv_sized (id uuid, data jsonb, padding text);"
      "alter table looked.tv_sized alter padding set storage external");
  const auto bytes_of_rows = [&](const char* rows) {
    run(std::string("truncate looked.tv_sized; insert into looked.tv_sized "
                    "select gen_random_uuid(), '{}', ") +
        rows + "; analyze looked.tv_sized");
    return found(relation("tv_sized"))->row_bytes;
  };
  const auto in_line = bytes_of_rows("repeat('a', 400) from generate_series(1, 2000)");
  EXPECT_GT(in_line, 400);
  EXPECT_LT(in_line, 600);
  // A few more of them change nothing.
  EXPECT_EQ(bytes_of_rows("repeat('a', 402) from generate_series(1, 2030)"), in_line);
  const auto out_of_line = bytes_of_rows("repeat('a', 9000) from generate_series(1, 500)");
  EXPECT_GT(out_of_line, 8'000);
  EXPECT_LT(out_of_line, 12'000);
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
