// The filters and orders that belong to a field itself: what the program or the text says is a
// value of the field's `where` or `orderBy`, as a client would write it, and must be a whole one. A
// condition that says nothing would let more rows through than its author thinks.
#include <algorithm>
#include <unordered_map>

#include "schema/assembly.hpp"
#include "schema/built_in.hpp"
#include "schema/leaf.hpp"
#include "schema/literal.hpp"

namespace fraiseql::schema {
namespace {

// What a value is, in the words of its errors.
struct wording {
  const char* argument;
  const char* null;
  const char* empty_list;
  const char* empty_object;
};
constexpr wording of_filters = {"where",
                                "null is no condition; {isNull: true} asks for what is null",
                                "an empty list says no condition; leave it out",
                                "{} says no condition; write one, or leave it out"};
constexpr wording of_orders = {"orderBy", "null is no order; leave it out",
                               "an empty list says no order; leave it out",
                               "{} says no order; write a field and its direction"};

// Why the type's ordering has nothing for a field of it; "" where there is no such field.
std::string why_unordered(const type& rows, std::string_view name) {
  const field* one = rows.find_field(name);
  if (one == nullptr || one->type.named == nullptr) return {};
  const type& held = *one->type.named;
  const std::string subject = "\"" + rows.name + "." + one->name + "\" is ";
  if (one->native != nullptr) return subject + "worked out by the program and has no order";
  if (one->is_relation()) return subject + "a relation, which has no order";
  if (one->type.is_list()) return subject + "a list, which has no order";
  if (held.kind == type_kind::enumeration) return subject + "an enumeration, which has no order";
  if (held.kind == type_kind::scalar && is_ordered(held.scalar)) {
    return subject + "not stored alike by all types that implement \"" + rows.name + "\"";
  }
  return subject + "of type " + held.name + ", which has no order";
}

class coercion {
 public:
  // Of the order of rows: those.
  explicit coercion(const wording& words, const type* ordered = nullptr)
      : words_(words), ordered_(ordered), path_(words.argument) {}

  // Throws nothing; what is wrong is said once, with the way to it.
  result<json::value> coerce(const type_reference& type, const json::value& given) {
    if (type.named == nullptr) return json::value(json::null{});  // its error is another
    if (given.is_null()) return refuse(words_.null);
    if (type.is_list()) return coerce_list(type, given);
    if (type.named->kind == type_kind::input_object) return coerce_object(*type.named, given);
    auto made = coerce_leaf(*type.named, given);
    if (!made) return refuse(made.error().message + made.error().hint);
    return made;
  }

 private:
  [[nodiscard]] failed<failure> refuse(const std::string& what) const {
    return failed{failure{path_ + ": " + what}};
  }

  result<json::value> coerce_at(const std::string& step, const type_reference& type,
                                const json::value& given) {
    const std::size_t length = path_.size();
    path_ += step;
    auto made = coerce(type, given);
    path_.resize(length);
    return made;
  }

  result<json::value> coerce_list(const type_reference& type, const json::value& given) {
    json::array made;
    const auto* items = given.get<json::array>();
    if (items == nullptr) {
      FRAISEQL_TRY(only, coerce(type.item(), given));
      made.push_back(std::move(only));
      return json::value(std::move(made));
    }
    // AND of nothing lets every row through.
    if (items->empty() && type.named->kind == type_kind::input_object) {
      return refuse(words_.empty_list);
    }
    for (std::size_t i = 0; i < items->size(); ++i) {
      FRAISEQL_TRY(item, coerce_at("[" + std::to_string(i) + "]", type.item(), (*items)[i]));
      made.push_back(std::move(item));
    }
    return json::value(std::move(made));
  }

  result<json::value> coerce_object(const type& type, const json::value& given) {
    const auto* members = given.get<json::object>();
    if (members == nullptr) {
      return refuse("expected an object of type " + type.name + how_to_write(type));
    }
    if (members->empty()) return refuse(words_.empty_object);
    if (type.is_one_of && members->size() > 1) {
      return refuse("an object of type " + type.name + " has exactly one field");
    }
    json::object made;
    for (const auto& [name, value] : *members) {
      const input_value* field = type.find_input_field(name);
      if (field == nullptr) {
        const std::string why = ordered_ == nullptr ? "" : why_unordered(*ordered_, name);
        if (!why.empty()) return refuse(why);
        return refuse("the field \"" + name + "\" is unknown to " + type.name +
                      hint_for_unknown(type, name));
      }
      const auto* items = value.get<json::array>();
      if (field->filter == filter_operator::not_in && items != nullptr && items->empty()) {
        return refuse("notIn: [] says no condition; leave it out");
      }
      const struct type* const around = ordered_;
      if (around != nullptr) {
        ordered_ = field->target != nullptr ? field->target->type.named : nullptr;
      }
      FRAISEQL_TRY(coerced, coerce_at("." + name, field->type, value));
      ordered_ = around;
      made.emplace_back(name, std::move(coerced));
    }
    for (const input_value& field : type.input_fields) {
      if (field.is_required() && given.find(field.name) == nullptr) {
        return refuse("the field \"" + field.name + "\" of " + type.name + " is missing");
      }
    }
    // By name, so that a filter is the same statement however it and the schema are spelled.
    std::ranges::sort(made, {}, &json::member::first);
    return json::value(std::move(made));
  }

  const wording& words_;
  const type* ordered_;  // the object whose fields are named; null in a filter
  std::string path_;
};

result<json::value> coerce_order(const type_reference& type, const json::value& given,
                                 const struct type& rows) {
  FRAISEQL_TRY(made, coercion(of_orders, &rows).coerce(type, given));
  const auto* items = made.get<json::array>();
  if (items != nullptr && items->size() > max_order_keys) {
    return failed{failure{"orderBy: " + std::to_string(items->size()) + " items, more than " +
                          std::to_string(max_order_keys)}};
  }
  return made;
}

// The relations that the value of a filter asks for, at any depth.
void collect_relations(const type_reference& type, const json::value& value,
                       std::vector<const field*>& into) {
  if (const auto* items = value.get<json::array>()) {
    if (!type.is_list()) return;
    for (const json::value& item : *items) collect_relations(type.item(), item, into);
  }
  const auto* members = value.get<json::object>();
  if (members == nullptr || type.named->kind != type_kind::input_object) return;
  for (const auto& [name, member] : *members) {
    const input_value* part = type.named->find_input_field(name);
    if (part == nullptr) continue;
    const bool is_relation = part->role == input_role::filter_field && part->target->is_relation();
    // What is asked of groups is asked of the list's rows; it stands in front of its groups.
    if (is_relation) into.push_back(part->target->has_groups() ? part->target - 1 : part->target);
    collect_relations(part->type, member, into);
  }
}

field* find_mutable(type& owner, const std::string& name) {
  const auto found = std::ranges::find(owner.fields, name, &field::name);
  return found == owner.fields.end() ? nullptr : &*found;
}

}  // namespace

// Once all types are whole.
void assembly::coerce_own_values() {
  for (const own_list& one : own_lists_) coerce_own_values(one);
  if (errors_.empty()) check_own_filters_end();
}

void assembly::coerce_own_values(const own_list& of) {
  field* made = find_mutable(*of.owner, of.field);
  auto* binding = made == nullptr ? nullptr : std::get_if<find_binding>(&made->binding);
  if (binding == nullptr) return;
  const std::string name =
      is_root_name(of.owner->name) ? of.field : of.owner->name + "." + of.field;
  const auto refuse = [&](const char* what, const failure& wrong, place at) {
    error("the " + std::string(what) + " of field \"" + name + "\" is wrong at " + wrong.message,
          of.origin, places_of(at));
  };
  for (input_value& argument : made->arguments) {
    if (argument.role == input_role::where && !of.said->where.is_null()) {
      auto filter = coercion(of_filters).coerce(argument.type, of.said->where);
      if (!filter) refuse("filter", filter.error(), of.said->where_at);
      if (filter) binding->where = std::move(*filter);
      // It holds for groups of the rows, too.
      field* groups =
          binding->is_aggregated ? find_mutable(*of.owner, name_of_groups(of.field)) : nullptr;
      if (groups != nullptr && groups->has_groups()) {
        std::get<find_binding>(groups->binding).where = binding->where;
      }
    }
    if (argument.role == input_role::order_by && !of.said->order_by.is_null()) {
      auto order = coerce_order(argument.type, of.said->order_by, *binding->rows);
      if (!order) refuse("order", order.error(), of.said->order_by_at);
      if (order) argument.default_value = std::move(*order);
    }
  }
}

// The filter of a relation holds wherever a filter asks for the relation, so one that asks for its
// own would be in itself without end.
void assembly::check_own_filters_end() {
  std::unordered_map<const field*, const own_list*> known;
  for (const own_list& one : own_lists_) known[find_mutable(*one.owner, one.field)] = &one;
  const auto name_of = [&](const field* one) {
    const own_list& list = *known.at(one);
    return list.owner->name + "." + list.field;
  };
  std::unordered_map<const field*, std::vector<const field*>> asks_for;
  for (const auto& [one, list] : known) {
    const auto& filter = std::get<find_binding>(one->binding).where;
    collect_relations(one->find_argument("where")->type, filter, asks_for[one]);
    std::erase_if(asks_for[one], [&](const field* other) { return !known.contains(other); });
  }
  std::unordered_map<const field*, bool> is_said;
  for (const own_list& list : own_lists_) {
    const field* start = find_mutable(*list.owner, list.field);
    std::unordered_map<const field*, const field*> from;  // the shortest way to each
    std::vector<const field*> waiting = {start};
    for (std::size_t i = 0; i < waiting.size() && !from.contains(start); ++i) {
      for (const field* next : asks_for[waiting[i]]) {
        if (from.try_emplace(next, waiting[i]).second) waiting.push_back(next);
      }
    }
    if (!from.contains(start) || is_said[start]) continue;
    std::string way = name_of(start);
    for (const field* at = from[start]; at != start; at = from[at]) {
      way.insert(0, name_of(at) + ", ");
      is_said[at] = true;
    }
    error(
        "the filter of field \"" + name_of(start) + "\" is in itself without end, by way of " + way,
        list.origin, places_of(list.said->where_at));
  }
}

}  // namespace fraiseql::schema
