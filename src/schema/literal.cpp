// Checking and coercing follow the same rules; a check reports everything that is wrong, in
// the order of graphql-js. Both go as deep as the parser lets values nest.
//
// Coercing a constant literal follows its type, not its syntax: a single value where a
// list is expected becomes a list of one (3.12 "Input Coercion"), an input object gets
// its fields in the order of their declaration with defaults filled in (3.10).
#include "schema/literal.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "base/text.hpp"
#include "json/write.hpp"
#include "language/printer.hpp"
#include "schema/leaf.hpp"

namespace fraiseql::schema {
namespace {

using language::value_kind;
using language::value_node;

result<json::value> coerce_list(const type_reference& type, const value_node& node) {
  json::array items;
  if (node.kind != value_kind::list) {
    FRAISEQL_TRY(only, coerce_literal(type.item(), node));
    items.push_back(std::move(only));
  } else {
    for (const value_node& item : node.items) {
      FRAISEQL_TRY(made, coerce_literal(type.item(), item));
      items.push_back(std::move(made));
    }
  }
  return json::value(std::move(items));
}

result<json::value> coerce_object(const type& type, const value_node& node) {
  if (node.kind != value_kind::object) {
    return failed(failure{"expected an object of type " + type.name});
  }
  json::object members;
  for (const input_value& field : type.input_fields) {
    if (const auto* given = find_field(node, field.name)) {
      FRAISEQL_TRY(made, coerce_literal(field.type, given->value));
      members.emplace_back(field.name, std::move(made));
    } else if (field.default_value) {
      members.emplace_back(field.name, *field.default_value);
    } else if (field.is_required()) {
      return failed(
          failure{"the required field \"" + field.name + "\" of " + type.name + " is missing"});
    }
  }
  return json::value(std::move(members));
}

// How much of a client's text an error message repeats.
constexpr std::size_t max_literal_shown = 100;

class literal_checker {
 public:
  explicit literal_checker(const literal_report& report) : report_(report) {}

  void check(const type_reference& type, const value_node& node) {
    if (node.kind == value_kind::variable || step_ == next_step::stop) return;
    if (node.kind == value_kind::null) {
      if (type.is_non_null()) {
        report("expected a value of type \"" + to_text(type) + "\", found null", "", node.offset);
      }
    } else if (type.is_list()) {
      check_list(type.item(), node);
    } else if (type.named->kind == type_kind::input_object) {
      check_object(*type.named, node);
    } else if (type.named->is_leaf()) {
      check_leaf(*type.named, node);
    }
  }

 private:
  void report(const std::string& message, const std::string& hint, std::uint32_t offset) {
    if (step_ == next_step::go_on) step_ = report_(message, hint, offset);
  }

  void check_leaf(const type& leaf, const value_node& node) {
    // Nothing is known of such a scalar, so it takes everything, with variables inside.
    if (leaf.scalar == scalar_kind::other && leaf.kind == type_kind::scalar && !leaf.refuses_nul) {
      return;
    }
    const auto made = coerce_leaf(leaf, node);
    if (!made.ok()) report(made.error().message, made.error().hint, node.offset);
  }

  void check_list(const type_reference& item, const value_node& node) {
    if (node.kind != value_kind::list) return check(item, node);
    for (const value_node& one : node.items) check(item, one);
  }

  void check_object(const type& type, const value_node& node) {
    if (node.kind != value_kind::object) {
      report("expected an object of type \"" + type.name + "\", found " +
                 language::print(node).substr(0, max_literal_shown),
             how_to_write(type), node.offset);
      return;
    }
    struct given_field {
      const value_node* value = nullptr;
      bool is_known = false;
    };
    std::unordered_map<std::string_view, given_field> all;
    for (const language::object_field_node& one : node.fields) all[one.name.text] = {&one.value};
    for (const input_value& declared : type.input_fields) {
      const auto found = all.find(declared.name);
      if (found != all.end()) {
        found->second.is_known = true;
        check(declared.type, *found->second.value);
      } else if (declared.is_required()) {
        report("field \"" + declared.name + "\" of type \"" + to_text(declared.type) +
                   "\" is required in an object of type \"" + type.name + "\"",
               "", node.offset);
      }
    }
    std::size_t known = 0;
    bool has_null = false;
    for (const language::object_field_node& one : node.fields) {
      if (all[one.name.text].is_known) {
        ++known;
        has_null = has_null || one.value.kind == value_kind::null;
      } else {
        refuse_unknown(type, one.name);
      }
    }
    if (type.is_one_of && (known != 1 || has_null)) {
      report("an object of type \"" + type.name +
                 "\" must have exactly one field, with a value that is not null",
             "", node.offset);
    }
  }

  void refuse_unknown(const type& type, const language::name_node& field) {
    if (step_ == next_step::stop) return;
    report("unknown field \"" + std::string(field.text.substr(0, max_literal_shown)) +
               "\" in an object of type \"" + type.name + "\"",
           hint_for_unknown(type, field.text), field.offset);
  }

  const literal_report& report_;
  next_step step_ = next_step::go_on;
};

}  // namespace

void check_literal(const type_reference& type, const value_node& node,
                   const literal_report& report) {
  literal_checker(report).check(type, node);
}

literal_survey survey(const value_node& node) {
  literal_survey found{.values = 1, .has_variable = node.kind == value_kind::variable};
  const auto add = [&found](const value_node& inner) {
    const literal_survey of = survey(inner);
    found.values += of.values;
    found.has_variable = found.has_variable || of.has_variable;
  };
  for (const value_node& item : node.items) add(item);
  for (const language::object_field_node& field : node.fields) add(field.value);
  return found;
}

const language::object_field_node* find_field(const value_node& object, std::string_view name) {
  const auto found = std::ranges::find_if(
      object.fields,
      [&](const language::object_field_node& field) { return field.name.text == name; });
  return found == object.fields.end() ? nullptr : &*found;
}

std::string hint_for_unknown(const type& input, std::string_view field) {
  std::vector<std::string_view> known;
  for (const input_value& one : input.input_fields) known.emplace_back(one.name);
  const std::string hint = did_you_mean(field, known);
  return hint.empty() ? how_to_write(input) : hint;
}

std::string how_to_write(const type& input) {
  for (const input_value& one : input.input_fields) {
    if (one.role != input_role::filter_value) continue;
    if (one.filter == filter_operator::eq) return "; write {eq: ...}";
    if (one.filter == filter_operator::some) {
      return "; write {some: {...}}, {every: {...}} or {none: {...}}";
    }
  }
  return {};
}

result<json::value> coerce_literal(const type_reference& type, const value_node& node) {
  if (node.kind == value_kind::null) {
    if (type.is_non_null()) {
      return failed(failure{"expected a non-null " + to_text(type.nullable())});
    }
    return json::value(json::null{});
  }
  if (type.is_list()) return coerce_list(type, node);
  if (type.named->kind == type_kind::input_object) {
    return coerce_object(*type.named, node);
  }
  return coerce_leaf(*type.named, node);
}

std::string literal_text(const json::value& value, const type_reference& of) {
  if (const auto* text = value.get<std::string>();
      text != nullptr && of.named->kind == type_kind::enumeration) {
    return *text;
  }
  std::string out;
  if (const auto* items = value.get<json::array>()) {
    for (const json::value& item : *items) {
      out += out.empty() ? "[" : ", ";
      out += literal_text(item, of.is_list() ? of.item() : of);
    }
    return out.empty() ? "[]" : out + "]";
  }
  if (const auto* members = value.get<json::object>()) {
    for (const auto& [name, member] : *members) {
      const input_value* definition = of.named->find_input_field(name);
      out += out.empty() ? "{ " : ", ";
      out += name + ": " + literal_text(member, definition != nullptr ? definition->type : of);
    }
    return out.empty() ? "{}" : out + " }";
  }
  json::write(out, value);
  return out;
}

}  // namespace fraiseql::schema
