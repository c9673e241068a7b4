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

#include "fraiseql/detail/rows.hpp"
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

// The rows of T's relation. The field gets `where`, `orderBy`, `limit` and `offset`. T may be
// declared only, where the function is.
template <class T>
class find {
 public:
  find() = default;
  // To move it copies it, as a condition: what was moved from would list every row.
  find(const find&) = default;
  find& operator=(const find&) = default;

  // Lists no other rows than those the condition holds for, whatever a client asks for. Of
  // several conditions all hold. The function is called once, so their values are constants. That
  // a member of T equals one of another struct says which rows belong to an object of that: the
  // function is then a static member function of the struct, and describe() names it. Of two
  // members of T the left one is that of the rows.
  template <class Condition>
  find& where(const Condition& condition) & {
    detail::narrow<T>(plan_, condition);
    return *this;
  }
  template <class Condition>
  find where(const Condition& condition) && {
    return where(condition);
  }

  // Their order where a client gives none: by the first, then the next.
  template <class... Terms>
  find& order_by(const Terms&... terms) & {
    static_assert(sizeof...(Terms) > 0, "fraiseql: order_by() needs a member to order by");
    (detail::sort<T>(plan_, terms), ...);
    return *this;
  }
  template <class... Terms>
  find order_by(const Terms&... terms) && {
    return order_by(terms...);
  }

  // As a connection: pages by `first`, `after`, `last` and `before` instead.
  find& by_cursor() & {
    plan_.by_cursor = true;
    return *this;
  }
  find by_cursor() && { return by_cursor(); }

 private:
  friend struct detail::tokens;
  detail::row_plan plan_;
};

// One row of T's relation, or null: the one that has this key, or the one that belongs to an
// object, as find<T>::where() says it.
template <class T>
class find_one {
 public:
  explicit find_one(key) {}
  template <class First, class... More>
  explicit find_one(const First& first, const More&... more) {
    detail::narrow<T>(plan_, first);
    (detail::narrow<T>(plan_, more), ...);
  }
  find_one(const find_one&) = default;
  find_one& operator=(const find_one&) = default;

  // Of the row that belongs to an object: there always is one, so the field is of type `T!`, and a
  // missing row is an error.
  find_one& required() & {
    plan_.is_required = true;
    return *this;
  }
  find_one required() && { return required(); }

 private:
  friend struct detail::tokens;
  detail::row_plan plan_;
};

// A call of a PostgreSQL function, which returns a T (docs/api/mutations.md): in a mutation it
// writes, in a query it reads and a struct or a std::variant may be null. A T may be any type that
// a member may have, or void, which is answered with true. Of a struct that has rows the function
// may return the id. Each member of the input becomes a parameter: `title` goes to `p_title`.
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
