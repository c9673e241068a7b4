#include "frontend/sdl/definitions.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "frontend/sdl/directives.hpp"
#include "schema/built_in.hpp"

namespace fraiseql::frontend {
namespace {

using language::operation_kind;
using language::type_system_kind;
using language::type_system_node;

std::optional<std::string> text_of(const language::description_node& description) {
  if (!description.present) return std::nullopt;
  return std::string(description.text);
}

// The kinds of type stand between `schema` and `directive`.
schema::type_kind type_kind_of(type_system_kind kind) {
  switch (kind) {
    case type_system_kind::scalar: return schema::type_kind::scalar;
    case type_system_kind::object: return schema::type_kind::object;
    case type_system_kind::interface: return schema::type_kind::interface;
    case type_system_kind::union_of: return schema::type_kind::union_of;
    case type_system_kind::enumeration: return schema::type_kind::enumeration;
    case type_system_kind::input_object: return schema::type_kind::input_object;
    case type_system_kind::schema:
    case type_system_kind::directive: break;
  }
  FRAISEQL_CHECK(false);
}

schema::type_use read_type(const language::type_node& node) {
  using enum language::type_node_kind;
  constexpr std::size_t most_lists = 0xFF;  // the builder refuses far fewer
  std::size_t lists = 0;
  const language::type_node* at = &node;
  for (; at->kind != named; at = at->of) lists += at->kind == list ? 1 : 0;
  schema::type_use use{.name = std::string(at->name),
                       .list_depth = static_cast<std::uint8_t>(std::min(lists, most_lists))};
  for (at = &node; at->kind != named; at = at->of) {
    if (at->kind == list) {
      --lists;
    } else if (lists <= schema::max_list_depth) {
      use.non_null |= 1U << lists;
    }
  }
  return use;
}

class reader {
 public:
  definitions read(const language::document& document);

 private:
  // A definition and its extensions.
  using parts = std::vector<const type_system_node*>;

  void read_type_definition(const parts& all);
  void read_part(schema::type_declaration& into, const type_system_node& part);
  void read_directive_definition(const parts& all);
  void read_schema_definition(const parts& all, const language::document& document);
  schema::field_declaration read_field(const language::field_definition_node& node);
  std::vector<schema::input_declaration> read_inputs(
      std::span<const language::input_value_definition_node> nodes);
  std::optional<std::string> read_deprecation(applied_directives applied, schema::places& at);
  std::optional<std::string> read_argument(const language::directive_node& directive,
                                           std::string_view name);
  void misuse(std::string message, std::uint32_t offset);

  definitions made_;
  std::unordered_map<std::string_view, parts> extensions_;
  // The order in which graphql-js comes to look at directives, and stops at the first misused.
  enum class stage : std::uint8_t { scalar, directive, member, enum_value };
  stage stage_ = stage::member;
  stage misused_at_ = stage::member;
};

definitions reader::read(const language::document& document) {
  parts schema_parts = {nullptr};  // the definition stands first, if there is one
  for (const type_system_node* node : document.type_system()) {
    if (node->kind == type_system_kind::schema) {
      if (node->is_extension) schema_parts.push_back(node);
      if (!node->is_extension) schema_parts.front() = node;
    } else if (node->is_extension) {
      extensions_[node->name.text].push_back(node);
    }
  }
  for (const type_system_node* node : document.type_system()) {
    if (node->is_extension || node->kind == type_system_kind::schema) continue;
    if (node->kind != type_system_kind::directive && schema::is_specified(node->name.text)) {
      // The schema has the type; how it is defined here counts for nothing.
      made_.types.push_back({.declared = {.kind = type_kind_of(node->kind),
                                          .name = std::string(node->name.text),
                                          .at = {node->offset}},
                             .parts = {}});
      continue;
    }
    parts all = {node};
    // A type and a directive may share a name.
    std::erase_if(extensions_[node->name.text], [&](const type_system_node* extension) {
      if (extension->kind == node->kind) all.push_back(extension);
      return extension->kind == node->kind;
    });
    if (node->kind == type_system_kind::directive) {
      read_directive_definition(all);
    } else {
      read_type_definition(all);
    }
  }
  for (const auto& [name, left] : extensions_) {
    made_.stray.insert(made_.stray.end(), left.begin(), left.end());
  }
  if (schema_parts != parts{nullptr}) read_schema_definition(schema_parts, document);
  return std::move(made_);
}

void reader::read_type_definition(const parts& all) {
  const type_system_node& definition = *all.front();
  schema::type_declaration made{.kind = type_kind_of(definition.kind),
                                .name = std::string(definition.name.text),
                                .description = text_of(definition.description)};
  // graphql-js reads it from the definition alone.
  made.is_one_of = made.kind == schema::type_kind::input_object &&
                   find_directive(definition.directives, "oneOf") != nullptr;
  for (const type_system_node* part : all) read_part(made, *part);
  made_.types.push_back({std::move(made), all});
}

void reader::read_part(schema::type_declaration& into, const type_system_node& part) {
  into.at.push_back(part.offset);
  if (into.kind == schema::type_kind::scalar) {
    stage_ = stage::scalar;
    if (const auto* applied = find_directive(part.directives, "specifiedBy")) {
      into.specified_by = read_argument(*applied, "url");
    }
  }
  for (const language::name_node& one : part.interfaces) {
    into.interfaces.push_back({std::string(one.text), one.offset});
  }
  for (const language::name_node& one : part.members) {
    into.members.push_back({std::string(one.text), one.offset});
  }
  stage_ = stage::member;
  for (const auto& one : part.fields) into.fields.push_back(read_field(one));
  auto inputs = read_inputs(part.input_fields);
  std::ranges::move(inputs, std::back_inserter(into.input_fields));
  stage_ = stage::enum_value;
  for (const auto& one : part.values) {
    schema::enum_value& made = into.values.emplace_back();
    made.name = std::string(one.name.text);
    made.description = text_of(one.description);
    made.at.self = one.offset;
    made.deprecation = read_deprecation(one.directives, made.at);
  }
}

schema::field_declaration reader::read_field(const language::field_definition_node& node) {
  schema::field_declaration made{.name = std::string(node.name.text),
                                 .type = read_type(node.type),
                                 .description = text_of(node.description),
                                 .arguments = read_inputs(node.arguments)};
  made.at.self = node.offset;
  made.at.type = node.type.offset;
  made.deprecation = read_deprecation(node.directives, made.at);
  return made;
}

std::vector<schema::input_declaration> reader::read_inputs(
    std::span<const language::input_value_definition_node> nodes) {
  std::vector<schema::input_declaration> all;
  for (const auto& node : nodes) {
    schema::input_declaration& made = all.emplace_back();
    made.name = std::string(node.name.text);
    made.type = read_type(node.type);
    made.description = text_of(node.description);
    made.default_literal = node.default_value;
    made.at.self = node.offset;
    made.at.type = node.type.offset;
    if (node.default_value != nullptr) made.at.default_value = node.default_value->offset;
    made.deprecation = read_deprecation(node.directives, made.at);
  }
  return all;
}

void reader::read_directive_definition(const parts& all) {
  stage_ = stage::directive;
  const type_system_node& node = *all.front();
  schema::directive_declaration made{.name = std::string(node.name.text),
                                     .description = text_of(node.description),
                                     .is_repeatable = node.is_repeatable};
  made.at.self = node.offset;
  for (const type_system_node* part : all) {
    if (!made.deprecation) made.deprecation = read_deprecation(part->directives, made.at);
  }
  made.arguments = read_inputs(node.arguments);
  for (const language::name_node& one : node.locations) made.locations.emplace_back(one.text);
  made_.directives.push_back(std::move(made));
}

// Extensions alone leave the default names in force, also over what they say themselves.
void reader::read_schema_definition(const parts& all, const language::document& document) {
  schema::schema_declaration made;
  std::array<schema::place, 3> places = {schema::nowhere, schema::nowhere, schema::nowhere};
  for (const type_system_node* part : all) {
    made.at.push_back(part == nullptr ? schema::nowhere : part->offset);
    if (part == nullptr) continue;
    made_.schema_parts.push_back(part);
    for (const language::operation_type_node& root : part->operation_types) {
      places.at(static_cast<std::size_t>(root.kind)) = root.type.offset;
      made.roots.push_back({root.kind, {std::string(root.type.text), root.type.offset}});
    }
  }
  if (all.front() != nullptr) {
    made.description = text_of(all.front()->description);
    made_.schema = std::move(made);
    return;
  }
  constexpr std::array<std::pair<operation_kind, std::string_view>, 3> defaults = {
      {{operation_kind::query, "Query"},
       {operation_kind::mutation, "Mutation"},
       {operation_kind::subscription, "Subscription"}}};
  for (const auto& [kind, name] : defaults) {
    const bool is_defined = std::ranges::any_of(document.type_system(), [&](const auto* node) {
      return node->kind != type_system_kind::directive && node->name.text == name;
    });
    if (!is_defined) continue;
    const schema::place at = places.at(static_cast<std::size_t>(kind));
    made.roots.push_back({kind, {std::string(name), at}});
  }
  made_.schema = std::move(made);
}

std::optional<std::string> reader::read_deprecation(applied_directives applied,
                                                    schema::places& at) {
  const auto* directive = find_directive(applied, "deprecated");
  if (directive == nullptr) return std::nullopt;
  at.deprecation = directive->offset;
  const bool has_reason = std::ranges::any_of(
      directive->arguments, [](const auto& one) { return one.name.text == "reason"; });
  return has_reason ? read_argument(*directive, "reason") : "No longer supported";
}

std::optional<std::string> reader::read_argument(const language::directive_node& directive,
                                                 std::string_view name) {
  const auto where =
      "argument @" + std::string(directive.name.text) + '(' + std::string(name) + ":)";
  for (const language::argument_node& one : directive.arguments) {
    if (one.name.text != name) continue;
    if (one.value.kind == language::value_kind::string) return std::string(one.value.text);
    misuse(where + " must be a String", one.value.offset);
    return std::nullopt;
  }
  misuse(where + " of type String! is missing", directive.offset);
  return std::nullopt;
}

void reader::misuse(std::string message, std::uint32_t offset) {
  if (made_.misused && misused_at_ <= stage_) return;
  made_.misused = {std::move(message), offset};
  misused_at_ = stage_;
}

}  // namespace

definitions read_definitions(const language::document& document) { return reader().read(document); }

}  // namespace fraiseql::frontend
