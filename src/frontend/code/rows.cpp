#include "frontend/code/rows.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include "frontend/code/conditions.hpp"

namespace fraiseql {

namespace api::detail {

row_plan::row_plan() = default;
row_plan::row_plan(const row_plan&) = default;
row_plan& row_plan::operator=(const row_plan&) = default;
row_plan::~row_plan() = default;

}  // namespace api::detail

namespace frontend {
namespace {

// {author: {name: DESC_NULLS_LAST}}
json::value to_term(const tables::order_term& term, const structure_model& rows) {
  const structure_model* of = &rows;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < term.of.size; ++i) {
    const member_model& member = member_called(*of, term.of.names[i]);
    names.push_back(member.name);
    const value_model* type = member.type;
    while (type->inner != nullptr) type = type->inner;
    of = type->structure;  // null behind the last
  }
  json::value made(std::string(term.direction) + term.nulls);
  for (; !names.empty(); names.pop_back()) made = object_of(names.back(), std::move(made));
  return made;
}

}  // namespace

// The functions are the user's, so they may throw.
result<done> ask(const tables::function& function, tables::field_plan& into) {
  try {
    function.ask(into);
    return done{};
  } catch (const std::exception& thrown) {
    return failed{failure{std::string("threw while it was described: ") + thrown.what()}};
  } catch (...) {
    return failed{failure{"threw while it was described"}};
  }
}

result<schema::list_declaration> to_list(const tables::row_plan& plan, const structure_model& rows,
                                         std::optional<std::int32_t> maximum_limit) {
  schema::list_declaration made{
      .as = plan.by_cursor ? schema::listing::connection : schema::listing::list,
      .maximum_limit = maximum_limit};
  FRAISEQL_TRY(where, to_filter(plan.where, rows, written_as::literal));
  made.where = std::move(where);
  made.order_by = to_order(plan, rows);
  return made;
}

json::value to_order(const tables::row_plan& plan, const structure_model& rows) {
  if (plan.order.empty()) return {};
  json::array order;
  for (const tables::order_term& term : plan.order) order.push_back(to_term(term, rows));
  return order;
}

std::vector<schema::match_declaration> to_matches(const std::vector<tables::match>& on,
                                                  const structure_model& rows,
                                                  const structure_model& owner) {
  std::vector<schema::match_declaration> made;
  for (const tables::match& one : on) {
    made.push_back({.field = member_called(rows, one.theirs).name,
                    .equals = member_called(owner, one.ours).name});
  }
  return made;
}

}  // namespace frontend
}  // namespace fraiseql
