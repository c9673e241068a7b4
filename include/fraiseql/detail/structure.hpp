// structure: the table of a user's struct, and the sentences for what cannot be one.
//
// structure_of<T>() is the door. After a failed static_assert a harmless value follows,
// so that the sentence is not buried under errors that come of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "fraiseql/detail/count.hpp"
#include "fraiseql/detail/names.hpp"
#include "fraiseql/detail/tables.hpp"
#include "fraiseql/scalars.hpp"

namespace fraiseql::api::detail {

inline constexpr std::uint8_t maximum_list_depth = 7;

template <class T>
const structure& structure_of();

// GraphQL's name of a C++ type, or nullptr.
template <class T>
inline constexpr const char* scalar_name = nullptr;
template <>
inline constexpr const char* scalar_name<bool> = "Boolean";
template <>
inline constexpr const char* scalar_name<std::int32_t> = "Int";
template <>
inline constexpr const char* scalar_name<std::int64_t> = "BigInt";
template <>
inline constexpr const char* scalar_name<float> = "Float";
template <>
inline constexpr const char* scalar_name<double> = "Float";
template <>
inline constexpr const char* scalar_name<std::string> = "String";
template <>
inline constexpr const char* scalar_name<id> = "ID";
template <>
inline constexpr const char* scalar_name<uuid> = "UUID";
template <>
inline constexpr const char* scalar_name<timestamp> = "DateTime";
template <>
inline constexpr const char* scalar_name<decimal> = "Decimal";
template <>
inline constexpr const char* scalar_name<json> = "JSON";

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
inline constexpr bool is_vector = false;
template <class T, class Allocator>
inline constexpr bool is_vector<std::vector<T, Allocator>> = true;

// Of the standard library or a union: an aggregate perhaps, but not one of the user's.
template <class T>
constexpr bool is_user_struct() {
  if constexpr (!std::is_class_v<T> || !std::is_aggregate_v<T>) {
    return false;
  } else {
    constexpr slice path = argument(pretty_type<T>());
    return !(path.size > 5 && path.begin[0] == 's' && path.begin[1] == 't' &&
             path.begin[2] == 'd' && path.begin[3] == ':' && path.begin[4] == ':');
  }
}

template <class Member>
constexpr member_type type_of_member() {
  if constexpr (scalar_name<Member> != nullptr) {
    return {.scalar = scalar_name<Member>};
  } else if constexpr (is_optional<Member>) {
    using value = typename Member::value_type;
    static_assert(!is_optional<value>,
                  "fraiseql: a member is a std::optional of a std::optional; GraphQL knows one "
                  "null, use one std::optional");
    member_type type = type_of_member<value>();
    type.non_null &= static_cast<std::uint8_t>(~(1U << type.list_depth));
    return type;
  } else if constexpr (is_vector<Member>) {
    member_type type = type_of_member<typename Member::value_type>();
    ++type.list_depth;
    type.non_null |= static_cast<std::uint8_t>(1U << type.list_depth);
    return type;
  } else if constexpr (is_user_struct<Member>()) {
    return {.object = &structure_of<Member>};
  } else {
    static_assert(is_user_struct<Member>(),
                  "fraiseql: a member of this type is not a GraphQL type; use bool, "
                  "std::int32_t, std::int64_t, double, std::string, fraiseql::id, uuid, "
                  "timestamp, decimal or json, a plain struct, or std::optional or "
                  "std::vector of one of them");
    return {.scalar = ""};
  }
}

template <class T, std::size_t Index>
constexpr member describe_member() {
  constexpr auto pointer = member_pointer<T, Index>();
  constexpr bool named = is_graphql_name(value_name<pointer>);
  static_assert(named,
                "fraiseql: a member's name is not a GraphQL name; use ASCII letters, digits and "
                "underscores");
  using member_class = std::remove_cvref_t<decltype(*pointer.pointer)>;
  constexpr member_type type = type_of_member<member_class>();
  static_assert(type.list_depth <= maximum_list_depth,
                "fraiseql: a member has more than 7 std::vector inside each other; use a struct "
                "in between");
  return {.name = value_name_text<pointer>.characters, .type = type};
}

template <class T, class Indexes>
struct members_of;

template <class T, std::size_t... Indexes>
struct members_of<T, std::index_sequence<Indexes...>> {
  static constexpr member members[] = {describe_member<T, Indexes>()...};
};

// Whether `members_of` can work on T; says why where it cannot. One sentence at most.
template <class T>
constexpr bool is_readable() {
  if constexpr (!std::is_class_v<T> || !std::is_aggregate_v<T>) {
    static_assert(std::is_class_v<T> && std::is_aggregate_v<T>,
                  "fraiseql: only a plain struct can be a GraphQL type; remove its constructors, "
                  "private members and virtual functions");
    return false;
  } else if constexpr (has_base<T>) {
    static_assert(!has_base<T>,
                  "fraiseql: a struct with a base class cannot be a GraphQL type; repeat the "
                  "members, or make the base a member");
    return false;
  } else if constexpr (!is_graphql_name(type_name<T>)) {
    static_assert(is_graphql_name(type_name<T>),
                  "fraiseql: a type's name is not a GraphQL name; use a struct that is not a "
                  "template and has ASCII letters, digits and underscores in its name");
    return false;
  } else if constexpr (!takes<T, 0>()) {
    static_assert(takes<T, 0>(),
                  "fraiseql: every member of a GraphQL type must be constructible from nothing; "
                  "remove references and members without a default constructor");
    return false;
  } else if constexpr (member_count<T> == 0) {
    static_assert(member_count<T> != 0, "fraiseql: a GraphQL type needs at least one member");
    return false;
  } else if constexpr (member_count<T> > maximum_members) {
    static_assert(member_count<T> <= maximum_members,
                  "fraiseql: a GraphQL type has at most 128 members; move some into a struct of "
                  "their own");
    return false;
  } else if constexpr (!bindings<member_count<T>>::template takes_braces<T>()) {
    static_assert(bindings<member_count<T>>::template takes_braces<T>(),
                  "fraiseql: the members of this struct cannot be counted; use std::vector "
                  "instead of a C array, and no member without an implicit default constructor");
    return false;
  } else {
    return true;
  }
}

template <class T, bool Readable = is_readable<T>()>
inline constexpr structure table{
    .name = type_name_text<T>.characters,
    .path = type_path_text<T>.characters,
    .members = members_of<T, std::make_index_sequence<member_count<T>>>::members,
    .size = member_count<T>};

template <class T>
inline constexpr structure table<T, false>{.name = "", .path = "", .members = nullptr, .size = 0};

template <class T>
const structure& structure_of() {
  return table<T>;
}

}  // namespace fraiseql::api::detail
