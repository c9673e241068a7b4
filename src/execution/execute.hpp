// executor: the corridor every request walks: prepare, then run.
//
// One executor belongs to one event loop and is used on its thread alone; `done` is
// called once for each request, at once or when PostgreSQL has answered. It outlives
// its requests: the server drains before it goes.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "base/blocks.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "execution/commands.hpp"
#include "execution/deadlines.hpp"
#include "execution/errors.hpp"
#include "execution/meters.hpp"
#include "execution/prepare.hpp"
#include "execution/repository.hpp"
#include "execution/request.hpp"
#include "execution/session.hpp"
#include "execution/turns.hpp"
#include "execution/workers.hpp"
#include "postgres/lanes.hpp"
#include "schema/schema.hpp"

namespace fraiseql::execution {

// Of a mutation with several root fields: a transaction for each, so that what was done stays done
// where a later one fails; or one for all of them.
enum class transactions : std::uint8_t { one_a_field, one_a_request };

// Answers whose rows go out while they come (stream.hpp).
struct stream_options {
  std::size_t held_bytes = std::size_t{1} << 20U;    // a larger answer goes in pieces
  std::size_t unsent_bytes = std::size_t{1} << 20U;  // then no more rows are taken until some went
  std::chrono::milliseconds timeout{3'600'000};      // of such a field's statement
};

struct executor_options {
  fraiseql::limits limits = {};
  validation::validate_options validating = {};
  plan::planning_options planning = {};
  document_rules documents = {};
  // The claim that names what a request is allowed to do.
  std::string permission_claim = "scope";
  std::chrono::milliseconds request_timeout{60'000};  // for a request as a whole
  workers_options workers = {};                       // for the program's own functions
  postgres::blocking_lane_options reading = {};       // of those that read rows
  postgres::blocking_lane_options writing = {};       // of those that write
  stream_options streaming = {};
  transactions mutations = transactions::one_a_field;
  std::chrono::seconds idempotency_expiry{86'400};
  detail_level detail = detail_level::masked;
  log_function log = {};
  std::shared_ptr<meters> counted = {};  // where its requests are counted; none: of its own
  // A new id for a masked error, never given twice.
  std::function<std::string()> new_log_id;
};

struct reported_fault;

class executor {
 public:
  // `loop` is that of the lanes.
  executor(std::shared_ptr<const schema::schema> schema, postgres::lanes& lanes,
           boost::asio::io_context& loop, executor_options options);
  // The same for another loop of the process: the program's functions run on the threads of
  // `beside` and with its connections. The options are those of `beside`, but for `new_log_id` and
  // `counted`.
  executor(const executor& beside, postgres::lanes& lanes, boost::asio::io_context& loop,
           std::function<std::string()> new_log_id, std::shared_ptr<meters> counted = nullptr);

  void execute(const request& request, responder done);

  // What is asked from now on is planned with what was found in the database.
  void adopt(std::shared_ptr<const plan::catalogue> found);
  // What the program's functions send from now on is planned anew by the database.
  void forget_plans();

  // Of the process's threads for the program's functions. Any thread may ask.
  [[nodiscard]] worker_counts count_workers() const { return workers_.pool()->count(); }

 private:
  friend class run;
  friend class stream_run;
  // The client's view of what failed; the whole of it goes to the log, and of a read which
  // stored values it compares. `step` is the one that failed, where it is known.
  graphql_error report(const postgres::error& why, statement_kind kind,
                       const plan::step* step = nullptr);
  graphql_error report(const schema::native_failure& why);
  std::vector<graphql_error> masked(std::vector<graphql_error> errors);
  graphql_error report(job_end end, statement_kind kind);
  graphql_error report_late(std::string_view operation);
  // Of what is not executed.
  response refused(operation_type type, const std::vector<graphql_error>& errors);
  void log_faults(const std::vector<reported_fault>& faults);

  void warm();
  result<session_maker::made, graphql_error> session_of(const prepared_request& prepared,
                                                        const request& request);

  std::shared_ptr<meters> counted_;
  std::shared_ptr<const schema::schema> schema_;
  constraint_words constraints_;
  std::shared_ptr<repository> repository_;  // nullptr where no function reads rows
  std::shared_ptr<commands> commands_;      // nullptr where none writes
  bool has_keys_ = false;                   // the database has the table of idempotency keys
  session_maker sessions_;
  preparer preparer_;
  boost::asio::io_context& loop_;
  postgres::lanes& lanes_;
  workers workers_;
  std::shared_ptr<deadlines> deadlines_;
  std::shared_ptr<turns> turns_;  // of requests with the same idempotency key
  std::shared_ptr<blocks> runs_ = std::make_shared<blocks>();
  executor_options options_;
  std::shared_ptr<const int> alive_ = std::make_shared<const int>(0);  // known by what is posted
};

}  // namespace fraiseql::execution
