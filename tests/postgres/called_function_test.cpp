// What PostgreSQL makes of a read whose id a function gives: the function runs once, an index
// finds the row, and nothing can be written.
#include <gtest/gtest.h>

#include "cluster.hpp"
#include "sql/statement.hpp"

namespace fraiseql::postgres {
namespace {

class called_function : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    testing::run(R"(
drop schema if exists called cascade;
create schema called;
create table called.tv_note (id uuid primary key, data jsonb not null);
insert into called.tv_note
  select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, to_jsonb(n)
  from generate_series(1, 1000) n;
analyze called.tv_note;
-- A setting is all that a function which must not write can count its calls in.
create function called.fn_note(p_n int, p_more int default 7) returns uuid
stable language plpgsql as $$
begin
  perform set_config('called.times', (current_setting('called.times')::int + 1)::text, true);
  return ('00000000-0000-4000-8000-' || lpad((p_n + p_more)::text, 12, '0'))::uuid;
end $$;
create table called.tv_empty (like called.tv_note including all);
create function called.fn_seventh() returns uuid stable language sql as
  $$ select '00000000-0000-4000-8000-000000000007'::uuid $$;
create function called.fn_write() returns uuid language sql as
  $$ delete from called.tv_note returning id $$;
create function called.fn_hidden_write() returns uuid stable language sql as
  $$ select called.fn_write() $$;
create function called.fn_open_write() returns uuid stable language plpgsql as
  $$ begin delete from called.tv_note; return null; end $$;
)");
  }

  static plan::call_argument passed(std::string parameter, json::value value) {
    return {std::move(parameter),
            {.source = std::move(value), .type = plan::value_type::int4, .argument = "input"}};
  }
  static json::value number(int one) { return json::number{std::to_string(one)}; }

  // The read's only statement, its arguments bound, behind `before`.
  static command read_by(std::string function, std::vector<plan::call_argument> arguments,
                         const std::string& before = "", std::string relation = "tv_note") {
    plan::read read{
        .from = {.schema = "called", .name = std::move(relation)},
        .where = {},
        .order = {},
        .id_from = plan::function_call{{"called", std::move(function)}, std::move(arguments)}};
    auto compiled = sql::compile({.action = std::move(read), .shape = {}});
    EXPECT_EQ(compiled.size(), 1U);
    auto bound = sql::bind(compiled.front(), {});
    EXPECT_TRUE(bound);
    return {.statement = testing::statement(before + compiled.front().text),
            .parameters = *std::move(bound)};
  }
  std::string answer(command one) { return over_.answers({std::move(one)}).front(); }
  // What the command answers, and how often fn_note was called for it.
  std::vector<std::string> counted(command one) {
    auto all = over_.answers({testing::to_command("SELECT set_config('called.times', '0', true)"),
                              std::move(one), testing::to_command("SHOW called.times")});
    all.erase(all.begin());
    return all;
  }

  testing::test_lane over_{
      {.name = "cold",
       .connection = {.conninfo = testing::conninfo(),
                      .settings = {{"default_transaction_read_only", "on"},
                                   {"default_transaction_isolation", "repeatable read"}}},
       .connections = 1,
       .work = repeatable::yes}};
};

using answers = std::vector<std::string>;

TEST_F(called_function, runs_once_for_each_read) {
  // More often than a plan with the values in it is made anew.
  for (int n = 1; n < 10; ++n) {
    EXPECT_EQ(counted(read_by("fn_note", {passed("p_n", number(n))})),
              (answers{std::to_string(n + 7), "1"}));
  }
  EXPECT_EQ(counted(read_by("fn_note", {passed("p_n", number(5000))})), (answers{"null", "1"}));
}

// The planner knows that there is nothing to join with, once the relation was looked at.
TEST_F(called_function, runs_once_where_there_are_no_rows) {
  testing::ask("VACUUM ANALYZE called.tv_empty");
  EXPECT_EQ(counted(read_by("fn_note", {passed("p_n", number(1))}, "", "tv_empty")),
            (answers{"null", "1"}));
}

// Why the statement has a subquery, and that the tests above would notice.
TEST_F(called_function, would_run_more_often_beside_the_column) {
  const auto seen = counted(testing::to_command(
      "SELECT t.data FROM called.tv_note AS t WHERE t.id = called.fn_note(p_n => 1)"));
  EXPECT_EQ(seen[0], "8");
  EXPECT_GT(std::stoi(seen[1]), 1);
}

TEST_F(called_function, is_passed_what_is_given_and_null_as_null) {
  EXPECT_EQ(counted(read_by("fn_note", {passed("p_n", number(1)), passed("p_more", number(2))})),
            (answers{"3", "1"}));
  EXPECT_EQ(counted(read_by("fn_note", {passed("p_n", number(1)), passed("p_more", json::null{})})),
            (answers{"null", "1"}));
  EXPECT_EQ(answer(read_by("fn_seventh", {})), "7");
}

TEST_F(called_function, leaves_the_row_to_be_found_by_the_index) {
  for (const char* function : {"fn_seventh", "fn_hidden_write"}) {
    const std::string plan = answer(read_by(function, {}, "EXPLAIN (COSTS OFF) "));
    EXPECT_NE(plan.find("Index Scan using tv_note_pkey"), std::string::npos) << plan;
    EXPECT_EQ(plan.find("Seq Scan"), std::string::npos) << plan;
  }
}

TEST_F(called_function, cannot_write_whatever_it_says_of_itself) {
  EXPECT_EQ(answer(read_by("fn_hidden_write", {})), "error 25006");
  EXPECT_EQ(answer(read_by("fn_open_write", {})), "error 0A000");
  EXPECT_EQ(answer(read_by("fn_write", {})), "error 25006");
  EXPECT_EQ(testing::ask("select count(*) from called.tv_note"), "1000");
}

}  // namespace
}  // namespace fraiseql::postgres
