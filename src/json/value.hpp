// value: a JSON value in memory, for what is small and not on the hot path:
// request variables, default values, log fields.
//
// Numbers keep their text, so no digit is lost between the client and PostgreSQL.
// Objects keep the order in which their members came. Documents of the database
// never become a value; the transform carries their bytes (transform/).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace fraiseql::json {

struct null {
  friend bool operator==(const null&, const null&) = default;
};

// The text of a number as RFC 8259 spells it.
struct number {
  std::string text;
  friend bool operator==(const number&, const number&) = default;
};

struct value;
using array = std::vector<value>;
using member = std::pair<std::string, value>;
using object = std::vector<member>;

struct value : std::variant<null, bool, number, std::string, array, object> {
  using variant::variant;
  value(const char* text) : variant(std::string(text)) {}  // a char* must not become a bool

  [[nodiscard]] bool is_null() const { return std::holds_alternative<null>(*this); }
  // The alternative asked for, or nullptr.
  template <class T>
  [[nodiscard]] const T* get() const {
    return std::get_if<T>(static_cast<const variant*>(this));
  }
  // The member of that name if this is an object that has it, else nullptr.
  [[nodiscard]] const value* find(std::string_view name) const;
};

// "null", "a boolean", "a number", "a string", "a list" or "an object", for messages.
std::string_view kind_name(const value& v);

}  // namespace fraiseql::json
