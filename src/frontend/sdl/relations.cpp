// Relations between types: the fields that are equal, and what @find says beside them. Part of
// binding.
#include <algorithm>
#include <array>
#include <utility>

#include "base/graphql_error.hpp"
#include "base/text.hpp"
#include "frontend/sdl/binding.hpp"

namespace fraiseql::frontend {

void binding::find_relations() {
  for (type_definition& one : of_.types) {
    each_beside(one, &language::type_system_node::fields, one.declared.fields,
                [&](const field_node& node, schema::field_declaration& field) {
                  const bool is_list = find_directive(node.directives, find_name) != nullptr;
                  const bool is_one = find_directive(node.directives, find_one_name) != nullptr;
                  if (!is_list && !is_one) return;
                  field.relation.emplace();
                  if (is_list) field.relation->list = {.as = take_listing(field)};
                  read_.insert(field.type.name);
                });
  }
}

void binding::read_relation(const type_definition& owner, const field_node& node,
                            schema::field_declaration& field, const language::directive_node& how) {
  if (!is_readable(node, field)) return;
  has_no_arguments(node, how);
  if (how.name.text == find_name) {
    field.relation->list =
        read_list(how, node, field, owner.declared.name, field.relation->list->as);
    field.type = {.name = field.type.name};
  } else if (field.type.list_depth > 0) {
    is_of_type(node, field, {field.type.name, 0, 0}, "@findOne gives one row");
  }
  field.relation->on = read_matches(owner, field, how);
}

std::vector<schema::match_declaration> binding::read_matches(const type_definition& owner,
                                                             const schema::field_declaration& field,
                                                             const language::directive_node& how) {
  const std::string name(how.name.text);
  const language::argument_node* on = find_argument(how, "on");
  if (on == nullptr) {
    refuse("field \"" + owner.declared.name + "." + field.name +
               "\" is a relation between types; say which of their fields are equal, as in @" +
               name + "(on: [{field: \"authorId\", equals: \"id\"}])",
           how.offset);
    return {};
  }
  const bool is_list = on->value.kind == language::value_kind::list;
  if (is_list && on->value.items.empty()) {
    refuse("@" + name + "(on:) needs a pair of fields", on->value.offset);
  }
  std::vector<schema::match_declaration> made;
  const type_definition& rows = *find_type(field.type.name);
  // One stands for a list of it.
  for (const language::value_node& one : is_list ? on->value.items : std::span(&on->value, 1)) {
    if (auto match = read_match(one, rows, owner)) made.push_back(std::move(*match));
  }
  return made;
}

std::optional<schema::match_declaration> binding::read_match(const language::value_node& match,
                                                             const type_definition& rows,
                                                             const type_definition& owner) {
  constexpr std::array<std::string_view, 2> keys = {"field", "equals"};
  if (match.kind != language::value_kind::object) {
    refuse("a pair of fields is {field: \"...\", equals: \"...\"}", match.offset);
    return std::nullopt;
  }
  for (const language::object_field_node& one : match.fields) {
    if (std::ranges::find(keys, one.name.text) != keys.end()) continue;
    refuse("unknown field \"" + std::string(one.name.text) + "\" of FieldMatch" +
               did_you_mean(one.name.text, keys),
           one.name.offset);
  }
  const auto* theirs = matched_field(match, "field", rows);
  const auto* ours = matched_field(match, "equals", owner);
  if (theirs == nullptr || ours == nullptr) return std::nullopt;
  const bool are_alike = theirs->type.name == ours->type.name && theirs->type.list_depth == 0 &&
                         ours->type.list_depth == 0;
  if (!are_alike) {
    refuse("\"" + rows.declared.name + "." + theirs->name + "\" and \"" + owner.declared.name +
               "." + ours->name + "\" are of different types, so they are never equal",
           match.offset);
  }
  return schema::match_declaration{.field = theirs->name, .equals = ours->name, .at = match.offset};
}

const schema::field_declaration* binding::matched_field(const language::value_node& match,
                                                        std::string_view key,
                                                        const type_definition& of) {
  const auto given =
      std::ranges::find_if(match.fields, [&](const auto& one) { return one.name.text == key; });
  if (given == match.fields.end()) {
    refuse("a pair of fields needs \"" + std::string(key) + "\"", match.offset);
    return nullptr;
  }
  if (given->value.kind != language::value_kind::string) {
    refuse("\"" + std::string(key) + "\" must be the name of a field, a String",
           given->value.offset);
    return nullptr;
  }
  std::vector<std::string_view> names;
  for (const schema::field_declaration& field : of.declared.fields) {
    if (field.name == given->value.text) return &field;
    names.emplace_back(field.name);
  }
  // Nobody sees what comes after so many errors, and it is dear to look for.
  if (errors_.size() >= max_errors) names.clear();
  refuse("unknown field \"" + std::string(given->value.text) + "\" of \"" + of.declared.name +
             "\"" + did_you_mean(given->value.text, names),
         given->value.offset);
  return nullptr;
}

}  // namespace fraiseql::frontend
