// What an object or interface owes the interfaces it implements (3.6 "Objects",
// IsValidImplementation).
//
// Fields and arguments are found by hashing, in tables made once for the whole check: many types
// may implement many interfaces with many fields.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "schema/checks/findings.hpp"

namespace fraiseql::schema {
namespace {

// Where `of` says that it implements `interface`, as often as it does.
std::vector<place> implements_at(const type& of, const type& interface) {
  std::vector<place> places;
  for (const named_type_use& one : of.interfaces) {
    if (one.named == &interface) places.push_back(one.at);
  }
  return places;
}

std::string field_name(const type& of, const field& one) { return of.name + "." + one.name; }

class interface_checker {
 public:
  explicit interface_checker(findings& found) : found_(found) {}

  void check(const type& of) {
    implemented_.clear();
    for (const named_type_use& use : of.interfaces) implemented_.insert(use.named);
    std::unordered_set<const type*> seen;
    for (const named_type_use& use : of.interfaces) {
      if (found_.is_full()) return;
      const type& interface = *use.named;
      if (interface.kind != type_kind::interface) {
        refuse(of, interface, "cannot implement " + interface.name + ", which is no interface");
      } else if (&interface == &of) {
        refuse(of, interface, "cannot implement itself");
      } else if (!seen.insert(&interface).second) {
        refuse(of, interface, "implements " + interface.name + " more than once");
      } else {
        check_ancestors(of, interface);
        check_fields(of, interface);
      }
    }
  }

 private:
  template <class Named>
  using table = std::unordered_map<std::string_view, const Named*>;

  template <class Owner, class Named>
  static const Named* find(std::unordered_map<const Owner*, table<Named>>& tables,
                           const Owner& owner, const std::vector<Named>& among,
                           std::string_view name) {
    const auto [made, is_new] = tables.try_emplace(&owner);
    if (is_new) {
      for (const Named& one : among) made->second.try_emplace(one.name, &one);
    }
    const auto at = made->second.find(name);
    return at == made->second.end() ? nullptr : at->second;
  }
  const input_value* find_argument(const field& of, std::string_view name) {
    return of.arguments.empty() ? nullptr : find(arguments_, of, of.arguments, name);
  }

  void refuse(const type& of, const type& interface, const std::string& why) {
    found_.add("type " + of.name + " " + why, of.origin, implements_at(of, interface));
  }

  // What the interface implements, the type says that it implements too.
  void check_ancestors(const type& of, const type& interface) {
    for (const named_type_use& use : interface.interfaces) {
      if (found_.is_full()) return;
      if (implemented_.contains(use.named)) continue;
      std::vector<place> places = implements_at(interface, *use.named);
      std::ranges::copy(implements_at(of, interface), std::back_inserter(places));
      found_.add(use.named == &of ? "type " + of.name + " cannot implement " + interface.name +
                                        ", which implements " + of.name + " itself"
                                  : "type " + of.name + " implements " + interface.name +
                                        " and so must implement " + use.named->name + " too",
                 of.origin, places);
    }
  }

  void check_fields(const type& of, const type& interface) {
    for (const field& wanted : interface.fields) {
      if (found_.is_full()) return;
      const field* given = find(fields_, of, of.fields, wanted.name);
      if (given == nullptr) {
        std::vector<place> places = {wanted.at.self};
        places.insert(places.end(), of.at.begin(), of.at.end());
        found_.add("type " + of.name + " needs the field \"" + wanted.name +
                       "\" of its interface " + interface.name,
                   of.origin, places);
        continue;
      }
      const std::string field = "field " + field_name(of, *given);
      if (!is_subtype(given->type, wanted.type)) {
        found_.add(field + " of type " + to_text(given->type) + " must be of type " +
                       to_text(wanted.type) + " or a part of it, as " +
                       field_name(interface, wanted),
                   of.origin, {wanted.at.type, given->at.type});
      }
      check_arguments(of, *given, interface, wanted);
      if (given->deprecation && !wanted.deprecation) {
        found_.add(field + " cannot be deprecated while " + field_name(interface, wanted) +
                       " is not; deprecate that too",
                   of.origin, {given->at.deprecation, given->at.type});
      }
    }
  }

  void check_arguments(const type& of, const field& given, const type& interface,
                       const field& wanted) {
    const std::string field = field_name(of, given);
    for (const input_value& argument : wanted.arguments) {
      const input_value* same = find_argument(given, argument.name);
      if (same == nullptr) {
        found_.add("field " + field + " needs the " +
                       argument_name(field_name(interface, wanted), argument),
                   of.origin, {argument.at.self, given.at.self});
      } else if (same->type != argument.type) {
        found_.add(argument_name(field, *same) + " of type " + to_text(same->type) +
                       " must be of type " + to_text(argument.type) + ", as " +
                       argument_name(field_name(interface, wanted), argument),
                   of.origin, {argument.at.type, same->at.type});
      }
    }
    for (const input_value& argument : given.arguments) {
      if (!argument.is_required() || find_argument(wanted, argument.name) != nullptr) continue;
      found_.add(argument_name(field, argument) + " cannot be required, as " +
                     field_name(interface, wanted) +
                     " has no such argument; give it a default value or make it nullable",
                 of.origin, {argument.at.self, wanted.at.self});
    }
  }

  findings& found_;
  std::unordered_set<const type*> implemented_;  // by the type under check
  std::unordered_map<const type*, table<field>> fields_;
  std::unordered_map<const field*, table<input_value>> arguments_;
};

}  // namespace

void check_interfaces(findings& found, const schema& checked) {
  interface_checker checker(found);
  for (const type& one : checked.types()) checker.check(one);
}

}  // namespace fraiseql::schema
