// examples/blog/seed: how much it makes, that it makes the same each time, and what it refuses.
#include <gtest/gtest.h>
#include <signal.h>

#include "end_to_end/blog.hpp"
#include "end_to_end/suite.hpp"
#include "support/private_cluster.hpp"

namespace fraiseql::testing {
namespace {

ended seed(const quickstart_project& project, arguments given, const environment& more = {}) {
  given.insert(given.begin(), project.path() / "seed");
  child_process process(
      child_options{.command = given, .directory = "/", .environment = more, .group = {}});
  const int status = process.wait().value_or(-1);
  return {status, process.output(), process.error_output()};
}

void expect_refused(const ended& process, std::string_view why) {
  EXPECT_EQ(process.status, 1) << process.output;
  EXPECT_EQ(process.output, "");
  EXPECT_TRUE(has_text(process.errors, why)) << process.errors;
}

constexpr const char* seeded = "2 organisations, 100 users, 500 posts, 2000 comments\n";

// A database of the tests' own with the tables of the blog, which nobody serves.
class blog_seed : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    cluster_ = std::make_unique<private_cluster>();
    project_ = std::make_unique<blog_project>();
  }
  static void TearDownTestSuite() {
    project_.reset();
    cluster_.reset();
  }
  // With the example's own rows.
  void SetUp() override {
    cluster_->run("drop schema public cascade; create schema public");
    for (const char* file : {"01_tables", "02_read_tables", "03_sync", "09_examples"}) {
      cluster_->run(project_->read("db/" + std::string(file) + ".sql"));
    }
  }

  static ended seed(const arguments& given) {
    return testing::seed(*project_, given, {{"DATABASE_URL", cluster_->owner()}});
  }
  static std::string ask(const std::string& sql) { return cluster_->ask(sql); }
  // Of all that is served.
  static std::string digest() {
    return ask(
        "select md5(string_agg(data::text, '' order by data::text)) from (select data from "
        "tv_organisation union all select data from tv_user union all select data from tv_post "
        "union all select data from tv_comment) one");
  }

 private:
  static inline std::unique_ptr<private_cluster> cluster_ = {};
  static inline std::unique_ptr<blog_project> project_ = {};
};

TEST_F(blog_seed, fills_the_database_of_a_url_instead_of_the_examples_rows) {
  const ended process = seed({"100"});
  EXPECT_EQ(process.status, 0) << process.errors;
  EXPECT_EQ(process.output, seeded);
  EXPECT_EQ(process.errors, "");
  EXPECT_EQ(ask("select count(*) from tb_user where identifier = 'ada'"), "0");
}

TEST_F(blog_seed, gives_half_of_the_posts_to_a_tenth_of_the_users) {
  EXPECT_EQ(seed({"100"}).status, 0);
  EXPECT_EQ(ask("select sum(posts) from (select count(*) as posts from tb_post group by fk_author "
                "order by posts desc limit 10) one"),
            "250");
}

TEST_F(blog_seed, publishes_four_of_five_posts) {
  EXPECT_EQ(seed({"100"}).status, 0);
  EXPECT_EQ(ask("select count(*) between 370 and 430 from tb_post where status = 'published'"),
            "t");
}

TEST_F(blog_seed, makes_the_same_data_each_time) {
  EXPECT_EQ(seed({"100"}).status, 0);
  const std::string first = digest();
  EXPECT_EQ(first.size(), 32U) << first;
  EXPECT_EQ(seed({"--replace", "100"}).output, seeded);
  EXPECT_EQ(digest(), first);
}

TEST_F(blog_seed, leaves_the_tables_as_they_were_declared) {
  const char* const declared =
      "select md5(string_agg(one, ' ' order by one)) from (select indexdef from pg_indexes where "
      "schemaname = 'public' union all select concat(conrelid::regclass, "
      "pg_get_constraintdef(oid), "
      "obj_description(oid, 'pg_constraint')) from pg_constraint where connamespace = "
      "'public'::regnamespace) all_of_them (one)";
  const std::string before = ask(declared);
  EXPECT_EQ(seed({"100"}).status, 0);
  EXPECT_EQ(ask(declared), before);
}

TEST_F(blog_seed, leaves_room_for_what_is_written_after_it) {
  EXPECT_EQ(seed({"100"}).status, 0);
  EXPECT_EQ(ask("insert into tb_user (identifier, name) values ('a', 'A') returning pk_user"),
            "101");
}

TEST_F(blog_seed, refuses_to_replace_data_that_is_not_the_examples) {
  const std::string is_there = "select count(*) from tb_user where identifier = 'mine'";
  EXPECT_EQ(ask("insert into tb_user (identifier, name) values ('mine', 'Mine') returning name"),
            "Mine");
  expect_refused(seed({"100"}), "there are 1 rows that are not the example's; --replace");
  EXPECT_EQ(ask(is_there), "1");
  EXPECT_EQ(seed({"100", "--replace"}).output, seeded);
  EXPECT_EQ(ask(is_there), "0");
}

TEST_F(blog_seed, refuses_a_database_without_the_tables) {
  ask("drop table tv_comment");
  expect_refused(seed({"100"}), "the tables of the blog are not in this database");
}

TEST_F(blog_seed, refuses_what_is_no_number_of_users) {
  for (const char* wrong : {"49", "1000001", "x", "", "1e3", "-1", "100;"}) {
    expect_refused(seed({wrong}), "error: ");
  }
  expect_refused(seed({"100", "200"}), "one number");
  EXPECT_EQ(seed({}).status, 2);
  EXPECT_EQ(ask("select count(*) from tb_user"), "5");
}

TEST(blog_seed_of_a_project, fills_the_database_that_is_served) {
  const blog_project project;
  expect_refused(seed(project, {"100"}), "the blog is not served");
  const quickstart_server server(project);
  ASSERT_TRUE(server.serves());
  const ended process = seed(project, {"100"});
  EXPECT_EQ(process.output, seeded) << process.errors;
  EXPECT_EQ(
      server.ask("{ posts(first: 1) { totalCount edges { node { identifier } } } }"),
      R"({"data":{"posts":{"totalCount":500,"edges":[{"node":{"identifier":"post-500"}}]}}})");
  EXPECT_EQ(server.end(SIGTERM), 0);
}

}  // namespace
}  // namespace fraiseql::testing
