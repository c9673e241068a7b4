// What is hashed is JSON, which keeps its parts apart: no two requests have one text.
#include "execution/idempotency.hpp"

#include <algorithm>

#include "execution/sha256.hpp"
#include "json/write.hpp"
#include "sql/idempotency.hpp"

namespace fraiseql::execution {
namespace {

// Members in the order of their names.
json::value sorted(const json::value& of) {
  if (const auto* list = of.get<json::array>()) {
    json::array made;
    for (const json::value& one : *list) made.push_back(sorted(one));
    return made;
  }
  const auto* object = of.get<json::object>();
  if (object == nullptr) return of;
  json::object made;
  for (const auto& [name, value] : *object) made.emplace_back(name, sorted(value));
  std::ranges::sort(made, {}, &json::member::first);
  return made;
}

json::value claim(const schema::request_context& of, std::string_view name) {
  const json::value* found = of.find_claim(name);
  return found == nullptr ? json::value(json::null{}) : *found;
}

json::value list_of(const std::vector<std::string>& texts) {
  json::array made;
  for (const std::string& one : texts) made.emplace_back(one);
  return made;
}

std::string hashed(json::array parts) {
  return sha256(json::to_text(json::value(std::move(parts))));
}

}  // namespace

std::string idempotency_key_of(const request& asked, const std::vector<std::string>& told,
                               std::string_view response_key) {
  const json::value subject = claim(asked.context, "sub");
  // Tokens that are renewed may differ in what the database is told.
  return hashed({claim(asked.context, "iss"), subject,
                 subject.is_null() ? list_of(told) : json::value(json::null{}),
                 asked.idempotency_key, std::string(response_key)});
}

std::string idempotency_hash_of(const request& asked, const std::vector<std::string>& told) {
  const json::value variables =
      asked.variables.is_null() ? json::value(json::object()) : sorted(asked.variables);
  return hashed({asked.operation_name, asked.document, variables, list_of(told)});
}

calls_at_most_once::calls_at_most_once(const request& asked, const std::vector<std::string>& told,
                                       const prepared_operation& of, std::chrono::seconds expiry)
    : key_(idempotency_key_of(asked, told, "")) {
  // A document that was asked for by its id is the same as its text.
  request spelled = asked;
  if (spelled.document.empty()) spelled.document = of.operation.document().text();
  const std::string hash = idempotency_hash_of(spelled, told);
  for (const plan::step& step : of.plan.steps) {
    of_step& made = steps_.emplace_back();
    const auto* call = std::get_if<plan::call>(&step.action);
    if (call == nullptr) continue;
    made.key = sql::bind({.key = idempotency_key_of(asked, told, step.response_key()),
                          .request_hash = hash,
                          .expiry = expiry});
    made.keep = std::make_shared<const sql::statement>(sql::keep(*call));
  }
}

// In front of everything, and behind the call: in front of the read-back, which is the last.
std::vector<postgres::command> calls_at_most_once::guarded(
    std::size_t step, std::vector<postgres::command> plain) const {
  const of_step& own = steps_[step];
  const auto claim = std::make_shared<const sql::statement>(sql::claim());
  plain.insert(plain.end() - 1,
               {.statement = own.keep, .parameters = own.key, .as = postgres::run_as::server});
  plain.insert(plain.begin(),
               {.statement = claim, .parameters = own.key, .as = postgres::run_as::server});
  return plain;
}

std::optional<postgres::error> calls_at_most_once::unguard(
    std::vector<postgres::outcome>& outcomes) {
  const auto of_keep = outcomes.end() - 2;
  const auto error_of = [](const postgres::outcome& one) -> std::optional<postgres::error> {
    if (one || one.error().sqlstate == postgres::aborted_sqlstate) return std::nullopt;
    return one.error();
  };
  auto why = error_of(outcomes.front());
  // What failed in front of it says more.
  const bool is_first =
      std::all_of(outcomes.begin(), of_keep, [](const auto& one) { return one.ok(); });
  if (!why && is_first) why = error_of(*of_keep);
  outcomes.erase(of_keep);
  outcomes.erase(outcomes.begin());
  return why;
}

}  // namespace fraiseql::execution
