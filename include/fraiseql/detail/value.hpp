// value: the table of a C++ type that a member or a result may have, and the sentences for
// those that have no place in GraphQL.
//
// value_of<T> is the door. How values are read and written is not here (carry.hpp).
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

#include "fraiseql/detail/enumeration.hpp"
#include "fraiseql/detail/names.hpp"
#include "fraiseql/detail/tables.hpp"
#include "fraiseql/scalars.hpp"

namespace fraiseql::api::detail {

inline constexpr std::size_t maximum_list_depth = 7;

template <class T>
const structure& structure_of();

// What the framework itself makes of a type; no name where that is nothing.
struct leaf {
  kind is = kind::text;
  const char* name = nullptr;
};
template <class T>
inline constexpr leaf leaf_of{};
template <>
inline constexpr leaf leaf_of<bool>{kind::boolean, "Boolean"};
template <>
inline constexpr leaf leaf_of<std::int32_t>{kind::int32, "Int"};
template <>
inline constexpr leaf leaf_of<std::int64_t>{kind::int64, "BigInt"};
template <>
inline constexpr leaf leaf_of<float>{kind::float32, "Float"};
template <>
inline constexpr leaf leaf_of<double>{kind::float64, "Float"};
template <>
inline constexpr leaf leaf_of<std::string>{kind::string, "String"};
template <>
inline constexpr leaf leaf_of<id>{kind::text, "ID"};
template <>
inline constexpr leaf leaf_of<uuid>{kind::text, "UUID"};
template <>
inline constexpr leaf leaf_of<timestamp>{kind::text, "DateTime"};
template <>
inline constexpr leaf leaf_of<date>{kind::text, "Date"};
template <>
inline constexpr leaf leaf_of<time>{kind::text, "Time"};
template <>
inline constexpr leaf leaf_of<duration>{kind::text, "Duration"};
template <>
inline constexpr leaf leaf_of<decimal>{kind::text, "Decimal"};
template <>
inline constexpr leaf leaf_of<json>{kind::text, "JSON"};
template <>
inline constexpr leaf leaf_of<email_address>{kind::text, "EmailAddress"};
template <>
inline constexpr leaf leaf_of<url>{kind::text, "URL"};
template <>
inline constexpr leaf leaf_of<ip_address>{kind::text, "IPAddress"};
template <>
inline constexpr leaf leaf_of<cidr>{kind::text, "CIDR"};
template <>
inline constexpr leaf leaf_of<mac_address>{kind::text, "MACAddress"};
template <>
inline constexpr leaf leaf_of<ltree>{kind::text, "LTree"};
template <>
inline constexpr leaf leaf_of<vector>{kind::numbers, "Vector"};
template <>
inline constexpr leaf leaf_of<date_range>{kind::text, "DateRange"};
template <>
inline constexpr leaf leaf_of<int_range>{kind::text, "IntRange"};
template <>
inline constexpr leaf leaf_of<big_int_range>{kind::text, "BigIntRange"};
template <>
inline constexpr leaf leaf_of<decimal_range>{kind::text, "DecimalRange"};
template <>
inline constexpr leaf leaf_of<timestamp_range>{kind::text, "DateTimeRange"};

// Every struct of scalars.hpp is reached by its only member, the text or the numbers.
static_assert(sizeof(id) == sizeof(std::string) && std::is_standard_layout_v<id>);
static_assert(sizeof(vector) == sizeof(std::vector<float>) && std::is_standard_layout_v<vector>);

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
inline constexpr bool is_vector = false;
template <class T, class Allocator>
inline constexpr bool is_vector<std::vector<T, Allocator>> = true;

template <class T>
concept is_custom_scalar = requires { sizeof(scalar<T>); };

template <class T>
concept is_whole_scalar = requires(const T& made, T& given, const char*& name) {
  name = scalar<T>::name;
  given = scalar<T>::read(std::string_view());
  std::string(scalar<T>::write(made));
};

// Of the standard library or a union: an aggregate perhaps, but not one of the user's.
template <class T>
constexpr bool is_user_struct() {
  if constexpr (!std::is_class_v<T> || !std::is_aggregate_v<T> || leaf_of<T>.name != nullptr ||
                is_custom_scalar<T>) {
    return false;
  } else {
    constexpr slice path = argument(pretty_type<T>());
    return !(path.size > 5 && path.begin[0] == 's' && path.begin[1] == 't' &&
             path.begin[2] == 'd' && path.begin[3] == ':' && path.begin[4] == ':');
  }
}

template <class T>
struct alternatives_of {
  static constexpr bool are_structs = false;
};
template <class... Alternatives>
struct alternatives_of<std::variant<Alternatives...>> {
  static constexpr bool are_structs = (is_user_struct<Alternatives>() && ...);
  static constexpr structure_function functions[] = {&structure_of<Alternatives>...};
};

template <class T>
inline constexpr bool is_variant = false;
template <class... Alternatives>
inline constexpr bool is_variant<std::variant<Alternatives...>> = true;

template <class... Types>
inline constexpr bool are_distinct = true;
template <class First, class... Rest>
inline constexpr bool are_distinct<First, Rest...> =
    (!std::is_same_v<First, Rest> && ...) && are_distinct<Rest...>;
template <class... Types>
inline constexpr bool are_distinct<std::variant<Types...>> = are_distinct<Types...>;

template <class T>
constexpr const char* description_of() {
  if constexpr (requires { scalar<T>::description; }) return scalar<T>::description;
  return nullptr;
}

template <class T>
constexpr const char* specification_of() {
  if constexpr (requires { scalar<T>::specified_by; }) return scalar<T>::specified_by;
  return nullptr;
}

template <class T>
std::string normalise(std::string_view text) {
  return scalar<T>::write(scalar<T>::read(text));
}

template <class T>
inline constexpr custom_scalar custom_scalar_of{scalar<T>::name, description_of<T>(),
                                                specification_of<T>(), type_path_text<T>.characters,
                                                &normalise<T>};

template <class T>
constexpr value make_value();

template <class T>
inline constexpr value value_of = make_value<T>();

template <class T>
constexpr value make_wrapper() {
  if constexpr (is_optional<T>) {
    using held = typename T::value_type;
    static_assert(!is_optional<held>,
                  "fraiseql: a std::optional of a std::optional is no GraphQL type; GraphQL knows "
                  "one null, use one std::optional");
    if constexpr (is_optional<held>) {
      return value_of<held>;
    } else {
      return {.is = kind::optional, .inner = &value_of<held>};
    }
  } else {
    return {.is = kind::list, .inner = &value_of<typename T::value_type>};
  }
}

template <class T>
constexpr value make_variant() {
  static_assert(alternatives_of<T>::are_structs,
                "fraiseql: a std::variant is a GraphQL union, whose members are objects; use "
                "plain structs as its alternatives");
  static_assert(are_distinct<T>,
                "fraiseql: a std::variant has one struct twice; a GraphQL union has each of its "
                "members once");
  if constexpr (alternatives_of<T>::are_structs && are_distinct<T>) {
    return {.is = kind::variant,
            .alternatives = alternatives_of<T>::functions,
            .alternative_count = std::variant_size_v<T>};
  } else {
    return {.is = kind::boolean, .scalar = ""};
  }
}

template <class T>
constexpr value make_value() {
  if constexpr (is_custom_scalar<T>) {
    static_assert(is_whole_scalar<T>,
                  "fraiseql: a fraiseql::scalar<T> needs `static constexpr const char* name`, "
                  "`static T read(std::string_view)` and `static std::string write(const T&)`");
    if constexpr (is_whole_scalar<T>) {
      return {.is = kind::custom, .custom = &custom_scalar_of<T>};
    } else {
      return {.is = kind::boolean, .scalar = ""};
    }
  } else if constexpr (leaf_of<T>.name != nullptr) {
    return {.is = leaf_of<T>.is, .scalar = leaf_of<T>.name};
  } else if constexpr (std::is_enum_v<T>) {
    constexpr bool is_scoped = !std::is_convertible_v<T, std::underlying_type_t<T>>;
    static_assert(is_scoped, "fraiseql: a GraphQL enum is a scoped one; write `enum class`");
    if constexpr (is_scoped) {
      return {.is = kind::enumeration, .enumeration = &enumeration_of<T>};
    } else {
      return {.is = kind::boolean, .scalar = ""};
    }
  } else if constexpr (is_optional<T> || is_vector<T>) {
    return make_wrapper<T>();
  } else if constexpr (is_variant<T>) {
    return make_variant<T>();
  } else if constexpr (is_user_struct<T>()) {
    return {.is = kind::structure, .structure = &structure_of<T>};
  } else {
    static_assert(is_user_struct<T>(),
                  "fraiseql: a member or result of this type is not a GraphQL type; use bool, "
                  "std::int32_t, std::int64_t, double, std::string, a scalar of fraiseql (id, "
                  "uuid, timestamp, ...), an enum class, a plain struct, or std::optional, "
                  "std::vector or std::variant of them; or make it a scalar: fraiseql::scalar<T>");
    return {.is = kind::boolean, .scalar = ""};
  }
}

// By types: an address is no constant to compare with nullptr under some sanitizers.
template <class T>
inline constexpr std::size_t list_depth = 0;
template <class T>
inline constexpr std::size_t list_depth<std::optional<T>> = list_depth<T>;
template <class T, class Allocator>
inline constexpr std::size_t list_depth<std::vector<T, Allocator>> = list_depth<T> + 1;

// The table of a member's or result's type, which must not be a deeper list than GraphQL's
// references carry.
template <class T>
constexpr const value* checked_value() {
  static_assert(list_depth<T> <= maximum_list_depth,
                "fraiseql: a member has more than 7 std::vector inside each other; use a struct "
                "in between");
  return &value_of<T>;
}

}  // namespace fraiseql::api::detail
