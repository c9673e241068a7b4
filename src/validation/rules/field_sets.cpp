// Structures are numbered from the leaves up: a field's key is made of its parts'
// numbers, so that comparing two fields, however much they select, compares two numbers
// and numbering a document costs no more than reading it.
#include "validation/rules/field_sets.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace fraiseql::validation {
namespace {

using language::value_kind;
using language::value_node;

void append(std::string& key, std::string_view text) {
  key += std::to_string(text.size());
  key += ':';
  key += text;
}

void append(std::string& key, const void* address) {
  key += std::to_string(reinterpret_cast<std::uintptr_t>(address));
  key += ' ';
}

void append(std::string& key, std::uint32_t number) {
  key += std::to_string(number);
  key += ' ';
}

// Names in order, and those that are equal by their place.
auto in_order(const language::name_node& name) { return std::pair(name.text, name.offset); }

// Equal for equal values; the fields of an object in any order.
void append(std::string& key, const value_node& value) {
  key += static_cast<char>('a' + static_cast<int>(value.kind));
  if (value.is_block) key += '#';
  if (value.kind == value_kind::list) {
    append(key, static_cast<std::uint32_t>(value.items.size()));
    for (const value_node& item : value.items) append(key, item);
  } else if (value.kind == value_kind::object) {
    std::vector<const language::object_field_node*> fields;
    for (const auto& field : value.fields) fields.push_back(&field);
    std::ranges::sort(fields, {}, [](const auto* field) { return in_order(field->name); });
    append(key, static_cast<std::uint32_t>(fields.size()));
    for (const auto* field : fields) {
      append(key, field->name.text);
      append(key, field->value);
    }
  } else {
    append(key, value.text);
  }
}

std::string text_of(const value_node& value) {
  std::string key;
  append(key, value);
  return key;
}

using values_by_name = std::map<std::string_view, std::string>;

values_by_name last_values(std::span<const language::argument_node> arguments) {
  values_by_name values;
  for (const language::argument_node& one : arguments) values[one.name.text] = text_of(one.value);
  return values;
}

}  // namespace

bool same_arguments(const collected_field& a, const collected_field& b) {
  if (a.arguments == b.arguments) return true;
  if (a.node->arguments.size() != b.node->arguments.size()) return false;
  const values_by_name values = last_values(b.node->arguments);
  return std::ranges::all_of(a.node->arguments, [&](const language::argument_node& one) {
    const auto found = values.find(one.name.text);
    return found != values.end() && found->second == text_of(one.value);
  });
}

const field_group* field_set::find(std::string_view response_key) const {
  const auto found = by_key.find(response_key);
  return found == by_key.end() ? nullptr : &groups[found->second];
}

const field_set& field_sets::of(const language::selection_set_node& set,
                                const schema::type* parent) {
  std::unique_ptr<field_set>& made = sets_[{&set, parent}];
  if (made == nullptr) {
    made = std::make_unique<field_set>();
    collect(set, parent, *made);
  }
  return *made;
}

const field_set& field_sets::of(const definition& fragment) {
  const language::fragment_node& node = *fragment.fragment;
  return of(node.selection_set, context_.find_type(node.type_condition.text));
}

const field_set& field_sets::below(const collected_field& field) {
  return of(field.node->selection_set,
            field.definition == nullptr ? nullptr : field.definition->type.named);
}

void field_sets::collect(const language::selection_set_node& set, const schema::type* parent,
                         field_set& into) {
  for (const language::selection_node& one : set.selections) {
    if (const auto* const* node = std::get_if<const language::field_node*>(&one)) {
      add(make(**node, parent), into);
    } else if (const auto* const* spread =
                   std::get_if<const language::fragment_spread_node*>(&one)) {
      const definition* fragment = context_.find_fragment((*spread)->name.text);
      if (fragment != nullptr && into.seen.insert(fragment).second) {
        into.fragments.push_back(fragment);
      }
    } else {
      const auto& inner = **std::get_if<const language::inline_fragment_node*>(&one);
      collect(inner.selection_set, type_inside(inner, parent), into);
    }
  }
}

void field_sets::add(const collected_field& field, field_set& into) {
  const auto [entry, is_new] =
      into.by_key.try_emplace(field.node->response_key(), into.groups.size());
  if (is_new) into.groups.push_back({.response_key = field.node->response_key()});
  std::vector<field_class>& all = into.groups[entry->second].classes;
  if (grouping_ == classes::of_one_field) {
    all.push_back({field});
    return;
  }
  // A structure includes its response key, so one map serves all groups of a set.
  const auto [place, is_first] = into.class_of.try_emplace(field.structure, all.size());
  if (is_first) all.emplace_back();
  all[place->second].push_back(field);
}

collected_field field_sets::make(const language::field_node& node, const schema::type* parent) {
  const auto known = fields_.find({&node, parent});
  if (known != fields_.end()) return known->second;
  collected_field field{.parent = parent, .node = &node};
  // graphql-js has no definition of meta-fields here, so they never differ in type.
  if (parent != nullptr && !node.name.text.starts_with("__")) {
    field.definition = context_.find_field(*parent, node.name.text);
  }
  field.arguments = number_of(arguments_key(node.arguments));
  std::string key = "field ";
  append(key, static_cast<const void*>(parent));
  append(key, node.response_key());
  append(key, node.name.text);
  append(key, field.arguments);
  if (node.selection_set.present) {
    const schema::type* inner =
        field.definition == nullptr ? nullptr : field.definition->type.named;
    append(key, structure_of(node.selection_set, inner));
  }
  field.structure = number_of(std::move(key));
  fields_.emplace(address_pair{&node, parent}, field);
  return field;
}

std::uint32_t field_sets::structure_of(const language::selection_set_node& set,
                                       const schema::type* parent) {
  std::string key = "set ";
  for (const language::selection_node& one : set.selections) {
    if (const auto* const* node = std::get_if<const language::field_node*>(&one)) {
      key += 'f';
      append(key, make(**node, parent).structure);
    } else if (const auto* const* spread =
                   std::get_if<const language::fragment_spread_node*>(&one)) {
      key += 's';
      append(key, (*spread)->name.text);
    } else {
      const auto& inner = **std::get_if<const language::inline_fragment_node*>(&one);
      const schema::type* type = type_inside(inner, parent);
      key += 'i';
      append(key, static_cast<const void*>(type));
      append(key, structure_of(inner.selection_set, type));
    }
  }
  return number_of(std::move(key));
}

// A field that gives a name two values is not even equal to itself (same_arguments), so it
// has a key of its own.
std::string field_sets::arguments_key(std::span<const language::argument_node> arguments) {
  const values_by_name values = last_values(arguments);
  std::string key = "arguments " + std::to_string(arguments.size());
  if (values.size() < arguments.size()) append(key, static_cast<const void*>(arguments.data()));
  for (const auto& [name, value] : values) {
    append(key, name);
    key += value;
  }
  return key;
}

std::uint32_t field_sets::number_of(std::string key) {
  return numbers_.try_emplace(std::move(key), static_cast<std::uint32_t>(numbers_.size()))
      .first->second;
}

const schema::type* field_sets::type_inside(const language::inline_fragment_node& node,
                                            const schema::type* parent) const {
  if (node.type_condition.text.empty()) return parent;
  return context_.find_type(node.type_condition.text);
}

}  // namespace fraiseql::validation
