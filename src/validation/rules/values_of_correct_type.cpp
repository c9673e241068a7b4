// ValuesOfCorrectType: literals are what their place expects (specification, sections
// 5.6.1 "Values of Correct Type", 5.6.2 "Input Object Field Names" and 5.6.4 "Input
// Object Required Fields", and 3.10.1 for oneOf). Leaves are coercion's to judge; a
// variable is VariablesInAllowedPosition's.
#include <algorithm>

#include "language/printer.hpp"
#include "validation/coercion.hpp"
#include "validation/rules.hpp"

namespace fraiseql::validation {
namespace {

using language::object_field_node;
using language::value_kind;
using language::value_node;

// Recursion as deep as the parser lets values nest.
class value_checker {
 public:
  explicit value_checker(context& context) : context_(context) {}

  void check(const value_node& node, const schema::type_reference& type) {
    if (node.kind == value_kind::variable || context_.is_full()) return;
    if (node.kind == value_kind::null) {
      if (type.is_non_null()) {
        context_.report("expected a value of type " + quoted(to_text(type)) + ", found null",
                        {node.offset});
      }
    } else if (type.is_list()) {
      check_list(node, type.item());
    } else if (type.named->kind == schema::type_kind::input_object) {
      check_object(node, *type.named);
    } else if (auto coerced = coerce_leaf(*type.named, node); !coerced.ok()) {
      context_.report(coerced.error().message, {node.offset});
    }
  }

 private:
  // A value that is no list stands for a list of that one value (3.12).
  void check_list(const value_node& node, const schema::type_reference& item) {
    if (node.kind != value_kind::list) return check(node, item);
    for (const value_node& one : node.items) check(one, item);
  }

  void check_object(const value_node& node, const schema::type& type) {
    if (node.kind != value_kind::object) {
      context_.report("expected an object of type " + quoted(type.name) + ", found " +
                          std::string(language::print(node).substr(0, 100)),
                      {node.offset});
      return;
    }
    // The last of a name, as in a map; UniqueInputFieldNames reports the others.
    std::unordered_map<std::string_view, const object_field_node*> given;
    for (const object_field_node& field : node.fields) given[field.name.text] = &field;
    for (const schema::input_value& declared : type.input_fields) {
      const auto found = given.find(declared.name);
      if (found != given.end()) {
        check(found->second->value, declared.type);
      } else if (declared.is_required()) {
        context_.report("field " + quoted(declared.name) + " of type " +
                            quoted(to_text(declared.type)) + " is required in an object of type " +
                            quoted(type.name),
                        {node.offset});
      }
    }
    check_known(node, type);
    if (type.is_one_of) check_one_of(node, type);
  }

  void check_known(const value_node& node, const schema::type& type) {
    for (const object_field_node& field : node.fields) {
      if (type.find_input_field(field.name.text) != nullptr) continue;
      std::vector<std::string_view> known;
      for (const schema::input_value& one : type.input_fields) known.emplace_back(one.name);
      context_.report("unknown field " + quoted(field.name.text) + " in an object of type " +
                          quoted(type.name) + context_.suggest(field.name.text, known),
                      {field.name.offset});
    }
  }

  void check_one_of(const value_node& node, const schema::type& type) {
    std::size_t known = 0;
    bool has_null = false;
    for (const object_field_node& field : node.fields) {
      if (type.find_input_field(field.name.text) == nullptr) continue;
      ++known;
      has_null = has_null || field.value.kind == value_kind::null;
    }
    if (known == 1 && !has_null) return;
    context_.report("an object of type " + quoted(type.name) +
                        " must have exactly one field, with a value that is not null",
                    {node.offset});
  }

  context& context_;
};

}  // namespace

void values_of_correct_type(context& context) {
  value_checker checker(context);
  for (const value_use& use : context.values) checker.check(*use.node, use.type);
}

}  // namespace fraiseql::validation
