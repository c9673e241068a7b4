// KnownTypeNames: variables and type conditions name types of the schema (specification,
// sections 5.5.1.2 "Fragment Spread Type Existence" and 5.8.2 "Variables Are Input Types").
#include "validation/rules.hpp"

namespace fraiseql::validation {

void known_type_names(context& context) {
  for (const type_name_use& use : context.type_names) {
    if (context.is_full()) return;
    if (context.schema().find_type(use.name) != nullptr) continue;
    std::vector<std::string_view> known;
    for (const schema::type& type : context.schema().types()) known.emplace_back(type.name);
    context.report("unknown type " + quoted(use.name) + context.suggest(use.name, known),
                   {use.offset});
  }
}

}  // namespace fraiseql::validation
