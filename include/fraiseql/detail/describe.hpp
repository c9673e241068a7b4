// Whether a type describes itself, and how: by a static member function, or by a function
// in its namespace. Nothing here may be called `describe`, so that only the user's are found.
#pragma once

#include <type_traits>

#include "fraiseql/detail/notes.hpp"

namespace fraiseql::api {

template <class T>
class type;

namespace detail {

template <class T>
concept describes_itself = requires(type<T>& notes) { T::describe(notes); };

template <class T>
concept is_described = requires(type<T>& notes) { describe(notes); };

// With a second base that has the name, the name is ambiguous where T has it too, whether
// or not it can be used.
struct name_of_describe {
  int describe;
};
template <class T>
struct name_probe : T, name_of_describe {};

template <class T>
concept has_data_called_describe = std::is_member_object_pointer_v<decltype(&T::describe)>;

// A `describe` that we could not call must not be passed over.
template <class T>
constexpr bool has_misfit_describe() {
  if constexpr (std::is_final_v<T> || describes_itself<T> || has_data_called_describe<T>) {
    return false;
  } else {
    return !requires { &name_probe<T>::describe; };
  }
}

// Defined in type.hpp.
template <class T>
void take_notes(type_notes& into);

template <class T>
constexpr void (*notes_of())(type_notes&) {
  if constexpr (std::is_class_v<T>) {
    if constexpr (describes_itself<T>) return &take_notes<T>;
  }
  if constexpr (is_described<T>) return &take_notes<T>;
  return nullptr;
}

}  // namespace detail
}  // namespace fraiseql::api
