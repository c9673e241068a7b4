#include "cli/try_it.hpp"

#include <algorithm>
#include <variant>

namespace fraiseql::cli {
namespace {

bool needs_no_argument(const schema::field& field) {
  return std::ranges::none_of(field.arguments, &schema::input_value::is_required);
}

// ` { id title }`, or nothing where `object` has no scalar that can be had without arguments.
std::string sample_selection(const schema::type& object) {
  std::string selected;
  for (const schema::field& one : object.fields) {
    if (one.type.named->is_leaf() && needs_no_argument(one)) selected += " " + one.name;
  }
  return selected.empty() ? selected : " {" + selected + " }";
}

std::string sample_document(const schema::schema& schema) {
  std::string other;
  for (const schema::field& field : schema.query_type()->fields) {
    const bool is_leaf = field.type.named->is_leaf();
    const std::string selection = is_leaf ? "" : sample_selection(*field.type.named);
    if (!is_leaf && selection.empty()) continue;
    if (std::holds_alternative<schema::find_binding>(field.binding)) {
      return "{ " + field.name + "(limit: 3)" + selection + " }";
    }
    const bool is_plain = std::holds_alternative<std::monostate>(field.binding);
    if (other.empty() && is_plain && needs_no_argument(field)) {
      other = "{ " + field.name + selection + " }";
    }
  }
  return other.empty() ? "{ __typename }" : other;
}

}  // namespace

// A GraphQL name needs no escape, in JSON or in the shell.
std::string try_it(const schema::schema& schema, const std::string& address) {
  return "try: curl -s " + address +
         "/graphql -H 'content-type: application/json' -d '{\"query\":\"" +
         sample_document(schema) + "\"}'";
}

}  // namespace fraiseql::cli
