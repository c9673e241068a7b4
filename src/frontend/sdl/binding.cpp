#include "frontend/sdl/binding.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/check.hpp"
#include "base/text.hpp"
#include "schema/built_in.hpp"
#include "schema/naming.hpp"

namespace fraiseql::frontend {
namespace {

constexpr const char* origin = "the text";

}  // namespace

void binding::refuse(std::string message, schema::place at) {
  errors_.push_back({.message = std::move(message), .origin = origin, .places = {at}});
}

void binding::refuse_inert(applied_directives all, std::initializer_list<std::string_view> but,
                           const std::string& where, const std::string& why) {
  for (const language::directive_node& one : all) {
    if (!is_ours(one.name.text) || std::ranges::find(but, one.name.text) != but.end()) continue;
    refuse("@" + std::string(one.name.text) + " has no effect on " + where + ": " + why,
           one.offset);
  }
}

std::string binding::text_of(const language::directive_node& directive, std::string_view argument) {
  const language::argument_node* given = find_argument(directive, argument);
  FRAISEQL_CHECK(given != nullptr);  // it is required, and the text was validated
  return text_of(directive, argument, given->value);
}

std::string binding::text_of(const language::directive_node& directive, std::string_view argument,
                             const language::value_node& value) {
  const bool is_plain =
      std::ranges::none_of(value.text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  const bool is_text = value.kind == language::value_kind::string && !value.text.empty();
  if (is_text && is_plain) return std::string(value.text);
  refuse("@" + std::string(directive.name.text) + "(" + std::string(argument) +
             ":) must be a String that is not empty" +
             (is_plain ? "" : ", without control characters"),
         value.offset);
  return {};
}

std::string binding::qualified_name_of(const language::directive_node& directive,
                                       std::string_view argument) {
  std::string name = text_of(directive, argument);
  if (name.empty() || schema::is_qualified_name(name)) return name;
  refuse("\"" + name + "\" is neither \"name\" nor \"schema.name\"",
         directive.arguments.front().value.offset);
  return {};
}

const type_definition* binding::find_type(std::string_view name) const {
  const auto found = std::ranges::find_if(
      of_.types, [&](const type_definition& one) { return one.declared.name == name; });
  return found == of_.types.end() ? nullptr : &*found;
}

void binding::refuse_definitions() {
  if (of_.misused) refuse(of_.misused->message, of_.misused->offset);
  for (const schema::directive_declaration& one : of_.directives) {
    refuse(
        "the definition of @" + one.name +
            (is_ours(one.name) ? " comes with FraiseQL; remove it" : " has no effect; remove it"),
        one.at.self);
  }
  for (const language::type_system_node* one : of_.stray) {
    refuse("\"" + std::string(one->name.text) + "\" comes with FraiseQL and cannot be extended",
           one->offset);
  }
  if (const type_definition* match = find_type("FieldMatch")) {
    refuse("the name \"FieldMatch\" belongs to @find and @findOne; use another",
           match->parts.front()->offset);
  }
}

void binding::declare() {
  refuse_definitions();
  read_constraints();
  read_identity();
  if (!has_its_roots()) return;
  read_roots();
  find_relations();
  refuse_defined_connections();
  find_returned();
  find_passed_inside();
  for (type_definition& one : of_.types) {
    one.declared.origin = origin;
    for (const auto* names : {&one.declared.interfaces, &one.declared.members}) {
      for (const schema::name_use& name : *names) refuse_connection(name.name, name.at);
    }
    switch (one.declared.kind) {
      case schema::type_kind::scalar: bind_scalar(one); continue;
      case schema::type_kind::object:
      case schema::type_kind::interface: bind_object(one); break;
      case schema::type_kind::union_of: break;
      case schema::type_kind::enumeration: bind_values(one); break;
      case schema::type_kind::input_object: bind_inputs(one); break;
    }
    bind_discriminator(one);
    builder_.add(one.declared);
  }
}

std::vector<schema::schema_error> binding::inert(const schema::schema& built) const {
  std::vector<schema::schema_error> errors;
  const auto reached = schema::reachable_types(built);
  for (const remark& one : said_) {
    if (reached.contains(built.find_type(one.type))) continue;
    errors.push_back({.message = "@" + std::string(one.directive->name.text) +
                                 " has no effect here: no field answers with \"" + one.type + "\"",
                      .origin = origin,
                      .places = {one.directive->offset}});
  }
  return errors;
}

// Ours come by themselves; a text may name them for other tools, but not change them.
void binding::bind_scalar(const type_definition& of) {
  if (of.parts.empty()) {
    if (!schema::is_introspection_name(of.declared.name)) return;  // one of the five
    return refuse("the name \"" + of.declared.name + "\" belongs to introspection",
                  of.declared.at.front());
  }
  const std::string& name = of.declared.name;
  const schema::type* known = schema::known_scalar(name);
  if (known == nullptr) {
    return refuse("the scalar \"" + name + "\" is none of FraiseQL's" +
                      did_you_mean(name, schema::known_scalar_names()) +
                      "; a scalar of your own needs a program in C++",
                  of.parts.front()->offset);
  }
  const bool says_the_same =
      (!of.declared.description || of.declared.description == known->description) &&
      (!of.declared.specified_by || of.declared.specified_by == known->specified_by);
  if (says_the_same && of.parts.size() == 1) return;
  refuse("the scalar \"" + name + "\" comes with FraiseQL; remove what is said about it",
         of.parts.back()->offset);
}

void binding::bind_object(type_definition& of) {
  const std::string& name = of.declared.name;
  const bool may_have_rows = read_.contains(name) || returned_.contains(name);
  if (read_.contains(name)) of.declared.source = schema::default_relation(name);
  for (const language::type_system_node* part : of.parts) {
    const auto* said = find_directive(part->directives, relation_name);
    if (said == nullptr) continue;
    const std::string relation = qualified_name_of(*said, "name");
    if (may_have_rows && !relation.empty()) of.declared.source = schema::to_relation(relation);
    if (may_have_rows) continue;
    refuse_inert(part->directives, {discriminator_name, public_name, authorize_name, search_name},
                 "type \"" + name + "\"", "no field reads its rows");
  }
  bind_access(of, may_have_rows);
  bind_search(of, may_have_rows);
  each_beside(
      of, &language::type_system_node::fields, of.declared.fields,
      [&](const field_node& node, schema::field_declaration& made) { bind_field(of, node, made); });
}

void binding::bind_field(const type_definition& of, const field_node& node,
                         schema::field_declaration& field) {
  const std::string where = "field \"" + of.declared.name + "." + field.name + "\"";
  const auto* list = find_directive(node.directives, find_name);
  const auto* one = find_directive(node.directives, find_one_name);
  field.authorized = authorization_of(node.directives, field.at.authorization);
  if (const auto* said = find_directive(node.directives, authorize_name)) {
    said_.push_back({of.declared.name, said});
  }
  if (list != nullptr || one != nullptr) {
    refuse_inert(node.directives, {list != nullptr ? find_name : find_one_name, authorize_name},
                 where, "it is a relation between types");
    return read_relation(of, node, field, list != nullptr ? *list : *one);
  }
  refuse_connection(field.type.name, field.at.type);
  refuse_inert(node.directives, {stored_name, column_name, authorize_name}, where,
               "only fields of Query and Mutation call a function");
  for (const language::input_value_definition_node& argument : node.arguments) {
    refuse("argument \"" + std::string(argument.name.text) + "\" of " + where +
               " is given to nothing; only a program in C++ works fields out",
           argument.offset);
  }
  field.stored_key = stored_key_of(of, node.directives, field.name, where, node.offset);
  if (const auto* column = find_directive(node.directives, column_name)) {
    field.column = text_of(*column, "name");
    field.at.column = column->offset;
  }
}

std::string binding::stored_key_of(const type_definition& of, applied_directives all,
                                   const std::string& name, const std::string& where,
                                   schema::place at) {
  const auto key = schema::default_stored_key(name);
  if (const auto* said = find_directive(all, stored_name)) {
    // What cannot go without has always a reason.
    if (key) said_.push_back({of.declared.name, said});
    return text_of(*said, "as");
  }
  if (key) return *key;
  std::string likely = to_snake_case(name);
  refuse("how " + where + " is stored cannot be told from its name; write @stored(as: \"" + likely +
             "\")",
         at);
  return likely;
}

void binding::bind_discriminator(type_definition& of) {
  for (const language::type_system_node* part : of.parts) {
    const auto* said = find_directive(part->directives, discriminator_name);
    if (said == nullptr) continue;
    of.declared.discriminator = text_of(*said, "key");
    said_.push_back({of.declared.name, said});
    const bool has_types =
        of.declared.kind == schema::type_kind::union_of ||
        std::ranges::any_of(of_.types, [&](const type_definition& other) {
          return std::ranges::find(other.declared.interfaces, of.declared.name,
                                   &schema::name_use::name) != other.declared.interfaces.end();
        });
    if (has_types) continue;
    refuse("@discriminator has no effect on interface \"" + of.declared.name +
               "\": no type implements it",
           said->offset);
  }
}

void binding::bind_values(type_definition& of) {
  each_beside(of, &language::type_system_node::values, of.declared.values,
              [&](const auto& node, schema::enum_value& made) {
                const auto* said = find_directive(node.directives, stored_name);
                if (said != nullptr) said_.push_back({of.declared.name, said});
                made.stored = said != nullptr ? text_of(*said, "as")
                                              : schema::default_stored_value(made.name);
              });
}

void binding::bind_inputs(type_definition& of) {
  const bool has_parameters = passed_.contains(of.declared.name);
  const bool is_passed = has_parameters || passed_inside_.contains(of.declared.name);
  std::map<std::string, std::string> by_key;
  for (const language::type_system_node* part : of.parts) {
    if (find_directive(part->directives, "oneOf") != nullptr) of.declared.is_one_of = true;
  }
  each_beside(
      of, &language::type_system_node::input_fields, of.declared.input_fields,
      [&](const auto& node, schema::input_declaration& made) {
        const std::string where = "input field \"" + of.declared.name + "." + made.name + "\"";
        refuse_connection(made.type.name, made.at.type);
        if (!is_passed) {
          return refuse_inert(node.directives, {}, where, "the input is passed to no function");
        }
        made.stored = stored_key_of(of, node.directives, made.name, where, node.offset);
        if (has_parameters && made.stored.find(',') != std::string::npos) {
          refuse(where + " goes to a parameter with a comma in its name; rename it", node.offset);
        }
        const auto [first, is_new] = by_key.try_emplace(made.stored, made.name);
        if (is_new) return;
        refuse(where + " and \"" + first->second + "\" are " +
                   (has_parameters ? "the same parameter \"p_" : "both stored as \"") +
                   made.stored + "\"",
               node.offset);
      });
}

}  // namespace fraiseql::frontend
