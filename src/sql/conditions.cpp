// Three-valued logic stays inside: a comparison is true or it is not, so whatever asks for the
// opposite asks IS NOT TRUE, and what stands in positive position keeps the plain form that
// indexes serve.
#include "sql/conditions.hpp"

#include "base/check.hpp"
#include "sql/groups.hpp"
#include "sql/operators.hpp"
#include "sql/values.hpp"

namespace fraiseql::sql {
namespace {

using plan::value_type;
using schema::filter_operator;

// What is in an extension has no oid that we know, so PostgreSQL is told the type.
void add_parameter(fragment& out, const plan::operand& value) {
  out.add(value);
  const bool is_of_extension = value.type == value_type::ltree ||
                               value.type == value_type::lquery || value.type == value_type::vector;
  if (!is_of_extension) return;
  out.add(cast_of(value.type));
  if (value.is_list) out.add("[]");
}

bool is_pattern(const plan::comparison& one) {
  return one.how == filter_operator::regex || one.how == filter_operator::i_regex ||
         one.how == filter_operator::search || one.right.type == value_type::lquery ||
         one.right.type == value_type::jsonpath;
}

class writer {
 public:
  explicit writer(fragment& out) : out_(out) {}

  void all(const plan::conditions& conditions) {
    if (conditions.empty()) out_.add("true");
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      if (i > 0) out_.add(" AND ");
      one(conditions[i]);
    }
  }

 private:
  void one(const plan::condition& condition) {
    if (const auto* compared = std::get_if<plan::comparison>(&condition.is)) {
      compare(*compared);
    } else if (const auto* negated = std::get_if<plan::negation>(&condition.is)) {
      out_.add("(");
      all(negated->of);
      out_.add(") IS NOT TRUE");
    } else if (const auto* alternatives = std::get_if<plan::any_of>(&condition.is)) {
      any(*alternatives);
    } else if (const auto* rows = std::get_if<plan::related>(&condition.is)) {
      relate(*rows);
    } else if (const auto* groups = std::get_if<plan::related_groups>(&condition.is)) {
      out_.add("EXISTS (SELECT FROM ");
      add_groups(out_, groups->groups, groups->row);
      out_.add(" WHERE ");
      all(groups->of);
      out_.add(")");
    } else if (const auto* far = std::get_if<plan::beyond>(&condition.is)) {
      compare_rows(*far);
    } else {
      quantify(std::get<plan::quantified>(condition.is));
    }
  }

  void any(const plan::any_of& of) {
    if (of.alternatives.empty()) {
      out_.add("false");
      return;
    }
    out_.add("(");
    for (std::size_t i = 0; i < of.alternatives.size(); ++i) {
      if (i > 0) out_.add(" OR ");
      all(of.alternatives[i]);
    }
    out_.add(")");
  }

  void quantify(const plan::quantified& of) {
    out_.add(of.how == filter_operator::some ? keyword("EXISTS (SELECT FROM jsonb_array_elements(")
                                             : keyword("NOT EXISTS (SELECT FROM "
                                                       "jsonb_array_elements("));
    out_.add("nullif(");
    json(of.list);
    out_.add(", 'null')) AS e").add(integer{of.item}).add(" WHERE ");
    if (of.how == filter_operator::every) {
      out_.add("(");
      all(of.of);
      out_.add(") IS NOT TRUE");
    } else {
      all(of.of);
    }
    out_.add(")");
  }

  void relate(const plan::related& to) {
    if (to.is_to_one) return relate_to_one(to);
    out_.add(to.how == filter_operator::some ? keyword("EXISTS (SELECT FROM ")
                                             : keyword("NOT EXISTS (SELECT FROM "));
    add_relation(out_, to.rows, to.row);
    out_.add(" WHERE ");
    add_matches(out_, to.on);
    and_all(to.own);
    if (to.how == filter_operator::every) {
      out_.add(" AND (");
      all(to.of);
      out_.add(") IS NOT TRUE");
    } else {
      and_all(to.of);
    }
    out_.add(")");
  }

  // Where there is no such row its values are null, as those of an object that is not there. A
  // condition that is false of nulls asks for the row itself, which lets PostgreSQL begin there.
  void relate_to_one(const plan::related& to) {
    const bool needs_row = plan::is_false_of_nulls(to.of);
    out_.add("EXISTS (SELECT FROM ");
    if (!needs_row) out_.add("(SELECT) AS o LEFT JOIN ");
    if (plan::is_by_id(to.on, to.rows)) {
      add_relation(out_, to.rows, to.row);
    } else {
      out_.add(needs_row ? keyword("(SELECT * FROM ") : keyword("LATERAL (SELECT * FROM "));
      add_relation(out_, to.rows, to.row);
      out_.add(" WHERE ");
      add_matches(out_, to.on);
      out_.add(" ORDER BY ");
      add_row(out_, to.row);
      out_.add(".").add(identifier{to.rows.id}).add(" LIMIT 1) AS ");
      add_row(out_, to.row);
    }
    out_.add(needs_row ? keyword(" WHERE ") : keyword(" ON "));
    if (plan::is_by_id(to.on, to.rows)) {
      add_matches(out_, to.on);
    } else {
      out_.add("true");
    }
    out_.add(needs_row ? keyword(" AND ") : keyword(" WHERE "));
    all(to.of);
    out_.add(")");
  }

  void and_all(const plan::conditions& more) {
    if (more.empty()) return;
    out_.add(" AND ");
    all(more);
  }

  void compare_rows(const plan::beyond& one) {
    const auto in_brackets = [&](auto add_all) {
      if (one.values.size() > 1) out_.add("(");
      add_all();
      if (one.values.size() > 1) out_.add(")");
    };
    in_brackets([&] {
      for (const plan::location& place : one.values) {
        if (&place != &one.values.front()) out_.add(", ");
        value(place);
      }
    });
    out_.add(one.is_greater ? keyword(" > ") : keyword(" < "));
    in_brackets([&] {
      for (const plan::operand& than : one.than) {
        if (&than != &one.than.front()) out_.add(", ");
        add_parameter(out_, than);
      }
    });
  }

  void compare(const plan::comparison& one) {
    using how = filter_operator;
    if (one.how == how::in) return in(one);
    if (one.how == how::not_in) {
      out_.add("(");
      in(one);
      out_.add(") IS NOT TRUE");
      return;
    }
    if (one.how == how::is_null) return is_null(one);
    if (one.how == how::starts_with) return starts_with(one);
    if (one.how == how::search) return search(one);
    if (one.right.type == value_type::boolean && !is_infix(one.how)) return predicate(one);
    if (one.right.form == plan::text_form::pattern_containing && one.how == how::contains) {
      value(one.left);
      out_.add(" LIKE ").add(one.right);
      return;
    }
    if (one.right.type == value_type::jsonb || one.left.type == value_type::jsonb) {
      return compare_json(one);
    }
    compared_value(one.left);
    out_.add(infix(one.how));
    add_parameter(out_, one.right);
  }

  // A CASE needs its brackets beside an operator.
  void compared_value(const plan::location& place) {
    const bool is_case = place.is_list && place.column.empty() && place.of == plan::measure::value;
    if (is_case) out_.add("(");
    value(place);
    if (is_case) out_.add(")");
  }

  // JSON's null is no value, but some operators would find it to be one.
  void compare_json(const plan::comparison& one) {
    const bool may_find_null =
        one.how == filter_operator::contained_by || one.how == filter_operator::has_all_keys ||
        one.how == filter_operator::path_exists || one.how == filter_operator::path_match;
    if (may_find_null) out_.add("(");
    json_in_brackets(one.left);
    out_.add(infix(one.how));
    add_parameter(out_, one.right);
    if (!may_find_null) return;
    out_.add(" AND ");
    json_in_brackets(one.left);
    out_.add(" <> 'null')");
  }

  void json_in_brackets(const plan::location& place) {
    out_.add("(");
    json(place);
    out_.add(")");
  }

  void in(const plan::comparison& one) {
    if (!one.left.is_list || one.left.of != plan::measure::value) {
      value(one.left);
      out_.add(" = ANY (");
      add_parameter(out_, one.right);
      out_.add(")");
      return;
    }
    out_.add("EXISTS (SELECT FROM jsonb_array_elements(").add(one.right).add(") AS l WHERE (");
    value(one.left);
    out_.add(") = ");
    add_array(out_, one.left.type, [&] { out_.add("l.value"); });
    out_.add(")");
  }

  void is_null(const plan::comparison& one) {
    const auto* known = std::get_if<json::value>(&one.right.source);
    const bool* wanted = known == nullptr ? nullptr : known->get<bool>();
    if (wanted == nullptr) out_.add("(");
    add_nullable(out_, one.left);
    out_.add(wanted != nullptr && !*wanted ? keyword(" IS NOT NULL") : keyword(" IS NULL"));
    if (wanted == nullptr) out_.add(") = ").add(one.right);
  }

  // As a range: an index serves it whatever the value, and LIKE's only where it is known when the
  // statement is planned.
  void starts_with(const plan::comparison& one) {
    plan::operand end = one.right;
    end.form = plan::text_form::prefix_end;
    out_.add("(");
    value(one.left);
    out_.add(" ~>=~ ").add(one.right).add(" AND ");
    value(one.left);
    out_.add(" ~<~ ").add(end).add(")");
  }

  void search(const plan::comparison& one) {
    if (one.left.of == plan::measure::searched) {
      value(one.left);
    } else {
      out_.add("to_tsvector(").add(literal{one.configuration}).add(", ");
      value(one.left);
      out_.add(")");
    }
    // In a subquery, so that the words are read once and not for each row.
    out_.add(" @@ (SELECT websearch_to_tsquery(").add(literal{one.configuration}).add(", ");
    out_.add(one.right).add("))");
  }

  // What is true or false of a value, as the client wants it.
  void predicate(const plan::comparison& one) {
    out_.add("(");
    if (one.how == filter_operator::is_public) out_.add("NOT ");
    if (one.how == filter_operator::is_ipv4 || one.how == filter_operator::is_ipv6) {
      out_.add("family(");
    }
    value(one.left);
    if (one.how == filter_operator::is_empty) {
      out_.add(" = 0");
    } else if (one.how == filter_operator::is_ipv4) {
      out_.add(") = 4");
    } else if (one.how == filter_operator::is_ipv6) {
      out_.add(") = 6");
    } else {
      out_.add(
          " <<= ANY ('{10.0.0.0/8,100.64.0.0/10,127.0.0.0/8,169.254.0.0/16,172.16.0.0/12,"
          "192.168.0.0/16,::1/128,fc00::/7,fe80::/10,::ffff:10.0.0.0/104,::ffff:100.64.0.0/106,"
          "::ffff:127.0.0.0/104,::ffff:169.254.0.0/112,::ffff:172.16.0.0/108,"
          "::ffff:192.168.0.0/112}'::inet[])");
    }
    out_.add(") = ").add(one.right);
  }

  void value(const plan::location& place) { add_value(out_, place); }
  void json(const plan::location& place) { add_json(out_, place); }

  fragment& out_;
};

}  // namespace

void add_relation(fragment& out, const schema::relation& relation, std::uint32_t row) {
  out.add(identifier{relation.schema}).add(".").add(identifier{relation.name}).add(" AS ");
  add_row(out, row);
}

void add_matches(fragment& out, const std::vector<plan::match>& on) {
  for (const plan::match& one : on) {
    if (&one != &on.front()) out.add(" AND ");
    add_value(out, one.theirs);
    out.add(" = ");
    add_value(out, one.ours);
  }
}

void add_conditions(fragment& out, const plan::conditions& all) { writer(out).all(all); }

std::vector<const plan::comparison*> patterns_in(const plan::conditions& all) {
  std::vector<const plan::comparison*> found;
  const auto add_from = [&](const plan::conditions& inside) {
    for (const plan::comparison* one : patterns_in(inside)) found.push_back(one);
  };
  for (const plan::condition& one : all) {
    if (const auto* compared = std::get_if<plan::comparison>(&one.is)) {
      if (is_pattern(*compared)) found.push_back(compared);
    } else if (const auto* negated = std::get_if<plan::negation>(&one.is)) {
      add_from(negated->of);
    } else if (const auto* quantified = std::get_if<plan::quantified>(&one.is)) {
      add_from(quantified->of);
    } else if (const auto* related = std::get_if<plan::related>(&one.is)) {
      add_from(related->own);
      add_from(related->of);
    } else if (const auto* groups = std::get_if<plan::related_groups>(&one.is)) {
      add_from(groups->groups.of->where);
      add_from(groups->of);
    } else if (const auto* any = std::get_if<plan::any_of>(&one.is)) {
      for (const auto& inside : any->alternatives) add_from(inside);
    }
  }
  return found;
}

}  // namespace fraiseql::sql
