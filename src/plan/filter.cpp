// A walk along the value of a filter and its type: fields lead deeper into the document, operators
// become comparisons. It is the same for what a client gives in the document, what it gives in
// variables, and the filter that belongs to the field itself.
#include "plan/filter.hpp"

#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "plan/groups.hpp"
#include "plan/operands.hpp"

namespace fraiseql::plan {
namespace {

using schema::filter_operator;
using schema::input_role;
using validation::argument;
using validation::argument_kind;
using validation::argument_value;

bool is_regex(filter_operator how) {
  return how == filter_operator::regex || how == filter_operator::i_regex;
}

class filter_planner {
 public:
  filter_planner(const planning_options& options, numbering& numbers)
      : options_(options), numbers_(numbers) {}

  using outcome = result<done, graphql_error>;

  // All conditions of a client's filter.
  outcome add(conditions& into, const argument& filter, const scope& row) {
    return add(into, filter.value, row, filter.definition->name);
  }

  // Those that the field has of its own.
  outcome add_own(conditions& into, const schema::field& field, const schema::find_binding& find,
                  const scope& row) {
    if (find.where.is_null()) return done{};
    const schema::input_value* where = field.find_argument("where");
    FRAISEQL_CHECK(where != nullptr);
    const written_by before = std::exchange(author_, written_by::schema);
    auto made = add(into, to_argument(where->type, find.where), row, "own where");
    author_ = before;
    return made;
  }

 private:
  // All conditions of one object.
  outcome add(conditions& into, const argument_value& object, const scope& in,
              const std::string& path) {
    for (const argument& one : object.fields) {
      FRAISEQL_TRY_DONE(add_one(into, one, in, path + "." + one.definition->name));
    }
    return done{};
  }

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
      case input_role::search: return add_search(into, one, in, path);
      case input_role::filter_value: {
        // Of an object inside a document: whether it is there.
        const location whole{.row = in.row,
                             .document = in.document,
                             .path = in.path,
                             .item = in.item,
                             .type = value_type::jsonb};
        return add_comparison(into, one, whole, *one.definition->type.named, in, path);
      }
      case input_role::plain:
      case input_role::where:
      case input_role::order_by:
      case input_role::limit:
      case input_role::offset:
      case input_role::first:
      case input_role::after:
      case input_role::last:
      case input_role::before:
      case input_role::key_part:
      case input_role::call_input:
      case input_role::group_by:
      case input_role::having:
      case input_role::order_field:
      case input_role::search_rank:
      case input_role::group_field: break;
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

  // The same of the rows that belong to an object, where one may ask whether there are any.
  static outcome check_asks_of_rows(const argument& how, const std::string& path) {
    const auto is_in_every_row = [](const schema::input_value& one) {
      if (one.role != input_role::filter_field) return false;
      const schema::type_reference& type = one.target->type;
      return type.is_non_null() && !type.is_list() && type.named->is_leaf();
    };
    const auto& fields = how.value.type.named->input_fields;
    const auto found = std::ranges::find_if(fields, is_in_every_row);
    const bool is_of_all = how.definition->filter == filter_operator::every;
    if (!how.value.fields.empty() || is_of_all || found == fields.end()) {
      return check_says_something(how.value, path);
    }
    return refuse(path + " says no condition; write {" + found->name +
                      ": {isNull: false}} for any row at all, or leave it out",
                  how.value.location);
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
    if (field.has_groups()) return add_related_groups(into, one, in, path);
    if (field.is_relation()) return add_related(into, one, in, path);
    const location place = location_of(field, in);
    const bool is_object = field.type.named->is_composite();
    if (is_object && !field.type.is_list()) {
      return add(into, one.value, in.inside(place), path);
    }
    for (const argument& how : one.value.fields) {
      const std::string here = path + "." + how.definition->name;
      FRAISEQL_TRY_DONE(check_given(how, here));
      FRAISEQL_TRY_DONE(add_comparison(into, how, place, *field.type.named, in, here));
    }
    return done{};
  }

  outcome add_comparison(conditions& into, const argument& how, const location& place,
                         const schema::type& type, const scope& in, const std::string& path) {
    const filter_operator asked = how.definition->filter;
    if (asked == filter_operator::within) return add_distance(into, how, place, in, path);
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
    comparison made{
        .left = place, .how = asked, .right = operand_of(how, place, type, author_, options_)};
    made.right.argument = path;
    made.right.location = how.value.location;
    if (is_id_as_text(type, place)) take_both_cases(made);
    if (asked == filter_operator::is_empty) made.left.of = measure::length;
    if (asked == filter_operator::search) made.configuration = options_.search_configuration;
    into.push_back({std::move(made)});
    return done{};
  }

  // A vector that is no farther from another than so.
  outcome add_distance(conditions& into, const argument& how, const location& place,
                       const scope& in, const std::string& path) {
    operand than{.argument = path + ".of"};
    operand most{.type = value_type::float8, .argument = path + ".distance"};
    metric by = metric::l2;
    for (const argument& one : how.value.fields) {
      const std::string here = path + "." + one.definition->name;
      FRAISEQL_TRY_DONE(check_given(one, here));
      operand& given = one.definition->name == "of" ? than : most;
      if (one.value.kind == argument_kind::enumeration) {
        by = metric_called(one.value.name);
      } else {
        given.location = one.value.location;
        fill_operand(given, one.value, false);
      }
    }
    into.push_back({comparison{.left = distance_of(place, in, by, std::move(than)),
                               .how = filter_operator::lte,
                               .right = std::move(most)}});
    return done{};
  }

  // Of rows, which alone are searched as a whole.
  outcome add_search(conditions& into, const argument& one, const scope& in,
                     const std::string& path) {
    auto place = searched_in(*one.definition->searched, in, options_.search_configuration);
    FRAISEQL_CHECK(place);
    comparison made{.left = *std::move(place), .how = filter_operator::search, .right = {}};
    made.configuration = made.left.with->configuration;
    made.right = {.argument = path, .location = one.value.location, .form = text_form::search};
    fill_operand(made.right, one.value, false);
    into.push_back({std::move(made)});
    return done{};
  }

  outcome add_quantified(conditions& into, const argument& how, const location& list,
                         const std::string& path) {
    FRAISEQL_TRY_DONE(check_says_something(how.value, path));
    quantified made{
        .list = list, .how = how.definition->filter, .item = ++numbers_.items, .of = {}};
    const scope items = {.item = made.item, .row = list.row, .document = list.document};
    FRAISEQL_TRY_DONE(add(made.of, how.value, items, path));
    into.push_back({std::move(made)});
    return done{};
  }

  // Rows that belong to the object, or the one that it belongs to.
  outcome add_related(conditions& into, const argument& one, const scope& in,
                      const std::string& path) {
    const schema::field& field = *one.definition->target;
    const auto* many = std::get_if<schema::find_binding>(&field.binding);
    const schema::type& rows = many != nullptr ? *many->rows : *field.type.named;
    const auto begin = [&](scope& theirs) {
      theirs = scope_of(*rows.source, options_.relation(*rows.source), ++numbers_.rows);
      return related{.rows = *rows.source,
                     .row = theirs.row,
                     .on = matches_of(field.relates_by(), theirs, in),
                     .own = {},
                     .of = {},
                     .argument = path};
    };
    scope theirs;
    if (many == nullptr) {
      related made = begin(theirs);
      made.is_to_one = true;
      FRAISEQL_TRY_DONE(add(made.of, one.value, theirs, path));
      into.push_back({std::move(made)});
      return done{};
    }
    for (const argument& how : one.value.fields) {
      const std::string here = path + "." + how.definition->name;
      FRAISEQL_TRY_DONE(check_given(how, here));
      FRAISEQL_TRY_DONE(check_asks_of_rows(how, here));
      related made = begin(theirs);
      made.how = how.definition->filter;
      FRAISEQL_TRY_DONE(add_own(made.own, field, *many, theirs));
      FRAISEQL_TRY_DONE(add(made.of, how.value, theirs, here));
      into.push_back({std::move(made)});
    }
    return done{};
  }

  // What the rows that belong to the object come to: those for which `where` holds, too.
  outcome add_related_groups(conditions& into, const argument& one, const scope& in,
                             const std::string& path) {
    const schema::field& field = *one.definition->target;
    const auto& find = std::get<schema::find_binding>(field.binding);
    const schema::relation& from = *find.rows->source;
    const scope theirs = scope_of(from, options_.relation(from), ++numbers_.rows);
    read rows{.from = from, .row = theirs.row, .on = matches_of(find.on, theirs, in)};
    related_groups made{.groups = {}, .row = ++numbers_.rows, .of = {}, .argument = path};
    FRAISEQL_TRY_DONE(add_own(rows.where, field, find, theirs));
    group_collector groups(theirs, made.row);
    for (const argument& each : one.value.fields) {
      const std::string here = path + "." + each.definition->name;
      if (each.definition->role != input_role::where) {
        FRAISEQL_TRY_DONE(add_one(made.of, each, groups.of_group(), here));
        continue;
      }
      FRAISEQL_TRY_DONE(check_given(each, here));
      FRAISEQL_TRY_DONE(check_says_something(each.value, here));
      FRAISEQL_TRY_DONE(add(rows.where, each.value, theirs, here));
    }
    if (made.of.empty()) {
      return refuse(path + " says no condition; write one, for example {count: {gt: 0}}",
                    one.value.location);
    }
    if (groups.wrong()) return refuse(groups.wrong()->message, one.value.location);
    made.groups = groups.take(std::move(rows));
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
      fill_operand(made.right, one.value, one.definition->type.is_list());
      into.push_back({std::move(made)});
    }
    return done{};
  }

  const planning_options& options_;
  written_by author_ = written_by::client;
  numbering& numbers_;
};

}  // namespace

result<conditions, graphql_error> plan_filter(const validation::selected_field& field,
                                              const schema::find_binding& find, const scope& rows,
                                              numbering& numbers, const planning_options& options) {
  conditions made;
  filter_planner planner(options, numbers);
  FRAISEQL_TRY_DONE(planner.add_own(made, *field.definition, find, rows));
  const argument* where = field.find_argument(input_role::where);
  if (where == nullptr || where->value.kind == argument_kind::null) return made;
  FRAISEQL_TRY_DONE(planner.add(made, *where, rows));
  return made;
}

result<conditions, graphql_error> plan_having(const validation::selected_field& field,
                                              const scope& group, numbering& numbers,
                                              const planning_options& options) {
  conditions made;
  const argument* having = field.find_argument(input_role::having);
  if (having == nullptr || having->value.kind == argument_kind::null) return made;
  filter_planner planner(options, numbers);
  FRAISEQL_TRY_DONE(planner.add(made, *having, group));
  return made;
}

result<read, graphql_error> plan_own_filter(const schema::field& list,
                                            const planning_options& options) {
  const auto* find = std::get_if<schema::find_binding>(&list.binding);
  FRAISEQL_CHECK(find != nullptr);
  read made{.from = *find->rows->source};
  validation::selected_field alone;
  alone.definition = &list;
  numbering numbers;
  const scope rows = scope_of(made.from, options.relation(made.from), 0);
  FRAISEQL_TRY(where, plan_filter(alone, *find, rows, numbers, options));
  made.where = std::move(where);
  return made;
}

}  // namespace fraiseql::plan
