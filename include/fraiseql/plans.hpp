// Plans: what a field function takes and answers.
//
// A field function is pure: it does not read data but says what is to be read or called,
// once, when the schema is made. `key` and `input` stand for values that only a request
// has; they hold none.
#pragma once

#include <string>
#include <utility>

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
template <class T>
class input {
  friend struct detail::tokens;
  explicit input() = default;
};

// The rows of T's relation. The field gets `where`, `orderBy`, `limit` and `offset`.
template <class T>
class find {
 public:
  find() : plan_{.kind = detail::operation::find, .object = &detail::structure_of<T>} {}

 private:
  friend struct detail::tokens;
  detail::plan plan_;
};

// The one row of T's relation that has this key, or null.
template <class T>
class find_one {
 public:
  explicit find_one(key)
      : plan_{.kind = detail::operation::find_one, .object = &detail::structure_of<T>} {}

 private:
  friend struct detail::tokens;
  detail::plan plan_;
};

// A call of a PostgreSQL function, which writes and returns the id of a T to read. Each
// member of the input becomes a parameter: `title` goes to `p_title`.
template <class T>
class call {
 public:
  explicit call(std::string function)
      : plan_{.kind = detail::operation::call,
              .object = &detail::structure_of<T>,
              .function = std::move(function)} {}

  template <class Input>
  call(std::string function, input<Input>)
      : plan_{.kind = detail::operation::call,
              .object = &detail::structure_of<T>,
              .function = std::move(function),
              .input = &detail::structure_of<Input>} {}

 private:
  friend struct detail::tokens;
  detail::plan plan_;
};

}  // namespace fraiseql::api
