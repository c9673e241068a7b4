#include "sql/values.hpp"

#include "base/check.hpp"

namespace fraiseql::sql {
namespace {

using plan::value_type;

class value_writer {
 public:
  value_writer(fragment& out, naming names) : out_(out), names_(names) {}

  void value(const plan::location& place) {
    switch (place.of) {
      case plan::measure::length: return length(place);
      case plan::measure::depth:
        out_.add("nlevel(");
        whole(place);
        out_.add(")");
        return;
      case plan::measure::searched: return searched(place);
      case plan::measure::rank: return rank(place);
      case plan::measure::distance: return distance(place);
      case plan::measure::value: return whole(place);
    }
  }

  void json(const plan::location& place) {
    if (!place.column.empty()) return column(place);
    document(place);
    for (const std::string& key : place.path) out_.add("->").add(literal{key});
  }

  void nullable(const plan::location& place) {
    if (place.of != plan::measure::value) return value(place);
    if (place.column.empty()) return text(place);
    const bool is_json = place.type == value_type::jsonb;
    if (is_json) out_.add("nullif(");
    column(place);
    if (is_json) out_.add(", 'null')");
  }

 private:
  void row(const plan::location& place) {
    if (names_ == naming::plain) return;
    add_row(out_, place.row);
    out_.add(".");
  }

  void column(const plan::location& place) {
    row(place);
    out_.add(identifier{place.column});
  }

  // The row's document, or the item.
  void document(const plan::location& place) {
    if (place.item > 0) {
      out_.add("e").add(integer{place.item}).add(".value");
    } else {
      row(place);
      out_.add(identifier{place.document});
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
    if (place.is_cast && place.type == value_type::uuid) {
      uuid(place);
    } else if (!place.column.empty()) {
      column(place);
      if (place.is_cast) {
        out_.add(place.type == value_type::text ? keyword("::text") : cast_of(place.type));
      }
    } else if (place.is_list) {
      out_.add("CASE WHEN jsonb_typeof(");
      json(place);
      out_.add(") <> 'null' THEN ");
      add_array(out_, place.type, [&] { json(place); });
      out_.add(" END");
    } else if (place.type == value_type::jsonb) {
      out_.add("(");
      json(place);
      out_.add(")");
    } else {
      text(place);
      // A document may have a whole number as 1.0.
      if (place.is_cast && place.type == value_type::int8) out_.add("::numeric");
      out_.add(cast_of(place.type));
    }
  }

  // NULL where the text is none, for an ID may be any text.
  void uuid(const plan::location& place) {
    const auto add = [&] { place.column.empty() ? text(place) : column(place); };
    out_.add("CASE WHEN ");
    add();
    out_.add(" ~ '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$' THEN ");
    add();
    out_.add("::uuid END");
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

  // All texts as one. What is null or missing is empty, so the rest is searched all the same.
  void searched(const plan::location& place) {
    if (place.with->values.empty()) return column(place);
    out_.add("to_tsvector(").add(literal{place.with->configuration}).add(", ");
    for (const plan::location& one : place.with->values) {
      if (&one != &place.with->values.front()) out_.add(" || ' ' || ");
      out_.add("coalesce(");
      value(one);
      out_.add(", '')");
    }
    out_.add(")");
  }

  void rank(const plan::location& place) {
    // ts_rank counts words, also those that must not be there. OFFSET keeps what is searched from
    // being worked out twice; the words are read once and not for each row.
    out_.add("(SELECT CASE WHEN s.d @@ s.q THEN ts_rank(s.d, s.q) ELSE 0 END FROM (SELECT ");
    searched(place);
    out_.add(" AS d, (SELECT websearch_to_tsquery(").add(literal{place.with->configuration});
    out_.add(", ").add(place.with->than).add(")) AS q OFFSET 0) AS s)::float8");
  }

  // Vectors of another number of dimensions would be an error of the statement.
  void distance(const plan::location& place) {
    const plan::location& vector = place.with->values.front();
    const bool may_differ = place.with->than.dimensions == 0;
    out_.add("(");
    if (may_differ) {
      out_.add("CASE WHEN vector_dims(");
      value(vector);
      out_.add(") = vector_dims(").add(place.with->than).add(cast_of(value_type::vector));
      out_.add(") THEN ");
    }
    value(vector);
    out_.add(distance_operator(place.with->by));
    out_.add(place.with->than).add(cast_of(value_type::vector));
    out_.add(may_differ ? keyword(" END)") : keyword(")"));
  }

  fragment& out_;
  naming names_;
};

}  // namespace

void add_row(fragment& out, std::uint32_t number) {
  out.add("t");
  if (number > 0) out.add(integer{number});
}

void add_value(fragment& out, const plan::location& place, naming names) {
  value_writer(out, names).value(place);
}

void add_json(fragment& out, const plan::location& place, naming names) {
  value_writer(out, names).json(place);
}

void add_nullable(fragment& out, const plan::location& place) {
  value_writer(out, naming::aliased).nullable(place);
}

}  // namespace fraiseql::sql
