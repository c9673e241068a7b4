// OverlappingFieldsCanBeMerged (specification, section 5.3.2 "Field Selection Merging").
//
// As graphql-js does, each selection set is compared with itself and with every fragment
// it reaches, and fields of one response key that both are composite have their
// selections compared in turn. Three things keep that cheap: field sets group fields of
// equal structure into classes and the comparison of two fields serves their classes, as
// long as it finds no conflict; pairs of sets and fragments are compared once; and all work
// is counted against a budget, past which the document is refused. What is still to be
// compared stands on a stack of our own, so no document can exhaust the thread's.
//
// Which pair of fields shows a conflict that several have depends on the order of
// comparing. Where there is one, all is compared once more without classes, in graphql-js's
// order, and that is reported unless it takes more than the budget.
#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>
#include <variant>

#include "validation/rules/field_sets.hpp"

namespace fraiseql::validation {
namespace {

constexpr std::size_t work_budget = 500'000;
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
  std::unordered_map<address_pair, bool, address_pair_hash> pairs_;
};

bool is_object(const schema::type* type) {
  return type != nullptr && type->kind == schema::type_kind::object;
}

bool types_conflict(const schema::type_reference& a, const schema::type_reference& b) {
  if (a.list_depth != b.list_depth || a.non_null != b.non_null) return true;
  return (a.named->is_leaf() || b.named->is_leaf()) && a.named != b.named;
}

// At most `most_places`; of a conflict that has more than are left, the last ones.
void add_places(std::vector<std::uint32_t>& to, const std::vector<std::uint32_t>& from) {
  const std::size_t kept = std::min(from.size(), most_places - to.size());
  to.insert(to.end(), from.end() - static_cast<std::ptrdiff_t>(kept), from.end());
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
    add_places(above.left, one.left);
    add_places(above.right, one.right);
  }
  above.reason.resize(std::min(above.reason.size(), longest_reason));
  return above;
}

// --- What is still to be compared ---

// The fields of two classes of one response key, in one set or in two.
struct class_pair {
  std::string_view key;
  const field_class* as = nullptr;
  const field_class* bs = nullptr;
  bool exclusive = false;
  bool in_one_set = false;
  bool is_started = false;
  std::uint32_t a = 0;  // the fields to be compared next
  std::uint32_t b = 0;
  std::uint32_t found_before = 0;
};
struct set_and_fragment {
  const field_set* set = nullptr;
  const definition* fragment = nullptr;
  bool exclusive = false;
};
struct fragment_pair {
  const definition* a = nullptr;
  const definition* b = nullptr;
  bool exclusive = false;
};
// Between them stand the pairs of one response key, whose conflicts then go into the order
// of the text.
struct begin_of_key {};
struct end_of_key {};
using task = std::variant<class_pair, set_and_fragment, fragment_pair, begin_of_key, end_of_key>;

// Two fields whose selections are being compared; the outermost has none.
struct comparison {
  std::string_view key = {};
  const collected_field* a = nullptr;
  const collected_field* b = nullptr;
  std::size_t tasks_below = 0;  // on the stack, of the comparisons around this one
  conflicts found = {};
  std::size_t in_order = 0;  // of `found`
};

class merge_checker {
 public:
  merge_checker(context& context, classes grouping) : sets_(context, grouping) {}

  // Adds the conflicts of a set to `found`. False when the budget is used up.
  bool check(const selection_set_use& use, conflicts& found) {
    open_ = {comparison{}};
    const field_set& set = sets_.of(*use.node, use.parent);
    within(set);
    for (std::size_t i = 0; i < set.fragments.size() && !exhausted_; ++i) {
      add(set_and_fragment{&set, set.fragments[i], false});
      for (std::size_t j = i + 1; j < set.fragments.size() && !exhausted_; ++j) {
        add(fragment_pair{set.fragments[i], set.fragments[j], false});
      }
    }
    start_added();
    run();
    std::ranges::move(open_.front().found, std::back_inserter(found));
    return !exhausted_;
  }

 private:
  void run() {
    while (!exhausted_) {
      if (tasks_.size() > open_.back().tasks_below) {
        const task next = tasks_.back();
        tasks_.pop_back();
        std::visit([this](const auto& one) { perform(one); }, next);
        start_added();
      } else if (open_.size() > 1) {
        close();
      } else {
        return;
      }
    }
  }

  void close() {
    const comparison done = std::move(open_.back());
    open_.pop_back();
    if (done.found.empty()) return;
    open_.back().found.push_back(conflict_above(done.key, *done.a, *done.b, done.found));
  }

  void spend(std::size_t steps) {
    work_ += steps;
    if (work_ > work_budget) exhausted_ = true;
  }

  // What is added while one task is performed is performed in the order of adding.
  void add(const task& one) {
    spend(1);
    if (!exhausted_) added_.push_back(one);
  }
  void start_added() {
    tasks_.insert(tasks_.end(), added_.rbegin(), added_.rend());
    added_.clear();
  }

  void within(const field_set& set) {
    for (const field_group& group : set.groups) {
      if (group.classes.size() > 1) add(begin_of_key{});
      for (std::size_t i = 0; i < group.classes.size() && !exhausted_; ++i) {
        for (std::size_t j = i; j < group.classes.size() && !exhausted_; ++j) {
          add_classes({.key = group.response_key,
                       .as = &group.classes[i],
                       .bs = &group.classes[j],
                       .in_one_set = true,
                       .b = i == j ? 1U : 0U});
        }
      }
      if (group.classes.size() > 1) add(end_of_key{});
    }
  }

  void between(bool exclusive, const field_set& a, const field_set& b) {
    for (const field_group& group : a.groups) {
      spend(1);
      if (exhausted_) return;
      const field_group* other = b.find(group.response_key);
      if (other == nullptr) continue;
      const bool is_mixed = group.classes.size() + other->classes.size() > 2;
      if (is_mixed) add(begin_of_key{});
      for (const field_class& one : group.classes) {
        for (const field_class& two : other->classes) {
          if (exhausted_) return;
          add_classes({.key = group.response_key, .as = &one, .bs = &two, .exclusive = exclusive});
        }
      }
      if (is_mixed) add(end_of_key{});
    }
  }

  // Equal fields conflict only by what they select.
  void add_classes(const class_pair& pair) {
    if (pair.b == pair.bs->size()) return;
    const collected_field& first = pair.as->front();
    if (first.structure == pair.bs->front().structure &&
        (!first.node->selection_set.present || harmless_.contains(first.structure))) {
      return;
    }
    add(pair);
  }

  // One pair of fields; their first ones speak for all where they do not conflict.
  void perform(const class_pair& pair) {
    const conflicts& found = open_.back().found;
    const field_class& as = *pair.as;
    const field_class& bs = *pair.bs;
    class_pair next = pair;
    if (!pair.is_started) {
      next.is_started = true;
      next.found_before = static_cast<std::uint32_t>(found.size());
    } else if (found.size() == pair.found_before) {
      if (!pair.exclusive && as.front().structure == bs.front().structure) {
        harmless_.insert(as.front().structure);
      }
      return;
    }
    if (found.size() > max_errors || pair.a == as.size()) return;
    if (++next.b == bs.size()) {
      ++next.a;
      next.b = &as == &bs ? next.a + 1 : 0;
      if (next.b == bs.size()) ++next.a;
    }
    tasks_.emplace_back(next);
    const bool swap = pair.in_one_set && bs[pair.b].node->offset < as[pair.a].node->offset;
    compare(pair.key, swap ? bs[pair.b] : as[pair.a], swap ? as[pair.a] : bs[pair.b],
            pair.exclusive);
  }

  void perform(const set_and_fragment& pair) {
    if (pair.set->groups.empty()) return;
    if (!sets_and_fragments_.add(pair.set, pair.fragment, pair.exclusive)) return;
    const field_set& other = sets_.of(*pair.fragment);
    if (pair.set == &other) return;
    between(pair.exclusive, *pair.set, other);
    for (const definition* one : other.fragments) {
      add(set_and_fragment{pair.set, one, pair.exclusive});
    }
  }

  void perform(const fragment_pair& pair) {
    spend(1);
    const auto [a, b, exclusive] = pair;
    if (a == b || !fragment_pairs_.add(std::min(a, b), std::max(a, b), exclusive)) return;
    const field_set& of_a = sets_.of(*a);
    const field_set& of_b = sets_.of(*b);
    between(exclusive, of_a, of_b);
    for (const definition* one : of_b.fragments) add(fragment_pair{a, one, exclusive});
    for (const definition* one : of_a.fragments) add(fragment_pair{one, b, exclusive});
  }

  void perform(const begin_of_key&) { open_.back().in_order = open_.back().found.size(); }

  void perform(const end_of_key&) {
    const auto from = static_cast<std::ptrdiff_t>(open_.back().in_order);
    std::ranges::sort(
        open_.back().found.begin() + from, open_.back().found.end(), {},
        [](const conflict& one) { return std::pair(one.left.front(), one.right.front()); });
  }

  void compare(std::string_view key, const collected_field& a, const collected_field& b,
               bool exclusive) {
    spend(2);
    exclusive = exclusive || (a.parent != b.parent && is_object(a.parent) && is_object(b.parent));
    std::string reason;
    if (!exclusive && a.node->name.text != b.node->name.text) {
      reason =
          quoted(a.node->name.text) + " and " + quoted(b.node->name.text) + " are different fields";
    } else if (!exclusive && !same_arguments(a, b)) {
      reason = "they have different arguments";
    } else if (a.definition != nullptr && b.definition != nullptr &&
               types_conflict(a.definition->type, b.definition->type)) {
      reason = "they are of different types " + quoted(to_text(a.definition->type)) + " and " +
               quoted(to_text(b.definition->type));
    }
    if (!reason.empty()) {
      open_.back().found.push_back({key, std::move(reason), {a.node->offset}, {b.node->offset}});
    } else if (a.node->selection_set.present && b.node->selection_set.present) {
      open_.push_back({.key = key, .a = &a, .b = &b, .tasks_below = tasks_.size()});
      selections(exclusive, sets_.below(a), sets_.below(b));
    }
  }

  void selections(bool exclusive, const field_set& a, const field_set& b) {
    between(exclusive, a, b);
    for (const definition* one : b.fragments) add(set_and_fragment{&a, one, exclusive});
    for (const definition* one : a.fragments) add(set_and_fragment{&b, one, exclusive});
    for (const definition* one : a.fragments) {
      for (const definition* two : b.fragments) {
        if (exhausted_) return;
        add(fragment_pair{one, two, exclusive});
      }
    }
  }

  field_sets sets_;
  compared_pairs sets_and_fragments_;
  compared_pairs fragment_pairs_;
  std::unordered_set<std::uint32_t> harmless_;  // structures that do not conflict with themselves
  std::vector<task> added_;
  std::vector<task> tasks_;       // the last is performed next
  std::vector<comparison> open_;  // each inside the one before
  std::size_t work_ = 0;
  bool exhausted_ = false;
};

struct outcome {
  conflicts found = {};
  const language::selection_set_node* gave_up = nullptr;
};

outcome check_all(context& context, classes grouping) {
  merge_checker checker(context, grouping);
  outcome made;
  for (const selection_set_use& use : context.selection_sets) {
    if (made.found.size() > max_errors) break;
    if (checker.check(use, made.found)) continue;
    made.gave_up = use.node;
    break;
  }
  return made;
}

}  // namespace

void overlapping_fields_can_be_merged(context& context) {
  if (context.is_full()) return;
  outcome made = check_all(context, classes::by_structure);
  if (!made.found.empty() && made.gave_up == nullptr) {
    outcome exact = check_all(context, classes::of_one_field);
    if (exact.gave_up == nullptr) made = std::move(exact);
  }
  for (conflict& one : made.found) {
    one.left.insert(one.left.end(), one.right.begin(), one.right.end());
    context.report("fields " + quoted(one.response_key) + " conflict: " + one.reason +
                       "; use different aliases to select both",
                   one.left);
  }
  if (made.gave_up == nullptr) return;
  context.give_up(
      "the selections of this document overlap too often to be compared; select each field "
      "once, or use fewer fragments in one selection",
      made.gave_up->offset);
}

}  // namespace fraiseql::validation
