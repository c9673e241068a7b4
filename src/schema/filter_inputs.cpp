// The filters that the framework adds for an object that is listed: of its rows, of the objects
// inside its documents, of the rows that belong to either, and of the values of every type that it
// has. Their names are part of the
// API of every server (docs/api/filters.md).
#include <algorithm>

#include "schema/assembly.hpp"
#include "schema/filter_operators.hpp"

namespace fraiseql::schema {
namespace {

constexpr std::uint32_t items_not_null = 0b01;
constexpr std::uint32_t lists_not_null = 0b11;

bool names_a_combination(const std::string& name) {
  return name == "AND" || name == "OR" || name == "NOT";
}

}  // namespace

bool assembly::is_filterable(const type& owner, const field& one) const {
  if (one.is_relation()) return true;
  return one.native == nullptr && families_of(one.type) != 0 && is_same_everywhere(owner, one);
}

bool assembly::has_filter(const type& object) const {
  return std::ranges::any_of(object.fields,
                             [&](const field& one) { return is_filterable(object, one); });
}

// nullptr: another type has the name, which is an error then. What is there already has its fields,
// or gets them by whoever asked first: a type may contain itself.
type* assembly::place_filter(const std::string& name, const std::string& of,
                             std::string description) {
  type* made = place_type(type_kind::input_object, name, "the filter of " + of);
  if (made == nullptr) return nullptr;
  made->is_derived = true;
  made->description = std::move(description);
  return made;
}

type_reference assembly::operand_of(const operator_entry& one, const type_reference& held,
                                    const std::string& origin) {
  const auto scalar = [&](const char* name) {
    return type_reference{use(name, "schema", "schema", nowhere), 0, 0};
  };
  switch (one.takes) {
    case operand_type::same:
      return {held.named, held.list_depth, held.is_list() ? items_not_null : 0};
    case operand_type::several:
      return {held.named, static_cast<std::uint8_t>(held.list_depth + 1),
              held.is_list() ? lists_not_null : items_not_null};
    case operand_type::boolean: return scalar("Boolean");
    case operand_type::string: return scalar("String");
    case operand_type::strings: return {scalar("String").named, 1, items_not_null};
    case operand_type::cidr: return scalar("CIDR");
    case operand_type::ip_address: return scalar("IPAddress");
    case operand_type::number_filter: return {filter_of(scalar("Int"), origin), 0, 0};
    case operand_type::item_filter: return {object_filter(*held.named, origin), 0, 0};
    case operand_type::distance: return {distance_input(), 0, 0};
  }
  return {};
}

void assembly::add_operators(type& filter, const type_reference& held, std::uint16_t families,
                             const std::string& origin) {
  for (const operator_entry& one : filter_operators()) {
    if ((one.of & families) == 0) continue;
    filter.input_fields.push_back({.name = one.name,
                                   .description = one.description,
                                   .type = operand_of(one, held, origin),
                                   .role = input_role::filter_value,
                                   .filter = one.is});
  }
}

const type* assembly::filter_of(const type_reference& held, const std::string& origin) {
  const type& named = *held.named;
  const std::uint16_t families = families_of(held);
  if ((families & object) != 0) return object_filter(named, origin);
  const std::string of = held.is_list() ? "lists of " + named.name : named.name;
  const std::string name = named.name + (held.is_list() ? "ListFilter" : "Filter");
  if (const type* known = find(name); known != nullptr && known->origin == "the filter of " + of) {
    return known;
  }
  type* made = place_filter(name, of,
                            "Conditions on a " + std::string(held.is_list() ? "list" : "value") +
                                " of type " + named.name + ", all of which must hold.");
  if (made == nullptr) return nullptr;
  add_operators(*made, held, families, origin);
  return made;
}

const type* assembly::relation_filter(const type& rows, const std::string& origin) {
  const std::string name = rows.name + "RelationFilter";
  const std::string what = "related rows of " + rows.name;
  if (const type* known = find(name);
      known != nullptr && known->origin == "the filter of " + what) {
    return known;
  }
  type* made = place_filter(
      name, what,
      "Conditions on the rows of " + rows.name + " that belong to one, all of which must hold.");
  if (made == nullptr) return nullptr;
  const type_reference of_row{where_input(rows, origin), 0, 0};
  const auto add = [&](const char* operator_name, const char* description, filter_operator is) {
    made->input_fields.push_back({.name = operator_name,
                                  .description = description,
                                  .type = of_row,
                                  .role = input_role::filter_value,
                                  .filter = is});
  };
  add("some", "One of them is such.", filter_operator::some);
  add("every", "Each of them is such, or there are none.", filter_operator::every);
  add("none", "None of them is such.", filter_operator::none);
  return made;
}

const type* assembly::filter_of(const field& one, const std::string& origin) {
  if (!one.is_relation()) return filter_of(one.type, origin);
  if (one.has_groups()) return aggregate_filter(*rows_of(one), origin);
  const type& rows = *rows_of(one);
  const bool is_list = std::holds_alternative<find_binding>(one.binding);
  return is_list ? relation_filter(rows, origin) : where_input(rows, origin);
}

void assembly::add_conditions(type& filter, const type& of, const std::string& origin) {
  for (const field& one : of.fields) {
    if (!is_filterable(of, one)) continue;
    if (names_a_combination(one.name) || filter.find_input_field(one.name) != nullptr) {
      error("field \"" + of.name + "." + one.name +
                "\" has the name of an operator of the filter \"" + filter.name +
                "\"; give it another name",
            of.origin, places_of(one.at.self));
      continue;
    }
    filter.input_fields.push_back({.name = one.name,
                                   .type = {filter_of(one, origin), 0, 0},
                                   .role = input_role::filter_field,
                                   .target = &one});
  }
  filter.input_fields.push_back({.name = "AND",
                                 .description = "All of these hold.",
                                 .type = {&filter, 1, items_not_null},
                                 .role = input_role::filter_and});
  filter.input_fields.push_back({.name = "OR",
                                 .description = "One of these holds.",
                                 .type = {&filter, 1, items_not_null},
                                 .role = input_role::filter_or});
  filter.input_fields.push_back({.name = "NOT",
                                 .description = "These do not all hold.",
                                 .type = {&filter, 0, 0},
                                 .role = input_role::filter_not});
}

const type* assembly::object_filter(const type& of, const std::string& origin) {
  const std::string name = of.name + "Filter";
  if (const type* known = find(name);
      known != nullptr && known->origin == "the filter of " + of.name) {
    return known;
  }
  const bool is_of_group =
      !of.fields.empty() && of.fields.front().aggregated.how != aggregate::none;
  type* made = place_filter(name, of.name,
                            is_of_group ? "Conditions on a group, all of which must hold."
                                        : "Conditions on a " + of.name +
                                              " inside of a document, all of which must hold.");
  if (made == nullptr) return nullptr;
  // Those of a group are always there.
  if (!is_of_group) add_operators(*made, {&of, 0, 0}, object, origin);
  add_conditions(*made, of, origin);
  return made;
}

const type* assembly::where_input(const type& of, const std::string& origin) {
  const std::string name = of.name + "WhereInput";
  const std::string what = "rows of " + of.name;
  if (const type* known = find(name);
      known != nullptr && known->origin == "the filter of " + what) {
    return known;
  }
  if (!has_filter(of)) {
    error("type " + of.name + " is listed but has no field to filter by", origin,
          definition_of(of));
    return nullptr;
  }
  type* made = place_filter(name, what, "Conditions on a " + of.name + ", all of which must hold.");
  if (made == nullptr) return nullptr;
  if (of.search) {
    made->input_fields.push_back(
        {.name = "search",
         .description = "Has these words, as one types them into a search engine.",
         .type = {use("String", "search", "schema", nowhere), 0, 0},
         .role = input_role::search,
         .filter = filter_operator::search,
         .searched = &of});
  }
  add_conditions(*made, of, origin);
  return made;
}

}  // namespace fraiseql::schema
