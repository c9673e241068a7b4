// cluster: the one PostgreSQL of this test program, started before its first test, and
// what tests of the event loop ask of it.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "postgres/group.hpp"
#include "postgres/lane.hpp"

namespace fraiseql::postgres::testing {

// libpq connection string of the role that owns the database.
const std::string& conninfo();
// Runs a script over a connection of its own; a failure fails the test.
void run(const std::string& script);
// The first value of a query over a connection of its own, or what went wrong.
std::string ask(const std::string& query);
// Between the two nobody answers at conninfo().
void stop_cluster();
void start_cluster();

std::shared_ptr<const sql::statement> statement(std::string text);
command to_command(std::string text, const std::vector<std::string>& parameters = {});

// An answer as a text: the values of all rows, `,` between columns and `;` between rows,
// NULL as `null`; or `error <SQLSTATE>`.
std::string to_text(const outcome& one);

// An event loop that a test turns by hand.
struct turning_loop {
  boost::asio::io_context loop{1};

  // Turns until `is_done` holds, at most 30 seconds; false (and a failed test) if not.
  bool until(const std::function<bool()>& is_done);
  // Turns for that long, whatever happens.
  void during(std::chrono::milliseconds time);
};

// A lane on a loop of its own, started and up.
class test_lane : public turning_loop {
 public:
  explicit test_lane(lane_options options);

  // One group's outcomes as texts; waits for them.
  std::vector<std::string> answers(std::vector<command> commands);
  std::string answer(std::string text, const std::vector<std::string>& parameters = {});
  // Submits; the outcomes are in the list given once they are there.
  using pending = std::shared_ptr<std::optional<std::vector<std::string>>>;
  pending submit(std::vector<command> commands);

  std::vector<std::string> logged;
  int changes = 0;
  lane under_test;
};

}  // namespace fraiseql::postgres::testing
