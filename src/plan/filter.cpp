// A walk along the value of a filter and its type: fields lead deeper into the document, operators
// become comparisons. It is the same for what a client gives in the document, what it gives in
// variables, and the filter that belongs to the field itself.
#include "plan/filter.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"

namespace fraiseql::plan {
namespace {

using schema::filter_operator;
using schema::input_role;
using schema::scalar_kind;
using validation::argument;
using validation::argument_kind;
using validation::argument_value;

enum class written_by : std::uint8_t { client, schema };

// A value of the schema, as the operation has those of a request.
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

bool is_regex(filter_operator how) {
  return how == filter_operator::regex || how == filter_operator::i_regex;
}

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

class filter_planner {
 public:
  explicit filter_planner(const planning_options& options) : options_(options) {}

  // All conditions of one filter.
  result<done, graphql_error> add(conditions& into, written_by author, const argument_value& filter,
                                  const scope& row) {
    author_ = author;
    return add(into, filter, row, author == written_by::client ? "where" : "own where");
  }

 private:
  // All conditions of one object.
  result<done, graphql_error> add(conditions& into, const argument_value& object, const scope& in,
                                  const std::string& path) {
    for (const argument& one : object.fields) {
      FRAISEQL_TRY_DONE(add_one(into, one, in, path + "." + one.definition->name));
    }
    return done{};
  }

  using outcome = result<done, graphql_error>;

  static failed<graphql_error> refuse(std::string message, const source_location& at) {
    graphql_error made{.message = std::move(message), .code = error_code::bad_user_input};
    if (at.line != 0) made.locations = {at};
    return failed{std::move(made)};
  }

  outcome add_one(conditions& into, const argument& one, const scope& in, const std::string& path) {
    FRAISEQL_TRY_DONE(check_given(one, path));
    switch (one.definition->role) {
      case input_role::filter_and:
        for (std::size_t i = 0; i < one.value.items.size(); ++i) {
          const std::string here = path + "[" + std::to_string(i) + "]";
          FRAISEQL_TRY_DONE(check_says_something(one.value.items[i], here));
          FRAISEQL_TRY_DONE(add(into, one.value.items[i], in, here));
        }
        return done{};
      case input_role::filter_or: return add_any_of(into, one, in, path);
      case input_role::filter_not: {
        negation made;
        FRAISEQL_TRY_DONE(check_says_something(one.value, path));
        FRAISEQL_TRY_DONE(add(made.of, one.value, in, path));
        into.push_back({std::move(made)});
        return done{};
      }
      case input_role::filter_field: return add_field(into, one, in, path);
      case input_role::filter_value: {
        // Of an object inside a document: whether it is there.
        location whole;
        whole.path = in.path;
        whole.item = in.item;
        whole.type = value_type::jsonb;
        return add_comparison(into, one, whole, *one.definition->type.named, path);
      }
      case input_role::plain:
      case input_role::where:
      case input_role::order_by:
      case input_role::limit:
      case input_role::offset:
      case input_role::key_part:
      case input_role::call_input:
      case input_role::order_field: break;
    }
    FRAISEQL_CHECK(false);
  }

  // Whether `isNull` stands beside what is null.
  static bool may_ask_for_null(const argument& one) {
    if (one.definition->role == input_role::filter_field) return true;
    return one.definition->role == input_role::filter_value &&
           one.definition->filter != filter_operator::is_null &&
           one.definition->type.named->kind != schema::type_kind::input_object;
  }

  // A field or an operator to begin with.
  static const std::string& example_of(const schema::type& filter) {
    const auto found = std::ranges::find(filter.input_fields, input_role::filter_field,
                                         &schema::input_value::role);
    return found == filter.input_fields.end() ? filter.input_fields.front().name : found->name;
  }

  static outcome check_given(const argument& one, const std::string& path) {
    if (one.value.kind == argument_kind::missing) {
      return refuse("the variable \"$" + one.value.name + "\" at " + path +
                        " was not provided; a condition needs a value, or leave the condition out",
                    one.value.location);
    }
    if (one.value.kind == argument_kind::null) {
      const char* const hint =
          may_ask_for_null(one) ? "write {isNull: true} to ask for what is null, or " : "";
      return refuse(path + " is null, which is no condition; " + hint + "leave the condition out",
                    one.value.location);
    }
    return done{};
  }

  static outcome check_says_something(const argument_value& object, const std::string& path) {
    FRAISEQL_CHECK(object.kind == argument_kind::object);
    if (!object.fields.empty()) return done{};
    return refuse(path + " says no condition; write one, for example {" +
                      example_of(*object.type.named) + ": ...}, or leave it out",
                  object.location);
  }

  outcome add_any_of(conditions& into, const argument& one, const scope& in,
                     const std::string& path) {
    any_of made;
    for (std::size_t i = 0; i < one.value.items.size(); ++i) {
      const std::string here = path + "[" + std::to_string(i) + "]";
      FRAISEQL_TRY_DONE(check_says_something(one.value.items[i], here));
      FRAISEQL_TRY_DONE(add(made.alternatives.emplace_back(), one.value.items[i], in, here));
    }
    into.push_back({std::move(made)});
    return done{};
  }

  outcome add_field(conditions& into, const argument& one, const scope& in,
                    const std::string& path) {
    FRAISEQL_TRY_DONE(check_says_something(one.value, path));
    const schema::field& field = *one.definition->target;
    const location place = location_of(field, in);
    const bool is_object = field.type.named->is_composite();
    if (is_object && !field.type.is_list()) {
      return add(into, one.value, {nullptr, place.path, place.item}, path);
    }
    for (const argument& how : one.value.fields) {
      const std::string here = path + "." + how.definition->name;
      FRAISEQL_TRY_DONE(check_given(how, here));
      FRAISEQL_TRY_DONE(add_comparison(into, how, place, *field.type.named, here));
    }
    return done{};
  }

  outcome add_comparison(conditions& into, const argument& how, const location& place,
                         const schema::type& type, const std::string& path) {
    const filter_operator asked = how.definition->filter;
    if (how.definition->type.named->kind == schema::type_kind::input_object) {
      const bool is_measure = asked == filter_operator::length || asked == filter_operator::depth;
      return is_measure ? add_measured(into, how, place, path)
                        : add_quantified(into, how, place, path);
    }
    if (is_regex(asked) && author_ == written_by::client && !options_.regex_filters) {
      return refuse(path +
                        " is switched off by the setting \"regex_filters\"; write like, "
                        "contains or search instead",
                    how.value.location);
    }
    comparison made{.left = place, .how = asked, .right = operand_of(how, place, type)};
    made.right.argument = path;
    made.right.location = how.value.location;
    if (is_id_as_text(type, place)) take_both_cases(made);
    if (asked == filter_operator::is_empty) made.left.of = measure::length;
    if (asked == filter_operator::search) made.configuration = options_.search_configuration;
    into.push_back({std::move(made)});
    return done{};
  }

  outcome add_quantified(conditions& into, const argument& how, const location& list,
                         const std::string& path) {
    FRAISEQL_TRY_DONE(check_says_something(how.value, path));
    quantified made{.list = list, .how = how.definition->filter, .item = ++items_, .of = {}};
    FRAISEQL_TRY_DONE(add(made.of, how.value, {.item = made.item}, path));
    into.push_back({std::move(made)});
    return done{};
  }

  outcome add_measured(conditions& into, const argument& how, const location& place,
                       const std::string& path) {
    FRAISEQL_TRY_DONE(check_says_something(how.value, path));
    location measured = place;
    measured.of =
        how.definition->filter == filter_operator::length ? measure::length : measure::depth;
    for (const argument& one : how.value.fields) {
      const std::string here = path + "." + one.definition->name;
      FRAISEQL_TRY_DONE(check_given(one, here));
      comparison made{.left = measured, .how = one.definition->filter, .right = {}};
      made.right =
          operand{.type = value_type::int4, .argument = here, .location = one.value.location};
      if (made.how == filter_operator::is_null) made.right.type = value_type::boolean;
      fill(made.right, one.value, one.definition->type.is_list());
      into.push_back({std::move(made)});
    }
    return done{};
  }

  // What the operator takes, in the type that PostgreSQL compares it as.
  operand operand_of(const argument& how, const location& place, const schema::type& type) {
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
      const bool may_have_regex = options_.regex_filters || author_ == written_by::schema;
      if (made.form == text_form::path && !may_have_regex)
        made.form = text_form::path_without_regex;
    } else if (taken.named != &type) {
      made = {.type = value_type_of(*taken.named)};
    }
    fill(made, how.value, taken.is_list());
    if (is_document) made.is_list = false;
    return made;
  }

  void fill(operand& into, const argument_value& value, bool is_list) {
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
        fill(made, item, item.kind == argument_kind::list);
        into.items.push_back(std::move(made));
      }
    }
  }

  const planning_options& options_;
  written_by author_ = written_by::client;
  std::uint32_t items_ = 0;  // lists whose items are looked at, so far
};

}  // namespace

result<conditions, graphql_error> plan_filter(const validation::selected_field& field,
                                              const schema::find_binding& find,
                                              const found_relation* found,
                                              const planning_options& options) {
  conditions made;
  filter_planner planner(options);
  const scope row{.found = found};
  if (!find.where.is_null()) {
    const schema::input_value* where = field.definition->find_argument("where");
    FRAISEQL_CHECK(where != nullptr);
    FRAISEQL_TRY_DONE(
        planner.add(made, written_by::schema, to_argument(where->type, find.where), row));
  }
  const argument* where = field.find_argument(input_role::where);
  if (where == nullptr || where->value.kind == argument_kind::null) return made;
  FRAISEQL_TRY_DONE(planner.add(made, written_by::client, where->value, row));
  return made;
}

result<read, graphql_error> plan_own_filter(const schema::field& list,
                                            const planning_options& options) {
  const auto* find = std::get_if<schema::find_binding>(&list.binding);
  FRAISEQL_CHECK(find != nullptr);
  read made{.from = *list.type.named->source};
  validation::selected_field alone;
  alone.definition = &list;
  FRAISEQL_TRY(where, plan_filter(alone, *find, options.relation(made.from), options));
  made.where = std::move(where);
  return made;
}

}  // namespace fraiseql::plan
