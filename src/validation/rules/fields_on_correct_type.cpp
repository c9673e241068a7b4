// FieldsOnCorrectType: a selected field exists on its parent type (specification, section
// 5.3.1 "Field Selections").
#include "validation/rules.hpp"

namespace fraiseql::validation {

void fields_on_correct_type(context& context) {
  for (const field_use& use : context.fields) {
    if (context.is_full()) return;
    if (use.parent == nullptr || use.definition != nullptr) continue;
    std::vector<std::string_view> known;
    for (const schema::field& field : use.parent->fields) known.emplace_back(field.name);
    context.report("unknown field " + quoted(use.node->name.text) + " on type " +
                       quoted(use.parent->name) + context.suggest(use.node->name.text, known),
                   {use.node->offset});
  }
}

}  // namespace fraiseql::validation
