#include "postgres/blocking_connection.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "sql/session.hpp"

namespace fraiseql::postgres {
namespace {

// What PostgreSQL has on top of a statement's time to say that it is over.
constexpr std::chrono::milliseconds answer_grace{1'000};

// They hold for the statements behind it in the same transaction, and for the pauses between them.
std::shared_ptr<const sql::statement> timeouts() {
  return std::make_shared<const sql::statement>(
      sql::statement{.text = "SELECT set_config('statement_timeout', $1, true), "
                             "set_config('idle_in_transaction_session_timeout', $1, true)"});
}

error time_is_up() {
  return {.sqlstate = "57014",
          .message = "the time of the function is up",
          .from = error_source::statement};
}

}  // namespace

blocking_connection::blocking_connection(const connection_options& options)
    : timeout_(timeouts()),
      link_(std::make_unique<connection>(loop_, options,
                                         [this](connection_state state, const error& why) {
                                           if (state == connection_state::down) why_down_ = why;
                                         })) {}

std::vector<outcome> blocking_connection::run(const group& work, clock::time_point until) {
  if (!connect(until)) return all_failed(work.commands.size(), why_down_);
  std::vector<outcome> outcomes = exchange(work, until);
  if (forget_stale(work, outcomes)) outcomes = exchange(work, until);
  return outcomes;
}

std::vector<outcome> blocking_connection::run_once(const group& work, clock::time_point until) {
  if (until <= clock::now()) return all_failed(work.commands.size(), time_is_up());
  if (!connect(until) || !is_usable()) {
    error unsent = why_down_;
    unsent.sqlstate = unsent_sqlstate;
    unsent.from = error_source::connection;
    return all_failed(work.commands.size(), unsent);
  }
  std::vector<outcome> outcomes = exchange(work, until);
  forget_stale(work, outcomes);
  return outcomes;
}

void blocking_connection::roll_back() {
  if (!is_opened_ || !is_usable()) return;
  const command end{
      .statement = std::make_shared<const sql::statement>(sql::statement{.text = "ROLLBACK"}),
      .as = run_as::server};
  const std::vector<outcome> outcomes =
      send({.commands = {end}, .done = {}, .then = aftermath::clean}, clock::now());
  if (!outcomes.front()) break_with(outcomes.front().error());
}

void blocking_connection::clean() {
  if (!is_opened_ || !is_usable()) return;
  send({.commands = {}, .done = {}, .then = aftermath::clean}, clock::now());
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

std::vector<outcome> blocking_connection::exchange(const group& work, clock::time_point until) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - clock::now());
  if (left.count() < 1) return all_failed(work.commands.size(), time_is_up());
  // The connection may have ended since it was last looked at.
  if (!is_usable()) return all_failed(work.commands.size(), why_down_);
  group all{.commands = work.commands,
            .done = {},
            .session = work.session,
            .then = work.then,
            .undone = work.undone};
  all.commands.insert(all.commands.begin(),
                      {.statement = timeout_,
                       .parameters = {sql::text_parameter(std::to_string(left.count()))},
                       .as = run_as::server});
  std::vector<outcome> outcomes = send(std::move(all), until);
  outcomes.erase(outcomes.begin());
  return outcomes;
}

// One outcome each. What is not answered, or cleaned, a moment after `until` breaks the connection.
std::vector<outcome> blocking_connection::send(group work, clock::time_point until) {
  const auto answered = std::make_shared<std::optional<std::vector<outcome>>>();
  const std::size_t count = work.commands.size();
  work.done = [answered](std::vector<outcome> all) { *answered = std::move(all); };
  link_->send(shipment_of(work), std::move(work.done));
  if (!turn([&] { return answered->has_value(); }, until + answer_grace)) {
    const error silent = {.sqlstate = silent_sqlstate,
                          .message = "PostgreSQL did not answer in time"};
    break_with(silent);
    return all_failed(count, silent);
  }
  std::vector<outcome> outcomes = std::move(**answered);
  const auto is_free = [this] { return link_->depth() == 0; };
  if (!turn(is_free, clock::now() + answer_grace)) {
    why_down_ = {.sqlstate = silent_sqlstate, .message = "PostgreSQL did not answer in time"};
    break_with(why_down_);
    return outcomes;
  }
  if (link_->state() != connection_state::up) break_with(why_down_);
  return outcomes;
}

// Whether there was such a one, and it may be well when it is sent again.
bool blocking_connection::forget_stale(const group& work, const std::vector<outcome>& outcomes) {
  if (link_ == nullptr) return false;
  bool found = false;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes[i] || !is_stale(outcomes[i].error())) continue;
    link_->forget(work.commands[i]);
    if (work.session != nullptr) link_->forget(*work.session);
    found = true;
  }
  return found;
}

void blocking_connection::break_with(error why) {
  link_.reset();
  why_down_ = std::move(why);
}

}  // namespace fraiseql::postgres
