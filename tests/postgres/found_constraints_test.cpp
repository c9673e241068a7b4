// What comments say of constraints, and what an error of PostgreSQL tells of where it comes from.
#include "looked_database.hpp"
#include "postgres/catalogue_parts.hpp"

namespace fraiseql::postgres {
namespace {

using testing::run;

std::string said_by(std::string_view comment) {
  const auto said = read_constraint_comment(comment);
  return said ? said->argument + ": " + said->message : "nothing";
}

TEST(read_constraint_comment, reads_message_and_argument) {
  EXPECT_EQ(said_by("@error this address is taken"), ": this address is taken");
  EXPECT_EQ(said_by("@error(email) this address is taken"), "email: this address is taken");
  EXPECT_EQ(said_by("@error( eMail )  taken (twice)  "), "eMail: taken (twice)");
  EXPECT_EQ(said_by("@error taken\nThe index of the sign-in."), ": taken");
  EXPECT_EQ(said_by("@error taken\r\nmore"), ": taken");
}

TEST(read_constraint_comment, needs_both_to_be_well_formed) {
  for (const char* comment : {"", "@error", "@error ", "@error\ntaken", "@error()",
                              "@error() taken", "@error(a)", "@error(a)taken", "@error(a taken",
                              "@error(a b) taken", "@errors taken", " @error taken"}) {
    EXPECT_EQ(said_by(comment), "nothing") << comment;
  }
}

class found_constraints : public looked_database {
 protected:
  static void SetUpTestSuite() {
    looked_database::SetUpTestSuite();
    run("create domain looked.mail as text constraint mail_check check (value like '%@%');"
        "create table looked.tb_user (pk_user int primary key, email text constraint one_mail "
        "unique, name text, constraint named check (name <> ''));"
        "create unique index one_name on looked.tb_user (lower(name));"
        "create index by_name on looked.tb_user (name);"
        "comment on constraint one_mail on looked.tb_user is '@error(email) this is taken';"
        "comment on constraint named on looked.tb_user is E'@error say a name\\nfor people';"
        "comment on constraint mail_check on domain looked.mail is '@error this is no address';"
        "comment on index looked.one_name is '@error(name) there is one';"
        "comment on index looked.by_name is '@error an index that is not unique';"
        "comment on constraint tb_user_pkey on looked.tb_user is '@errors are something else'");
  }

  std::vector<plan::found_constraint> found() {
    const catalogue_look all = look_over_all(over_, {});
    EXPECT_TRUE(all.missing.empty());
    return all.found == nullptr ? std::vector<plan::found_constraint>() : all.found->constraints;
  }
};

TEST_F(found_constraints, are_those_with_a_comment_for_clients) {
  const std::vector<plan::found_constraint> expected = {
      {"looked", "mail", "mail_check", "this is no address", ""},
      {"looked", "tb_user", "named", "say a name", ""},
      {"looked", "tb_user", "one_mail", "this is taken", "email"},
      {"looked", "tb_user", "one_name", "there is one", "name"}};
  EXPECT_EQ(found(), expected);
}

TEST_F(found_constraints, are_found_anew_by_the_next_look) {
  run("comment on index looked.one_name is null");
  EXPECT_EQ(found().size(), 3U);
  run("comment on index looked.one_name is '@error(name) there is one'");
}

TEST_F(found_constraints, are_refused_where_they_say_no_message) {
  run("comment on constraint named on looked.tb_user is '@error'");
  const auto all = look({});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].message,
            "the comment on the constraint named ON looked.tb_user begins with @error and says no "
            "message");
  EXPECT_EQ(all[0].remedy,
            "COMMENT ON CONSTRAINT named ON looked.tb_user IS '@error(argument) the message', or "
            "without (argument)");
  run("comment on constraint named on looked.tb_user is E'@error say a name\\nfor people'");
}

error error_by(const std::string& statement) {
  auto session = blocking_session::connect(testing::conninfo());
  if (!session) return session.error();
  const auto done = session->run_script(statement);
  EXPECT_FALSE(done);
  return done ? error() : done.error();
}

TEST_F(found_constraints, are_named_by_the_error_of_their_violation) {
  const error why = error_by("insert into looked.tb_user values (1, 'a', 'b'), (2, 'a', 'c')");
  EXPECT_EQ(why.sqlstate, "23505");
  EXPECT_FALSE(why.is_raised);
  EXPECT_EQ(why.schema, "looked");
  EXPECT_EQ(why.table, "tb_user");
  EXPECT_EQ(why.constraint, "one_mail");
  EXPECT_EQ(error_by("insert into looked.tb_user values (1, 'a', 'b'), (2, 'c', 'B')").constraint,
            "one_name");
}

TEST_F(found_constraints, name_their_domain) {
  const error why = error_by("select 'x'::looked.mail");
  EXPECT_EQ(why.schema, "looked");
  EXPECT_EQ(why.domain, "mail");
  EXPECT_EQ(why.constraint, "mail_check");
}

TEST_F(found_constraints, null_names_the_column) {
  const error why = error_by("insert into looked.tb_user values (null)");
  EXPECT_EQ(why.sqlstate, "23502");
  EXPECT_EQ(why.column, "pk_user");
}

TEST_F(found_constraints, what_an_author_raises_is_told_apart) {
  const error why = error_by(
      "do $$ begin raise unique_violation using message = 'm', detail = 'd', hint = 'h', "
      "column = 'c', constraint = 'x', table = 't', schema = 's', datatype = 'y'; end $$");
  EXPECT_TRUE(why.is_raised);
  EXPECT_EQ(why.sqlstate, "23505");
  EXPECT_EQ(why.message + why.detail + why.hint + why.column + why.constraint, "mdhcx");
  EXPECT_EQ(why.table + why.schema + why.domain, "tsy");
  // Handed on, it is still PostgreSQL's own.
  EXPECT_FALSE(
      error_by("do $$ begin perform 1/0; exception when others then raise; end $$").is_raised);
  EXPECT_FALSE(error_by("do $$ begin assert false, 'no'; end $$").is_raised);
}

}  // namespace
}  // namespace fraiseql::postgres
