// KnownTypeNames: what names a type names one of the schema or of the document
// (specification, sections 5.5.1.2 "Fragment Spread Type Existence", 5.8.2 "Variables Are
// Input Types" and 3 "Type System"). Only a type system may name the specification's types
// that a schema does not use.
#include "schema/built_in.hpp"
#include "validation/rules.hpp"

namespace fraiseql::validation {

void known_type_names(context& context) {
  for (const type_name_use& use : context.type_names) {
    if (context.is_full()) return;
    if (context.find_type(use.name) != nullptr || context.defined_type(use.name) != nullptr) {
      continue;
    }
    if (use.in_type_system && schema::is_specified(use.name)) continue;
    std::vector<std::string_view> known = context.all_type_names();
    if (use.in_type_system) {
      for (const auto* name : {"String", "Int", "Float", "Boolean", "ID"}) known.push_back(name);
    }
    context.report("unknown type " + quoted(use.name) + context.suggest(use.name, known),
                   {use.offset});
  }
}

}  // namespace fraiseql::validation
