// What @search says of a type: in what its rows are searched for words. Part of binding.
#include "frontend/sdl/binding.hpp"

namespace fraiseql::frontend {

void binding::bind_search(type_definition& of, bool may_have_rows) {
  for (const language::type_system_node* part : of.parts) {
    const auto* said = find_directive(part->directives, search_name);
    if (said == nullptr) continue;
    if (!may_have_rows) {
      refuse("@search has no effect on type \"" + of.declared.name + "\": no field reads its rows",
             said->offset);
      continue;
    }
    schema::search_declaration made{.at = said->offset};
    const bool has_fields = find_argument(*said, "fields") != nullptr;
    const bool has_column = find_argument(*said, "column") != nullptr;
    if (has_fields == has_column) {
      refuse(has_fields ? "@search takes fields or a column, not both"
                        : "@search needs fields or a column",
             said->offset);
      continue;
    }
    if (has_fields) made.fields = texts_of(*said, "fields");
    if (has_column) made.column = text_of(*said, "column");
    if (find_argument(*said, "configuration") != nullptr) {
      made.configuration = text_of(*said, "configuration");
    }
    // What was refused is said once.
    if (!made.fields.empty() || !made.column.empty()) of.declared.search = std::move(made);
  }
}

}  // namespace fraiseql::frontend
