// A client has no part in such a filter, so what is wrong with it must not wait for one: each is
// planned as its list's reads are, and its values are encoded.
#include "execution/own_filters.hpp"

#include "plan/query_plan.hpp"
#include "sql/statement.hpp"

namespace fraiseql::execution {
namespace {

// Of each list with a filter of its own: its statements, or why there are none.
template <class Use>
void for_each(const schema::schema& schema, const plan::planning_options& options, Use use) {
  for (const schema::field* list : reading_fields(schema)) {
    const auto* find = std::get_if<schema::find_binding>(&list->binding);
    if (find == nullptr || find->where.is_null()) continue;
    auto planned = plan::plan_own_filter(*list, options);
    if (!planned) {
      use(*list, result<sql::statement, graphql_error>(failed{planned.error()}));
      continue;
    }
    for (sql::statement& one : sql::compile({.action = std::move(*planned), .shape = {}})) {
      use(*list, result<sql::statement, graphql_error>(std::move(one)));
    }
  }
}

}  // namespace

std::vector<postgres::required_pattern> own_patterns(const schema::schema& schema) {
  std::vector<postgres::required_pattern> patterns;
  for_each(schema, {}, [&](const schema::field& list, result<sql::statement, graphql_error> made) {
    if (!made || !made->is_check) return;
    auto bound = sql::bind(*made, {});
    if (!bound) return;  // wrong_own_filters says so
    const std::string name = "the filter of field \"" + list.name + "\" is wrong at " +
                             made->parameters.front().argument;
    patterns.push_back(
        {name, {std::make_shared<const sql::statement>(std::move(*made)), std::move(*bound)}});
  });
  return patterns;
}

std::vector<postgres::missing> wrong_own_filters(const schema::schema& schema,
                                                 const postgres::found_catalogue& found) {
  std::vector<postgres::missing> wrong;
  const plan::planning_options options{.found = found};
  for_each(schema, options, [&](const schema::field& list, auto made) {
    const auto say = [&](const graphql_error& why) {
      wrong.push_back({"the filter of field \"" + list.name + "\" is wrong: " + why.message,
                       "write it otherwise in the schema"});
    };
    if (!made) return say(made.error());
    const auto bound = sql::bind(*made, {});
    if (!bound) say(bound.error());
  });
  return wrong;
}

}  // namespace fraiseql::execution
