// Recursive descent, one function per production of the executable grammar (2.3 to 2.8,
// 2.11), on top of what grammar.hpp has. A definition's description and keyword are read
// before it is known what it is, so one token of lookahead is enough. Other kinds of
// document get a class of their own beside `parser`.
#include "language/parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "language/grammar.hpp"

namespace fraiseql::language {
namespace {

// What begins a type-system definition or extension (3.1). None of it can be run.
constexpr std::array<std::string_view, 9> type_system_keywords = {
    "schema", "scalar", "type", "interface", "union", "enum", "input", "directive", "extend"};

}  // namespace

// One executable document (2.3), definition by definition. The `document` outlives the
// parser: what is parsed is in its arena.
class parser : private grammar {
 public:
  static result<document, graphql_error> parse(std::string_view text, const limits& bounds) {
    document made;
    made.text_ = std::make_unique<std::string>(text);
    made.arena_ = std::make_unique<arena>();
    parser definitions(made, bounds);
    definitions.parse_document();
    if (!definitions.has_failed()) return made;
    const syntax_failure& failure = definitions.failure();
    return failed{graphql_error{.message = "syntax error: " + failure.message,
                                .code = error_code::graphql_parse_failed,
                                .locations = {made.location(failure.offset)}}};
  }

 private:
  parser(document& to, const limits& bounds)
      : grammar(*to.text_, *to.arena_, bounds), document_(to) {}

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

  document& document_;
};

result<document, graphql_error> parse(std::string_view text, const limits& limits) {
  return parser::parse(text, limits);
}

void parser::parse_document() {
  do {
    parse_definition();
  } while (!has_failed() && !at(token_kind::end_of_file));
}

void parser::parse_definition() {
  const std::uint32_t offset = current().offset;
  const description_node description = parse_description();
  const token keyword = current();

  if (keyword.kind == token_kind::left_brace) {
    if (description.present) {
      return fail(offset, R"(a shorthand query has no description, write "query" before the "{")");
    }
    auto* operation = memory_.make<operation_node>();
    operation->offset = offset;
    operation->is_shorthand = true;
    operation->selection_set = parse_selection_set();
    document_.operations_.push_back(operation);
    return;
  }
  if (keyword.kind != token_kind::name) return fail_unexpected(keyword);

  for (const auto kind :
       {operation_kind::query, operation_kind::mutation, operation_kind::subscription}) {
    if (!accept_keyword(to_string(kind))) continue;
    auto* operation = memory_.make<operation_node>();
    operation->description = description;
    operation->kind = kind;
    operation->offset = offset;
    parse_operation(*operation);
    document_.operations_.push_back(operation);
    return;
  }
  if (accept_keyword("fragment")) {
    auto* fragment = memory_.make<fragment_node>();
    fragment->description = description;
    fragment->offset = offset;
    parse_fragment(*fragment);
    document_.fragments_.push_back(fragment);
    return;
  }
  if (std::ranges::find(type_system_keywords, keyword.text) != type_system_keywords.end()) {
    return fail(offset, fmt::format("only executable definitions (operations and fragments) can "
                                    "be run, found the type-system definition \"{}\"",
                                    keyword.text));
  }
  if (description.present) return fail(offset, "unexpected description, no definition follows it");
  fail_unexpected(keyword);
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
  variable.description = parse_description();
  variable.offset = expect(token_kind::dollar).offset;
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
