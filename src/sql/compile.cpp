// From a plan to SQL: one statement for a read, a call and its read-back for a mutation.
// A function that only reads is called inside of the read.
// The shapes and why they are so: docs/decisions and the room's README.
#include "base/check.hpp"
#include "sql/conditions.hpp"
#include "sql/fragment.hpp"
#include "sql/statement.hpp"

namespace fraiseql::sql {
namespace {

void add_relation(fragment& out, const schema::relation& relation) {
  out.add(identifier{relation.schema}).add(".").add(identifier{relation.name});
}

void add_order(fragment& out, const plan::read& read) {
  out.add(" ORDER BY ");
  for (const plan::order_key& key : read.order) {
    add_value(out, read.from, key.by);
    out.add(key.descending ? keyword(" DESC") : keyword(""));
    if (key.nulls == plan::nulls_placement::first) out.add(" NULLS FIRST");
    if (key.nulls == plan::nulls_placement::last) out.add(" NULLS LAST");
    out.add(", ");
  }
  // Ties end here, so that pages neither repeat nor skip a row.
  out.add("t.").add(identifier{read.from.id});
}

void add_amount(fragment& out, const plan::amount& amount) {
  if (const auto* known = std::get_if<std::int64_t>(&amount)) {
    // A literal: PostgreSQL plans `LIMIT $1` anew at every execution.
    out.add(integer{*known});
  } else {
    out.add(std::get<plan::operand>(amount));
  }
}

bool is_zero(const plan::amount& amount) {
  const auto* known = std::get_if<std::int64_t>(&amount);
  return known != nullptr && *known == 0;
}

// Named notation: what is not passed has its DEFAULT.
void add_call(fragment& out, const plan::function_call& call) {
  out.add(identifier{call.function.schema}).add(".").add(identifier{call.function.function});
  out.add("(");
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    if (i > 0) out.add(", ");
    out.add(identifier{call.arguments[i].parameter}).add(" => ").add(call.arguments[i].value);
  }
  out.add(")");
}

// The function runs once, whatever the relation has: OFFSET keeps the planner from moving its call
// to the rows, or from leaving it out where it thinks that there are none. Where it finds nothing,
// or there is no such row, the document is NULL.
void add_row_by_function(fragment& out, const plan::read& read) {
  out.add("(SELECT ");
  add_call(out, *read.id_from);
  out.add(" AS id OFFSET 0) AS c LEFT JOIN ");
  add_relation(out, read.from);
  out.add(" AS t ON t.").add(identifier{read.from.id}).add(" = c.id");
}

statement compile_read(const plan::read& read) {
  fragment out;
  const std::string& document = read.text_column.empty() ? read.from.document : read.text_column;
  out.add("SELECT t.").add(identifier{document}).add(" FROM ");
  if (read.id_from) {
    add_row_by_function(out, read);
    return {out.text(), out.parameters()};
  }
  add_relation(out, read.from);
  out.add(" AS t");
  if (!read.where.empty()) {
    out.add(" WHERE ");
    add_conditions(out, read.from, read.where);
  }
  if (read.paging) {
    add_order(out, read);
    out.add(" LIMIT ");
    add_amount(out, read.paging->limit);
    if (!is_zero(read.paging->offset)) {
      out.add(" OFFSET ");
      add_amount(out, read.paging->offset);
    }
  }
  return {out.text(), out.parameters()};
}

// Of no relation, so what is wrong can only be the pattern.
statement compile_check(const plan::comparison& pattern) {
  fragment out;
  out.add("SELECT ");
  if (pattern.how == schema::filter_operator::search) {
    out.add("websearch_to_tsquery(").add(literal{pattern.configuration}).add(", ");
    out.add(pattern.right).add(")");
  } else if (pattern.right.type == plan::value_type::text) {
    out.add("'' ~ ").add(pattern.right);
  } else {
    out.add(pattern.right);
    out.add(pattern.right.type == plan::value_type::lquery ? keyword("::lquery")
                                                           : keyword("::jsonpath"));
  }
  return {out.text(), out.parameters(), true};
}

// The id travels from the call to the read-back in a setting of the transaction: in one
// statement the read would still see the snapshot from before the call.
statement compile_call(const plan::call& call) {
  fragment out;
  out.add("SELECT set_config('fraiseql.id', ");
  add_call(out, call.id_from);
  out.add("::text, true)");
  return {out.text(), out.parameters()};
}

statement compile_read_back(const plan::call& call) {
  fragment out;
  const auto add_select = [&] {
    out.add("SELECT t.").add(identifier{call.read_back.document}).add(" FROM ");
    add_relation(out, call.read_back);
    out.add(" AS t WHERE t.").add(identifier{call.read_back.id});
    out.add(" = nullif(current_setting('fraiseql.id', true), '')::uuid");
  };
  if (!call.must_find) {
    add_select();
    return {out.text(), {}};
  }
  // Without the row, a cast that must fail raises an error inside the transaction, so
  // that an error means that nothing happened. current_setting keeps the planner from
  // evaluating the cast ahead of time.
  out.add("SELECT coalesce((");
  add_select();
  out.add("), ('fraiseql_no_row ' || current_setting('fraiseql.id', true))::jsonb)");
  return {out.text(), {}};
}

}  // namespace

std::vector<statement> compile(const plan::step& step) {
  if (const auto* read = std::get_if<plan::read>(&step.action)) {
    std::vector<statement> made;
    for (const plan::comparison* pattern : patterns_in(read->where)) {
      made.push_back(compile_check(*pattern));
    }
    made.push_back(compile_read(*read));
    return made;
  }
  if (const auto* call = std::get_if<plan::call>(&step.action)) {
    return {compile_call(*call), compile_read_back(*call)};
  }
  return {};
}

}  // namespace fraiseql::sql
