// A client has no part in them, so what is wrong with them must not wait for one: each is planned
// as its list's reads are, and its values are encoded.
#include "execution/own_values.hpp"

#include <algorithm>

#include "plan/query_plan.hpp"
#include "sql/statement.hpp"

namespace fraiseql::execution {
namespace {

using made_statement = result<sql::statement, graphql_error>;

bool has_own_order(const schema::field& list) {
  return std::ranges::any_of(list.arguments, [](const schema::input_value& one) {
    return one.role == schema::input_role::order_by && one.default_value;
  });
}

// Of each list with a filter or an order of its own: its statements, or why there are none, and in
// words what they are of.
template <class Use>
void for_each(const schema::schema& schema, const plan::planning_options& options, Use use) {
  for (const schema::field* list : reading_fields(schema)) {
    const auto* find = std::get_if<schema::find_binding>(&list->binding);
    if (find == nullptr) continue;
    const auto add = [&](const char* what, result<plan::read, graphql_error> planned) {
      const std::string words = std::string(what) + " of field \"" + list->name + "\" is wrong";
      if (!planned) return use(words, made_statement(failed{planned.error()}));
      for (sql::statement& one : sql::compile({.action = std::move(*planned), .shape = {}})) {
        use(words, made_statement(std::move(one)));
      }
    };
    if (!find->where.is_null()) add("the filter", plan::plan_own_filter(*list, options));
    if (has_own_order(*list)) add("the order", plan::plan_own_order(*list, options));
  }
}

}  // namespace

std::vector<postgres::required_pattern> own_patterns(const schema::schema& schema) {
  std::vector<postgres::required_pattern> patterns;
  for_each(schema, {}, [&](const std::string& words, made_statement made) {
    if (!made || !made->is_check) return;
    auto bound = sql::bind(*made, {});
    if (!bound) return;  // wrong_own_values says so
    const std::string name = words + " at " + made->parameters.front().argument;
    patterns.push_back(
        {name, {std::make_shared<const sql::statement>(std::move(*made)), std::move(*bound)}});
  });
  return patterns;
}

std::vector<postgres::missing> wrong_own_values(const schema::schema& schema,
                                                const postgres::found_catalogue& found) {
  std::vector<postgres::missing> wrong;
  const plan::planning_options options{.found = found};
  for_each(schema, options, [&](const std::string& words, const made_statement& made) {
    const auto say = [&](const graphql_error& why) {
      wrong.push_back({words + ": " + why.message, "write it otherwise in the schema"});
    };
    if (!made) return say(made.error());
    const auto bound = sql::bind(*made, {});
    if (!bound) say(bound.error());
  });
  return wrong;
}

}  // namespace fraiseql::execution
