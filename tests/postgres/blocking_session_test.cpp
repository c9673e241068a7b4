// One blocking connection to a real PostgreSQL.
#include "postgres/blocking_session.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "cluster.hpp"

namespace fraiseql::postgres {
namespace {

class blocking_session_test : public ::testing::Test {
 protected:
  static blocking_session connected() {
    auto session = blocking_session::connect(testing::conninfo());
    EXPECT_TRUE(session) << session.error().message;
    return *std::move(session);
  }
};

TEST_F(blocking_session_test, gives_rows_as_text_and_tells_null_from_empty) {
  auto session = connected();
  const auto rows = session.query("select 1, '', null union all select 2, 'é', 'x' order by 1");
  ASSERT_TRUE(rows) << rows.error().message;
  ASSERT_EQ(rows->size(), 2U);
  EXPECT_EQ((*rows)[0], (blocking_session::row{"1", "", std::nullopt}));
  EXPECT_EQ((*rows)[1], (blocking_session::row{"2", "é", "x"}));
}

TEST_F(blocking_session_test, binds_parameters_and_never_reads_them_as_sql) {
  auto session = connected();
  const auto rows = session.query("select $1::text, $2::int + 1", {"'; drop table x --", "41"});
  ASSERT_TRUE(rows) << rows.error().message;
  EXPECT_EQ(rows->front(), (blocking_session::row{"'; drop table x --", "42"}));
}

TEST_F(blocking_session_test, refuses_two_statements_in_one_query) {
  auto session = connected();
  const auto rows = session.query("select 1; select 2");
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().sqlstate, "42601");
}

TEST_F(blocking_session_test, counts_the_position_of_an_error_in_characters) {
  auto session = connected();
  const auto ran = session.run_script("select 'éé';\nselect nothing_there;");
  ASSERT_FALSE(ran);
  EXPECT_EQ(ran.error().sqlstate, "42703");
  EXPECT_EQ(ran.error().position, "21");
}

TEST_F(blocking_session_test, keeps_detail_hint_and_context_of_an_error) {
  auto session = connected();
  const auto ran = session.run_script(
      "do $$ begin raise exception 'no' using detail = 'because', hint = 'ask again'; end $$");
  ASSERT_FALSE(ran);
  EXPECT_EQ(ran.error().sqlstate, "P0001");
  EXPECT_EQ(ran.error().message, "no");
  EXPECT_EQ(ran.error().detail, "because");
  EXPECT_EQ(ran.error().hint, "ask again");
  EXPECT_NE(ran.error().context.find("line 1 at RAISE"), std::string::npos);
}

TEST_F(blocking_session_test, says_how_many_statements_of_a_script_were_done) {
  auto session = connected();
  ASSERT_FALSE(session.run_script("select 1; ; select 2; select 1/0; select 4"));
  EXPECT_EQ(session.statements_done(), 2U);
  ASSERT_TRUE(session.run_script("select 1"));
  EXPECT_EQ(session.statements_done(), 1U);
}

TEST_F(blocking_session_test, runs_an_empty_script) {
  auto session = connected();
  EXPECT_TRUE(session.run_script(""));
  EXPECT_EQ(session.statements_done(), 0U);
}

TEST_F(blocking_session_test, is_usable_after_an_error) {
  auto session = connected();
  ASSERT_FALSE(session.query("selec 1"));
  EXPECT_TRUE(session.query("select 1"));
}

TEST_F(blocking_session_test, refuses_copy_in_both_directions_and_stays_usable) {
  auto session = connected();
  ASSERT_TRUE(session.run_script("create temp table copied (n int)"));
  for (const char* copy : {"copy copied from stdin", "copy (select 1) to stdout"}) {
    const auto ran = session.run_script(copy);
    ASSERT_FALSE(ran) << copy;
    EXPECT_EQ(ran.error().sqlstate, "0A000") << copy;
  }
  EXPECT_TRUE(session.query("select 1"));
}

TEST_F(blocking_session_test, refuses_a_zero_byte_instead_of_cutting_the_text) {
  auto session = connected();
  const std::string with_zero("select 1\0; drop table x", 23);
  EXPECT_EQ(session.run_script(with_zero).error().sqlstate, "22021");
  EXPECT_EQ(session.query(with_zero).error().sqlstate, "22021");
  EXPECT_EQ(session.query("select $1", {std::string(1, '\0')}).error().sqlstate, "22021");
}

TEST_F(blocking_session_test, reports_a_connection_that_was_lost) {
  auto session = connected();
  auto other = connected();
  const auto id = session.query("select pg_backend_pid()");
  ASSERT_TRUE(other.query("select pg_terminate_backend($1::int)", {*id->front().front()}));
  const auto rows = session.query("select 1");
  ASSERT_FALSE(rows);
  EXPECT_TRUE(rows.error().is_unavailable()) << rows.error().sqlstate;
  const auto again = session.query("select 1");
  ASSERT_FALSE(again);
  EXPECT_TRUE(again.error().is_unavailable()) << again.error().sqlstate;
}

TEST(blocking_session, says_why_it_cannot_connect) {
  const auto session = blocking_session::connect("host=/nonexistent port=1");
  ASSERT_FALSE(session);
  EXPECT_EQ(session.error().sqlstate, "08006");
  EXPECT_NE(session.error().message.find("/nonexistent"), std::string::npos);
}

TEST(blocking_session, refuses_a_malformed_connection_string) {
  EXPECT_FALSE(blocking_session::connect("host=/tmp nonsense"));
}

}  // namespace
}  // namespace fraiseql::postgres
