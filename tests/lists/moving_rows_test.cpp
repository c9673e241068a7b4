// Rows that come and go between two pages, the row of the cursor among them: every page is what the
// rows at that moment make it, and no row that stayed is repeated or hidden.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "lists/paged_rows.hpp"

namespace fraiseql::lists {
namespace {

class moving_rows : public ::testing::Test {
 protected:
  void walk(bool is_backward);
  void disturb(const std::string& cursor);

  std::unique_ptr<paged_rows> rows_ = {};
  std::map<std::string, std::size_t> seen_ = {};
  std::set<std::string> moved_ = {};  // came or went while the walk was under way
  std::size_t gone_cursors_ = 0;
};

void moving_rows::disturb(const std::string& cursor) {
  filters::random_source& random = rows_->random();
  for (std::size_t left = random.number(4); left > 0; --left) {
    const bool is_cursor = !cursor.empty() && random.chance(30);
    const std::string id = is_cursor ? cursor : random.one_of(rows_->all()).id;
    moved_.insert(id);
    if (rows_->is_present(id)) {
      rows_->remove(id);
      if (id == cursor) ++gone_cursors_;
    } else {
      rows_->restore(id);
    }
  }
}

void moving_rows::walk(bool is_backward) {
  seen_.clear();
  moved_.clear();
  page_case like{.pages = rows_->draw_pages(), .by = rows_->draw_order()};
  like.where = rows_->draw_where();
  for (bool is_more = true; is_more;) {
    (is_backward ? like.last : like.first) = 1 + rows_->random().number(7);
    const std::string wrong = rows_->problem_of({like});
    ASSERT_EQ(wrong, "") << rows_->told(like);
    const page made = rows_->expected(like);
    for (const row* one : made.rows) ++seen_[one->id];
    is_more = is_backward ? made.has_previous : made.has_next;
    std::string& cursor = is_backward ? like.before : like.after;
    if (!made.rows.empty()) cursor = (is_backward ? made.rows.front() : made.rows.back())->id;
    if (is_more) disturb(cursor);
  }
  for (const auto& [id, times] : seen_) EXPECT_EQ(times, 1U) << id << "\n" << rows_->told(like);
  for (const row* one : rows_->sorted(like)) {
    EXPECT_TRUE(moved_.contains(one->id) || seen_.contains(one->id)) << one->id << "\n"
                                                                     << rows_->told(like);
  }
}

TEST_F(moving_rows, neither_repeat_nor_hide_one_that_stayed) {
  const std::size_t wanted = cases_wanted(24);
  std::uint64_t seed = filters::seed_of_this_run();
  for (std::size_t done = 0; done < wanted && !HasFailure(); ++done) {
    if (done % 8 == 0) {
      rows_.reset();
      rows_ = std::make_unique<paged_rows>(seed++, 40);
      // Half of the rows are still to come.
      for (std::size_t i = 0; i < 40; i += 2) rows_->remove(rows_->all()[i].id);
    }
    walk(done % 2 == 1);
  }
  EXPECT_GE(gone_cursors_, wanted / 4);
}

}  // namespace
}  // namespace fraiseql::lists
