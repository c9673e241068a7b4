// enumeration: the table of a user's scoped enum.
//
// The compiler prints a pack of all values from 0 to 63 at once; those that have a name are
// printed by it, the others as casts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "fraiseql/detail/describe.hpp"
#include "fraiseql/detail/names.hpp"
#include "fraiseql/detail/tables.hpp"

namespace fraiseql::api::detail {

// Values from 0 on that are looked at; others have to be described.
template <class Enumeration>
inline constexpr std::size_t values_looked_at =
    std::is_same_v<std::underlying_type_t<Enumeration>, bool> ? 2 : 64;

template <auto... Values>
constexpr const char* pretty_values() {
  return __PRETTY_FUNCTION__;
}

template <class Enumeration, std::size_t... Numbers>
constexpr slice printed_values(std::index_sequence<Numbers...>) {
  const slice all = argument(pretty_values<static_cast<Enumeration>(Numbers)...>());
  return {all.begin + 1, all.size - 2};  // without the brackets around it
}

struct named_values {
  slice names[64] = {};
  std::int64_t numbers[64] = {};
  std::size_t size = 0;
  std::size_t characters = 0;  // with a zero behind each name
  bool are_graphql_names = true;
};

constexpr bool contains(slice text, char wanted) {
  for (std::size_t i = 0; i < text.size; ++i) {
    if (text.begin[i] == wanted) return true;
  }
  return false;
}

// The names in `blog::Status::draft, (blog::Status)1`.
constexpr named_values split(slice printed) {
  named_values found;
  std::int64_t number = 0;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t i = 0; i <= printed.size; ++i) {
    const char c = i < printed.size ? printed.begin[i] : ',';
    if (c == '(' || c == '<' || c == '{') ++depth;
    if (c == ')' || c == '>' || c == '}') --depth;
    if (c != ',' || depth != 0) continue;
    const slice name = last_identifier({printed.begin + begin, i - begin});
    if (!contains(name, ')')) {
      found.are_graphql_names = found.are_graphql_names && is_graphql_name(name);
      found.names[found.size] = name;
      found.numbers[found.size++] = number;
      found.characters += name.size + 1;
    }
    ++number;
    begin = i + 2;
  }
  return found;
}

template <class Enumeration>
inline constexpr named_values values_of =
    split(printed_values<Enumeration>(std::make_index_sequence<values_looked_at<Enumeration>>{}));

template <std::size_t Size>
constexpr text<Size> copy_names(const named_values& from) {
  text<Size> copied;
  std::size_t at = 0;
  for (std::size_t i = 0; i < from.size; ++i, ++at) {
    for (std::size_t j = 0; j < from.names[i].size; ++j) {
      copied.characters[at++] = from.names[i].begin[j];
    }
  }
  return copied;
}

template <class Enumeration>
inline constexpr auto value_names_text =
    copy_names<values_of<Enumeration>.characters>(values_of<Enumeration>);

template <std::size_t Size>
struct enumerators {
  enumerator values[Size == 0 ? 1 : Size] = {};
};

template <class Enumeration>
constexpr auto list_values() {
  constexpr const named_values& named = values_of<Enumeration>;
  enumerators<named.size> list;
  std::size_t at = 0;
  for (std::size_t i = 0; i < named.size; ++i) {
    list.values[i] = {&value_names_text<Enumeration>.characters[at], named.numbers[i]};
    at += named.names[i].size + 1;
  }
  return list;
}

template <class Enumeration>
inline constexpr auto enumerators_of = list_values<Enumeration>();

template <class Enumeration>
inline constexpr enumeration enumeration_table{.name = type_name_text<Enumeration>.characters,
                                               .path = type_path_text<Enumeration>.characters,
                                               .values = enumerators_of<Enumeration>.values,
                                               .size = values_of<Enumeration>.size,
                                               .describe = notes_of<Enumeration>()};

template <class Enumeration>
const enumeration& enumeration_of() {
  constexpr bool named = is_graphql_name(type_name<Enumeration>);
  static_assert(named,
                "fraiseql: an enum's name is not a GraphQL name; use ASCII letters, digits and "
                "underscores");
  static_assert(values_of<Enumeration>.are_graphql_names,
                "fraiseql: an enumerator's name is not a GraphQL name; use ASCII letters, digits "
                "and underscores");
  return enumeration_table<Enumeration>;
}

}  // namespace fraiseql::api::detail
