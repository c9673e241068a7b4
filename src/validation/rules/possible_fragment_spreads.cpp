// PossibleFragmentSpreads: some object can be both of the type around a fragment and of
// the fragment's own (specification, section 5.5.2.3 "Fragment Spread Is Possible").
#include "validation/rules.hpp"

namespace fraiseql::validation {
namespace {

bool is_possible(const context& context, const schema::type* parent, const schema::type* type) {
  if (parent == nullptr || type == nullptr || !type->is_composite()) return true;
  return parent == type || context.schema().overlap(*parent, *type);
}

std::string never(const schema::type& parent, const schema::type& type) {
  return " cannot be spread here: no " + quoted(parent.name) + " is ever a " + quoted(type.name);
}

}  // namespace

void possible_fragment_spreads(context& context) {
  for (const inline_fragment_use& use : context.inline_fragments) {
    if (is_possible(context, use.parent, use.type)) continue;
    context.report("an inline fragment" + never(*use.parent, *use.type), {use.node->offset});
  }
  for (const spread_use& use : context.spreads) {
    const definition* fragment = context.find_fragment(use.node->name.text);
    if (fragment == nullptr) continue;
    const schema::type* type = context.schema().find_type(fragment->fragment->type_condition.text);
    if (is_possible(context, use.parent, type)) continue;
    context.report("fragment " + quoted(use.node->name.text) + never(*use.parent, *type),
                   {use.node->offset});
  }
}

}  // namespace fraiseql::validation
