// A model is made of each table where it is first met; what it is used as is noted
// afterwards, down its members, so that types may contain each other.
#include "frontend/code/discovery.hpp"

#include <algorithm>
#include <exception>
#include <set>
#include <utility>

#include "base/text.hpp"

namespace fraiseql::frontend {
namespace {

using tables::kind;

// `in_review` -> `IN_REVIEW`
std::string to_enumerator_name(std::string_view spelled) {
  std::string name(spelled);
  for (char& c : name) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return name;
}

// `createPost` -> `CreatePost`
std::string capitalised(std::string name) {
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') {
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
  }
  return name;
}

const value_model& innermost(const value_model& of) {
  const value_model* at = &of;
  while (at->inner != nullptr) at = at->inner;
  return *at;
}

}  // namespace

void discovery::refuse(std::string why, const std::string& origin) {
  builder_.add_error({.message = std::move(why), .origin = origin});
}

void discovery::refuse_filter(const std::string& of, const failure& why,
                              const std::string& origin) {
  refuse("the filter of " + of + " is wrong at " + why.message, origin);
}

std::optional<std::string> discovery::once(const tables::remark<std::string>& about,
                                           const char* what, const std::string& of,
                                           const std::string& origin) {
  if (about.times == 0) return {};
  if (about.times > 1) refuse(of + " is given its " + what + " twice; keep one", origin);
  if (is_utf8(about.said)) return about.said;
  refuse(of + " is given a " + what + " that is not UTF-8", origin);
  return {};
}

std::optional<std::string> discovery::once_named(const tables::remark<std::string>& about,
                                                 const char* what, const std::string& of,
                                                 const std::string& origin) {
  if (about.times == 0 || !about.said.empty()) return once(about, what, of, origin);
  refuse(of + " is given an empty " + what + "; remove it", origin);
  return {};
}

std::optional<std::int32_t> discovery::limit(const tables::remark<std::int32_t>& about,
                                             const std::string& of, const std::string& origin) {
  if (about.times == 0) return {};
  if (about.times > 1) refuse(of + " is given its max_limit twice; keep one", origin);
  if (about.said < 1) refuse(of + " is given a max_limit below 1", origin);
  return about.said;
}

schema::authorization discovery::permission(const tables::remark<tables::permission>& about,
                                            const std::string& of, const std::string& origin) {
  if (about.times == 0) return {};
  if (about.times > 1) refuse(of + " is given its permission twice; keep one", origin);
  if (about.said.needs.empty()) refuse(of + " is given an empty permission; remove it", origin);
  using enum schema::when_denied;
  return {.needs = about.said.needs, .otherwise = about.said.or_null ? null_value : forbidden};
}

bool discovery::once(const tables::remark<bool>& about, const char* what, const std::string& of,
                     const std::string& origin) {
  if (about.times > 1) refuse(of + " is said to be " + what + " twice; keep one", origin);
  return about.times > 0;
}

structure_model& discovery::object(const tables::structure& table) {
  structure_model& of = model_of(table);
  reach(of, use::object);
  return of;
}

function_model& discovery::root(const tables::function& table, std::string name, std::string origin,
                                const tables::remark<std::string>& discriminator) {
  function_model& made = found_.roots.emplace_back();
  made.table = &table;
  made.name = std::move(name);
  made.origin = std::move(origin);
  complete(made, {capitalised(made.name) + "Result", made.origin, discriminator,
                  "field \"" + made.name + "\""});
  reach(made);
  return made;
}

const value_model& discovery::carried(const tables::value& table) {
  static const tables::remark<std::string> nothing;
  return *value(table, {"", "a type", nothing, "a type"});
}

// The functions describe() are the user's, so they may throw.
template <class Table, class Model>
static std::string ask(const Table& table, Model& into) {
  if (table.describe == nullptr) return {};
  try {
    table.describe(into.notes);
    return {};
  } catch (const std::exception& thrown) {
    return std::string("describe() threw: ") + thrown.what();
  } catch (...) {
    return "describe() threw";
  }
}

structure_model& discovery::model_of(const tables::structure& table) {
  const auto [found, is_new] = structures_.try_emplace(&table, nullptr);
  if (!is_new) return *found->second;
  structure_model& made = found_.structures.emplace_back();
  found->second = &made;
  made.table = &table;
  made.origin = std::string("struct ") + table.path;
  if (std::string wrong = ask(table, made); !wrong.empty()) refuse(wrong, made.origin);
  made.name = once_named(made.notes.name, "name", "the struct", made.origin).value_or(table.name);
  add_members(made);
  for (const tables::member_notes& notes : made.notes.members) {
    if (notes.by == nullptr) continue;
    if (notes.by->kind == tables::operation::native) {
      add_computed(made, notes);
    } else {
      add_relation(made, notes);
    }
  }
  for (const tables::structure_function interface : made.notes.interfaces) {
    made.interfaces.push_back(&model_of(interface()));
  }
  return made;
}

void discovery::add_members(structure_model& of) {
  static const tables::member_notes nothing;
  std::map<std::string_view, const tables::member_notes*> notes;
  for (const tables::member_notes& one : of.notes.members) {
    if (!notes.try_emplace(one.member, &one).second) {
      refuse("member \"" + one.member + "\" is described twice; keep one field<>()", of.origin);
    }
  }
  for (std::size_t i = 0; i < of.table->size; ++i) {
    const tables::member& member = of.table->members[i];
    const auto found = notes.find(member.name);
    const tables::member_notes& said = found == notes.end() ? nothing : *found->second;
    const std::string subject = std::string("member \"") + member.name + "\"";
    member_model made;
    made.name =
        once_named(said.name, "name", subject, of.origin).value_or(to_camel_case(member.name));
    made.stored = once_named(said.stored, "stored key", subject, of.origin).value_or(member.name);
    made.column = once_named(said.column, "column", subject, of.origin).value_or("");
    made.said = {once(said.doc, "description", subject, of.origin),
                 once(said.deprecated, "deprecation", subject, of.origin),
                 permission(said.authorized, subject, of.origin)};
    if (said.defaults.times > 1) {
      refuse(subject + " is given its default twice; keep one", of.origin);
    }
    made.default_value = said.defaults.said.get();
    made.type = value(*member.type,
                      {of.name + capitalised(made.name), of.origin, said.discriminator, subject});
    of.members.push_back(std::move(made));
  }
}

void discovery::add_computed(structure_model& of, const tables::member_notes& notes) {
  const std::string subject = "member \"" + notes.member + "\"";
  function_model made;
  made.table = notes.by;
  made.origin = std::string("function ") + notes.by->path;
  made.name =
      once_named(notes.name, "name", subject, of.origin).value_or(to_camel_case(notes.member));
  made.said = {once(notes.doc, "description", subject, of.origin),
               once(notes.deprecated, "deprecation", subject, of.origin),
               permission(notes.authorized, subject, of.origin)};
  made.object = &of;
  if (notes.needs.times > 1) refuse(subject + " is given needs<> twice; keep one", of.origin);
  if (notes.needs.times > 0) made.needs.resize(of.table->size);
  for (const std::string& name : notes.needs.said) {
    std::size_t at = 0;
    while (at < of.table->size && of.table->members[at].name != name) ++at;
    if (at < of.table->size) {
      made.needs[at] = true;
    } else {
      refuse(subject + " needs \"" + name + "\", which is no member of the struct", of.origin);
    }
  }
  complete(made, {of.name + capitalised(made.name), of.origin, notes.discriminator, subject});
  of.computed.push_back(std::move(made));
}

void discovery::complete(function_model& function, const place& at) {
  const tables::function& table = *function.table;
  function.result = value(*table.result, at);
  if (table.input.type != nullptr) function.input = &model_of(table.input.type());
  if (table.arguments.type != nullptr) function.arguments = &model_of(table.arguments.type());
}

enumeration_model& discovery::model_of(const tables::enumeration& table) {
  const auto [found, is_new] = enumerations_.try_emplace(&table, nullptr);
  if (!is_new) return *found->second;
  enumeration_model& made = found_.enumerations.emplace_back();
  found->second = &made;
  made.table = &table;
  made.origin = std::string("enum ") + table.path;
  if (std::string wrong = ask(table, made); !wrong.empty()) refuse(wrong, made.origin);
  made.name = once_named(made.notes.name, "name", "the enum", made.origin).value_or(table.name);
  add_values(made);
  claim_name(made);
  const tables::type_notes& notes = made.notes;
  once(notes.doc, "description", "the enum", made.origin);
  if (notes.is_public.times + notes.authorized.times > 0) {
    refuse("an enum is for everybody who reads what has it; remove it from describe()",
           made.origin);
  }
  if (notes.search.times > 0) {
    refuse("an enum has no rows to search; remove it from describe()", made.origin);
  }
  if (notes.relation.times + notes.discriminator.times + notes.interfaces.size() > 0) {
    refuse("an enum has no relation, no discriminator and no interfaces; remove it from describe()",
           made.origin);
  }
  return made;
}

void discovery::add_values(enumeration_model& of) {
  for (std::size_t i = 0; i < of.table->size; ++i) {
    const tables::enumerator& one = of.table->values[i];
    of.values.push_back(
        {.number = one.number, .name = to_enumerator_name(one.name), .stored = one.name});
  }
  if (of.values.empty() && of.notes.values.empty()) {
    refuse(
        "no enumerator was found, as only those from 0 to 63 are looked for; name the others "
        "in describe() with value<>()",
        of.origin);
  }
  std::set<std::int64_t> described;
  for (const tables::enumerator_notes& notes : of.notes.values) {
    const std::string subject = "enumerator \"" + notes.enumerator + "\"";
    if (!described.insert(notes.number).second) {
      refuse(subject + " is described twice; keep one value<>()", of.origin);
    }
    auto at = std::ranges::find(of.values, notes.number, &enumerator_model::number);
    // One beyond those that are looked at.
    if (at == of.values.end()) {
      at = of.values.insert(at, {.number = notes.number,
                                 .name = to_enumerator_name(notes.enumerator),
                                 .stored = notes.enumerator});
    }
    at->name = once_named(notes.name, "name", subject, of.origin).value_or(at->name);
    at->stored = once_named(notes.stored, "stored text", subject, of.origin).value_or(at->stored);
    at->said = {once(notes.doc, "description", subject, of.origin),
                once(notes.deprecated, "deprecation", subject, of.origin),
                {}};
  }
}

const value_model* discovery::value(const tables::value& table, const place& at) {
  value_model made{.table = &table};
  switch (table.is) {
    case kind::optional:
    case kind::list: made.inner = value(*table.inner, at); break;
    case kind::structure: made.structure = &model_of(table.structure()); break;
    case kind::enumeration: made.enumeration = &model_of(table.enumeration()); break;
    case kind::custom:
      if (std::ranges::find(found_.scalars, table.custom) == found_.scalars.end()) {
        found_.scalars.push_back(table.custom);
      }
      break;
    case kind::variant: {
      union_model& united = found_.unions.emplace_back();
      united.name = at.union_name;
      united.origin = at.origin;
      united.discriminator =
          once_named(at.discriminator, "discriminator", at.of, at.origin).value_or("type");
      for (std::size_t i = 0; i < table.alternative_count; ++i) {
        united.alternatives.push_back(&model_of(table.alternatives[i]()));
      }
      made.united = &united;
      break;
    }
    case kind::boolean:
    case kind::int32:
    case kind::int64:
    case kind::float32:
    case kind::float64:
    case kind::string:
    case kind::text:
    case kind::numbers: break;
  }
  const value_model& placed = found_.values.emplace_back(made);
  if (at.discriminator.times > 0 && made.inner == nullptr && made.united == nullptr) {
    refuse(at.of + " is given a discriminator, which only a std::variant has; remove it",
           at.origin);
  }
  return &placed;
}

template <class Model>
void discovery::claim_name(Model& of) {
  const auto [found, is_new] = names_.try_emplace(of.name, of.table->path);
  if (is_new) return;
  of.is_named_twice = true;
  refuse("type \"" + of.name + "\" is the name of two types, " + found->second + " and " +
             of.table->path + "; rename one of them",
         of.origin);
}

void discovery::reach(structure_model& of, use used_as) {
  bool& is_used = used_as == use::object  ? of.is_object
                  : used_as == use::input ? of.is_input
                                          : of.is_arguments;
  if (is_used) return;
  if (used_as != use::arguments) {
    if (of.is_object || of.is_input) {
      refuse("type \"" + of.name +
                 "\" is used both as an object and as an input; make a struct of its own for the "
                 "input",
             of.origin);
    } else {
      claim_name(of);
    }
  }
  is_used = true;
  const use inside = used_as == use::object ? use::object : use::input;
  for (const member_model& member : of.members) {
    if (inside == use::input && innermost(*member.type).united != nullptr) {
      refuse("member \"" + member.name +
                 "\" of an input is a std::variant; GraphQL takes no "
                 "unions, use an optional member for each",
             of.origin);
    }
    reach(*member.type, inside);
  }
  if (used_as != use::object) return;
  for (const function_model& computed : of.computed) reach(computed);
  for (const relation_model& related : of.relations) {
    structure_model& rows = *structures_.at(related.rows->table);
    rows.has_relation = true;
    reach(rows, use::object);
  }
  for (const structure_model* interface : of.interfaces) {
    structure_model& reached = *structures_.at(interface->table);
    reached.is_interface = true;
    reach(reached, use::object);
  }
}

void discovery::reach(const value_model& of, use used_as) {
  const value_model& type = innermost(of);
  if (type.structure != nullptr) reach(*structures_.at(type.structure->table), used_as);
  if (type.united == nullptr) return;
  for (const structure_model* one : type.united->alternatives) {
    reach(*structures_.at(one->table), use::object);
  }
}

void discovery::reach(const function_model& of) {
  reach(*of.result, use::object);
  if (of.input != nullptr) reach(*structures_.at(of.input->table), use::input);
  if (of.arguments != nullptr) reach(*structures_.at(of.arguments->table), use::arguments);
}

}  // namespace fraiseql::frontend
