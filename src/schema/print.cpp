// Schema definition language in the form of graphql-js's printSchema.
#include "base/check.hpp"
#include "json/write.hpp"
#include "schema/schema.hpp"

namespace fraiseql::schema {
namespace {

class printer {
 public:
  std::string print(const schema& printed) {
    for (const type& one : printed.types()) {
      if (one.is_built_in) continue;
      if (!out_.empty()) out_ += '\n';
      print_type(one);
    }
    return std::move(out_);
  }

 private:
  void print_description(std::string_view description, std::string_view indent) {
    if (description.empty()) return;
    out_ += indent;
    out_ += "\"\"\"";
    // A quote or backslash at the end would run into the closing quotes.
    const bool on_lines = description.size() > 70 || description.ends_with('"') ||
                          description.ends_with('\\') ||
                          description.find('\n') != std::string_view::npos;
    if (on_lines) out_ += '\n';
    for (std::size_t from = 0; from <= description.size();) {
      const std::size_t end = std::min(description.find('\n', from), description.size());
      if (on_lines && end > from) out_ += indent;
      print_block_line(description.substr(from, end - from));
      if (on_lines) out_ += '\n';
      from = end + 1;
    }
    if (on_lines) out_ += indent;
    out_ += "\"\"\"\n";
  }

  void print_block_line(std::string_view line) {
    for (std::size_t at = 0; at < line.size();) {
      if (line.substr(at, 3) == "\"\"\"") {
        out_ += "\\\"\"\"";
        at += 3;
      } else {
        out_ += line[at++];
      }
    }
  }

  void print_deprecation(const std::optional<std::string>& reason) {
    if (!reason) return;
    out_ += " @deprecated";
    if (*reason == "No longer supported") return;
    out_ += "(reason: ";
    json::write_string(out_, *reason);
    out_ += ')';
  }

  // A default value as a GraphQL literal: names of members without quotes, enumeration
  // values bare.
  void print_literal(const json::value& value, const type_reference& of) {
    const bool is_enumeration = of.named->kind == type_kind::enumeration;
    if (const auto* text = value.get<std::string>(); text != nullptr && is_enumeration) {
      out_ += *text;
    } else if (const auto* items = value.get<json::array>()) {
      out_ += '[';
      for (std::size_t i = 0; i < items->size(); ++i) {
        if (i > 0) out_ += ", ";
        print_literal((*items)[i], of.is_list() ? of.item() : of);
      }
      out_ += ']';
    } else if (const auto* members = value.get<json::object>()) {
      out_ += "{ ";
      for (std::size_t i = 0; i < members->size(); ++i) {
        const auto& [name, member] = (*members)[i];
        const auto* definition = of.named->find_input_field(name);
        if (i > 0) out_ += ", ";
        out_ += name + ": ";
        print_literal(member, definition != nullptr ? definition->type : of);
      }
      out_ += " }";
    } else {
      json::write(out_, value);
    }
  }

  void print_input(const input_value& input) {
    out_ += input.name + ": " + to_text(input.type);
    if (input.default_value) {
      out_ += " = ";
      print_literal(*input.default_value, input.type);
    }
    print_deprecation(input.deprecation);
  }

  void print_arguments(const std::vector<input_value>& arguments) {
    if (arguments.empty()) return;
    out_ += '(';
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      if (i > 0) out_ += ", ";
      print_input(arguments[i]);
    }
    out_ += ')';
  }

  void print_fields(const type& printed) {
    out_ += " {\n";
    for (const field& one : printed.fields) {
      print_description(one.description, "  ");
      out_ += "  " + one.name;
      print_arguments(one.arguments);
      out_ += ": " + to_text(one.type);
      print_deprecation(one.deprecation);
      out_ += '\n';
    }
    out_ += "}\n";
  }

  void print_names(std::string_view lead, std::string_view between,
                   const std::vector<const type*>& types) {
    for (std::size_t i = 0; i < types.size(); ++i) {
      out_ += i == 0 ? lead : between;
      out_ += types[i]->name;
    }
  }

  void print_type(const type& printed) {
    print_description(printed.description, "");
    switch (printed.kind) {
      case type_kind::scalar:
        out_ += "scalar " + printed.name;
        if (!printed.specified_by.empty()) {
          out_ += " @specifiedBy(url: ";
          json::write_string(out_, printed.specified_by);
          out_ += ')';
        }
        out_ += '\n';
        return;
      case type_kind::object:
      case type_kind::interface:
        out_ += printed.kind == type_kind::object ? "type " : "interface ";
        out_ += printed.name;
        print_names(" implements ", " & ", printed.interfaces);
        print_fields(printed);
        return;
      case type_kind::union_of:
        out_ += "union " + printed.name;
        print_names(" = ", " | ", printed.possible_types);
        out_ += '\n';
        return;
      case type_kind::enumeration:
        out_ += "enum " + printed.name + " {\n";
        for (const enum_value& value : printed.values) {
          print_description(value.description, "  ");
          out_ += "  " + value.name;
          print_deprecation(value.deprecation);
          out_ += '\n';
        }
        out_ += "}\n";
        return;
      case type_kind::input_object:
        out_ += "input " + printed.name + (printed.is_one_of ? " @oneOf {\n" : " {\n");
        for (const input_value& input : printed.input_fields) {
          print_description(input.description, "  ");
          out_ += "  ";
          print_input(input);
          out_ += '\n';
        }
        out_ += "}\n";
        return;
    }
    FRAISEQL_CHECK(false);
  }

  std::string out_;
};

}  // namespace

std::string print(const schema& schema) { return printer().print(schema); }

}  // namespace fraiseql::schema
