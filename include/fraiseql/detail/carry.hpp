// carry: the writers and readers of C++ types, which frontend/code/ carries values with.
//
// A writer looks into a value; a reader fills an empty one. They are made only for the types
// of functions that work with data, because each costs object code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "fraiseql/detail/bindings.hpp"
#include "fraiseql/detail/count.hpp"
#include "fraiseql/detail/tables.hpp"
#include "fraiseql/detail/value.hpp"

namespace fraiseql::api::detail {

template <class T>
const structure_writer& structure_writer_of();
template <class T>
const structure_reader& structure_reader_of();
template <class T>
constexpr writer make_writer();
template <class T>
constexpr reader make_reader();

template <class T>
inline constexpr writer writer_of = make_writer<T>();
template <class T>
inline constexpr reader reader_of = make_reader<T>();

template <class T>
void with_new(void (*use)(void*, void*), void* state) {
  T made{};
  use(&made, state);
}

template <class T, class Indexes>
struct carriers;
template <class T, std::size_t... Indexes>
struct carriers<T, std::index_sequence<Indexes...>> {
  template <std::size_t Index>
  using member = std::remove_cvref_t<decltype(*member_pointer<T, Index>().pointer)>;

  static constexpr const writer* writers[] = {&writer_of<member<Indexes>>...};
  static constexpr const reader* readers[] = {&reader_of<member<Indexes>>...};

  static void locate(const void* object, const void** addresses) {
    const auto pointers = bindings<sizeof...(Indexes)>::of(*static_cast<const T*>(object));
    ((addresses[Indexes] = at<Indexes>(pointers).pointer), ...);
  }
};

template <class T>
using carriers_of = carriers<T, std::make_index_sequence<member_count<T>>>;

template <class T>
inline constexpr structure_writer structure_writer_table{&carriers_of<T>::locate,
                                                         carriers_of<T>::writers};
template <class T>
inline constexpr structure_reader structure_reader_table{&carriers_of<T>::locate,
                                                         carriers_of<T>::readers, &with_new<T>};

template <class T>
const structure_writer& structure_writer_of() {
  return structure_writer_table<T>;
}
template <class T>
const structure_reader& structure_reader_of() {
  // Its members are written one by one, which a constant must never be.
  static_assert(std::is_move_assignable_v<T>,
                "fraiseql: a struct inside an input, arguments, a struct with a computed field or "
                "one that is fetched cannot be filled; remove const from its members");
  return structure_reader_table<T>;
}

// What an item of std::vector<bool> is looked up in, since it has no address.
inline constexpr bool truth_values[] = {false, true};

template <class T>
struct operations;

template <class T>
struct operations<std::optional<T>> {
  using optional = std::optional<T>;
  static const void* held(const void* of) {
    const auto& inside = *static_cast<const optional*>(of);
    return inside.has_value() ? &*inside : nullptr;
  }
  static void* emplace(void* of, std::size_t) { return &static_cast<optional*>(of)->emplace(); }
  static void clear(void* of) { static_cast<optional*>(of)->reset(); }
};

template <class T, class Allocator>
struct operations<std::vector<T, Allocator>> {
  using list = std::vector<T, Allocator>;
  static std::size_t size(const void* of) { return static_cast<const list*>(of)->size(); }
  static const void* item(const void* of, std::size_t index) {
    const list& items = *static_cast<const list*>(of);
    if constexpr (std::is_same_v<T, bool>) {
      return &truth_values[items[index] ? 1 : 0];
    } else {
      return &items[index];
    }
  }
  static void clear(void* of) { static_cast<list*>(of)->clear(); }
  static bool append(void* of, bool (*fill)(void*, void*), void* state) {
    list& items = *static_cast<list*>(of);
    if constexpr (std::is_same_v<T, bool>) {
      bool made = false;
      const bool is_filled = fill(&made, state);
      if (is_filled) items.push_back(made);
      return is_filled;
    } else {
      return fill(&items.emplace_back(), state);
    }
  }
};

template <class... Alternatives>
struct operations<std::variant<Alternatives...>> {
  using variant = std::variant<Alternatives...>;
  static constexpr structure_writer_function writers[] = {&structure_writer_of<Alternatives>...};
  static constexpr structure_reader_function readers[] = {&structure_reader_of<Alternatives>...};

  static std::size_t index(const void* of) { return static_cast<const variant*>(of)->index(); }
  static const void* held(const void* of) {
    const void* found = nullptr;
    const auto* inside = static_cast<const variant*>(of);
    ((found = found != nullptr ? found : std::get_if<Alternatives>(inside)), ...);
    return found;
  }
  static void* emplace(void* of, std::size_t index) {
    auto* inside = static_cast<variant*>(of);
    void* made = nullptr;
    std::size_t at = 0;
    ((made = at++ == index ? &inside->template emplace<Alternatives>() : made), ...);
    return made;
  }
};

template <class T>
std::string write_custom(const void* value) {
  return scalar<T>::write(*static_cast<const T*>(value));
}
template <class T>
void read_custom(void* into, std::string_view text) {
  *static_cast<T*>(into) = scalar<T>::read(text);
}

template <class T>
std::int64_t number_of(const void* enumerator) {
  return static_cast<std::int64_t>(*static_cast<const T*>(enumerator));
}
template <class T>
void set_number(void* enumerator, std::int64_t number) {
  *static_cast<T*>(enumerator) = static_cast<T>(number);
}

template <class T>
constexpr writer make_writer() {
  constexpr kind is = value_of<T>.is;
  if constexpr (is == kind::custom) {
    return {.text = &write_custom<T>};
  } else if constexpr (is == kind::enumeration) {
    return {.number = &number_of<T>};
  } else if constexpr (is == kind::structure) {
    return {.structure = &structure_writer_of<T>};
  } else if constexpr (is == kind::optional) {
    return {.inner = &writer_of<typename T::value_type>, .held = &operations<T>::held};
  } else if constexpr (is == kind::list) {
    return {.inner = &writer_of<typename T::value_type>,
            .size = &operations<T>::size,
            .item = &operations<T>::item};
  } else if constexpr (is == kind::variant) {
    return {.alternatives = operations<T>::writers,
            .held = &operations<T>::held,
            .size = &operations<T>::index};
  } else {
    return {};
  }
}

template <class T>
constexpr reader make_reader() {
  constexpr kind is = value_of<T>.is;
  if constexpr (is == kind::custom) {
    return {.text = &read_custom<T>, .with_new = &with_new<T>};
  } else if constexpr (is == kind::enumeration) {
    return {.number = &set_number<T>};
  } else if constexpr (is == kind::structure) {
    return {.structure = &structure_reader_of<T>};
  } else if constexpr (is == kind::optional) {
    return {.inner = &reader_of<typename T::value_type>,
            .emplace = &operations<T>::emplace,
            .clear = &operations<T>::clear};
  } else if constexpr (is == kind::list) {
    return {.inner = &reader_of<typename T::value_type>,
            .clear = &operations<T>::clear,
            .append = &operations<T>::append};
  } else if constexpr (is == kind::variant) {
    return {.alternatives = operations<T>::readers, .emplace = &operations<T>::emplace};
  } else {
    return {};
  }
}

}  // namespace fraiseql::api::detail
