// Who could read past row-level security, as the look at the database sees it.
#include <gtest/gtest.h>

#include "looked_database.hpp"
#include "postgres/catalogue_parts.hpp"

namespace fraiseql::postgres {
namespace {

using testing::run;

class row_security : public looked_database {
 protected:
  static void SetUpTestSuite() {
    looked_database::SetUpTestSuite();
    run("create table looked.tv_open (id uuid, data jsonb); "
        "create table looked.tv_owned (id uuid, data jsonb); "
        "alter table looked.tv_owned enable row level security; "
        "create table looked.tv_forced (id uuid, data jsonb); "
        "alter table looked.tv_forced enable row level security; "
        "alter table looked.tv_forced force row level security; "
        "create view looked.v_past as select * from looked.tv_owned; "
        "create view looked.v_with with (security_invoker = true) as select * from "
        "looked.tv_owned; "
        "create view looked.v_on with (security_invoker = on) as select * from looked.tv_owned; "
        "create view looked.v_not with (security_invoker = false) as select * from "
        "looked.tv_owned; "
        "create materialized view looked.mv_past as select * from looked.tv_owned; "
        "create view looked.v_nested with (security_invoker = true) as "
        "select * from looked.v_past; "
        "create view looked.v_of_mv with (security_invoker = true) as "
        "select * from looked.mv_past; "
        "create view looked.v_of_both with (security_invoker = true) as "
        "select * from looked.v_with union all select * from looked.v_nested; "
        "create function looked.rows_of_owner() returns setof looked.tv_owned language sql stable "
        "security definer as 'select * from looked.tv_owned'; "
        "create view looked.v_of_function with (security_invoker = true) as "
        "select * from looked.rows_of_owner(); "
        "create function looked.fn_whose() returns text language plpgsql stable as "
        "'begin return current_user; end'; "
        "create table looked.tv_judged (id uuid, data jsonb); "
        "alter table looked.tv_judged enable row level security; "
        "create policy judged on looked.tv_judged using (looked.fn_whose() = data->>'whose'); "
        "create view looked.v_judged with (security_invoker = true) as "
        "select * from looked.tv_judged; "
        "grant usage on schema looked to fraiseql_serving; "
        "grant select on all tables in schema looked to fraiseql_serving");
    run_as_superuser(
        "drop role if exists looked_user, looked_above, looked_stranger; "
        "create role looked_user nologin; grant looked_user to fraiseql_serving; "
        "create role looked_above nologin bypassrls; grant looked_above to fraiseql_serving; "
        "create role looked_stranger nologin");
  }
  static void TearDownTestSuite() {
    run_as_superuser("drop role looked_user, looked_above, looked_stranger");
  }

  // What is missing for the role that serves.
  static std::vector<std::string> wrong(const std::vector<std::string>& names,
                                        std::vector<std::string> roles = {},
                                        const std::string& as = "user=fraiseql_serving") {
    requirements needed;
    for (const std::string& name : names) {
      needed.relations.push_back(relation(name, {{"id", "uuid"}, {"data", "jsonb"}}));
    }
    needed.identity.emplace().roles = std::move(roles);
    std::vector<std::string> messages;
    for (const missing& one : look_as(as, needed)) messages.push_back(one.message);
    return messages;
  }
};

using messages = std::vector<std::string>;

TEST_F(row_security, binds_who_owns_nothing) {
  EXPECT_EQ(wrong({"tv_open", "tv_owned", "tv_forced", "v_with", "v_on"}), messages{});
  EXPECT_EQ(wrong({"tv_owned"}, {"looked_user"}), messages{});
}

TEST_F(row_security, is_passed_by_views_that_read_as_their_owners) {
  EXPECT_EQ(wrong({"v_past", "v_not"}),
            (messages{"the view looked.v_not reads as its owner, past row-level security",
                      "the view looked.v_past reads as its owner, past row-level security"}));
  EXPECT_EQ(wrong({"mv_past"}),
            messages{"the materialised view looked.mv_past has no row-level security"});
}

// What is read is what counts, in whatever depth it stands.
TEST_F(row_security, is_passed_by_what_a_view_reads) {
  EXPECT_EQ(
      wrong({"v_nested"}),
      messages{"the view looked.v_past, which looked.v_nested reads, reads as its owner, past "
               "row-level security"});
  EXPECT_EQ(wrong({"v_of_mv"}),
            messages{"the materialised view looked.mv_past, which looked.v_of_mv reads, has no "
                     "row-level security"});
  EXPECT_EQ(wrong({"v_of_both"}).size(), 1U);
  EXPECT_EQ(wrong({"v_of_function"}),
            messages{"the function looked.rows_of_owner, which looked.v_of_function reads, has the "
                     "rights of its owner, past row-level security"});
}

TEST_F(row_security, may_need_functions_which_is_found) {
  const auto calls = [this](const char* name) {
    const auto seen = found(relation(name, {{"id", "uuid"}, {"data", "jsonb"}}));
    return seen ? (seen->calls_functions ? "calls" : "does not") : "not found";
  };
  EXPECT_STREQ(calls("tv_judged"), "calls");
  EXPECT_STREQ(calls("v_judged"), "calls");
  EXPECT_STREQ(calls("v_of_function"), "calls");
  EXPECT_STREQ(calls("tv_owned"), "does not");
  EXPECT_STREQ(calls("v_with"), "does not");
}

TEST_F(row_security, is_breached_by_whom_it_does_not_bind) {
  requirements needed;
  needed.relations.push_back(relation("v_past", {{"id", "uuid"}, {"data", "jsonb"}}));
  needed.relations.push_back(relation("tv_unheard_of", {{"id", "uuid"}}));
  needed.identity.emplace();
  const auto all = look_as("user=fraiseql_serving", needed);
  ASSERT_EQ(all.size(), 2U);
  for (const missing& one : all) {
    EXPECT_EQ(one.is_breach, one.message.find("v_past") != std::string::npos) << one.message;
  }
}

TEST_F(row_security, need_not_protect_what_is_public) {
  requirements needed;
  for (const char* name : {"v_past", "mv_past"}) {
    needed.relations.push_back(relation(name, {{"id", "uuid"}, {"data", "jsonb"}}));
    needed.relations.back().is_public = true;
  }
  needed.identity.emplace();
  EXPECT_TRUE(look_as("user=fraiseql_serving", needed).empty());
}

TEST_F(row_security, is_not_looked_at_where_nobody_is_told_who_asks) {
  EXPECT_TRUE(
      look_as("user=fraiseql_serving", relations({relation("v_past", {{"id", "uuid"}})})).empty());
}

TEST_F(row_security, does_not_bind_superusers) {
  const messages found = wrong({"tv_forced"}, {}, "user=postgres");
  ASSERT_FALSE(found.empty());
  EXPECT_NE(found.front().find(" is a superuser, whom row-level security does not bind"),
            std::string::npos)
      << found.front();
}

TEST_F(row_security, does_not_bind_roles_of_requests_that_stand_above_it) {
  EXPECT_EQ(
      wrong({"tv_owned"}, {"looked_above"}),
      messages{"the role looked_above has BYPASSRLS, so row-level security does not bind it"});
}

TEST_F(row_security, needs_roles_that_the_server_may_act_as) {
  EXPECT_EQ(wrong({"tv_owned"}, {"looked_stranger", "looked_nobody"}),
            (messages{"the role looked_nobody does not exist",
                      "the role fraiseql_serving may not act as the role looked_stranger"}));
}

TEST_F(row_security, does_not_bind_owners_but_where_it_is_forced) {
  const std::string before = testing::ask("select current_user");
  run_as_superuser(
      "alter table looked.tv_owned owner to looked_user; "
      "alter table looked.tv_forced owner to looked_user");
  const messages found = wrong({"tv_owned", "tv_forced"}, {"looked_user"});
  run_as_superuser("alter table looked.tv_owned owner to " + before +
                   "; alter table looked.tv_forced owner to " + before);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(
      found.front().find("owns the table looked.tv_owned, so its row-level security does not"),
      std::string::npos)
      << found.front();
}

// CVE-2024-10976 was fixed in the minor versions of November 2024.
TEST(confusion_of_roles, is_that_of_servers_before_its_fix) {
  for (const int version :
       {90'624, 130'016, 140'000, 140'013, 150'000, 150'008, 160'000, 160'004, 170'000}) {
    EXPECT_TRUE(confuses_roles(version)) << version;
  }
  for (const int version : {140'014, 140'015, 150'009, 150'010, 150'018, 160'005, 160'010, 170'001,
                            170'010, 180'000, 190'002}) {
    EXPECT_FALSE(confuses_roles(version)) << version;
  }
}

}  // namespace
}  // namespace fraiseql::postgres
