#include "schema/assembly.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "schema/built_in.hpp"

namespace fraiseql::schema {
namespace {

// The internal keys of the database conventions; they never leave the command side.
bool is_internal_key(std::string_view stored) {
  return stored.starts_with("pk_") || stored.starts_with("fk_");
}

std::pair<std::string, std::string> split_qualified(const std::string& name) {
  const std::size_t dot = name.find('.');
  if (dot == std::string::npos) return {"public", name};
  return {name.substr(0, dot), name.substr(dot + 1)};
}

}  // namespace

result<std::shared_ptr<const schema>, std::vector<schema_error>> assembly::assemble() {
  place_declared();
  for (const auto& declaration : from_.objects_) {
    if (origins_[declaration.name] == declaration.origin)
      fill(*find(declaration.name), declaration);
  }
  for (const auto& declaration : from_.inputs_) {
    if (origins_[declaration.name] == declaration.origin)
      fill(*find(declaration.name), declaration);
  }
  for (const auto& root : from_.root_fields_) {
    std::visit([&](const auto& declaration) { add_root(declaration); }, root);
  }
  if (query_->fields.empty()) error("the schema has no query field", "schema");
  finish();
  if (!errors_.empty()) return failed{std::move(errors_)};
  return std::shared_ptr<const schema>(std::move(made_));
}

void assembly::error(std::string message, const std::string& origin) {
  errors_.push_back({std::move(message), origin});
}

void assembly::check_name(std::string_view name, std::string_view what, const std::string& origin) {
  if (!is_name(name)) {
    error(std::string(what) + " \"" + std::string(name) +
              "\" is not a GraphQL name (letters, digits and _, not a digit first)",
          origin);
  } else if (name.starts_with("__")) {
    error(std::string(what) + " \"" + std::string(name) +
              "\" begins with two underscores, which introspection keeps for itself",
          origin);
  }
}

type* assembly::find(std::string_view name) {
  const auto found = places_.find(std::string(name));
  return found == places_.end() ? nullptr : found->second;
}

type* assembly::place(type_kind kind, const std::string& name, const std::string& origin) {
  if (find(name) != nullptr) {
    error("the name \"" + name + "\" is taken by two types: " + origins_[name] + " and " + origin,
          origin);
    return nullptr;
  }
  type& placed = made_->types_.emplace_back();
  placed.kind = kind;
  placed.name = name;
  places_[name] = &placed;
  origins_[name] = origin;
  return &placed;
}

void assembly::place_declared() {
  query_ = place(type_kind::object, "Query", "the root of queries");
  const bool mutates = std::ranges::any_of(from_.root_fields_, [](const auto& root) {
    return std::holds_alternative<call_declaration>(root);
  });
  if (mutates) mutation_ = place(type_kind::object, "Mutation", "the root of mutations");
  const auto place_once = [&](type_kind kind, const auto& declaration) {
    check_name(declaration.name, "the type", declaration.origin);
    const auto known = origins_.find(declaration.name);
    if (known != origins_.end() && known->second == declaration.origin) return;
    if (known_scalar(declaration.name) != nullptr) {
      error("the name \"" + declaration.name + "\" belongs to a scalar", declaration.origin);
      return;
    }
    place(kind, declaration.name, declaration.origin);
  };
  for (const auto& object : from_.objects_) place_once(type_kind::object, object);
  for (const auto& input : from_.inputs_) place_once(type_kind::input_object, input);
}

const type* assembly::use(const std::string& name, const std::string& where,
                          const std::string& origin) {
  if (const type* found = find(name)) return found;
  const type* scalar = known_scalar(name);
  if (scalar != nullptr) {
    type* placed = place(type_kind::scalar, name, "a scalar of the framework");
    *placed = *scalar;
    return placed;
  }
  std::vector<std::string_view> known = known_scalar_names();
  for (const auto& [other, _] : places_) known.push_back(other);
  error(where + " has the unknown type \"" + name + "\"" + did_you_mean(name, known), origin);
  return nullptr;
}

type_reference assembly::resolve(const type_use& used, const std::string& where,
                                 const std::string& origin) {
  if (used.list_depth > 7) error(where + " nests more than 7 lists", origin);
  return {use(used.name, where, origin), used.list_depth, used.non_null};
}

void assembly::fill(type& object, const object_declaration& declaration) {
  if (!object.fields.empty()) return;
  object.description = declaration.description;
  object.source = declaration.source;
  if (declaration.fields.empty())
    error("type " + object.name + " has no field", declaration.origin);
  for (const auto& declared : declaration.fields) {
    const std::string where = "field " + object.name + "." + declared.name;
    check_name(declared.name, "the field", declaration.origin);
    if (object.find_field(declared.name) != nullptr) {
      error(where + " is declared twice", declaration.origin);
    }
    field made;
    made.name = declared.name;
    made.description = declared.description;
    made.type = resolve(declared.type, where, declaration.origin);
    made.stored_key = declared.stored_key.empty() ? declared.name : declared.stored_key;
    if (made.type.named != nullptr && made.type.named->kind == type_kind::input_object) {
      error(where + " cannot answer with the input type " + made.type.named->name,
            declaration.origin);
    }
    if (is_internal_key(made.stored_key)) {
      error(where + " reads the internal key \"" + made.stored_key + "\"; publish `id` instead",
            declaration.origin);
    }
    const bool is_key = made.stored_key == "id" || made.stored_key == "identifier";
    if (object.source && is_key && !made.type.is_list()) made.column = made.stored_key;
    object.fields.push_back(std::move(made));
  }
}

void assembly::fill(type& input, const input_object_declaration& declaration) {
  if (!input.input_fields.empty()) return;
  input.description = declaration.description;
  if (declaration.fields.empty())
    error("input " + input.name + " has no field", declaration.origin);
  for (const auto& declared : declaration.fields) {
    const std::string where = "input field " + input.name + "." + declared.name;
    check_name(declared.name, "the input field", declaration.origin);
    if (input.find_input_field(declared.name) != nullptr) {
      error(where + " is declared twice", declaration.origin);
    }
    input_value made;
    made.name = declared.name;
    made.description = declared.description;
    made.type = resolve(declared.type, where, declaration.origin);
    made.default_value = declared.default_value;
    made.stored = declared.stored.empty() ? declared.name : declared.stored;
    if (made.type.named != nullptr && !made.type.named->is_input()) {
      error(where + " cannot take the output type " + made.type.named->name, declaration.origin);
    }
    if (is_internal_key(made.stored)) {
      error(where + " names the internal key \"" + made.stored +
                "\"; take an identifier and resolve it inside the function",
            declaration.origin);
    }
    input.input_fields.push_back(std::move(made));
  }
}

type* assembly::readable_object(const std::string& name, const std::string& root_field,
                                const std::string& origin) {
  type* object = find(name);
  if (object == nullptr || object->kind != type_kind::object) {
    error("the field " + root_field + " reads \"" + name + "\", which is no object type", origin);
    return nullptr;
  }
  if (!object->source) {
    error("the field " + root_field + " reads " + name + ", which has no read table", origin);
    return nullptr;
  }
  return object;
}

void assembly::add_root_field(type& root, field added, const std::string& origin) {
  check_name(added.name, "the field", origin);
  if (root.find_field(added.name) != nullptr) {
    error("the field " + root.name + "." + added.name + " is declared twice", origin);
    return;
  }
  root.fields.push_back(std::move(added));
}

void assembly::add_root(const find_declaration& declaration) {
  type* object = readable_object(declaration.object, declaration.name, declaration.origin);
  if (object == nullptr) return;
  field made;
  made.name = declaration.name;
  made.description = declaration.description;
  made.type = {object, 1, 0b11};
  made.binding = find_binding{declaration.maximum_limit};
  made.arguments.push_back({.name = "where",
                            .type = {where_input(*object, declaration.origin), 0, 0},
                            .role = input_role::where});
  made.arguments.push_back(
      {.name = "orderBy", .type = {order_input(*object), 1, 0b01}, .role = input_role::order_by});
  const std::int32_t page = std::min(declaration.maximum_limit, 100);
  made.arguments.push_back(
      plain_argument("limit", "Int", input_role::limit, json::number{std::to_string(page)}));
  made.arguments.push_back(plain_argument("offset", "Int", input_role::offset, json::number{"0"}));
  add_root_field(*query_, std::move(made), declaration.origin);
}

void assembly::add_root(const find_one_declaration& declaration) {
  type* object = readable_object(declaration.object, declaration.name, declaration.origin);
  if (object == nullptr) return;
  field made;
  made.name = declaration.name;
  made.description = declaration.description;
  made.type = {object, 0, 0};
  made.binding = find_one_binding{};
  made.arguments.push_back(plain_argument("id", "ID", input_role::key_part));
  made.arguments.back().stored = object->source->id;
  if (object->find_field("identifier") != nullptr) {
    made.arguments.push_back(plain_argument("identifier", "String", input_role::key_part));
    made.arguments.back().stored = "identifier";
  }
  add_root_field(*query_, std::move(made), declaration.origin);
}

void assembly::add_root(const call_declaration& declaration) {
  type* object = readable_object(declaration.object, declaration.name, declaration.origin);
  if (object == nullptr) return;
  field made;
  made.name = declaration.name;
  made.description = declaration.description;
  made.type = {object, 0, 1};
  const auto [schema_name, function] = split_qualified(declaration.function);
  made.binding = call_binding{schema_name, function};
  if (function.empty()) {
    error("the field " + declaration.name + " calls a function without a name", declaration.origin);
  }
  if (!declaration.input.empty()) {
    const type* input = find(declaration.input);
    if (input == nullptr || input->kind != type_kind::input_object) {
      error("the field " + declaration.name + " takes \"" + declaration.input +
                "\", which is no input type",
            declaration.origin);
      return;
    }
    for (const input_value& one : input->input_fields) {
      if (one.type.named == nullptr || (!one.type.is_list() && one.type.named->is_leaf())) continue;
      error("the field " + declaration.name + " passes " + input->name + "." + one.name +
                " to a function, which takes single values only",
            declaration.origin);
    }
    made.arguments.push_back(
        {.name = "input", .type = {input, 0, 1}, .role = input_role::call_input});
  }
  add_root_field(*mutation_, std::move(made), declaration.origin);
}

void assembly::finish() {
  // Every schema has the specification's scalars, whether or not a field uses them.
  for (const char* name : {"Int", "Float", "String", "Boolean", "ID"}) use(name, name, "schema");
  made_->query_ = query_;
  made_->mutation_ = mutation_;
  for (type& one : made_->types_) {
    if (one.kind == type_kind::object) one.possible_types = {&one};
  }
  for (const type& one : made_->types_) made_->by_name_[one.name] = &one;
  made_->directives_ = built_in_directives(find("Boolean"), find("String"));
  made_->typename_.name = "__typename";
  made_->typename_.description = "The name of the object type at hand.";
  made_->typename_.type = {find("String"), 0, 1};
}

}  // namespace fraiseql::schema
