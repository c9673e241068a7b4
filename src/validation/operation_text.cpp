// The text form of an operation, for explain and golden cases: a line a field, indented
// under the field it is selected on; `... on Type` where an answer can have several
// types. Scalars are shown as their source: a constant, or `$0.2` into a variable.
#include <span>

#include "validation/operation.hpp"

namespace fraiseql::validation {
namespace {

void write(std::string& out, const argument_value& value);

void write(std::string& out, std::span<const argument> arguments) {
  std::string_view between;
  for (const argument& one : arguments) {
    out += between;
    out += one.definition->name + ": ";
    write(out, one.value);
    between = ", ";
  }
}

void write(std::string& out, const argument_value& value) {
  switch (value.kind) {
    case argument_kind::null: out += "null"; return;
    case argument_kind::leaf: out += json::to_text(value.source); return;
    case argument_kind::enumeration: out += value.name; return;
    case argument_kind::missing: out += "missing $" + value.name; return;
    case argument_kind::list: {
      std::string_view between;
      out += '[';
      for (const argument_value& item : value.items) {
        out += between;
        write(out, item);
        between = ", ";
      }
      out += ']';
      return;
    }
    case argument_kind::object:
      out += '{';
      write(out, value.fields);
      out += '}';
      return;
  }
}

void write(std::string& out, const selection& selected, std::size_t indent) {
  for (const selected_field& field : selected.fields) {
    out.append(indent, ' ');
    out += field.response_key;
    if (field.response_key != field.definition->name) out += ": " + field.definition->name;
    if (!field.arguments.empty()) {
      out += '(';
      write(out, field.arguments);
      out += ')';
    }
    if (field.is_denied) out += " = null, denied";
    out += '\n';
    const bool is_abstract = field.selections.size() > 1;
    for (const selection& inner : field.selections) {
      if (is_abstract) {
        out.append(indent + 2, ' ');
        out += "... on " + inner.object->name + "\n";
      }
      write(out, inner, indent + (is_abstract ? 4 : 2));
    }
  }
}

}  // namespace

std::string to_text(const operation& operation) {
  std::string out(to_string(operation.kind()));
  if (!operation.name().empty()) out += " " + std::string(operation.name());
  out += '\n';
  write(out, operation.root(), 2);
  return out;
}

}  // namespace fraiseql::validation
