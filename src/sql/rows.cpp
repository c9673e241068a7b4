// What belongs to a row comes from a LATERAL subquery for each relation, as one JSON value: the
// rows are limited and ordered inside of it. So that this is done for those rows alone that are
// answered, the rows are chosen in a subquery of their own, and ordered once more around it.
#include "sql/rows.hpp"

#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "sql/calls.hpp"
#include "sql/conditions.hpp"
#include "sql/groups.hpp"
#include "sql/source.hpp"
#include "sql/values.hpp"

namespace fraiseql::sql {
namespace {

using plan::document_part;
using plan::read;

bool is_list(const read& rows) { return rows.paging || rows.keyset; }

bool has_related(const std::vector<plan::column>& columns) {
  return std::ranges::any_of(columns, [](const plan::column& one) {
    const auto* object = std::get_if<plan::embedded_column>(&one.is);
    const bool is_inside = object != nullptr && object->item == 0 && has_related(object->columns);
    return is_inside || std::holds_alternative<plan::related_column>(one.is);
  });
}

// Whether the rows come in their order without a word about it: they are chosen in it, and nothing
// is joined to them. An aggregate that is told of the order sorts by it once more before version
// 16, which costs more than the rows.
bool is_in_order(const read& rows) {
  if (rows.keyset && rows.keyset->is_backward) return false;
  return rows.document != document_part::members_of_long && !has_related(rows.columns);
}

// Writes the values of a row, and what they are taken from.
class row_writer {
 public:
  explicit row_writer(fragment& out) : out_(out) {}

  // As columns of a statement.
  void values(const read& rows) {
    add_all(rows, [&](bool is_first) {
      if (!is_first) out_.add(", ");
    });
  }

  // As one JSON value: the document alone, or a list.
  void value(const read& rows) {
    const bool is_document =
        rows.document == document_part::whole && rows.columns.empty() && !rows.keyset;
    if (is_document) return document(rows);
    out_.add("json_build_array(");
    values(rows);
    out_.add(")");
  }

  // One more of a statement's columns.
  void another(const plan::column& one) {
    out_.add(", ");
    column(one, false);
  }

  // The subqueries that the values are taken from; they follow the rows in the FROM.
  void subqueries(const read& rows) {
    if (rows.document == document_part::members_of_long) {
      // Whatever is looked for in it, the document is fetched once.
      out_.add(" CROSS JOIN LATERAL (SELECT ");
      add_row(out_, rows.row);
      out_.add(".").add(identifier{rows.from.document}).add(" || '{}' AS d OFFSET 0) AS d");
      out_.add(integer{rows.row});
    }
    subqueries(rows.columns);
  }

 private:
  template <class Between>
  void add_all(const read& rows, Between between) {
    bool is_first = true;
    const auto next = [&] { between(std::exchange(is_first, false)); };
    if (rows.document == document_part::whole) {
      next();
      document(rows);
    }
    for (const plan::column& one : rows.columns) {
      next();
      column(one, rows.document == document_part::members_of_long);
    }
    if (!rows.keyset || !rows.keyset->has_cursors) return;
    next();
    out_.add("json_build_array(");
    for (std::size_t i = 0; i < rows.order.size(); ++i) {
      add_order_value(out_, rows, i);
      out_.add(", ");
    }
    add_id(out_, rows);
    out_.add(")");
  }

  void document(const read& rows) {
    if (rows.groups) return add_group_document(out_, *rows.groups, rows.row);
    const bool is_text = rows.row == 0 && !rows.text_column.empty();
    add_row(out_, rows.row);
    out_.add(".").add(identifier{is_text ? rows.text_column : rows.from.document});
  }

  void column(const plan::column& one, bool is_of_long) {
    if (const auto* related = std::get_if<plan::related_column>(&one.is)) {
      out_.add("c").add(integer{related->rows->row}).add(".v");
    } else if (const auto* object = std::get_if<plan::embedded_column>(&one.is)) {
      embedded(*object);
    } else {
      const plan::location& member = std::get<plan::member_column>(one.is).of;
      if (is_of_long) {
        out_.add("d").add(integer{member.row}).add(".d->").add(literal{member.path.front()});
      } else {
        add_json(out_, member);
      }
    }
  }

  void embedded(const plan::embedded_column& object) {
    if (object.item == 0) {
      out_.add("json_build_array(");
      add_json(out_, object.of);
      for (const plan::column& one : object.columns) {
        out_.add(", ");
        column(one, false);
      }
      out_.add(")");
      return;
    }
    // What is no list is left as it is, for the answer to say so.
    out_.add("CASE WHEN jsonb_typeof(");
    add_json(out_, object.of);
    out_.add(") = 'array' THEN (SELECT coalesce(json_agg(json_build_array(e");
    out_.add(integer{object.item}).add(".value");
    for (const plan::column& one : object.columns) {
      out_.add(", ");
      column(one, false);
    }
    out_.add(") ORDER BY e").add(integer{object.item}).add(".number), '[]') FROM ");
    // A function in FROM is called whatever CASE it stands in.
    out_.add("jsonb_array_elements(CASE WHEN jsonb_typeof(");
    add_json(out_, object.of);
    out_.add(") = 'array' THEN ");
    add_json(out_, object.of);
    out_.add(" END) WITH ORDINALITY AS e").add(integer{object.item}).add("(value, number)");
    subqueries(object.columns);
    out_.add(") ELSE (");
    add_json(out_, object.of);
    out_.add(")::json END");
  }

  void subqueries(const std::vector<plan::column>& columns) {
    for (const plan::column& one : columns) {
      if (const auto* related = std::get_if<plan::related_column>(&one.is)) {
        out_.add(" LEFT JOIN LATERAL (SELECT ");
        rows_as_value(*related->rows);
        out_.add(") AS c").add(integer{related->rows->row}).add(" ON true");
      } else if (const auto* object = std::get_if<plan::embedded_column>(&one.is)) {
        // Those of a list's items stand with the list.
        if (object->item == 0) subqueries(object->columns);
      }
    }
  }

  void rows_as_value(const read& rows) {
    if (rows.keyset) {
      out_.add("json_build_array(");
      add_page_values(out_, rows);
      out_.add(", ");
    }
    const bool has_rows = !rows.keyset || rows.keyset->has_rows;
    if (!has_rows) {
      out_.add("'[]'::json) AS v");
      return;
    }
    const keyword from = rows.keyset ? keyword(") AS v FROM ") : keyword(" AS v FROM ");
    if (!is_list(rows)) {
      value(rows);
      out_.add(from);
      rows_to_read(rows);
      return;
    }
    out_.add("coalesce(json_agg(");
    if (is_in_order(rows)) {
      value(rows);
      out_.add("), '[]')").add(from);
      rows_to_read(rows);
      return;
    }
    add_row(out_, rows.row);
    out_.add(".v), '[]')").add(from).add("(SELECT ");
    value(rows);
    out_.add(" AS v FROM ");
    rows_to_read(rows);
    add_order(out_, rows, order_of::chosen);
    out_.add(") AS ");
    add_row(out_, rows.row);
  }

  void rows_to_read(const read& rows) {
    add_chosen(out_, rows);
    subqueries(rows);
  }

  fragment& out_;
};

// The function runs once, whatever the relation has: OFFSET keeps the planner from moving its call
// to the rows, or from leaving it out where it thinks that there are none. Where it finds nothing,
// or there is no such row, the document is NULL.
void add_row_by_function(fragment& out, const read& rows) {
  out.add("(SELECT ");
  add_call(out, *rows.id_from);
  out.add(" AS id");
  add_made_arguments(out, *rows.id_from);
  out.add(" OFFSET 0) AS c LEFT JOIN ");
  add_relation(out, rows.from, rows.row);
  out.add(" ON ");
  add_id(out, rows);
  out.add(" = c.id");
}

void add_connection(fragment& out, const read& rows) {
  row_writer writer(out);
  const plan::keyset_page& page = *rows.keyset;
  if (!page.has_rows) {
    out.add("-1, ");
    add_beside_page(out, rows);
    return;
  }
  // One row at least, which tells what lies beside an empty page.
  out.add("CASE WHEN ");
  add_id(out, rows);
  out.add(" IS NULL THEN -1 ELSE ");
  add_size(out, page);
  out.add(" END, ");
  add_beside_page(out, rows);
  if (rows.document == document_part::whole || !rows.columns.empty() || page.has_cursors) {
    out.add(", ");
  }
  writer.values(rows);
  out.add(" FROM (SELECT) AS o LEFT JOIN ");
  add_chosen(out, rows);
  out.add(" ON true");
  writer.subqueries(rows);
  add_order(out, rows, order_of::chosen);
}

}  // namespace

void add_read(fragment& out, const read& rows) {
  row_writer writer(out);
  out.add("SELECT ");
  if (rows.keyset) return add_connection(out, rows);
  writer.values(rows);
  out.add(" FROM ");
  if (rows.returned) {
    add_returned(out, *rows.returned);
    writer.subqueries(rows);
    return;
  }
  if (rows.id_from) {
    add_row_by_function(out, rows);
    writer.subqueries(rows);
    return;
  }
  const bool is_simple = rows.document == document_part::whole && rows.columns.empty();
  if (rows.paging && !is_simple) {
    add_chosen(out, rows);
    writer.subqueries(rows);
    add_order(out, rows, order_of::chosen);
    return;
  }
  if (rows.paging) {
    add_matching(out, rows);
    add_order_and_limit(out, rows);
    return;
  }
  add_source(out, rows);
  writer.subqueries(rows);
  add_where(out, rows);
}

void add_read_of_many(fragment& out, const read& rows) {
  FRAISEQL_CHECK(rows.where.size() == 1);
  const auto& key = std::get<plan::comparison>(rows.where.front().is);
  row_writer writer(out);
  out.add("SELECT ");
  add_value(out, key.left);
  out.add(", ");
  writer.values(rows);
  out.add(" FROM ");
  add_relation(out, rows.from, rows.row);
  writer.subqueries(rows);
  out.add(" WHERE ");
  add_value(out, key.left);
  plan::operand keys = key.right;
  keys.is_list = true;
  out.add(" = ANY (").add(keys).add(")");
}

// Without the row, a cast that must fail raises an error inside the transaction, so that an error
// means that nothing happened. current_setting keeps the planner from evaluating the cast ahead of
// time.
void add_read_back(fragment& out, const plan::call& call) {
  FRAISEQL_CHECK(call.read_back.has_value());
  const read& rows = *call.read_back;
  if (rows.returned) return add_read(out, rows);
  FRAISEQL_CHECK(rows.document == document_part::whole);
  row_writer writer(out);
  out.add("SELECT ");
  if (call.must_find) {
    out.add("coalesce(t.").add(identifier{rows.from.document});
    out.add(", ('fraiseql_no_row ' || current_setting('fraiseql.id', true))::jsonb)");
    for (const plan::column& one : rows.columns) writer.another(one);
    out.add(" FROM (SELECT) AS o LEFT JOIN ");
  } else {
    writer.values(rows);
    out.add(" FROM ");
  }
  add_relation(out, rows.from, rows.row);
  const auto add_match = [&] {
    add_id(out, rows);
    out.add(" = nullif(current_setting('fraiseql.id', true), '')::uuid");
  };
  if (call.must_find) {
    out.add(" ON ");
    add_match();
  }
  writer.subqueries(rows);
  if (call.must_find) return;
  out.add(" WHERE ");
  add_match();
}

}  // namespace fraiseql::sql
