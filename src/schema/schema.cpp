#include "schema/schema.hpp"

#include <algorithm>

namespace fraiseql::schema {

const type* schema::find_type(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : found->second;
}

const directive* schema::find_directive(std::string_view name) const {
  const auto found = std::ranges::find(directives_, name, &directive::name);
  return found == directives_.end() ? nullptr : &*found;
}

const type* schema::root_type(language::operation_kind kind) const {
  switch (kind) {
    case language::operation_kind::query: return query_;
    case language::operation_kind::mutation: return mutation_;
    case language::operation_kind::subscription: return subscription_;
  }
  return nullptr;
}

place schema::root_at(language::operation_kind kind) const {
  return root_at_.at(static_cast<std::size_t>(kind));
}

const field* schema::find_field(const type& parent, std::string_view name) const {
  if (name == typename_.name && parent.is_composite()) return &typename_;
  if (&parent == query_ && name == schema_field_.name) return &schema_field_;
  if (&parent == query_ && name == type_field_.name) return &type_field_;
  return parent.find_field(name);
}

bool schema::overlap(const type& a, const type& b) const {
  return std::ranges::any_of(a.possible_types, [&](const type* possible) {
    return std::ranges::find(b.possible_types, possible) != b.possible_types.end();
  });
}

std::unordered_set<const type*> reachable_types(const schema& of) {
  std::unordered_set<const type*> reached;
  std::vector<const type*> waiting = {of.query_type(), of.mutation_type(), of.subscription_type()};
  while (!waiting.empty()) {
    const type* next = waiting.back();
    waiting.pop_back();
    if (next == nullptr || !reached.insert(next).second) continue;
    const auto follow = [&](const std::vector<input_value>& inputs) {
      for (const input_value& one : inputs) waiting.push_back(one.type.named);
    };
    for (const field& one : next->fields) {
      waiting.push_back(one.type.named);
      follow(one.arguments);
    }
    follow(next->input_fields);
    waiting.insert(waiting.end(), next->possible_types.begin(), next->possible_types.end());
  }
  return reached;
}

std::vector<const field*> reading_fields(const schema& of) {
  std::vector<const field*> found;
  const auto add_from = [&](const type& one) {
    for (const field& each : one.fields) {
      if (each.has_groups()) continue;  // of the rows of the list before it
      const bool reads = std::holds_alternative<find_binding>(each.binding) ||
                         std::holds_alternative<find_one_binding>(each.binding);
      if (reads) found.push_back(&each);
    }
  };
  if (of.query_type() != nullptr) add_from(*of.query_type());
  for (const type& one : of.types()) {
    if (&one != of.query_type()) add_from(one);
  }
  return found;
}

bool is_subtype(const type_reference& part, const type_reference& whole) {
  if (part == whole) return true;
  if (whole.is_non_null()) {
    return part.is_non_null() && is_subtype(part.nullable(), whole.nullable());
  }
  if (part.is_non_null()) return is_subtype(part.nullable(), whole);
  if (whole.is_list() || part.is_list()) {
    return whole.is_list() && part.is_list() && is_subtype(part.item(), whole.item());
  }
  const type& abstract = *whole.named;
  const type_kind kind = part.named->kind;
  if (kind != type_kind::object && kind != type_kind::interface) return false;
  if (abstract.kind == type_kind::interface) return part.named->implements(abstract);
  return std::ranges::find(abstract.members, part.named, &named_type_use::named) !=
         abstract.members.end();
}

}  // namespace fraiseql::schema
