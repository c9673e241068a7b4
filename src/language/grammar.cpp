// The cursor first, then the shared productions: names, values, arguments, directives,
// types (2.1.9, 2.6, 2.9 to 2.12). The limits are checked here and nowhere else: tokens as
// they are read, depth around whatever may contain itself.
#include "language/grammar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/text.hpp"
#include "language/location_index.hpp"

namespace fraiseql::language {
namespace {

// Where the first byte stands that makes `text` no UTF-8. Needs such a text.
std::uint32_t first_invalid_byte(std::string_view text) {
  std::size_t position = 0;
  for (std::size_t length = 1; length <= 4; ++length) {
    if (!is_utf8(text.substr(position, length))) continue;
    position += length;
    length = 0;
  }
  return static_cast<std::uint32_t>(position);
}

value_kind kind_of_name(std::string_view name) {
  if (name == "true" || name == "false") return value_kind::boolean;
  return name == "null" ? value_kind::null : value_kind::enumeration;
}

}  // namespace

graphql_error syntax_error(std::string_view text, const syntax_failure& failure) {
  return {.message = "syntax error: " + failure.message,
          .code = error_code::graphql_parse_failed,
          .locations = {location_index(text).at(failure.offset)}};
}

grammar::grammar(std::string_view text, arena& memory, const limits& bounds)
    : memory_(memory), lexer_(text, memory), limits_(bounds) {
  // Offsets have 32 bits.
  const std::size_t most =
      std::min<std::size_t>(bounds.document_bytes, std::numeric_limits<std::uint32_t>::max() - 1);
  if (text.size() > most) {
    fail(0,
         fmt::format("the document has more than {} bytes, the limit `max_document_bytes`", most));
  } else if (!is_utf8(text)) {
    fail(first_invalid_byte(text), "the document is not valid UTF-8");
  } else {
    advance();
  }
}

void grammar::advance() {
  if (has_failed()) return;
  token_ = lexer_.next();
  if (token_.kind == token_kind::invalid) return fail(token_.offset, std::string(token_.text));
  if (token_.kind != token_kind::end_of_file && ++tokens_ > limits_.tokens) {
    fail(token_.offset, fmt::format("the document has more than {} tokens, the limit `max_tokens`",
                                    limits_.tokens));
  }
}

bool grammar::accept(token_kind kind) {
  if (!at(kind)) return false;
  advance();
  return true;
}

bool grammar::accept_keyword(std::string_view keyword) {
  if (!at_keyword(keyword)) return false;
  advance();
  return true;
}

token grammar::expect(token_kind kind) {
  const token found = token_;
  if (!accept(kind)) {
    fail(found.offset, fmt::format("expected {}, found {}", name_of(kind), describe(found)));
  }
  return found;
}

void grammar::expect_keyword(std::string_view keyword) {
  const token found = token_;
  if (!accept_keyword(keyword)) {
    fail(found.offset, fmt::format("expected \"{}\", found {}", keyword, describe(found)));
  }
}

void grammar::fail(std::uint32_t offset, std::string message) {
  if (has_failed()) return;
  failure_ = syntax_failure{offset, std::move(message)};
  token_ = {token_kind::invalid, offset, {}};
}

void grammar::fail_unexpected(const token& found) {
  fail(found.offset, "unexpected " + describe(found));
}

void grammar::descend(std::uint32_t offset) {
  if (++depth_ > limits_.syntax_depth) {
    fail(offset, fmt::format("the document is nested deeper than {} levels, the limit "
                             "`syntax_depth`",
                             limits_.syntax_depth));
  }
}

name_node grammar::parse_name() {
  const token found = expect(token_kind::name);
  return {found.text, found.offset};
}

description_node grammar::parse_description() {
  if (!at_description()) return {};
  const token found = token_;
  advance();
  return {true, found.kind == token_kind::block_string, found.text};
}

value_node grammar::parse_value(value_context context) {
  if (at(token_kind::dollar)) return parse_variable(context);
  if (at(token_kind::left_bracket)) return parse_list(context);
  if (at(token_kind::left_brace)) return parse_object(context);

  value_node value;
  value.offset = token_.offset;
  value.text = token_.text;
  if (at(token_kind::name)) {
    value.kind = kind_of_name(token_.text);
  } else if (at(token_kind::integer)) {
    value.kind = value_kind::integer;
  } else if (at(token_kind::floating)) {
    value.kind = value_kind::floating;
  } else if (at_description()) {
    value.kind = value_kind::string;
    value.is_block = at(token_kind::block_string);
  } else {
    fail_unexpected(token_);
  }
  advance();
  return value;
}

value_node grammar::parse_variable(value_context context) {
  const token dollar = expect(token_kind::dollar);
  if (context == value_context::constant) {
    fail(dollar.offset, "unexpected variable in a constant value");
  }
  value_node value;
  value.kind = value_kind::variable;
  value.offset = dollar.offset;
  value.text = parse_name().text;
  return value;
}

value_node grammar::parse_list(value_context context) {
  value_node value;
  value.kind = value_kind::list;
  value.offset = token_.offset;
  descend(value.offset);
  value.items = parse_any<value_node>(
      token_kind::left_bracket, [&] { return parse_value(context); }, token_kind::right_bracket);
  ascend();
  return value;
}

value_node grammar::parse_object(value_context context) {
  value_node value;
  value.kind = value_kind::object;
  value.offset = token_.offset;
  descend(value.offset);
  const auto parse_field = [&] {
    object_field_node field;
    field.name = parse_name();
    expect(token_kind::colon);
    field.value = parse_value(context);
    return field;
  };
  value.fields =
      parse_any<object_field_node>(token_kind::left_brace, parse_field, token_kind::right_brace);
  ascend();
  return value;
}

std::span<const argument_node> grammar::parse_arguments(value_context context) {
  const auto parse_argument = [&] {
    argument_node argument;
    argument.name = parse_name();
    expect(token_kind::colon);
    argument.value = parse_value(context);
    return argument;
  };
  return parse_optional_many<argument_node>(token_kind::left_parenthesis, parse_argument,
                                            token_kind::right_parenthesis);
}

std::span<const directive_node> grammar::parse_directives(value_context context) {
  if (!at(token_kind::at)) return {};
  return collect<directive_node>([=, this] { return parse_directive(context); },
                                 [this] { return at(token_kind::at); });
}

directive_node grammar::parse_directive(value_context context) {
  directive_node directive;
  directive.offset = expect(token_kind::at).offset;
  directive.name = parse_name();
  directive.arguments = parse_arguments(context);
  return directive;
}

type_node grammar::parse_type() {
  type_node type;
  type.offset = token_.offset;
  if (at(token_kind::left_bracket)) {
    descend(type.offset);
    advance();
    type.kind = type_node_kind::list;
    type.of = memory_.make<type_node>(parse_type());
    expect(token_kind::right_bracket);
    ascend();
  } else {
    type.name = parse_name().text;
  }
  if (!accept(token_kind::bang)) return type;

  type_node non_null;
  non_null.kind = type_node_kind::non_null;
  non_null.offset = type.offset;
  non_null.of = memory_.make<type_node>(type);
  return non_null;
}

}  // namespace fraiseql::language
