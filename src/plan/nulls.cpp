// What conditions say of a row that is not there.
#include <algorithm>

#include "plan/query_plan.hpp"

namespace fraiseql::plan {
namespace {

using schema::filter_operator;

bool asks_for_null(const comparison& one) {
  if (one.how != filter_operator::is_null) return false;
  const auto* known = std::get_if<json::value>(&one.right.source);
  const bool* wanted = known == nullptr ? nullptr : known->get<bool>();
  return wanted == nullptr || *wanted;
}

// Texts that are not there are searched as an empty one, in which what is excluded is not found.
bool has_value_of_nulls(const location& place) {
  return place.of == measure::searched && !place.with->values.empty();
}

bool is_false_of_nulls(const condition& one) {
  if (const auto* compared = std::get_if<comparison>(&one.is)) {
    return !has_value_of_nulls(compared->left) && compared->how != filter_operator::neq &&
           compared->how != filter_operator::not_in && !asks_for_null(*compared);
  }
  if (const auto* any = std::get_if<any_of>(&one.is)) {
    return std::ranges::all_of(any->alternatives,
                               [](const conditions& all) { return is_false_of_nulls(all); });
  }
  if (const auto* items = std::get_if<quantified>(&one.is)) {
    return items->how == filter_operator::some;
  }
  if (const auto* rows = std::get_if<related>(&one.is)) {
    return rows->is_to_one ? is_false_of_nulls(rows->of) : rows->how == filter_operator::some;
  }
  return std::holds_alternative<beyond>(one.is);
}

}  // namespace

bool is_false_of_nulls(const conditions& all) {
  return std::ranges::any_of(all, [](const condition& one) { return is_false_of_nulls(one); });
}

bool is_by_id(const std::vector<match>& on, const schema::relation& rows) {
  return std::ranges::any_of(on, [&](const match& one) { return one.theirs.column == rows.id; });
}

}  // namespace fraiseql::plan
