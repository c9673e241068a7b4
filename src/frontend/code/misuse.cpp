// What describe() says in vain: found once it is known what each type is used as. Part of
// discovery.
#include <set>

#include "frontend/code/discovery.hpp"

namespace fraiseql::frontend {
namespace {

// Whether a value of the type may hold a struct that stands for an interface: which type it
// is could not be told then.
bool holds_interface(const structure_model& of, std::set<const structure_model*>& seen);

bool holds_interface(const value_model& of, std::set<const structure_model*>& seen) {
  if (of.inner != nullptr) return holds_interface(*of.inner, seen);
  if (of.structure != nullptr) return holds_interface(*of.structure, seen);
  if (of.united == nullptr) return false;
  for (const structure_model* one : of.united->alternatives) {
    if (holds_interface(*one, seen)) return true;
  }
  return false;
}

bool holds_interface(const structure_model& of, std::set<const structure_model*>& seen) {
  if (of.is_interface) return true;
  if (!seen.insert(&of).second) return false;
  for (const member_model& member : of.members) {
    if (holds_interface(*member.type, seen)) return true;
  }
  return false;
}

}  // namespace

void discovery::finish() {
  for (const structure_model& of : found_.structures) {
    check_notes(of);
    for (const function_model& computed : of.computed) check_result(computed);
  }
  for (const function_model& root : found_.roots) check_result(root);
}

void discovery::check_result(const function_model& of) {
  std::set<const structure_model*> seen;
  if (!holds_interface(*of.result, seen)) return;
  refuse("field \"" + of.name +
             "\" returns an interface, and a C++ value does not say which type it is; return a "
             "std::variant of the types",
         of.origin);
}

void discovery::check_notes(const structure_model& of) {
  const tables::type_notes& notes = of.notes;
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
  std::set<const structure_model*> interfaces;
  for (const structure_model* interface : of.interfaces) {
    if (interfaces.insert(interface).second) continue;
    refuse("describe() says twice that " + of.name + " implements " + interface->name, of.origin);
  }
  for (const tables::member_notes& one : notes.members) check_member_notes(of, one);
}

void discovery::check_member_notes(const structure_model& of, const tables::member_notes& notes) {
  const std::string subject = "member \"" + notes.member + "\"";
  if (notes.computed != nullptr) {
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
  if (notes.defaults.times > 0 && !of.is_input && !of.is_arguments) {
    refuse(subject + " is given a default, which only inputs and arguments have; remove it",
           of.origin);
  }
}

}  // namespace fraiseql::frontend
