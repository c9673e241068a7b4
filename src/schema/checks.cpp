// Every check is here, or called from here if it has a file of its own (checks/). In the order
// of graphql-js: roots, directives, types one by one, and then what concerns several types.
#include "schema/checks.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/text.hpp"
#include "schema/checks/findings.hpp"

namespace fraiseql::schema {

void findings::add(std::string message, const std::string& origin,
                   const std::vector<place>& places) {
  if (is_full()) return;
  schema_error& made = errors_.emplace_back(schema_error{std::move(message), origin});
  std::ranges::remove_copy(places, std::back_inserter(made.places), nowhere);
  written_ += made.message.size() + sizeof(place) * places.size();
}

std::string argument_name(std::string_view owner, const input_value& argument) {
  return "argument " + std::string(owner) + "(" + argument.name + ":)";
}

std::string to_text(std::span<const input_step> way) {
  constexpr std::size_t most = 10;
  std::string text;
  for (const input_step& one : way.first(std::min(most, way.size()))) {
    text += (text.empty() ? "" : ", ") + one.from->name + "." + one.field->name;
  }
  return way.size() <= most ? text : text + " and " + std::to_string(way.size() - most) + " more";
}

namespace {

using language::operation_kind;

void check_name(findings& found, const std::string& name, const std::string& where,
                const std::string& origin, place at) {
  if (!is_name(name)) {
    found.add(where + " has no GraphQL name (letters, digits and _, not a digit first)", origin,
              {at});
  } else if (name.starts_with("__")) {
    found.add(where + " begins with two underscores, which introspection keeps for itself", origin,
              {at});
  }
}

// The names in one list; an error calls them `before` + name + `after`.
template <class Named>
void check_names(findings& found, const std::vector<Named>& all, const std::string& before,
                 const char* after, const std::string& origin) {
  std::unordered_set<std::string_view> seen;
  for (const Named& one : all) {
    const std::string where = before + one.name + after;
    check_name(found, one.name, where, origin, one.at.self);
    if (!seen.insert(one.name).second) {
      found.add(where + " is declared twice", origin, {one.at.self});
    }
  }
}

constexpr std::array operation_kinds = {operation_kind::query, operation_kind::mutation,
                                        operation_kind::subscription};

// 3.3.1 "Root Operation Types".
void check_roots(findings& found, const schema& checked) {
  if (checked.query_type() == nullptr) {
    found.add("the schema has no query type; declare a type \"Query\" or name another", "schema",
              checked.at().empty() ? std::vector<place>() : std::vector{checked.at().front()});
  }
  for (const operation_kind kind : operation_kinds) {
    const type* root = checked.root_type(kind);
    if (root == nullptr) continue;
    const std::string where = "the " + std::string(to_string(kind)) + " root type " + root->name;
    if (root->kind != type_kind::object) {
      const place named_at = checked.root_at(kind);
      const place own = root->at.empty() ? nowhere : root->at.front();
      found.add(where + " must be an object type", root->origin,
                {named_at == nowhere ? own : named_at});
      continue;
    }
    std::vector<place> places;
    operation_kind first = kind;
    for (const operation_kind other : operation_kinds) {
      if (checked.root_type(other) != root) continue;
      if (places.empty()) first = other;
      places.push_back(checked.root_at(other));
    }
    if (first == kind && places.size() > 1) {
      found.add(where + " cannot be the root type of other operations too", root->origin, places);
    }
  }
}

// 3.13.
void check_directive(findings& found, const directive& one) {
  const std::string name = "@" + one.name;
  const std::string where = "directive " + name;
  check_name(found, one.name, where, one.origin, one.at.self);
  if (one.locations.empty()) {
    found.add(where + " has no location; say where it may stand", one.origin, {one.at.self});
  }
  check_names(found, one.arguments, "argument " + name + "(", ":)", one.origin);
  for (const input_value& argument : one.arguments) {
    check_input_value(found, argument, argument_name(name, argument), one.origin, argument.at.self);
  }
}

// 3.6 and 3.7, without what they owe their interfaces.
void check_fields(findings& found, const type& of) {
  check_names(found, of.fields, "field " + of.name + ".", "", of.origin);
  for (const field& one : of.fields) {
    const std::string name = of.name + "." + one.name;
    if (!one.type.named->is_output()) {
      found.add("field " + name + " cannot answer with the input type " + one.type.named->name,
                of.origin, {one.at.type});
    }
    check_names(found, one.arguments, "argument " + name + "(", ":)", of.origin);
    for (const input_value& argument : one.arguments) {
      check_input_value(found, argument, argument_name(name, argument), of.origin,
                        argument.at.type);
    }
  }
}

// 3.8.
void check_members(findings& found, const type& of) {
  const auto refuse = [&](const type& member, const std::string& why) {
    std::vector<place> places;
    for (const named_type_use& use : of.members) {
      if (use.named == &member) places.push_back(use.at);
    }
    found.add("union " + of.name + " " + why, of.origin, places);
  };
  std::unordered_set<const type*> seen;
  for (const named_type_use& use : of.members) {
    if (found.is_full()) return;
    if (!seen.insert(use.named).second) {
      refuse(*use.named, "includes " + use.named->name + " more than once");
    } else if (use.named->kind != type_kind::object) {
      refuse(*use.named, "cannot include " + use.named->name + ", which is no object type");
    }
  }
}

// 3.9.
void check_values(findings& found, const type& of) {
  check_names(found, of.values, "enum value " + of.name + ".", "", of.origin);
  for (const enum_value& one : of.values) {
    if (one.name != "true" && one.name != "false" && one.name != "null") continue;
    found.add("enum value " + of.name + "." + one.name + " has the name of another literal",
              of.origin, {one.at.self});
  }
}

// 3.10, without what concerns several types.
void check_input_fields(findings& found, const type& of) {
  check_names(found, of.input_fields, "input field " + of.name + ".", "", of.origin);
  for (const input_value& field : of.input_fields) {
    const std::string where = "input field " + of.name + "." + field.name;
    check_input_value(found, field, where, of.origin, field.at.type);
    if (!of.is_one_of) continue;
    if (field.type.is_non_null()) {
      found.add(where + " must be nullable, as its input is a oneOf", of.origin, {field.at.type});
    }
    if (field.has_default()) {
      found.add(where + " cannot have a default value, as its input is a oneOf", of.origin,
                {field.at.self});
    }
  }
}

void check_type(findings& found, const type& of) {
  check_name(found, of.name, "type " + of.name, of.origin, of.at.empty() ? nowhere : of.at.front());
  const auto refuse_empty = [&](const auto& parts, const char* kind, const char* what) {
    if (parts.empty()) found.add(kind + of.name + " has no " + what, of.origin, of.at);
  };
  switch (of.kind) {
    case type_kind::scalar: return;
    case type_kind::object:
    case type_kind::interface:
      refuse_empty(of.fields, of.kind == type_kind::object ? "type " : "interface ", "field");
      return check_fields(found, of);
    case type_kind::union_of:
      refuse_empty(of.members, "union ", "member");
      return check_members(found, of);
    case type_kind::enumeration:
      refuse_empty(of.values, "enum ", "value");
      return check_values(found, of);
    case type_kind::input_object:
      refuse_empty(of.input_fields, "input ", "field");
      return check_input_fields(found, of);
  }
}

}  // namespace

std::vector<schema_error> check(const schema& checked) {
  findings found;
  check_roots(found, checked);
  for (const directive& one : checked.directives()) {
    if (!one.is_built_in) check_directive(found, one);
  }
  for (const type& one : checked.types()) {
    if (!one.is_built_in) check_type(found, one);
  }
  check_interfaces(found, checked);
  check_default_cycles(found, checked);
  check_finite_values(found, checked);
  return found.take();
}

}  // namespace fraiseql::schema
