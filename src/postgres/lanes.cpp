#include "postgres/lanes.hpp"

#include <algorithm>

namespace fraiseql::postgres {
namespace {

using settings = std::vector<std::pair<std::string, std::string>>;

// Flights under way on one hot connection, each of another session.
constexpr std::size_t hot_depth = 16;

// What PostgreSQL has on top of statement_timeout to say that the timeout struck.
constexpr std::chrono::milliseconds timeout_grace{5'000};

settings session_settings(std::chrono::milliseconds statement_timeout) {
  return {{"TimeZone", "UTC"},
          {"IntervalStyle", "iso_8601"},
          {"DateStyle", "ISO"},
          {"standard_conforming_strings", "on"},
          {"statement_timeout", std::to_string(statement_timeout.count()) + "ms"}};
}

settings read_settings(std::chrono::milliseconds statement_timeout) {
  settings made = session_settings(statement_timeout);
  made.emplace_back("default_transaction_read_only", "on");
  made.emplace_back("default_transaction_isolation", "repeatable read");
  // PostgreSQL takes conditions on the items of lists for dear, and would compile a statement for
  // longer than the few rows of a page take.
  made.emplace_back("jit", "off");
  return made;
}

lane_options make_options(std::string name, const lanes_options& options, settings session,
                          std::size_t connections) {
  return {.name = std::move(name),
          .connection = {.conninfo = options.conninfo,
                         .settings = std::move(session),
                         .answer_timeout = options.statement_timeout + timeout_grace},
          .connections = connections};
}

lane_options hot_options(const lanes_options& options) {
  // A look-up takes microseconds; one that waits for a lock must not hold up the rest.
  settings session =
      read_settings(std::min(options.statement_timeout, std::chrono::milliseconds(1'000)));
  session.emplace_back("lock_timeout", "200ms");
  // A plan for the very keys of a list would be made anew each time, which takes longer than to
  // look them up.
  session.emplace_back("plan_cache_mode", "force_generic_plan");
  lane_options made = make_options("hot", options, std::move(session), options.hot_connections);
  made.depth = hot_depth;
  made.with = company::all;
  made.work = repeatable::yes;
  return made;
}

lane_options cold_options(const lanes_options& options) {
  lane_options made = make_options("cold", options, read_settings(options.statement_timeout),
                                   options.cold_connections);
  made.with = company::equals;
  made.work = repeatable::yes;
  return made;
}

lane_options mutation_options(const lanes_options& options) {
  lane_options made = make_options("mutation", options, session_settings(options.statement_timeout),
                                   options.mutation_connections);
  made.kept = options.kept_mutation_connections;
  return made;
}

}  // namespace

connection_options read_connection(const std::string& conninfo,
                                   std::chrono::milliseconds statement_timeout) {
  return {.conninfo = conninfo,
          .settings = read_settings(statement_timeout),
          .answer_timeout = statement_timeout + timeout_grace};
}

connection_options write_connection(const std::string& conninfo,
                                    std::chrono::milliseconds statement_timeout) {
  return {.conninfo = conninfo,
          .settings = session_settings(statement_timeout),
          .answer_timeout = statement_timeout + timeout_grace};
}

lanes::lanes(boost::asio::io_context& loop, const lanes_options& options, const log_function& log,
             const std::function<void()>& on_change)
    : hot(loop, hot_options(options), log, on_change),
      cold(loop, cold_options(options), log, on_change),
      mutation(loop, mutation_options(options), log, on_change) {}

void lanes::start() {
  hot.start();
  cold.start();
  mutation.start();
}

void lanes::stop() {
  hot.stop();
  cold.stop();
  mutation.stop();
}

void lanes::forget_plans() {
  hot.forget_plans();
  cold.forget_plans();
  mutation.forget_plans();
}

bool lanes::are_up() const { return hot.is_up() && cold.is_up() && mutation.is_up(); }

}  // namespace fraiseql::postgres
