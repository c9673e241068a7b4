// Three-valued logic stays inside: a comparison is true or it is not, so whatever asks for the
// opposite asks IS NOT TRUE, and what stands in positive position keeps the plain form that
// indexes serve.
#include "sql/conditions.hpp"

#include "base/check.hpp"
#include "sql/operators.hpp"

namespace fraiseql::sql {
namespace {

using plan::value_type;
using schema::filter_operator;

// What is in an extension has no oid that we know, so PostgreSQL is told the type.
void add_parameter(fragment& out, const plan::operand& value) {
  out.add(value);
  const bool is_of_extension = value.type == value_type::ltree || value.type == value_type::lquery;
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
  writer(fragment& out, const schema::relation& from, naming names)
      : out_(out), from_(from), names_(names) {}

  void value(const plan::location& place) {
    switch (place.of) {
      case plan::measure::length: return length(place);
      case plan::measure::depth:
        out_.add("nlevel(");
        whole(place);
        out_.add(")");
        return;
      case plan::measure::value: return whole(place);
    }
  }

  void json(const plan::location& place) {
    if (!place.column.empty()) return column(place);
    document(place);
    for (const std::string& key : place.path) out_.add("->").add(literal{key});
  }

  void all(const plan::conditions& conditions) {
    if (conditions.empty()) out_.add("true");
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      if (i > 0) out_.add(" AND ");
      one(conditions[i]);
    }
  }

 private:
  void column(const plan::location& place) {
    if (names_ == naming::aliased) out_.add("t.");
    out_.add(identifier{place.column});
  }

  // The row's document, or the item.
  void document(const plan::location& place) {
    if (place.item > 0) {
      out_.add("e").add(integer{place.item}).add(".value");
    } else {
      if (names_ == naming::aliased) out_.add("t.");
      out_.add(identifier{from_.document});
    }
  }

  // NULL for what is missing and for JSON's null alike.
  void text(const plan::location& place) {
    out_.add("(");
    document(place);
    for (std::size_t i = 0; i < place.path.size(); ++i) {
      out_.add(i + 1 == place.path.size() ? keyword("->>") : keyword("->"));
      out_.add(literal{place.path[i]});
    }
    if (place.path.empty()) out_.add(" #>> '{}'");
    out_.add(")");
  }

  void whole(const plan::location& place) {
    if (!place.column.empty()) {
      column(place);
      if (place.is_cast) {
        out_.add(place.type == value_type::text ? keyword("::text") : cast_of(place.type));
      }
    } else if (place.is_list) {
      out_.add("CASE WHEN jsonb_typeof(");
      json(place);
      out_.add(") <> 'null' THEN ");
      array_of([&] { json(place); }, place.type);
      out_.add(" END");
    } else if (place.type == value_type::jsonb) {
      out_.add("(");
      json(place);
      out_.add(")");
    } else {
      text(place);
      out_.add(cast_of(place.type));
    }
  }

  template <class Json>
  void array_of(Json json, value_type type) {
    out_.add("ARRAY(SELECT i.value").add(cast_of(type)).add(" FROM jsonb_array_elements_text(");
    json();
    out_.add(") AS i)");
  }

  void length(const plan::location& place) {
    if (!place.column.empty()) {
      out_.add("cardinality(");
      column(place);
      out_.add(")");
      return;
    }
    out_.add("jsonb_array_length(nullif(");
    json(place);
    out_.add(", 'null'))");
  }

  void one(const plan::condition& condition) {
    if (const auto* compared = std::get_if<plan::comparison>(&condition.is)) {
      compare(*compared);
    } else if (const auto* negated = std::get_if<plan::negation>(&condition.is)) {
      out_.add("(");
      all(negated->of);
      out_.add(") IS NOT TRUE");
    } else if (const auto* alternatives = std::get_if<plan::any_of>(&condition.is)) {
      any(*alternatives);
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
    array_of([&] { out_.add("l.value"); }, one.left.type);
    out_.add(")");
  }

  void is_null(const plan::comparison& one) {
    const auto* known = std::get_if<json::value>(&one.right.source);
    const bool* wanted = known == nullptr ? nullptr : known->get<bool>();
    if (wanted == nullptr) out_.add("(");
    nullable(one.left);
    out_.add(wanted != nullptr && !*wanted ? keyword(" IS NOT NULL") : keyword(" IS NULL"));
    if (wanted == nullptr) out_.add(") = ").add(one.right);
  }

  void nullable(const plan::location& place) {
    if (place.of != plan::measure::value) return value(place);
    if (place.column.empty()) return text(place);
    const bool is_json = place.type == value_type::jsonb;
    if (is_json) out_.add("nullif(");
    column(place);
    if (is_json) out_.add(", 'null')");
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
    out_.add("to_tsvector(").add(literal{one.configuration}).add(", ");
    value(one.left);
    // In a subquery, so that the words are read once and not for each row.
    out_.add(") @@ (SELECT websearch_to_tsquery(").add(literal{one.configuration}).add(", ");
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

  fragment& out_;
  const schema::relation& from_;
  naming names_;
};

}  // namespace

void add_value(fragment& out, const schema::relation& from, const plan::location& place,
               naming names) {
  writer(out, from, names).value(place);
}

void add_json(fragment& out, const schema::relation& from, const plan::location& place,
              naming names) {
  writer(out, from, names).json(place);
}

void add_conditions(fragment& out, const schema::relation& from, const plan::conditions& all) {
  writer(out, from, naming::aliased).all(all);
}

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
    } else {
      for (const auto& inside : std::get<plan::any_of>(one.is).alternatives) add_from(inside);
    }
  }
  return found;
}

}  // namespace fraiseql::sql
