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
  made.add("SELECT ");
  if (function.returns_nothing) {
    add_named_call(made, function, given);
    add_inputs(made, function, given);
    return {.text = made.text(), .is_call = true};
  }
  if (function.is_set) made.add("coalesce(pg_catalog.jsonb_agg(");
  // A row of nothing but nulls is what a function returns that has found none.
  made.add(function.returns_row ? keyword("CASE WHEN NOT r.x IS NULL THEN to_jsonb(r.x) END")
                                : keyword("pg_catalog.to_jsonb(r.x)"));
  if (function.is_set) made.add("), '[]')");
  made.add(" FROM (SELECT ");
  add_named_call(made, function, given);
  made.add(" AS x");
  add_inputs(made, function, given);
  // It is called once, and its rows are made one by one before they are put together.
  made.add(" OFFSET 0) AS r");
  return {.text = made.text(), .is_call = true};
}

}  // namespace fraiseql::sql
