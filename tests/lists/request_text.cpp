#include "lists/request_text.hpp"

#include "json/write.hpp"

namespace fraiseql::lists {

std::string request_text::variable(const std::string& type, const json::value* given) {
  const std::string name = "v" + std::to_string(++count_);
  declared_ += "$" + name + ": " + type + " ";
  if (given != nullptr) variables_.emplace_back(name, *given);
  return "$" + name;
}

std::string request_text::value(const std::string& type, const std::string& literal,
                                const json::value& given) {
  return random_.chance(by_variable_) ? variable(type, &given) : literal;
}

std::string request_text::number(std::size_t given) {
  const std::string digits = std::to_string(given);
  return value("Int", digits, json::number{digits});
}

std::string request_text::string(const std::string& given) {
  return value("String", to_literal(given), given);
}

std::string request_text::absent(const std::string& type) {
  if (!random_.chance(by_variable_)) return "null";
  const json::value none = json::null{};
  return variable(type, random_.chance(50) ? &none : nullptr);
}

std::string request_text::order(const std::string& type, const ordering& by) {
  if (random_.chance(by_variable_ / 2)) {
    const json::value whole = to_json(by);
    return variable("[" + type + "!]", &whole);
  }
  std::string text;
  for (const order_key& key : by) {
    std::string one = to_text(key);
    if (random_.chance(by_variable_ / 2)) {
      const json::value given = to_json(key);
      one = variable(type + "!", &given);
    } else if (random_.chance(by_variable_ / 2)) {
      const json::value given = std::string(to_string(key.towards));
      one.replace(one.rfind(": ") + 2, to_string(key.towards).size(),
                  variable("OrderDirection!", &given));
    }
    text += (text.empty() ? "" : ", ") + one;
  }
  // One value stands for a list of it.
  const bool may_stand_alone = by.size() == 1 && !text.starts_with('$');
  return may_stand_alone && random_.chance(20) ? text : "[" + text + "]";
}

execution::request request_text::finish(const std::string& selected) const {
  return {.document =
              "query" + (declared_.empty() ? "" : "(" + declared_ + ")") + " { " + selected + " }",
          .variables = variables_};
}

std::string to_literal(const json::value& given) {
  std::string text;
  if (const auto* items = given.get<json::array>()) {
    for (const json::value& one : *items) text += (text.empty() ? "" : ", ") + to_literal(one);
    return "[" + text + "]";
  }
  if (const auto* members = given.get<json::object>()) {
    for (const auto& [name, value] : *members) {
      text += (text.empty() ? "" : ", ") + name + ": " + to_literal(value);
    }
    return "{" + text + "}";
  }
  return json::to_text(given);
}

}  // namespace fraiseql::lists
