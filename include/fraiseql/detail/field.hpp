// field: the table of a field function, and the sentences for what cannot be one.
//
// A function's signature says what kind of field it is: it answers find, find_one or
// call, and takes nothing, a key or an input to match.
#pragma once

#include <type_traits>
#include <utility>

#include "fraiseql/detail/names.hpp"
#include "fraiseql/detail/structure.hpp"
#include "fraiseql/detail/tables.hpp"
#include "fraiseql/plans.hpp"

namespace fraiseql::api::detail {

// The one that may make keys and inputs and look into plans.
struct tokens {
  template <class Token>
  static Token make() {
    return Token();
  }
  template <class Plan>
  static plan take(Plan answered) {
    return std::move(answered.plan_);
  }
};

template <class... Types>
struct list {};

// Whether a result is a plan, and of which kind.
template <class T>
struct answer {
  static constexpr bool is_plan = false;
};
template <class T>
struct answer<find<T>> {
  static constexpr bool is_plan = true;
  static constexpr operation kind = operation::find;
};
template <class T>
struct answer<find_one<T>> {
  static constexpr bool is_plan = true;
  static constexpr operation kind = operation::find_one;
};
template <class T>
struct answer<call<T>> {
  static constexpr bool is_plan = true;
  static constexpr operation kind = operation::call;
};

template <class Parameters>
struct taken {
  static constexpr bool is_input = false;
  static constexpr structure_function input = nullptr;
};
template <class T>
struct taken<list<api::input<T>>> {
  static constexpr bool is_input = true;
  static constexpr structure_function input = &structure_of<T>;
};

template <class Function>
struct signature {
  static constexpr bool is_function = false;
};
template <class Result, class... Parameters>
struct signature<Result (*)(Parameters...)> {
  static constexpr bool is_function = true;
  using result = answer<std::remove_cvref_t<Result>>;
  using parameters = list<std::remove_cvref_t<Parameters>...>;
};
template <class Result, class... Parameters>
struct signature<Result (*)(Parameters...) noexcept> : signature<Result (*)(Parameters...)> {};

template <auto Function, class... Tokens>
plan ask(list<Tokens...>) {
  return tokens::take(Function(tokens::make<Tokens>()...));
}

template <auto Function>
plan describe() {
  return ask<Function>(typename signature<decltype(Function)>::parameters{});
}

// Whether a function of this kind takes what its plan can use.
template <class Parameters>
constexpr bool matches(operation kind) {
  constexpr bool nothing = std::is_same_v<Parameters, list<>>;
  if (kind == operation::find) return nothing;
  if (kind == operation::find_one) return std::is_same_v<Parameters, list<key>>;
  return nothing || taken<Parameters>::is_input;
}

// Whether `field` can be made of Function; says why where it cannot.
template <auto Function>
constexpr bool is_field() {
  using signature_of = signature<decltype(Function)>;
  if constexpr (!signature_of::is_function) {
    static_assert(signature_of::is_function,
                  "fraiseql: a field is made of a function; write its name, as in query<notes>()");
    return false;
  } else if constexpr (!is_graphql_name(value_name<Function>)) {
    static_assert(is_graphql_name(value_name<Function>),
                  "fraiseql: a function's name is not a GraphQL name; use a function that is not "
                  "a template and has ASCII letters, digits and underscores in its name");
    return false;
  } else if constexpr (!signature_of::result::is_plan) {
    static_assert(signature_of::result::is_plan,
                  "fraiseql: a field function must return find<T>, find_one<T> or call<T>");
    return false;
  } else {
    constexpr bool fits = matches<typename signature_of::parameters>(signature_of::result::kind);
    static_assert(fits,
                  "fraiseql: these parameters do not fit what the function returns; find<T> goes "
                  "with none, find_one<T> with one key, call<T> with one input<T> or none");
    return fits;
  }
}

// Needs is_field<Function>().
template <auto Function>
inline constexpr root_field field{
    .name = value_name_text<Function>.characters,
    .path = value_path_text<Function>.characters,
    .kind = signature<decltype(Function)>::result::kind,
    .input = taken<typename signature<decltype(Function)>::parameters>::input,
    .describe = &describe<Function>};

}  // namespace fraiseql::api::detail
