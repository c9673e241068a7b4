// The methods stand in one table by operator. An index on the document needs an immutable
// expression without a subquery, and an operator that row-level security lets PostgreSQL use before
// a policy has been asked; where one of them is missing, a column takes the value's place, if it
// can.
#include "sql/index_advice.hpp"

#include "base/check.hpp"
#include "base/result.hpp"
#include "sql/values.hpp"

namespace fraiseql::sql {
namespace {

using plan::measure;
using plan::value_type;
using schema::filter_operator;

enum class method : std::uint8_t {
  none,
  btree,
  patterns,  // btree in the order of bytes
  hash,
  gin,
  trigrams,
  words,
  gist,
  addresses,
};

method method_for_equality(const plan::location& place) {
  if (is_range(place.type) && !place.is_list) return method::gist;
  const bool is_json = place.type == value_type::jsonb && !place.is_list;
  return is_json ? method::hash : method::btree;  // a document may be too long for a btree
}

bool is_text(const plan::comparison& one) {
  return one.right.form == plan::text_form::pattern_containing;
}

method method_of(const plan::comparison& one) {
  const plan::location& place = one.left;
  using how = filter_operator;
  switch (one.how) {
    case how::eq: return method_for_equality(place);
    case how::in:
      return place.is_list && place.of == measure::value ? method::none
                                                         : method_for_equality(place);
    case how::gt:
    case how::gte:
    case how::lt:
    case how::lte: return method::btree;
    case how::is_null: {
      const bool is_known = std::holds_alternative<json::value>(one.right.source);
      const bool is_json = !place.column.empty() && place.type == value_type::jsonb;
      return is_known && !is_json ? method::btree : method::none;
    }
    case how::contains:
      if (is_text(one)) return method::trigrams;
      return is_range(place.type) && !place.is_list ? method::gist : method::gin;
    case how::contained_by:
      if (place.is_list) return method::gin;
      return is_range(place.type) ? method::gist : method::none;
    case how::overlaps:
      if (place.is_list) return method::gin;
      return is_range(place.type) ? method::gist : method::addresses;
    case how::starts_with: return method::patterns;
    case how::ends_with:
    case how::i_contains:
    case how::i_starts_with:
    case how::i_ends_with:
    case how::like:
    case how::i_like:
    case how::regex:
    case how::i_regex: return method::trigrams;
    case how::search: return method::words;
    case how::has_key:
    case how::has_any_keys:
    case how::has_all_keys:
    case how::path_exists:
    case how::path_match: return method::gin;
    case how::in_subnet:
    case how::contains_address: return method::addresses;
    case how::ancestor_of:
    case how::descendant_of:
    case how::matches:
    case how::adjacent_to:
    case how::strictly_left_of:
    case how::strictly_right_of: return method::gist;
    case how::neq:
    case how::not_in:
    case how::is_empty:
    case how::length:
    case how::some:
    case how::every:
    case how::none:
    case how::is_private:
    case how::is_public:
    case how::is_ipv4:
    case how::is_ipv6:
    case how::depth:
    case how::within: return method::none;
  }
  FRAISEQL_CHECK(false);
}

// Their texts depend on settings, so PostgreSQL has no immutable cast from text to them; one
// function reads all ranges, so of those of numbers, too.
bool depends_on_settings(value_type type) {
  return type == value_type::timestamptz || type == value_type::date || type == value_type::time ||
         type == value_type::interval || is_range(type);
}

std::string quoted(std::string_view name) { return fragment().add(identifier{name}).text(); }

std::string name_of(const schema::relation& named) {
  return quoted(named.schema) + "." + quoted(named.name);
}

// The value as an index has it: a column, a call of a function, or an expression in brackets.
std::string key_of(const plan::location& place) {
  fragment out;
  add_value(out, place, naming::plain);
  const bool is_column = !place.column.empty() && !place.is_cast;
  const bool has_brackets = place.column.empty() && !place.is_list &&
                            (place.type == value_type::text || place.type == value_type::jsonb);
  if (is_column || has_brackets || place.of != measure::value) return out.text();
  return "(" + out.text() + ")";
}

// What is null is asked of the text; JSON's null is no text either.
plan::location as_text(plan::location place) {
  place.type = value_type::text;
  place.is_list = false;
  return place;
}

std::string key_of(const plan::comparison& one) {
  fragment out;
  if (one.how == filter_operator::search && one.left.of != measure::searched) {
    out.add("to_tsvector(").add(literal{one.configuration}).add(", ");
    add_value(out, one.left, naming::plain);
    return out.add(")").text();
  }
  const bool is_plain = one.left.column.empty() && one.left.of == measure::value;
  if (is_plain && one.how == filter_operator::is_null) return key_of(as_text(one.left));
  if (is_plain && one.right.type == value_type::jsonb) {
    out.add("(");
    add_json(out, one.left, naming::plain);
    return out.add(")").text();
  }
  return key_of(one.left);
}

std::string create_index(const schema::relation& on, method by, const std::string& key) {
  const std::string head = "CREATE INDEX ON " + name_of(on);
  switch (by) {
    case method::btree: return head + " (" + key + ");\n";
    case method::patterns: return head + " (" + key + " text_pattern_ops);\n";
    case method::hash: return head + " USING hash (" + key + ");\n";
    case method::gin:
    case method::words: return head + " USING gin (" + key + ");\n";
    case method::trigrams:
      return "CREATE EXTENSION IF NOT EXISTS pg_trgm;\n" + head + " USING gin (" + key +
             " gin_trgm_ops);\n";
    case method::gist: return head + " USING gist (" + key + ");\n";
    case method::addresses: return head + " USING gist (" + key + " inet_ops);\n";
    case method::none: break;
  }
  FRAISEQL_CHECK(false);
}

// Whether a column can stand for the field, by what it is called: the key of the document, or
// something else where that is taken or tells when the row was synced.
struct promoted_column {
  std::string name = {};
  std::string type = {};
  std::string statements = {};
  std::string remark = {};  // what else to do
};

// What the function that writes the relation has to say of the column; its name is by convention.
std::string sync_lines(const schema::relation& on, const std::string& column) {
  return "-- and, in the same transaction, what keeps it in fn_sync_" + on.name +
         ":\n--   INSERT INTO " + on.name + " (..., " + column + ") SELECT ..., its value" +
         "\n--   ON CONFLICT ... DO UPDATE SET ..., " + column + " = excluded." + column + "\n";
}

std::string value_for_column(const plan::location& place, const std::string& type) {
  fragment out;
  add_value(out, place.is_list ? place : as_text(place), naming::plain);
  return out.text() + (place.is_list || type == "text" ? "" : "::" + type);
}

// Empty where there is no column for such a place.
promoted_column promote(const found_source& in, const plan::location& place,
                        const schema::type_reference* type) {
  const auto types = type == nullptr ? std::vector<std::string>() : plan::column_types(*type);
  if (types.empty() || place.path.size() != 1 || place.item > 0) return {};
  promoted_column made{.name = place.path.front(), .type = types.front()};
  if (made.name == "updated_at" || in.found.find(made.name) != nullptr) {
    made.name += "_value";
    made.remark = "; say that it is the field's by @column(name: \"" + made.name +
                  "\"), in C++ by column(\"" + made.name + "\")";
  }
  const std::string column = quoted(made.name);
  made.statements = "ALTER TABLE " + name_of(in.named) + " ADD COLUMN " + column + " " + made.type +
                    ";\nUPDATE " + name_of(in.named) + " SET " + column + " = " +
                    value_for_column(place, made.type) + ";\n" + sync_lines(in.named, column);
  return made;
}

// Whether row-level security lets PostgreSQL use an index of such a column before a policy has been
// asked: its operators are marked leakproof there.
bool is_leakproof(const plan::comparison& one, const std::string& column_type) {
  if (one.left.of != measure::value || one.left.is_cast) return false;
  if (one.how == filter_operator::is_null) return true;
  const method by = method_of(one);
  if (by != method::btree && by != method::patterns) return false;
  return !column_type.ends_with("[]") && column_type != "numeric" && column_type != "ltree";
}

index_advice nothing(std::string remark) { return {.remark = std::move(remark)}; }

index_advice nothing_for(const plan::comparison& one) {
  return nothing("no index serves \"" + std::string(schema::to_string(one.how)) + "\"");
}

index_advice nothing_under_policies(const plan::comparison& one, const std::string& column_type) {
  return nothing("under row-level security no index serves \"" +
                 std::string(schema::to_string(one.how)) + "\" on " + column_type);
}

// As a person would say it: `author.born`.
std::string name_of(const plan::location& place) {
  std::string name = place.column;
  for (const std::string& key : place.path) name += (name.empty() ? "" : ".") + key;
  return "\"" + name + "\"";
}

index_advice no_column(const plan::location& place) {
  if (place.path.size() < 2) return nothing("no column can stand for " + name_of(place));
  return nothing(
      "it would need a column, and only what is at the top of the document can have "
      "one: store " +
      name_of(place) + " there, too");
}

index_advice advise_column(const found_source& in, const plan::comparison& one,
                           const schema::type_reference* type) {
  const promoted_column column = promote(in, one.left, type);
  if (column.name.empty()) return no_column(one.left);
  const bool is_bound = in.found.has_row_security;
  if (is_bound && !is_leakproof(one, column.type)) return nothing_under_policies(one, column.type);
  const std::string why =
      is_bound ? "under row-level security it needs a column"
               : "it needs a column: PostgreSQL makes no index of this value in a document";
  if (in.kind == relation_kind::materialized_view) {
    return nothing(why + "; add " + quoted(column.name) + " " + column.type + " to " +
                   in.named.name + column.remark);
  }
  return {
      .statements = column.statements + create_index(in.named, method_of(one), quoted(column.name)),
      .remark = why + column.remark};
}

std::optional<index_advice> without_indexes(const found_source& in) {
  if (in.kind != relation_kind::view) return std::nullopt;
  return nothing(in.named.name + " is a view; what would serve it is an index of its tables");
}

bool needs_column(const found_source& in, const plan::comparison& one) {
  if (!one.left.column.empty()) return false;
  if (in.found.has_row_security) return true;
  if (one.how == filter_operator::is_null || one.left.of != measure::value) return false;
  const bool is_array = one.left.is_list && one.right.type != value_type::jsonb;
  return is_array || depends_on_settings(one.left.type);
}

// One of several keys of an index; `made` has what a column needs that it takes. Or why no index
// has it.
result<std::string, index_advice> key_in(const found_source& in, const plan::location& place,
                                         const schema::type_reference* type, bool is_equal,
                                         index_advice& made) {
  const bool is_bound = is_equal && in.found.has_row_security;
  const bool needs_one = place.column.empty() && (is_bound || depends_on_settings(place.type));
  const promoted_column column = needs_one ? promote(in, place, type) : promoted_column();
  if (needs_one && column.name.empty()) return failed{no_column(place)};
  const plan::found_column* real = in.found.find(place.column);
  const std::string column_type = real == nullptr ? column.type : real->type;
  const plan::comparison equal = {.left = place, .right = {.type = place.type}};
  if (is_bound && !is_leakproof(equal, column_type)) {
    return failed{nothing_under_policies(equal, column_type)};
  }
  if (!needs_one) return key_of(place);
  made.statements += column.statements;
  if (made.remark.empty()) made.remark = "it needs a column";
  made.remark += column.remark;
  return quoted(column.name);
}

std::string direction_of(const plan::order_key& key) {
  std::string text = key.descending ? " DESC" : "";
  if (key.nulls == plan::nulls_placement::first) text += " NULLS FIRST";
  if (key.nulls == plan::nulls_placement::last) text += " NULLS LAST";
  return text;
}

std::string operators_for(plan::metric by) {
  switch (by) {
    case plan::metric::l2: return "vector_l2_ops";
    case plan::metric::cosine: return "vector_cosine_ops";
    case plan::metric::inner_product: return "vector_ip_ops";
  }
  FRAISEQL_CHECK(false);
}

// An index of vectors has the order of one distance alone.
index_advice advise_distance(const found_source& in, const plan::location& by,
                             const plan::location& first) {
  if (!(by == first)) return nothing("no index serves the order by a distance behind other values");
  if (by.with->than.dimensions == 0) {
    return nothing(
        "an index of vectors needs a column of the type vector that says how many numbers they "
        "have, as vector(1536)");
  }
  return {.statements = "CREATE INDEX ON " + name_of(in.named) + " USING hnsw (" +
                        quoted(by.column) + " " + operators_for(by.with->by) + ");\n"};
}

// Of an order by a rank or a distance, or nothing.
std::optional<index_advice> advise_measured(const found_source& in,
                                            const std::vector<plan::order_key>& keys) {
  for (const plan::order_key& key : keys) {
    if (key.by.of == measure::rank) return nothing("no index serves the order by a rank");
    if (key.by.of == measure::distance) return advise_distance(in, key.by, keys.front().by);
  }
  return std::nullopt;
}

}  // namespace

index_advice advise(const found_source& in, const plan::comparison& one,
                    const schema::type_reference* type) {
  if (one.left.item > 0) return nothing("no index serves the items of a list");
  if (one.left.of == measure::distance) {
    return nothing("no index serves \"within\"; one of vectors serves an order by the distance");
  }
  const method by = method_of(one);
  if (by == method::none) return nothing_for(one);
  if (auto none = without_indexes(in)) return *std::move(none);
  const bool is_searched = one.left.of == measure::searched;
  if (is_searched && in.found.has_row_security) return nothing_under_policies(one, "tsvector");
  if (!is_searched && needs_column(in, one)) return advise_column(in, one, type);
  const plan::found_column* column = in.found.find(one.left.column);
  const std::string column_type = column == nullptr ? "" : column->type;
  if (in.found.has_row_security && !is_leakproof(one, column_type)) {
    return nothing_under_policies(one, column_type);
  }
  return {.statements = create_index(in.named, by, key_of(one))};
}

index_advice advise(const found_source& in, const std::vector<plan::order_key>& keys,
                    const std::vector<const schema::type_reference*>& types, std::size_t equal) {
  if (auto none = without_indexes(in)) return *std::move(none);
  if (const auto why = advise_measured(in, keys)) {
    if (equal == 0) return *why;
    index_advice made =
        advise(in, {keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(equal)}, types, equal);
    made.remark += (made.remark.empty() ? "" : "; ") + why->remark;
    return made;
  }
  index_advice made;
  std::string all;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    auto key = key_in(in, keys[i].by, types[i], i < equal, made);
    if (!key) return std::move(key).error();
    all += *key + direction_of(keys[i]) + ", ";
  }
  const bool is_materialized = in.kind == relation_kind::materialized_view;
  if (is_materialized && !made.statements.empty()) return nothing(made.remark);
  const std::string order_of_id = !keys.empty() && keys.back().descending ? " DESC" : "";
  made.statements += create_index(in.named, method::btree, all + quoted(in.named.id) + order_of_id);
  return made;
}

}  // namespace fraiseql::sql
