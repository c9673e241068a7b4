// What the rules share. The walk is in rules/walk.cpp.
#include "validation/rules.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "base/check.hpp"
#include "base/text.hpp"
#include "language/printer.hpp"
#include "schema/built_in.hpp"
#include "validation/rules/walk.hpp"

namespace fraiseql::validation {
namespace {

// Steps over the fragments of all operations; graphql-js gives up at 50'000.
constexpr std::size_t step_budget = 600'000;
// Names that suggestions may be looked for among, about 20 ms of work.
constexpr std::size_t suggestion_budget = 100'000;

known_directive known(const schema::directive& declared) {
  known_directive made{.name = declared.name, .is_repeatable = declared.is_repeatable};
  for (const schema::input_value& one : declared.arguments) {
    made.arguments.push_back({one.name, one.is_required() ? to_text(one.type) : std::string()});
  }
  made.locations.assign(declared.locations.begin(), declared.locations.end());
  return made;
}

known_directive known(const language::type_system_node& node) {
  known_directive made{.name = node.name.text, .is_repeatable = node.is_repeatable};
  for (const language::input_value_definition_node& one : node.arguments) {
    const bool is_required =
        one.type.kind == language::type_node_kind::non_null && one.default_value == nullptr;
    made.arguments.push_back({one.name.text, is_required ? print(one.type) : std::string()});
  }
  for (const language::name_node& one : node.locations) made.locations.push_back(one.text);
  return made;
}

std::vector<const language::fragment_spread_node*> spreads_of(
    const language::selection_set_node& set) {
  std::vector<const language::fragment_spread_node*> spreads;
  std::vector<const language::selection_set_node*> waiting = {&set};
  while (!waiting.empty()) {
    const language::selection_set_node* next = waiting.back();
    waiting.pop_back();
    for (const language::selection_node& one : next->selections) {
      if (const auto* const* spread = std::get_if<const language::fragment_spread_node*>(&one)) {
        spreads.push_back(*spread);
      } else if (const auto* const* field = std::get_if<const language::field_node*>(&one)) {
        waiting.push_back(&(*field)->selection_set);
      } else {
        const auto* inner = *std::get_if<const language::inline_fragment_node*>(&one);
        waiting.push_back(&inner->selection_set);
      }
    }
  }
  return spreads;
}

}  // namespace

std::string arguments_use::describe() const {
  if (field != nullptr) return "field " + quoted(parent->name + "." + field->name);
  FRAISEQL_CHECK(directive != nullptr);
  return "directive " + quoted("@" + std::string(directive->name));
}

context::context(const language::document& document, const schema::schema* schema,
                 const validate_options& options, const language::document* prelude)
    : locations_(document.text()),
      schema_(schema),
      options_(options),
      type_system_(document.type_system()) {
  if (prelude != nullptr) prelude_ = prelude->type_system();
  for (const auto nodes : {prelude_, type_system_}) {
    for (const language::type_system_node* node : nodes) {
      if (is_type_definition(*node)) defined_types_.insert_or_assign(node->name.text, node);
    }
  }
  for (const language::operation_node* node : document.operations()) {
    operations.push_back({.operation = node, .spreads = spreads_of(node->selection_set)});
  }
  for (const language::fragment_node* node : document.fragments()) {
    fragment_by_name_.insert_or_assign(node->name.text, fragments.size());
    fragments.push_back({.fragment = node, .spreads = spreads_of(node->selection_set)});
  }
  auto next_operation = operations.begin();
  auto next_fragment = fragments.begin();
  for (const language::definition_node& one : document.definitions()) {
    if (const auto* const* operation = std::get_if<const language::operation_node*>(&one)) {
      walker(*this, &*next_operation++).operation(**operation);
    } else if (const auto* const* fragment = std::get_if<const language::fragment_node*>(&one)) {
      walker(*this, &*next_fragment++).fragment(**fragment);
    } else {
      walker(*this).type_system(**std::get_if<const language::type_system_node*>(&one));
    }
  }
}

const schema::schema& context::schema() const {
  FRAISEQL_CHECK(schema_ != nullptr);
  return *schema_;
}

const schema::field* context::find_field(const schema::type& parent, std::string_view name) {
  if (name.starts_with("__")) return schema().find_field(parent, name);
  return fields_by_name_.find(parent.fields, name);
}

const language::type_system_node* context::defined_type(std::string_view name) const {
  const auto found = defined_types_.find(name);
  return found == defined_types_.end() ? nullptr : found->second;
}

bool context::is_prelude(const language::type_system_node& node) const {
  return std::ranges::find(prelude_, &node) != prelude_.end();
}

std::vector<std::string_view> context::all_type_names() const {
  std::vector<std::string_view> names;
  if (schema_ != nullptr) {
    for (const schema::type& one : schema_->types()) names.emplace_back(one.name);
  }
  for (const auto nodes : {prelude_, type_system_}) {
    for (const language::type_system_node* node : nodes) {
      if (is_type_definition(*node)) names.push_back(node->name.text);
    }
  }
  return names;
}

void context::index_directives() {
  const auto add = [&](known_directive made) -> known_directive& {
    return known_directives_.insert_or_assign(made.name, std::move(made)).first->second;
  };
  if (schema_ != nullptr) {
    for (const schema::directive& one : schema_->directives()) {
      add(known(one)).in_schema = &one.arguments;
    }
  } else {
    specified_ = schema::built_in_directives(schema::known_scalar("Boolean"),
                                             schema::known_scalar("String"));
    for (const schema::directive& one : specified_) add(known(one));
  }
  for (const auto nodes : {prelude_, type_system_}) {
    for (const language::type_system_node* node : nodes) {
      if (node->kind != language::type_system_kind::directive || node->is_extension) continue;
      const auto declared = known_directives_.find(node->name.text);
      const auto* in_schema =
          declared == known_directives_.end() ? nullptr : declared->second.in_schema;
      add(known(*node)).in_schema = in_schema;
    }
  }
}

const known_directive* context::find_directive(std::string_view name) {
  if (known_directives_.empty()) index_directives();
  const auto found = known_directives_.find(name);
  return found == known_directives_.end() ? nullptr : &found->second;
}

const std::vector<std::string_view>& context::directive_names() {
  if (!known_directives_.empty() && directive_names_.empty()) {
    for (const auto& [name, one] : known_directives_) directive_names_.push_back(name);
    std::ranges::sort(directive_names_);
  }
  return directive_names_;
}

const definition* context::find_fragment(std::string_view name) const {
  const auto found = fragment_by_name_.find(name);
  return found == fragment_by_name_.end() ? nullptr : &fragments[found->second];
}

std::vector<const definition*> context::reachable(
    std::span<const language::fragment_spread_node* const> from) const {
  std::vector<const definition*> reached;
  std::unordered_set<const definition*> seen;
  const auto follow = [&](std::span<const language::fragment_spread_node* const> more) {
    for (const language::fragment_spread_node* spread : more) {
      const definition* fragment = find_fragment(spread->name.text);
      if (fragment != nullptr && seen.insert(fragment).second) reached.push_back(fragment);
    }
  };
  follow(from);
  for (std::size_t i = 0; i < reached.size(); ++i) follow(reached[i]->spreads);
  return reached;
}

std::span<const definition* const> context::parts_of(const definition& operation) {
  const auto [entry, is_new] = parts_.try_emplace(&operation);
  std::vector<const definition*>& parts = entry->second;
  if (!is_new) return parts;
  parts = reachable(operation.spreads);
  parts.insert(parts.begin(), &operation);
  std::size_t steps = 0;
  for (const definition* part : parts) steps += part->spreads.size() + part->variables.size();
  spend(steps, operation.operation->offset);
  return parts;
}

void context::report(std::string message, std::span<const std::uint32_t> offsets) {
  if (is_full()) return;
  graphql_error error{.message = std::move(message), .code = error_code::graphql_validation_failed};
  for (const std::uint32_t offset : offsets.first(std::min(offsets.size(), max_locations))) {
    error.locations.push_back(locations_.at(offset));
  }
  errors_.push_back(std::move(error));
}

void context::give_up(std::string message, std::uint32_t offset) {
  report(std::move(message), {offset});
  gave_up_ = true;
}

bool context::spend(std::size_t steps, std::uint32_t offset) {
  work_ += steps;
  if (work_ <= step_budget) return true;
  if (!gave_up_) {
    give_up("the operations of this document share too many fragments; send fewer operations",
            offset);
  }
  return false;
}

std::string context::suggest(std::string_view given, const std::vector<std::string_view>& known) {
  return may_suggest(known.size()) ? did_you_mean(given, known) : std::string();
}

bool context::may_suggest(std::size_t names) {
  if (is_full() || options_.suggestions == suggestions::hidden) return false;
  suggested_from_ += names;
  return suggested_from_ <= suggestion_budget;
}

const schema::type* composite_or_null(const schema::type* type) {
  return type != nullptr && type->is_composite() ? type : nullptr;
}

std::string quoted(std::string_view name) {
  constexpr std::size_t longest = 100;
  std::string text = "\"";
  text += name.substr(0, longest);
  if (name.size() > longest) text += "...";
  return text += '"';
}

void report_duplicates(context& context, std::span<const language::name_node> nodes,
                       std::string_view what) {
  if (nodes.size() < 2) return;
  std::unordered_map<std::string_view, std::size_t> group_of;
  std::vector<std::vector<std::uint32_t>> groups;
  std::vector<std::string_view> names;
  for (const language::name_node& node : nodes) {
    const auto [entry, is_new] = group_of.try_emplace(node.text, groups.size());
    if (is_new) {
      groups.emplace_back();
      names.push_back(node.text);
    }
    groups[entry->second].push_back(node.offset);
  }
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].size() < 2) continue;
    context.report("there can be only one " + std::string(what) + " named " + quoted(names[i]),
                   groups[i]);
  }
}

bool is_type_definition(const language::type_system_node& node) {
  return !node.is_extension && node.kind != language::type_system_kind::schema &&
         node.kind != language::type_system_kind::directive;
}

void unique_names::add(std::string_view name, std::uint32_t offset) {
  const auto [entry, is_new] = first_.try_emplace(name, offset);
  if (is_new) return;
  context_.report("there can be only one " + what_ + " " + quoted(name), {entry->second, offset});
}

}  // namespace fraiseql::validation
