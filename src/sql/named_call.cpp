#include "sql/named_call.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "sql/fragment.hpp"

namespace fraiseql::sql {
namespace {

void add_qualified(fragment& out, const std::string& schema, const std::string& name) {
  out.add(identifier{schema}).add(".").add(identifier{name});
}

// `"blog"."fn_publish"("p_id" => a."p_id", ...)`
void add_named_call(fragment& out, const named_function& function,
                    const std::vector<std::string>& given) {
  add_qualified(out, function.schema, function.name);
  out.add("(");
  for (const std::string& name : given) {
    if (&name != &given.front()) out.add(", ");
    out.add(identifier{name}).add(" => a.").add(identifier{name});
  }
  out.add(")");
}

// ` FROM jsonb_to_record($1) AS a("p_id" "pg_catalog"."uuid", ...)`
void add_inputs(fragment& out, const named_function& function,
                const std::vector<std::string>& given) {
  if (given.empty()) return;
  out.add(" FROM pg_catalog.jsonb_to_record($1::pg_catalog.jsonb) AS a(");
  for (const std::string& name : given) {
    const auto input = std::ranges::find(function.inputs, name, &named_input::name);
    FRAISEQL_CHECK(input != function.inputs.end());
    if (&name != &given.front()) out.add(", ");
    out.add(identifier{name}).add(" ");
    add_qualified(out, input->type.schema, input->type.name);
  }
  out.add(")");
}

}  // namespace

statement compile(const named_function& function, const std::vector<std::string>& given) {
  fragment made;
  const bool is_list = function.is_set && !function.returns_nothing;
  made.add("SELECT ");
  if (is_list) made.add("coalesce(pg_catalog.jsonb_agg(r.x), '[]') FROM (SELECT ");
  if (!is_list && !function.returns_nothing) made.add("pg_catalog.to_jsonb(");
  add_named_call(made, function, given);
  if (!is_list && !function.returns_nothing) made.add(")");
  if (is_list) made.add(" AS x");
  add_inputs(made, function, given);
  // Its rows are made one by one before they are put together, in their order.
  if (is_list) made.add(" OFFSET 0) AS r");
  return {.text = made.text()};
}

}  // namespace fraiseql::sql
