// Random rows, orders, filters and sizes of pages: a connection that is walked forwards and
// backwards, and asked for any page between, answers what the evaluator says of it, and so does a
// list by offset. FRAISEQL_SEED is the seed, FRAISEQL_LISTS how many orders are walked.
#include <gtest/gtest.h>

#include <algorithm>

#include "lists/paged_rows.hpp"
#include "lists/shrink_page.hpp"

namespace fraiseql::lists {
namespace {

constexpr std::size_t cases_of_a_schema = 12;

class paging : public ::testing::Test {
 protected:
  void run_schema(std::uint64_t seed, std::size_t cases);
  [[nodiscard]] bool is_enough() const { return failures_ > 0 || HasFatalFailure(); }

  std::size_t pages_ = 0;
  std::size_t walks_of_many_ = 0;

 private:
  // True where all that was asked for came.
  bool walk(page_case like, bool is_backward);
  bool jump(const page_case& like);
  bool check(const std::vector<page_case>& all);
  std::size_t draw_size();
  page_case draw_jump(const page_case& like);

  std::unique_ptr<paged_rows> rows_ = {};
  std::size_t failures_ = 0;
};

void paging::run_schema(std::uint64_t seed, std::size_t cases) {
  rows_.reset();
  rows_ = std::make_unique<paged_rows>(seed, 25 + seed % 40);
  for (std::size_t i = 0; i < cases && !is_enough(); ++i) {
    page_case like{.pages = rows_->draw_pages(), .by = rows_->draw_order()};
    like.where = rows_->draw_where();
    if (rows_->sorted(like).size() > 10) ++walks_of_many_;
    if (!walk(like, false) || !walk(like, true) || !jump(like)) return;
    const std::string wrong = rows_->problem_of_offsets(like);
    if (wrong.empty()) continue;
    ++failures_;
    ADD_FAILURE() << rows_->told(like) << wrong;
  }
}

bool paging::check(const std::vector<page_case>& all) {
  pages_ += all.size();
  const std::string wrong = rows_->problem_of(all);
  if (wrong.empty()) return true;
  ++failures_;
  for (const page_case& one : all) {
    const std::string least = told_shrunk(*rows_, one);
    if (least.empty()) continue;
    ADD_FAILURE() << least;
    return false;
  }
  // Right when asked for alone: the whole of it is the case.
  std::string told;
  for (const page_case& one : all) told += rows_->told(one);
  ADD_FAILURE() << told << wrong;
  return false;
}

std::size_t paging::draw_size() {
  filters::random_source& random = rows_->random();
  if (random.chance(5)) return 0;
  if (random.chance(20)) return 1;
  return random.chance(80) ? 2 + random.number(10) : 30 + random.number(70);
}

bool paging::walk(page_case like, bool is_backward) {
  std::size_t left = rows_->sorted(like).size();
  for (bool is_more = true; is_more;) {
    const std::size_t size = draw_size();
    (is_backward ? like.last : like.first) = size;
    if (!check({like})) return false;
    const page made = rows_->expected(like);
    left -= made.rows.size();
    is_more = is_backward ? made.has_previous : made.has_next;
    if (made.rows.empty()) continue;
    (is_backward ? like.before : like.after) =
        (is_backward ? made.rows.front() : made.rows.back())->id;
  }
  EXPECT_EQ(left, 0U);
  // Behind the last there is an empty page.
  return check({like});
}

// By cursors of rows that this or another filter lets through.
page_case paging::draw_jump(const page_case& like) {
  filters::random_source& random = rows_->random();
  page_case made = like;
  const auto known = rows_->book().rows(like.list());
  const auto draw_row = [&] {
    return known.empty() || random.chance(40) ? std::string() : random.one_of(known);
  };
  made.after = draw_row();
  made.before = draw_row();
  if (random.chance(70)) (random.chance(50) ? made.first : made.last) = draw_size();
  if (random.chance(30)) made.where = rows_->draw_where();
  made.selected = random_parts(random);
  return made;
}

bool paging::jump(const page_case& like) {
  std::vector<page_case> all;
  for (int i = 0; i < 6; ++i) all.push_back(draw_jump(like));
  return check(all);
}

TEST_F(paging, answers_what_the_evaluator_says) {
  const std::size_t wanted = cases_wanted(60);
  // Each schema has the next seed, so that one of them can be run again by itself.
  std::uint64_t seed = filters::seed_of_this_run();
  std::size_t done = 0;
  while (done < wanted && !is_enough()) {
    const std::size_t cases = std::min(cases_of_a_schema, wanted - done);
    run_schema(seed++, cases);
    done += cases;
  }
  // Else the cases above would prove little.
  EXPECT_GE(walks_of_many_, done / 3);
  EXPECT_GT(pages_, done * 8);
}

}  // namespace
}  // namespace fraiseql::lists
