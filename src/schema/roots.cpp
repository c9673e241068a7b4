// The root fields of a served schema: what a front-end binds to a relation or a function.
#include <algorithm>

#include "schema/assembly.hpp"
#include "schema/naming.hpp"

namespace fraiseql::schema {

type* assembly::readable_object(const std::string& name, const std::string& root_field,
                                const std::string& origin, place at) {
  type* object = find(name);
  if (object == nullptr ||
      (object->kind != type_kind::object && object->kind != type_kind::interface)) {
    error("the field " + root_field + " reads \"" + name +
              "\", which is no object type and no interface",
          origin, places_of(at));
    return nullptr;
  }
  if (!object->source) {
    error("the field " + root_field + " reads " + name + ", which has no read table", origin,
          places_of(at));
    return nullptr;
  }
  return object;
}

// Only the roots' own fields are read; inside another object they would mean nothing.
void assembly::check_roots() {
  const auto is_root = [&](const type* one) {
    return one != nullptr && (one == find("Query") || one == find("Mutation"));
  };
  for (const type& owner : made_->types_) {
    if (owner.is_built_in) continue;
    for (const field& one : owner.fields) {
      const type* rows = rows_of(one);
      const bool is_read = is_root(&owner) ? one.native == nullptr : one.is_relation();
      const bool is_empty = is_read && rows != nullptr && rows->kind == type_kind::interface &&
                            rows->possible_types.empty();
      if (is_empty) {
        error("field \"" + owner.name + "." + one.name + "\" reads \"" + rows->name +
                  "\", which no type implements",
              owner.origin, places_of(one.at.self));
      }
      const type* of = one.type.named;
      const bool may_be_root =
          of != nullptr && (is_root(of) || (of->kind == type_kind::interface &&
                                            std::ranges::any_of(of->possible_types, is_root)));
      if (!may_be_root) continue;
      error("field \"" + owner.name + "." + one.name + "\" is of type \"" + of->name +
                "\", which a root is, and no object contains a root",
            owner.origin, places_of(one.at.type));
    }
    for (const named_type_use& member : owner.members) {
      if (!is_root(member.named)) continue;
      error("union \"" + owner.name + "\" has the root type \"" + member.named->name +
                "\" for a member, which no object is",
            owner.origin, places_of(member.at));
    }
  }
}

void assembly::add_root_field(type& root, field added, const std::string& origin) {
  if (root.find_field(added.name) != nullptr) {
    error("the field " + root.name + "." + added.name + " is declared twice", origin,
          places_of(added.at.self));
    return;
  }
  check_authorization(root.name, added, origin);
  root.fields.push_back(std::move(added));
}

void assembly::add_root(const find_declaration& declaration) {
  type* object =
      readable_object(declaration.object, declaration.name, declaration.origin, declaration.at);
  if (object == nullptr) return;
  field made;
  made.name = declaration.name;
  made.description = declaration.description;
  made.deprecation = declaration.deprecation;
  made.at.self = declaration.at;
  made.at.authorization = declaration.authorized_at;
  made.authorized = declaration.authorized;
  made.binding =
      binding_of(*object, declaration.list, declaration.name, declaration.origin, declaration.at);
  list_rows(made, declaration.origin);
  type& root = *find("Query");
  if (declaration.list.is_aggregated) {
    field groups = groups_beside(made);
    list_groups(groups, declaration.origin);
    add_root_field(root, std::move(made), declaration.origin);
    add_root_field(root, std::move(groups), declaration.origin);
  } else {
    add_root_field(root, std::move(made), declaration.origin);
  }
  own_lists_.push_back({&root, declaration.name, &declaration.list, declaration.origin});
}

void assembly::add_root(const find_one_declaration& declaration) {
  type* object =
      readable_object(declaration.object, declaration.name, declaration.origin, declaration.at);
  if (object == nullptr) return;
  field made;
  made.name = declaration.name;
  made.description = declaration.description;
  made.deprecation = declaration.deprecation;
  made.at.self = declaration.at;
  made.at.authorization = declaration.authorized_at;
  made.authorized = declaration.authorized;
  made.type = {object, 0, 0};
  made.binding = find_one_binding{};
  made.arguments.push_back(plain_argument("id", "ID", input_role::key_part));
  made.arguments.back().stored = object->source->id;
  const field* identifier = object->find_field("identifier");
  const bool is_key = identifier != nullptr && !identifier->column.empty() &&
                      !identifier->type.is_list() && identifier->type.named != nullptr &&
                      identifier->type.named->scalar == scalar_kind::string;
  if (is_key) {
    made.arguments.push_back(plain_argument("identifier", "String", input_role::key_part));
    made.arguments.back().stored = identifier->column;
  }
  add_root_field(*find("Query"), std::move(made), declaration.origin);
}

void assembly::add_root(const call_declaration& declaration) {
  const bool mutates = declaration.kind == language::operation_kind::mutation;
  type& root = *find(mutates ? "Mutation" : "Query");
  field made;
  made.name = declaration.name;
  made.description = declaration.description;
  made.deprecation = declaration.deprecation;
  made.at.self = declaration.at;
  made.at.authorization = declaration.authorized_at;
  made.authorized = declaration.authorized;
  made.at.type = declaration.at;
  const std::string where = "field \"" + root.name + "." + made.name + "\"";
  made.type = resolve(declaration.type, where, declaration.origin, declaration.at);
  if (made.type.named == nullptr || !may_be_returned(*made.type.named, where, declaration)) return;
  if (!is_qualified_name(declaration.function)) {
    error("the field " + declaration.name + " calls the function \"" + declaration.function +
              "\", which is neither \"name\" nor \"schema.name\"",
          declaration.origin, places_of(declaration.at));
    return;
  }
  relation function = to_relation(declaration.function);
  if (declaration.is_retryable && !mutates) {
    error(where + " is retryable, which only a mutation can be; remove that", declaration.origin,
          places_of(declaration.retryable_at));
  }
  made.binding =
      call_binding{std::move(function.schema), std::move(function.name), declaration.is_retryable};
  if (!declaration.input.empty()) {
    const type* input = find(declaration.input);
    if (input == nullptr || input->kind != type_kind::input_object) {
      error("the field " + declaration.name + " takes \"" + declaration.input +
                "\", which is no input type",
            declaration.origin, places_of(declaration.at));
      return;
    }
    made.arguments.push_back(
        {.name = "input", .type = {input, 0, 1}, .role = input_role::call_input});
  }
  add_root_field(root, std::move(made), declaration.origin);
}

// What a function of the database may give: anything but what is made of other fields.
bool assembly::may_be_returned(const type& returned, const std::string& where,
                               const call_declaration& declaration) {
  const bool has_parts = std::ranges::any_of(
      returned.fields, [](const field& one) { return one.part != connection_part::none; });
  if (returned.is_output() && !has_parts) return true;
  error(where + " calls a function that would return \"" + returned.name + "\", which is " +
            (has_parts ? "made of rows that a list field has" : "an input type"),
        declaration.origin, places_of(declaration.at));
  return false;
}

void assembly::add_root(const native_declaration& declaration) {
  const bool mutates = declaration.kind == language::operation_kind::mutation;
  type& root = *find(mutates ? "Mutation" : "Query");
  if (declaration.field.relation) {
    error("field \"" + root.name + "." + declaration.field.name +
              "\" is a relation, but a root has no fields that rows could have in common",
          declaration.origin, places_of(declaration.field.at.self));
    return;
  }
  const type_declaration of{.name = root.name, .origin = declaration.origin};
  add_root_field(root, make_field(of, declaration.field), declaration.origin);
}

}  // namespace fraiseql::schema
