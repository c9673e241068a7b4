// UniqueInputFieldNames (specification, section 5.6.3 "Input Object Field Uniqueness").
// Every further field of a name is an error that shows it beside the first.
#include "validation/rules.hpp"

namespace fraiseql::validation {

void unique_input_field_names(context& context) {
  for (const language::value_node* object : context.objects) {
    if (object->fields.size() < 2) continue;
    std::unordered_map<std::string_view, std::uint32_t> first;
    for (const language::object_field_node& field : object->fields) {
      const auto [entry, is_new] = first.try_emplace(field.name.text, field.name.offset);
      if (is_new) continue;
      context.report("there can be only one input field named " + quoted(field.name.text),
                     {entry->second, field.name.offset});
    }
  }
}

}  // namespace fraiseql::validation
