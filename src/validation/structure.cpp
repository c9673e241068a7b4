// write_structure: the part of the variables that an operation is built from.
//
// Each value writes a text that tells its own end, and the types are the same wherever
// two texts are compared, so equal texts mean equal structures. A list of scalars stays
// whole in an operation (operation.hpp, argument_kind::leaf) and so is one letter here; behind a
// cursor stands which of its values are null.
#include "validation/coercion.hpp"
#include "validation/cursors.hpp"
#include "validation/variable_type.hpp"

namespace fraiseql::validation {
namespace {

using schema::scalar_kind;
using schema::type_kind;

void write(std::string& out, const schema::type_reference& type, const json::value& value);

void write_object(std::string& out, const schema::type& type, const json::object& members) {
  out += '{';
  for (const auto& [name, value] : members) {
    const schema::input_value* field = type.find_input_field(name);
    FRAISEQL_CHECK(field != nullptr);
    out += name;
    out += ':';
    write(out, field->type, value);
  }
  out += '}';
}

void write(std::string& out, const schema::type_reference& type, const json::value& value) {
  const schema::type& named = *type.named;
  if (value.is_null()) {
    out += 'n';
  } else if (type.is_list() && named.kind == type_kind::scalar) {
    out += 'v';
  } else if (type.is_list()) {
    const auto* items = value.get<json::array>();
    FRAISEQL_CHECK(items != nullptr);
    out += '[';
    for (const json::value& item : *items) write(out, type.item(), item);
    out += ']';
  } else if (named.kind == type_kind::input_object) {
    const auto* members = value.get<json::object>();
    FRAISEQL_CHECK(members != nullptr);
    write_object(out, named, *members);
  } else if (named.kind == type_kind::enumeration) {
    const auto* name = value.get<std::string>();
    FRAISEQL_CHECK(name != nullptr);
    out += 'e';
    out += *name;
    out += ';';
  } else if (const auto* flag = value.get<bool>();
             flag != nullptr && named.scalar == scalar_kind::boolean) {
    out += *flag ? 't' : 'f';
  } else {
    out += 'v';
  }
}

}  // namespace

void declared_variables::write_structure(std::string& out, const json::variables& variables) const {
  FRAISEQL_CHECK(variables.size() == declarations_.size());
  for (std::size_t i = 0; i < variables.size(); ++i) {
    const declaration& declared = declarations_[i];
    if (declared.has_fixed_structure) continue;
    if (!variables[i]) {
      out += '-';
      continue;
    }
    FRAISEQL_CHECK(declared.type.has_value());
    write(out, *declared.type, *variables[i]);
    if (!declared.is_cursor) continue;
    out += letters_of_cursor(&*variables[i]);
    out += ';';
  }
}

std::vector<json::variables> declared_variables::stand_ins() const {
  json::variables least;
  json::variables fullest;
  for (const declaration& declared : declarations_) {
    const bool is_scalar = declared.type && declared.type->named->kind == type_kind::scalar &&
                           declared.type->named->scalar != scalar_kind::boolean;
    const auto any = is_scalar && declared.type->is_list() ? json::value(json::array())
                                                           : json::value(std::string());
    if (declared.has_fixed_structure) {
      least.emplace_back(any);
      fullest.emplace_back(any);
      continue;
    }
    const bool is_needed = !declared.type || (declared.type->is_non_null() && !declared.by_default);
    if (is_needed) return {};
    least.push_back(declared.by_default);
    fullest.push_back(is_scalar && !declared.is_cursor ? any : declared.by_default);
  }
  if (least == fullest) return {std::move(least)};
  return {std::move(least), std::move(fullest)};
}

std::string structure_of(const validated_document& document,
                         const language::operation_node& operation,
                         const json::variables& variables) {
  std::string out;
  declared_variables(document, operation).write_structure(out, variables);
  return out;
}

}  // namespace fraiseql::validation
