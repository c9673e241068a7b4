// Reads that several who ask share: who leaves, and what was committed meanwhile.
#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <random>
#include <thread>

#include "end_to_end/busy_server.hpp"
#include "postgres/blocking_session.hpp"

namespace fraiseql::testing {
namespace {

// A table that somebody else has locked keeps what reads it under way.
class table_lock {
 public:
  explicit table_lock(const std::string& conninfo) {
    auto made = postgres::blocking_session::connect(conninfo);
    EXPECT_TRUE(made);
    session_.emplace(*std::move(made));
    run("BEGIN");
    run("LOCK TABLE tv_book IN ACCESS EXCLUSIVE MODE");
  }
  void release() { run("COMMIT"); }

 private:
  void run(const std::string& sql) { EXPECT_TRUE(session_->run_script(sql)); }
  std::optional<postgres::blocking_session> session_;
};

struct locked_books : batches {
  [[nodiscard]] std::string waiting() const {
    return server.database(
        "SELECT count(*) FROM pg_locks WHERE relation = 'tv_book'::regclass AND NOT granted");
  }
  // Two equal lists, which are one statement that waits for the lock.
  std::vector<busy_server::pending> begin_two() {
    server.hold();
    const auto filling = server.begin({"filling"}, "{ authors { name } }");
    server.settle();
    std::vector<busy_server::pending> made;
    for (int i = 0; i < 2; ++i) made.push_back(server.begin(red_reader, listed));
    server.settle();
    server.go_on();
    filling->receive();
    EXPECT_TRUE(eventually([&] { return waiting() == "1"; }));
    return made;
  }
};

TEST_F(locked_books, of_which_one_who_shared_leaves_come_to_the_other) {
  for (const std::size_t leaves : {0U, 1U}) {
    table_lock lock(server.project().conninfo("postgres"));
    server.begin_log();
    auto two = begin_two();
    two[leaves].reset();
    // The server hears of it.
    server.settle();
    EXPECT_EQ(waiting(), "1");
    lock.release();
    EXPECT_EQ(two[1 - leaves]->receive().body, list_of("red"));
    EXPECT_EQ(server.end_log().all.size(), 1U);
  }
}

TEST_F(locked_books, are_no_more_waited_for_when_all_have_left) {
  table_lock lock(server.project().conninfo("postgres"));
  begin_two().clear();
  EXPECT_TRUE(eventually([&] { return waiting() == "0"; }));
  EXPECT_EQ(server.ask({}, "{ authors { name } }"), R"({"data":{"authors":[{"name":"Ada"}]}})");
  lock.release();
  EXPECT_EQ(server.ask(red_reader, listed), list_of("red"));
}

// What is on its way may have been asked before a commit that the next one must see.
TEST_F(locked_books, that_are_on_their_way_are_asked_for_anew) {
  table_lock lock(server.project().conninfo("postgres"));
  server.begin_log();
  const auto first = server.begin(red_reader, listed);
  EXPECT_TRUE(eventually([&] { return waiting() == "1"; }));
  const auto second = server.begin(red_reader, listed);
  server.settle();
  lock.release();
  EXPECT_EQ(first->receive().body, list_of("red"));
  EXPECT_EQ(second->receive().body, list_of("red"));
  EXPECT_EQ(server.end_log().all.size(), 2U);
}

// Whoever was told that a change is made sees it, whatever others ask at the same time.
TEST_F(batches, are_never_older_than_a_change_that_was_acknowledged) {
  constexpr int changes = 1'000;
  constexpr unsigned seed = 12;
  std::atomic<bool> is_over = false;
  std::vector<std::thread> others;
  for (int i = 0; i < 3; ++i) {
    others.emplace_back([&, i] {
      std::mt19937 random(seed + static_cast<unsigned>(i));
      while (!is_over) {
        const question one = random() % 2 == 0 ? question{red_reader, listed}
                                               : question_of(red_reader, id_of("red", 1));
        server.ask(one.by, one.document, one.variables);
      }
    });
  }
  std::mt19937 random(seed);
  int stale = 0;
  for (int i = 0; i < changes; ++i) {
    const std::string name = "change " + std::to_string(i) + ";";
    const std::string done = server.ask(
        red_reader,
        "mutation($id: ID!, $t: String!) { retitle(input: {id: $id, title: $t}) { title } }",
        R"({"id":")" + id_of("red", 1) + R"(","t":")" + name + R"("})");
    EXPECT_EQ(done, R"({"data":{"retitle":{"title":")" + name + R"("}}})");
    const question one =
        random() % 2 == 0 ? question{red_reader, listed} : question_of(red_reader, id_of("red", 1));
    if (!has_text(server.ask(one.by, one.document, one.variables), name)) ++stale;
  }
  is_over = true;
  for (std::thread& one : others) one.join();
  EXPECT_EQ(stale, 0) << "of seed " << seed;
}

}  // namespace
}  // namespace fraiseql::testing
