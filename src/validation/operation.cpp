// make_operation: an operation's selection sets, expanded for each possible object type.
//
// expand() is the heart: it collects the fields of some merged selection sets in
// response order (6.3.2 CollectFields), then makes each field with its arguments and
// goes on into what is selected on it. The limits are counted on the way and the first
// one passed stops everything. Arguments are made in arguments.cpp.
#include "validation/operation.hpp"

#include <algorithm>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "base/check.hpp"
#include "language/location_index.hpp"
#include "validation/arguments.hpp"

namespace fraiseql::validation {

class operation_maker {
 public:
  operation_maker(const validated_document& document, const language::operation_node& node,
                  const json::variables& variables, const limits& limits, const permissions& held)
      : document_(document),
        node_(node),
        limits_(limits),
        held_(held),
        locations_(document.document().text()),
        arguments_(node, variables, locations_) {
    for (const language::fragment_node* fragment : document.document().fragments()) {
      fragments_.emplace(fragment->name.text, fragment);
    }
  }

  result<operation, std::vector<graphql_error>> make();

 private:
  using field_nodes = std::vector<const language::field_node*>;

  // The fields of merged selection sets on one object type, by response key.
  struct collected {
    const schema::type& object;
    std::vector<field_nodes> groups = {};
    std::unordered_map<std::string_view, std::size_t> by_key = {};
    std::unordered_set<const language::fragment_node*> visited = {};
  };

  // What is counted for the limits. Where a field has several possible types an answer
  // has one of them, so the dearest counts.
  struct counts {
    std::size_t aliases = 0;
    std::size_t directives = 0;
  };

  void collect(collected& into, const language::selection_set_node& set);
  void collect_fragment(collected& into, std::string_view condition,
                        const language::selection_set_node& set);
  bool is_included(std::span<const language::directive_node> directives, std::uint32_t offset);
  void expand(selection& into, std::span<const language::selection_set_node* const> sets,
              std::size_t depth);
  selected_field make_field(const schema::type& object, const field_nodes& nodes,
                            std::size_t depth);
  bool is_too_wide(std::span<const field_nodes> root);
  void refuse_limit(std::string_view limit, std::size_t bound, std::string_view what,
                    std::uint32_t offset);

  const validated_document& document_;
  const language::operation_node& node_;
  const limits& limits_;
  const permissions& held_;
  language::location_index locations_;
  argument_builder arguments_;
  std::unordered_map<std::string_view, const language::fragment_node*> fragments_;
  std::vector<graphql_error> errors_;
  counts counts_;
  bool stopped_ = false;  // a limit was passed
};

result<operation, std::vector<graphql_error>> operation_maker::make() {
  operation made(document_);
  made.kind_ = node_.kind;
  made.name_ = std::string(node_.name.text);
  made.root_.object = document_.schema().root_type(node_.kind);
  if (made.root_.object == nullptr) {
    return failed(std::vector{graphql_error{
        .message = "the schema has no " + std::string(to_string(node_.kind)) + " operations",
        .code = error_code::graphql_validation_failed,
        .locations = {locations_.at(node_.offset)}}});
  }
  if (is_included(node_.directives, node_.offset)) {
    const language::selection_set_node* const set = &node_.selection_set;
    expand(made.root_, {&set, 1}, 1);
  }
  if (errors_.empty()) errors_ = authorize(made.root_, document_.schema(), held_);
  if (!errors_.empty()) return failed(std::move(errors_));
  return made;
}

void operation_maker::collect(collected& into, const language::selection_set_node& set) {
  for (const language::selection_node& one : set.selections) {
    if (stopped_) return;
    if (const auto* field = std::get_if<const language::field_node*>(&one)) {
      if (!is_included((*field)->directives, (*field)->offset)) continue;
      const auto [at, is_new] =
          into.by_key.try_emplace((*field)->response_key(), into.groups.size());
      if (is_new) into.groups.emplace_back();
      into.groups[at->second].push_back(*field);
    } else if (const auto* inner = std::get_if<const language::inline_fragment_node*>(&one)) {
      if (!is_included((*inner)->directives, (*inner)->offset)) continue;
      collect_fragment(into, (*inner)->type_condition.text, (*inner)->selection_set);
    } else {
      const auto& spread = *std::get<const language::fragment_spread_node*>(one);
      if (!is_included(spread.directives, spread.offset)) continue;
      const auto fragment = fragments_.find(spread.name.text);
      FRAISEQL_CHECK(fragment != fragments_.end());
      if (!into.visited.insert(fragment->second).second) continue;
      collect_fragment(into, fragment->second->type_condition.text,
                       fragment->second->selection_set);
    }
  }
}

void operation_maker::collect_fragment(collected& into, std::string_view condition,
                                       const language::selection_set_node& set) {
  if (!condition.empty()) {
    const schema::type* type = document_.schema().find_type(condition);
    FRAISEQL_CHECK(type != nullptr);
    if (type != &into.object && !document_.schema().overlap(into.object, *type)) return;
  }
  collect(into, set);
}

// Counts the selection at `offset` and its directives.
bool operation_maker::is_included(std::span<const language::directive_node> directives,
                                  std::uint32_t offset) {
  if (!arguments_.spend(1)) {
    refuse_limit("max_expansion", max_expansion, "selections and argument values", offset);
    return false;
  }
  counts_.directives += directives.size();
  if (counts_.directives > limits_.directives) {
    refuse_limit("max_directives", limits_.directives, "directives", offset);
    return false;
  }
  bool included = true;
  for (const language::directive_node& directive : directives) {
    const bool skips = directive.name.text == "skip";
    if (!skips && directive.name.text != "include") continue;
    const auto condition = arguments_.condition(directive);
    if (!condition) {
      if (errors_.size() < max_errors) errors_.push_back(condition.error());
      return false;
    }
    included = included && *condition != skips;
  }
  return included;
}

void operation_maker::expand(selection& into,
                             std::span<const language::selection_set_node* const> sets,
                             std::size_t depth) {
  collected fields{.object = *into.object};
  for (const language::selection_set_node* set : sets) collect(fields, *set);
  if (stopped_) return;
  if (depth == 1 && is_too_wide(fields.groups)) return;
  for (const field_nodes& nodes : fields.groups) {
    if (depth > limits_.depth) {
      refuse_limit("max_depth", limits_.depth, "levels of fields", nodes.front()->offset);
    }
    if (stopped_) return;
    into.fields.push_back(make_field(*into.object, nodes, depth));
  }
}

bool operation_maker::is_too_wide(std::span<const field_nodes> root) {
  if (root.size() > limits_.root_fields) {
    refuse_limit("max_root_fields", limits_.root_fields, "root fields",
                 root[limits_.root_fields].front()->offset);
    return true;
  }
  if (node_.kind != language::operation_kind::mutation) return false;
  // A guess for each alias is how a password is found.
  std::size_t mutations = 0;
  for (const field_nodes& nodes : root) {
    const bool does_something = nodes.front()->name.text != "__typename";
    if (!does_something || ++mutations <= limits_.mutations) continue;
    refuse_limit("max_mutations", limits_.mutations, "mutations", nodes.front()->offset);
    return true;
  }
  return false;
}

selected_field operation_maker::make_field(const schema::type& object, const field_nodes& nodes,
                                           std::size_t depth) {
  const language::field_node& first = *nodes.front();
  selected_field made;
  made.response_key = std::string(first.response_key());
  made.location = locations_.at(first.offset);
  made.definition = document_.schema().find_field(object, first.name.text);
  FRAISEQL_CHECK(made.definition != nullptr);
  if (first.response_key() != first.name.text && ++counts_.aliases > limits_.aliases) {
    refuse_limit("max_aliases", limits_.aliases, "aliased fields", first.offset);
    return made;
  }
  made.arguments = arguments_.build(*made.definition, first, errors_);
  if (arguments_.is_spent()) {
    refuse_limit("max_expansion", max_expansion, "selections and argument values", first.offset);
    return made;
  }
  const schema::type* type = made.definition->type.named;
  if (type == nullptr || !type->is_composite()) return made;

  std::vector<const language::selection_set_node*> sets;
  for (const language::field_node* node : nodes) sets.push_back(&node->selection_set);
  const counts before = counts_;
  counts dearest = counts_;
  for (const schema::type* possible : type->possible_types) {
    if (stopped_) return made;
    counts_ = before;
    expand(made.selections.emplace_back(selection{.object = possible, .fields = {}}), sets,
           depth + 1);
    dearest.aliases = std::max(dearest.aliases, counts_.aliases);
    dearest.directives = std::max(dearest.directives, counts_.directives);
  }
  counts_ = dearest;
  return made;
}

void operation_maker::refuse_limit(std::string_view limit, std::size_t bound, std::string_view what,
                                   std::uint32_t offset) {
  if (stopped_) return;
  stopped_ = true;
  errors_.push_back(
      {.message = "the operation has more than " + std::to_string(bound) + " " + std::string(what) +
                  " after its fragments are expanded, the limit \"" + std::string(limit) + "\"",
       .code = error_code::graphql_validation_failed,
       .locations = {locations_.at(offset)}});
}

result<operation, std::vector<graphql_error>> make_operation(const validated_document& document,
                                                             const language::operation_node& node,
                                                             const json::variables& variables,
                                                             const limits& limits,
                                                             const permissions& held) {
  return operation_maker(document, node, variables, limits, held).make();
}

result<const language::operation_node*, graphql_error> find_operation(
    const validated_document& document, std::string_view name) {
  const auto operations = document.document().operations();
  const auto refuse = [&](std::string message) {
    constexpr std::size_t max_named = 10;
    std::string names;
    for (std::size_t i = 0; i < std::min(operations.size(), max_named); ++i) {
      if (operations[i]->name.text.empty()) continue;
      names += names.empty() ? "; it has \"" : ", \"";
      names += std::string(operations[i]->name.text) + "\"";
    }
    if (!names.empty() && operations.size() > max_named) names += " and more";
    return failed(
        graphql_error{.message = std::move(message) + names, .code = error_code::bad_user_input});
  };
  if (operations.empty()) return refuse("the document has no operation");
  if (name.empty()) {
    if (operations.size() == 1) return operations.front();
    return refuse("the document has several operations and operationName does not choose one");
  }
  for (const language::operation_node* one : operations) {
    if (one->name.text == name) return one;
  }
  constexpr std::size_t max_shown = 128;
  return refuse("the document has no operation \"" +
                (name.size() > max_shown ? "..." : std::string(name)) + "\"");
}

const argument* argument_value::find(std::string_view field_name) const {
  const auto found = std::ranges::find_if(
      fields, [&](const argument& one) { return one.definition->name == field_name; });
  return found == fields.end() ? nullptr : &*found;
}

const argument* selected_field::find_argument(std::string_view name) const {
  const auto found = std::ranges::find_if(
      arguments, [&](const argument& one) { return one.definition->name == name; });
  return found == arguments.end() ? nullptr : &*found;
}

const argument* selected_field::find_argument(schema::input_role role) const {
  const auto found = std::ranges::find_if(
      arguments, [&](const argument& one) { return one.definition->role == role; });
  return found == arguments.end() ? nullptr : &*found;
}

}  // namespace fraiseql::validation
