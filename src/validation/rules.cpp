// The walk over the document and what the rules share. The typing of each place follows
// graphql-js (TypeInfo.ts), with one difference: the arguments of an unknown directive
// have no type, where TypeInfo falls back on the field around it.
#include "validation/rules.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "base/check.hpp"
#include "base/text.hpp"
#include "validation/variable_type.hpp"

namespace fraiseql::validation {
namespace {

using language::value_kind;
using language::value_node;

// Where an input value stands.
struct place {
  std::optional<schema::type_reference> type = {};
  const schema::type* parent = nullptr;
  bool has_default = false;
};

place place_of(const schema::input_value* declared, const schema::type* parent = nullptr) {
  if (declared == nullptr) return {.parent = parent};
  return {
      .type = declared->type, .parent = parent, .has_default = declared->default_value.has_value()};
}

std::string_view location_of(language::operation_kind kind) {
  switch (kind) {
    case language::operation_kind::query: return "QUERY";
    case language::operation_kind::mutation: return "MUTATION";
    case language::operation_kind::subscription: return "SUBSCRIPTION";
  }
  return {};
}

// Walks one definition. The parser bounds how deep nodes nest, hence the recursion.
class walker {
 public:
  walker(context& context, definition& definition) : out_(context), definition_(definition) {}

  void operation(const language::operation_node& node) {
    const schema::type* root = nullptr;
    if (node.kind == language::operation_kind::query) root = out_.schema().query_type();
    if (node.kind == language::operation_kind::mutation) root = out_.schema().mutation_type();
    variable_definitions(node);
    directives(node.directives, location_of(node.kind));
    out_.selection_sets.push_back({&node.selection_set, root});
    selections(node.selection_set, root);
  }

  void fragment(const language::fragment_node& node) {
    const schema::type* type = condition(node.type_condition, &node);
    directives(node.directives, "FRAGMENT_DEFINITION");
    out_.selection_sets.push_back({&node.selection_set, composite_or_null(type)});
    selections(node.selection_set, composite_or_null(type));
  }

 private:
  void variable_definitions(const language::operation_node& node) {
    // What stands in a definition is constant, so it uses no variable.
    for (const language::variable_definition_node& variable : node.variables) {
      const language::type_node* named = &variable.type;
      while (named->of != nullptr) named = named->of;
      out_.type_names.push_back({named->name, named->offset});
      std::optional<schema::type_reference> type = variable_type(out_.schema(), variable.type);
      if (type && !type->named->is_input()) type.reset();
      if (variable.default_value != nullptr) top_value(*variable.default_value, {.type = type});
      directives(variable.directives, "VARIABLE_DEFINITION");
    }
  }

  const schema::type* condition(const language::name_node& node,
                                const language::fragment_node* fragment) {
    out_.type_names.push_back({node.text, node.offset});
    const schema::type* type = out_.schema().find_type(node.text);
    if (type != nullptr) out_.conditions.push_back({&node, fragment, type});
    return type;
  }

  void selections(const language::selection_set_node& set, const schema::type* parent) {
    for (const language::selection_node& one : set.selections) {
      if (const auto* const* node = std::get_if<const language::field_node*>(&one)) {
        field(**node, parent);
      } else if (const auto* const* spread =
                     std::get_if<const language::fragment_spread_node*>(&one)) {
        out_.spreads.push_back({*spread, parent});
        directives((*spread)->directives, "FRAGMENT_SPREAD");
      } else {
        inline_fragment(**std::get_if<const language::inline_fragment_node*>(&one), parent);
      }
    }
  }

  void field(const language::field_node& node, const schema::type* parent) {
    const schema::field* found = nullptr;
    if (parent != nullptr) {
      found = node.name.text == "__typename" ? &out_.schema().typename_field()
                                             : parent->find_field(node.name.text);
    }
    out_.fields.push_back({&node, parent, found});
    arguments({.nodes = node.arguments, .offset = node.offset, .parent = parent, .field = found});
    directives(node.directives, "FIELD");
    if (!node.selection_set.present) return;
    const schema::type* inner = found == nullptr ? nullptr : composite_or_null(found->type.named);
    out_.selection_sets.push_back({&node.selection_set, inner});
    selections(node.selection_set, inner);
  }

  void inline_fragment(const language::inline_fragment_node& node, const schema::type* parent) {
    const schema::type* type = parent;
    if (!node.type_condition.text.empty()) type = condition(node.type_condition, nullptr);
    out_.inline_fragments.push_back({&node, parent, type});
    directives(node.directives, "INLINE_FRAGMENT");
    selections(node.selection_set, composite_or_null(type));
  }

  void directives(std::span<const language::directive_node> nodes, std::string_view location) {
    if (nodes.empty()) return;
    out_.directives.push_back({nodes, location});
    for (const language::directive_node& node : nodes) {
      arguments({.nodes = node.arguments,
                 .offset = node.offset,
                 .directive = out_.schema().find_directive(node.name.text)});
    }
  }

  void arguments(const arguments_use& use) {
    out_.arguments.push_back(use);
    for (const language::argument_node& node : use.nodes) {
      const schema::input_value* declared =
          use.field != nullptr       ? use.field->find_argument(node.name.text)
          : use.directive != nullptr ? use.directive->find_argument(node.name.text)
                                     : nullptr;
      top_value(node.value, place_of(declared));
    }
  }

  void top_value(const value_node& node, const place& at) {
    if (at.type) out_.values.push_back({&node, *at.type});
    value(node, at);
  }

  void value(const value_node& node, const place& at) {
    if (node.kind == value_kind::variable) {
      definition_.variables.push_back({&node, at.type, at.parent, at.has_default});
    } else if (node.kind == value_kind::list) {
      place item;
      if (at.type && at.type->is_list()) item.type = at.type->item();
      for (const value_node& one : node.items) value(one, item);
    } else if (node.kind == value_kind::object) {
      out_.objects.push_back(&node);
      const schema::type* type = at.type ? at.type->named : nullptr;
      if (type != nullptr && type->kind != schema::type_kind::input_object) type = nullptr;
      for (const language::object_field_node& one : node.fields) {
        const auto* declared = type == nullptr ? nullptr : type->find_input_field(one.name.text);
        value(one.value, place_of(declared, type));
      }
    }
  }

  context& out_;
  definition& definition_;
};

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

const std::vector<schema::input_value>* arguments_use::declared() const {
  if (field != nullptr) return &field->arguments;
  return directive != nullptr ? &directive->arguments : nullptr;
}

std::string arguments_use::describe() const {
  if (field != nullptr) return "field " + quoted(parent->name + "." + field->name);
  FRAISEQL_CHECK(directive != nullptr);
  return "directive " + quoted("@" + directive->name);
}

context::context(const language::document& document, const schema::schema& schema)
    : locations_(document.text()), schema_(schema) {
  for (const language::operation_node* node : document.operations()) {
    operations.push_back({.operation = node, .spreads = spreads_of(node->selection_set)});
  }
  for (const language::fragment_node* node : document.fragments()) {
    fragment_by_name_.insert_or_assign(node->name.text, fragments.size());
    fragments.push_back({.fragment = node, .spreads = spreads_of(node->selection_set)});
  }
  std::size_t operation = 0;
  std::size_t fragment = 0;
  while (operation < operations.size() || fragment < fragments.size()) {
    const bool operation_next =
        fragment == fragments.size() ||
        (operation < operations.size() &&
         operations[operation].operation->offset < fragments[fragment].fragment->offset);
    definition& next = operation_next ? operations[operation++] : fragments[fragment++];
    if (operation_next)
      walker(*this, next).operation(*next.operation);
    else
      walker(*this, next).fragment(*next.fragment);
  }
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

void context::report(std::string message, std::span<const std::uint32_t> offsets) {
  if (is_full()) return;
  graphql_error error{.message = std::move(message), .code = error_code::graphql_validation_failed};
  for (const std::uint32_t offset : offsets.first(std::min(offsets.size(), max_locations))) {
    error.locations.push_back(locations_.at(offset));
  }
  errors_.push_back(std::move(error));
}

std::string context::suggest(std::string_view given, std::vector<std::string_view> known) const {
  return is_full() ? std::string() : did_you_mean(given, known);
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

}  // namespace fraiseql::validation
