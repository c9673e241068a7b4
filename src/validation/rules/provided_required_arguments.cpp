// ProvidedRequiredArguments, and ProvidedRequiredArgumentsOnDirectives for type systems
// (specification, section 5.4.3 "Required Arguments"). An argument given as null counts as
// given; ValuesOfCorrectType refuses the null.
#include <unordered_set>

#include "validation/rules.hpp"

namespace fraiseql::validation {
namespace {

class provided_arguments {
 public:
  explicit provided_arguments(const arguments_use& use) : use_(use) {}

  // True once a name: a document may define an argument twice.
  bool lack(std::string_view name) {
    if (given_.empty()) {
      for (const language::argument_node& node : use_.nodes) given_.insert(node.name.text);
    }
    return given_.insert(name).second;
  }

 private:
  const arguments_use& use_;
  std::unordered_set<std::string_view> given_;
};

void report(context& context, const arguments_use& use, std::string_view name,
            std::string_view type) {
  context.report(
      "argument " + quoted(name) + " of type " + quoted(type) + " is required on " + use.describe(),
      {use.offset});
}

}  // namespace

void provided_required_arguments(context& context) {
  for (const arguments_use& use : context.arguments) {
    provided_arguments provided(use);
    if (use.field != nullptr) {
      for (const schema::input_value& one : use.field->arguments) {
        if (one.is_required() && provided.lack(one.name)) {
          report(context, use, one.name, to_text(one.type));
        }
      }
    } else if (use.directive != nullptr) {
      for (const directive_argument& one : use.directive->arguments) {
        if (!one.required_type.empty() && provided.lack(one.name)) {
          report(context, use, one.name, one.required_type);
        }
      }
    }
  }
}

}  // namespace fraiseql::validation
