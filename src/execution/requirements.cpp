#include "execution/requirements.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace fraiseql::execution {
namespace {

template <class Required>
void add_once(std::vector<Required>& into, Required one) {
  if (std::ranges::find(into, one) == into.end()) into.push_back(std::move(one));
}

// How the author of a function would declare a parameter for values of that type, as
// format_type() spells it.
std::string parameter_type(const schema::type& of) {
  switch (of.scalar) {
    case schema::scalar_kind::int32: return "integer";
    case schema::scalar_kind::floating: return "double precision";
    case schema::scalar_kind::boolean: return "boolean";
    case schema::scalar_kind::id:
    case schema::scalar_kind::uuid: return "uuid";
    case schema::scalar_kind::big_int: return "bigint";
    case schema::scalar_kind::decimal: return "numeric";
    case schema::scalar_kind::date_time: return "timestamp with time zone";
    case schema::scalar_kind::json: return "jsonb";
    case schema::scalar_kind::date: return "date";
    case schema::scalar_kind::time: return "time without time zone";
    case schema::scalar_kind::duration: return "interval";
    case schema::scalar_kind::ip_address: return "inet";
    case schema::scalar_kind::cidr: return "cidr";
    case schema::scalar_kind::mac_address: return "macaddr";
    case schema::scalar_kind::ltree: return "ltree";
    case schema::scalar_kind::date_range: return "daterange";
    case schema::scalar_kind::email_address:
    case schema::scalar_kind::url:
    case schema::scalar_kind::ruled:
    case schema::scalar_kind::string:
    case schema::scalar_kind::other: return "text";
  }
  FRAISEQL_CHECK(false);
}

void add_relation(postgres::requirements& into, const schema::type& object) {
  const schema::relation& source = *object.source;
  postgres::required_relation needed{
      source.schema, source.name, {{source.id, "uuid"}, {source.document, "jsonb"}}};
  for (const schema::field& field : object.fields) {
    if (field.column.empty() || field.column == source.id) continue;
    needed.columns.emplace_back(field.column, parameter_type(*field.type.named));
  }
  add_once(into.relations, std::move(needed));
}

void add_function(postgres::requirements& into, const schema::field& field,
                  const schema::call_binding& call, bool only_reads) {
  postgres::required_function needed{call.schema, call.function, {}, "uuid", only_reads};
  for (const auto& argument : field.arguments) {
    if (argument.role != schema::input_role::call_input) continue;
    for (const auto& input : argument.type.named->input_fields) {
      needed.parameters.push_back({.name = "p_" + input.stored,
                                   .type = parameter_type(*input.type.named),
                                   .is_always_passed = input.type.is_non_null()});
    }
  }
  add_once(into.functions, std::move(needed));
}

}  // namespace

postgres::requirements requirements_of(const schema::schema& schema) {
  postgres::requirements needed;
  for (const schema::type* root : {schema.query_type(), schema.mutation_type()}) {
    if (root == nullptr) continue;
    for (const schema::field& field : root->fields) {
      if (field.type.named->source) add_relation(needed, *field.type.named);
      if (const auto* call = std::get_if<schema::call_binding>(&field.binding)) {
        add_function(needed, field, *call, root == schema.query_type());
      }
    }
  }
  return needed;
}

}  // namespace fraiseql::execution
