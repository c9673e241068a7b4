// walker: fills the lists of a context (rules.hpp) from one definition of the document.
#pragma once

#include <optional>

#include "validation/rules.hpp"

namespace fraiseql::validation {

// Where an input value stands.
struct place {
  std::optional<schema::type_reference> type = {};
  const schema::type* one_of = nullptr;  // as in variable_use
  bool has_default = false;
};

// Borrows the context and, of an operation or fragment, the definition that its variables
// are written down in. Recursion goes as deep as the parser lets nodes nest.
class walker {
 public:
  explicit walker(context& context, definition* definition = nullptr)
      : out_(context), definition_(definition) {}

  void operation(const language::operation_node& node);
  void fragment(const language::fragment_node& node);
  void type_system(const language::type_system_node& node);

 private:
  void variable_definitions(const language::operation_node& node);
  const schema::type* condition(const language::name_node& node,
                                const language::fragment_node* fragment);
  void selections(const language::selection_set_node& set, const schema::type* parent);
  void field(const language::field_node& node, const schema::type* parent);
  void inline_fragment(const language::inline_fragment_node& node, const schema::type* parent);

  void input_definitions(std::span<const language::input_value_definition_node> nodes,
                         std::string_view location);
  void named(std::span<const language::name_node> types);
  void named(const language::type_node& type);

  void directives(std::span<const language::directive_node> nodes, std::string_view location,
                  const language::type_system_node* definition = nullptr);
  void top_value(const language::value_node& node, const place& at);
  void value(const language::value_node& node, const place& at);
  void object(const language::value_node& node, const place& at);

  context& out_;
  definition* definition_;
  const schema::field* around_ = nullptr;  // the innermost field
  bool in_type_system_ = false;
};

}  // namespace fraiseql::validation
