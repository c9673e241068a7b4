#include "schema/assembly.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "schema/built_in.hpp"
#include "schema/checks.hpp"
#include "schema/default_values.hpp"

namespace fraiseql::schema {
namespace {

using language::operation_kind;

std::string root_name(operation_kind kind) {
  switch (kind) {
    case operation_kind::query: return "Query";
    case operation_kind::mutation: return "Mutation";
    case operation_kind::subscription: return "Subscription";
  }
  return {};
}

}  // namespace

std::vector<place> assembly::places_of(place at) {
  if (at == nowhere) return {};
  return {at};
}

std::vector<place> assembly::definition_of(const type& of) {
  return places_of(of.at.empty() ? nowhere : of.at.front());
}

result<std::shared_ptr<const schema>, std::vector<schema_error>> assembly::assemble() {
  place_roots();
  place_declared();
  add_introspection();
  for (const type_declaration& declaration : from_.types_) {
    type* placed = find(declaration.name);
    const bool is_its_own = placed != nullptr && placed->origin == declaration.origin &&
                            placed->kind == declaration.kind && !placed->is_built_in;
    if (is_its_own) fill(*placed, declaration);
  }
  relate();
  add_searches();
  for (const auto& root : from_.root_fields_) {
    std::visit([&](const auto& declaration) { add_root(declaration); }, root);
  }
  add_related_lists();
  if (is_served() && find("Query") == nullptr) error("the schema has no query field", "schema");
  finish();
  add_constraints();
  add_identity();
  if (!is_repository_) add_authorizations();
  add_stored_spellings();
  coerce_own_values();
  if (!is_repository_) check_columns();
  check_ways_to_relations();
  if (is_served()) check_roots();
  if (errors_.empty()) errors_ = check(*made_);
  if (errors_.empty()) {
    const auto wrong = work_out_defaults(made_->types_, made_->directives_);
    if (wrong) errors_.push_back(*wrong);
  }
  made_->has_commands_ = from_.has_commands_;
  if (errors_.empty() && has_functions_that_read()) add_repository();
  if (!errors_.empty()) return failed{std::move(errors_)};
  made_->introspection_.emplace(*made_);
  return std::shared_ptr<const schema>(std::move(made_));
}

void assembly::error(std::string message, const std::string& origin, std::vector<place> places) {
  errors_.push_back({std::move(message), origin, std::move(places)});
}

type* assembly::find(std::string_view name) {
  const auto found = places_.find(std::string(name));
  return found == places_.end() ? nullptr : found->second;
}

type* assembly::place_type(type_kind kind, const std::string& name, const std::string& origin) {
  if (const type* other = find(name)) {
    error("the name \"" + name + "\" is taken by two types: " + other->origin + " and " + origin,
          origin, definition_of(*other));
    return nullptr;
  }
  type& placed = made_->types_.emplace_back();
  placed.kind = kind;
  placed.name = name;
  placed.origin = origin;
  placed.refuses_nul = is_served();
  places_[name] = &placed;
  return &placed;
}

void assembly::place_declared() {
  for (const type_declaration& declaration : from_.types_) {
    const type* scalar = known_scalar(declaration.name);
    if (scalar != nullptr && is_served()) {
      error("the name \"" + declaration.name + "\" belongs to a scalar", declaration.origin,
            declaration.at);
      continue;
    }
    // What the specification itself defines cannot be defined otherwise (3.13, 4.1).
    if (scalar != nullptr && scalar->is_built_in) {
      use(declaration.name, "schema", declaration.origin, nowhere);
      continue;
    }
    if (is_introspection_name(declaration.name)) {
      if (is_served()) {
        error("the name \"" + declaration.name + "\" belongs to introspection", declaration.origin,
              declaration.at);
      }
      continue;
    }
    const type* known = find(declaration.name);
    if (known != nullptr && known->origin == declaration.origin) continue;
    place_type(declaration.kind, declaration.name, declaration.origin);
  }
}

// A served schema's roots come with their first field.
void assembly::place_roots() {
  for (const auto& root : from_.root_fields_) {
    const auto* native = std::get_if<native_declaration>(&root);
    const auto* call = std::get_if<call_declaration>(&root);
    const bool mutates = (call != nullptr && call->kind == operation_kind::mutation) ||
                         (native != nullptr && native->kind == operation_kind::mutation);
    const auto kind = mutates ? operation_kind::mutation : operation_kind::query;
    if (find(root_name(kind)) == nullptr) {
      place_type(type_kind::object, root_name(kind), root_origin(kind));
    }
  }
}

const type* assembly::use(const std::string& name, const std::string& where,
                          const std::string& origin, place at) {
  if (const type* found = find(name)) return found;
  const type* scalar = known_scalar(name);
  if (scalar != nullptr && (is_served() || scalar->is_built_in)) {
    type* placed = place_type(type_kind::scalar, name, "a scalar of the framework");
    *placed = *scalar;
    placed->refuses_nul = is_served();
    return placed;
  }
  std::vector<std::string_view> known = known_scalar_names();
  for (const auto& [other, _] : places_) known.push_back(other);
  std::ranges::sort(known);
  error(where + " has the unknown type \"" + name + "\"" + did_you_mean(name, known), origin,
        places_of(at));
  return nullptr;
}

type_reference assembly::resolve(const type_use& used, const std::string& where,
                                 const std::string& origin, place at) {
  if (used.list_depth > max_list_depth) {
    error(where + " nests more than " + std::to_string(max_list_depth) + " lists", origin,
          places_of(at));
    return {};
  }
  return {use(used.name, where, origin, at), used.list_depth, used.non_null};
}

// The internal keys of the database conventions; they never leave the command side.
void assembly::refuse_internal_key(std::string_view stored, const std::string& where,
                                   const std::string& origin, place at) {
  if (!is_served() || (!stored.starts_with("pk_") && !stored.starts_with("fk_"))) return;
  error(where + " names the internal key \"" + std::string(stored) +
            "\"; publish `id` or an identifier instead",
        origin, places_of(at));
}

void assembly::fill(type& filled, const type_declaration& declaration) {
  if (!filled.at.empty()) return;  // declared again by the same origin
  filled.at = declaration.at.empty() ? std::vector<place>{nowhere} : declaration.at;
  filled.description = declaration.description;
  filled.source = declaration.source;
  filled.values = declaration.values;
  filled.is_one_of = declaration.is_one_of;
  filled.specified_by = declaration.specified_by;
  filled.discriminator = declaration.discriminator;
  filled.rule = declaration.rule;
  filled.is_public = declaration.is_public;
  filled.authorized = declaration.authorized;
  if (filled.rule != nullptr) filled.scalar = scalar_kind::ruled;
  const std::string& origin = declaration.origin;
  const auto resolve_names = [&](const std::vector<name_use>& names,
                                 std::vector<named_type_use>& into) {
    for (const name_use& one : names) {
      if (const type* named = use(one.name, "type " + filled.name, origin, one.at)) {
        into.push_back({named, one.at});
      }
    }
  };
  resolve_names(declaration.interfaces, filled.interfaces);
  resolve_names(declaration.members, filled.members);
  for (const field_declaration& declared : declaration.fields) {
    filled.fields.push_back(make_field(declaration, declared));
    if (declared.relation) begin_relation(filled, declared);
  }
  for (const input_declaration& declared : declaration.input_fields) {
    const std::string where = "input field " + filled.name + "." + declared.name;
    input_value made = make_input(declared, where, origin);
    refuse_internal_key(made.stored, where, origin, declared.at.self);
    filled.input_fields.push_back(std::move(made));
  }
}

field assembly::make_field(const type_declaration& of, const field_declaration& declared) {
  const std::string where = "field " + of.name + "." + declared.name;
  field made;
  made.name = declared.name;
  made.description = declared.description;
  made.deprecation = declared.deprecation;
  made.at = declared.at;
  made.type = resolve(declared.type, where, of.origin, declared.at.type);
  made.authorized = declared.authorized;
  for (const input_declaration& argument : declared.arguments) {
    made.arguments.push_back(make_input(
        argument, "argument " + of.name + "." + declared.name + "(" + argument.name + ":)",
        of.origin));
  }
  if (declared.relation) return made;
  made.native = declared.native;
  made.stored_key = declared.stored_key.empty() ? declared.name : declared.stored_key;
  refuse_internal_key(made.stored_key, where, of.origin, declared.at.self);
  // The columns that every relation has, where the field can be compared with them.
  const scalar_kind scalar =
      made.type.named == nullptr ? scalar_kind::other : made.type.named->scalar;
  const bool is_uuid = scalar == scalar_kind::id || scalar == scalar_kind::uuid;
  const bool is_key =
      !made.type.is_list() && ((made.stored_key == "id" && is_uuid) ||
                               (made.stored_key == "identifier" && scalar == scalar_kind::string));
  const bool is_stored = of.source && made.native == nullptr;
  if (!declared.column.empty() && (is_key || declared.column == "id")) {
    error(where +
              (is_key ? " is stored as \"" + made.stored_key + "\", which has that column by itself"
                      : " cannot have the column \"id\", which is the row's"),
          of.origin, places_of(declared.at.column));
  }
  made.column = declared.column;
  refuse_internal_key(made.column, where, of.origin, declared.at.column);
  if (is_stored && is_key) made.column = made.stored_key;
  return made;
}

input_value assembly::make_input(const input_declaration& declared, const std::string& where,
                                 const std::string& origin) {
  input_value made;
  made.name = declared.name;
  made.description = declared.description;
  made.deprecation = declared.deprecation;
  made.at = declared.at;
  made.type = resolve(declared.type, where, origin, declared.at.type);
  made.default_value = declared.default_value;
  made.default_literal = declared.default_literal;
  made.stored = declared.stored.empty() ? declared.name : declared.stored;
  return made;
}

void assembly::add_declared_directives() {
  for (const directive_declaration& declared : from_.directives_) {
    directive made;
    made.name = declared.name;
    made.description = declared.description;
    made.locations = declared.locations;
    made.is_repeatable = declared.is_repeatable;
    made.deprecation = declared.deprecation;
    made.at = declared.at;
    made.origin = declared.origin;
    for (const input_declaration& argument : declared.arguments) {
      made.arguments.push_back(make_input(
          argument, "argument @" + declared.name + "(" + argument.name + ":)", declared.origin));
    }
    made_->directives_.push_back(std::move(made));
  }
}

void assembly::finish() {
  add_declared_directives();
  const type* boolean = use("Boolean", "schema", "schema", nowhere);
  const type* string = use("String", "schema", "schema", nowhere);
  for (directive& one : built_in_directives(boolean, string)) {
    if (made_->find_directive(one.name) == nullptr) made_->directives_.push_back(std::move(one));
  }
  const auto set_root = [&](operation_kind kind, const type* root, place at) {
    if (kind == operation_kind::query) made_->query_ = root;
    if (kind == operation_kind::mutation) made_->mutation_ = root;
    if (kind == operation_kind::subscription) made_->subscription_ = root;
    made_->root_at_.at(static_cast<std::size_t>(kind)) = at;
  };
  if (from_.schema_) {
    made_->description_ = from_.schema_->description;
    made_->at_ = from_.schema_->at;
    for (const root_declaration& root : from_.schema_->roots) {
      set_root(root.kind, use(root.type.name, "schema", "schema", root.type.at), root.type.at);
    }
  } else {
    for (const auto kind :
         {operation_kind::query, operation_kind::mutation, operation_kind::subscription}) {
      set_root(kind, find(root_name(kind)), nowhere);
    }
  }
  for (type& one : made_->types_) {
    if (one.kind == type_kind::object) one.possible_types = {&one};
    for (const named_type_use& member : one.members) one.possible_types.push_back(member.named);
    if (one.kind != type_kind::object) continue;
    for (const named_type_use& interface : one.interfaces) {
      find(interface.named->name)->possible_types.push_back(&one);
    }
  }
  for (const type& one : made_->types_) made_->by_name_[one.name] = &one;
  made_->typename_.name = "__typename";
  made_->typename_.description = "The name of the object type at hand.";
  made_->typename_.type = {string, 0, 1};
}

}  // namespace fraiseql::schema
