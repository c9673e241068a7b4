// Each list of the two schemas is matched by name; what was removed, kept and added is
// looked at in turn. Arguments of fields, arguments of directives and input fields differ
// only in the names of their changes (`input_words`).
#include "schema/diff.hpp"

#include <algorithm>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/arena.hpp"
#include "base/check.hpp"
#include "language/parser.hpp"
#include "language/printer.hpp"
#include "schema/natural_order.hpp"

namespace fraiseql::schema {
namespace {

// The changes of a list of input values.
struct input_words {
  std::string_view thing;
  std::string_view removed;
  std::string_view type_changed;
  std::string_view default_changed;
  std::string_view required_added;
  std::string_view optional_added;  // empty where that is safe
};
constexpr input_words field_arguments = {"argument",           "ARG_REMOVED",
                                         "ARG_CHANGED_KIND",   "ARG_DEFAULT_VALUE_CHANGE",
                                         "REQUIRED_ARG_ADDED", "OPTIONAL_ARG_ADDED"};
constexpr input_words directive_arguments = {"argument",
                                             "DIRECTIVE_ARG_REMOVED",
                                             "ARG_CHANGED_KIND",
                                             "ARG_DEFAULT_VALUE_CHANGE",
                                             "REQUIRED_DIRECTIVE_ARG_ADDED",
                                             ""};
constexpr input_words input_object_fields = {"input field",
                                             "FIELD_REMOVED",
                                             "FIELD_CHANGED_KIND",
                                             "INPUT_FIELD_DEFAULT_VALUE_CHANGE",
                                             "REQUIRED_INPUT_FIELD_ADDED",
                                             "OPTIONAL_INPUT_FIELD_ADDED"};

std::string quoted(std::string_view name) { return '"' + std::string(name) + '"'; }

std::string_view kind_with_article(type_kind kind) {
  switch (kind) {
    case type_kind::scalar: return "a scalar";
    case type_kind::object: return "an object";
    case type_kind::interface: return "an interface";
    case type_kind::union_of: return "a union";
    case type_kind::enumeration: return "an enum";
    case type_kind::input_object: return "an input object";
  }
  FRAISEQL_CHECK(false);
}

bool has_same_shape(const type_reference& a, const type_reference& b) {
  return a.list_depth == b.list_depth && a.named->name == b.named->name;
}
// What was never null must not become so.
bool is_safe_output(const type_reference& before, const type_reference& after) {
  return has_same_shape(before, after) && (before.non_null & ~after.non_null) == 0;
}
// What could be null must stay so.
bool is_safe_input(const type_reference& before, const type_reference& after) {
  return is_safe_output({after.named, after.list_depth, after.non_null},
                        {before.named, before.list_depth, before.non_null});
}

std::string sorted_text(const language::value_node& value) {
  std::string text;
  const char* lead = "";
  if (value.kind == language::value_kind::list) {
    for (const auto& item : value.items) text += std::exchange(lead, ", ") + sorted_text(item);
    return '[' + text + ']';
  }
  if (value.kind != language::value_kind::object) return language::print(value);
  for (const auto* one : in_natural_order(value.fields)) {
    text += std::exchange(lead, ", ");
    text += one->name.text;
    text += ": " + sorted_text(one->value);
  }
  return "{ " + text + " }";
}

// The order of an object's fields makes no difference.
std::string sorted_default(const input_value& of) {
  arena memory;
  constexpr std::size_t any = std::numeric_limits<std::size_t>::max();  // it was read before
  const auto literal = language::parse_constant(
      of.default_text, memory, {.document_bytes = any, .tokens = any, .syntax_depth = any});
  return literal ? sorted_text(*literal) : of.default_text;
}

class comparison {
 public:
  std::vector<schema_change> compare(const schema& before, const schema& after) {
    match(
        before.types(), after.types(),
        [this](const type& one) {
          const bool is_unused = one.is_built_in;  // such a scalar leaves with its last use
          add_breaking("TYPE_REMOVED", one.name,
                       is_unused ? "the scalar " + quoted(one.name) + " is no longer used"
                                 : "the type " + quoted(one.name) + " was removed");
        },
        [this](const type& one, const type& other) { compare(one, other); }, [](const type&) {});
    match(
        before.directives(), after.directives(),
        [this](const directive& one) {
          add_breaking("DIRECTIVE_REMOVED", '@' + one.name,
                       "the directive " + quoted('@' + one.name) + " was removed");
        },
        [this](const directive& one, const directive& other) { compare(one, other); },
        [](const directive&) {});
    return std::move(changes_);
  }

 private:
  // Of two lists of things with names.
  template <class List, class Removed, class Kept, class Added>
  static void match(const List& before, const List& after, Removed removed, Kept kept,
                    Added added) {
    const auto by_name = [](const List& list) {
      std::unordered_map<std::string_view, const typename List::value_type*> all;
      for (const auto& one : list) all.emplace(name_of(one), &one);
      return all;
    };
    const auto old_ones = by_name(before);
    const auto new_ones = by_name(after);
    for (const auto& one : before) {
      if (!new_ones.contains(name_of(one))) removed(one);
    }
    for (const auto& one : before) {
      const auto found = new_ones.find(name_of(one));
      if (found != new_ones.end()) kept(one, *found->second);
    }
    for (const auto& one : after) {
      if (!old_ones.contains(name_of(one))) added(one);
    }
  }

  void add(severity how, std::string_view kind, std::string coordinate, std::string message) {
    changes_.push_back({how, std::string(kind), std::move(coordinate), std::move(message)});
  }
  void add_breaking(std::string_view kind, std::string coordinate, std::string message) {
    add(severity::breaking, kind, std::move(coordinate), std::move(message));
  }
  void add_dangerous(std::string_view kind, std::string coordinate, std::string message) {
    add(severity::dangerous, kind, std::move(coordinate), std::move(message));
  }

  void compare(const type& before, const type& after) {
    if (before.kind != after.kind) {
      add_breaking("TYPE_CHANGED_KIND", before.name,
                   "the type " + quoted(before.name) + " changed from " +
                       std::string(kind_with_article(before.kind)) + " to " +
                       std::string(kind_with_article(after.kind)));
      return;
    }
    // What the kind has no use for is empty.
    compare_values(before, after);
    compare_members(before, after);
    compare_inputs(before.input_fields, after.input_fields, input_object_fields, before.name + '.',
                   "");
    compare_fields(before, after);
    compare_interfaces(before, after);
  }

  void compare_values(const type& before, const type& after) {
    const auto coordinate = [&](const enum_value& one) { return before.name + '.' + one.name; };
    match(
        before.values, after.values,
        [&](const enum_value& one) {
          add_breaking("VALUE_REMOVED_FROM_ENUM", coordinate(one),
                       "the enum value " + quoted(coordinate(one)) + " was removed");
        },
        [](const enum_value&, const enum_value&) {},
        [&](const enum_value& one) {
          add_dangerous("VALUE_ADDED_TO_ENUM", coordinate(one),
                        "the enum value " + quoted(coordinate(one)) + " was added");
        });
  }

  void compare_members(const type& before, const type& after) {
    match(
        before.members, after.members,
        [&](const named_type_use& one) {
          add_breaking("TYPE_REMOVED_FROM_UNION", before.name,
                       quoted(one.named->name) + " is no longer a member of the union " +
                           quoted(before.name));
        },
        [](const named_type_use&, const named_type_use&) {},
        [&](const named_type_use& one) {
          add_dangerous(
              "TYPE_ADDED_TO_UNION", before.name,
              quoted(one.named->name) + " is now a member of the union " + quoted(before.name));
        });
  }

  void compare_interfaces(const type& before, const type& after) {
    match(
        before.interfaces, after.interfaces,
        [&](const named_type_use& one) {
          add_breaking("IMPLEMENTED_INTERFACE_REMOVED", before.name,
                       quoted(before.name) + " no longer implements the interface " +
                           quoted(one.named->name));
        },
        [](const named_type_use&, const named_type_use&) {},
        [&](const named_type_use& one) {
          add_dangerous(
              "IMPLEMENTED_INTERFACE_ADDED", before.name,
              quoted(before.name) + " now implements the interface " + quoted(one.named->name));
        });
  }

  void compare_fields(const type& before, const type& after) {
    const auto coordinate = [&](const field& one) { return before.name + '.' + one.name; };
    match(
        before.fields, after.fields,
        [&](const field& one) {
          add_breaking("FIELD_REMOVED", coordinate(one),
                       "the field " + quoted(coordinate(one)) + " was removed");
        },
        [&](const field& one, const field& other) {
          compare_inputs(one.arguments, other.arguments, field_arguments, coordinate(one) + '(',
                         ":)");
          if (is_safe_output(one.type, other.type)) return;
          add_type_change("FIELD_CHANGED_KIND", "field", coordinate(one), one.type, other.type);
        },
        [](const field&) {});
  }

  void compare(const directive& before, const directive& after) {
    const std::string coordinate = '@' + before.name;
    compare_inputs(before.arguments, after.arguments, directive_arguments, coordinate + '(', ":)");
    if (before.is_repeatable && !after.is_repeatable) {
      add_breaking("DIRECTIVE_REPEATABLE_REMOVED", coordinate,
                   "the directive " + quoted(coordinate) + " is no longer repeatable");
    }
    match(
        before.locations, after.locations,
        [&](const std::string& one) {
          add_breaking(
              "DIRECTIVE_LOCATION_REMOVED", coordinate,
              "the directive " + quoted(coordinate) + " is no longer allowed on " + quoted(one));
        },
        [](const std::string&, const std::string&) {}, [](const std::string&) {});
  }

  // The coordinate of each is its name with `lead` before and `tail` behind it.
  void compare_inputs(const std::vector<input_value>& before, const std::vector<input_value>& after,
                      const input_words& words, const std::string& lead, const std::string& tail) {
    const auto coordinate = [&](const input_value& one) { return lead + one.name + tail; };
    const std::string thing(words.thing);
    match(
        before, after,
        [&](const input_value& one) {
          add_breaking(words.removed, coordinate(one),
                       "the " + thing + ' ' + quoted(coordinate(one)) + " was removed");
        },
        [&](const input_value& one, const input_value& other) {
          compare(one, other, words, coordinate(one));
        },
        [&](const input_value& one) {
          const std::string message = thing + ' ' + quoted(coordinate(one)) + " was added";
          if (one.is_required()) {
            add_breaking(words.required_added, coordinate(one), "the required " + message);
          } else if (!words.optional_added.empty()) {
            add_dangerous(words.optional_added, coordinate(one), "the optional " + message);
          }
        });
  }

  void compare(const input_value& before, const input_value& after, const input_words& words,
               const std::string& coordinate) {
    if (!is_safe_input(before.type, after.type)) {
      return add_type_change(words.type_changed, words.thing, coordinate, before.type, after.type);
    }
    if (!before.has_default()) return;
    const std::string what = "the default value of " + quoted(coordinate);
    if (!after.has_default()) {
      return add_dangerous(words.default_changed, coordinate, what + " was removed");
    }
    if (before.default_text == after.default_text) return;
    const std::string was = sorted_default(before);
    const std::string is = sorted_default(after);
    if (was == is) return;
    add_dangerous(words.default_changed, coordinate, what + " changed from " + was + " to " + is);
  }

  void add_type_change(std::string_view kind, std::string_view thing, const std::string& coordinate,
                       const type_reference& before, const type_reference& after) {
    add_breaking(kind, coordinate,
                 "the " + std::string(thing) + ' ' + quoted(coordinate) +
                     " changed its type from " + quoted(to_text(before)) + " to " +
                     quoted(to_text(after)));
  }

  std::vector<schema_change> changes_;
};

}  // namespace

std::vector<schema_change> compare(const schema& before, const schema& after) {
  return comparison().compare(before, after);
}

}  // namespace fraiseql::schema
