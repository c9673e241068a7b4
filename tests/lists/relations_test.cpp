// Random graphs of rows and random queries of them, with filters, orders and pages at each level:
// the answers are what the evaluator says. FRAISEQL_SEED is the seed, FRAISEQL_LISTS how many
// queries.
#include <gtest/gtest.h>

#include <algorithm>

#include "lists/related_rows.hpp"
#include "lists/shrink_query.hpp"

namespace fraiseql::lists {
namespace {

constexpr std::size_t queries_of_a_graph = 40;

class relations : public ::testing::Test {
 protected:
  void run_graph(std::uint64_t seed, std::size_t queries);
  [[nodiscard]] bool is_enough() const { return HasFailure(); }

  std::size_t with_cursors_ = 0;

 private:
  // True where the answer is right.
  bool check(const std::vector<selected>& query);

  std::unique_ptr<related_rows> rows_ = {};
};

bool relations::check(const std::vector<selected>& query) {
  const std::string wrong = rows_->problem_of(query);
  if (wrong.empty()) return true;
  const std::string least = told_shrunk(*rows_, query);
  ADD_FAILURE() << (least.empty() ? rows_->told(query) + wrong : least);
  return false;
}

void relations::run_graph(std::uint64_t seed, std::size_t queries) {
  rows_.reset();
  rows_ = std::make_unique<related_rows>(seed);
  for (std::size_t i = 0; i < queries && !is_enough(); ++i) {
    std::vector<selected> query = rows_->draw_query();
    if (!check(query)) return;
    // The same once more, from cursors that it gave.
    if (!rows_->add_cursors(query)) continue;
    ++with_cursors_;
    if (!check(query)) return;
  }
}

TEST_F(relations, answer_what_the_evaluator_says) {
  const std::size_t wanted = cases_wanted(150);
  // Each graph has the next seed, so that one of them can be run again by itself.
  std::uint64_t seed = filters::seed_of_this_run();
  std::size_t done = 0;
  while (done < wanted && !is_enough()) {
    const std::size_t queries = std::min(queries_of_a_graph, wanted - done);
    run_graph(seed++, queries);
    done += queries;
  }
  // Else the cases above would prove little.
  EXPECT_GE(with_cursors_, done / 8);
}

}  // namespace
}  // namespace fraiseql::lists
