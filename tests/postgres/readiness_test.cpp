// When a server looks at its database, and what it makes of that: against a real PostgreSQL, since
// it is there that something changes.
#include "server/readiness.hpp"

#include <gtest/gtest.h>

#include "looked_database.hpp"

namespace fraiseql::server {
namespace {

using namespace std::chrono_literals;
using postgres::testing::conninfo;
using postgres::testing::run;

class readiness_of_books : public ::testing::Test {
 protected:
  // `as`: more of the connection string.
  explicit readiness_of_books(postgres::requirements needed = readiness_of_books::needed(),
                              const std::string& as = {})
      : needed_(std::move(needed)), conninfo_(conninfo() + as) {}
  void SetUp() override {
    run("DROP TABLE IF EXISTS tv_volume; CREATE TABLE tv_volume (id uuid, data jsonb)");
  }
  void TearDown() override { lanes_.stop(); }

  // Looks all the time.
  void start() {
    of_.on_found([this](const postgres::found_catalogue& found) {
      columns_.clear();
      for (const auto& relation : found->relations) {
        for (const auto& one : relation.columns) columns_ += one.name + " ";
      }
    });
    lanes_.start();
  }
  template <class Condition>
  void until(Condition is_met) {
    turning_.until(is_met);
    EXPECT_TRUE(is_met());
  }

  static postgres::requirements needed() {
    postgres::requirements made;
    made.relations.push_back({.schema = "public",
                              .name = "tv_volume",
                              .document = "data",
                              .columns = {{"id", {"uuid"}}, {"data", {"jsonb"}}}});
    return made;
  }

  postgres::requirements needed_;
  std::string conninfo_;
  postgres::testing::turning_loop turning_;
  std::string log_;
  std::string columns_;
  readiness of_{turning_.loop,
                needed_,
                [this](log_level, std::string_view message, std::span<const log_field>) {
                  log_ += std::string(message) + "\n";
                },
                {.while_missing = 5ms, .while_served = 5ms}};
  postgres::lanes lanes_{
      turning_.loop, {.conninfo = conninfo_}, {}, [this] { of_.lanes_changed(lanes_); }};
};

TEST_F(readiness_of_books, follows_a_database_that_changes_while_it_is_served) {
  start();
  until([&] { return of_.is_ready(); });
  EXPECT_EQ(columns_, "id ");
  run("ALTER TABLE tv_volume ADD COLUMN title text");
  until([&] { return columns_ == "id title "; });
  run("ALTER TABLE tv_volume DROP COLUMN title");
  until([&] { return columns_ == "id "; });
}

TEST_F(readiness_of_books, keeps_serving_the_rest_where_something_goes) {
  start();
  until([&] { return of_.is_ready(); });
  run("DROP TABLE tv_volume");
  until([&] { return log_.find("tv_volume does not exist") != std::string::npos; });
  EXPECT_TRUE(of_.may_serve());
  EXPECT_TRUE(of_.is_ready());
  EXPECT_EQ(columns_, "");  // what is still there is known all the same
  run("CREATE TABLE tv_volume (id uuid, other text, data jsonb)");
  until([&] { return columns_ == "id other "; });
  EXPECT_EQ(log_.find("does not exist"), log_.rfind("does not exist")) << log_;
}

TEST_F(readiness_of_books, waits_for_what_was_never_there) {
  run("DROP TABLE tv_volume");
  start();
  until([&] { return log_.find("tv_volume does not exist") != std::string::npos; });
  EXPECT_FALSE(of_.may_serve());
  EXPECT_NE(of_.reason().find("tv_volume does not exist"), std::string::npos);
  run("CREATE TABLE tv_volume (id uuid, data jsonb)");
  until([&] { return of_.is_ready(); });
  EXPECT_EQ(of_.reason(), "ready");
}

TEST_F(readiness_of_books, looks_no_more_when_it_drains) {
  start();
  until([&] { return of_.is_ready(); });
  of_.drain();
  EXPECT_EQ(of_.reason(), "stopping");
  EXPECT_FALSE(of_.is_ready());
}

// Rows are their owners' alone, and requests have roles.
class readiness_of_owned_books : public readiness_of_books {
 protected:
  readiness_of_owned_books() : readiness_of_books(needed_here(), " user=fraiseql_serving") {}
  void SetUp() override {
    readiness_of_books::SetUp();
    run("CREATE VIEW v_volume WITH (security_invoker = true) AS SELECT * FROM tv_volume");
    postgres::run_as_superuser(
        "CREATE ROLE volume_reader NOLOGIN; GRANT volume_reader TO fraiseql_serving; "
        "GRANT SELECT ON v_volume, tv_volume TO fraiseql_serving, volume_reader");
    log_.clear();
  }
  void TearDown() override {
    readiness_of_books::TearDown();
    run("DROP VIEW IF EXISTS v_volume");
    postgres::run_as_superuser("DROP OWNED BY volume_reader; DROP ROLE volume_reader");
  }
  void expect_stops(const std::string& why) {
    until([&] { return !of_.is_ready(); });
    EXPECT_FALSE(of_.may_serve());
    EXPECT_NE(of_.reason().find(why), std::string::npos) << of_.reason();
    EXPECT_NE(log_.find(why), std::string::npos) << log_;
    // It stays so, however often it is looked at.
    turning_.during(50ms);
    EXPECT_FALSE(of_.may_serve());
  }

  static postgres::requirements needed_here() {
    postgres::requirements made = needed();
    made.relations.front().name = "v_volume";
    made.identity.emplace().roles = {"volume_reader"};
    return made;
  }
};

TEST_F(readiness_of_owned_books, stops_where_a_view_begins_to_read_as_its_owner) {
  start();
  until([&] { return of_.is_ready(); });
  run("ALTER VIEW v_volume SET (security_invoker = false)");
  expect_stops("the view v_volume reads as its owner");
  run("ALTER VIEW v_volume SET (security_invoker = true)");
  until([&] { return of_.is_ready(); });
  EXPECT_TRUE(of_.may_serve());
}

TEST_F(readiness_of_owned_books, stops_where_a_role_rises_above_row_level_security) {
  start();
  until([&] { return of_.is_ready(); });
  for (const std::string attribute : {"BYPASSRLS", "SUPERUSER"}) {
    postgres::run_as_superuser("ALTER ROLE volume_reader " + attribute);
    expect_stops("the role volume_reader ");
    postgres::run_as_superuser("ALTER ROLE volume_reader NO" + attribute);
    until([&] { return of_.is_ready(); });
  }
}

// That something else has gone, which alone would stop nothing, makes it no better.
TEST_F(readiness_of_owned_books, stops_where_one_thing_went_and_another_is_open) {
  start();
  until([&] { return of_.is_ready(); });
  run("DROP VIEW v_volume");
  until([&] { return log_.find("v_volume") != std::string::npos; });
  EXPECT_TRUE(of_.is_ready());
  postgres::run_as_superuser("ALTER ROLE volume_reader BYPASSRLS");
  expect_stops("the role volume_reader ");
}

}  // namespace
}  // namespace fraiseql::server
