// Plans: what a field function takes and answers.
//
// A field function that returns one of these is pure: it does not read data but says what is
// to be read or called, once, when the schema is made. `key` and `input` stand for values
// there that only a request has. A function that returns data gets the input's values.
#pragma once

#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "fraiseql/detail/condition.hpp"
#include "fraiseql/detail/structure.hpp"
#include "fraiseql/detail/tables.hpp"

namespace fraiseql::api {

namespace detail {
struct tokens;
}

// The key of a look-up. As a parameter it gives a field the arguments `id` and
// `identifier`, of which a request gives one.
class key {
  friend struct detail::tokens;
  explicit key() = default;
};

// The client's values for T. As a parameter it gives a field the argument `input: T!`.
// Throws where it has no values: while a function that returns call<T> says what to call.
template <class T>
class input {
 public:
  const T& operator*() const {
    if (values_ == nullptr)
      throw std::logic_error("an input that is passed to call<T> has no values here");
    return *values_;
  }
  const T* operator->() const { return &**this; }

 private:
  friend struct detail::tokens;
  explicit input(const T* values = nullptr) : values_(values) {}

  const T* values_;
};

// The rows of T's relation. The field gets `where`, `orderBy`, `limit` and `offset`.
template <class T>
class find {
 public:
  find() = default;
  // To move it copies it, as a condition: what was moved from would list every row.
  find(const find&) = default;
  find& operator=(const find&) = default;

  // Lists no other rows than those the condition holds for, whatever a client asks for. Of
  // several conditions all hold. The function is called once, so their values are constants.
  template <class Condition>
  find& where(const Condition& condition) & {
    constexpr bool is_on_rows = std::is_same_v<Condition, detail::condition_on<T>>;
    static_assert(is_on_rows,
                  "fraiseql: where() of a find<T> takes a condition on members of T; that a bool "
                  "is set is one written `field<&T::member> == true`");
    if constexpr (is_on_rows) where_.push_back(condition.is);
    return *this;
  }
  template <class Condition>
  find where(const Condition& condition) && {
    return where(condition);
  }

 private:
  friend struct detail::tokens;
  std::vector<detail::condition> where_;
};

// The one row of T's relation that has this key, or null.
template <class T>
class find_one {
 public:
  explicit find_one(key) {}
};

// A call of a PostgreSQL function, which returns the id of a T to read: in a mutation it
// writes, in a query it reads and may find none. Each member of the input becomes a parameter:
// `title` goes to `p_title`.
template <class T>
class call {
 public:
  explicit call(std::string function) : function_(std::move(function)) {}

  template <class Input>
  call(std::string function, const input<Input>&)
      : function_(std::move(function)), input_(&detail::structure_of<Input>) {}

 private:
  friend struct detail::tokens;
  std::string function_;
  detail::structure_function input_ = nullptr;
};

}  // namespace fraiseql::api
