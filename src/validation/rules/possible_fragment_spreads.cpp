// PossibleFragmentSpreads: some object can be both of the type around a fragment and of
// the fragment's own (specification, section 5.5.2.3 "Fragment Spread Is Possible").
#include <map>

#include "validation/rules.hpp"

namespace fraiseql::validation {
namespace {

// Asks the schema once about each pair of types: the answer walks both their objects.
class possible_spreads {
 public:
  explicit possible_spreads(const context& context) : schema_(context.schema()) {}

  bool include(const schema::type* parent, const schema::type* type) {
    if (parent == nullptr || type == nullptr || !type->is_composite() || parent == type)
      return true;
    const auto [entry, is_new] = known_.try_emplace({parent, type}, false);
    if (is_new) entry->second = schema_.overlap(*parent, *type);
    return entry->second;
  }

 private:
  const schema::schema& schema_;
  std::map<std::pair<const schema::type*, const schema::type*>, bool> known_;
};

std::string never(const schema::type& parent, const schema::type& type) {
  return " cannot be spread here: no " + quoted(parent.name) + " is ever a " + quoted(type.name);
}

}  // namespace

void possible_fragment_spreads(context& context) {
  possible_spreads possible(context);
  for (const inline_fragment_use& use : context.inline_fragments) {
    if (possible.include(use.parent, use.type)) continue;
    context.report("an inline fragment" + never(*use.parent, *use.type), {use.node->offset});
  }
  for (const spread_use& use : context.spreads) {
    const definition* fragment = context.find_fragment(use.node->name.text);
    if (fragment == nullptr) continue;
    const schema::type* type = context.schema().find_type(fragment->fragment->type_condition.text);
    if (possible.include(use.parent, type)) continue;
    context.report("fragment " + quoted(use.node->name.text) + never(*use.parent, *type),
                   {use.node->offset});
  }
}

}  // namespace fraiseql::validation
