// What describe() says in vain: found once it is known what each type is used as. Part of
// discovery.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "frontend/code/discovery.hpp"
#include "schema/naming.hpp"

namespace fraiseql::frontend {
namespace {

// Every struct that a value of a type may hold, and where the first is that stands for an
// interface: which type a value there is of could not be told.
struct held_structures {
  std::set<const structure_model*> seen = {};
  std::optional<std::string> interface_at = {};

  void visit(const value_model& of, const std::string& at) {
    if (of.inner != nullptr) visit(*of.inner, at);
    if (of.structure != nullptr) visit(*of.structure, at);
    if (of.united == nullptr) return;
    for (const structure_model* one : of.united->alternatives) visit(*one, at);
  }

  void visit(const structure_model& of, const std::string& at) {
    if (of.is_interface && !interface_at) interface_at = at;
    if (!seen.insert(&of).second) return;
    for (const member_model& member : of.members) {
      visit(*member.type, " in the member \"" + member.name + "\" of " + of.name);
    }
  }
};

// What PostgreSQL and the transform find in a document without unescaping it.
bool is_key(std::string_view stored) {
  return std::ranges::none_of(
      stored, [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; });
}

}  // namespace

void discovery::finish() {
  for (structure_model& of : found_.structures) {
    if (!of.is_object) continue;
    for (relation_model& related : of.relations) ask_relation(of, related);
  }
  for (const structure_model& of : found_.structures) {
    check_notes(of);
    for (const function_model& computed : of.computed) check_result(computed);
  }
  for (const function_model& root : found_.roots) {
    // What a function of the database returns is no C++ value.
    if (root.table->kind == tables::operation::native) check_result(root);
  }
  for (const structure_model& of : found_.structures) check_stored_keys(of);
}

void discovery::check_result(const function_model& of) {
  held_structures held;
  held.visit(*of.result, "");
  carried_.insert(held.seen.begin(), held.seen.end());
  if (!held.interface_at) return;
  refuse("field \"" + of.name + "\" returns an interface" + *held.interface_at +
             ", and a C++ value does not say which type it is; return a std::variant of the types",
         of.origin);
}

// A member that is filled, or written, has a key of its own; where objects are only read as
// documents two fields may well show one key.
void discovery::check_stored_keys(const structure_model& of) {
  const bool is_carried = carried_.contains(&of) || !of.computed.empty();
  if (!of.is_input && !(of.is_object && is_carried)) return;
  std::map<std::string_view, const member_model*> by_key;
  for (const member_model& member : of.members) {
    if (of.is_input && !is_key(member.stored)) {
      refuse("member \"" + member.name +
                 "\" is stored under a key with a quote, a backslash or a control character",
             of.origin);
    }
    const auto [first, is_new] = by_key.try_emplace(member.stored, &member);
    if (is_new) continue;
    refuse("members \"" + first->second->name + "\" and \"" + member.name +
               "\" are both stored as \"" + member.stored + "\"; give one of them another key",
           of.origin);
  }
}

// "tv_post" or "blog.tv_post"
void discovery::check_relation(const structure_model& of) {
  const auto said = once_named(of.notes.relation, "relation", "the struct", of.origin);
  if (!said || schema::is_qualified_name(*said)) return;
  refuse("the relation \"" + *said + "\" is neither \"name\" nor \"schema.name\"", of.origin);
}

void discovery::check_notes(const structure_model& of) {
  const tables::type_notes& notes = of.notes;
  once(notes.doc, "description", "the struct", of.origin);
  once_named(notes.discriminator, "discriminator", "the struct", of.origin);
  check_relation(of);
  const auto only_for = [&](bool applies, bool is_said, const char* what, const char* who) {
    if (is_said && !applies) {
      refuse(std::string("describe() gives ") + what + ", which only " + who + " has; remove it",
             of.origin);
    }
  };
  const bool is_type = of.is_object || of.is_input;
  only_for(is_type, notes.doc.times > 0, "a description", "an object or an input type");
  only_for(is_type, notes.name.times > 0, "a name", "an object or an input type");
  only_for(of.is_object, notes.relation.times > 0, "a relation", "an object");
  only_for(of.is_object, !notes.interfaces.empty(), "interfaces", "an object");
  only_for(of.is_interface, notes.discriminator.times > 0, "a discriminator", "an interface");
  only_for(of.is_object, notes.is_public.times > 0, "what everybody may read", "an object");
  only_for(of.is_object, notes.authorized.times > 0, "a permission", "an object");
  only_for(of.is_object, notes.search.times > 0, "a search", "an object");
  if (notes.search.times > 1) {
    refuse("describe() says twice what the struct is searched in; keep one", of.origin);
  }
  once(notes.is_public, "public", "the struct", of.origin);
  permission(notes.authorized, "the struct", of.origin);
  std::set<const structure_model*> interfaces;
  for (const structure_model* interface : of.interfaces) {
    if (interfaces.insert(interface).second) continue;
    refuse("describe() says twice that " + of.name + " implements " + interface->name, of.origin);
  }
  for (const tables::member_notes& one : notes.members) check_member_notes(of, one);
}

void discovery::check_member_notes(const structure_model& of, const tables::member_notes& notes) {
  const std::string subject = "member \"" + notes.member + "\"";
  const bool is_relation = notes.by != nullptr && notes.by->kind != tables::operation::native;
  if (is_relation && !of.is_object) {
    refuse(subject + " is rows that belong to an object, which an input cannot have", of.origin);
  }
  if (notes.by != nullptr && !is_relation) {
    if (of.is_interface) {
      refuse(subject +
                 " is a computed field of an interface; give it to the types that implement "
                 "it, and the interface a data member",
             of.origin);
    } else if (!of.is_object) {
      refuse(subject + " is a computed field, which an input cannot have", of.origin);
    }
  }
  if (notes.stored.times > 0 && !of.is_object && !of.is_input) {
    refuse(subject + " is an argument, which is not stored; remove its stored key", of.origin);
  }
  if (notes.column.times > 0 && !of.is_object) {
    refuse(subject + " is given a column, which only a member of an object has; remove it",
           of.origin);
  }
  if (notes.authorized.times > 0 && !of.is_object) {
    refuse(subject + " is given a permission, which only a field of an object has; remove it",
           of.origin);
  }
  if (notes.defaults.times > 0 && !of.is_input && !of.is_arguments) {
    refuse(subject + " is given a default, which only inputs and arguments have; remove it",
           of.origin);
  }
}

}  // namespace fraiseql::frontend
