// UniqueInputFieldNames (specification, section 5.6.3 "Input Object Field Uniqueness").
#include "validation/rules.hpp"

namespace fraiseql::validation {

void unique_input_field_names(context& context) {
  for (const language::value_node* object : context.objects) {
    if (object->fields.size() < 2) continue;
    unique_names names(context, "input field named");
    for (const language::object_field_node& field : object->fields) names.add(field.name);
  }
}

}  // namespace fraiseql::validation
