// FieldsOnCorrectType: a selected field exists on its parent type (specification, section
// 5.3.1 "Field Selections"). Where the parent is abstract and the field exists on what it
// can be, the message says to ask for that.
#include <algorithm>

#include "validation/rules.hpp"

namespace fraiseql::validation {
namespace {

// A few types with the field that an object of `parent` can be, first those that most of the
// objects with the field are.
std::vector<std::string_view> narrower_types(context& context, const schema::type& parent,
                                             std::string_view field) {
  std::vector<std::pair<const schema::type*, std::size_t>> found;
  const auto count = [&](const schema::type& type) {
    if (context.find_field(type, field) == nullptr) return false;
    const auto known = std::ranges::find(found, &type, [](const auto& one) { return one.first; });
    if (known == found.end())
      found.emplace_back(&type, 1);
    else
      ++known->second;
    return true;
  };
  for (const schema::type* object : parent.possible_types) {
    constexpr std::size_t enough = 20;
    if (found.size() > enough) break;
    if (!count(*object)) continue;
    for (const schema::named_type_use& one : object->interfaces) count(*one.named);
  }
  constexpr std::size_t most_names = 3;
  std::vector<std::string_view> names;
  while (names.size() < most_names && !found.empty()) {
    const auto next =
        std::ranges::max_element(found, {}, [](const auto& one) { return one.second; });
    names.emplace_back(next->first->name);
    found.erase(next);
  }
  return names;
}

std::string suggestion(context& context, const field_use& use) {
  const schema::type& parent = *use.parent;
  const std::string_view name = use.node->name.text;
  if (parent.kind != schema::type_kind::object &&
      context.may_suggest(parent.possible_types.size())) {
    const std::vector<std::string_view> types = narrower_types(context, parent, name);
    std::string text;
    for (std::size_t i = 0; i < types.size(); ++i) {
      text += (i == 0 ? "" : i + 1 == types.size() ? " or " : ", ") + quoted(types[i]);
    }
    if (!text.empty()) return "; did you mean to use an inline fragment on " + text + "?";
  }
  std::vector<std::string_view> known;
  for (const schema::field& field : parent.fields) known.emplace_back(field.name);
  return context.suggest(name, known);
}

}  // namespace

void fields_on_correct_type(context& context) {
  for (const field_use& use : context.fields) {
    if (use.parent == nullptr || use.definition != nullptr) continue;
    if (context.is_full()) return;
    context.report("unknown field " + quoted(use.node->name.text) + " on type " +
                       quoted(use.parent->name) + suggestion(context, use),
                   {use.node->offset});
  }
}

}  // namespace fraiseql::validation
