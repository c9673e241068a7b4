// The fields of Query and Mutation: each is bound by one directive, which adds what belongs to
// it. Part of binding; of @call the rest is calls.cpp.
#include <algorithm>
#include <utility>

#include "frontend/sdl/binding.hpp"
#include "language/printer.hpp"

namespace fraiseql::frontend {
namespace {

using language::operation_kind;

std::string to_text(const schema::type_use& use) {
  std::string text = use.name;
  for (unsigned bit = 0;; ++bit) {
    if (((use.non_null >> bit) & 1U) != 0) text += '!';
    if (bit == use.list_depth) return text;
    text.insert(0, 1, '[');
    text += ']';
  }
}

}  // namespace

std::string binding::root_name(operation_kind kind) {
  return kind == operation_kind::mutation ? "Mutation" : "Query";
}

void binding::read_roots() {
  for (const operation_kind kind : {operation_kind::query, operation_kind::mutation}) {
    const auto is_root = [&](const type_definition& one) {
      return one.declared.name == root_name(kind) && one.declared.kind == schema::type_kind::object;
    };
    const auto found = std::ranges::find_if(of_.types, is_root);
    if (found == of_.types.end()) continue;
    read_root(*found, kind);
    // What is left to say of the type itself.
    found->declared.fields.clear();
    found->declared.origin = schema::root_origin(kind);
    builder_.add(std::move(found->declared));
    of_.types.erase(found);
  }
  if (of_.schema) builder_.set(std::move(*of_.schema));
}

bool binding::has_its_roots() {
  const std::size_t before = errors_.size();
  for (const operation_kind kind : {operation_kind::query, operation_kind::mutation}) {
    const type_definition* type = find_type(root_name(kind));
    if (type == nullptr || type->declared.kind == schema::type_kind::object) continue;
    refuse("\"" + root_name(kind) + "\" is the name of a root, which is a type",
           type->parts.front()->offset);
  }
  const auto refuse_subscriptions = [&](schema::place at) {
    refuse("subscriptions are not served; remove them", at);
  };
  if (!of_.schema) {
    const type_definition* subscription = find_type("Subscription");
    if (subscription != nullptr) refuse_subscriptions(subscription->parts.front()->offset);
    return errors_.size() == before;
  }
  const auto& roots = of_.schema->roots;
  for (const schema::root_declaration& root : roots) {
    const schema::place at =
        root.type.at == schema::nowhere ? of_.schema->at.front() : root.type.at;
    if (root.kind == operation_kind::subscription) {
      refuse_subscriptions(at);
    } else if (root.type.name != root_name(root.kind)) {
      refuse("the root type of a " + std::string(language::to_string(root.kind)) + " is \"" +
                 root_name(root.kind) + "\", not \"" + root.type.name + "\"; rename it",
             at);
    }
  }
  for (const operation_kind kind : {operation_kind::query, operation_kind::mutation}) {
    const type_definition* type = find_type(root_name(kind));
    const bool is_named =
        std::ranges::find(roots, kind, &schema::root_declaration::kind) != roots.end();
    if (type == nullptr || is_named) continue;
    refuse("the schema definition leaves \"" + root_name(kind) + "\" out; name it there",
           of_.schema->at.front());
  }
  return errors_.size() == before;
}

void binding::read_root(const type_definition& root, operation_kind kind) {
  auto fields = root.declared.fields;
  auto next = fields.begin();
  for (const language::type_system_node* part : root.parts) {
    refuse_inert(part->directives, {authorize_name}, "type \"" + root.declared.name + "\"",
                 "it has no rows");
    if (const auto* said = find_directive(part->directives, authorize_name)) {
      refuse("@authorize has no effect on type \"" + root.declared.name +
                 "\": say it of each of its fields",
             said->offset);
    }
    for (const field_node& node : part->fields) read_root_field(kind, node, *next++);
  }
}

void binding::read_root_field(operation_kind kind, const field_node& node,
                              schema::field_declaration& field) {
  const std::string where = "field \"" + root_name(kind) + "." + field.name + "\"";
  refuse_inert(node.directives, {find_name, find_one_name, call_name, authorize_name}, where,
               "nothing is stored there");
  field.authorized = authorization_of(node.directives, field.at.authorization);
  const language::directive_node* how = binding_of(kind, node, where);
  if (how == nullptr) return;
  const schema::listing as =
      how->name.text == find_name ? take_listing(field) : schema::listing::list;
  if (how->name.text != call_name) read_.insert(field.type.name);
  if (const auto* on = find_argument(*how, "on")) {
    refuse("@" + std::string(how->name.text) + "(on:) has no effect on " + where +
               ": there is no object whose fields could be equal",
           on->name.offset);
  }
  if (how->name.text == find_name) declare_find(*how, node, field, as);
  if (how->name.text == find_one_name) declare_find_one(*how, node, field);
  if (how->name.text == call_name) declare_call(kind, *how, node, field);
}

const language::directive_node* binding::binding_of(operation_kind kind, const field_node& node,
                                                    const std::string& where) {
  const language::directive_node* how = nullptr;
  const bool mutates = kind == operation_kind::mutation;
  for (const std::string_view name : {find_name, find_one_name, call_name}) {
    const auto* one = find_directive(node.directives, name);
    if (one == nullptr) continue;
    if (mutates && name != call_name) {
      refuse("@" + std::string(name) + " reads, so it cannot stand on " + where +
                 "; a mutation is a @call",
             one->offset);
      return nullptr;
    }
    if (how != nullptr) {
      refuse(where + " is bound twice; keep one of @" + std::string(how->name.text) + " and @" +
                 std::string(name),
             one->offset);
      return nullptr;
    }
    how = one;
  }
  if (how == nullptr) {
    refuse(where + " is bound to nothing; add " +
               (mutates ? "@call(function: ...)" : "@find, @findOne or @call(function: ...)"),
           node.offset);
  }
  return how;
}

bool binding::has_no_arguments(const field_node& node, const language::directive_node& how) {
  if (node.arguments.empty()) return true;
  refuse("@" + std::string(how.name.text) + " adds the arguments of \"" +
             std::string(node.name.text) + "\" itself; remove \"" +
             std::string(node.arguments.front().name.text) + "\"",
         node.arguments.front().offset);
  return false;
}

bool binding::is_readable(const field_node& node, const schema::field_declaration& field) {
  const type_definition* rows = find_type(field.type.name);
  const bool is_object = rows != nullptr && (rows->declared.kind == schema::type_kind::object ||
                                             rows->declared.kind == schema::type_kind::interface);
  if (is_object) return true;
  const bool is_root = field.type.name == root_name(operation_kind::query) ||
                       field.type.name == root_name(operation_kind::mutation);
  refuse("\"" + field.name + "\" reads \"" + field.type.name + "\", which is " +
             (is_root ? "a root and has no rows" : "no object type and no interface"),
         node.type.offset);
  return false;
}

bool binding::is_of_type(const field_node& node, const schema::field_declaration& field,
                         const schema::type_use& wanted, std::string_view because) {
  const bool is_same =
      field.type.list_depth == wanted.list_depth && field.type.non_null == wanted.non_null;
  if (is_same) return true;
  refuse("\"" + field.name + "\" is of type \"" + language::print(node.type) + "\", but " +
             std::string(because) + ": its type is \"" + to_text(wanted) + "\"",
         node.type.offset);
  return false;
}

void binding::declare_find(const language::directive_node& how, const field_node& node,
                           const schema::field_declaration& field, schema::listing as) {
  if (!has_no_arguments(node, how) || !is_readable(node, field)) return;
  schema::find_declaration made{
      .name = field.name,
      .object = field.type.name,
      .description = field.description,
      .deprecation = field.deprecation,
      .list = read_list(how, node, field, root_name(operation_kind::query), as),
      .authorized = field.authorized,
      .origin = {},
      .at = node.offset,
      .authorized_at = field.at.authorization};
  builder_.add_query(std::move(made));
}

void binding::declare_find_one(const language::directive_node& how, const field_node& node,
                               const schema::field_declaration& field) {
  const bool fits = has_no_arguments(node, how) && is_readable(node, field) &&
                    is_of_type(node, field, {field.type.name, 0, 0}, "a look-up may find nothing");
  if (!fits) return;
  builder_.add_query(schema::find_one_declaration{.name = field.name,
                                                  .object = field.type.name,
                                                  .description = field.description,
                                                  .deprecation = field.deprecation,
                                                  .authorized = field.authorized,
                                                  .origin = {},
                                                  .at = node.offset,
                                                  .authorized_at = field.at.authorization});
}

}  // namespace fraiseql::frontend
