// Requests that wait for others with the same key.
#include "execution/turns.hpp"

#include <gtest/gtest.h>

namespace fraiseql::execution {
namespace {

struct turns_test : ::testing::Test {
  turns::taker taker(const std::string& name, bool wants = true) {
    return [this, name, wants] {
      taken += name + (wants ? " " : "- ");
      return wants;
    };
  }
  void leave(const std::string& key) {
    of->leave(key);
    loop.restart();
    loop.run();
  }

  boost::asio::io_context loop{1};
  std::shared_ptr<turns> of = std::make_shared<turns>(loop);
  std::string taken = {};
};

TEST_F(turns_test, are_taken_at_once_where_nobody_has_one) {
  of->enter("a", taker("1"));
  of->enter("b", taker("2"));
  EXPECT_EQ(taken, "1 2 ");
}

TEST_F(turns_test, come_one_after_the_other) {
  for (const char* name : {"1", "2", "3"}) of->enter("a", taker(name));
  EXPECT_EQ(taken, "1 ");
  leave("a");
  EXPECT_EQ(taken, "1 2 ");
  leave("a");
  leave("a");
  EXPECT_EQ(taken, "1 2 3 ");
  of->enter("a", taker("4"));
  EXPECT_EQ(taken, "1 2 3 4 ");
}

TEST_F(turns_test, pass_by_who_does_not_want_them_any_more) {
  of->enter("a", taker("1"));
  of->enter("a", taker("2", false));
  of->enter("a", taker("3"));
  leave("a");
  EXPECT_EQ(taken, "1 2- 3 ");
}

TEST_F(turns_test, are_free_again_where_the_first_does_not_want_it) {
  of->enter("a", taker("1", false));
  loop.run();
  of->enter("a", taker("2"));
  EXPECT_EQ(taken, "1- 2 ");
}

// Each ends while it is called.
TEST_F(turns_test, do_not_stand_on_each_other) {
  constexpr int many = 200'000;
  int done = 0;
  of->enter("a", taker("1"));
  for (int i = 0; i < many; ++i) {
    of->enter("a", [&] {
      ++done;
      of->leave("a");
      return true;
    });
  }
  leave("a");
  EXPECT_EQ(done, many);
}

}  // namespace
}  // namespace fraiseql::execution
