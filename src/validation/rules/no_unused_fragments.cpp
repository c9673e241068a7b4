// NoUnusedFragments (specification, section 5.5.1.4 "Fragments Must Be Used"). Used is
// what an operation reaches: a fragment that only an unused one spreads is unused too.
#include <unordered_set>

#include "validation/rules.hpp"

namespace fraiseql::validation {

void no_unused_fragments(context& context) {
  std::vector<const language::fragment_spread_node*> roots;
  for (const definition& one : context.operations) {
    roots.insert(roots.end(), one.spreads.begin(), one.spreads.end());
  }
  std::unordered_set<std::string_view> used;
  for (const definition* one : context.reachable(roots)) used.insert(one->fragment->name.text);
  for (const definition& one : context.fragments) {
    if (used.contains(one.fragment->name.text)) continue;
    context.report("fragment " + quoted(one.fragment->name.text) + " is never used",
                   {one.fragment->offset});
  }
}

}  // namespace fraiseql::validation
