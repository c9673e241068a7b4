// source: where a value comes from when a prepared operation runs: written in the
// document, or inside one of the request's variables. Plans and statements hold
// sources, never a request's values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "json/value.hpp"

namespace fraiseql::json {

// Into the coerced value of variable number `variable` (in the order of their
// definitions): at each step an index into a list's items or an object's members.
struct variable_path {
  std::uint32_t variable = 0;
  std::vector<std::uint32_t> steps = {};
  friend bool operator==(const variable_path&, const variable_path&) = default;
};

using source = std::variant<value, variable_path>;

// A request's variables after coercion, in the order of their definitions; nullopt is
// a variable that was not provided and has no default.
using variables = std::vector<std::optional<value>>;

// The value a source stands for, or nullptr where its variable was not provided. The
// steps must fit: the operation was made from variables of the same structure.
const value* resolve(const source& from, const variables& values);

// For explain: the constant as JSON, or `$0`, `$1.2.3`.
std::string to_text(const source& from);

}  // namespace fraiseql::json
