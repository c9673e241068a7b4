// OverlappingFieldsCanBeMerged (specification, section 5.3.2 "Field Selection Merging").
//
// As graphql-js does, each selection set is compared with itself and with every fragment
// it reaches, and fields of one response key that both are composite have their
// selections compared in turn. Three things keep that cheap: field sets group fields of
// equal structure into classes and one comparison serves a class (equal fields can only
// differ by a conflict inside themselves, which their own selection set shows); pairs of
// sets and fragments are compared once; and all work is counted against a budget, past
// which the document is refused with one error. Fragments are followed by worklists, and
// fields inside fields to a fixed depth, so no document can exhaust the stack.
#include <algorithm>
#include <utility>

#include "validation/rules/field_sets.hpp"

namespace fraiseql::validation {
namespace {

constexpr std::size_t work_budget = 500'000;
constexpr std::size_t depth_budget = 200;
constexpr std::size_t longest_reason = 1'000;
constexpr std::size_t most_places = max_locations / 2;  // of either side of a conflict

struct conflict {
  std::string_view response_key;
  std::string reason = {};
  std::vector<std::uint32_t> left = {};
  std::vector<std::uint32_t> right = {};
};
using conflicts = std::vector<conflict>;

// Pairs compared already. What was compared as if its parents could be one object need
// not be compared again as mutually exclusive, but the other way round it must.
class compared_pairs {
 public:
  // Whether the pair is still to be compared; if so it counts as compared from now on.
  bool add(const void* a, const void* b, bool exclusive) {
    const auto [entry, is_new] = pairs_.try_emplace({a, b}, exclusive);
    if (is_new) return true;
    if (exclusive || !entry->second) return false;
    entry->second = false;
    return true;
  }

 private:
  using pair = std::pair<const void*, const void*>;
  struct hash {
    std::size_t operator()(const pair& of) const {
      const auto a = reinterpret_cast<std::uintptr_t>(of.first);
      const auto b = reinterpret_cast<std::uintptr_t>(of.second);
      return std::hash<std::uintptr_t>()(a * 0x9E3779B97F4A7C15U ^ b);
    }
  };
  std::unordered_map<pair, bool, hash> pairs_;
};

bool is_object(const schema::type* type) {
  return type != nullptr && type->kind == schema::type_kind::object;
}

bool types_conflict(const schema::type_reference& a, const schema::type_reference& b) {
  if (a.list_depth != b.list_depth || a.non_null != b.non_null) return true;
  return (a.named->is_leaf() || b.named->is_leaf()) && a.named != b.named;
}

// What conflicts below two fields, as a conflict of the fields themselves.
conflict conflict_above(std::string_view key, const collected_field& a, const collected_field& b,
                        const conflicts& below) {
  conflict above{.response_key = key, .left = {a.node->offset}, .right = {b.node->offset}};
  for (const conflict& one : below) {
    if (above.reason.size() <= longest_reason) {
      if (!above.reason.empty()) above.reason += " and ";
      above.reason += "their subfields " + quoted(one.response_key) + " conflict: " + one.reason;
    }
    above.left.insert(above.left.end(), one.left.begin(), one.left.end());
    above.right.insert(above.right.end(), one.right.begin(), one.right.end());
  }
  above.reason.resize(std::min(above.reason.size(), longest_reason));
  above.left.resize(std::min(above.left.size(), most_places));
  above.right.resize(std::min(above.right.size(), most_places));
  return above;
}

class merge_checker {
 public:
  explicit merge_checker(context& context) : context_(context), sets_(context) {}

  // False when the budget is used up.
  bool check(const selection_set_use& use) {
    conflicts found;
    const field_set& set = sets_.of(*use.node, use.parent);
    within(found, set);
    for (std::size_t i = 0; i < set.fragments.size() && !exhausted_; ++i) {
      set_and_fragment(found, false, set, *set.fragments[i]);
      for (std::size_t j = i + 1; j < set.fragments.size() && !exhausted_; ++j) {
        fragments(found, false, *set.fragments[i], *set.fragments[j]);
      }
    }
    for (conflict& one : found) {
      one.left.insert(one.left.end(), one.right.begin(), one.right.end());
      context_.report("fields " + quoted(one.response_key) + " conflict: " + one.reason +
                          "; use different aliases to select both",
                      one.left);
    }
    return !exhausted_;
  }

 private:
  void spend(std::size_t steps) {
    work_ += steps;
    if (work_ > work_budget) exhausted_ = true;
  }

  void within(conflicts& found, const field_set& set) {
    for (const field_group& group : set.groups) {
      for (std::size_t i = 0; i < group.classes.size(); ++i) {
        for (std::size_t j = i + 1; j < group.classes.size() && !exhausted_; ++j) {
          classes(found, false, group.response_key, group.classes[i], group.classes[j], true);
        }
      }
    }
  }

  void between(conflicts& found, bool exclusive, const field_set& a, const field_set& b) {
    for (const field_group& group : a.groups) {
      spend(1);
      if (exhausted_) return;
      const field_group* other = b.find(group.response_key);
      if (other == nullptr) continue;
      for (const field_class& one : group.classes) {
        for (const field_class& two : other->classes) {
          if (exhausted_) return;
          classes(found, exclusive, group.response_key, one, two, false);
        }
      }
    }
  }

  void set_and_fragment(conflicts& found, bool exclusive, const field_set& set,
                        const definition& fragment) {
    if (set.groups.empty()) return;
    std::vector<const definition*> waiting = {&fragment};
    while (!waiting.empty() && !exhausted_) {
      const definition* next = waiting.back();
      waiting.pop_back();
      spend(1);
      if (!sets_and_fragments_.add(&set, next, exclusive)) continue;
      const field_set& other = sets_.of(*next);
      if (&set == &other) continue;
      between(found, exclusive, set, other);
      waiting.insert(waiting.end(), other.fragments.rbegin(), other.fragments.rend());
    }
  }

  void fragments(conflicts& found, bool exclusive, const definition& first,
                 const definition& second) {
    std::vector<std::pair<const definition*, const definition*>> waiting = {{&first, &second}};
    while (!waiting.empty() && !exhausted_) {
      const auto [a, b] = waiting.back();
      waiting.pop_back();
      spend(2);
      if (a == b || !fragment_pairs_.add(std::min(a, b), std::max(a, b), exclusive)) continue;
      const field_set& of_a = sets_.of(*a);
      const field_set& of_b = sets_.of(*b);
      between(found, exclusive, of_a, of_b);
      spend(of_a.fragments.size() + of_b.fragments.size());
      // Backwards, so that they are taken in the order of the text, b's before a's.
      for (auto one = of_a.fragments.rbegin(); one != of_a.fragments.rend(); ++one) {
        waiting.emplace_back(*one, b);
      }
      for (auto one = of_b.fragments.rbegin(); one != of_b.fragments.rend(); ++one) {
        waiting.emplace_back(a, *one);
      }
    }
  }

  // Their first fields speak for all, but a conflict is shown for each pair; of two
  // fields of one set the first in the text comes first.
  void classes(conflicts& found, bool exclusive, std::string_view key, const field_class& as,
               const field_class& bs, bool one_set) {
    spend(1);
    if (as.front().structure == bs.front().structure) return;
    if (!pair(found, exclusive, key, as.front(), bs.front())) return;
    for (std::size_t i = 0; i < as.size(); ++i) {
      for (std::size_t j = i == 0 ? 1 : 0; j < bs.size(); ++j) {
        if (exhausted_ || found.size() > max_errors) return;
        const bool swap = one_set && bs[j].node->offset < as[i].node->offset;
        pair(found, exclusive, key, swap ? bs[j] : as[i], swap ? as[i] : bs[j]);
      }
    }
  }

  // Whether they conflict.
  bool pair(conflicts& found, bool exclusive, std::string_view key, const collected_field& a,
            const collected_field& b) {
    spend(2);
    exclusive = exclusive || (a.parent != b.parent && is_object(a.parent) && is_object(b.parent));
    std::string reason;
    if (!exclusive && a.node->name.text != b.node->name.text) {
      reason =
          quoted(a.node->name.text) + " and " + quoted(b.node->name.text) + " are different fields";
    } else if (!exclusive && a.arguments != b.arguments) {
      reason = "they have different arguments";
    } else if (a.definition != nullptr && b.definition != nullptr &&
               types_conflict(a.definition->type, b.definition->type)) {
      reason = "they are of different types " + quoted(to_text(a.definition->type)) + " and " +
               quoted(to_text(b.definition->type));
    }
    if (!reason.empty()) {
      found.push_back({key, std::move(reason), {a.node->offset}, {b.node->offset}});
      return true;
    }
    if (!a.node->selection_set.present || !b.node->selection_set.present) return false;
    const conflicts below = subfields(exclusive, a, b);
    if (!below.empty()) found.push_back(conflict_above(key, a, b, below));
    return !below.empty();
  }

  conflicts subfields(bool exclusive, const collected_field& a, const collected_field& b) {
    conflicts found;
    if (depth_ == depth_budget) exhausted_ = true;
    if (exhausted_) return found;
    ++depth_;
    const field_set& of_a = sets_.below(a);
    const field_set& of_b = sets_.below(b);
    between(found, exclusive, of_a, of_b);
    for (const definition* one : of_b.fragments) set_and_fragment(found, exclusive, of_a, *one);
    for (const definition* one : of_a.fragments) set_and_fragment(found, exclusive, of_b, *one);
    for (const definition* one : of_a.fragments) {
      for (const definition* two : of_b.fragments) {
        if (!exhausted_) fragments(found, exclusive, *one, *two);
      }
    }
    --depth_;
    return found;
  }

  context& context_;
  field_sets sets_;
  compared_pairs sets_and_fragments_;
  compared_pairs fragment_pairs_;
  std::size_t work_ = 0;
  std::size_t depth_ = 0;
  bool exhausted_ = false;
};

}  // namespace

void overlapping_fields_can_be_merged(context& context) {
  merge_checker checker(context);
  for (const selection_set_use& use : context.selection_sets) {
    if (context.is_full()) return;
    if (checker.check(use)) continue;
    context.report(
        "the selections of this document overlap too often to be compared; select each field "
        "once, or use fewer fragments in one selection",
        {use.node->offset});
    return;
  }
}

}  // namespace fraiseql::validation
