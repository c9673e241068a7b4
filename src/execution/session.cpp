#include "execution/session.hpp"

#include <algorithm>
#include <utility>

#include "sql/session.hpp"

namespace fraiseql::execution {
namespace {

std::vector<std::string> names_of(const schema::schema& of) {
  std::vector<std::string> names;
  // Also where there is but one: a function may have taken another.
  if (of.has_identity()) names.emplace_back(sql::role_setting);
  for (const schema::session_setting& one : of.session_settings()) names.push_back(one.name);
  return names;
}

std::shared_ptr<const sql::statement> telling(const std::vector<std::string>& names) {
  if (names.empty()) return nullptr;
  return std::make_shared<const sql::statement>(sql::tell_session(names));
}

graphql_error unusable(const std::string& claim, const char* why) {
  return {.message = "the claim \"" + claim + "\" " + why, .code = error_code::forbidden};
}

// PostgreSQL's texts have no zero byte.
bool is_text(const std::string& value) { return value.find('\0') == std::string::npos; }

result<std::string, graphql_error> role_of(const schema::request_role& role,
                                           const schema::request_context& context) {
  const auto asked = context.claim(role.claim);
  if (!asked) return role.anonymous;
  const bool is_allowed =
      *asked == role.anonymous || std::ranges::find(role.allowed, *asked) != role.allowed.end();
  if (!is_allowed) return failed{unusable(role.claim, "names no role that is allowed")};
  return *asked;
}

result<sql::parameters, graphql_error> values_of(const schema::schema& of,
                                                 const schema::request_context& context) {
  sql::parameters values;
  if (of.role()) {
    FRAISEQL_TRY(role, role_of(*of.role(), context));
    values.push_back(sql::text_parameter(std::move(role)));
  } else if (of.has_identity()) {
    values.push_back(sql::text_parameter(std::string(sql::no_role)));
  }
  for (const schema::session_setting& one : of.session_settings()) {
    std::string value = context.claim(one.claim).value_or("");
    if (!is_text(value)) return failed{unusable(one.claim, "has a zero byte")};
    values.push_back(sql::text_parameter(std::move(value)));
  }
  return values;
}

}  // namespace

session_maker::session_maker(std::shared_ptr<const schema::schema> of) : schema_(std::move(of)) {
  std::vector<std::string> names = names_of(*schema_);
  reads_ = telling(names);
  names.emplace_back(sql::request_id_setting);
  writes_ = telling(names);
}

result<session_maker::made, graphql_error> session_maker::of_reads(
    const schema::request_context& context) const {
  if (reads_ == nullptr) return made();
  FRAISEQL_TRY(values, values_of(*schema_, context));
  return std::make_shared<const postgres::command>(
      postgres::command{.statement = reads_, .parameters = std::move(values)});
}

result<session_maker::made, graphql_error> session_maker::of_writes(
    const schema::request_context& context, const std::string& request_id) const {
  FRAISEQL_TRY(values, values_of(*schema_, context));
  values.push_back(sql::text_parameter(request_id));
  return std::make_shared<const postgres::command>(
      postgres::command{.statement = writes_, .parameters = std::move(values)});
}

std::vector<std::string> session_maker::told_of(const schema::request_context& context) const {
  const auto values = values_of(*schema_, context);
  std::vector<std::string> told;
  for (const sql::parameter& one : *values)
    told.emplace_back(one.bytes ? std::string_view(*one.bytes) : std::string_view());
  return told;
}

session_maker::made session_of_looks(const schema::schema& of) {
  if (!of.role()) return nullptr;
  return std::make_shared<const postgres::command>(
      postgres::command{.statement = telling({std::string(sql::role_setting)}),
                        .parameters = {sql::text_parameter(of.role()->allowed.front())}});
}

}  // namespace fraiseql::execution
