#include "execution/admission.hpp"

#include <algorithm>
#include <string>

namespace fraiseql::execution {
namespace {

graphql_error refused(const plan::step& step, const std::string& why) {
  return {.message = "\"" + step.response_key() + "\" is worked out by the program " + why,
          .code = error_code::bad_user_input,
          .locations = {step.location}};
}

}  // namespace

std::optional<graphql_error> refused_mutation(const plan::query_plan& plan,
                                              const mutation_promises& promised) {
  if (promised.is_once && !promised.has_keys) {
    return graphql_error{
        .message =
            "this server takes no Idempotency-Key: its database has no table of keys, which "
            "the command `install` makes",
        .code = error_code::bad_user_input};
  }
  const auto native = std::ranges::find_if(plan.steps, [](const plan::step& one) {
    return std::holds_alternative<plan::native>(one.action);
  });
  if (native == plan.steps.end()) return std::nullopt;
  if (promised.is_once) return refused(*native, "and cannot be done under an Idempotency-Key");
  if (promised.is_atomic && plan.steps.size() > 1) {
    return refused(*native, "and cannot be part of an atomic mutation; ask for it alone");
  }
  return std::nullopt;
}

}  // namespace fraiseql::execution
