// result<T, E>: a value or the reason why there is none.
//
// For failures of the world outside and of the client's input. The caller looks
// at it on the next line or hands it on with FRAISEQL_TRY; no exception crosses a
// room's door. A bug of ours is not a result but a FRAISEQL_CHECK (check.hpp).
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "base/check.hpp"

namespace fraiseql {

// Why something could not be done, in words for a person: lower case, no full
// stop; `hint` says what to do instead and may be empty.
struct failure {
  std::string message;
  std::string hint = {};
};

// A wrapper that says "this is the error side", so that T and E may be the same type.
template <class E>
struct failed {
  E error;
};
template <class E>
failed(E) -> failed<E>;

template <class T, class E = failure>
class [[nodiscard]] result {
 public:
  using value_type = T;
  using error_type = E;

  result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  // A value that is made where it stays.
  template <class... Arguments>
  explicit result(std::in_place_t, Arguments&&... arguments)
      : state_(std::in_place_index<0>, std::forward<Arguments>(arguments)...) {}
  result(failed<E> failure) : state_(std::in_place_index<1>, std::move(failure.error)) {}

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // Needs ok().
  T& value() & {
    FRAISEQL_CHECK(ok());
    return *std::get_if<0>(&state_);
  }
  const T& value() const& {
    FRAISEQL_CHECK(ok());
    return *std::get_if<0>(&state_);
  }
  T&& value() && {
    FRAISEQL_CHECK(ok());
    return std::move(*std::get_if<0>(&state_));
  }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }

  // Needs !ok().
  E& error() & {
    FRAISEQL_CHECK(!ok());
    return *std::get_if<1>(&state_);
  }
  const E& error() const& {
    FRAISEQL_CHECK(!ok());
    return *std::get_if<1>(&state_);
  }
  E&& error() && {
    FRAISEQL_CHECK(!ok());
    return std::move(*std::get_if<1>(&state_));
  }

 private:
  std::variant<T, E> state_;
};

// A result that carries nothing when it is well: result<done>.
struct done {};

}  // namespace fraiseql

// FRAISEQL_TRY(name, expression): `name` becomes the value, or the enclosing
// function returns the same error.
#define FRAISEQL_TRY(name, ...)                                                         \
  auto name##_result = (__VA_ARGS__);                                                   \
  if (!name##_result.ok()) return ::fraiseql::failed{std::move(name##_result).error()}; \
  auto& name = *name##_result

// The same for a result<done>, whose value says nothing.
#define FRAISEQL_TRY_DONE(...)                           \
  if (auto tried = (__VA_ARGS__); !tried.ok()) {         \
    return ::fraiseql::failed{std::move(tried).error()}; \
  }                                                      \
  static_assert(true)
