#include "cli/try_it.hpp"

namespace fraiseql::cli {
namespace {

std::string sample_document(const schema::schema& schema) {
  for (const schema::field& field : schema.query_type()->fields) {
    if (!std::holds_alternative<schema::find_binding>(field.binding)) continue;
    std::string selected;
    for (const schema::field& one : field.type.named->fields) {
      if (one.type.named->is_leaf()) selected += " " + one.name;
    }
    if (!selected.empty()) return "{ " + field.name + "(limit: 3) {" + selected + " } }";
  }
  return "{ __typename }";
}

}  // namespace

// A GraphQL name needs no escape, in JSON or in the shell.
std::string try_it(const schema::schema& schema, const std::string& address) {
  return "try: curl -s " + address +
         "/graphql -H 'content-type: application/json' -d '{\"query\":\"" +
         sample_document(schema) + "\"}'";
}

}  // namespace fraiseql::cli
