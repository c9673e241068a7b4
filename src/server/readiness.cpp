#include "server/readiness.hpp"

#include <algorithm>
#include <utility>

namespace fraiseql::server {

std::string words_for(const std::vector<postgres::missing>& missing) {
  std::string text = "the database does not have what the schema needs";
  for (const postgres::missing& one : missing) text += "\n  " + one.message + "\n    " + one.remedy;
  return text;
}

readiness::readiness(boost::asio::io_context& loop, postgres::requirements needed, log_function log,
                     look_pauses pauses)
    : pause_(loop), pauses_(pauses), needed_(std::move(needed)), log_(std::move(log)) {}

void readiness::on_first_answer(std::function<void(const std::vector<postgres::missing>&)> told) {
  told_ = std::move(told);
}

void readiness::on_found(std::function<void(const postgres::found_catalogue&)> take) {
  take_ = std::move(take);
}

void readiness::on_mended(std::function<void()> mended) { mended_ = std::move(mended); }

void readiness::lanes_changed(postgres::lanes& lanes, std::size_t others_down) {
  const bool was_up = is_up_.exchange(lanes.are_up() && others_down == 0);
  if (is_up_ && !was_up) look(lanes);
}

void readiness::drain() {
  is_draining_ = true;
  pause_.cancel();
}

void readiness::adopt(postgres::lanes& lanes, postgres::requirements needed) {
  needed_ = std::move(needed);
  forget_looks();
  set_missing({});
  if (std::exchange(is_breached_, false) && mended_) mended_();
  is_complete_ = true;
  look_later(lanes, pauses_.while_served);
}

void readiness::look_again(postgres::lanes& lanes, std::function<void()> looked) {
  forget_looks();
  looked_again_ = std::move(looked);
  look(lanes);
}

void readiness::forget_looks() {
  ++round_;
  pause_.cancel();
  is_looking_ = false;
  is_routine_ = false;
  looked_again_ = nullptr;
}

void readiness::look(postgres::lanes& lanes) {
  if (is_looking_ || is_draining_) return;
  is_looking_ = true;
  postgres::check_catalogue(lanes.cold, needed_,
                            [this, &lanes, round = round_](postgres::catalogue_answer answer) {
                              if (round != round_) return;
                              looked(lanes, std::move(answer));
                              if (const auto then = std::exchange(looked_again_, nullptr)) then();
                            });
}

void readiness::looked(postgres::lanes& lanes, postgres::catalogue_answer answer) {
  is_looking_ = false;
  const bool is_routine = std::exchange(is_routine_, false);
  if (!answer) {
    const std::string before = std::exchange(last_failure_, answer.error().message);
    if (before != last_failure_) {
      log_to(log_, log_level::warning, "cannot look at the database",
             {{"sqlstate", answer.error().sqlstate}, {"reason", last_failure_}});
    }
    return look_later(lanes, pauses_.while_missing);
  }
  last_failure_.clear();
  const bool is_news = !std::ranges::equal(
      answer->missing, missing_, {}, &postgres::missing::message, &postgres::missing::message);
  set_missing(std::move(answer->missing));
  // What fits is planned with, whatever else has gone since; but not where rows are open to others.
  const bool was_breached =
      std::exchange(is_breached_, std::ranges::any_of(missing_, &postgres::missing::is_breach));
  if (was_breached && !is_breached_ && mended_) mended_();
  const bool goes_on = is_routine && !is_breached_;
  if ((missing_.empty() || goes_on) && take_) take_(answer->found);
  is_complete_ = missing_.empty() || goes_on;
  if (is_news) {
    for (const postgres::missing& one : missing_) {
      log_to(log_, log_level::warning, one.message, {{"create", one.remedy}});
    }
  }
  look_later(lanes, is_complete_ ? pauses_.while_served : pauses_.while_missing);
  if (const auto told = std::exchange(told_, nullptr)) told(missing_);
}

void readiness::look_later(postgres::lanes& lanes, std::chrono::milliseconds pause) {
  if (is_draining_) return;
  pause_.expires_after(pause);
  pause_.async_wait([this, &lanes](boost::system::error_code cancelled) {
    if (cancelled || !is_up_ || is_looking_) return;
    is_routine_ = is_complete_ && last_failure_.empty();
    look(lanes);
  });
}

void readiness::set_missing(std::vector<postgres::missing> missing) {
  const std::lock_guard guard(mutex_);
  missing_ = std::move(missing);
}

std::string readiness::reason() const {
  if (is_draining_) return "stopping";
  if (!is_up_) return "the database cannot be reached";
  if (is_complete_) return "ready";
  const std::lock_guard guard(mutex_);
  if (missing_.empty()) return "looking at the database";
  std::string text;
  for (const postgres::missing& one : missing_) text += (text.empty() ? "" : "; ") + one.message;
  return text;
}

}  // namespace fraiseql::server
