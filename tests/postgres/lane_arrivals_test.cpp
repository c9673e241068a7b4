// Long answers that several wait for are given one by one, and the loop hears of others meanwhile.
#include <gtest/gtest.h>

#include <boost/asio/post.hpp>

#include "crowd.hpp"

namespace fraiseql::postgres::crowding {
namespace {

const char* const long_rows = "SELECT repeat('x', 100000)";

// Three equal reads behind one that waits for a lock: all land together.
class arrivals : public crowd {
 protected:
  void submit_three(const char* text) {
    start(cold());
    fill();
    const shared_statement what = statement(text);
    for (char name = 'a'; name < 'd'; ++name) {
      group made{.commands = {{.statement = what}}, .done = {}};
      made.done = [this, name](const std::vector<outcome>& all) {
        log_ += name;
        log_ += all.front() ? ' ' : '!';
        boost::asio::post(lane_->loop, [this] { log_ += "other "; });
        if (on_answer_) std::exchange(on_answer_, {})();
      };
      made.asked_by = &names_[name - 'a'];
      lane_->under_test.submit(std::move(made));
    }
    release();
  }
  bool has_heard(std::size_t others) {
    return lane_->until([&] {
      std::size_t found = 0;
      for (const char one : log_) found += one == 'o' ? 1 : 0;
      return found == others;
    });
  }

  char names_[3] = {};
  std::string log_;
  std::function<void()> on_answer_;
};

TEST_F(arrivals, of_long_rows_let_others_in_between) {
  submit_three(long_rows);
  ASSERT_TRUE(has_heard(3));
  EXPECT_EQ(log_, "a other b other c other ");
}

TEST_F(arrivals, of_short_rows_come_in_one_turn) {
  submit_three("SELECT 1");
  ASSERT_TRUE(has_heard(3));
  EXPECT_EQ(log_, "a b c other other other ");
}

TEST_F(arrivals, are_not_given_to_whom_left) {
  on_answer_ = [this] { EXPECT_TRUE(lane_->under_test.withdraw(&names_[1])); };
  submit_three(long_rows);
  ASSERT_TRUE(has_heard(2));
  EXPECT_EQ(log_, "a other c other ");
}

TEST_F(arrivals, are_given_when_the_lane_stops) {
  on_answer_ = [this] { lane_->under_test.stop(); };
  submit_three(long_rows);
  ASSERT_TRUE(has_heard(3));
  EXPECT_EQ(log_, "a b c other other other ");
}

}  // namespace
}  // namespace fraiseql::postgres::crowding
