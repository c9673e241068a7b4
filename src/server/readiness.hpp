// readiness: whether this server can answer GraphQL requests now, and if not, why.
//
// It can when its lanes are up and the database has what the schema needs. The latter
// is looked at whenever the lanes come up, and again in pauses: soon while something is
// missing, so a server started before its database gets ready by itself; seldom while all
// was there, so that plans follow the database. One loop; what says whether it is ready, and why
// not, may be called by any thread.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "base/log.hpp"
#include "postgres/catalogue.hpp"
#include "postgres/lanes.hpp"

namespace fraiseql::server {

// What is missing, each with what would mend it; lines for a terminal.
std::string words_for(const std::vector<postgres::missing>& missing);

// Between two looks at the database.
struct look_pauses {
  std::chrono::milliseconds while_missing{1'000};
  std::chrono::milliseconds while_served{60'000};
};

class readiness {
 public:
  readiness(boost::asio::io_context& loop, postgres::requirements needed, log_function log,
            look_pauses pauses = {});

  // Runs once, when the first look at the catalogue has an answer: nothing missing, or
  // what is.
  void on_first_answer(std::function<void(const std::vector<postgres::missing>&)> told);

  // Runs whenever a look has found everything, before anything is served with it.
  void on_found(std::function<void(const postgres::found_catalogue&)> take);

  // Runs when a look has found that row-level security holds again which an earlier one saw
  // bypassed, before anything is served again.
  void on_mended(std::function<void()> mended);

  // Another schema is served from now on, and the database was seen to have what it needs.
  void adopt(postgres::lanes& lanes, postgres::requirements needed);

  // Looks at the database again now, for what is there may have changed; `looked` runs once it
  // has answered or failed to, unless another look was asked for or the server is stopping.
  void look_again(postgres::lanes& lanes, std::function<void()> looked);

  // The lanes of this loop, or those of others, have come up or gone down.
  void lanes_changed(postgres::lanes& lanes, std::size_t others_down = 0);
  // The server is stopping: not ready from now on.
  void drain();

  [[nodiscard]] bool is_ready() const { return !is_draining_ && is_up_ && is_complete_; }
  // Whether requests may be tried: the database had what the schema needs when the lanes came up.
  // A connection that is away for a moment is the lanes' concern; what goes while it is served
  // fails for those who ask for it, and for nobody else.
  [[nodiscard]] bool may_serve() const { return is_complete_; }
  // For people: "ready", or what is waited for.
  [[nodiscard]] std::string reason() const;

 private:
  void look(postgres::lanes& lanes);
  void looked(postgres::lanes& lanes, postgres::catalogue_answer answer);
  void look_later(postgres::lanes& lanes, std::chrono::milliseconds pause);
  void forget_looks();
  void set_missing(std::vector<postgres::missing> missing);

  boost::asio::steady_timer pause_;
  look_pauses pauses_;
  postgres::requirements needed_;
  log_function log_;
  std::function<void(const std::vector<postgres::missing>&)> told_;
  std::function<void(const postgres::found_catalogue&)> take_;
  std::function<void()> mended_;
  std::function<void()> looked_again_;
  mutable std::mutex mutex_;  // of the next; this loop alone writes it
  std::vector<postgres::missing> missing_;
  std::string last_failure_;  // of a look, so that each is logged once
  std::uint64_t round_ = 0;   // a look for what was needed before comes too late
  std::atomic<bool> is_up_ = false;
  bool is_looking_ = false;
  bool is_breached_ = false;
  bool is_routine_ = false;  // the look is one of those while all was there
  std::atomic<bool> is_complete_ = false;
  std::atomic<bool> is_draining_ = false;
};

}  // namespace fraiseql::server
