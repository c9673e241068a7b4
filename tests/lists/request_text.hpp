// request_text: a document in the making, and its variables. What has a value may stand in the
// document or come by a variable.
#pragma once

#include <string>

#include "execution/request.hpp"
#include "filters/random_source.hpp"
#include "json/value.hpp"
#include "lists/ordering.hpp"

namespace fraiseql::lists {

class request_text {
 public:
  // Borrowed. `by_variable` of 100 values come by variables.
  explicit request_text(filters::random_source& random, std::size_t by_variable = 40)
      : random_(random), by_variable_(by_variable) {}

  // The text that stands for a value of that type: itself or a variable.
  std::string value(const std::string& type, const std::string& literal, const json::value& given);
  std::string number(std::size_t given);
  std::string string(const std::string& given);
  // Null, or a variable that is null or not provided.
  std::string absent(const std::string& type);
  // The whole by a variable, or each key, or each direction.
  std::string order(const std::string& type, const ordering& by);
  std::string variable(const std::string& type, const json::value* given);

  [[nodiscard]] execution::request finish(const std::string& selected) const;

 private:
  filters::random_source& random_;
  std::size_t by_variable_;
  std::string declared_ = {};
  json::object variables_ = {};
  std::size_t count_ = 0;
};

// A value of input without enumerations, as a document has it.
std::string to_literal(const json::value& given);

}  // namespace fraiseql::lists
