// argument_builder: the arguments of a field as the planner reads them (6.4.1
// CoerceArgumentValues): literals, defaults and variables in one tree.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/graphql_error.hpp"
#include "base/result.hpp"
#include "json/source.hpp"
#include "language/ast.hpp"
#include "language/location_index.hpp"
#include "schema/type.hpp"
#include "validation/operation.hpp"

namespace fraiseql::validation {

// What expanding one operation may cost: selections visited and argument values made,
// together. Fragments that merge away trip no other limit and can multiply each other.
inline constexpr std::size_t max_expansion = 100'000;

// Borrows all it is given; used while one operation is made.
class argument_builder {
 public:
  argument_builder(const language::operation_node& operation, const json::variables& variables,
                   language::location_index& locations);

  // In the order of their declaration. A wrong one is added to `errors` and left out.
  std::vector<argument> build(const schema::field& field, const language::field_node& node,
                              std::vector<graphql_error>& errors);
  // The argument `if` of `@skip` or `@include`.
  result<bool, graphql_error> condition(const language::directive_node& directive);

  // Counts towards max_expansion; false once that is passed.
  bool spend(std::size_t amount);
  [[nodiscard]] bool is_spent() const { return spent_ > max_expansion; }

 private:
  using made_value = result<argument_value, graphql_error>;

  // nullopt: the argument is absent.
  result<std::optional<argument_value>, graphql_error> argument_of(
      const schema::input_value& definition, const language::argument_node* given,
      source_location location);
  made_value from_literal(const schema::type_reference& type, const language::value_node& node);
  made_value from_variable(const schema::type_reference& type, const language::value_node& node);
  made_value from_list(const schema::type_reference& type, const language::value_node& node);
  made_value from_object(const schema::type_reference& type, const language::value_node& node);
  made_value from_leaf(const schema::type_reference& type, const language::value_node& node);
  // A coerced value: of the variable that `path` leads into, or a constant where null.
  made_value from_value(const schema::type_reference& type, const json::value& value,
                        json::variable_path* path, source_location location);
  // Whether it is not there, or a variable that was not provided.
  bool is_absent(const language::argument_node* given) const;
  // nullptr where the variable was not provided.
  const json::value* value_of(const language::value_node& variable) const;
  argument_value start(argument_kind kind, const schema::type_reference& type,
                       const language::value_node& node);
  graphql_error refusal(const language::value_node& node, std::string message);

  const json::variables& variables_;
  language::location_index& locations_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;  // of the variables
  std::size_t spent_ = 0;
};

}  // namespace fraiseql::validation
