// declared_variables: the request's `variables` against the operation's definitions.
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
  std::optional<json::value> coerce(const schema::type_reference& type, const json::item& given) {
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
                                       const json::item& given) {
    const std::size_t length = path_.size();
    path_ += step;
    auto made = coerce(type, given);
    path_.resize(length);
    return made;
  }

  std::optional<json::value> coerce_list(const schema::type_reference& type,
                                         const json::item& given) {
    json::array made;
    if (given.is() != json::form::list) {
      auto only = coerce(type.item(), given);
      if (!only) return {};
      made.push_back(std::move(*only));
      return json::value(std::move(made));
    }
    bool well = true;
    std::size_t place = 0;
    given.each_item([&](const json::item& one) {
      auto item = coerce_at("[" + std::to_string(place++) + "]", type.item(), one);
      well = well && item.has_value();
      if (well) made.push_back(std::move(*item));
      return !is_full();
    });
    if (!well) return {};
    return json::value(std::move(made));
  }

  std::optional<json::value> coerce_object(const schema::type& type, const json::item& given) {
    if (given.is() != json::form::members) {
      refuse("expected an object of type " + type.name + ", not " + std::string(given.kind_name()) +
             (suggests_ ? schema::how_to_write(type) : ""));
      return {};
    }
    bool well = refuse_unknown_fields(type, given);
    json::object made;
    for (const schema::input_value& field : type.input_fields) {
      if (is_full()) return {};
      const auto value = given.find(field.name);
      if (!value && !field.is_required()) {
        if (field.default_value) made.emplace_back(field.name, *field.default_value);
        continue;
      }
      auto coerced = coerce_at("." + field.name, field.type, value ? *value : json::item());
      well = well && coerced.has_value();
      if (well) made.emplace_back(field.name, std::move(*coerced));
    }
    if (type.is_one_of) well = check_one_of(type, given) && well;
    if (!well) return {};
    return json::value(std::move(made));
  }

  // As in graphql-js the first field's null is an error of its own.
  bool check_one_of(const schema::type& type, const json::item& members) {
    std::size_t known = 0;
    bool is_null = false;
    members.each_member([&](std::string_view name, const json::item& value) {
      if (type.find_input_field(name) == nullptr) return true;
      is_null = is_null || (known == 0 && value.is_null());
      ++known;
      return true;
    });
    if (known != 1) refuse("expected exactly one field of " + type.name);
    if (is_null) refuse("the one field of " + type.name + " must not be null");
    return known == 1 && !is_null;
  }

  bool refuse_unknown_fields(const schema::type& type, const json::item& members) {
    bool well = true;
    members.each_member([&](std::string_view name, const json::item&) {
      if (is_full()) return well = false;
      if (type.find_input_field(name) != nullptr) return true;
      // Names of the schema are short; a longer one is not worth repeating.
      constexpr std::size_t max_shown = 128;
      refuse((name.size() > max_shown ? "a field that is"
                                      : "the field \"" + std::string(name) + "\" is") +
             " unknown to " + type.name + (suggests_ ? schema::hint_for_unknown(type, name) : ""));
      well = false;
      return true;
    });
    return well;
  }

  const language::document& document_;
  const language::variable_definition_node& variable_;
  const bool suggests_;
  errors& errors_;
  std::string path_;
};

// Whether no value that is right can make it another operation: neither null, nor absent, and of
// a scalar that is looked at only when it is sent.
bool is_fixed(const schema::type_reference& type, const language::variable_definition_node& of) {
  return type.is_non_null() && of.default_value == nullptr &&
         type.named->kind == schema::type_kind::scalar &&
         (type.is_list() || type.named->scalar != schema::scalar_kind::boolean);
}

// A request's variables by their names. Few are looked for one by one; of many a table is made, so
// that what a request costs does not grow with their product.
class given_variables {
 public:
  given_variables(const json::item& members, std::size_t declared) : members_(members) {
    constexpr std::size_t few_comparisons = 1024;
    is_indexed_ = members.size() * declared > few_comparisons;
    if (!is_indexed_) return;
    members.each_member([this](std::string_view name, const json::item& value) {
      by_name_.emplace(name, value);
      return true;
    });
  }

  [[nodiscard]] std::optional<json::item> find(std::string_view name) const {
    if (!is_indexed_) return members_.find(name);
    const auto found = by_name_.find(std::string(name));
    return found == by_name_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  json::item members_;
  bool is_indexed_ = false;
  std::unordered_map<std::string, json::item> by_name_ = {};
};

std::size_t weight_of(const json::value& value) {
  std::size_t bytes = sizeof(value);
  if (const auto* text = value.get<std::string>()) bytes += text->size();
  if (const auto* digits = value.get<json::number>()) bytes += digits->text.size();
  if (const auto* items = value.get<json::array>()) {
    for (const json::value& item : *items) bytes += weight_of(item);
  }
  if (const auto* members = value.get<json::object>()) {
    for (const auto& [name, member] : *members) {
      bytes += sizeof(json::member) + name.size() + weight_of(member);
    }
  }
  return bytes;
}

}  // namespace

declared_variables::declared_variables(const validated_document& document,
                                       const language::operation_node& operation)
    : document_(&document) {
  declarations_.reserve(operation.variables.size());
  for (const language::variable_definition_node& variable : operation.variables) {
    declarations_.push_back(declare(variable));
  }
}

declared_variables::declaration declared_variables::declare(
    const language::variable_definition_node& variable) const {
  declaration made{.node = &variable, .type = variable_type(document_->schema(), variable.type)};
  if (!made.type) return made;
  made.is_cursor = document_->is_cursor(variable.name.text);
  made.has_fixed_structure = !made.is_cursor && is_fixed(*made.type, variable);
  if (variable.default_value == nullptr) return made;
  auto by_default = schema::coerce_literal(*made.type, *variable.default_value);
  if (by_default) {
    made.by_default = std::move(by_default).value();
  } else {
    made.bad_default = by_default.error().message;
  }
  return made;
}

// The variable's value; nullopt where it was not provided or something was wrong.
std::optional<json::value> declared_variables::coerce_one(const declaration& variable,
                                                          const std::optional<json::item>& given,
                                                          errors& into) const {
  coercer coercer(*document_, *variable.node, into);
  if (!variable.type) {
    coercer.report("has a type that no argument takes");
    return {};
  }
  if (given) return coercer.coerce(*variable.type, *given);
  if (variable.node->default_value != nullptr) {
    if (!variable.by_default) {
      coercer.report("has an invalid default value: " + variable.bad_default);
    }
    return variable.by_default;
  }
  if (variable.type->is_non_null()) {
    coercer.report("of type \"" + to_text(*variable.type) + "\" is required but was not provided");
  }
  return {};
}

result<json::variables, errors> declared_variables::coerce(const json::item& variables) const {
  if (variables.is() != json::form::members && !variables.is_null()) {
    return failed(errors{{.message = "variables must be an object or null, not " +
                                     std::string(variables.kind_name()),
                          .code = error_code::bad_user_input}});
  }
  const given_variables given(variables, declarations_.size());
  errors wrong;
  json::variables coerced;
  coerced.reserve(declarations_.size());
  for (const declaration& variable : declarations_) {
    coerced.push_back(coerce_one(variable, given.find(variable.node->name.text), wrong));
    if (wrong.size() >= max_errors) break;
  }
  if (!wrong.empty()) return failed(std::move(wrong));
  return coerced;
}

std::size_t declared_variables::weight() const {
  std::size_t bytes = sizeof(*this);
  for (const declaration& one : declarations_) {
    bytes += sizeof(one) + one.bad_default.size();
    if (one.by_default) bytes += weight_of(*one.by_default);
  }
  return bytes;
}

result<json::variables, errors> coerce_variables(const validated_document& document,
                                                 const language::operation_node& operation,
                                                 const json::item& variables) {
  return declared_variables(document, operation).coerce(variables);
}

}  // namespace fraiseql::validation
