#include "plan/introspection.hpp"

#include "base/check.hpp"
#include "json/write.hpp"
#include "plan/shape.hpp"

namespace fraiseql::plan {
namespace {

std::optional<json::source> only_argument(const validation::selected_field& field) {
  if (field.arguments.empty()) return {};
  return field.arguments.front().value.source;
}

std::vector<introspection_field> fields_of(const validation::selected_field& field) {
  if (field.selections.empty()) return {};
  const validation::selection& selected = field.selections.front();
  std::vector<introspection_field> made;
  for (const validation::selected_field& one : selected.fields) {
    introspection_field& added = made.emplace_back();
    added.prefix = prefix_of(one.response_key);
    const schema::field* definition = selected.object->find_field(one.definition->name);
    if (definition == nullptr) {
      FRAISEQL_CHECK(one.definition->name == "__typename");
      json::write_string(added.prefix, selected.object->name);
      continue;
    }
    added.slot = static_cast<std::uint32_t>(definition - selected.object->fields.data());
    added.include_deprecated = only_argument(one);
    added.fields = fields_of(one);
  }
  return made;
}

}  // namespace

const validation::selected_field* find_nested_introspection(
    const validation::selected_field& root) {
  for (const validation::selection& possible : root.selections) {
    for (const validation::selected_field& field : possible.fields) {
      const std::string& name = field.definition->name;
      if (name == "__schema" || name == "__type") return &field;
      if (const auto* found = find_nested_introspection(field)) return found;
    }
  }
  return nullptr;
}

step plan_introspection(const validation::selected_field& field) {
  FRAISEQL_CHECK(field.definition->name == "__schema" || field.definition->name == "__type");
  transform::response_shape shape;
  shape.response_key = field.response_key;
  shape.prefix = prefix_of(field.response_key);
  shape.value.non_null = field.definition->type.non_null;
  return {introspection{.type_name = only_argument(field), .fields = fields_of(field)},
          std::move(shape), field.location};
}

}  // namespace fraiseql::plan
