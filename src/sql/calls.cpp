#include "sql/calls.hpp"

#include "sql/values.hpp"

namespace fraiseql::sql {
namespace {

using plan::function_call;
using plan::returned_row;
using plan::returned_value;

void add_type(fragment& out, const plan::found_type& type) {
  out.add(identifier{type.schema}).add(".").add(identifier{type.name});
  if (type.form == plan::type_form::array) out.add("[]");
}

// `c.v` as jsonb.
void add_json_of(fragment& out, plan::type_form form) {
  // A row of nothing but nulls is what a function returns that has found none.
  if (form == plan::type_form::composite) {
    out.add("CASE WHEN NOT c.v IS NULL THEN to_jsonb(c.v) END");
  } else if (form == plan::type_form::nothing) {
    out.add("to_jsonb((c.v IS NULL) IS NOT NULL)");
  } else {
    out.add("to_jsonb(c.v)");
  }
}

// The id that the value `r.v` is or has, or NULL.
void add_id_of_value(fragment& out, const returned_value& value) {
  if (value.are_ids) {
    out.add("(r.v #>> '{}')::uuid");
    return;
  }
  out.add("CASE WHEN r.v->>'id' ~ '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$' ");
  out.add("THEN (r.v->>'id')::uuid END");
}

// Which of them is known by its alias, b1, b2, ...
void add_alias(fragment& out, std::size_t number) {
  out.add("b").add(integer{static_cast<std::int64_t>(number) + 1});
}

void add_is_of_type(fragment& out, const returned_value& value, const returned_row& row) {
  if (value.discriminator.empty() || row.type_name.empty()) {
    out.add("r.id IS NOT NULL");
    return;
  }
  out.add("(r.id IS NOT NULL AND r.v->>").add(literal{value.discriminator});
  out.add(" = ").add(literal{row.type_name}).add(")");
}

void add_row_document(fragment& out, const returned_value& value, std::size_t number) {
  const returned_row& row = value.rows[number];
  if (value.must_find) out.add("coalesce(");
  // What the row itself says of its type wins.
  if (!value.discriminator.empty() && !row.type_name.empty()) {
    out.add("jsonb_build_object(").add(literal{value.discriminator}).add(", ");
    out.add(literal{row.type_name}).add("::text) || ");
  }
  add_alias(out, number);
  out.add(".").add(identifier{row.from.document});
  // Of what is not there, a cast that must fail raises an error inside the transaction.
  if (value.must_find) out.add(", ('fraiseql_no_row ' || r.id)::jsonb)");
}

// `CASE ... END`: `r.v`, or the row that it names.
void add_row_or_value(fragment& out, const returned_value& value) {
  out.add("CASE");
  for (std::size_t i = 0; i < value.rows.size(); ++i) {
    out.add(" WHEN ");
    add_is_of_type(out, value, value.rows[i]);
    out.add(" THEN ");
    add_row_document(out, value, i);
  }
  out.add(" ELSE r.v END");
}

void add_rows(fragment& out, const returned_value& value) {
  for (std::size_t i = 0; i < value.rows.size(); ++i) {
    const schema::relation& from = value.rows[i].from;
    out.add(" LEFT JOIN ").add(identifier{from.schema}).add(".").add(identifier{from.name});
    out.add(" AS ");
    add_alias(out, i);
    out.add(" ON ");
    add_alias(out, i);
    out.add(".").add(identifier{from.id}).add(" = r.id AND ");
    add_is_of_type(out, value, value.rows[i]);
  }
}

// One value `v` in one row.
void add_source(fragment& out, const returned_value& value) {
  if (value.by) return add_value_of_call(out, *value.by);
  // OFFSET keeps the planner from working the row's id out for its estimates, and with it the cast
  // that must fail.
  out.add("(SELECT nullif(current_setting(").add(literal{value_setting});
  out.add(", true), '')::jsonb AS v OFFSET 0)");
}

void add_rows_of_list(fragment& out, const returned_value& value) {
  out.add("SELECT CASE WHEN jsonb_typeof(l.v) = 'array' THEN (SELECT coalesce(jsonb_agg(");
  add_row_or_value(out, value);
  out.add(" ORDER BY r.number), '[]') FROM (SELECT r.v, r.number, ");
  add_id_of_value(out, value);
  // A function in FROM is called whatever CASE it stands in.
  out.add(" AS id FROM jsonb_array_elements(CASE WHEN jsonb_typeof(l.v) = 'array' THEN l.v END)");
  out.add(" WITH ORDINALITY AS r(v, number)) AS r");
  add_rows(out, value);
  out.add(") ELSE l.v END AS data FROM ");
  add_source(out, value);
  out.add(" AS l");
}

}  // namespace

void add_call(fragment& out, const function_call& call) {
  out.add(identifier{call.function.schema}).add(".").add(identifier{call.function.function});
  out.add("(");
  bool is_first = true;
  const auto next = [&](const std::string& parameter) -> fragment& {
    if (!is_first) out.add(", ");
    is_first = false;
    return out.add(identifier{parameter}).add(" => ");
  };
  for (const plan::call_argument& one : call.arguments) next(one.parameter).add(one.value);
  for (const plan::found_parameter& one : call.of_object) {
    next(one.name).add("a.").add(identifier{one.name});
  }
  out.add(")");
}

void add_made_arguments(fragment& out, const function_call& call) {
  if (call.of_object.empty()) return;
  out.add(" FROM jsonb_to_record(").add(call.object).add(") AS a(");
  for (std::size_t i = 0; i < call.of_object.size(); ++i) {
    if (i > 0) out.add(", ");
    out.add(identifier{call.of_object[i].name}).add(" ");
    add_type(out, call.of_object[i].type);
  }
  out.add(")");
}

// The function runs once: OFFSET keeps the planner from moving its call elsewhere.
void add_value_of_call(fragment& out, const function_call& call) {
  out.add("(SELECT ");
  if (call.is_set) out.add("coalesce(jsonb_agg(");
  add_json_of(out, call.gives);
  out.add(call.is_set ? keyword("), '[]') AS v FROM (SELECT ") : keyword(" AS v FROM (SELECT "));
  add_call(out, call);
  out.add(" AS v");
  add_made_arguments(out, call);
  out.add(" OFFSET 0) AS c)");
}

void add_claimed(fragment& out) {
  out.add(" WHERE current_setting('fraiseql.claimed', true) = '1'");
}

void add_returned(fragment& out, const returned_value& value) {
  out.add("(");
  if (value.rows.empty()) {
    out.add("SELECT r.v AS data FROM ");
    add_source(out, value);
    out.add(" AS r");
  } else if (value.is_list) {
    add_rows_of_list(out, value);
  } else {
    out.add("SELECT ");
    add_row_or_value(out, value);
    out.add(" AS data FROM (SELECT r.v, ");
    add_id_of_value(out, value);
    out.add(" AS id FROM ");
    add_source(out, value);
    out.add(" AS r) AS r");
    add_rows(out, value);
  }
  // It is worked out once, however often it is looked into.
  out.add(" OFFSET 0) AS t");
}

}  // namespace fraiseql::sql
