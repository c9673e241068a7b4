// The fields of objects that are rows of other types: those whose fields equal the object's. What
// `on` names is found and checked once every type has its fields; the arguments, which need
// filters and orderings, come after the roots'.
#include <algorithm>
#include <optional>
#include <unordered_set>

#include "base/graphql_error.hpp"
#include "base/text.hpp"
#include "schema/assembly.hpp"

namespace fraiseql::schema {
namespace {

std::string name_of(const type& owner, const field& one) { return owner.name + "." + one.name; }

// Whether a value of the field stands in the document of the object that has it.
bool is_stored(const field& one) {
  return one.native == nullptr && std::holds_alternative<std::monostate>(one.binding);
}

struct relation_inside {
  const type* owner = nullptr;
  const field* relation = nullptr;
};

// The first relation of what a value of the type is made of, or nothing.
std::optional<relation_inside> find_relation(const type& of) {
  std::unordered_set<const type*> seen;
  std::vector<const type*> waiting = {&of};
  while (!waiting.empty()) {
    const type* next = waiting.back();
    waiting.pop_back();
    if (next == nullptr || !seen.insert(next).second) continue;
    waiting.insert(waiting.end(), next->possible_types.begin(), next->possible_types.end());
    // What an interface says of a field, the types that implement it say themselves.
    if (next->kind != type_kind::object) continue;
    for (const field& one : next->fields) {
      if (one.is_relation()) return relation_inside{next, &one};
      if (is_stored(one)) waiting.push_back(one.type.named);
    }
  }
  return std::nullopt;
}

}  // namespace

bool assembly::is_root_name(const std::string& name) const {
  if (name == "Query" || name == "Mutation" || name == "Subscription") return true;
  if (!from_.schema_) return false;
  return std::ranges::any_of(from_.schema_->roots,
                             [&](const root_declaration& root) { return root.type.name == name; });
}

// The binding does not say yet which fields are equal: whoever comes upon the field knows that it
// is not stored.
void assembly::begin_relation(type& owner, const field_declaration& declared) {
  field& made = owner.fields.back();
  if (declared.relation->list) {
    made.binding = find_binding{};
  } else {
    made.binding = find_one_binding{};
  }
  related_.push_back({&owner, owner.fields.size() - 1, &declared});
  // Others will point to the fields of the type, so all of them get their place now.
  if (declared.relation->list && declared.relation->list->is_aggregated) {
    owner.fields.push_back(groups_beside(made));
  }
}

bool assembly::may_relate(const related_field& one) {
  const type& owner = *one.owner;
  const field_declaration& declared = *one.declared;
  const auto refuse = [&](const std::string& why) {
    refuse_relation(one, why, declared.at.self);
    return false;
  };
  if (owner.kind == type_kind::interface) {
    return refuse(
        "is a relation, which is said of objects, not of an interface; say it of each type that "
        "implements it");
  }
  if (owner.kind != type_kind::object) {
    return refuse("is a relation, which only an object has");
  }
  if (is_root_name(owner.name)) {
    return refuse("is a relation, but a root has no fields that rows could have in common");
  }
  const bool has_more = declared.native != nullptr || !declared.stored_key.empty() ||
                        !declared.column.empty() || !declared.arguments.empty();
  if (has_more) {
    return refuse(
        "is a relation, so it has no function, stored key, column or arguments of its own");
  }
  if (!declared.relation->list && declared.type.list_depth > 0) {
    return refuse("is one row, so its type is no list");
  }
  if (declared.relation->on.empty()) {
    return refuse("is a relation; say which fields of the two are equal");
  }
  return true;
}

void assembly::refuse_relation(const related_field& one, const std::string& why, place at) {
  error("field \"" + one.owner->name + "." + one.declared->name + "\" " + why, one.owner->origin,
        places_of(at));
}

void assembly::refuse_unknown(const related_field& one, const type& rows,
                              const match_declaration& pair, place at) {
  const type& owner = *one.owner;
  const std::string sides = "; \"field\" is of the rows (" + rows.name +
                            "), \"equals\" of the object at hand (" + owner.name + ")";
  const field* theirs = rows.find_field(pair.equals);
  const field* ours = owner.find_field(pair.field);
  const bool fits_swapped =
      theirs != nullptr && ours != nullptr && theirs->type.named == ours->type.named;
  const auto refuse = [&](const type& of, const std::string& name) {
    if (of.find_field(name) != nullptr) return;
    std::vector<std::string_view> names;
    // Nobody sees what comes after so many errors, and it is dear to look for.
    if (errors_.size() < max_errors && !fits_swapped) {
      for (const field& other : of.fields) names.emplace_back(other.name);
    }
    std::string hint = did_you_mean(name, names);
    if (hint.empty()) hint = sides + (fits_swapped ? ": swap them" : "");
    refuse_relation(
        one, "looks at the unknown field \"" + name + "\" of \"" + of.name + "\"" + hint, at);
  };
  refuse(rows, pair.field);
  const bool is_said = fits_swapped && rows.find_field(pair.field) == nullptr;
  if (!is_said) refuse(owner, pair.equals);
}

bool assembly::is_comparable(const related_field& one, const type& of, const field& found,
                             place at) {
  if (found.type.named == nullptr) return false;  // reported
  const auto refuse = [&](const std::string& what) {
    refuse_relation(one, "looks at \"" + name_of(of, found) + "\", which is " + what, at);
    return false;
  };
  if (found.native != nullptr) return refuse("worked out by the program and not stored");
  if (!is_stored(found)) return refuse("a relation itself and not stored");
  if (found.type.is_list()) return refuse("a list and no single value");
  if (!found.type.named->is_leaf()) return refuse("no single value");
  if (is_same_everywhere(of, found)) return true;
  return refuse("not stored alike by all types that implement \"" + of.name + "\"");
}

std::vector<field_match> assembly::match(const related_field& one, const type& rows) {
  const type& owner = *one.owner;
  std::vector<field_match> on;
  for (const match_declaration& pair : one.declared->relation->on) {
    const place at = pair.at == nowhere ? one.declared->at.self : pair.at;
    const field* theirs = rows.find_field(pair.field);
    const field* ours = owner.find_field(pair.equals);
    if (theirs == nullptr || ours == nullptr) {
      refuse_unknown(one, rows, pair, at);
      continue;
    }
    const bool may_theirs = is_comparable(one, rows, *theirs, at);
    const bool may_ours = is_comparable(one, owner, *ours, at);
    if (!may_theirs || !may_ours) continue;
    const auto is_the_same = [&](const field_match& other) {
      return other.theirs == theirs && other.ours == ours;
    };
    if (theirs->type.named != ours->type.named) {
      refuse_relation(one,
                      "looks at \"" + name_of(rows, *theirs) + "\" of type " +
                          theirs->type.named->name + " and \"" + name_of(owner, *ours) +
                          "\" of type " + ours->type.named->name + ", which are never equal",
                      at);
    } else if (std::ranges::any_of(on, is_the_same)) {
      refuse_relation(one,
                      "says twice that \"" + name_of(rows, *theirs) + "\" equals \"" +
                          name_of(owner, *ours) + "\"; say it once",
                      at);
    } else {
      on.push_back({theirs, ours});
    }
  }
  return on;
}

void assembly::relate() {
  for (const related_field& one : related_) {
    field& made = one.owner->fields[one.index];
    if (!may_relate(one) || made.type.named == nullptr) continue;
    const type* rows = readable_object(made.type.named->name, name_of(*one.owner, made),
                                       one.owner->origin, made.at.self);
    if (rows == nullptr) continue;
    std::vector<field_match> on = match(one, *rows);
    if (auto* find = std::get_if<find_binding>(&made.binding)) {
      *find = binding_of(*rows, *one.declared->relation->list, name_of(*one.owner, made),
                         one.owner->origin, made.at.self);
      find->on = std::move(on);
      made.type = {rows, 1, 0b11};
      if (find->is_aggregated) one.owner->fields[one.index + 1] = groups_beside(made);
    } else {
      made.binding = find_one_binding{std::move(on)};
    }
  }
}

void assembly::add_related_lists() {
  for (const related_field& one : related_) {
    field& made = one.owner->fields[one.index];
    const auto* find = std::get_if<find_binding>(&made.binding);
    if (find == nullptr || !made.is_relation()) continue;
    list_rows(made, one.owner->origin);
    if (find->is_aggregated) list_groups(one.owner->fields[one.index + 1], one.owner->origin);
    own_lists_.push_back({one.owner, made.name, &*one.declared->relation->list, one.owner->origin});
  }
}

// What a list of lists holds has no row or object of its own in a statement, and what the program
// works out is in none.
void assembly::check_ways_to_relations() {
  for (const type& owner : made_->types_) {
    for (const field& one : owner.fields) {
      const bool is_grid = is_stored(one) && one.type.list_depth > 1;
      if (!is_grid || one.type.named == nullptr) continue;
      const auto inside = find_relation(*one.type.named);
      if (!inside) continue;
      error("relations cannot be reached through a list of lists, as \"" +
                name_of(*inside->owner, *inside->relation) + "\" is through \"" +
                name_of(owner, one) + "\"",
            owner.origin, places_of(one.at.self));
    }
  }
}

}  // namespace fraiseql::schema
