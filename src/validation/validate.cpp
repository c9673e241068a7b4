#include "validation/validate.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"
#include "base/text.hpp"
#include "validation/cursors.hpp"
#include "validation/rules.hpp"

namespace fraiseql::validation {
namespace {

struct rule {
  std::string_view name;
  void (*check)(context&);
};

// graphql-js's order. Missing from its list are the four rules about @defer and @stream,
// which no schema of ours has.
constexpr std::array rules = {
    rule{"ExecutableDefinitions", executable_definitions},
    rule{"KnownOperationTypes", known_operation_types},
    rule{"UniqueOperationNames", unique_operation_names},
    rule{"LoneAnonymousOperation", lone_anonymous_operation},
    rule{"SingleFieldSubscriptions", single_field_subscriptions},
    rule{"KnownTypeNames", known_type_names},
    rule{"FragmentsOnCompositeTypes", fragments_on_composite_types},
    rule{"VariablesAreInputTypes", variables_are_input_types},
    rule{"ScalarLeafs", scalar_leafs},
    rule{"FieldsOnCorrectType", fields_on_correct_type},
    rule{"UniqueFragmentNames", unique_fragment_names},
    rule{"KnownFragmentNames", known_fragment_names},
    rule{"NoUnusedFragments", no_unused_fragments},
    rule{"PossibleFragmentSpreads", possible_fragment_spreads},
    rule{"NoFragmentCycles", no_fragment_cycles},
    rule{"UniqueVariableNames", unique_variable_names},
    rule{"NoUndefinedVariables", no_undefined_variables},
    rule{"NoUnusedVariables", no_unused_variables},
    rule{"KnownDirectives", known_directives},
    rule{"UniqueDirectivesPerLocation", unique_directives_per_location},
    rule{"KnownArgumentNames", known_argument_names},
    rule{"UniqueArgumentNames", unique_argument_names},
    rule{"ValuesOfCorrectType", values_of_correct_type},
    rule{"ProvidedRequiredArguments", provided_required_arguments},
    rule{"VariablesInAllowedPosition", variables_in_allowed_position},
    rule{"OverlappingFieldsCanBeMerged", overlapping_fields_can_be_merged},
    rule{"UniqueInputFieldNames", unique_input_field_names},
    rule{"MaxIntrospectionDepth", max_introspection_depth},
    rule{"NoSchemaIntrospectionCustom", no_schema_introspection},
};

constexpr std::array type_system_rules = {
    rule{"LoneSchemaDefinition", lone_schema_definition},
    rule{"UniqueOperationTypes", unique_operation_types},
    rule{"UniqueTypeNames", unique_type_names},
    rule{"UniqueEnumValueNames", unique_enum_value_names},
    rule{"UniqueFieldDefinitionNames", unique_field_definition_names},
    rule{"UniqueArgumentDefinitionNames", unique_argument_definition_names},
    rule{"UniqueDirectiveNames", unique_directive_names},
    rule{"KnownTypeNames", known_type_names},
    rule{"KnownDirectives", known_directives},
    rule{"UniqueDirectivesPerLocation", unique_directives_per_location},
    rule{"PossibleTypeExtensions", possible_type_extensions},
    rule{"KnownArgumentNamesOnDirectives", known_argument_names},
    rule{"UniqueArgumentNames", unique_argument_names},
    rule{"UniqueInputFieldNames", unique_input_field_names},
    rule{"ProvidedRequiredArgumentsOnDirectives", provided_required_arguments},
};

constexpr auto names = [] {
  std::array<std::string_view, rules.size()> all;
  std::ranges::transform(rules, all.begin(), &rule::name);
  return all;
}();

std::vector<graphql_error> check(context& context, std::span<const rule> with) {
  for (const rule& one : with) {
    if (context.is_full()) break;
    one.check(context);
  }
  return context.take_errors();
}

// The variables that are given where a connection takes a cursor, sorted.
std::vector<std::string_view> cursor_variables(context& seen) {
  std::vector<std::string_view> used;
  for (const arguments_use& use : seen.arguments) {
    const auto* find =
        use.field == nullptr ? nullptr : std::get_if<schema::find_binding>(&use.field->binding);
    if (find == nullptr || !find->is_connection) continue;
    for (const language::argument_node& one : use.nodes) {
      if (one.value.kind != language::value_kind::variable) continue;
      const schema::input_value* given = seen.find_input(use.field->arguments, one.name.text);
      if (given != nullptr && is_cursor(*given)) used.push_back(one.value.text);
    }
  }
  std::ranges::sort(used);
  used.erase(std::ranges::unique(used).begin(), used.end());
  return used;
}

}  // namespace

result<validated_document, std::vector<graphql_error>> validate(
    std::shared_ptr<const language::document> document,
    std::shared_ptr<const schema::schema> schema, const validate_options& options) {
  FRAISEQL_CHECK(document != nullptr && schema != nullptr);
  context seen(*document, schema.get(), options);
  std::vector<graphql_error> errors = check(seen, rules);
  if (!errors.empty()) return failed{std::move(errors)};
  return validated_document(std::move(document), std::move(schema), options,
                            cursor_variables(seen));
}

bool validated_document::is_cursor(std::string_view variable) const {
  return std::ranges::binary_search(cursors_, variable);
}

std::vector<graphql_error> validate_type_system(const language::document& document,
                                                const validate_options& options,
                                                const language::document* prelude) {
  context seen(document, nullptr, options, prelude);
  return check(seen, type_system_rules);
}

std::vector<graphql_error> validate_rule(const language::document& document,
                                         const schema::schema& schema, std::string_view name,
                                         const validate_options& options) {
  constexpr std::string_view suffix = "Rule";
  if (name.ends_with(suffix)) name.remove_suffix(suffix.size());
  const auto* const found = std::ranges::find(rules, name, &rule::name);
  if (found == rules.end()) {
    return {{.message = "there is no rule named " + quoted(name) + did_you_mean(name, names),
             .code = error_code::bad_user_input}};
  }
  context seen(document, &schema, options);
  return check(seen, {found, 1});
}

std::span<const std::string_view> rule_names() { return names; }

}  // namespace fraiseql::validation
