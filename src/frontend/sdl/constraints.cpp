// What the text says of the database's constraints, on the schema or an extension of it. Part of
// binding.
#include "frontend/sdl/binding.hpp"

namespace fraiseql::frontend {

void binding::read_constraints() {
  for (const language::type_system_node* part : of_.schema_parts) {
    for (const language::directive_node& one : part->directives) {
      if (one.name.text != constraint_name) continue;
      schema::constraint_declaration made{.name = text_of(one, "name"),
                                          .message = text_of(one, "message"),
                                          .argument = {},
                                          .origin = {},
                                          .at = one.offset};
      if (const auto* argument = find_argument(one, "argument")) {
        made.argument = text_of(one, "argument");
        made.argument_at = argument->value.offset;
      }
      builder_.add(std::move(made));
    }
  }
}

}  // namespace fraiseql::frontend
