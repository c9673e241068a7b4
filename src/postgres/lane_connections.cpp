// Which connections a lane has, and when: the rest of it is in lane.cpp.
#include <algorithm>

#include "postgres/lane.hpp"

namespace fraiseql::postgres {
namespace {

constexpr std::chrono::milliseconds first_pause{50};
constexpr std::chrono::milliseconds longest_pause{1'000};

// While so many connections are not up, no more are opened: each is a process that PostgreSQL has
// to start, or it refuses them.
constexpr std::ptrdiff_t most_opening = 4;

}  // namespace

void lane::start() {
  for (std::size_t i = 0; i < kept(); ++i) connect(i);
}

std::size_t lane::kept() const { return std::min(options_.kept, slots_.size()); }

void lane::forget_plans() {
  for (const slot& one : slots_) {
    if (one.link != nullptr) one.link->forget_all();
  }
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
  note_connections();
  if (state == connection_state::up) {
    meters_.opened.add();
    changed.next_pause = std::chrono::milliseconds(0);
    reach_ = reach::reachable;
    send_waiting();
    grow();
  } else {
    meters_.broken.add();
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
      if (cancelled || stopped_) return;
      // One that is not kept is made again when it is wanted.
      index < kept() || !line_.empty() ? connect(index) : slots_[index].link.reset();
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

// A connection for each group that waits, as far as there may be more.
void lane::grow() {
  if (line_.empty() || stopped_ || kept() == slots_.size()) return;
  auto opening = std::ranges::count_if(slots_, [](const slot& one) {
    return one.link != nullptr && one.link->state() != connection_state::up;
  });
  const auto wanted = std::min(std::ssize(line_), most_opening);
  for (std::size_t i = kept(); i < slots_.size() && opening < wanted; ++i) {
    if (slots_[i].link != nullptr) continue;
    connect(i);
    ++opening;
  }
  if (std::exchange(is_watching_grown_, true)) return;
  watch_grown();
}

// What was not used since the last look is closed. Those with the lowest places are used first, so
// that the others come to rest.
void lane::watch_grown() {
  grown_timer_.expires_after(options_.idle);
  grown_timer_.async_wait([this](boost::system::error_code cancelled) {
    if (cancelled || stopped_) return;
    is_watching_grown_ = false;
    for (std::size_t i = kept(); i < slots_.size(); ++i) {
      slot& one = slots_[i];
      const bool is_idle = one.under_way.empty() && !std::exchange(one.is_used, false);
      const bool is_up = one.link != nullptr && one.link->state() == connection_state::up;
      if (is_idle && is_up) one.link.reset();
      if (one.link != nullptr) is_watching_grown_ = true;
    }
    note_connections();
    tell_lending();
    if (is_watching_grown_) watch_grown();
  });
}

bool lane::has_flight(const slot& on, const command* session) const {
  return options_.with == company::all &&
         std::ranges::any_of(on.under_way, [&](const std::unique_ptr<flight>& one) {
           return is_same_session(one->session(), session);
         });
}

// Half of the connections at most, and one at least: they are taken for as long as their readers
// are slow, and others must have a way meanwhile.
bool lane::may_stream() const {
  const auto streaming = std::ranges::count_if(slots_, [](const slot& one) {
    return std::ranges::any_of(one.under_way, [](const auto& each) { return each->has_sink(); });
  });
  return static_cast<std::size_t>(streaming) < std::max<std::size_t>(1, slots_.size() / 2);
}

lane::slot* lane::best_slot(const errand& for_one) {
  if (for_one.work.sink != nullptr && !may_stream()) return nullptr;
  slot* best = nullptr;
  for (slot& one : slots_) {
    connection* link = one.link.get();
    if (link == nullptr || link->state() != connection_state::up) continue;
    if (link->depth() >= options_.depth || link->is_cancelling()) continue;
    if (has_flight(one, for_one.work.session.get())) continue;
    // What must not be sent twice is not sent into a connection that ended while idle.
    if (options_.work == repeatable::no && !link->is_alive()) continue;
    if (link->depth() == 0) return &one;
    if (best == nullptr || link->depth() < best->link->depth()) best = &one;
  }
  return best;
}

void lane::note_connections() {
  meters_.up.set(static_cast<std::uint64_t>(std::ranges::count_if(slots_, [](const slot& one) {
    return one.link != nullptr && one.link->state() == connection_state::up;
  })));
}

}  // namespace fraiseql::postgres
