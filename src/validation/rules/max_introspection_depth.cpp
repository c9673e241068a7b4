// MaxIntrospectionDepth: `__schema` and `__type` nest no more lists than introspection itself
// needs, because each further one multiplies the answer. A rule of graphql-js, not of the
// specification (section 4 "Introspection").
#include <algorithm>
#include <array>

#include "validation/rules.hpp"

namespace fraiseql::validation {
namespace {

constexpr unsigned too_many_lists = 3;

bool is_list(std::string_view name) {
  constexpr std::array<std::string_view, 4> lists = {"fields", "interfaces", "possibleTypes",
                                                     "inputFields"};
  return std::ranges::find(lists, name) != lists.end();
}

// Fragments, with the most lists around them that they were entered with.
using entered_fragments = std::unordered_map<const definition*, unsigned>;

// A selection set and the lists around it.
struct surrounded_set {
  const language::selection_set_node* set = nullptr;
  unsigned lists = 0;
};

// Where the selection leads; a fragment is not entered again with no more lists than before.
surrounded_set inside(const context& context, entered_fragments& entered,
                      const language::selection_node& selection, unsigned lists) {
  if (const auto* const* field = std::get_if<const language::field_node*>(&selection)) {
    return {&(*field)->selection_set, lists + (is_list((*field)->name.text) ? 1U : 0U)};
  }
  if (const auto* const* part = std::get_if<const language::inline_fragment_node*>(&selection)) {
    return {&(*part)->selection_set, lists};
  }
  const auto* spread = *std::get_if<const language::fragment_spread_node*>(&selection);
  const definition* fragment = context.find_fragment(spread->name.text);
  if (fragment == nullptr) return {};
  const auto [entry, is_new] = entered.try_emplace(fragment, lists);
  if (!is_new && entry->second >= lists) return {};
  entry->second = lists;
  return {&fragment->fragment->selection_set, lists};
}

bool is_too_deep(const context& context, entered_fragments& entered,
                 const language::field_node& from) {
  std::vector<surrounded_set> waiting = {{&from.selection_set}};
  while (!waiting.empty()) {
    const surrounded_set at = waiting.back();
    waiting.pop_back();
    for (const language::selection_node& one : at.set->selections) {
      const surrounded_set inner = inside(context, entered, one, at.lists);
      if (inner.lists >= too_many_lists) return true;
      if (inner.set != nullptr) waiting.push_back(inner);
    }
  }
  return false;
}

// The fields below `from` in the text; the walk wrote them down right behind it.
std::size_t fields_below(const language::field_node& from) {
  std::size_t fields = 0;
  std::vector<const language::selection_set_node*> waiting = {&from.selection_set};
  while (!waiting.empty()) {
    const language::selection_set_node* set = waiting.back();
    waiting.pop_back();
    for (const language::selection_node& one : set->selections) {
      if (const auto* const* field = std::get_if<const language::field_node*>(&one)) {
        ++fields;
        waiting.push_back(&(*field)->selection_set);
      } else if (const auto* const* part =
                     std::get_if<const language::inline_fragment_node*>(&one)) {
        waiting.push_back(&(*part)->selection_set);
      }
    }
  }
  return fields;
}

}  // namespace

void max_introspection_depth(context& context) {
  entered_fragments entered;
  for (std::size_t i = 0; i < context.fields.size() && !context.is_full(); ++i) {
    const language::field_node& field = *context.fields[i].node;
    if (field.name.text != "__schema" && field.name.text != "__type") continue;
    if (!is_too_deep(context, entered, field)) continue;
    context.report(
        "introspection nests more than two lists of fields, interfaces, possible types or "
        "input fields; ask for single types with \"__type\"",
        {field.offset});
    i += fields_below(field);
    entered.clear();
  }
}

}  // namespace fraiseql::validation
