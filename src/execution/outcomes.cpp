#include "execution/outcomes.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "execution/idempotency.hpp"

namespace fraiseql::execution {

bool found_no_way(const std::vector<postgres::outcome>& outcomes) {
  return !outcomes.empty() && std::ranges::all_of(outcomes, [](const postgres::outcome& one) {
    return !one && one.error().from == postgres::error_source::connection &&
           (one.error().sqlstate == postgres::unsent_sqlstate ||
            one.error().sqlstate == postgres::overload_sqlstate);
  });
}

bool is_known(const plan::step& step) {
  return std::holds_alternative<plan::constant>(step.action) ||
         std::holds_alternative<plan::introspection>(step.action);
}

bool outcome_reader::is_guarded(std::size_t step) const {
  return of_.form == sql::call_form::idempotent &&
         std::holds_alternative<plan::call>(of_.plan.steps[step].action);
}

std::size_t outcome_reader::count(std::size_t step) const {
  return of_.statements[step].size() + (is_guarded(step) ? calls_at_most_once::added : 0);
}

fetched outcome_reader::take(std::size_t step, std::span<postgres::outcome> outcomes) const {
  if (is_guarded(step)) return take_guarded(step, outcomes);
  const bool is_call = std::holds_alternative<plan::call>(of_.plan.steps[step].action);
  return is_call ? take_call(step, outcomes) : take_read(step, outcomes);
}

fetched outcome_reader::take_guarded(std::size_t step,
                                     std::span<postgres::outcome> outcomes) const {
  std::vector<postgres::outcome> own(std::make_move_iterator(outcomes.begin()),
                                     std::make_move_iterator(outcomes.end()));
  const auto why = calls_at_most_once::unguard(own);
  if (!why) return take_call(step, own);
  if (auto refused = refused_idempotency_key(*why)) return fetched(*std::move(refused));
  return fetched(report_(*why, statement_kind::call, &of_.plan.steps[step]));
}

// The last two are the function's and the read-back's, if anything is read.
fetched outcome_reader::take_call(std::size_t step, std::span<postgres::outcome> outcomes) const {
  if (auto refused = refused_by_check(step, outcomes)) return fetched(*std::move(refused));
  const plan::step* of = &of_.plan.steps[step];
  const bool is_read = is_guarded(step) || std::get<plan::call>(of->action).read_back.has_value();
  postgres::outcome& called = outcomes[outcomes.size() - (is_read ? 2 : 1)];
  postgres::outcome& read_back = outcomes.back();
  if (!called) return fetched(report_(called.error(), statement_kind::call, of));
  if (read_back) return fetched(*std::move(read_back));
  if (auto refused = refused_by_path(step, read_back.error())) return fetched(*std::move(refused));
  return fetched(report_(read_back.error(), kind_of_read_back(read_back.error()), of));
}

fetched outcome_reader::take_read(std::size_t step, std::span<postgres::outcome> outcomes) const {
  if (auto refused = refused_by_check(step, outcomes)) return fetched(*std::move(refused));
  postgres::outcome& rows = outcomes.back();
  if (rows) return fetched(*std::move(rows));
  if (auto refused = refused_by_path(step, rows.error())) return fetched(*std::move(refused));
  return fetched(report_(rows.error(), statement_kind::read, &of_.plan.steps[step]));
}

// A pattern that is none fails the read as well, but only its check knows whose it is.
std::optional<graphql_error> outcome_reader::refused_by_check(
    std::size_t step, std::span<postgres::outcome> outcomes) const {
  const auto& statements = of_.statements[step];
  for (std::size_t i = 0; i < statements.size(); ++i) {
    if (outcomes[i] || !statements[i]->is_check) continue;
    auto refused = refused_pattern(outcomes[i].error(), statements[i]->parameters.front());
    if (refused) return refused;
  }
  return std::nullopt;
}

// Not every path that can be read can be followed.
std::optional<graphql_error> outcome_reader::refused_by_path(std::size_t step,
                                                             const postgres::error& why) const {
  for (const auto& statement : of_.statements[step]) {
    if (!statement->is_check) continue;
    if (auto refused = refused_path(why, statement->parameters.front())) return refused;
  }
  return std::nullopt;
}

}  // namespace fraiseql::execution
