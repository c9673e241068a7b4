// How many loops and connections a process has, from its settings and surroundings.
#include "server/connection_budget.hpp"

#include <gtest/gtest.h>

namespace fraiseql::server {
namespace {

using postgres::connection_limits;

std::string budget_of(const settings& chosen, const budget_surroundings& in) {
  const auto made = make_budget(chosen, in);
  if (!made) return made.error().message + "; " + made.error().hint;
  return std::to_string(made->loops) + " loops: " + made->to_text();
}

struct numbers {
  std::size_t loops = 0;
  std::size_t hot = 0;
  std::size_t cold = 0;
  std::size_t mutation = 0;
};

settings with(const numbers& given) {
  settings made;
  made.loops = given.loops;
  made.hot_connections = given.hot;
  made.cold_connections = given.cold;
  made.mutation_connections = given.mutation;
  return made;
}

TEST(connection_budget, has_a_loop_for_two_cores_beside_a_local_database) {
  for (const auto& [cores, loops] : {std::pair<std::size_t, const char*>(1, "1 loops"),
                                     {2, "1 loops"},
                                     {3, "1 loops"},
                                     {4, "2 loops"},
                                     {8, "4 loops"}}) {
    EXPECT_TRUE(budget_of({}, {.cores = cores, .is_local = true}).starts_with(loops)) << cores;
  }
}

TEST(connection_budget, has_a_loop_for_each_core_before_a_remote_one) {
  EXPECT_EQ(budget_of({}, {.cores = 1}), "1 loops: hot 2, cold 4, mutation 32: 38");
  EXPECT_EQ(budget_of({}, {.cores = 2}), "2 loops: hot 4, cold 4, mutation 32: 40");
  EXPECT_EQ(budget_of({}, {.cores = 4}), "4 loops: hot 8, cold 8, mutation 32: 48");
}

TEST(connection_budget, counts_what_functions_use) {
  EXPECT_EQ(budget_of({}, {.cores = 1, .functions = 8}),
            "1 loops: hot 2, cold 4, mutation 32, functions 8: 46");
}

TEST(connection_budget, keeps_numbers_that_were_set) {
  EXPECT_EQ(budget_of(with({.loops = 3, .hot = 3, .cold = 9}), {.cores = 1}),
            "3 loops: hot 3, cold 9, mutation 32: 44");
}

TEST(connection_budget, leaves_half_to_a_successor) {
  // 97 are allowed.
  EXPECT_EQ(budget_of({}, {.cores = 16, .limits = connection_limits()}),
            "16 loops: hot 16, cold 16, mutation 16: 48");
  EXPECT_EQ(budget_of({}, {.cores = 17, .limits = connection_limits()}),
            "16 loops: hot 16, cold 16, mutation 16: 48");
  EXPECT_EQ(budget_of({}, {.cores = 8, .limits = connection_limits{.max_connections = 20}}),
            "2 loops: hot 2, cold 3, mutation 3: 8");
  EXPECT_EQ(budget_of({}, {.cores = 8, .limits = connection_limits{.max_connections = 5}}),
            "1 loops: hot 1, cold 1, mutation 1: 3");
}

TEST(connection_budget, makes_room_with_what_was_not_set) {
  EXPECT_EQ(budget_of(with({.cold = 30}),
                      {.cores = 1, .limits = connection_limits{.max_connections = 71}}),
            "1 loops: hot 2, cold 30, mutation 2: 34");
}

TEST(connection_budget, has_no_more_loops_than_a_number_that_was_set_allows) {
  EXPECT_EQ(budget_of(with({.cold = 2}), {.cores = 8}), "2 loops: hot 4, cold 2, mutation 32: 38");
  EXPECT_EQ(
      budget_of(with({.loops = 2, .mutation = 1}), {.cores = 8}),
      "the setting \"mutation_connections\" is 1, and each of 2 loops needs a connection; set "
      "mutation_connections to 2 or more, or loops to 1 or less");
}

TEST(connection_budget, keeps_some_of_those_for_mutations_open) {
  const auto kept = [](const settings& chosen, std::size_t cores) {
    return make_budget(chosen, {.cores = cores})->kept_mutation();
  };
  EXPECT_EQ(kept({}, 1), 4U);
  EXPECT_EQ(kept({}, 4), 8U);
  EXPECT_EQ(kept(with({.loops = 1, .mutation = 3}), 1), 3U);
  EXPECT_EQ(kept(with({.loops = 1, .mutation = 100}), 1), 4U);
}

TEST(connection_budget, is_refused_past_what_the_database_allows) {
  const connection_budget budget{.functions = 8};
  EXPECT_EQ(budget.sum(), 18U);
  EXPECT_FALSE(over_budget(budget, {.max_connections = 21}));
  const auto over = over_budget(budget, {.max_connections = 20});
  ASSERT_TRUE(over);
  EXPECT_EQ(over->message,
            "the connections to PostgreSQL, hot 2, cold 4, mutation 4, functions 8: 18, are more "
            "than the 17 that it allows (max_connections 20, 3 reserved)");
  EXPECT_NE(over->hint.find("workers"), std::string::npos);
  EXPECT_TRUE(over_budget(budget, {.role = 17}));
  EXPECT_FALSE(over_budget(budget, {.role = 18}));
  EXPECT_TRUE(over_budget(budget, {.database = 17}));
  EXPECT_TRUE(over_budget(budget, {.max_connections = 2}));
}

TEST(connection_budget, is_shared_out_over_the_loops) {
  EXPECT_EQ(share_of(4, 3, 0), 2U);
  EXPECT_EQ(share_of(4, 3, 1), 1U);
  EXPECT_EQ(share_of(4, 3, 2), 1U);
  EXPECT_EQ(share_of(3, 3, 2), 1U);
}

TEST(connection_budget, knows_a_database_on_this_machine) {
  for (const char* here : {"host=/run/postgresql", "postgresql:///shop", "host=localhost",
                           "postgres://127.0.0.1:5433/shop", "postgres://[::1]/shop",
                           "host=localhost,/tmp", "host=elsewhere hostaddr=127.0.0.1"}) {
    EXPECT_TRUE(postgres::is_on_this_machine(here)) << here;
  }
  for (const char* away : {"host=db", "postgres://10.0.0.1/shop", "host=localhost,db",
                           "host=localhost hostaddr=10.0.0.1"}) {
    EXPECT_FALSE(postgres::is_on_this_machine(away)) << away;
  }
}

TEST(connection_budget, finds_a_core_at_least) { EXPECT_GE(usable_cores(), 1U); }

}  // namespace
}  // namespace fraiseql::server
