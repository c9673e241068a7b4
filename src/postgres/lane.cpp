#include "postgres/lane.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "postgres/lending.hpp"

namespace fraiseql::postgres {
namespace {

constexpr std::chrono::milliseconds first_pause{50};
constexpr std::chrono::milliseconds longest_pause{1'000};

// How often a group that PostgreSQL undid is sent again, and the first pause before that, which
// doubles; each is between half of it and one and a half, so that two do not meet again.
constexpr std::size_t most_undone = 3;
constexpr std::chrono::milliseconds first_rest{10};

// A serialization failure or a deadlock: with this group PostgreSQL chose to let another one go on.
bool is_undone(const outcome& one) {
  return !one && (one.error().sqlstate == "40001" || one.error().sqlstate == "40P01");
}

// PostgreSQL did not get to it, or would do it once it is prepared anew.
bool deserves_another_try(const error& why) {
  return is_stale(why) || why.sqlstate == aborted_sqlstate;
}

// Other commands of the same request, sent in the same way.
group like(const group& of, std::vector<command> commands) {
  return {.commands = std::move(commands),
          .done = {},
          .session = of.session,
          .then = of.then,
          .undone = of.undone,
          .asked_by = of.asked_by};
}

}  // namespace

lane::lane(boost::asio::io_context& loop, lane_options options, log_function log,
           std::function<void()> on_change)
    : loop_(loop),
      options_(std::move(options)),
      log_(std::move(log)),
      on_change_(std::move(on_change)),
      canceller_(loop),
      slots_(options_.connections),
      line_timer_(loop) {
  for (slot& one : slots_) one.pause = std::make_unique<boost::asio::steady_timer>(loop);
}

lane::~lane() { stop(); }

void lane::start() {
  for (std::size_t i = 0; i < slots_.size(); ++i) connect(i);
}

void lane::stop() {
  if (std::exchange(stopped_, true)) return;
  tell_lending();
  line_timer_.cancel();
  for (slot& one : slots_) {
    one.pause->cancel();
    one.link.reset();
  }
  const error stopping = {.sqlstate = unsent_sqlstate, .message = "the server is stopping"};
  refuse_waiting(stopping);
  for (const auto& one : std::exchange(resting_, {})) fail(one->work, stopping);
  if (lending_ != nullptr) lending_->stop(*this);
}

bool lane::is_up() const {
  return std::ranges::any_of(slots_, [](const slot& one) {
    return one.link != nullptr && one.link->state() == connection_state::up;
  });
}

void lane::connect(std::size_t index) {
  slots_[index].link = std::make_unique<connection>(
      loop_, options_.connection, [this, index](connection_state state, const error& why) {
        connection_changed(index, state, why);
      });
  slots_[index].link->on_free([this] {
    if (!stopped_) send_waiting();
  });
  slots_[index].link->open();
}

void lane::connection_changed(std::size_t index, connection_state state, const error& why) {
  if (stopped_) return;
  slot& changed = slots_[index];
  const reach before = reach_;
  if (state == connection_state::up) {
    changed.next_pause = std::chrono::milliseconds(0);
    reach_ = reach::reachable;
    send_waiting();
  } else {
    // It costs a connection, and whoever wrote the function can mend it.
    if (why.context == clean_up_context) {
      log_to(log_, log_level::warning, "a connection to the database is made anew",
             {{"lane", options_.name}, {"reason", why.message}});
    }
    // For groups that were never sent, whatever the reason: a mutation's outcome is known.
    last_error_ = why;
    last_error_.sqlstate = unsent_sqlstate;
    // The first attempt after a loss is made at once; it decides whether we wait.
    const bool attempt_failed = changed.next_pause.count() > 0 || why.sqlstate == unsent_sqlstate;
    changed.pause->expires_after(changed.next_pause);
    changed.next_pause = std::clamp(changed.next_pause * 2, first_pause, longest_pause);
    changed.pause->async_wait([this, index](boost::system::error_code cancelled) {
      if (!cancelled && !stopped_) connect(index);
    });
    if (attempt_failed && !is_up()) {
      reach_ = reach::unreachable;
      refuse_waiting(last_error_);
    }
  }
  if (before != reach_) {
    const bool is_gone = reach_ == reach::unreachable;
    log_to(log_, is_gone ? log_level::warning : log_level::info,
           is_gone ? "the database cannot be reached" : "connected to the database",
           {{"lane", options_.name}, {"reason", why.message}});
  }
  tell_lending();
  const bool was_up = std::exchange(was_up_, is_up());
  if ((was_up != was_up_ || before != reach_) && on_change_) on_change_();
}

lane::slot* lane::best_slot() {
  slot* best = nullptr;
  for (slot& one : slots_) {
    connection* link = one.link.get();
    if (link == nullptr || link->state() != connection_state::up) continue;
    if (link->depth() >= options_.depth || link->is_cancelling()) continue;
    // What must not be sent twice is not sent into a connection that ended while idle.
    if (options_.work == repeatable::no && !link->is_alive()) continue;
    if (best == nullptr || link->depth() < best->link->depth()) best = &one;
  }
  return best;
}

// All connections may be gone without our having noticed; each is found out by one try.
void lane::submit(group work) {
  const bool may_repeat = options_.work == repeatable::yes;
  tries left;
  if (may_repeat) left = {.lost = options_.connections + 1, .failed = 1, .undone = most_undone};
  if (work.undone == undone_group::is_sent_again) left.undone = most_undone;
  dispatch(std::move(work), left);
}

void lane::dispatch(group work, tries left) {
  if (stopped_ || reach_ == reach::unreachable) return fail(work, last_error_);
  if (line_.empty()) {
    if (slot* to = best_slot()) return send(*to, std::move(work), left);
  }
  if (line_.size() >= options_.max_waiting) {
    return fail(work, {.sqlstate = overload_sqlstate, .message = "too many requests are waiting"});
  }
  const auto until = std::chrono::steady_clock::now() + options_.max_wait;
  line_.push_back({std::move(work), left, until});
  if (line_.size() == 1) watch_line();
  lend_waiting();
}

void lane::share(lending& by) {
  lending_ = &by;
  tell_lending();
}

void lane::tell_lending() {
  if (lending_ == nullptr) return;
  std::size_t free = 0;
  for (const slot& one : slots_) {
    const bool is_up = one.link != nullptr && one.link->state() == connection_state::up;
    if (is_up && one.link->depth() < options_.depth && !one.link->is_cancelling()) ++free;
  }
  lending_->tell(*this, stopped_ || !line_.empty() ? 0 : free, line_.size());
}

void lane::lend_waiting() {
  if (lending_ == nullptr) return;
  tell_lending();
  while (!line_.empty() && lending_->lend(*this, line_.front())) line_.pop_front();
  tell_lending();
}

bool lane::take(waiting_group& of_another) {
  slot* to = stopped_ || !line_.empty() ? nullptr : best_slot();
  if (to != nullptr) send(*to, std::move(of_another.work), of_another.left);
  tell_lending();
  return to != nullptr;
}

void lane::keep(waiting_group own) {
  if (stopped_ || reach_ == reach::unreachable) return fail(own.work, last_error_);
  line_.push_front(std::move(own));
  watch_line();
  send_waiting();
  lend_waiting();
}

// The connection answers on this loop and the lane outlives its connections, so `this`
// is good in the completion.
void lane::send(slot& to, group work, tries left) {
  if (cancels()) to.asked_by = work.asked_by;
  group sent = like(work, work.commands);
  sent.done = [this, &to, left, work = std::move(work)](std::vector<outcome> outcomes) mutable {
    to.asked_by = nullptr;
    // It may have come to its end before the cancel reached it, or have lost its connection.
    if (std::exchange(to.is_withdrawn, false)) {
      forget_stale(work, outcomes);
      if (!stopped_) send_waiting();
      return;
    }
    settle(std::move(work), std::move(outcomes), left);
  };
  to.link->send(std::move(sent));
  tell_lending();
}

bool lane::cancels() const { return options_.depth == 1 && options_.work == repeatable::yes; }

// Until it is free again the connection is passed over. One that cannot be cancelled, for want
// of a thread, is free when it answers.
void lane::cancel(slot& at) {
  at.asked_by = nullptr;
  at.is_withdrawn = true;
  at.link->cancel(canceller_);
}

bool lane::withdraw(const void* asked_by) {
  if (asked_by == nullptr) return false;
  // Ended last: what their completions hold may end with them.
  std::vector<group> let_go;
  std::erase_if(line_, [&](waiting_group& one) {
    if (one.work.asked_by != asked_by) return false;
    let_go.push_back(std::move(one.work));
    return true;
  });
  std::erase_if(resting_, [&](const std::shared_ptr<resting_group>& one) {
    if (one->work.asked_by != asked_by) return false;
    let_go.push_back(std::move(one->work));
    return true;
  });
  for (slot& one : slots_) {
    if (one.asked_by == asked_by) cancel(one);
  }
  if (lending_ != nullptr) lending_->withdraw(*this, asked_by);
  return !let_go.empty();
}

void lane::send_waiting() {
  while (!line_.empty()) {
    slot* to = best_slot();
    // Looking for one may have refused the line.
    if (to == nullptr || line_.empty()) return tell_lending();
    waiting_group next = std::move(line_.front());
    line_.pop_front();
    send(*to, std::move(next.work), next.left);
  }
  line_timer_.cancel();
  tell_lending();
}

void lane::refuse_waiting(const error& why) {
  for (waiting_group& one : std::exchange(line_, {})) fail(one.work, why);
}

void lane::watch_line() {
  if (line_.empty()) return;
  line_timer_.expires_at(line_.front().until);
  line_timer_.async_wait([this](boost::system::error_code cancelled) {
    if (cancelled || stopped_) return;
    const auto now = std::chrono::steady_clock::now();
    while (!line_.empty() && line_.front().until <= now) {
      group late = std::move(line_.front().work);
      line_.pop_front();
      fail(late, {.sqlstate = overload_sqlstate, .message = "no connection became free in time"});
    }
    watch_line();
  });
}

// Also where nothing is repeated, or a connection would answer so for ever.
void lane::forget_stale(const group& work, const std::vector<outcome>& outcomes) {
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes[i] || !is_stale(outcomes[i].error())) continue;
    for (const slot& each : slots_) {
      if (each.link == nullptr) continue;
      each.link->forget(work.commands[i]);
      if (work.session != nullptr) each.link->forget(*work.session);
    }
  }
}

void lane::settle(group work, std::vector<outcome> outcomes, tries left) {
  forget_stale(work, outcomes);
  if (!stopped_ && left.undone > 0 && std::ranges::any_of(outcomes, is_undone)) {
    rest(std::move(work), left);
    return send_waiting();
  }
  std::vector<std::size_t> failures;
  for (std::size_t i = 0; i < outcomes.size() && !stopped_; ++i) {
    if (outcomes[i]) continue;
    const error& why = outcomes[i].error();
    const bool may_go_again = is_lost(why) ? left.lost > 0 : left.failed > 0;
    if (may_go_again && (is_lost(why) || deserves_another_try(why))) failures.push_back(i);
  }
  if (failures.empty()) {
    if (const completion done = std::move(work.done)) done(std::move(outcomes));
  } else {
    repeat(std::move(work), std::move(outcomes), failures, left);
  }
  if (!stopped_) send_waiting();
}

void lane::rest(group work, tries left) {
  const auto pause = first_rest * (1U << (most_undone - left.undone));
  --left.undone;
  std::uniform_int_distribution<long> drawn(pause.count() / 2, pause.count() * 3 / 2);
  const auto one = std::make_shared<resting_group>(
      resting_group{std::move(work), left, boost::asio::steady_timer(loop_)});
  resting_.push_back(one);
  one->until.expires_after(std::chrono::milliseconds(drawn(random_)));
  // It may be withdrawn when the timer has run off already.
  one->until.async_wait([this, weak = std::weak_ptr(one)](boost::system::error_code cancelled) {
    const auto rested = weak.lock();
    if (cancelled || rested == nullptr || stopped_) return;
    std::erase(resting_, rested);
    dispatch(std::move(rested->work), rested->left);
  });
}

// A group whose connection was lost goes again as it was; else each command that failed
// goes in a group of its own, so that none can abort another.
void lane::repeat(group work, std::vector<outcome> outcomes,
                  const std::vector<std::size_t>& failures, tries left) {
  if (is_lost(outcomes[failures.front()].error())) {
    --left.lost;
    return dispatch(std::move(work), left);
  }
  --left.failed;
  struct gathering {
    group work;
    std::vector<outcome> outcomes;
    std::size_t left;
  };
  auto state =
      std::make_shared<gathering>(gathering{std::move(work), std::move(outcomes), failures.size()});
  for (const std::size_t index : failures) {
    const command& one = state->work.commands[index];
    group single = like(state->work, {one});
    single.done = [state, index](std::vector<outcome> answered) {
      state->outcomes[index] = std::move(answered.front());
      if (--state->left == 0) state->work.done(std::move(state->outcomes));
    };
    dispatch(std::move(single), left);
  }
}

}  // namespace fraiseql::postgres
