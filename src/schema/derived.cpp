// What a listed object can be ordered by, and whether the columns that are declared for its
// fields are of use. The names are part of the API of every server (docs/api/schema.md).
#include <algorithm>
#include <unordered_set>
#include <vector>

#include "schema/assembly.hpp"
#include "schema/built_in.hpp"
#include "schema/filter_operators.hpp"

namespace fraiseql::schema {
namespace {

// A single value in the document.
bool is_single(const field& one) {
  return one.type.named != nullptr && !one.type.is_list() && one.native == nullptr &&
         std::holds_alternative<std::monostate>(one.binding);
}

// By its distance from another.
bool is_vector(const field& one) {
  return is_single(one) && one.type.named->kind == type_kind::scalar &&
         one.type.named->scalar == scalar_kind::vector;
}

bool is_orderable(const field& one) {
  // Groups are in the order of their keys in any case.
  const bool is_key = one.aggregated.how == aggregate::group;
  if (is_key) return one.type.named != nullptr && one.type.named->is_leaf();
  const bool is_scalar = is_single(one) && one.type.named->kind == type_kind::scalar;
  return is_scalar && (is_ordered(one.type.named->scalar) || is_vector(one));
}

bool is_embedded_object(const field& one) {
  return is_single(one) && (one.type.named->kind == type_kind::object ||
                            one.type.named->kind == type_kind::interface);
}

}  // namespace

// A row of an interface's relation is one of several objects; where one of them works the field
// out, has it elsewhere or relates to it, a condition on the stored key would mean something else.
bool assembly::is_same_everywhere(const type& owner, const field& one) const {
  if (owner.kind != type_kind::interface) return true;
  return std::ranges::none_of(made_->types_, [&](const type& other) {
    if (!other.implements(owner)) return false;
    const field* own = other.find_field(one.name);
    return own != nullptr &&
           (own->native != nullptr || own->is_relation() || own->stored_key != one.stored_key);
  });
}

const type* assembly::rows_of(const field& one) {
  const auto* find = std::get_if<find_binding>(&one.binding);
  return find != nullptr ? find->rows : one.type.named;
}

// Conditions, orderings and relations look at columns, so a column means nothing where there are
// none.
void assembly::check_columns() {
  std::unordered_set<const type*> listed;
  std::unordered_set<const type*> looked_up;
  std::unordered_set<const type*> read;
  std::unordered_set<const field*> matched;
  for (const type& owner : made_->types_) {
    if (has_functions_that_read() && is_fetchable(owner)) listed.insert(&owner);
    const bool is_query = &owner == find("Query");
    for (const field& one : owner.fields) {
      const bool is_list = std::holds_alternative<find_binding>(one.binding);
      if ((is_query && is_list) || one.is_relation()) listed.insert(rows_of(one));
      if (is_query && std::holds_alternative<find_one_binding>(one.binding)) {
        looked_up.insert(one.type.named);
      }
      if (std::holds_alternative<call_binding>(one.binding)) {
        for (const type* row : one.type.named->possible_types) {
          if (row->source) read.insert(row);
        }
      } else if (!std::holds_alternative<std::monostate>(one.binding)) {
        read.insert(rows_of(one));
      }
      for (const field_match& pair : one.relates_by()) matched.insert(pair.ours);
    }
  }
  for (const type& owner : made_->types_) {
    if (!listed.contains(&owner)) check_search_has_effect(owner);
    for (const field& one : owner.fields) {
      const bool has_its_own =
          (one.column == "id" || one.column == "identifier") && one.column == one.stored_key;
      const bool is_key = one.name == "identifier" && looked_up.contains(&owner);
      const bool is_matched = matched.contains(&one) && read.contains(&owner);
      if (one.column.empty() || has_its_own || is_key || is_matched) continue;
      const std::string where = "field \"" + owner.name + "." + one.name + "\"";
      const auto has_no_effect = [&](const std::string& why) {
        error("the column \"" + one.column + "\" of " + where + " has no effect: " + why,
              owner.origin, places_of(one.at.column));
      };
      if (!listed.contains(&owner)) {
        has_no_effect("no field lists \"" + owner.name + "\"");
      } else if (!is_same_everywhere(owner, one)) {
        has_no_effect("a type that implements it stores the field otherwise");
      } else if (one.native != nullptr || (families_of(one.type) & (any_value | vector)) == 0) {
        has_no_effect("objects and lists of them are looked for in the document only");
      }
    }
  }
}

input_value assembly::plain_argument(std::string name, std::string_view scalar, input_role role,
                                     std::optional<json::value> default_value) {
  input_value made;
  made.name = std::move(name);
  made.type = {use(std::string(scalar), made.name, "schema", nowhere), 0, 0};
  made.role = role;
  made.default_value = std::move(default_value);
  return made;
}

bool assembly::is_object_in_document(const type& owner, const field& one) const {
  return is_embedded_object(one) && is_same_everywhere(owner, one);
}

// Whether the field is an object in the document by whose fields one can order. Types may lead to
// each other in circles.
bool assembly::is_ordered_inside(const type& owner, const field& one) const {
  if (!is_object_in_document(owner, one)) return false;
  std::unordered_set<const type*> seen;
  std::vector<const type*> waiting = {one.type.named};
  while (!waiting.empty()) {
    const type& next = *waiting.back();
    waiting.pop_back();
    if (!seen.insert(&next).second) continue;
    for (const field& inner : next.fields) {
      if (!is_orderable(inner) && !is_embedded_object(inner)) continue;
      if (!is_same_everywhere(next, inner)) continue;
      if (is_orderable(inner)) return true;
      waiting.push_back(inner.type.named);
    }
  }
  return false;
}

type* assembly::order_direction_type() {
  type* made = find("OrderDirection");
  if (made != nullptr && made->is_derived) return made;
  made = place_type(type_kind::enumeration, "OrderDirection", "an enumeration of the framework");
  if (made == nullptr) return nullptr;
  made->is_derived = true;
  made->description = order_direction().description;
  made->values = order_direction().values;
  return made;
}

bool assembly::has_order(const type& object) const {
  return std::ranges::any_of(object.fields, [&](const field& one) {
    return (is_orderable(one) && is_same_everywhere(object, one)) || is_ordered_inside(object, one);
  });
}

const type* assembly::order_input(const type& object, ordered_as it_is) {
  // Only a row has the column that it is searched in.
  const bool has_no_search =
      it_is == ordered_as::object_inside && object.search && !object.search->column.empty();
  const std::string name = object.name + (has_no_search ? "InDocument" : "") + "OrderByInput";
  const std::string ours =
      "the ordering of " + object.name + (has_no_search ? " in documents" : "");
  if (type* made = find(name); made != nullptr && made->origin == ours) return made;
  type* made = place_type(type_kind::input_object, name, ours);
  if (made == nullptr) return nullptr;
  made->is_derived = true;
  made->description = "One field to order by; a list of them orders by the first, then the next.";
  made->is_one_of = true;
  const type* direction = order_direction_type();
  if (direction == nullptr) return nullptr;
  for (const field& one : object.fields) {
    const type* by = nullptr;
    if (is_orderable(one) && is_same_everywhere(object, one)) {
      by = is_vector(one) ? nearest_input() : direction;
    }
    if (is_ordered_inside(object, one)) {
      by = order_input(*one.type.named, ordered_as::object_inside);
    }
    if (by == nullptr) continue;
    made->input_fields.push_back(
        {.name = one.name, .type = {by, 0, 0}, .role = input_role::order_field, .target = &one});
  }
  if (!object.search || has_no_search) return made;
  if (made->find_input_field("searchRank") != nullptr) {
    error("field \"" + object.name + ".searchRank\" has the name of the order by a search of \"" +
              object.name + "\"; give it another name",
          object.origin, places_of(object.find_field("searchRank")->at.self));
    return made;
  }
  made->input_fields.push_back({.name = "searchRank",
                                .description = "By how well they fit words.",
                                .type = {rank_input(), 0, 0},
                                .role = input_role::search_rank,
                                .searched = &object});
  return made;
}

}  // namespace fraiseql::schema
