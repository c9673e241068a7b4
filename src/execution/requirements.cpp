// What a column or parameter must be follows from plan::column_types alone.
#include "execution/requirements.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "execution/own_values.hpp"
#include "execution/session.hpp"
#include "schema/naming.hpp"
#include "sql/statement.hpp"

namespace fraiseql::execution {
namespace {

// The extension whose type has the values; "" where PostgreSQL itself has one.
std::string extension_of(const schema::type& of) {
  if (of.kind != schema::type_kind::scalar) return {};
  const bool has_extension =
      of.scalar == schema::scalar_kind::ltree || of.scalar == schema::scalar_kind::vector;
  return has_extension ? plan::column_types({.named = &of}).front() : std::string();
}

template <class Required>
void add_once(std::vector<Required>& into, Required one) {
  if (std::ranges::find(into, one) == into.end()) into.push_back(std::move(one));
}

// How the author of a function would declare a parameter for values of that type, as
// format_type() spells it: as a column, but that one of MAC addresses may be of either type.
std::string parameter_type(const schema::type& of) {
  if (of.scalar == schema::scalar_kind::mac_address) return "macaddr";
  return plan::column_types({.named = &of}).front();
}

void add_relation(postgres::requirements& into, const schema::type& object) {
  const schema::relation& source = *object.source;
  postgres::required_relation needed{.schema = source.schema,
                                     .name = source.name,
                                     .document = source.document,
                                     .columns = {{source.id, {"uuid"}}},
                                     .is_public = object.is_public};
  needed.columns.push_back({source.document, {"jsonb"}});
  for (const schema::field& field : object.fields) {
    if (field.column.empty() || field.column == source.id) continue;
    auto types = plan::column_types(field.type);
    if (!types.empty()) needed.columns.push_back({field.column, std::move(types)});
  }
  if (object.search && !object.search->column.empty()) {
    needed.columns.push_back({object.search->column, {"tsvector"}});
  }
  add_once(into.relations, std::move(needed));
}

// Whether the database has the configurations that types name: each is asked for as a statement
// asks for it.
void add_configurations(std::vector<postgres::required_pattern>& into,
                        const schema::schema& schema) {
  for (const schema::type& one : schema.types()) {
    if (!one.search || one.search->configuration.empty()) continue;
    auto asked = std::make_shared<sql::statement>();
    asked->text = "SELECT $1::text::regconfig::text";
    postgres::command check{.statement = std::move(asked)};
    check.parameters.push_back(
        {.oid = 25, .is_binary = true, .bytes = sql::octets(one.search->configuration)});
    into.push_back({"the search of type \"" + one.name + "\"", std::move(check)});
  }
}

// The types that have the values of a scalar or an enumeration, however they are kept.
std::vector<std::string> leaf_types(const schema::type& of) {
  auto types = plan::column_types({.named = &of});
  if (types.front() == "text") {
    for (const char* one : {"character", "name", "citext"}) types.emplace_back(one);
  } else if (types.front() == "double precision") {
    for (const char* one : {"real", "numeric", "integer", "bigint", "smallint"}) {
      types.emplace_back(one);
    }
  }
  return types;
}

postgres::required_member member_for(const std::string& stored,
                                     const schema::type_reference& type) {
  postgres::required_member made{.name = stored, .is_list = type.is_list()};
  if (!type.named->is_leaf()) return made;
  made.types = leaf_types(*type.named);
  made.may_be_enum = made.types.front() == "text";
  made.may_be_any = type.named->scalar == schema::scalar_kind::json;
  return made;
}

postgres::required_parameter parameter_for(const schema::input_value& input) {
  using postgres::passed_as;
  const schema::type& named = *input.type.named;
  postgres::required_parameter made{
      .name = "p_" + input.stored,
      .type = named.is_leaf() ? parameter_type(named) : "jsonb",
      .is_always_passed = input.type.is_non_null() || input.has_default()};
  if (named.is_leaf()) {
    made.as = input.type.is_list() ? passed_as::list : passed_as::value;
    return made;
  }
  made.as = input.type.is_list() ? passed_as::objects : passed_as::object;
  for (const schema::input_value& one : named.input_fields) {
    made.members.push_back(member_for(one.stored, one.type));
  }
  return made;
}

// What is stored of the object, whose row may come in its place.
std::vector<postgres::required_member> members_for(const schema::type& object) {
  std::vector<postgres::required_member> members;
  if (object.kind != schema::type_kind::object) {
    members.push_back({.name = object.discriminator, .types = {"text"}});
    members.back().may_be_enum = true;
    return members;
  }
  for (const schema::field& one : object.fields) {
    if (one.native != nullptr || one.is_relation()) continue;
    members.push_back(member_for(one.stored_key, one.type));
    members.back().must_be_there = one.type.is_non_null() && !object.source;
  }
  return members;
}

postgres::required_result result_for(const schema::type_reference& type) {
  const schema::type& named = *type.named;
  postgres::required_result made{.types = {"jsonb"}, .is_list = type.is_list()};
  made.has_lists = type.list_depth > 1;
  if (!named.is_leaf()) {
    made.may_be_row = true;
    made.members = members_for(named);
    if (named.source) made.types = {"uuid"};
    return made;
  }
  made.types = leaf_types(named);
  made.may_be_enum = made.types.front() == "text";
  made.may_be_nothing = named.scalar == schema::scalar_kind::boolean && !type.is_list();
  made.may_be_any = named.scalar == schema::scalar_kind::json;
  return made;
}

void add_function(postgres::requirements& into, const schema::field& field,
                  const schema::call_binding& call, bool only_reads) {
  postgres::required_function needed{
      call.schema, call.function, {}, result_for(field.type), only_reads};
  for (const auto& argument : field.arguments) {
    if (argument.role != schema::input_role::call_input) continue;
    for (const auto& input : argument.type.named->input_fields) {
      needed.parameters.push_back(parameter_for(input));
    }
  }
  add_once(into.functions, std::move(needed));
}

// The relations of the objects that a field's value can be.
void add_relations(postgres::requirements& into, const schema::type& named) {
  if (named.source) add_relation(into, named);
  for (const schema::type* possible : named.possible_types) {
    if (possible->source) add_relation(into, *possible);
  }
}

void judge_column(columns_by_name& into, const schema::type& object, const schema::field& field,
                  const plan::found_relation& in, const plan::found_column& column) {
  const auto types = plan::column_types(field.type);
  if (types.empty() || column.is_text_of_document) return;
  const bool is_of_type = std::ranges::find(types, column.type) != types.end();
  const schema::relation& from = *object.source;
  const std::string here =
      (from.schema == "public" ? "" : from.schema + ".") + from.name + "." + column.name;
  const std::string of_field = object.name + "." + field.name;
  if (plan::column_of(field, in) == &column) {
    into.used.push_back("the column " + here + " is used for " + of_field);
    return;
  }
  std::string wanted;
  for (const std::string& type : types) wanted += (wanted.empty() ? "" : " or ") + type;
  const std::string message = "the column " + here + " is not used for " + of_field +
                              ", which is of type " + to_text(field.type.nullable()) +
                              ": it is of type " + column.type;
  if (!is_of_type) {
    into.unused.push_back({message, "its type would have to be " + wanted});
  } else if (column.is_rounded) {
    into.unused.push_back(
        {message + " and rounds what it keeps",
         "it would have to be " + column.type +
             " without a precision, or to be declared as the column of the field"});
  } else {
    into.unused.push_back(
        {message + " and has a collation of its own",
         "its collation would have to be that of the database, or it to be declared as "
         "the column of the field"});
  }
}

// The field by which a filter finds rows, as its object calls it.
std::string name_of(const schema::schema& of, const schema::field& field) {
  for (const schema::type& object : of.types()) {
    for (const schema::field& one : object.fields) {
      if (&one == &field) return object.name + "." + field.name;
    }
  }
  return field.name;
}

void add_extension(postgres::requirements& into, const schema::type_reference& type,
                   const std::string& user) {
  const std::string name = extension_of(*type.named);
  if (name.empty()) return;
  const auto has_name = [&](const postgres::required_extension& one) { return one.name == name; };
  if (std::ranges::any_of(into.extensions, has_name)) return;
  into.extensions.push_back({name, user + " of type " + to_text(type.nullable())});
}

// Values of these types are compared or passed. One that is only answered is text in a document.
void add_extensions(postgres::requirements& into, const schema::schema& of) {
  for (const schema::type& type : of.types()) {
    for (const schema::input_value& one : type.input_fields) {
      if (one.role != schema::input_role::filter_field || one.target->type.named == nullptr) {
        continue;
      }
      if (extension_of(*one.target->type.named).empty()) continue;
      add_extension(into, one.target->type, name_of(of, *one.target));
    }
  }
  for (const schema::type* root : {of.query_type(), of.mutation_type()}) {
    if (root == nullptr) continue;
    for (const schema::field& field : root->fields) {
      for (const schema::input_value& argument : field.arguments) {
        if (argument.role != schema::input_role::call_input) continue;
        for (const schema::input_value& input : argument.type.named->input_fields) {
          add_extension(into, input.type, argument.type.named->name + "." + input.name);
        }
      }
    }
  }
}

postgres::required_identity identity_of(const schema::schema& of) {
  postgres::required_identity needed;
  if (!of.role()) return needed;
  needed.roles = of.role()->allowed;
  needed.roles.push_back(of.role()->anonymous);
  return needed;
}

}  // namespace

postgres::requirements requirements_of(const std::shared_ptr<const schema::schema>& schema,
                                       const std::string& search_configuration) {
  postgres::requirements needed{.search_configuration = search_configuration,
                                .patterns = own_patterns(*schema),
                                .judge = [schema](const postgres::found_catalogue& found) {
                                  return wrong_own_values(*schema, found);
                                }};
  add_configurations(needed.patterns, *schema);
  needed.session = session_of_looks(*schema);
  add_extensions(needed, *schema);
  if (schema->has_identity()) needed.identity = identity_of(*schema);
  for (const schema::field* reads : reading_fields(*schema)) {
    const auto* find = std::get_if<schema::find_binding>(&reads->binding);
    add_relation(needed, find != nullptr ? *find->rows : *reads->type.named);
  }
  if (schema->repository() != nullptr) {
    for (const schema::field* reads : reading_fields(*schema->repository())) {
      if (const auto* find = std::get_if<schema::find_binding>(&reads->binding)) {
        add_relation(needed, *find->rows);
      }
    }
  }
  for (const schema::type* root : {schema->query_type(), schema->mutation_type()}) {
    if (root == nullptr) continue;
    for (const schema::field& field : root->fields) {
      add_relations(needed, *field.type.named);
      if (const auto* call = std::get_if<schema::call_binding>(&field.binding)) {
        add_function(needed, field, *call, root == schema->query_type());
      }
    }
  }
  return needed;
}

std::vector<std::string> unprotected_relations(const schema::schema& schema,
                                               const plan::catalogue& found) {
  std::vector<std::string> made;
  if (!schema.has_identity()) return made;
  for (const schema::type& object : schema.types()) {
    const auto* relation = object.source ? found.find(*object.source) : nullptr;
    if (relation == nullptr || object.is_public) continue;
    if (!relation->is_table || relation->has_row_security) continue;
    made.push_back("the table " + schema::to_text(*object.source) +
                   " has no row-level security: every request may read all of its rows");
  }
  return made;
}

columns_by_name columns_of_fields(const schema::schema& schema, const plan::catalogue& found) {
  columns_by_name made;
  for (const schema::type& object : schema.types()) {
    const auto* relation = object.source ? found.find(*object.source) : nullptr;
    if (relation == nullptr) continue;
    for (const schema::field& field : object.fields) {
      const auto* column = relation->find(field.stored_key);
      const bool is_other = field.native != nullptr || !field.column.empty() || column == nullptr ||
                            field.stored_key == object.source->id ||
                            field.stored_key == object.source->document ||
                            field.stored_key == "updated_at";
      if (!is_other) judge_column(made, object, field, *relation, *column);
    }
  }
  return made;
}

}  // namespace fraiseql::execution
