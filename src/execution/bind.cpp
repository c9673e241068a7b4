#include "execution/bind.hpp"

#include <algorithm>

namespace fraiseql::execution {

result<bound_commands, std::vector<graphql_error>> bind(const prepared_request& request) {
  const prepared_operation& operation = *request.operation;
  std::size_t count = 0;
  for (const auto& of_step : operation.statements) count += of_step.size();
  bound_commands bound;
  bound.reserve(count);
  std::vector<graphql_error> errors;
  for (const auto& of_step : operation.statements) {
    for (const auto& statement : of_step) {
      postgres::command& made = bound.emplace_back();
      made.statement = statement;
      const auto done = sql::bind(*statement, request.variables, made.parameters);
      if (done) continue;
      // A pattern is a parameter of its check and of the read.
      const graphql_error& wrong = done.error();
      const bool is_said = std::ranges::any_of(errors, [&](const graphql_error& one) {
        return one.message == wrong.message && one.locations == wrong.locations;
      });
      if (!is_said) errors.push_back(wrong);
    }
  }
  if (!errors.empty()) return failed{std::move(errors)};
  return bound;
}

std::span<const postgres::command> commands_of(const prepared_operation& operation,
                                               const bound_commands& all, std::size_t step) {
  std::size_t from = 0;
  for (std::size_t i = 0; i < step; ++i) from += operation.statements[i].size();
  return std::span(all).subspan(from, operation.statements[step].size());
}

}  // namespace fraiseql::execution
