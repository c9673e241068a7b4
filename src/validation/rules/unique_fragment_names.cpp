// UniqueFragmentNames (specification, section 5.5.1.1 "Fragment Name Uniqueness").
#include "validation/rules.hpp"

namespace fraiseql::validation {

void unique_fragment_names(context& context) {
  unique_names names(context, "fragment named");
  for (const definition& one : context.fragments) names.add(one.fragment->name);
}

}  // namespace fraiseql::validation
