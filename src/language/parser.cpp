// Recursive descent, one function per production of the executable grammar (2.3 to 2.8,
// 2.11), on top of type_system_parser.hpp and grammar.hpp. A definition's description and
// keyword are read before it is known what it is, so one token of lookahead is enough.
#include "language/parser.hpp"

#include "language/type_system_parser.hpp"

namespace fraiseql::language {

// One document (2.3), definition by definition. The `document` outlives the parser: what
// is parsed is in its arena.
class parser : private type_system_parser {
 public:
  static result<document, graphql_error> parse(std::string_view text, const limits& bounds) {
    document made;
    made.text_ = std::make_unique<std::string>(text);
    made.arena_ = std::make_unique<arena>();
    parser definitions(made, bounds);
    definitions.parse_document();
    if (definitions.has_failed()) return failed{syntax_error(text, definitions.failure())};
    return made;
  }

 private:
  parser(document& to, const limits& bounds)
      : type_system_parser(*to.text_, *to.arena_, bounds), document_(to) {}

  void parse_document();
  void parse_definition();
  void parse_operation(operation_node& operation);
  void parse_fragment(fragment_node& fragment);
  variable_definition_node parse_variable_definition();
  name_node parse_fragment_name();
  selection_set_node parse_selection_set();
  selection_node parse_selection();
  selection_node parse_field();
  selection_node parse_spread();

  template <class Node>
  void keep(const Node* node, std::vector<const Node*>& among) {
    among.push_back(node);
    document_.definitions_.emplace_back(node);
  }

  document& document_;
};

// One value and the end behind it.
class constant_parser : private grammar {
 public:
  static result<value_node, graphql_error> parse(std::string_view text, arena& memory,
                                                 const limits& bounds) {
    constant_parser only(text, memory, bounds);
    const value_node value = only.parse_value(value_context::constant);
    only.expect(token_kind::end_of_file);
    if (only.has_failed()) return failed{syntax_error(text, only.failure())};
    return value;
  }

 private:
  using grammar::grammar;
};

result<document, graphql_error> parse(std::string_view text, const limits& limits) {
  return parser::parse(text, limits);
}

result<value_node, graphql_error> parse_constant(std::string_view text, arena& memory,
                                                 const limits& limits) {
  return constant_parser::parse(text, memory, limits);
}

void parser::parse_document() {
  do {
    parse_definition();
  } while (!has_failed() && !at(token_kind::end_of_file));
}

void parser::parse_definition() {
  const std::uint32_t offset = current().offset;
  const description_node description = parse_description();

  if (at(token_kind::left_brace)) {
    if (description.present) {
      return fail(offset, R"(a shorthand query has no description, write "query" before the "{")");
    }
    auto* operation = memory_.make<operation_node>();
    operation->offset = offset;
    operation->is_shorthand = true;
    operation->selection_set = parse_selection_set();
    return keep(operation, document_.operations_);
  }
  for (const auto kind :
       {operation_kind::query, operation_kind::mutation, operation_kind::subscription}) {
    if (!accept_keyword(to_string(kind))) continue;
    auto* operation = memory_.make<operation_node>();
    operation->description = description;
    operation->kind = kind;
    operation->offset = offset;
    parse_operation(*operation);
    return keep(operation, document_.operations_);
  }
  if (accept_keyword("fragment")) {
    auto* fragment = memory_.make<fragment_node>();
    fragment->description = description;
    fragment->offset = offset;
    parse_fragment(*fragment);
    return keep(fragment, document_.fragments_);
  }
  if (const auto* definition = parse_type_system_definition(description, offset)) {
    return keep(definition, document_.type_system_);
  }
  if (description.present && at(token_kind::name)) {
    return fail(offset, "unexpected description, only a definition has one and none follows");
  }
  fail_unexpected(current());
}

// Behind the keyword.
void parser::parse_operation(operation_node& operation) {
  if (at(token_kind::name)) operation.name = parse_name();
  operation.variables = parse_optional_many<variable_definition_node>(
      token_kind::left_parenthesis, [this] { return parse_variable_definition(); },
      token_kind::right_parenthesis);
  operation.directives = parse_directives(value_context::any);
  operation.selection_set = parse_selection_set();
}

// Behind the keyword.
void parser::parse_fragment(fragment_node& fragment) {
  fragment.name = parse_fragment_name();
  expect_keyword("on");
  fragment.type_condition = parse_name();
  fragment.directives = parse_directives(value_context::any);
  fragment.selection_set = parse_selection_set();
}

variable_definition_node parser::parse_variable_definition() {
  variable_definition_node variable;
  variable.offset = current().offset;
  variable.description = parse_description();
  expect(token_kind::dollar);
  variable.name = parse_name();
  expect(token_kind::colon);
  variable.type = parse_type();
  if (accept(token_kind::equals)) {
    variable.default_value = memory_.make<value_node>(parse_value(value_context::constant));
  }
  variable.directives = parse_directives(value_context::constant);
  return variable;
}

// `on` would make `... on T` ambiguous.
name_node parser::parse_fragment_name() {
  if (at_keyword("on")) fail_unexpected(current());
  return parse_name();
}

// An empty set is for validation to refuse, as in graphql-js: it then has a better word.
selection_set_node parser::parse_selection_set() {
  selection_set_node set;
  set.present = true;
  set.offset = current().offset;
  if (at(token_kind::left_brace)) descend(set.offset);
  set.selections = parse_any<selection_node>(
      token_kind::left_brace, [this] { return parse_selection(); }, token_kind::right_brace);
  ascend();
  return set;
}

selection_node parser::parse_selection() {
  return at(token_kind::spread) ? parse_spread() : parse_field();
}

selection_node parser::parse_field() {
  auto* field = memory_.make<field_node>();
  field->offset = current().offset;
  field->name = parse_name();
  if (accept(token_kind::colon)) {
    field->alias = field->name;
    field->name = parse_name();
  }
  field->arguments = parse_arguments(value_context::any);
  field->directives = parse_directives(value_context::any);
  if (at(token_kind::left_brace)) field->selection_set = parse_selection_set();
  return field;
}

// A fragment spread or an inline fragment.
selection_node parser::parse_spread() {
  const std::uint32_t offset = expect(token_kind::spread).offset;
  if (at(token_kind::name) && !at_keyword("on")) {
    auto* spread = memory_.make<fragment_spread_node>();
    spread->offset = offset;
    spread->name = parse_name();
    spread->directives = parse_directives(value_context::any);
    return spread;
  }
  auto* fragment = memory_.make<inline_fragment_node>();
  fragment->offset = offset;
  if (accept_keyword("on")) fragment->type_condition = parse_name();
  fragment->directives = parse_directives(value_context::any);
  fragment->selection_set = parse_selection_set();
  return fragment;
}

}  // namespace fraiseql::language
