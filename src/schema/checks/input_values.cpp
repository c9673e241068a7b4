// Arguments of fields and directives, and fields of input objects (3.6, 3.10, 3.13).
#include <algorithm>

#include "schema/checks/findings.hpp"
#include "schema/leaf.hpp"
#include "schema/literal.hpp"

namespace fraiseql::schema {
namespace {

std::string wrong_in(const type_reference& type, const json::value& value);

std::string wrong_in_object(const type& type, const json::object& members) {
  for (const auto& [name, member] : members) {
    const input_value* field = type.find_input_field(name);
    if (field == nullptr) return type.name + " has no field \"" + name + "\"";
    if (std::string wrong = wrong_in(field->type, member); !wrong.empty()) return wrong;
  }
  for (const input_value& field : type.input_fields) {
    const bool is_given =
        std::ranges::find(members, field.name, &json::member::first) != members.end();
    if (!is_given && field.is_required()) {
      return "the required field \"" + field.name + "\" of " + type.name + " is missing";
    }
  }
  if (type.is_one_of && (members.size() != 1 || members.front().second.is_null())) {
    return type.name + " takes exactly one field, with a value that is not null";
  }
  return {};
}

// The first thing that is wrong with the default value a program gave, or "".
std::string wrong_in(const type_reference& type, const json::value& value) {
  if (value.is_null()) return type.is_non_null() ? "null is no value of " + to_text(type) : "";
  if (type.is_list()) {
    const auto* items = value.get<json::array>();
    if (items == nullptr) return wrong_in(type.item(), value);
    for (const json::value& item : *items) {
      if (std::string wrong = wrong_in(type.item(), item); !wrong.empty()) return wrong;
    }
    return {};
  }
  if (!type.named->is_input()) return {};  // another error says so
  if (type.named->kind == type_kind::input_object) {
    const auto* members = value.get<json::object>();
    return members != nullptr ? wrong_in_object(*type.named, *members)
                              : "expected an object of type " + type.named->name;
  }
  const auto made = coerce_leaf(*type.named, value);
  return made ? "" : made.error().message + made.error().hint;
}

}  // namespace

void check_input_value(findings& found, const input_value& value, const std::string& where,
                       const std::string& origin, place wrong_type_at) {
  if (!value.type.named->is_input()) {
    found.add(where + " cannot take the output type " + value.type.named->name, origin,
              {wrong_type_at});
  }
  if (value.is_required() && value.deprecation) {
    found.add(where + " is required and so cannot be deprecated; make it nullable first", origin,
              {value.at.deprecation, value.at.type});
  }
  const std::string invalid = where + " has an invalid default value: ";
  if (value.default_literal != nullptr) {
    check_literal(value.type, *value.default_literal,
                  [&](const std::string& message, const std::string& hint, place at) {
                    found.add(invalid + message + hint, origin, {at});
                    return found.is_full() ? next_step::stop : next_step::go_on;
                  });
  } else if (value.default_value) {
    const std::string wrong = wrong_in(value.type, *value.default_value);
    if (!wrong.empty()) found.add(invalid + wrong, origin, {value.at.default_value});
  }
}

}  // namespace fraiseql::schema
