// coerce_variables: the request's `variables` against the operation's definitions.
//
// One coercer walks one variable's value along its type and carries the path as text.
// A wrong value is noted and the walk goes on with its neighbours, so that a client
// sees all that is wrong at once, up to max_errors.
#include "validation/coercion.hpp"

#include <optional>
#include <unordered_map>

#include "schema/leaf.hpp"
#include "schema/literal.hpp"
#include "validation/variable_type.hpp"

namespace fraiseql::validation {
namespace {

using errors = std::vector<graphql_error>;

class coercer {
 public:
  coercer(const validated_document& document, const language::variable_definition_node& variable,
          errors& into)
      : document_(document.document()),
        variable_(variable),
        suggests_(document.options().suggestions == suggestions::shown),
        errors_(into),
        path_(variable.name.text) {}

  // nullopt where something was wrong, which is then among the errors.
  std::optional<json::value> coerce(const schema::type_reference& type, const json::value& given) {
    if (given.is_null()) {
      if (!type.is_non_null()) return json::value(json::null{});
      refuse("expected a non-null " + to_text(type.nullable()));
      return {};
    }
    if (type.is_list()) return coerce_list(type, given);
    if (type.named->kind == schema::type_kind::input_object) {
      return coerce_object(*type.named, given);
    }
    auto leaf = schema::coerce_leaf(*type.named, given);
    if (leaf) return std::move(leaf).value();
    refuse(leaf.error().message + (suggests_ ? leaf.error().hint : ""));
    return {};
  }

  void refuse(const std::string& what) {
    const bool inside = path_.size() > variable_.name.text.size();
    report("got an invalid value" + (inside ? " at \"" + path_ + "\": " : ": ") + what);
  }

  // `what` completes the sentence that the variable begins.
  void report(const std::string& what) {
    if (is_full()) return;
    errors_.push_back({.message = "variable \"$" + std::string(variable_.name.text) + "\" " + what,
                       .code = error_code::bad_user_input,
                       .locations = {document_.location(variable_.offset)}});
  }

 private:
  [[nodiscard]] bool is_full() const { return errors_.size() >= max_errors; }

  std::optional<json::value> coerce_at(std::string_view step, const schema::type_reference& type,
                                       const json::value& given) {
    const std::size_t length = path_.size();
    path_ += step;
    auto made = coerce(type, given);
    path_.resize(length);
    return made;
  }

  std::optional<json::value> coerce_list(const schema::type_reference& type,
                                         const json::value& given) {
    json::array made;
    const auto* items = given.get<json::array>();
    if (items == nullptr) {
      auto only = coerce(type.item(), given);
      if (!only) return {};
      made.push_back(std::move(*only));
      return json::value(std::move(made));
    }
    bool well = true;
    for (std::size_t i = 0; i < items->size() && !is_full(); ++i) {
      auto item = coerce_at("[" + std::to_string(i) + "]", type.item(), (*items)[i]);
      well = well && item.has_value();
      if (well) made.push_back(std::move(*item));
    }
    if (!well) return {};
    return json::value(std::move(made));
  }

  std::optional<json::value> coerce_object(const schema::type& type, const json::value& given) {
    const auto* members = given.get<json::object>();
    if (members == nullptr) {
      refuse("expected an object of type " + type.name + ", not " +
             std::string(json::kind_name(given)) + (suggests_ ? schema::how_to_write(type) : ""));
      return {};
    }
    bool well = refuse_unknown_fields(type, *members);
    json::object made;
    for (const schema::input_value& field : type.input_fields) {
      if (is_full()) return {};
      const json::value* value = given.find(field.name);
      if (value == nullptr && !field.is_required()) {
        if (field.default_value) made.emplace_back(field.name, *field.default_value);
        continue;
      }
      auto coerced = coerce_at("." + field.name, field.type,
                               value == nullptr ? json::value(json::null{}) : *value);
      well = well && coerced.has_value();
      if (well) made.emplace_back(field.name, std::move(*coerced));
    }
    if (type.is_one_of) well = check_one_of(type, *members) && well;
    if (!well) return {};
    return json::value(std::move(made));
  }

  // As in graphql-js the first field's null is an error of its own.
  bool check_one_of(const schema::type& type, const json::object& members) {
    std::size_t known = 0;
    bool is_null = false;
    for (const auto& [name, value] : members) {
      if (type.find_input_field(name) == nullptr) continue;
      is_null = is_null || (known == 0 && value.is_null());
      ++known;
    }
    if (known != 1) refuse("expected exactly one field of " + type.name);
    if (is_null) refuse("the one field of " + type.name + " must not be null");
    return known == 1 && !is_null;
  }

  bool refuse_unknown_fields(const schema::type& type, const json::object& members) {
    bool well = true;
    for (const auto& [name, value] : members) {
      if (is_full()) return false;
      if (type.find_input_field(name) != nullptr) continue;
      // Names of the schema are short; a longer one is not worth repeating.
      constexpr std::size_t max_shown = 128;
      refuse((name.size() > max_shown ? "a field that is" : "the field \"" + name + "\" is") +
             " unknown to " + type.name + (suggests_ ? schema::hint_for_unknown(type, name) : ""));
      well = false;
    }
    return well;
  }

  const language::document& document_;
  const language::variable_definition_node& variable_;
  const bool suggests_;
  errors& errors_;
  std::string path_;
};

// The variable's value; nullopt where it was not provided or something was wrong.
std::optional<json::value> coerce_variable(const validated_document& document,
                                           const language::variable_definition_node& variable,
                                           const json::value* given, errors& into) {
  coercer coercer(document, variable, into);
  const auto type = variable_type(document.schema(), variable.type);
  if (!type) {
    coercer.report("has a type that no argument takes");
    return {};
  }
  if (given != nullptr) return coercer.coerce(*type, *given);
  if (variable.default_value != nullptr) {
    auto made = schema::coerce_literal(*type, *variable.default_value);
    if (made) return std::move(made).value();
    coercer.report("has an invalid default value: " + made.error().message);
  } else if (type->is_non_null()) {
    coercer.report("of type \"" + to_text(*type) + "\" is required but was not provided");
  }
  return {};
}

}  // namespace

result<json::variables, errors> coerce_variables(const validated_document& document,
                                                 const language::operation_node& operation,
                                                 const json::value& variables) {
  const auto* members = variables.get<json::object>();
  if (members == nullptr && !variables.is_null()) {
    return failed(errors{{.message = "variables must be an object or null, not " +
                                     std::string(json::kind_name(variables)),
                          .code = error_code::bad_user_input}});
  }
  std::unordered_map<std::string_view, const json::value*> given;
  if (members != nullptr) {
    for (const auto& [name, value] : *members) given.emplace(name, &value);
  }
  errors wrong;
  json::variables coerced;
  for (const language::variable_definition_node& variable : operation.variables) {
    const auto found = given.find(variable.name.text);
    coerced.push_back(
        coerce_variable(document, variable, found == given.end() ? nullptr : found->second, wrong));
    if (wrong.size() >= max_errors) break;
  }
  if (!wrong.empty()) return failed(std::move(wrong));
  return coerced;
}

}  // namespace fraiseql::validation
