// Relations between types: declared and checked, and then refused, for they are not served yet.
// Part of binding.
#include <algorithm>
#include <array>

#include "base/graphql_error.hpp"
#include "base/text.hpp"
#include "frontend/sdl/binding.hpp"

namespace fraiseql::frontend {

void binding::read_relation(const type_definition& owner, const field_node& node,
                            const schema::field_declaration& field,
                            const language::directive_node& how) {
  const std::string where = "field \"" + owner.declared.name + "." + field.name + "\"";
  if (!is_readable(node, field)) return;
  const type_definition& rows = *find_type(field.type.name);
  has_no_arguments(node, how);
  if (how.name.text == find_name) {
    is_of_type(node, field, {field.type.name, 1, 0b11}, "a list and its items are never null");
  } else if (field.type.list_depth > 0) {
    is_of_type(node, field, {field.type.name, 0, 0}, "@findOne gives one row");
  }
  const language::argument_node* on = find_argument(how, "on");
  if (on == nullptr) {
    refuse(where +
               " is a relation between types; say which of their fields are equal, as in "
               "@" +
               std::string(how.name.text) + "(on: [{field: \"authorId\", equals: \"id\"}])",
           how.offset);
  } else if (on->value.kind == language::value_kind::list) {
    for (const language::value_node& match : on->value.items) check_match(match, rows, owner);
    if (on->value.items.empty()) {
      refuse("@" + std::string(how.name.text) + "(on:) needs a pair of fields", on->value.offset);
    }
  } else {
    check_match(on->value, rows, owner);  // a list of one
  }
  refuse("relations between types are not served yet; remove " + where, node.offset);
}

void binding::check_match(const language::value_node& match, const type_definition& rows,
                          const type_definition& owner) {
  constexpr std::array<std::string_view, 2> keys = {"field", "equals"};
  if (match.kind != language::value_kind::object) {
    return refuse("a pair of fields is {field: \"...\", equals: \"...\"}", match.offset);
  }
  for (const language::object_field_node& one : match.fields) {
    if (std::ranges::find(keys, one.name.text) != keys.end()) continue;
    refuse("unknown field \"" + std::string(one.name.text) + "\" of FieldMatch" +
               did_you_mean(one.name.text, keys),
           one.name.offset);
  }
  const auto* theirs = matched_field(match, "field", rows);
  const auto* ours = matched_field(match, "equals", owner);
  if (theirs == nullptr || ours == nullptr) return;
  const bool are_alike = theirs->type.name == ours->type.name && theirs->type.list_depth == 0 &&
                         ours->type.list_depth == 0;
  if (are_alike) return;
  refuse("\"" + rows.declared.name + "." + theirs->name + "\" and \"" + owner.declared.name + "." +
             ours->name + "\" are of different types, so they are never equal",
         match.offset);
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
