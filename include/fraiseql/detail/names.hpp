// Names: how a member, a type or a function is spelled in the program's source.
//
// The compiler prints a template's argument into __PRETTY_FUNCTION__; the name is the
// last identifier of that text. A member is named by a pointer to it in an object that
// is declared and never defined, wrapped in a class because older compilers refuse a
// bare pointer to a subobject as a template argument. The pretty functions return
// const char*, not string_view, or g++ appends the meaning of string_view to the text.
// Names are copied into arrays of their own, so that the long text leaves the program.
#pragma once

#include <cstddef>

#include "fraiseql/detail/bindings.hpp"
#include "fraiseql/detail/count.hpp"

namespace fraiseql::api::detail {

template <class T>
struct holder {
  T object;
};

template <class Pointer>
struct boxed {
  Pointer pointer;
};
template <class Pointer>
boxed(Pointer) -> boxed<Pointer>;

// clang calls every use of the object below a mistake; here it is the point.
#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-internal"
#pragma clang diagnostic ignored "-Wundefined-var-template"
#endif
template <class T>
extern const holder<T> never_defined;

// A function and not a variable: g++ emits variables of local types, and with them a
// reference to the object that is never defined.
template <class T, std::size_t Index>
consteval auto member_pointer() {
  return boxed{at<Index>(bindings<member_count<T>>::of(never_defined<T>.object)).pointer};
}
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

template <auto Value>
constexpr const char* pretty_value() {
  return __PRETTY_FUNCTION__;
}

template <class T>
constexpr const char* pretty_type() {
  return __PRETTY_FUNCTION__;
}

// A part of a text that lives as long as the program.
struct slice {
  const char* begin;
  std::size_t size;
};

template <std::size_t Size>
struct text {
  char characters[Size + 1] = {};
};

template <std::size_t Size>
constexpr text<Size> copy(slice from) {
  text<Size> copied;
  for (std::size_t i = 0; i < Size; ++i) copied.characters[i] = from.begin[i];
  return copied;
}

// What stands after `= ` and before the closing bracket: `... [with T = blog::Note]`.
constexpr slice argument(const char* pretty) {
  std::size_t begin = 0;
  std::size_t end = 0;
  for (; pretty[end] != '\0'; ++end) {
    if (begin == 0 && end > 1 && pretty[end - 2] == '=' && pretty[end - 1] == ' ') begin = end;
  }
  --end;
  if (pretty[begin] == '&') ++begin;
  return {pretty + begin, end - begin};
}

// The last identifier of a text, whatever may be closed after it. Bytes outside ASCII
// count, so that a name which GraphQL cannot have is seen whole and refused.
constexpr slice last_identifier(slice in) {
  const auto ends = [](char c) { return c == '.' || c == ':' || c == '&' || c == ' ' || c == '('; };
  while (in.size > 0 && (in.begin[in.size - 1] == '}' || in.begin[in.size - 1] == ')')) --in.size;
  std::size_t begin = in.size;
  while (begin > 0 && !ends(in.begin[begin - 1])) --begin;
  return {in.begin + begin, in.size - begin};
}

// Whether GraphQL takes it as a Name.
constexpr bool is_graphql_name(slice name) {
  for (std::size_t i = 0; i < name.size; ++i) {
    const char c = name.begin[i];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (!letter && !(i > 0 && c >= '0' && c <= '9')) return false;
  }
  return name.size > 0;
}

template <auto Value>
inline constexpr slice value_name = last_identifier(argument(pretty_value<Value>()));

template <class T>
inline constexpr slice type_name = last_identifier(argument(pretty_type<T>()));

template <auto Value>
inline constexpr auto value_name_text = copy<value_name<Value>.size>(value_name<Value>);

template <auto Value>
inline constexpr auto value_path_text =
    copy<argument(pretty_value<Value>()).size>(argument(pretty_value<Value>()));

template <class T>
inline constexpr auto type_name_text = copy<type_name<T>.size>(type_name<T>);

// With its namespaces, for messages.
template <class T>
inline constexpr auto type_path_text =
    copy<argument(pretty_type<T>()).size>(argument(pretty_type<T>()));

}  // namespace fraiseql::api::detail
