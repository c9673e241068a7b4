// Relations between types: the fields that are equal, and what @find says beside them. Part of
// binding.
#include <algorithm>
#include <array>
#include <utility>

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
    if (field.relation->list->is_streamed) {
      refuse("\"" + owner.declared.name + "." + field.name +
                 "\" is streamed, which only a list of Query can be; remove that",
             find_argument(how, "streamed")->name.offset);
    }
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
  // One stands for a list of it.
  for (const language::value_node& one : is_list ? on->value.items : std::span(&on->value, 1)) {
    if (auto match = read_match(one)) made.push_back(std::move(*match));
  }
  return made;
}

std::optional<schema::match_declaration> binding::read_match(const language::value_node& match) {
  constexpr std::array<std::string_view, 2> keys = {"field", "equals"};
  const std::string form = "a pair of fields is {field: \"...\", equals: \"...\"}";
  const auto refuse_match = [&](const std::string& why, schema::place at) {
    refuse(why, at);
    return std::nullopt;
  };
  if (match.kind != language::value_kind::object || match.fields.empty()) {
    return refuse_match(form, match.offset);
  }
  std::array<std::string, 2> names;
  for (const language::object_field_node& one : match.fields) {
    const auto* const key = std::ranges::find(keys, one.name.text);
    const std::string said(one.name.text);
    if (key == keys.end()) {
      const std::string meant = did_you_mean(said, keys);
      return refuse_match(
          "unknown field \"" + said + "\" of FieldMatch" + (meant.empty() ? "; " + form : meant),
          one.name.offset);
    }
    if (one.value.kind != language::value_kind::string) {
      return refuse_match("\"" + said + "\" must be the name of a field, a String",
                          one.value.offset);
    }
    names.at(static_cast<std::size_t>(key - keys.begin())) = one.value.text;
  }
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (!names.at(i).empty()) continue;
    return refuse_match("a pair of fields needs \"" + std::string(keys.at(i)) + "\"", match.offset);
  }
  return schema::match_declaration{
      .field = std::move(names[0]), .equals = std::move(names[1]), .at = match.offset};
}

}  // namespace fraiseql::frontend
