// From a plan to SQL: one statement for a read, a call and its read-back for a mutation.
// A function that only reads is called inside of the read.
// The shapes and why they are so: docs/decisions and the room's README.
#include <algorithm>
#include <iterator>

#include "sql/calls.hpp"
#include "sql/conditions.hpp"
#include "sql/fragment.hpp"
#include "sql/groups.hpp"
#include "sql/rows.hpp"
#include "sql/statement.hpp"

namespace fraiseql::sql {
namespace {

std::shared_ptr<const statement> compile_many(const plan::read& read) {
  const bool has_nothing_but_key = read.is_look_up() && read.has_exact_key &&
                                   read.where.size() == 1 && read.on.empty() && !read.id_from &&
                                   !read.returned;
  if (!has_nothing_but_key) return nullptr;
  fragment out;
  add_read_of_many(out, read);
  if (out.parameters().size() != 1) return nullptr;
  return std::make_shared<const statement>(
      statement{.text = out.text(), .parameters = out.parameters()});
}

statement compile_read(const plan::read& read) {
  fragment out;
  add_read(out, read);
  const bool is_call = read.id_from.has_value() || (read.returned && read.returned->by);
  return {.text = out.text(),
          .parameters = out.parameters(),
          .is_call = is_call,
          .of_many = compile_many(read)};
}

// Of no relation, so what is wrong can only be the pattern.
statement compile_check(const plan::comparison& pattern) {
  fragment out;
  out.add("SELECT ");
  if (pattern.how == schema::filter_operator::search) {
    out.add("websearch_to_tsquery(").add(literal{pattern.configuration}).add(", ");
    out.add(pattern.right).add(")");
  } else if (pattern.right.type == plan::value_type::text) {
    // Letters of both cases can be more than a pattern may have.
    const bool is_of_case = pattern.how == schema::filter_operator::regex;
    out.add(is_of_case ? keyword("'' ~ ") : keyword("'' ~* ")).add(pattern.right);
  } else {
    out.add(pattern.right);
    out.add(pattern.right.type == plan::value_type::lquery ? keyword("::lquery")
                                                           : keyword("::jsonpath"));
  }
  return {out.text(), out.parameters(), true};
}

statement compile_check_of_words(const plan::measured& rank) {
  fragment out;
  out.add("SELECT websearch_to_tsquery(").add(literal{rank.configuration}).add(", ");
  out.add(rank.than).add(")");
  return {out.text(), out.parameters(), true};
}

statement compile_check_of_zone(const plan::operand& zone) {
  fragment out;
  out.add("SELECT now() AT TIME ZONE ").add(zone);
  return {out.text(), out.parameters(), true};
}

// The id or the value travels from the call to the read-back in a setting of the transaction: in
// one statement the read would still see the snapshot from before the call.
statement compile_call(const plan::call& call, call_form form) {
  fragment out;
  const bool is_answered = !call.read_back && form == call_form::plain;
  if (is_answered) {
    out.add("SELECT v FROM ");
    add_value_of_call(out, call.function);
    out.add(" AS r");
  } else if (!call.read_back || call.read_back->returned) {
    out.add("SELECT set_config(").add(setting_of(call)).add(", v::text, true) FROM ");
    add_value_of_call(out, call.function);
    out.add(" AS r");
  } else {
    out.add("SELECT set_config(").add(setting_of(call)).add(", ");
    add_call(out, call.function);
    out.add("::text, true)");
    add_made_arguments(out, call.function);
  }
  if (form == call_form::idempotent) add_claimed(out);
  return {.text = out.text(), .parameters = out.parameters(), .is_call = true};
}

// The value itself, in the one column that the plain call has.
statement compile_value(const plan::call& call) {
  fragment out;
  out.add("SELECT nullif(current_setting(").add(setting_of(call)).add(", true), '')::jsonb AS v");
  return {.text = out.text(), .parameters = out.parameters()};
}

// Calls `use` with the read and with all reads of what belongs to its rows.
template <class Use>
void each_read(const std::vector<plan::column>& columns, const Use& use);

template <class Use>
void each_read(const plan::read& read, const Use& use) {
  use(read);
  if (read.groups) use(*read.groups->of);
  each_read(read.columns, use);
}

template <class Use>
void each_read(const std::vector<plan::column>& columns, const Use& use) {
  for (const plan::column& one : columns) {
    if (const auto* related = std::get_if<plan::related_column>(&one.is)) {
      each_read(*related->rows, use);
    } else if (const auto* object = std::get_if<plan::embedded_column>(&one.is)) {
      each_read(object->columns, use);
    }
  }
}

// First a check for each pattern, so that a bad one is the client's.
std::vector<statement> with_checks(const plan::read& read, std::vector<statement> then) {
  std::vector<const plan::comparison*> patterns;
  std::vector<const plan::operand*> zones;
  std::vector<const plan::measured*> ranks;
  each_read(read, [&](const plan::read& one) {
    std::ranges::copy(patterns_in(one.where), std::back_inserter(patterns));
    for (const plan::order_key& key : one.order) {
      if (key.by.of == plan::measure::rank) ranks.push_back(key.by.with.get());
    }
    if (one.groups) std::ranges::copy(time_zones_in(*one.groups), std::back_inserter(zones));
    if (one.keyset) std::ranges::copy(one.keyset->unused, std::back_inserter(then.back().unused));
  });
  std::vector<statement> made;
  for (const plan::comparison* one : patterns) made.push_back(compile_check(*one));
  for (const plan::measured* one : ranks) made.push_back(compile_check_of_words(*one));
  for (const plan::operand* one : zones) made.push_back(compile_check_of_zone(*one));
  std::ranges::move(then, std::back_inserter(made));
  return made;
}

std::vector<statement> compile_all(const plan::call& call, call_form form) {
  if (!call.read_back) {
    std::vector<statement> made = {compile_call(call, form)};
    if (form == call_form::idempotent) made.push_back(compile_value(call));
    return made;
  }
  fragment out;
  add_read_back(out, call);
  return with_checks(*call.read_back, {compile_call(call, form), {out.text(), out.parameters()}});
}

}  // namespace

std::vector<statement> compile(const plan::step& step, call_form form) {
  if (const auto* read = std::get_if<plan::read>(&step.action)) {
    return with_checks(*read, {compile_read(*read)});
  }
  if (const auto* call = std::get_if<plan::call>(&step.action)) {
    return compile_all(*call, form);
  }
  return {};
}

}  // namespace fraiseql::sql
