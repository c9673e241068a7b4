#include "execution/repository.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "base/check.hpp"
#include "execution/bind.hpp"
#include "execution/compared.hpp"
#include "execution/errors.hpp"
#include "execution/log_detail.hpp"

namespace fraiseql::execution {
namespace {

using schema::native_failure;
using schema::row_query;

// The program says what it reads, so what bounds clients does not bound it.
plan::planning_options for_functions(plan::planning_options planning) {
  planning.regex_filters = true;
  planning.documents = plan::document_reading::whole;
  return planning;
}

// query($where: PostWhereInput, ...) { Post(where: $where, ...) { __typename } }
// Of the rows nothing but the type is asked, so they are their documents.
std::string operation_for(const schema::field& list) {
  std::string variables;
  std::string arguments;
  for (const schema::input_value& one : list.arguments) {
    const char* const comma = variables.empty() ? "" : ", ";
    variables += comma + ("$" + one.name) + ": " + to_text(one.type);
    arguments += comma + one.name + ": $" + one.name;
  }
  return "query(" + variables + ") { " + list.name + "(" + arguments + ") { __typename } }";
}

json::value variables_for(const row_query& asked) {
  json::object made;
  if (!asked.where.is_null()) made.emplace_back("where", asked.where);
  if (!asked.order_by.is_null()) made.emplace_back("orderBy", asked.order_by);
  made.emplace_back("limit", json::number{std::to_string(asked.limit)});
  made.emplace_back("offset", json::number{std::to_string(asked.offset)});
  return made;
}

// Whether clients could give all the members of the value, too.
bool is_known(const json::value& given, const schema::type& of) {
  if (const auto* items = given.get<json::array>()) {
    return std::ranges::all_of(*items, [&](const json::value& one) { return is_known(one, of); });
  }
  const auto* members = given.get<json::object>();
  if (members == nullptr || of.kind != schema::type_kind::input_object) return true;
  return std::ranges::all_of(*members, [&](const json::member& one) {
    const schema::input_value* field = of.find_input_field(one.first);
    return field != nullptr && is_known(one.second, *field->type.named);
  });
}

bool is_known(const row_query& asked, const schema::field& list) {
  return is_known(asked.where, *list.find_argument("where")->type.named) &&
         is_known(asked.order_by, *list.find_argument("orderBy")->type.named);
}

native_failure wrong(graphql_error for_client, const row_query& asked, const std::string& why) {
  return {.error = std::move(for_client), .log_detail = "fetching " + asked.type + ": " + why};
}

native_failure internal(const row_query& asked, const std::string& why) {
  return wrong({.message = "internal error"}, asked, why);
}

// The value is most likely the client's, but it need not be, so it is not repeated to them.
native_failure malformed(const row_query& asked, const std::string& why) {
  return wrong(
      {.message = "a value that is looked for is malformed", .code = error_code::bad_user_input},
      asked, why);
}

native_failure failed_to_prepare(const row_query& asked, const schema::field& list,
                                 const std::vector<graphql_error>& errors) {
  std::string why;
  for (const graphql_error& one : errors) why += (why.empty() ? "" : "; ") + one.message;
  const bool is_of_values =
      is_known(asked, list) && std::ranges::all_of(errors, [](const graphql_error& one) {
        return one.code == error_code::bad_user_input;
      });
  return is_of_values ? malformed(asked, why) : internal(asked, why);
}

std::string in_full(const postgres::error& why, const plan::read& read) {
  const std::string compared = is_about_values(why) ? compared_values(read, why.message) : "";
  return log_detail(why) + (compared.empty() ? "" : "; compared: " + compared);
}

// What went wrong, if anything did. The last of the commands is the read; those before it look at
// a pattern each.
std::optional<native_failure> failure_of(const row_query& asked, const plan::step& step,
                                         const std::vector<postgres::command>& commands,
                                         const std::vector<postgres::outcome>& outcomes) {
  const postgres::outcome& rows = outcomes.back();
  for (std::size_t i = 0; i + 1 < outcomes.size(); ++i) {
    const plan::operand& pattern = commands[i].statement->parameters.front();
    auto refused = outcomes[i] ? std::nullopt : refused_pattern(outcomes[i].error(), pattern);
    if (!refused && outcomes[i] && !rows) refused = refused_path(rows.error(), pattern);
    if (refused) return malformed(asked, refused->message);
  }
  for (const postgres::outcome& one : outcomes) {
    // The first that failed says why; PostgreSQL does not come to those behind it.
    if (one) continue;
    const postgres::error& why = one.error();
    return wrong(client_error(why, statement_kind::read, detail_level::masked, ""), asked,
                 in_full(why, std::get<plan::read>(step.action)));
  }
  return std::nullopt;
}

std::vector<std::string> documents_of(const postgres::rows& rows) {
  std::vector<std::string> documents;
  documents.reserve(rows.count());
  for (std::size_t i = 0; i < rows.count(); ++i) {
    const std::string_view text = rows.value(i, 0);
    documents.emplace_back(text.data() == nullptr ? "null" : text);
  }
  return documents;
}

}  // namespace

repository::repository(std::shared_ptr<const schema::schema> rows, plan::planning_options planning,
                       postgres::blocking_lane_options reading)
    : rows_(std::move(rows)),
      preparer_(rows_, limits{.cost = std::numeric_limits<std::size_t>::max()}, {},
                for_functions(std::move(planning))),
      lane_(std::move(reading)) {}

void repository::adopt(std::shared_ptr<const plan::catalogue> found) {
  const std::lock_guard lock(mutex_);
  preparer_.adopt(std::move(found));
}

repository::prepared repository::prepare(const schema::field& list, const row_query& asked) {
  const request made{.document = operation_for(list), .variables = variables_for(asked)};
  const std::lock_guard lock(mutex_);
  return preparer_.prepare(made);
}

result<std::vector<std::string>, native_failure> repository::read(
    const row_query& asked, const std::shared_ptr<const postgres::command>& session,
    clock::time_point until) {
  return read(asked, [&](const auto& commands) {
    const bool calls = std::ranges::any_of(
        commands, [](const postgres::command& one) { return one.statement->is_call; });
    const auto then = calls ? postgres::aftermath::clean : postgres::aftermath::none;
    return lane_.run({.commands = commands, .done = {}, .session = session, .then = then}, until);
  });
}

result<std::vector<std::string>, native_failure> repository::read(const row_query& asked,
                                                                  const runner& run) {
  const schema::field* list = rows_->query_type()->find_field(asked.type);
  if (list == nullptr) {
    return failed{internal(asked, "it has no rows that can be filtered and ordered")};
  }
  auto request = prepare(*list, asked);
  if (!request) return failed{failed_to_prepare(asked, *list, request.error())};
  auto bound = bind(*request);
  if (!bound) return failed{failed_to_prepare(asked, *list, bound.error())};
  // Of the one field that is asked for.
  const std::vector<postgres::command>& commands = *bound;
  FRAISEQL_CHECK(!commands.empty());
  const std::vector<postgres::outcome> outcomes = run(commands);
  const plan::step& step = request->operation->plan.steps.front();
  if (auto why = failure_of(asked, step, commands, outcomes)) return failed{*std::move(why)};
  return documents_of(*outcomes.back());
}

}  // namespace fraiseql::execution
