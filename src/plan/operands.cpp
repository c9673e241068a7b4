// What an operator of a filter takes, in the type that PostgreSQL compares it as.
#include "plan/operands.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"
#include "plan/location.hpp"

namespace fraiseql::plan {
namespace {

using schema::filter_operator;
using schema::scalar_kind;
using validation::argument;
using validation::argument_kind;
using validation::argument_value;

// The types whose lists in a document are lists of the same JSON values.
bool compares_as_json(const schema::type& type) {
  if (type.kind == schema::type_kind::enumeration) return true;
  return type.scalar == scalar_kind::string || type.scalar == scalar_kind::int32 ||
         type.scalar == scalar_kind::boolean;
}

struct text_operator {
  filter_operator how;
  text_form form;
};

// Those that take a text which is no value of the field's type, and what PostgreSQL gets of it.
constexpr std::array<text_operator, 17> text_operators = {{
    {filter_operator::contains, text_form::pattern_containing},
    {filter_operator::starts_with, text_form::as_given},
    {filter_operator::ends_with, text_form::pattern_ending},
    {filter_operator::i_contains, text_form::pattern_containing},
    {filter_operator::i_starts_with, text_form::pattern_beginning},
    {filter_operator::i_ends_with, text_form::pattern_ending},
    {filter_operator::like, text_form::pattern},
    {filter_operator::i_like, text_form::pattern},
    {filter_operator::has_key, text_form::as_given},
    {filter_operator::has_any_keys, text_form::as_given},
    {filter_operator::has_all_keys, text_form::as_given},
    {filter_operator::path_exists, text_form::path},
    {filter_operator::path_match, text_form::path},
    {filter_operator::matches, text_form::regex},
    {filter_operator::regex, text_form::regex},
    {filter_operator::i_regex, text_form::regex},
    {filter_operator::search, text_form::search},
}};

text_form form_of(filter_operator how) {
  const auto* found = std::ranges::find(text_operators, how, &text_operator::how);
  return found == text_operators.end() ? text_form::as_given : found->form;
}

bool takes_text(filter_operator how, const schema::type_reference& taken, const location& place) {
  const bool is_listed =
      std::ranges::find(text_operators, how, &text_operator::how) != text_operators.end();
  return is_listed && !place.is_list && taken.named->scalar == scalar_kind::string;
}

value_type type_of_text(filter_operator how) {
  if (how == filter_operator::matches) return value_type::lquery;
  const bool is_path = how == filter_operator::path_exists || how == filter_operator::path_match;
  return is_path ? value_type::jsonpath : value_type::text;
}

}  // namespace

bool is_id_as_text(const schema::type& type, const location& place) {
  return type.kind == schema::type_kind::scalar && type.scalar == scalar_kind::id &&
         place.type == value_type::text && !place.is_list;
}

// Documents have a UUID as PostgreSQL spells it, in small letters, or as their author did.
void take_both_cases(comparison& one) {
  using how = filter_operator;
  const bool is_one = one.how == how::eq || one.how == how::neq;
  if (!is_one && one.how != how::in && one.how != how::not_in) return;
  one.right.form = text_form::id;
  if (!is_one) return;
  operand only = one.right;
  one.how = one.how == how::eq ? how::in : how::not_in;
  one.right.is_list = true;
  one.right.items = {std::move(only)};
}

// What the operator takes, in the type that PostgreSQL compares it as.
operand operand_of(const argument& how, const location& place, const schema::type& type,
                   written_by author, const planning_options& options) {
  const filter_operator asked = how.definition->filter;
  const schema::type_reference& taken = how.definition->type;
  operand made{.type = place.type};
  // PostgreSQL's arrays of arrays are rectangles, so lists of lists go as one document; and an
  // index on the document serves what it has in a list.
  const bool is_document =
      place.is_list && (taken.list_depth > 1 || (asked == filter_operator::contains &&
                                                 place.column.empty() && compares_as_json(type)));
  if (asked == filter_operator::is_null) {
    made = {.type = value_type::boolean};
  } else if (is_document) {
    made.type = value_type::jsonb;
  } else if (takes_text(asked, taken, place)) {
    made = {.type = type_of_text(asked), .form = form_of(asked)};
    const bool may_have_regex = options.regex_filters || author == written_by::schema;
    if (made.form == text_form::path && !may_have_regex) made.form = text_form::path_without_regex;
  } else if (taken.named != &type) {
    made = {.type = value_type_of(*taken.named)};
  }
  fill_operand(made, how.value, taken.is_list());
  if (is_document) made.is_list = false;
  return made;
}

void fill_operand(operand& into, const argument_value& value, bool is_list) {
  into.is_list = is_list;
  if (value.kind == argument_kind::leaf) {
    into.source = value.source;
  } else if (value.kind == argument_kind::enumeration) {
    const schema::enum_value* named = value.type.named->find_value(value.name);
    FRAISEQL_CHECK(named != nullptr);
    into.source = json::value(named->stored_text());
  } else {
    FRAISEQL_CHECK(value.kind == argument_kind::list);
    into.is_list = true;
    if (value.items.empty()) into.source = json::value(json::array());
    for (const argument_value& item : value.items) {
      operand made{.type = into.type, .form = into.form};
      fill_operand(made, item, item.kind == argument_kind::list);
      into.items.push_back(std::move(made));
    }
  }
}

argument_value to_argument(const schema::type_reference& type, const json::value& value) {
  argument_value made;
  made.type = type;
  const auto* items = value.get<json::array>();
  const bool is_scalar = type.named->kind == schema::type_kind::scalar;
  if (!is_scalar && type.is_list()) {
    made.kind = argument_kind::list;
    FRAISEQL_CHECK(items != nullptr);
    for (const json::value& item : *items) made.items.push_back(to_argument(type.item(), item));
  } else if (is_scalar) {
    made.kind = argument_kind::leaf;
    made.source = value;
  } else if (type.named->kind == schema::type_kind::enumeration) {
    made.kind = argument_kind::enumeration;
    made.name = *value.get<std::string>();
  } else {
    made.kind = argument_kind::object;
    for (const auto& [name, inner] : *value.get<json::object>()) {
      const schema::input_value* field = type.named->find_input_field(name);
      FRAISEQL_CHECK(field != nullptr);
      made.fields.push_back({field, to_argument(field->type, inner)});
    }
  }
  return made;
}

}  // namespace fraiseql::plan
