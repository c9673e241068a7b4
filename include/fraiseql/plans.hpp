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
  // Lists no other rows than those the condition holds for, whatever a client asks for. Of
  // several conditions all hold. The function is called once, so their values are constants.
  template <class Of>
  find& where(detail::condition_on<Of> condition) {
    static_assert(std::is_same_v<Of, T>,
                  "fraiseql: this condition is on members of another struct than the rows of "
                  "find<T>");
    where_.push_back(std::move(condition.is));
    return *this;
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
