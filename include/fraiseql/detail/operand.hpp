// operand: what a member is compared as, and what the operators of a field<> take for it.
#pragma once

#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "fraiseql/detail/condition.hpp"
#include "fraiseql/detail/value.hpp"
#include "fraiseql/scalars.hpp"

namespace fraiseql::api::detail {

template <class T>
struct without_optional {
  using type = T;
};
template <class T>
struct without_optional<std::optional<T>> {
  using type = T;
};
template <class T>
using present = typename without_optional<std::remove_cv_t<T>>::type;

// Of what is no list: itself.
template <class T>
struct item_of {
  using type = T;
};
template <class T, class Allocator>
struct item_of<std::vector<T, Allocator>> {
  using type = present<T>;
};

template <class T, class... Types>
inline constexpr bool is_one_of = (std::is_same_v<T, Types> || ...);

template <class T>
inline constexpr bool is_text = is_one_of<T, std::string, email_address, url>;

template <class T>
inline constexpr bool is_ordered =
    is_text<T> || (std::is_arithmetic_v<T> && !std::is_same_v<T, bool>) ||
    is_one_of<T, decimal, timestamp, date, time, duration>;

// What clients can order by, too.
template <class T>
inline constexpr bool is_sortable = leaf_of<T>.name != nullptr && !is_one_of<T, json, vector>;

// What a filter compares as a whole.
template <class T>
inline constexpr bool is_comparable =
    !is_optional<T> && !is_variant<T> && !is_user_struct<T>() && !std::is_same_v<T, vector>;
template <class T, class Allocator>
inline constexpr bool is_comparable<std::vector<T, Allocator>> =
    !is_vector<present<T>> && is_comparable<present<T>> && !std::is_same_v<present<T>, json>;

template <class T>
inline constexpr bool is_list_of_leaves = is_vector<T> && is_comparable<T>;
template <class T>
inline constexpr bool is_list_of_structs =
    is_vector<T> && is_user_struct<typename item_of<T>::type>();

// What a member is compared as. No item of a filter is null.
template <class T>
struct compared_as {
  using type = T;
};
template <class T, class Allocator>
struct compared_as<std::vector<T, Allocator>> {
  using type = std::vector<present<T>>;
};

// Whether a value may stand for a Wanted: no number that it might not hold exactly, no
// character for a number, and no pointer for a bool or a text that is not there.
template <class Given, class Wanted>
constexpr bool fits() {
  if constexpr (std::is_same_v<Given, Wanted>) {
    return true;
  } else if constexpr (std::is_arithmetic_v<Wanted>) {
    return std::is_arithmetic_v<Given> && std::is_signed_v<Given> &&
           !is_one_of<Given, char, wchar_t> && !std::is_same_v<Wanted, bool> &&
           (std::is_integral_v<Given> || std::is_floating_point_v<Wanted>) &&
           std::numeric_limits<Given>::digits <= std::numeric_limits<Wanted>::digits;
  } else {
    constexpr bool is_a_text = std::is_same_v<Wanted, std::string> &&
                               std::is_convertible_v<const Given&, std::string_view>;
    return !std::is_null_pointer_v<Given> &&
           (is_a_text || std::is_convertible_v<const Given&, Wanted>);
  }
}

template <class Wanted, class Given>
Wanted checked(const Given& value) {
  static_assert(fits<Given, Wanted>(),
                "fraiseql: a field is compared with a value of its own type, or one that it holds "
                "exactly; null is asked for by is_null()");
  constexpr bool is_pointer_to_text =
      std::is_same_v<Wanted, std::string> && std::is_convertible_v<const Given&, const char*>;
  if constexpr (fits<Given, Wanted>() && is_pointer_to_text) {
    return text_of(value);
  } else if constexpr (fits<Given, Wanted>()) {
    return static_cast<Wanted>(value);
  }
}

// A value that an operator takes; those of one list may be of different types.
template <class T>
struct one_value {
  template <class Given>
  one_value(Given value) : held(checked<T>(value)) {}
  template <class First, class Second, class... Rest>
  one_value(First, Second, Rest...) {
    static_assert(std::is_void_v<First>, "fraiseql: values stand in one pair of braces");
  }

  T held;
};

// A list of values that an operator takes: `{...}` or a std::vector.
template <class T>
struct values {
  using item = std::conditional_t<is_vector<T>, values<typename item_of<T>::type>, one_value<T>>;

  values(std::initializer_list<item> all) {
    for (const item& one : all) held.push_back(one.held);
  }
  template <class List>
  values(const List& all) {
    constexpr bool is_list = std::is_same_v<List, std::vector<T>>;
    static_assert(is_list,
                  "fraiseql: a list of values is `{...}` or a std::vector of the field's own type, "
                  "its items without std::optional");
    if constexpr (is_list) held = all;
  }

  std::vector<T> held;
};

}  // namespace fraiseql::api::detail
