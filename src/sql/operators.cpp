#include "sql/operators.hpp"

#include "base/check.hpp"

namespace fraiseql::sql {

using plan::value_type;
using schema::filter_operator;

keyword cast_of(value_type type) {
  switch (type) {
    case value_type::boolean: return "::boolean";
    case value_type::int4: return "::int4";
    case value_type::int8: return "::int8";
    case value_type::numeric: return "::numeric";
    case value_type::float8: return "::float8";
    case value_type::text: return "";
    case value_type::uuid: return "::uuid";
    case value_type::timestamptz: return "::timestamptz";
    case value_type::date: return "::date";
    case value_type::time: return "::time";
    case value_type::interval: return "::interval";
    case value_type::inet: return "::inet";
    case value_type::cidr: return "::cidr";
    case value_type::macaddr: return "::macaddr";
    case value_type::macaddr8: return "::macaddr8";
    case value_type::ltree: return "::ltree";
    case value_type::vector: return "::vector";
    case value_type::daterange: return "::daterange";
    case value_type::int4range: return "::int4range";
    case value_type::int8range: return "::int8range";
    case value_type::numrange: return "::numrange";
    case value_type::tstzrange: return "::tstzrange";
    case value_type::jsonb: return "::jsonb";
    case value_type::json: return "::json";
    case value_type::lquery: return "::lquery";
    case value_type::jsonpath: return "::jsonpath";
  }
  FRAISEQL_CHECK(false);
}

keyword infix(filter_operator how) {
  switch (how) {
    case filter_operator::eq: return " = ";
    case filter_operator::neq: return " IS DISTINCT FROM ";
    case filter_operator::gt: return " > ";
    case filter_operator::gte: return " >= ";
    case filter_operator::lt: return " < ";
    case filter_operator::lte: return " <= ";
    case filter_operator::ends_with:
    case filter_operator::like: return " LIKE ";
    case filter_operator::i_contains:
    case filter_operator::i_starts_with:
    case filter_operator::i_ends_with:
    case filter_operator::i_like: return " ILIKE ";
    case filter_operator::regex:
    case filter_operator::matches: return " ~ ";
    case filter_operator::i_regex: return " ~* ";
    case filter_operator::contains:
    case filter_operator::ancestor_of: return " @> ";
    case filter_operator::contained_by:
    case filter_operator::descendant_of: return " <@ ";
    case filter_operator::overlaps: return " && ";
    case filter_operator::has_key: return " ? ";
    case filter_operator::has_any_keys: return " ?| ";
    case filter_operator::has_all_keys: return " ?& ";
    case filter_operator::path_exists: return " @? ";
    case filter_operator::path_match: return " @@ ";
    case filter_operator::in_subnet: return " <<= ";
    case filter_operator::contains_address: return " >>= ";
    case filter_operator::adjacent_to: return " -|- ";
    case filter_operator::strictly_left_of: return " << ";
    case filter_operator::strictly_right_of: return " >> ";
    case filter_operator::in:
    case filter_operator::not_in:
    case filter_operator::is_null:
    case filter_operator::starts_with:
    case filter_operator::search:
    case filter_operator::is_empty:
    case filter_operator::length:
    case filter_operator::some:
    case filter_operator::every:
    case filter_operator::none:
    case filter_operator::is_private:
    case filter_operator::is_public:
    case filter_operator::is_ipv4:
    case filter_operator::is_ipv6:
    case filter_operator::depth:
    case filter_operator::within: return "";
  }
  FRAISEQL_CHECK(false);
}

keyword distance_operator(plan::metric by) {
  switch (by) {
    case plan::metric::l2: return " <-> ";
    case plan::metric::cosine: return " <=> ";
    case plan::metric::inner_product: return " <#> ";
  }
  FRAISEQL_CHECK(false);
}

bool is_infix(filter_operator how) { return !infix(how).text().empty(); }

}  // namespace fraiseql::sql
