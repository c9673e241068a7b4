// How many members an aggregate has, found by trying: `T{any, any, any}` is well-formed
// for up to as many values as T has members.
//
// Doubling, then bisection, keeps the number of trials near the logarithm. The trials
// rest on each member being constructible from nothing, which holds for every type that
// can be a GraphQL field; structure.hpp refuses what does not before it uses a count.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

#include "fraiseql/detail/bindings.hpp"

namespace fraiseql::api::detail {

// Becomes any member of Owner, but not Owner itself: that would be a copy. It is never
// called, and has a body only because compilers warn of a use without one.
template <class Owner>
struct any_member {
  template <class Member>
    requires(!std::is_same_v<Member, Owner>)
  operator Member() const {
    __builtin_unreachable();
  }
};

// Becomes only what Owner derives from.
template <class Owner>
struct any_base {
  template <class Base>
    requires(std::is_base_of_v<Base, Owner> && !std::is_same_v<Base, Owner>)
  operator Base() const {
    __builtin_unreachable();
  }
};

template <class Owner, std::size_t>
using any_member_at = any_member<Owner>;

template <class T, std::size_t... Indexes>
constexpr bool takes_values(std::index_sequence<Indexes...>) {
  return requires { T{any_member_at<T, Indexes>{}...}; };
}

template <class T, std::size_t Count>
constexpr bool takes() {
  return takes_values<T>(std::make_index_sequence<Count>{});
}

template <class T, std::size_t Low, std::size_t High>
constexpr std::size_t bisect() {
  if constexpr (High - Low <= 1) {
    return Low;
  } else if constexpr (constexpr std::size_t middle = Low + (High - Low) / 2; takes<T, middle>()) {
    return bisect<T, middle, High>();
  } else {
    return bisect<T, Low, middle>();
  }
}

template <class T, std::size_t High>
constexpr std::size_t gallop() {
  if constexpr (High > maximum_members) {
    return bisect<T, High / 2, maximum_members + 2>();
  } else if constexpr (takes<T, High>()) {
    return gallop<T, High * 2>();
  } else {
    return bisect<T, High / 2, High>();
  }
}

// At most maximum_members + 1, which stands for "more". Needs an aggregate T.
template <class T>
inline constexpr std::size_t member_count = gallop<T, 1>();

template <class T>
inline constexpr bool has_base = requires { T{any_base<T>{}}; };

}  // namespace fraiseql::api::detail
