#include "postgres/lane.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>

#include "base/check.hpp"
#include "postgres/lending.hpp"

namespace fraiseql::postgres {
namespace {

// How often a group that PostgreSQL undid is sent again, and the first pause before that, which
// doubles; each is between half of it and one and a half, so that two do not meet again.
constexpr std::size_t most_undone = 3;
constexpr std::chrono::milliseconds first_rest{10};

// How far down the line somebody is looked for who may come along.
constexpr std::size_t most_looked_at = 256;
// Sessions without a way after which nobody else is looked for.
constexpr std::size_t most_blocked = 256;
// Of the rows that are given to those who asked in one turn of the loop, unless one alone has more.
constexpr std::size_t most_bytes_of_a_turn = 64UL * 1024;
// In the place of a session's hash.
constexpr std::size_t streams = 1;

// A serialization failure or a deadlock: with this group PostgreSQL chose to let another one go on.
bool is_undone(const outcome& one) {
  return !one && (one.error().sqlstate == "40001" || one.error().sqlstate == "40P01");
}

// PostgreSQL did not get to it, or would do it once it is prepared anew.
bool deserves_another_try(const error& why) {
  return is_stale(why) || why.sqlstate == aborted_sqlstate;
}

std::size_t bytes_of(const std::vector<outcome>& outcomes) {
  std::size_t bytes = 0;
  for (const outcome& one : outcomes) bytes += one ? one->bytes() : 0;
  return bytes;
}

// One command of the same request, sent in the same way.
group alone(const group& of, const command& one) {
  return {.commands = {one},
          .done = {},
          .session = of.session,
          .then = of.then,
          .undone = of.undone,
          .sink = of.sink,
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
      line_timer_(loop),
      grown_timer_(loop),
      self_(std::make_shared<lane*>(this)) {
  for (slot& one : slots_) one.pause = std::make_unique<boost::asio::steady_timer>(loop);
}

lane::~lane() { stop(); }

void lane::stop() {
  if (std::exchange(stopped_, true)) return;
  tell_lending();
  line_timer_.cancel();
  grown_timer_.cancel();
  for (slot& one : slots_) {
    one.pause->cancel();
    one.link.reset();
  }
  meters_.up.set(0);
  const error stopping = {.sqlstate = unsent_sqlstate, .message = "the server is stopping"};
  refuse_waiting(stopping);
  for (const auto& each : std::exchange(resting_, {})) fail(each->one.work, stopping);
  for (arrival& each : std::exchange(arrivals_, {})) {
    settle(std::move(each.one), std::move(each.outcomes));
  }
  if (lending_ != nullptr) lending_->stop(*this);
}

// All connections may be gone without our having noticed; each is found out by one try.
void lane::submit(group&& work) {
  // Rows that were given to a sink cannot be taken back.
  const bool may_repeat = options_.work == repeatable::yes && work.sink == nullptr;
  errand one{.work = std::move(work)};
  if (may_repeat) {
    one.left = {.lost = options_.connections + 1, .failed = 1, .undone = most_undone};
  }
  if (one.work.undone == undone_group::is_sent_again) one.left.undone = most_undone;
  // Its rows are one reader's; what it leaves behind is gone before the next comes.
  one.is_alone = one.work.sink != nullptr || one.work.then == aftermath::clean;
  if (options_.with != company::nobody) one.hash = hash_of(one.work);
  if (one.work.session != nullptr) one.session_hash = hash_of(*one.work.session);
  dispatch(std::move(one));
}

void lane::dispatch(errand&& one) {
  if (stopped_ || reach_ == reach::unreachable) return refuse(one.work, unsent::unreachable);
  if (line_.size() >= options_.max_waiting) return refuse(one.work, unsent::line_full);
  one.until = std::chrono::steady_clock::now() + options_.max_wait;
  if (spare_errands_.empty()) {
    line_.push_back(std::move(one));
  } else {
    line_.splice(line_.end(), spare_errands_, spare_errands_.begin());
    line_.back() = std::move(one);
  }
  if (options_.with == company::all) return gather();
  send_waiting();
  watch_line();
  lend_waiting();
  grow();
}

void lane::refuse(group& work, unsent why) {
  meters_.refuse(why);
  switch (why) {
    case unsent::unreachable: return fail(work, last_error_);
    case unsent::line_full:
      return fail(work,
                  {.sqlstate = overload_sqlstate, .message = "too many requests are waiting"});
    case unsent::late:
      return fail(work,
                  {.sqlstate = overload_sqlstate, .message = "no connection became free in time"});
  }
}

void lane::share(lending& by) {
  lending_ = &by;
  tell_lending();
}

void lane::tell_lending() {
  meters_.waiting.set(line_.size());
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
  for (auto at = line_.begin(); at != line_.end();) {
    const auto one = at++;
    // What streams stays, since its reader is on this loop.
    if (one->work.sink != nullptr) continue;
    if (!lending_->lend(*this, *one)) break;
    meters_.lent.add();
    spare_errands_.splice(spare_errands_.end(), line_, one);
  }
  tell_lending();
}

bool lane::take(errand& of_another) {
  slot* to = stopped_ || !line_.empty() ? nullptr : best_slot(of_another);
  if (to != nullptr) {
    line_.push_back(std::move(of_another));
    send(*to, line_.begin());
  }
  tell_lending();
  return to != nullptr;
}

void lane::keep(errand own) {
  if (stopped_ || reach_ == reach::unreachable) return refuse(own.work, unsent::unreachable);
  line_.push_front(std::move(own));
  watch_line();
  send_waiting();
  lend_waiting();
  grow();
}

// Behind everything that the loop has to do now, which may bring more.
void lane::gather() {
  if (std::exchange(is_gathering_, true)) return;
  boost::asio::post(loop_, [weak = std::weak_ptr(self_)] {
    const auto self = weak.lock();
    if (self == nullptr) return;
    (*self)->is_gathering_ = false;
    if (!(*self)->stopped_) (*self)->send_waiting();
    (*self)->watch_line();
  });
}

bool lane::cancels() const { return options_.depth == 1 && options_.work == repeatable::yes; }

// Until it is free again the connection is passed over. One that cannot be cancelled, for want
// of a thread, is free when it answers. What others wait for as well is not cancelled.
void lane::withdraw(slot& from, const void* asked_by) {
  bool is_found = false;
  bool is_wanted = false;
  for (const auto& each : from.under_way) {
    for (errand& one : each->aboard()) {
      if (one.work.asked_by == asked_by && !std::exchange(one.is_withdrawn, true)) is_found = true;
      is_wanted = is_wanted || !one.is_withdrawn;
    }
  }
  if (is_found && !is_wanted) from.link->cancel(canceller_);
}

bool lane::withdraw(const void* asked_by) {
  if (asked_by == nullptr) return false;
  // Ended last: what their completions hold may end with them.
  std::vector<group> let_go;
  for (auto at = line_.begin(); at != line_.end();) {
    const auto one = at++;
    if (one->work.asked_by != asked_by) continue;
    let_go.push_back(std::move(one->work));
    spare_errands_.splice(spare_errands_.end(), line_, one);
  }
  std::erase_if(resting_, [&](const std::shared_ptr<resting_errand>& each) {
    if (each->one.work.asked_by != asked_by) return false;
    let_go.push_back(std::move(each->one.work));
    return true;
  });
  std::erase_if(arrivals_, [&](arrival& each) {
    if (each.one.work.asked_by != asked_by) return false;
    let_go.push_back(std::move(each.one.work));
    return true;
  });
  if (cancels()) {
    for (slot& each : slots_) withdraw(each, asked_by);
  }
  if (lending_ != nullptr) lending_->withdraw(*this, asked_by);
  meters_.waiting.set(line_.size());
  return !let_go.empty();
}

// Looking for a way may find the database gone, and refuse the line. Those whose session, or kind,
// was found to have none are passed over, however many there are.
void lane::send_waiting() {
  blocked_.clear();
  for (auto at = line_.begin(); at != line_.end() && blocked_.size() < most_blocked;) {
    const auto one = at++;
    const std::size_t kind = one->work.sink != nullptr ? streams : one->session_hash;
    if (std::ranges::find(blocked_, kind) != blocked_.end()) continue;
    slot* to = best_slot(*one);
    if (line_.empty()) break;
    if (to == nullptr) {
      // Without sessions to tell apart, whoever streams not is as good as any other.
      if (options_.with != company::all && one->work.sink == nullptr) break;
      blocked_.push_back(kind);
      continue;
    }
    send(*to, one);
    at = line_.begin();
  }
  tell_lending();
}

// The connection answers on this loop and the lane outlives its connections, so `this`
// is good in the completion.
void lane::send(slot& to, flight::errands::iterator first) {
  if (spare_flights_.empty()) spare_flights_.push_back(std::make_unique<flight>());
  std::unique_ptr<flight> made = std::move(spare_flights_.back());
  spare_flights_.pop_back();
  // A sink knows each command by its place in the group.
  made->begin(first->work.sink != nullptr ? company::nobody : options_.with);
  auto next = std::next(first);
  made->take(line_, first);
  for (std::size_t i = 0; i < most_looked_at && next != line_.end() && !made->is_full(); ++i) {
    const auto one = next++;
    made->take(line_, one);
  }
  const shipment& what = made->load();
  made->leave(std::chrono::steady_clock::now(), options_.max_wait, meters_);
  if (to.under_way.empty()) meters_.busy.rise();
  to.is_used = true;
  to.under_way.push_back(std::move(made));
  to.link->send(what, [this, &to](const std::vector<outcome>& outcomes) { landed(to, outcomes); });
  tell_lending();
}

void lane::landed(slot& at, const std::vector<outcome>& outcomes) {
  FRAISEQL_CHECK(!at.under_way.empty());
  std::unique_ptr<flight> done = std::move(at.under_way.front());
  at.under_way.pop_front();
  if (at.under_way.empty()) meters_.busy.fall();
  meters_.flights.add(nanoseconds(std::chrono::steady_clock::now() - done->left_at()));
  count_errors(outcomes);
  forget_stale(done->shipped(), outcomes);
  done->deliver(outcomes, [this](errand&& one, std::vector<outcome>&& of_one) {
    // One that was cancelled may have come to its end before, or have lost its connection.
    errand taken = std::move(one);
    if (taken.is_withdrawn) return;
    if (options_.with != company::equals) return settle(std::move(taken), std::move(of_one));
    arrivals_.push_back({std::move(taken), std::move(of_one)});
  });
  if (!is_giving_) give_arrivals();
  spare_errands_.splice(spare_errands_.end(), done->aboard());
  spare_flights_.push_back(std::move(done));
  if (stopped_) return;
  // What the answers bring about comes along.
  options_.with == company::all ? gather() : send_waiting();
}

// A list takes as long to answer as many look-ups, and may be wanted by many: between one and the
// next the loop hears of others.
void lane::give_arrivals() {
  is_giving_ = false;
  std::size_t given = 0;
  while (!arrivals_.empty()) {
    const std::size_t bytes = bytes_of(arrivals_.front().outcomes);
    if (given > 0 && given + bytes > most_bytes_of_a_turn) break;
    given += bytes;
    arrival next = std::move(arrivals_.front());
    arrivals_.pop_front();
    settle(std::move(next.one), std::move(next.outcomes));
  }
  if (arrivals_.empty()) return;
  is_giving_ = true;
  boost::asio::post(loop_, [weak = std::weak_ptr(self_)] {
    const auto self = weak.lock();
    if (self != nullptr && (*self)->is_giving_) (*self)->give_arrivals();
  });
}

void lane::refuse_waiting(const error& why) {
  flight::errands refused = std::exchange(line_, {});
  meters_.waiting.set(0);
  for (errand& one : refused) {
    meters_.refuse(unsent::unreachable);
    fail(one.work, why);
  }
}

// One timer, which is not touched for each that waits: it looks at the line when it runs off.
void lane::watch_line() {
  if (line_.empty() || std::exchange(is_watching_line_, true)) return;
  line_timer_.expires_at(line_.front().until);
  line_timer_.async_wait([this](boost::system::error_code cancelled) {
    if (cancelled || stopped_) return;
    is_watching_line_ = false;
    const auto now = std::chrono::steady_clock::now();
    while (!line_.empty() && line_.front().until <= now) {
      group late = std::move(line_.front().work);
      line_.pop_front();
      refuse(late, unsent::late);
    }
    meters_.waiting.set(line_.size());
    watch_line();
  });
}

// What PostgreSQL did not come to has not failed.
void lane::count_errors(const std::vector<outcome>& outcomes) {
  for (const outcome& one : outcomes) {
    if (!one && one.error().sqlstate != aborted_sqlstate) meters_.fail(one.error().sqlstate);
  }
}

// Also where nothing is repeated, or a connection would answer so for ever.
void lane::forget_stale(const shipment& what, const std::vector<outcome>& outcomes) {
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes[i] || !is_stale(outcomes[i].error())) continue;
    for (const slot& each : slots_) {
      if (each.link == nullptr) continue;
      each.link->forget(*what.commands[i]);
      if (what.session != nullptr) each.link->forget(*what.session);
    }
  }
}

void lane::settle(errand&& one, std::vector<outcome>&& outcomes) {
  if (!stopped_ && one.left.undone > 0 && std::ranges::any_of(outcomes, is_undone)) {
    return rest(std::move(one));
  }
  std::vector<std::size_t> failures;
  for (std::size_t i = 0; i < outcomes.size() && !stopped_; ++i) {
    if (outcomes[i]) continue;
    const error& why = outcomes[i].error();
    const bool may_go_again = is_lost(why) ? one.left.lost > 0 : one.left.failed > 0;
    if (may_go_again && (is_lost(why) || deserves_another_try(why))) failures.push_back(i);
  }
  if (!failures.empty()) return repeat(std::move(one), std::move(outcomes), failures);
  if (const completion done = std::move(one.work.done)) done(std::move(outcomes));
}

void lane::rest(errand one) {
  const auto pause = first_rest * (1U << (most_undone - one.left.undone));
  --one.left.undone;
  std::uniform_int_distribution<long> drawn(pause.count() / 2, pause.count() * 3 / 2);
  const auto resting = std::make_shared<resting_errand>(
      resting_errand{std::move(one), boost::asio::steady_timer(loop_)});
  resting_.push_back(resting);
  resting->until.expires_after(std::chrono::milliseconds(drawn(random_)));
  // It may be withdrawn when the timer has run off already.
  resting->until.async_wait(
      [this, weak = std::weak_ptr(resting)](boost::system::error_code cancelled) {
        const auto rested = weak.lock();
        if (cancelled || rested == nullptr || stopped_) return;
        std::erase(resting_, rested);
        dispatch(std::move(rested->one));
      });
}

// A group whose connection was lost goes again as it was; else each command that failed
// goes in a group of its own and without company, so that none can abort another.
void lane::repeat(errand one, std::vector<outcome> outcomes,
                  const std::vector<std::size_t>& failures) {
  if (is_lost(outcomes[failures.front()].error())) {
    --one.left.lost;
    return dispatch(std::move(one));
  }
  // What others kept it from has cost it nothing; alone it can only fail by itself.
  const bool is_own_failure = one.is_alone || std::ranges::any_of(failures, [&](std::size_t at) {
                                return outcomes[at].error().sqlstate != aborted_sqlstate;
                              });
  if (is_own_failure) --one.left.failed;
  struct gathering {
    group work;
    std::vector<outcome> outcomes;
    std::size_t left;
  };
  const tries left = one.left;
  auto state = std::make_shared<gathering>(
      gathering{std::move(one.work), std::move(outcomes), failures.size()});
  for (const std::size_t index : failures) {
    group single = alone(state->work, state->work.commands[index]);
    single.done = [state, index](std::vector<outcome> answered) {
      state->outcomes[index] = std::move(answered.front());
      if (--state->left == 0) state->work.done(std::move(state->outcomes));
    };
    dispatch({.work = std::move(single), .left = left, .is_alone = true});
  }
}

}  // namespace fraiseql::postgres
