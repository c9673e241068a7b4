#include "postgres/in_flight.hpp"

#include <utility>

namespace fraiseql::postgres {
namespace {

// Outcomes, whose memory is used again.
constexpr std::size_t most_kept_of_flight = 32;

}  // namespace

// What a failure in front of it is to a step: that of its own preparation or of the session is its
// own, any other only kept PostgreSQL from coming to it.
error in_flight::aborted() {
  if (session_error) return *session_error;
  if (std::exchange(has_failed_prepare, false)) return *first_error;
  return {.sqlstate = aborted_sqlstate,
          .message = "an earlier statement of the group failed",
          .from = error_source::statement};
}

void in_flight::take(const expected_step& step, std::optional<error> why, bool is_aborted,
                     rows made) {
  if (why && !first_error) first_error = why;
  switch (step.kind) {
    case step_kind::prepare:
      if (why) has_failed_prepare = true;
      return;
    case step_kind::session: {
      const bool is_its_own = why || (is_aborted && has_failed_prepare && !session_error);
      has_failed_prepare = false;
      if (is_its_own) session_error = why ? why : first_error;
      if (is_its_own) session_error->from = error_source::session;
      return;
    }
    case step_kind::execute:
      if (why) {
        outcomes.emplace_back(failed{*std::move(why)});
      } else if (is_aborted) {
        outcomes.emplace_back(failed{aborted()});
      } else {
        if (const auto taker = sink) taker->take_whole(outcomes.size(), made);
        outcomes.emplace_back(std::move(made));
      }
      return;
    case step_kind::deallocate:
    case step_kind::clean: return;
  }
}

bool in_flight::wants_row_by_row() const {
  return next_step < steps.size() && steps[next_step].rows_come == delivery::row_by_row &&
         !comes_row_by_row;
}

appetite in_flight::feed() {
  const std::vector<rows> given = std::exchange(batch, {});
  // A copy: what it does may let go of the original.
  const auto taker = sink;
  if (given.empty() || taker == nullptr) return appetite::more;
  const appetite left = taker->take(outcomes.size(), given);
  return sink == nullptr ? appetite::more : left;
}

void in_flight::clear() {
  commands = 0;
  done = nullptr;
  sink = nullptr;
  steps.clear();
  next_step = 0;
  outcomes.clear();
  if (outcomes.capacity() > most_kept_of_flight) {
    steps.shrink_to_fit();
    outcomes.shrink_to_fit();
  }
  first_error.reset();
  session_error.reset();
  has_failed_prepare = false;
  comes_row_by_row = false;
  batch.clear();
}

void in_flight::drop_sink() {
  batch.clear();
  if (const auto dropped = std::exchange(sink, nullptr)) dropped->on_resume(nullptr);
}

legs legs_of(const shipment& what, const command& server) {
  enum class teller : std::uint8_t { the_server, the_request, nobody_knows };
  teller now = teller::the_server;
  legs made;
  made.reserve(what.commands.size() + 1);
  for (const command* one : what.commands) {
    const teller wanted = one->as == run_as::server ? teller::the_server : teller::the_request;
    if (wanted == teller::the_server && now != wanted)
      made.push_back({&server, step_kind::session});
    const bool is_told = wanted == teller::the_request && now != wanted && what.session != nullptr;
    if (is_told) made.push_back({what.session, step_kind::session});
    made.push_back({one, step_kind::execute});
    now = one->statement->is_call ? teller::nobody_knows : wanted;
  }
  return made;
}

}  // namespace fraiseql::postgres
