// A filter is made as a schema writes one that belongs to a field, so that it is planned by the
// very code that plans those of requests. Its values do not matter: none is sent.
#include "plan/single_filters.hpp"

#include <algorithm>
#include <set>

#include "base/check.hpp"
#include "plan/filter.hpp"

namespace fraiseql::plan {
namespace {

using schema::filter_operator;
using schema::input_role;

constexpr std::size_t most_depth = 3;

bool is_in_time(const schema::type& type) {
  using kind = schema::scalar_kind;
  return type.scalar == kind::date_time || type.scalar == kind::date || type.scalar == kind::time ||
         type.scalar == kind::duration;
}

std::vector<filter_operator> operators_for(const schema::type_reference& of) {
  if (of.is_list()) return {filter_operator::contains};
  if (of.named->kind == schema::type_kind::enumeration) return {filter_operator::eq};
  if (is_in_time(*of.named)) return {filter_operator::gt};
  using kind = schema::scalar_kind;
  const kind is = of.named->scalar;
  if (is == kind::json || is_range(value_type_of(*of.named))) return {filter_operator::contains};
  if (is == kind::string || is == kind::email_address || is == kind::url) {
    return {filter_operator::starts_with, filter_operator::eq};
  }
  return {filter_operator::eq};
}

// Any value that a plan can be made for.
json::value value_for(const schema::type_reference& type) {
  if (type.named->kind != schema::type_kind::enumeration) return json::null{};
  const json::value one = type.named->values.front().name;
  return type.is_list() ? json::value(json::array{one}) : one;
}

json::value inside(const std::vector<const schema::input_value*>& fields, json::value value) {
  for (auto field = fields.rbegin(); field != fields.rend(); ++field) {
    value = json::object{{(*field)->name, std::move(value)}};
  }
  return value;
}

class lister {
 public:
  lister(const schema::field& list, const schema::type& rows, const planning_options& options)
      : options_(options), rows_(rows), from_(*rows.source) {
    field_.definition = &list;
  }

  // The fields of a filter of objects, to which `path` leads.
  void add(const schema::type& filter, std::vector<const schema::input_value*> path = {}) {
    for (const schema::input_value& one : filter.input_fields) {
      if (one.role == input_role::search) add_one(path, one);
      if (one.role != input_role::filter_field || one.target->is_relation()) continue;
      const schema::type_reference& of = one.target->type;
      path.push_back(&one);
      if (!of.named->is_composite()) {
        for (const filter_operator how : operators_for(of)) add_one(path, of, how);
      } else if (!of.is_list() && path.size() < most_depth) {
        add(*one.type.named, path);
      }
      path.pop_back();
    }
  }

  std::vector<single_filter> made = {};

 private:
  void add_one(std::vector<const schema::input_value*> path, const schema::type_reference& of,
               filter_operator how) {
    const auto& operators = path.back()->type.named->input_fields;
    const auto found = std::ranges::find(operators, how, &schema::input_value::filter);
    if (found == operators.end()) return;
    std::string name = rows_.name;
    for (const schema::input_value* field : path) name += "." + field->name;
    path.push_back(&*found);
    add_one(std::move(name), path, of);
  }

  // The search of whole rows.
  void add_one(std::vector<const schema::input_value*> path, const schema::input_value& search) {
    path.push_back(&search);
    add_one(rows_.name, path, search.type);
  }

  void add_one(std::string name, const std::vector<const schema::input_value*>& path,
               const schema::type_reference& of) {
    const schema::find_binding alone = {.rows = &rows_,
                                        .where = inside(path, value_for(path.back()->type))};
    numbering numbers;
    const scope row = scope_of(from_, options_.relation(from_), 0);
    auto planned = plan_filter(field_, alone, row, numbers, options_);
    FRAISEQL_CHECK(planned && planned->size() == 1);
    made.push_back({.name = std::move(name),
                    .from = from_,
                    .type = of,
                    .is = std::get<comparison>(std::move(planned->front().is))});
  }

  const planning_options& options_;
  const schema::type& rows_;
  const schema::relation& from_;
  validation::selected_field field_;
};

const schema::field* field_by_keys(const schema::type& object,
                                   const std::vector<std::string>& path) {
  const schema::type* in = &object;
  const schema::field* found = nullptr;
  for (const std::string& key : path) {
    const auto next = std::ranges::find(in->fields, key, &schema::field::stored_key);
    if (next == in->fields.end()) return nullptr;
    found = &*next;
    in = found->type.named;
  }
  return found;
}

}  // namespace

std::vector<single_filter> single_filters(const schema::schema& schema,
                                          const planning_options& options) {
  std::vector<single_filter> made;
  std::set<const schema::type*> seen;
  for (const schema::field* field : reading_fields(schema)) {
    const auto* find = std::get_if<schema::find_binding>(&field->binding);
    const schema::input_value* where = field->find_argument("where");
    if (find == nullptr || where == nullptr || !seen.insert(find->rows).second) continue;
    lister all(*field, *find->rows, options);
    all.add(*where->type.named);
    std::ranges::move(all.made, std::back_inserter(made));
  }
  return made;
}

const schema::field* field_at(const schema::schema& schema, const schema::relation& from,
                              const location& place) {
  for (const schema::type& type : schema.types()) {
    if (type.source != from || place.item > 0) continue;
    const auto holds = [&](const schema::field& field) {
      return field.column == place.column ||
             (field.column.empty() && field.stored_key == place.column);
    };
    const schema::field* found = nullptr;
    if (place.column.empty()) {
      found = field_by_keys(type, place.path);
    } else if (const auto at = std::ranges::find_if(type.fields, holds); at != type.fields.end()) {
      found = &*at;
    }
    if (found != nullptr) return found;
  }
  return nullptr;
}

const schema::type_reference* type_at(const schema::schema& schema, const schema::relation& from,
                                      const location& place) {
  const schema::field* found = field_at(schema, from, place);
  return found == nullptr ? nullptr : &found->type;
}

}  // namespace fraiseql::plan
