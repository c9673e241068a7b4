#include "postgres/blocking_connection.hpp"

#include <optional>
#include <string>
#include <utility>

namespace fraiseql::postgres {
namespace {

// What PostgreSQL has on top of a statement's time to say that it is over.
constexpr std::chrono::milliseconds answer_grace{1'000};

// It holds for the statements behind it in the same group.
std::shared_ptr<const sql::statement> statement_timeout() {
  return std::make_shared<const sql::statement>(
      sql::statement{.text = "SELECT set_config('statement_timeout', $1, true)"});
}

}  // namespace

blocking_connection::blocking_connection(const connection_options& options)
    : timeout_(statement_timeout()),
      link_(std::make_unique<connection>(loop_, options,
                                         [this](connection_state state, const error& why) {
                                           if (state == connection_state::down) why_down_ = why;
                                         })) {}

std::vector<outcome> blocking_connection::run(const std::vector<command>& commands,
                                              clock::time_point until) {
  if (!connect(until)) return all_failed(commands.size(), why_down_);
  std::vector<outcome> outcomes = exchange(commands, until);
  if (forget_stale(commands, outcomes)) outcomes = exchange(commands, until);
  return outcomes;
}

bool blocking_connection::is_usable() {
  if (link_ == nullptr) return false;
  if (!is_opened_) return true;
  return link_->state() == connection_state::up && link_->is_alive();
}

bool blocking_connection::turn(const std::function<bool()>& is_done, clock::time_point until) {
  loop_.restart();
  while (!is_done()) {
    if (loop_.run_one_until(until) == 0) return is_done();
  }
  return true;
}

// Nothing was sent before, whatever the reason is that it could not be.
bool blocking_connection::connect(clock::time_point until) {
  if (link_ == nullptr) return false;
  if (!is_opened_) {
    is_opened_ = true;
    link_->open();
  }
  const auto is_known = [this] { return link_->state() != connection_state::connecting; };
  if (!turn(is_known, until)) why_down_.message = "connecting took too long";
  if (link_->state() == connection_state::up) return true;
  why_down_.sqlstate = unsent_sqlstate;
  why_down_.from = error_source::connection;
  break_with(why_down_);
  return false;
}

std::vector<outcome> blocking_connection::exchange(const std::vector<command>& commands,
                                                   clock::time_point until) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - clock::now());
  if (left.count() < 1) {
    return all_failed(commands.size(), {.sqlstate = "57014",
                                        .message = "the time of the function is up",
                                        .from = error_source::statement});
  }
  // The connection may have ended since it was last looked at.
  if (!is_usable()) return all_failed(commands.size(), why_down_);
  const auto answered = std::make_shared<std::optional<std::vector<outcome>>>();
  const command timeout{
      .statement = timeout_,
      .parameters = {{.oid = 25, .is_binary = true, .bytes = std::to_string(left.count())}}};
  group work{.commands = {timeout},
             .done = [answered](std::vector<outcome> all) { *answered = std::move(all); }};
  work.commands.insert(work.commands.end(), commands.begin(), commands.end());
  link_->send(std::move(work));
  if (!turn([&] { return answered->has_value(); }, until + answer_grace)) {
    const error silent = {.sqlstate = silent_sqlstate,
                          .message = "PostgreSQL did not answer in time"};
    break_with(silent);
    return all_failed(commands.size(), silent);
  }
  std::vector<outcome> outcomes = std::move(**answered);
  outcomes.erase(outcomes.begin());
  if (link_->state() != connection_state::up) break_with(why_down_);
  return outcomes;
}

// Whether there was such a one, and it may be well when it is sent again.
bool blocking_connection::forget_stale(const std::vector<command>& commands,
                                       const std::vector<outcome>& outcomes) {
  if (link_ == nullptr) return false;
  bool found = false;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes[i] || !is_stale(outcomes[i].error())) continue;
    link_->forget(commands[i]);
    found = true;
  }
  return found;
}

void blocking_connection::break_with(error why) {
  link_.reset();
  why_down_ = std::move(why);
}

}  // namespace fraiseql::postgres
