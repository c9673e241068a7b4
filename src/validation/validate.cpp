#include "validation/validate.hpp"

#include <array>
#include <utility>

#include "validation/rules.hpp"

namespace fraiseql::validation {
namespace {

// graphql-js's order. Missing from its list: ExecutableDefinitions, because the parser
// takes no other definition, and SingleFieldSubscriptions, because no schema has a
// subscription root yet and known_operation_types refuses every subscription.
constexpr std::array rules = {
    known_operation_types,
    unique_operation_names,
    lone_anonymous_operation,
    known_type_names,
    fragments_on_composite_types,
    variables_are_input_types,
    scalar_leafs,
    fields_on_correct_type,
    unique_fragment_names,
    known_fragment_names,
    no_unused_fragments,
    possible_fragment_spreads,
    no_fragment_cycles,
    unique_variable_names,
    no_undefined_variables,
    no_unused_variables,
    known_directives,
    unique_directives_per_location,
    known_argument_names,
    unique_argument_names,
    values_of_correct_type,
    provided_required_arguments,
    variables_in_allowed_position,
    overlapping_fields_can_be_merged,
    unique_input_field_names,
};

}  // namespace

result<validated_document, std::vector<graphql_error>> validate(
    std::shared_ptr<const language::document> document,
    std::shared_ptr<const schema::schema> schema) {
  FRAISEQL_CHECK(document != nullptr && schema != nullptr);
  context context(*document, *schema);
  for (const auto rule : rules) {
    if (context.is_full()) break;
    rule(context);
  }
  std::vector<graphql_error> errors = context.take_errors();
  if (!errors.empty()) return failed{std::move(errors)};
  return validated_document(std::move(document), std::move(schema));
}

}  // namespace fraiseql::validation
