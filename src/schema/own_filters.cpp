// The filters that belong to a root field itself: what the program or the text says is a value of
// the field's `where`, as a client would write it, and must be a whole one. A condition that says
// nothing would let more rows through than its author thinks.
#include <algorithm>

#include "schema/assembly.hpp"
#include "schema/leaf.hpp"
#include "schema/literal.hpp"

namespace fraiseql::schema {
namespace {

class coercion {
 public:
  // Throws nothing; what is wrong is said once, with the way to it.
  result<json::value> coerce(const type_reference& type, const json::value& given) {
    if (given.is_null())
      return refuse("null is no condition; {isNull: true} asks for what is null");
    if (type.is_list()) return coerce_list(type, given);
    if (type.named->kind == type_kind::input_object) return coerce_object(*type.named, given);
    auto made = coerce_leaf(*type.named, given);
    if (!made) return refuse(made.error().message + made.error().hint);
    return made;
  }

 private:
  [[nodiscard]] failed<failure> refuse(const std::string& what) const {
    return failed{failure{path_ + ": " + what}};
  }

  result<json::value> coerce_at(const std::string& step, const type_reference& type,
                                const json::value& given) {
    const std::size_t length = path_.size();
    path_ += step;
    auto made = coerce(type, given);
    path_.resize(length);
    return made;
  }

  result<json::value> coerce_list(const type_reference& type, const json::value& given) {
    json::array made;
    const auto* items = given.get<json::array>();
    if (items == nullptr) {
      FRAISEQL_TRY(only, coerce(type.item(), given));
      made.push_back(std::move(only));
      return json::value(std::move(made));
    }
    // AND of nothing lets every row through.
    if (items->empty() && type.named->kind == type_kind::input_object) {
      return refuse("an empty list says no condition; leave it out");
    }
    for (std::size_t i = 0; i < items->size(); ++i) {
      FRAISEQL_TRY(item, coerce_at("[" + std::to_string(i) + "]", type.item(), (*items)[i]));
      made.push_back(std::move(item));
    }
    return json::value(std::move(made));
  }

  result<json::value> coerce_object(const type& type, const json::value& given) {
    const auto* members = given.get<json::object>();
    if (members == nullptr) {
      return refuse("expected an object of type " + type.name + how_to_write(type));
    }
    if (members->empty()) return refuse("{} says no condition; write one, or leave it out");
    json::object made;
    for (const auto& [name, value] : *members) {
      const input_value* field = type.find_input_field(name);
      if (field == nullptr) {
        return refuse("the field \"" + name + "\" is unknown to " + type.name +
                      hint_for_unknown(type, name));
      }
      const auto* items = value.get<json::array>();
      if (field->filter == filter_operator::not_in && items != nullptr && items->empty()) {
        return refuse("notIn: [] says no condition; leave it out");
      }
      FRAISEQL_TRY(coerced, coerce_at("." + name, field->type, value));
      made.emplace_back(name, std::move(coerced));
    }
    // By name, so that a filter is the same statement however it and the schema are spelled.
    std::ranges::sort(made, {}, &json::member::first);
    return json::value(std::move(made));
  }

  std::string path_ = "where";
};

}  // namespace

// Once all types are whole.
void assembly::coerce_own_filters() {
  for (const auto& root : from_.root_fields_) {
    const auto* declared = std::get_if<find_declaration>(&root);
    if (declared == nullptr || declared->where.is_null()) continue;
    field* made = nullptr;
    for (field& one : find("Query")->fields) {
      if (one.name == declared->name) made = &one;
    }
    const input_value* where = made == nullptr ? nullptr : made->find_argument("where");
    auto* binding = made == nullptr ? nullptr : std::get_if<find_binding>(&made->binding);
    if (binding == nullptr || where == nullptr || where->type.named == nullptr) continue;
    auto coerced = coercion().coerce(where->type, declared->where);
    if (coerced) {
      binding->where = std::move(*coerced);
    } else {
      error("the filter of field \"" + declared->name + "\" is wrong at " + coerced.error().message,
            declared->origin, places_of(declared->where_at));
    }
  }
}

}  // namespace fraiseql::schema
