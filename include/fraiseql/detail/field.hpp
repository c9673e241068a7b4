// field: the table of a field function, and the sentences for what cannot be one.
//
// A function's signature says what kind of field it is. One that answers find, find_one or
// call takes nothing, a key or an input to match, and is asked once; of a struct, it takes nothing
// and answers the rows that belong to an object. One that answers data is called for each request,
// by `invoke`, which fills its parameters first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "fraiseql/context.hpp"
#include "fraiseql/detail/carry.hpp"
#include "fraiseql/detail/names.hpp"
#include "fraiseql/detail/structure.hpp"
#include "fraiseql/detail/tables.hpp"
#include "fraiseql/plans.hpp"

namespace fraiseql::api {

class query_repository;
class command_repository;

namespace detail {

const context& context_of(invocation& call);
query_repository& repository_of(invocation& call);
command_repository& commands_of(invocation& call);

// The one that may make keys, inputs and contexts and look into plans.
struct tokens {
  template <class Token, class... Values>
  static Token make(const Values&... values) {
    return Token(values...);
  }
  template <class T>
  static void take(const find<T>& answered, field_plan& into) {
    into.rows = answered.plan_;
  }
  template <class T>
  static void take(const find_one<T>& answered, field_plan& into) {
    into.rows = answered.plan_;
  }
  template <class T>
  static void take(const call<T>& answered, field_plan& into) {
    into.function = answered.function_;
    into.input = answered.input_;
  }
};

template <class... Types>
struct list {};

// Whether a result is a plan, of which kind and for what.
template <class T>
struct answered {
  static constexpr operation kind = operation::native;
};
template <class T>
struct answered<find<T>> {
  static constexpr operation kind = operation::find;
  using object = T;
};
template <class T>
struct answered<find_one<T>> {
  static constexpr operation kind = operation::find_one;
  using object = T;
};
template <class T>
struct answered<call<T>> {
  static constexpr operation kind = operation::call;
  using returned = T;
  // Of one that returns nothing the field says that it is done.
  using data = std::conditional_t<std::is_void_v<T>, bool, std::remove_cv_t<T>>;
};
template <class T>
inline constexpr operation kind_of = answered<T>::kind;

template <class Parameter>
struct taken {
  static constexpr bool is_input = false;
};
template <class T>
struct taken<api::input<T>> {
  static constexpr bool is_input = true;
  using values = T;
};

// What a parameter is for.
enum class role : std::uint8_t { key, input, arguments, context, repository, commands, none };

template <class Parameter>
constexpr role role_of() {
  using bare = std::remove_cvref_t<Parameter>;
  constexpr bool may_change =
      std::is_lvalue_reference_v<Parameter> && !std::is_const_v<std::remove_reference_t<Parameter>>;
  if constexpr (std::is_same_v<Parameter, const context&>) {
    return role::context;
  } else if constexpr (std::is_same_v<Parameter, query_repository&>) {
    return role::repository;
  } else if constexpr (std::is_same_v<Parameter, command_repository&>) {
    return role::commands;
  } else if constexpr (may_change) {
    return role::none;
  } else if constexpr (std::is_same_v<bare, key>) {
    return role::key;
  } else if constexpr (taken<bare>::is_input) {
    return role::input;
  } else if constexpr (!std::is_reference_v<Parameter> && is_user_struct<bare>()) {
    return role::arguments;
  } else {
    return role::none;
  }
}

template <role Wanted, class... Parameters>
constexpr std::size_t count() {
  return (std::size_t{0} + ... + (role_of<Parameters>() == Wanted ? 1 : 0));
}

template <class Function>
struct signature {
  static constexpr bool is_function = false;
  static constexpr bool is_constant_member = false;
};
template <class Result, class... Parameters>
struct signature<Result (*)(Parameters...)> {
  static constexpr bool is_function = true;
  static constexpr bool is_constant_member = false;
  using result = std::remove_cvref_t<Result>;
  using parameters = list<Parameters...>;
};
template <class Result, class... Parameters>
struct signature<Result (*)(Parameters...) noexcept> : signature<Result (*)(Parameters...)> {};
template <class Result, class Owner_, class... Parameters>
struct signature<Result (Owner_::*)(Parameters...) const> {
  static constexpr bool is_function = false;
  static constexpr bool is_constant_member = true;
  using owner = Owner_;
  using result = std::remove_cvref_t<Result>;
  using parameters = list<Parameters...>;
};
template <class Result, class Owner, class... Parameters>
struct signature<Result (Owner::*)(Parameters...) const noexcept>
    : signature<Result (Owner::*)(Parameters...) const> {};

template <auto Function, class... Parameters>
void ask_with(field_plan& into, list<Parameters...>) {
  tokens::take(Function(tokens::make<std::remove_cvref_t<Parameters>>()...), into);
}

template <auto Function>
void ask(field_plan& into) {
  ask_with<Function>(into, typename signature<decltype(Function)>::parameters{});
}

// Holds the value of one parameter during a call.
template <class Parameter, role Role = role_of<Parameter>()>
struct slot;
template <class Parameter>
struct slot<Parameter, role::context> {
  bool read(invocation&) { return true; }
  const context& get(invocation& call) { return context_of(call); }
};
template <class Parameter>
struct slot<Parameter, role::repository> {
  bool read(invocation&) { return true; }
  query_repository& get(invocation& call) { return repository_of(call); }
};
template <class Parameter>
struct slot<Parameter, role::commands> {
  bool read(invocation&) { return true; }
  command_repository& get(invocation& call) { return commands_of(call); }
};
template <class Parameter>
struct slot<Parameter, role::arguments> {
  std::remove_cv_t<Parameter> values{};
  bool read(invocation& call) { return read_arguments(call, &values); }
  auto&& get(invocation&) { return std::move(values); }
};
template <class Parameter>
struct slot<Parameter, role::input> {
  using input = std::remove_cvref_t<Parameter>;
  typename taken<input>::values values{};
  bool read(invocation& call) { return read_input(call, &values); }
  input get(invocation&) { return tokens::make<input>(&std::as_const(values)); }
};

template <auto Function, class... Slots>
void call_with(invocation& call, Slots... slots) {
  if (!(slots.read(call) && ...)) return;
  const auto& result = Function(slots.get(call)...);
  answer(call, &result);
}

template <auto Function, class Owner, class... Slots>
void call_member_with(void* object, void* call_given) {
  invocation& call = *static_cast<invocation*>(call_given);
  if (!read_object(call, object)) return;
  const auto call_on = [&](Slots... slots) {
    if (!(slots.read(call) && ...)) return;
    const auto& result = (static_cast<const Owner*>(object)->*Function)(slots.get(call)...);
    answer(call, &result);
  };
  call_on(Slots()...);
}

template <auto Function, class... Parameters>
void invoke_with(invocation& call, list<Parameters...>) {
  if constexpr (signature<decltype(Function)>::is_function) {
    call_with<Function>(call, slot<Parameters>()...);
  } else {
    using owner = typename signature<decltype(Function)>::owner;
    with_new<owner>(&call_member_with<Function, owner, slot<Parameters>...>, &call);
  }
}

template <auto Function>
void invoke(invocation& call) {
  invoke_with<Function>(call, typename signature<decltype(Function)>::parameters{});
}

template <class T>
constexpr taken_structure take() {
  return {&structure_of<T>, &structure_reader_of<T>, &structure_writer_of<T>};
}

template <class Parameter>
constexpr void note_parameter(function& of) {
  if constexpr (role_of<Parameter>() == role::arguments) {
    of.arguments = take<std::remove_cv_t<Parameter>>();
  } else if constexpr (role_of<Parameter>() == role::input) {
    using values = typename taken<std::remove_cvref_t<Parameter>>::values;
    of.input = take<values>();
  } else if constexpr (role_of<Parameter>() == role::repository) {
    of.reads_rows = true;
  } else if constexpr (role_of<Parameter>() == role::commands) {
    of.writes = true;
  }
}

// Whether values can be put into what the parameter stands for.
template <class Parameter>
constexpr bool can_be_filled() {
  if constexpr (role_of<Parameter>() == role::input) {
    return std::is_move_assignable_v<typename taken<std::remove_cvref_t<Parameter>>::values>;
  } else if constexpr (role_of<Parameter>() == role::arguments) {
    return std::is_move_assignable_v<std::remove_cv_t<Parameter>>;
  }
  return true;
}

// Whether a function of this kind takes what its plan can use.
template <class... Parameters>
constexpr bool fits_plan(operation kind, list<Parameters...>) {
  const std::size_t keys = count<role::key, Parameters...>();
  const std::size_t inputs = count<role::input, Parameters...>();
  if (keys + inputs != sizeof...(Parameters)) return false;
  if (kind == operation::find) return keys + inputs == 0;
  if (kind == operation::find_one) return keys == 1 && inputs == 0;
  return keys == 0 && inputs <= 1;
}

template <class... Parameters>
constexpr bool takes_what_a_request_has(list<Parameters...>) {
  return count<role::key, Parameters...>() + count<role::none, Parameters...>() == 0 &&
         count<role::context, Parameters...>() <= 1 && count<role::input, Parameters...>() <= 1 &&
         count<role::arguments, Parameters...>() <= 1 &&
         count<role::repository, Parameters...>() + count<role::commands, Parameters...>() <= 1;
}

template <class... Parameters>
constexpr bool are_fillable(list<Parameters...>) {
  return (can_be_filled<Parameters>() && ...);
}

// Whether a function writes while it runs, which only one of a mutation may.
template <class... Parameters>
constexpr bool takes_commands(list<Parameters...>) {
  return count<role::commands, Parameters...>() > 0;
}

// Whether a function that answers data can be a field; says why where it cannot.
template <class Signature>
constexpr bool is_native() {
  using result = typename Signature::result;
  using parameters = typename Signature::parameters;
  if constexpr (std::is_void_v<result>) {
    static_assert(!std::is_void_v<result>,
                  "fraiseql: a field function must return something; return bool where there is "
                  "nothing to say");
    return false;
  } else if constexpr (!takes_what_a_request_has(parameters{})) {
    static_assert(takes_what_a_request_has(parameters{}),
                  "fraiseql: these parameters do not fit a function that returns data; it takes "
                  "`const fraiseql::context&`, `fraiseql::query_repository&` or "
                  "`fraiseql::command_repository&`, one struct of arguments by value and one "
                  "input<T>, each at most once");
    return false;
  } else {
    static_assert(are_fillable(parameters{}),
                  "fraiseql: a struct of arguments cannot be filled; remove const from its "
                  "members");
    return are_fillable(parameters{});
  }
}

// Whether what a call returns is data; says why where it is not.
template <class T>
constexpr bool is_returned() {
  static_assert(kind_of<T> == operation::native,
                "fraiseql: call<T> takes the type of what the function returns, not a find<T> or "
                "another plan; write call<Note> or call<std::vector<Note>>");
  return kind_of<T> == operation::native;
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
  } else if constexpr (kind_of<typename signature_of::result> == operation::native) {
    return is_native<signature_of>();
  } else {
    constexpr bool fits =
        fits_plan(kind_of<typename signature_of::result>, typename signature_of::parameters{});
    static_assert(fits,
                  "fraiseql: these parameters do not fit what the function returns; find<T> goes "
                  "with none, find_one<T> with one key, call<T> with one input<T> or none");
    if constexpr (fits && kind_of<typename signature_of::result> == operation::call) {
      return is_returned<typename answered<typename signature_of::result>::returned>();
    } else {
      return fits;
    }
  }
}

template <auto Function, class... Parameters>
constexpr function make_function(list<Parameters...>) {
  using signature_of = signature<decltype(Function)>;
  using result = typename signature_of::result;
  function made{.name = value_name_text<Function>.characters,
                .path = value_path_text<Function>.characters,
                .kind = kind_of<result>};
  (note_parameter<Parameters>(made), ...);
  if constexpr (signature_of::is_constant_member) {
    using owner = typename signature_of::owner;
    made.object = {&structure_of<owner>, &structure_reader_of<owner>};
  }
  if constexpr (kind_of<result> == operation::native) {
    made.result = checked_value<result>();
    made.result_writer = &writer_of<result>;
    made.invoke = &invoke<Function>;
  } else {
    made.ask = &ask<Function>;
    if constexpr (kind_of<result> == operation::call) {
      made.result = checked_value<typename answered<result>::data>();
    } else {
      made.plan_object = &structure_of<typename answered<result>::object>;
    }
  }
  return made;
}

// Needs is_field<Function>(), or a member function that is_native.
template <auto Function>
inline constexpr function field =
    make_function<Function>(typename signature<decltype(Function)>::parameters{});

}  // namespace detail
}  // namespace fraiseql::api
