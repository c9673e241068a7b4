// What a function of a mutation does in the database while it runs: its calls of PostgreSQL's
// functions, whose values go as JSON and whose results come so, and its transactions.
#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include "frontend/code/carry.hpp"
#include "frontend/code/invocation.hpp"
#include "json/read.hpp"
#include "schema/naming.hpp"

namespace fraiseql::frontend {
namespace {

// Objects and lists inside each other in what a function returns.
constexpr std::size_t max_depth_of_result = 192;

[[noreturn]] void refuse_call(const tables::called_function& wanted, const std::string& why) {
  throw std::invalid_argument("the function \"" + std::string(wanted.name) +
                              "\" cannot be called: " + why);
}

schema::command_source& source_of(const tables::invocation& call) {
  if (call.given.commands == nullptr) throw std::invalid_argument("there is no database here");
  return *call.given.commands;
}

[[noreturn]] void fail_internally(const tables::called_function& wanted, const std::string& why) {
  throw fetch_error({.error = {.message = "internal error"},
                     .log_detail = "calling " + std::string(wanted.name) + ": " + why});
}

// Whether the value is an empty std::optional: it is not passed.
bool is_empty(const value_model& type, const tables::writer& by, const void* value) {
  return type.table->is == tables::kind::optional && by.held(value) == nullptr;
}

json::object values_of(const tables::called_function& wanted, carried_types& types) {
  json::object values;
  if (wanted.of == nullptr) return values;
  const structure_model& of = types.of(wanted.of());
  const tables::structure_writer& by = wanted.writer();
  std::vector<const void*> addresses(of.members.size());
  by.locate(wanted.values, addresses.data());
  for (std::size_t i = 0; i < of.members.size(); ++i) {
    const member_model& member = of.members[i];
    if (is_empty(*member.type, *by.members[i], addresses[i])) continue;
    auto made = to_json(*member.type, *by.members[i], addresses[i], spelling::stored);
    if (!made.ok()) {
      fail_internally(wanted, of.name + "." + member.name + ": " + made.error().message);
    }
    std::string parameter = "p_" + member.stored;
    if (std::ranges::find(values, parameter, &json::member::first) != values.end()) {
      refuse_call(wanted, "two members of " + of.name + " become its parameter " + parameter);
    }
    values.emplace_back(std::move(parameter), std::move(*made));
  }
  return values;
}

void fill_result(const tables::called_function& wanted, carried_types& types,
                 const std::string& text, void* into) {
  const value_model& type = types.of(*wanted.result);
  const auto returned = json::read(text, {.max_depth = max_depth_of_result});
  if (!returned.ok()) fail_internally(wanted, "what it returned: " + returned.error().message);
  const auto filled = try_to_fill(type, *wanted.result_reader, *returned, into, spelling::stored);
  if (filled.ok()) return;
  fail_internally(wanted, "what it returned" + filled.error().path + ": " + filled.error().message);
}

}  // namespace
}  // namespace fraiseql::frontend

namespace fraiseql::api::detail {

void check_turn(const invocation& call, const query_repository& by) {
  if (call.open == &by) return;
  const bool is_over = std::ranges::any_of(
      call.transactions, [&](const transaction& one) { return &one.repository == &by; });
  if (is_over) {
    throw std::logic_error(
        "the transaction is over, and its repository cannot be used any more; use the one that the "
        "function takes");
  }
  if (call.open != nullptr) {
    throw std::logic_error(
        "a transaction is open; until it ends use the repository that transaction() gives to what "
        "it calls");
  }
}

void call_function(invocation& call, const command_repository& by, const called_function& wanted,
                   void* into) {
  check_turn(call, by);
  if (!fraiseql::schema::is_qualified_name(wanted.name)) {
    frontend::refuse_call(wanted, "its name is neither \"name\" nor \"schema.name\"");
  }
  if (!call.carried) call.carried.emplace();
  frontend::carried_types& types = *call.carried;
  auto returned = frontend::source_of(call).call(
      {.function = std::string(wanted.name), .values = frontend::values_of(wanted, types)});
  if (!returned.ok()) throw frontend::fetch_error(std::move(returned).error());
  if (into != nullptr) frontend::fill_result(wanted, types, *returned, into);
}

open_transaction::open_transaction(invocation& call, const command_repository& by)
    : call_(call), inside_(begin(call, by)) {}

command_repository& open_transaction::begin(invocation& call, const command_repository& by) {
  check_turn(call, by);
  if (call.open != nullptr) {
    throw std::logic_error(
        "a transaction is open; what is called in it is part of it, and needs none of its own");
  }
  frontend::source_of(call).begin();
  command_repository& inside = call.transactions.emplace_back(&call).repository;
  call.open = &inside;
  return inside;
}

open_transaction::~open_transaction() {
  if (call_.open != &inside_) return;
  call_.open = nullptr;
  call_.given.commands->roll_back();
}

void open_transaction::commit() {
  call_.open = nullptr;
  auto committed = call_.given.commands->commit();
  if (!committed.ok()) throw frontend::fetch_error(std::move(committed).error());
}

}  // namespace fraiseql::api::detail
