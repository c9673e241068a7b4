// condition: which rows a find<T> is about, as a small value at run time.
//
// The templates of fraiseql/field.hpp check the types and make one; frontend/code/conditions.cpp
// makes of it the filter that a client would write.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "fraiseql/detail/carry.hpp"
#include "fraiseql/detail/tables.hpp"

namespace fraiseql::api::detail {

// A value of the program, with what is needed to look into it.
struct constant {
  const value* type;
  const writer* by;
  std::shared_ptr<const void> held;
};

template <class T>
constant constant_of(T given) {
  return {&value_of<T>, &writer_of<T>, std::make_shared<const T>(std::move(given))};
}

// Members as they are spelled in C++, from the row inwards.
struct member_path {
  const char* const* names = nullptr;
  std::size_t size = 0;
};

struct condition {
  const char* word = "";  // "AND", "OR", "NOT", or an operator of a filter
  member_path of = {};    // of an operator
  constant given = {};    // of an operator but `some`, `every` and `none`
  std::vector<condition> parts = {};
};

// Of AND and OR there is one for any number of parts.
condition joined(const char* word, condition left, condition right);
condition negated(condition of);
condition quantified(const char* word, member_path list, condition of);

// Throws std::invalid_argument where it is a null pointer.
std::string text_of(const char* text);

// A condition on the members of a T. To move it copies it: what was moved from would have no
// parts, and so hold for every row.
template <class T>
struct condition_on {
  condition_on(condition of) : is(std::move(of)) {}
  condition_on(const condition_on&) = default;
  condition_on& operator=(const condition_on&) = default;

  condition is;
};

template <class Left, class Right>
condition_on<Left> operator&&(condition_on<Left> left, condition_on<Right> right) {
  static_assert(std::is_same_v<Left, Right>,
                "fraiseql: these conditions are on members of different structs");
  return joined("AND", std::move(left.is), std::move(right.is));
}

template <class Left, class Right>
condition_on<Left> operator||(condition_on<Left> left, condition_on<Right> right) {
  static_assert(std::is_same_v<Left, Right>,
                "fraiseql: these conditions are on members of different structs");
  return joined("OR", std::move(left.is), std::move(right.is));
}

template <class T>
condition_on<T> operator!(condition_on<T> of) {
  return negated(std::move(of.is));
}

}  // namespace fraiseql::api::detail
