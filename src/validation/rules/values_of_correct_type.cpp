// ValuesOfCorrectType: literals are what their place expects (specification, sections
// 5.6.1 "Values of Correct Type", 5.6.2 "Input Object Field Names" and 5.6.4 "Input
// Object Required Fields", and 3.10.1 for oneOf). The schema says what that is, as it has
// literals of its own; a variable is VariablesInAllowedPosition's.
#include "schema/literal.hpp"
#include "validation/rules.hpp"

namespace fraiseql::validation {

void values_of_correct_type(context& context) {
  const schema::literal_report report = [&](const std::string& message, const std::string& hint,
                                            std::uint32_t offset) {
    context.report(message + std::string(context.shown(hint)), {offset});
    return context.is_full() ? schema::next_step::stop : schema::next_step::go_on;
  };
  for (const value_use& use : context.values) {
    if (context.is_full()) return;
    schema::check_literal(use.type, *use.node, report);
  }
}

}  // namespace fraiseql::validation
