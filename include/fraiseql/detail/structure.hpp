// structure: the table of a user's struct, and the sentences for what cannot be one.
//
// structure_of<T>() is the door. After a failed static_assert a harmless value follows,
// so that the sentence is not buried under errors that come of it.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

#include "fraiseql/detail/count.hpp"
#include "fraiseql/detail/describe.hpp"
#include "fraiseql/detail/names.hpp"
#include "fraiseql/detail/tables.hpp"
#include "fraiseql/detail/value.hpp"

namespace fraiseql::api::detail {

template <class T, std::size_t Index>
constexpr member make_member() {
  constexpr auto pointer = member_pointer<T, Index>();
  constexpr bool named = is_graphql_name(value_name<pointer>);
  static_assert(named,
                "fraiseql: a member's name is not a GraphQL name; use ASCII letters, digits and "
                "underscores");
  using member_class = std::remove_cvref_t<decltype(*pointer.pointer)>;
  return {.name = value_name_text<pointer>.characters, .type = checked_value<member_class>()};
}

template <class T, class Indexes>
struct members_of;

template <class T, std::size_t... Indexes>
struct members_of<T, std::index_sequence<Indexes...>> {
  static constexpr member members[] = {make_member<T, Indexes>()...};
};

// Whether `members_of` can work on T; says why where it cannot. One sentence at most.
template <class T>
constexpr bool is_readable() {
  if constexpr (!is_user_struct<T>()) {
    static_assert(is_user_struct<T>(),
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
  } else if constexpr (has_misfit_describe<T>()) {
    static_assert(!has_misfit_describe<T>(),
                  "fraiseql: this describe cannot be called; it must be a public `static void "
                  "describe(fraiseql::type<T>&)` of the struct itself");
    return false;
  } else {
    return true;
  }
}

template <class T>
using all_members_of = members_of<T, std::make_index_sequence<member_count<T>>>;

template <class T, bool Readable = is_readable<T>()>
inline constexpr structure table{.name = type_name_text<T>.characters,
                                 .path = type_path_text<T>.characters,
                                 .members = all_members_of<T>::members,
                                 .size = member_count<T>,
                                 .describe = notes_of<T>()};

template <class T>
inline constexpr structure table<T, false>{};

template <class T>
const structure& structure_of() {
  return table<T>;
}

}  // namespace fraiseql::api::detail
