// rows: what a find<T> or find_one<T> says of the rows it is about, as small values at run time.
//
// The templates check the types; frontend/code/rows.cpp makes of it what a client would write,
// and the fields by which rows belong to an object.
#pragma once

#include <string>
#include <type_traits>
#include <vector>

#include "fraiseql/detail/condition.hpp"
#include "fraiseql/detail/tables.hpp"
#include "fraiseql/detail/value.hpp"

namespace fraiseql::api::detail {

// Two members that are equal, as they are spelled in C++: one of the rows that are looked for, one
// of the struct that they belong to.
struct match {
  const char* theirs;
  const char* ours;
  structure_function of;  // whose member `ours` is
};

struct order_term {
  member_path of = {};
  const char* direction = "ASC";
  const char* nulls = "";  // what is said of them, behind the direction
};

// Copied and destroyed out of line, so that each find<T> is short object code. To move it copies
// it.
struct row_plan {
  row_plan();
  row_plan(const row_plan&);
  row_plan& operator=(const row_plan&);
  ~row_plan();

  std::vector<condition> where = {};  // all of them
  std::vector<match> on = {};         // all of them
  std::vector<order_term> order = {};
  bool by_cursor = false;
  bool is_required = false;
};

// What a function says that returns a plan.
struct field_plan {
  std::string function = {};           // of call<T>: what is called
  structure_function input = nullptr;  // that it passes on
  row_plan rows = {};                  // of find<T> and find_one<T>
};

// A member of Left and one of Right, whose values are equal.
template <class Left, class Right>
struct match_on {
  const char* left;
  const char* right;
};

// Whether T is the struct of one of its sides.
template <class T, class Asked>
inline constexpr bool is_match_of = false;
template <class T, class Left, class Right>
inline constexpr bool is_match_of<T, match_on<Left, Right>> =
    std::is_same_v<T, Left> || std::is_same_v<T, Right>;

template <class T, class Left, class Right>
match match_for(const match_on<Left, Right>& of) {
  if constexpr (std::is_same_v<T, Left>) return {of.left, of.right, &structure_of<Right>};
  return {of.right, of.left, &structure_of<Left>};
}

// Fewer rows of T: those for which a condition holds, or that belong to an object.
template <class T, class Asked>
void narrow(row_plan& plan, const Asked& asked) {
  constexpr bool is_on_rows = std::is_same_v<Asked, condition_on<T>>;
  static_assert(is_on_rows || is_match_of<T, Asked>,
                "fraiseql: a find<T> or find_one<T> takes a condition on members of T, or that one "
                "of them equals a member of another struct; that a bool is set is one written "
                "`field<&T::member> == true`");
  if constexpr (is_on_rows) plan.where.push_back(asked.is);
  if constexpr (is_match_of<T, Asked>) plan.on.push_back(match_for<T>(asked));
}

// What stands beside a match is said by itself.
template <class Left>
condition_on<Left> refuse_to_join() {
  static_assert(std::is_void_v<Left>,
                "fraiseql: that two members are equal is not joined with `&&`, `||` or `!`; give "
                "each condition to a where() of its own");
  return condition{};
}
template <class Left, class Right, class Other>
condition_on<Left> operator&&(const match_on<Left, Right>&, const Other&) {
  return refuse_to_join<Left>();
}
template <class Root, class Left, class Right>
condition_on<Left> operator&&(const condition_on<Root>&, const match_on<Left, Right>&) {
  return refuse_to_join<Left>();
}
template <class Left, class Right, class Other>
condition_on<Left> operator||(const match_on<Left, Right>&, const Other&) {
  return refuse_to_join<Left>();
}
template <class Root, class Left, class Right>
condition_on<Left> operator||(const condition_on<Root>&, const match_on<Left, Right>&) {
  return refuse_to_join<Left>();
}
template <class Left, class Right>
condition_on<Left> operator!(const match_on<Left, Right>&) {
  return refuse_to_join<Left>();
}

// An order by a member of a Root, or of a struct inside it.
template <class Root>
struct order_on {
  [[nodiscard]] order_on nulls_first() const { return {{is.of, is.direction, "_NULLS_FIRST"}}; }
  [[nodiscard]] order_on nulls_last() const { return {{is.of, is.direction, "_NULLS_LAST"}}; }

  order_term is;
};

template <class T, class Term>
void sort(row_plan& plan, const Term& by) {
  constexpr bool is_on_rows = std::is_same_v<Term, order_on<T>>;
  static_assert(is_on_rows,
                "fraiseql: order_by() of a find<T> takes members of T with their direction, as in "
                "field<&T::member>.desc()");
  if constexpr (is_on_rows) plan.order.push_back(by.is);
}

}  // namespace fraiseql::api::detail
