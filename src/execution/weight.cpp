// What a prepared operation weighs in memory, for the cache that holds it.
#include "execution/prepare.hpp"

namespace fraiseql::execution {
namespace {

// What the parts of a prepared operation weigh, with the names inside them. Measured, the
// sum is one to two times what the allocator gives.
constexpr std::size_t bytes_per_name = 64;
constexpr std::size_t bytes_per_value = sizeof(validation::argument) + bytes_per_name;
constexpr std::size_t bytes_per_field =
    sizeof(validation::selected_field) + sizeof(transform::field_shape) + 2 * bytes_per_name;
// Of each type that a field's value can be.
constexpr std::size_t bytes_per_selection = sizeof(validation::selection) +
                                            sizeof(transform::object_shape) +
                                            sizeof(plan::enrichment) + 2 * bytes_per_name;
constexpr std::size_t bytes_per_computation = sizeof(plan::computation) + 3 * bytes_per_name;
constexpr std::size_t bytes_per_order_key = sizeof(plan::order_key) + bytes_per_name;
constexpr std::size_t bytes_per_operand = sizeof(plan::operand) + bytes_per_name;
constexpr std::size_t bytes_per_step = sizeof(plan::step) + 4 * bytes_per_name;
constexpr std::size_t bytes_per_statement = sizeof(sql::statement) + bytes_per_name;

std::size_t weight(const validation::argument_value& value) {
  std::size_t bytes = bytes_per_value;
  for (const validation::argument_value& item : value.items) bytes += weight(item);
  for (const validation::argument& field : value.fields) bytes += weight(field.value);
  return bytes;
}

// Of the fields, their arguments and the shape of their answer.
std::size_t weight(const validation::selection& selected) {
  std::size_t bytes = 0;
  for (const validation::selected_field& field : selected.fields) {
    bytes += bytes_per_field;
    std::size_t of_arguments = 0;
    for (const validation::argument& given : field.arguments) of_arguments += weight(given.value);
    // A call of the program has its arguments once more.
    const bool is_native = field.definition->native != nullptr;
    bytes += is_native ? bytes_per_computation + 2 * of_arguments : of_arguments;
    for (const validation::selection& inside : field.selections) {
      bytes += bytes_per_selection + weight(inside);
    }
  }
  return bytes;
}

std::size_t weight(const std::vector<plan::introspection_field>& fields) {
  std::size_t bytes = 0;
  for (const plan::introspection_field& field : fields) {
    bytes += sizeof(field) + bytes_per_name + weight(field.fields);
  }
  return bytes;
}

std::size_t weight(const plan::operand& value);

std::size_t weight(const plan::location& at) {
  std::size_t bytes = at.path.size() * bytes_per_name;
  if (!at.with) return bytes;
  for (const plan::location& one : at.with->values) bytes += sizeof(one) + weight(one);
  return bytes + sizeof(*at.with) + bytes_per_name + weight(at.with->than);
}

// Of the values in the document that it stands for.
std::size_t weight(const json::value& literal) {
  std::size_t bytes = sizeof(literal);
  if (const auto* text = literal.get<std::string>()) bytes += text->size();
  if (const auto* items = literal.get<json::array>()) {
    for (const json::value& item : *items) bytes += weight(item);
  } else if (const auto* members = literal.get<json::object>()) {
    for (const json::member& one : *members) bytes += bytes_per_name + weight(one.second);
  }
  return bytes;
}

std::size_t weight(const json::source& source) {
  const auto* literal = std::get_if<json::value>(&source);
  return literal == nullptr ? sizeof(source) : weight(*literal);
}

std::size_t weight(const plan::operand& given) {
  std::size_t bytes = bytes_per_operand + weight(given.source);
  for (const plan::operand& item : given.items) bytes += weight(item);
  return bytes + given.keys.size() * bytes_per_name;
}

std::size_t weight(const plan::function_call& call) {
  std::size_t bytes = weight(call.object) + call.input.size() * 2 * bytes_per_name +
                      call.of_object.size() * 4 * bytes_per_name;
  for (const plan::call_argument& one : call.arguments) bytes += weight(one.value);
  return bytes;
}

std::size_t weight(const plan::conditions& all);
std::size_t weight(const plan::read& read);

std::size_t weight(const std::vector<plan::match>& on) {
  std::size_t bytes = 0;
  for (const plan::match& one : on) bytes += sizeof(one) + weight(one.theirs) + weight(one.ours);
  return bytes;
}

std::size_t weight(const plan::grouping& groups) {
  std::size_t bytes = weight(*groups.of);
  for (const plan::group_key& key : groups.keys) {
    bytes += sizeof(key) + weight(key.by) + (key.zone ? weight(*key.zone) : 0);
  }
  for (const plan::group_value& value : groups.values) bytes += sizeof(value) + weight(value.of);
  for (const plan::group_member& one : groups.members) {
    bytes += sizeof(one) + (1 + one.path.size()) * bytes_per_name;
  }
  return bytes;
}

std::size_t weight(const plan::condition& one) {
  constexpr std::size_t bytes = sizeof(plan::condition) + bytes_per_name;
  if (const auto* compared = std::get_if<plan::comparison>(&one.is)) {
    return bytes + weight(compared->left) + weight(compared->right);
  }
  if (const auto* any = std::get_if<plan::any_of>(&one.is)) {
    std::size_t of_all = bytes;
    for (const plan::conditions& each : any->alternatives)
      of_all += sizeof(plan::conditions) + weight(each);
    return of_all;
  }
  if (const auto* negated = std::get_if<plan::negation>(&one.is)) {
    return bytes + weight(negated->of);
  }
  if (const auto* rows = std::get_if<plan::related>(&one.is)) {
    return bytes + 2 * bytes_per_name + weight(rows->on) + weight(rows->own) + weight(rows->of);
  }
  if (const auto* groups = std::get_if<plan::related_groups>(&one.is)) {
    return bytes + weight(groups->groups) + weight(groups->of);
  }
  if (const auto* far = std::get_if<plan::beyond>(&one.is)) {
    std::size_t of_all = bytes;
    for (const plan::location& place : far->values) of_all += sizeof(place) + weight(place);
    for (const plan::operand& value : far->than) of_all += weight(value);
    return of_all;
  }
  const auto& items = std::get<plan::quantified>(one.is);
  return bytes + weight(items.list) + weight(items.of);
}

std::size_t weight(const plan::conditions& all) {
  std::size_t bytes = 0;
  for (const plan::condition& one : all) bytes += weight(one);
  return bytes;
}

std::size_t weight(const plan::bound& parts) {
  std::size_t bytes = 0;
  for (const plan::conditions& part : parts) bytes += sizeof(plan::conditions) + weight(part);
  return bytes;
}

std::size_t weight(const std::vector<plan::column>& columns) {
  std::size_t bytes = 0;
  for (const plan::column& one : columns) {
    bytes += sizeof(one) + bytes_per_name;
    if (const auto* related = std::get_if<plan::related_column>(&one.is)) {
      bytes += weight(*related->rows);
    } else if (const auto* object = std::get_if<plan::embedded_column>(&one.is)) {
      bytes += weight(object->of) + weight(object->columns);
    }
  }
  return bytes;
}

std::size_t weight(const plan::read& read) {
  std::size_t bytes = sizeof(read) + 4 * bytes_per_name + weight(read.on) + weight(read.where) +
                      weight(read.columns);
  for (const plan::order_key& key : read.order) bytes += bytes_per_order_key + weight(key.by);
  if (read.id_from) bytes += weight(*read.id_from);
  if (read.returned) {
    bytes += read.returned->rows.size() * 4 * bytes_per_name;
    if (read.returned->by) bytes += weight(*read.returned->by);
  }
  if (read.groups) bytes += weight(*read.groups);
  if (!read.keyset) return bytes;
  return bytes + weight(read.keyset->within) +
         weight(read.keyset->earlier.value_or(plan::bound())) +
         weight(read.keyset->later.value_or(plan::bound()));
}

std::size_t weight(const plan::step& step) {
  std::size_t bytes = bytes_per_step;
  if (const auto* read = std::get_if<plan::read>(&step.action)) {
    bytes += weight(*read);
  } else if (const auto* introspects = std::get_if<plan::introspection>(&step.action)) {
    bytes += weight(introspects->fields);
  } else if (const auto* call = std::get_if<plan::call>(&step.action)) {
    bytes += weight(call->function);
    if (call->read_back) bytes += weight(*call->read_back);
  }
  return bytes;
}

}  // namespace

std::size_t weight(const prepared_operation& operation) {
  std::size_t bytes = sizeof(operation) + weight(operation.operation.root());
  for (const plan::step& step : operation.plan.steps) bytes += weight(step);
  for (const auto& of_step : operation.statements) {
    for (const auto& statement : of_step) {
      bytes += bytes_per_statement + statement->text.capacity();
      for (const plan::operand& each : statement->parameters) bytes += weight(each);
    }
  }
  return bytes;
}

}  // namespace fraiseql::execution
