// Schema definition language in the form of graphql-js's printSchema: the schema definition
// where it cannot be left out, directives, types, with an empty line between two of them.
// Every list is walked through `ordered`, so that a sorted schema needs no copy.
#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "language/printer.hpp"
#include "schema/binding_words.hpp"
#include "schema/built_in.hpp"
#include "schema/natural_order.hpp"
#include "schema/schema.hpp"

namespace fraiseql::schema {
namespace {

// Whether a block string can have this value: it would lose blank lines at both ends, carriage
// returns and indentation that all lines share, and control characters do not belong in it.
bool fits_block_string(std::string_view text) {
  constexpr std::string_view blanks = " \t";
  const auto is_refused = [](char c) {
    return (c >= '\0' && c < '\x10' && c != '\t' && c != '\n');
  };
  if (text.empty()) return true;
  if (std::ranges::any_of(text, is_refused)) return false;
  bool all_indented = true;
  bool is_blank = false;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    const std::string_view line = text.substr(from, end - from);
    is_blank = line.find_first_not_of(blanks) == std::string_view::npos;
    if (is_blank && from == 0) return false;
    all_indented &= is_blank || blanks.find(line[0]) != std::string_view::npos;
    from = end + 1;
  }
  const bool one_line = text.find('\n') == std::string_view::npos;
  return !is_blank && (one_line || !all_indented);
}

std::string string_literal(std::string_view text, bool is_block) {
  language::value_node literal;
  literal.kind = language::value_kind::string;
  literal.is_block = is_block;
  literal.text = text;
  return language::print(literal);
}

std::string_view keyword(type_kind kind) {
  switch (kind) {
    case type_kind::scalar: return "scalar ";
    case type_kind::object: return "type ";
    case type_kind::interface: return "interface ";
    case type_kind::union_of: return "union ";
    case type_kind::enumeration: return "enum ";
    case type_kind::input_object: return "input ";
  }
  FRAISEQL_CHECK(false);
}

class printer {
 public:
  // `words` are of what is printed, or nullptr for what clients see.
  explicit printer(print_order order, const binding_words* words = nullptr)
      : order_(order), words_(words) {}

  std::string print(const schema& printed) {
    print_schema_definition(printed);
    if (words_ != nullptr) print_schema_words(printed);
    for (const directive* one : ordered(printed.directives())) {
      if (!is_specified_directive(one->name)) print_directive(*one);
    }
    for (const type* one : ordered(printed.types())) {
      const bool is_said = words_ == nullptr || !binding_words::comes_by_itself(*one);
      if (!one->is_built_in && is_said) print_type(*one);
    }
    return std::move(out_);
  }

 private:
  template <class List>
  std::vector<const typename List::value_type*> ordered(const List& list) const {
    if (order_ == print_order::sorted) return in_natural_order(list);
    std::vector<const typename List::value_type*> all;
    for (const auto& one : list) all.push_back(&one);
    return all;
  }

  void begin_definition(const std::optional<std::string>& description) {
    if (!out_.empty()) out_ += '\n';
    print_description(description, "");
  }

  void print_description(const std::optional<std::string>& description, std::string_view indent) {
    if (!description) return;
    out_ += indent;
    for (const char c : string_literal(*description, fits_block_string(*description))) {
      out_ += c;
      if (c == '\n') out_ += indent;
    }
    out_ += '\n';
  }

  // Whether something else that is printed says it, too.
  template <class Printed>
  [[nodiscard]] bool comes_by_itself(const Printed& one) const {
    if constexpr (std::is_same_v<Printed, field>) return words_ != nullptr && one.has_groups();
    return false;
  }

  // Each of `list` on its lines, those with a description behind an empty line.
  template <class List>
  void print_lines(const List& list, const std::string& indent) {
    bool is_first = true;
    for (const auto* one : ordered(list)) {
      if (comes_by_itself(*one)) continue;
      if (one->description && !is_first) out_ += '\n';
      is_first = false;
      print_description(one->description, indent);
      out_ += indent;
      print_member(*one);
      out_ += '\n';
    }
  }

  template <class List>
  void print_block(const List& list) {
    if (list.empty()) return;
    out_ += " {\n";
    print_lines(list, "  ");
    out_ += '}';
  }

  template <class List>
  void print_names(std::string_view lead, std::string_view between, const List& list) {
    for (const auto* one : ordered(list)) {
      out_ += std::exchange(lead, between);
      out_ += name_of(*one);
    }
  }

  // Of a part of the type that is being printed.
  template <class Part>
  void print_words(const Part& of) {
    if (words_ != nullptr && printed_ != nullptr) out_ += words_->of(*printed_, of);
  }

  void print_deprecation(const std::optional<std::string>& reason) {
    if (!reason) return;
    out_ += " @deprecated";
    if (*reason != "No longer supported") {
      out_ += "(reason: " + string_literal(*reason, false) + ')';
    }
  }

  void print_member(const enum_value& value) {
    out_ += value.name;
    print_words(value);
    print_deprecation(value.deprecation);
  }

  void print_member(const input_value& input) {
    out_ += input.name + ": " + to_text(input.type);
    if (!input.default_text.empty()) out_ += " = " + input.default_text;
    print_words(input);
    print_deprecation(input.deprecation);
  }

  void print_member(const field& printed) {
    out_ += printed.name;
    const bool adds_arguments = words_ != nullptr && binding_words::adds_arguments(printed);
    if (!adds_arguments) print_arguments(printed.arguments, "  ");
    out_ += ": " + to_text(printed.type);
    print_words(printed);
    print_deprecation(printed.deprecation);
  }

  void print_arguments(const std::vector<input_value>& arguments, const std::string& indent) {
    if (arguments.empty()) return;
    if (std::ranges::any_of(arguments,
                            [](const auto& one) { return one.description.has_value(); })) {
      out_ += "(\n";
      print_lines(arguments, indent + "  ");
      out_ += indent;
    } else {
      std::string_view lead = "(";
      for (const input_value* one : ordered(arguments)) {
        out_ += std::exchange(lead, ", ");
        print_member(*one);
      }
    }
    out_ += ')';
  }

  void print_schema_definition(const schema& printed) {
    using language::operation_kind;
    bool has_default_names = true;
    std::string roots;
    for (const auto& [kind, default_name] : {std::pair{operation_kind::query, "Query"},
                                             {operation_kind::mutation, "Mutation"},
                                             {operation_kind::subscription, "Subscription"}}) {
      const type* root = printed.root_type(kind);
      has_default_names &= root == printed.find_type(default_name);
      if (root == nullptr) continue;
      roots += "  ";
      roots += to_string(kind);
      roots += ": " + root->name + '\n';
    }
    if (roots.empty() || (has_default_names && !printed.description())) return;
    begin_definition(printed.description());
    out_ += "schema {\n" + roots + "}\n";
  }

  void print_schema_words(const schema& printed) {
    if (printed.constraints().empty() && !printed.has_identity()) return;
    begin_definition(std::nullopt);
    out_ += "extend schema";
    for (const session_setting* one : ordered(printed.session_settings())) {
      out_ += "\n " + binding_words::of(*one);
    }
    if (printed.role()) out_ += "\n " + binding_words::of(*printed.role());
    for (const constraint* one : ordered(printed.constraints())) {
      out_ += "\n " + binding_words::of(*one);
    }
    out_ += '\n';
  }

  void print_directive(const directive& printed) {
    begin_definition(printed.description);
    out_ += "directive @" + printed.name;
    print_arguments(printed.arguments, "");
    print_deprecation(printed.deprecation);
    if (printed.is_repeatable) out_ += " repeatable";
    print_names(" on ", " | ", printed.locations);
    out_ += '\n';
  }

  // What a kind has no use for is empty.
  void print_type(const type& printed) {
    begin_definition(printed.description);
    out_ += keyword(printed.kind);
    out_ += printed.name;
    if (printed.specified_by) {
      out_ += " @specifiedBy(url: " + string_literal(*printed.specified_by, false) + ')';
    }
    print_names(" implements ", " & ", printed.interfaces);
    printed_ = &printed;
    if (words_ != nullptr) out_ += words_->of(printed);
    print_names(" = ", " | ", printed.members);
    if (printed.is_one_of) out_ += " @oneOf";
    print_block(printed.fields);
    print_block(printed.values);
    print_block(printed.input_fields);
    out_ += '\n';
  }

  print_order order_;
  const binding_words* words_;
  const type* printed_ = nullptr;
  std::string out_;
};

}  // namespace

std::string print(const schema& schema, print_order order) { return printer(order).print(schema); }

result<std::string> print_with_directives(const schema& schema, print_order order) {
  const binding_words words(schema);
  if (auto wrong = words.wrong()) return failed{std::move(*wrong)};
  return printer(order, &words).print(schema);
}

}  // namespace fraiseql::schema
