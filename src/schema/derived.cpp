// What a listed object can be ordered by, and whether the columns that are declared for its
// fields are of use. The names are part of the API of every server (docs/api/schema.md).
#include <algorithm>
#include <unordered_set>

#include "schema/assembly.hpp"
#include "schema/built_in.hpp"
#include "schema/filter_operators.hpp"

namespace fraiseql::schema {
namespace {

bool is_orderable(const field& one) {
  const type* of = one.type.named;
  return of != nullptr && one.native == nullptr && !one.type.is_list() &&
         of->kind == type_kind::scalar && is_ordered(of->scalar);
}

}  // namespace

// A row of an interface's relation is one of several objects; where one of them works the field
// out, or has it elsewhere, a condition on the stored key would mean something else.
bool assembly::is_same_everywhere(const type& owner, const field& one) const {
  if (owner.kind != type_kind::interface) return true;
  return std::ranges::none_of(made_->types_, [&](const type& other) {
    if (!other.implements(owner)) return false;
    const field* own = other.find_field(one.name);
    return own != nullptr && (own->native != nullptr || own->stored_key != one.stored_key);
  });
}

// Conditions and orderings look at columns, so a column means nothing where there are none.
void assembly::check_columns() {
  std::unordered_set<const type*> listed;
  std::unordered_set<const type*> looked_up;
  if (const type* root = find("Query")) {
    for (const field& one : root->fields) {
      if (std::holds_alternative<find_binding>(one.binding)) listed.insert(one.type.named);
      if (std::holds_alternative<find_one_binding>(one.binding)) looked_up.insert(one.type.named);
    }
  }
  for (const type& owner : made_->types_) {
    for (const field& one : owner.fields) {
      const bool has_its_own =
          (one.column == "id" || one.column == "identifier") && one.column == one.stored_key;
      const bool is_key = one.name == "identifier" && looked_up.contains(&owner);
      if (one.column.empty() || has_its_own || is_key) continue;
      const std::string where = "field \"" + owner.name + "." + one.name + "\"";
      const auto has_no_effect = [&](const std::string& why) {
        error("the column \"" + one.column + "\" of " + where + " has no effect: " + why,
              owner.origin, places_of(one.at.column));
      };
      if (!listed.contains(&owner)) {
        has_no_effect("no field lists \"" + owner.name + "\"");
      } else if (!is_same_everywhere(owner, one)) {
        has_no_effect("a type that implements it stores the field otherwise");
      } else if (one.native != nullptr || (families_of(one.type) & any_value) == 0) {
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

const type* assembly::order_input(const type& object) {
  const std::string name = object.name + "OrderByInput";
  const std::string ours = "the ordering of " + object.name;
  if (type* made = find(name); made != nullptr && made->origin == ours) return made;
  type* made = place_type(type_kind::input_object, name, ours);
  if (made == nullptr) return nullptr;
  made->is_derived = true;
  made->description = "One field to order by; a list of them orders by the first, then the next.";
  made->is_one_of = true;
  type* direction = find("OrderDirection");
  if (direction == nullptr || !direction->is_derived) {
    direction =
        place_type(type_kind::enumeration, "OrderDirection", "an enumeration of the framework");
    if (direction == nullptr) return nullptr;
    direction->is_derived = true;
    direction->description = order_direction().description;
    direction->values = order_direction().values;
  }
  for (const field& one : object.fields) {
    if (!is_orderable(one) || !is_same_everywhere(object, one)) continue;
    made->input_fields.push_back({.name = one.name,
                                  .type = {direction, 0, 0},
                                  .role = input_role::order_field,
                                  .target = &one});
  }
  return made;
}

}  // namespace fraiseql::schema
