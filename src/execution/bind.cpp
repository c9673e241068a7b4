#include "execution/bind.hpp"

namespace fraiseql::execution {

result<bound_steps, std::vector<graphql_error>> bind(const prepared_request& request) {
  const prepared_operation& operation = *request.operation;
  bound_steps bound(operation.statements.size());
  std::vector<graphql_error> errors;
  for (std::size_t i = 0; i < bound.size(); ++i) {
    for (const auto& statement : operation.statements[i]) {
      auto parameters = sql::bind(*statement, request.variables);
      if (parameters) {
        bound[i].push_back({.statement = statement, .parameters = std::move(*parameters)});
      } else {
        errors.push_back(std::move(parameters).error());
      }
    }
  }
  if (!errors.empty()) return failed{std::move(errors)};
  return bound;
}

}  // namespace fraiseql::execution
