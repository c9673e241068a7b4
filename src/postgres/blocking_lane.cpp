#include "postgres/blocking_lane.hpp"

#include <algorithm>
#include <boost/system/system_error.hpp>

namespace fraiseql::postgres {
namespace {

bool has_lost(const std::vector<outcome>& outcomes) {
  return std::ranges::any_of(outcomes,
                             [](const outcome& one) { return !one && is_lost(one.error()); });
}

// nullptr where the system has nothing left to make an event loop of.
std::unique_ptr<blocking_connection> make(const connection_options& options) {
  try {
    return std::make_unique<blocking_connection>(options);
  } catch (const boost::system::system_error&) {
    return nullptr;
  }
}

std::vector<outcome> refuse(const group& work) {
  return all_failed(work.commands.size(), {.sqlstate = overload_sqlstate,
                                           .message = "no connection became free in time"});
}

}  // namespace

std::vector<outcome> blocking_lane::run(const group& work, clock::time_point until) {
  const clock::time_point end = std::min(until, clock::now() + options_.statement_timeout);
  if (!take_place(end)) return refuse(work);
  const std::size_t taken_in = age();
  auto used = take_idle();
  if (used == nullptr) used = make(options_.connection);
  std::vector<outcome> outcomes = used == nullptr ? refuse(work) : used->run(work, end);
  if (has_lost(outcomes)) {
    used = make(options_.connection);
    if (used != nullptr) outcomes = used->run(work, end);
  }
  give_back(std::move(used), taken_in);
  return outcomes;
}

lent_connection::lent_connection(blocking_lane& of, clock::time_point until)
    : of_(of),
      has_place_(of.take_place(std::min(until, clock::now() + of.options_.statement_timeout))) {
  if (!has_place_) return;
  taken_in_ = of_.age();
  used_ = of_.take_idle();
  if (used_ == nullptr) used_ = make(of_.options_.connection);
}

lent_connection::~lent_connection() {
  if (has_place_) of_.give_back(std::move(used_), taken_in_);
}

std::vector<outcome> lent_connection::run(const group& work, clock::time_point until) {
  if (used_ == nullptr) return refuse(work);
  return used_->run_once(work, std::min(until, clock::now() + of_.options_.statement_timeout));
}

void lent_connection::roll_back() {
  if (used_ != nullptr) used_->roll_back();
}

void lent_connection::clean() {
  if (used_ != nullptr) used_->clean();
}

bool blocking_lane::take_place(clock::time_point until) {
  std::unique_lock lock(mutex_);
  const auto is_free = [this] { return in_use_ < options_.connections; };
  if (!given_back_.wait_until(lock, until, is_free)) return false;
  ++in_use_;
  return true;
}

std::unique_ptr<blocking_connection> blocking_lane::take_idle() {
  while (true) {
    std::unique_ptr<blocking_connection> found;
    {
      const std::lock_guard lock(mutex_);
      if (idle_.empty()) return nullptr;
      found = std::move(idle_.back());
      idle_.pop_back();
    }
    if (found->is_usable()) return found;
  }
}

std::size_t blocking_lane::age() {
  const std::lock_guard lock(mutex_);
  return age_;
}

void blocking_lane::forget_plans() {
  std::vector<std::unique_ptr<blocking_connection>> ended;
  const std::lock_guard lock(mutex_);
  ended.swap(idle_);
  ++age_;
}

void blocking_lane::give_back(std::unique_ptr<blocking_connection> used, std::size_t taken_in) {
  const bool is_usable = used != nullptr && used->is_usable();
  {
    const std::lock_guard lock(mutex_);
    --in_use_;
    if (is_usable && taken_in == age_) idle_.push_back(std::move(used));
  }
  given_back_.notify_one();
}

}  // namespace fraiseql::postgres
