#include "plan/arguments.hpp"

#include <charconv>

#include "base/check.hpp"
#include "plan/location.hpp"

namespace fraiseql::plan {
namespace {

using schema::input_role;
using validation::argument;
using validation::argument_kind;
using validation::selected_field;

// One that has a default.
result<amount, graphql_error> plan_amount(const selected_field& field, input_role role,
                                          const bounds& within) {
  const argument* found = field.find_argument(role);
  FRAISEQL_CHECK(found != nullptr);
  return plan_amount(field, *found, within);
}

}  // namespace

failed<graphql_error> refuse(std::string message, const source_location& at) {
  return failed{graphql_error{
      .message = std::move(message), .code = error_code::bad_user_input, .locations = {at}}};
}

const argument* given(const selected_field& field, input_role role) {
  const argument* found = field.find_argument(role);
  return found != nullptr && found->value.kind != argument_kind::null ? found : nullptr;
}

result<amount, graphql_error> plan_amount(const selected_field& field, const argument& given_amount,
                                          const bounds& within) {
  const json::value* constant = nullptr;
  if (given_amount.value.kind == argument_kind::null) {
    constant = &*given_amount.definition->default_value;
  } else {
    constant = std::get_if<json::value>(&given_amount.value.source);
  }
  const std::string name = field.definition->name + "(" + given_amount.definition->name + ":)";
  if (constant == nullptr) {
    return amount(operand{.source = given_amount.value.source,
                          .type = value_type::int8,
                          .argument = name,
                          .location = given_amount.value.location,
                          .within = within});
  }
  const std::string& digits = constant->get<json::number>()->text;
  std::int64_t count = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), count);
  if (count < within.least)
    return refuse(name + " must not be negative", given_amount.value.location);
  if (count > within.most) {
    return refuse(name + " is at most " + std::to_string(within.most), given_amount.value.location);
  }
  return amount(count);
}

result<page, graphql_error> plan_page(const selected_field& field, std::int64_t maximum_limit) {
  FRAISEQL_TRY(limit, plan_amount(field, input_role::limit, {.most = maximum_limit}));
  FRAISEQL_TRY(offset, plan_amount(field, input_role::offset, {}));
  return page{std::move(limit), std::move(offset)};
}

result<condition, graphql_error> plan_key(const selected_field& field) {
  const argument* key = nullptr;
  std::string parts;
  for (const auto& declared : field.definition->arguments) {
    if (declared.role == input_role::key_part)
      parts += (parts.empty() ? "" : " or ") + declared.name;
  }
  for (const argument& part : field.arguments) {
    if (part.definition->role != input_role::key_part) continue;
    if (part.value.kind == argument_kind::null) continue;
    if (key != nullptr) {
      return refuse(field.definition->name + " takes " + parts + ", not both", field.location);
    }
    key = &part;
  }
  if (key == nullptr) return refuse(field.definition->name + " needs " + parts, field.location);
  const value_type type = value_type_of(*key->definition->type.named);
  return condition{comparison{
      location{.column = key->definition->stored, .type = type}, schema::filter_operator::eq,
      operand{.source = key->value.source,
              .type = type,
              .argument = field.definition->name + "(" + key->definition->name + ":)",
              .location = key->value.location}}};
}

}  // namespace fraiseql::plan
