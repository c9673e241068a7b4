// SingleFieldSubscriptions: a subscription has one root field, which is not of introspection
// and cannot be skipped (specification, section 5.2.4.1 "Single Root Field"). The root fields
// are collected as the specification's CollectSubscriptionFields does; fragments with a stack
// of our own, because a chain of them may be as long as the document.
#include <algorithm>
#include <unordered_set>

#include "validation/rules.hpp"

namespace fraiseql::validation {
namespace {

using offsets = std::vector<std::uint32_t>;

struct root_field {
  std::string_view name;
  offsets places = {};
};

class root_fields {
 public:
  root_fields(context& context, const definition& operation, const schema::type& root)
      : context_(context), root_(root), offset_(operation.operation->offset) {
    enter(operation.operation->selection_set);
    while (!waiting_.empty()) {
      if (waiting_.back().empty()) {
        waiting_.pop_back();
        continue;
      }
      const language::selection_node next = waiting_.back().front();
      waiting_.back() = waiting_.back().subspan(1);
      std::visit([this](const auto* node) { visit(*node); }, next);
    }
  }

  std::vector<root_field> fields = {};  // by response key, in the order of their first
  offsets conditions = {};              // `@skip` and `@include`

 private:
  void enter(const language::selection_set_node& set) {
    if (context_.spend(set.selections.size(), offset_)) waiting_.push_back(set.selections);
  }

  void visit(const language::field_node& node) {
    if (is_conditional(node.directives)) return;
    const auto [entry, is_new] = by_key_.try_emplace(node.response_key(), fields.size());
    if (is_new) fields.push_back({node.name.text});
    fields[entry->second].places.push_back(node.offset);
  }

  void visit(const language::inline_fragment_node& node) {
    if (is_conditional(node.directives) || !matches(node.type_condition.text)) return;
    enter(node.selection_set);
  }

  void visit(const language::fragment_spread_node& node) {
    if (is_conditional(node.directives)) return;
    const definition* fragment = context_.find_fragment(node.name.text);
    if (fragment == nullptr || !matches(fragment->fragment->type_condition.text)) return;
    if (seen_.insert(fragment).second) enter(fragment->fragment->selection_set);
  }

  bool is_conditional(std::span<const language::directive_node> directives) {
    for (const std::string_view name : {"skip", "include"}) {
      const auto found = std::ranges::find(
          directives, name, [](const language::directive_node& one) { return one.name.text; });
      if (found == directives.end()) continue;
      conditions.push_back(found->offset);
      return true;
    }
    return false;
  }

  [[nodiscard]] bool matches(std::string_view condition) const {
    if (condition.empty()) return true;
    const schema::type* type = context_.find_type(condition);
    if (type == nullptr || !type->is_composite()) return false;
    return std::ranges::find(type->possible_types, &root_) != type->possible_types.end();
  }

  context& context_;
  const schema::type& root_;
  std::uint32_t offset_;
  std::vector<std::span<const language::selection_node>> waiting_ = {};
  std::unordered_set<const definition*> seen_ = {};
  std::unordered_map<std::string_view, std::size_t> by_key_ = {};
};

void check(context& context, const definition& operation, const schema::type& root) {
  const std::string_view name = operation.operation->name.text;
  const std::string what = name.empty() ? "the subscription" : "subscription " + quoted(name);
  const root_fields found(context, operation, root);
  if (!found.conditions.empty()) {
    context.report(what + " cannot skip or include its root field", found.conditions);
    return;
  }
  if (found.fields.empty()) {
    context.report(what + " must select a root field", {operation.operation->selection_set.offset});
  }
  if (found.fields.size() > 1) {
    offsets others;
    for (std::size_t i = 1; i < found.fields.size(); ++i) {
      const offsets& places = found.fields[i].places;
      others.insert(others.end(), places.begin(), places.end());
    }
    context.report(what + " can have one root field only; send another subscription", others);
  }
  for (const root_field& field : found.fields) {
    if (!field.name.starts_with("__")) continue;
    context.report(what + " cannot have " + quoted(field.name) + " as its root field",
                   field.places);
  }
}

}  // namespace

void single_field_subscriptions(context& context) {
  const schema::type* root = context.root_type(language::operation_kind::subscription);
  if (root == nullptr) return;
  for (const definition& one : context.operations) {
    if (context.is_full()) return;
    if (one.operation->kind == language::operation_kind::subscription) check(context, one, *root);
  }
}

}  // namespace fraiseql::validation
