// What functions of mutations call, against a real PostgreSQL: how values become parameters and
// results JSON, which of the functions of a name is meant, and what fails.
#include <gtest/gtest.h>

#include "beasts.hpp"

namespace fraiseql::execution::testing {
namespace {

class named_calls : public commands_of_beasts {};

TEST_F(named_calls, commits_each_call_before_it_is_answered) {
  EXPECT_EQ(call(session, "cage.fn_add", R"({"p_name": "rex"})"), R"("rex")");
  EXPECT_EQ(names(), "rex");
  EXPECT_EQ(call(session, "cage.fn_add", R"({"p_name": "mia", "p_age": 7})"), R"("mia")");
  EXPECT_EQ(ask("SELECT string_agg(age::text, ' ' ORDER BY age) FROM cage.tb_beast"), "1 7");
}

TEST_F(named_calls, makes_parameters_of_every_kind_of_value) {
  const std::pair<const char*, const char*> all[] = {
      {R"("p_document": {"a b": [1, null]})", R"("document": {"a b": [1, null]})"},
      {R"("p_document": "text")", R"("document": "text")"},
      {R"("p_json": [1, "x"])", R"("json": [1, "x"])"},
      {R"("p_tags": ["a", "b,{}\"", ""])", R"("tags": ["a", "b,{}\"", ""])"},
      {R"("p_tags": [])", R"("tags": [])"},
      {R"("p_numbers": [3, 1])", R"("numbers": [3, 1])"},
      {R"("p_coat": {"colour": "red", "marks": ["x"]})",
       R"("coat": {"marks": ["x"], "colour": "red"})"},
      {R"("p_coats": [{"colour": "red"}, {"length": 2}])",
       R"("coats": [{"colour": "red"}, {"length": 2}])"},
      {R"("p_mood": "wild")", R"("mood": "wild")"},
      {R"("p_big": 9223372036854775807)", R"("big": 9223372036854775807)"},
      {R"("p_price": "19.90")", R"("price": 19.90)"},
      {R"("p_at": "2024-01-02T03:04:05+02:00")", R"("at": "2024-01-02T01:04:05+00:00")"},
      {R"("p_key": "00000000-0000-4000-8000-000000000001")",
       R"("key": "00000000-0000-4000-8000-000000000001")"},
      {R"("p_yes": false)", R"("yes": false)"},
  };
  for (const auto& [given, shown] : all) {
    const std::string answer =
        call(session, "cage.fn_show", R"({"p_title": "t", )" + std::string(given) + "}");
    EXPECT_NE(answer.find(shown), std::string::npos) << given << " gave " << answer;
  }
}

TEST_F(named_calls, leaves_to_the_default_what_is_not_given) {
  EXPECT_EQ(call(session, "cage.fn_show", R"({"p_title": "t"})"), R"({"age": 5, "title": "t"})");
  EXPECT_EQ(call(session, "cage.fn_show", R"({"p_title": "t", "p_age": null})"),
            R"({"title": "t"})");
}

TEST_F(named_calls, gives_what_is_returned_as_json) {
  const std::pair<const char*, const char*> all[] = {
      {"cage.fn_nothing", "true"},
      {"cage.fn_null", "null"},
      {"cage.fn_no_coat", "null"},
      {"cage.fn_coat", R"({"marks": ["a"], "colour": "red", "length": 3})"},
      {"cage.fn_coats", R"([{"marks": null, "colour": "z", "length": 1}, )"
                        R"({"marks": null, "colour": "a", "length": 1}])"},
      {"cage.fn_table", R"([{"age": 3, "name": "rex"}, {"age": 4, "name": "mia"}])"},
      {"cage.fn_out", R"({"age": 3, "name": "rex"})"},
      {"cage.fn_none", "[]"},
      {"cage.fn_numbers", "[3, 1]"},
  };
  for (const auto& [function, returned] : all) {
    EXPECT_EQ(call(session, function), returned) << function;
  }
}

TEST_F(named_calls, quotes_names) {
  EXPECT_EQ(call(session, "cage.fn \"odd\"", R"({"p_x": "'; DROP SCHEMA cage; --"})"),
            R"("'; DROP SCHEMA cage; --")");
  EXPECT_EQ(call(session, "cage.fn_nothing()"),
            "INTERNAL_SERVER_ERROR internal error | calling cage.fn_nothing(): the function "
            "cage.fn_nothing() does not exist");
}

TEST_F(named_calls, chooses_the_function_that_has_what_is_given) {
  EXPECT_EQ(call(session, "cage.fn_one_of", R"({"p_a": "x"})"), R"("a")");
  EXPECT_EQ(call(session, "cage.fn_one_of", R"({"p_b": 1, "p_c": "x"})"), R"("c")");
  EXPECT_EQ(
      call(session, "cage.fn_one_of", R"({"p_d": "x"})"),
      "INTERNAL_SERVER_ERROR internal error | calling cage.fn_one_of: the function "
      "cage.fn_one_of does not fit: found cage.fn_one_of(p_a text); cage.fn_one_of(p_b integer); "
      "cage.fn_one_of(p_b integer, p_c text DEFAULT ''::text), given p_d");
  run("CREATE FUNCTION cage.fn_unclear(p_a text) RETURNS int LANGUAGE sql AS 'SELECT 2'");
  EXPECT_EQ(call(session, "cage.fn_unclear", R"({"p_a": 1})"),
            "INTERNAL_SERVER_ERROR internal error | calling cage.fn_unclear: the function "
            "cage.fn_unclear is not the only one that fits: found cage.fn_unclear(p_a integer); "
            "cage.fn_unclear(p_a text), given p_a");
}

TEST_F(named_calls, looks_a_function_up_again_that_was_replaced) {
  EXPECT_EQ(call(session, "cage.fn_unclear", R"({"p_a": 1})"), "1");
  run("DROP FUNCTION cage.fn_unclear; "
      "CREATE FUNCTION cage.fn_unclear(p_a uuid) RETURNS int LANGUAGE sql AS 'SELECT 3'");
  const char* const key = R"({"p_a": "00000000-0000-4000-8000-000000000001"})";
  EXPECT_EQ(code(call(session, "cage.fn_unclear", R"({"p_a": 1})")), "INTERNAL_SERVER_ERROR");
  EXPECT_EQ(call(session, "cage.fn_unclear", key), "3");
  run("DROP FUNCTION cage.fn_unclear; "
      "CREATE FUNCTION cage.fn_unclear(p_b int) RETURNS int LANGUAGE sql AS 'SELECT 4'");
  EXPECT_EQ(code(call(session, "cage.fn_unclear", R"({"p_b": 1})")), "INTERNAL_SERVER_ERROR");
  EXPECT_EQ(call(session, "cage.fn_unclear", R"({"p_b": 1})"), "4");
}

TEST_F(named_calls, says_errors_as_a_call_of_a_client_does) {
  EXPECT_EQ(call(session, "cage.fn_raise", R"({"p_code": "P0001"})"),
            "BAD_USER_INPUT a beast bites | ");
  EXPECT_EQ(code(call(session, "cage.fn_raise", R"({"p_code": "P0002"})")), "NOT_FOUND");
  EXPECT_EQ(code(call(session, "cage.fn_raise", R"({"p_code": "42501"})")), "FORBIDDEN");
  EXPECT_EQ(code(call(session, "cage.fn_raise", R"({"p_code": "XX123"})")),
            "INTERNAL_SERVER_ERROR");
  EXPECT_EQ(code(call(session, "cage.fn_add", R"({"p_name": "rex"})")), R"("rex")");
  EXPECT_EQ(code(call(session, "cage.fn_add", R"({"p_name": "rex"})")), "CONFLICT");
  EXPECT_EQ(code(call(session, "cage.fn_add", R"({"p_name": "old", "p_age": -1})")),
            "BAD_USER_INPUT");
  EXPECT_EQ(code(call(session, "cage.fn_add", R"({"p_name": "old", "p_age": "x"})")),
            "BAD_USER_INPUT");
  EXPECT_EQ(code(call(session, "cage.fn_show", R"({"p_title": "t", "p_age": 100})")),
            "BAD_USER_INPUT");
  EXPECT_EQ(names(), "rex");
}

TEST_F(named_calls, says_what_fails_at_the_commit_of_a_call) {
  EXPECT_EQ(code(call(session, "cage.fn_add", R"({"p_name": "rex", "p_mate": "none"})")),
            "CONFLICT");
  EXPECT_EQ(names(), "");
}

TEST_F(named_calls, has_the_session_of_a_mutation) {
  EXPECT_EQ(call(session, "cage.fn_setting", R"({"p_name": "TimeZone"})"), R"("UTC")");
  EXPECT_EQ(call(session, "cage.fn_setting", R"({"p_name": "IntervalStyle"})"), R"("iso_8601")");
  session.begin();
  EXPECT_EQ(call(session, "cage.fn_setting", R"({"p_name": "transaction_isolation"})"),
            R"("read committed")");
  EXPECT_EQ(call(session, "cage.fn_setting", R"({"p_name": "transaction_read_only"})"), R"("off")");
}

}  // namespace
}  // namespace fraiseql::execution::testing
