// pointers: pointers to members of different types, reached by position.
//
// A std::tuple with a tenth of its cost to the compiler: each pointer is a base class
// of its own, and overload resolution finds the one of a position.
#pragma once

#include <cstddef>
#include <utility>

namespace fraiseql::api::detail {

template <std::size_t Index, class Member>
struct pointer_at {
  using type = Member;
  const Member* pointer;
};

template <class Indexes, class... Members>
struct pointers;

template <std::size_t... Indexes, class... Members>
struct pointers<std::index_sequence<Indexes...>, Members...> : pointer_at<Indexes, Members>... {};

template <class... Members>
constexpr auto point_to(const Members*... members) {
  return pointers<std::index_sequence_for<Members...>, Members...>{{members}...};
}

// The pointer of a position, which also carries the member's type.
template <std::size_t Index, class Member>
constexpr pointer_at<Index, Member> at(const pointer_at<Index, Member>& pointer) {
  return pointer;
}

}  // namespace fraiseql::api::detail
