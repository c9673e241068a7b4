// field: a member of the rows that a find<T> lists, to make conditions and an order of.
//
//   gql::find<Post>().where(gql::field<&Post::status> == Status::published &&
//                           gql::field<&Post::author, &User::name>.contains("x"));
//
// Its operators are those of the filters of clients, as far as the member's type has them. Beside
// a member of another struct, `==` says which rows belong to an object of that struct.
#pragma once

#include <string>
#include <type_traits>
#include <utility>

#include "fraiseql/detail/condition.hpp"
#include "fraiseql/detail/names.hpp"
#include "fraiseql/detail/operand.hpp"
#include "fraiseql/detail/rows.hpp"

namespace fraiseql::api {

namespace detail {

// A member of Root, or of a struct inside it, of the type Value or an optional of it. IsOwn says
// which.
template <class Root, class Value, bool IsOwn>
class filtered_member {
  using item = typename item_of<Value>::type;
  using text = one_value<std::string>;
  using made = condition_on<Root>;

 public:
  constexpr explicit filtered_member(member_path path) : path_(path) {}

  // What == and != ask.
  template <class Given>
  made compare(const char* word, const Given& value) const {
    static_assert(is_comparable<Value>,
                  "fraiseql: structs, variants and lists of them are not compared; name a member "
                  "of theirs");
    if constexpr (is_comparable<Value>) return say(word, typename values<Value>::item(value).held);
    return condition{};
  }
  made in(values<Value> all) const { return is_in("in", std::move(all)); }
  made not_in(values<Value> all) const { return is_in("notIn", std::move(all)); }
  made is_null() const { return say("isNull", true); }
  made is_not_null() const { return say("isNull", false); }

  template <class Given>
  made operator<(const Given& value) const {
    return is_beside("lt", value);
  }
  template <class Given>
  made operator<=(const Given& value) const {
    return is_beside("lte", value);
  }
  template <class Given>
  made operator>(const Given& value) const {
    return is_beside("gt", value);
  }
  template <class Given>
  made operator>=(const Given& value) const {
    return is_beside("gte", value);
  }

  // Of texts; of lists of values, whether each of those given is in it.
  template <class Given>
  made contains(const Given& part) const {
    if constexpr (!is_list_of_leaves<Value>) {
      return has_text("contains", part);
    } else if constexpr (is_vector<Given>) {
      return has_items("contains", part);
    } else {
      return has_items("contains", {part});
    }
  }
  made contains(values<item> all) const { return has_items("contains", std::move(all)); }
  made contained_by(values<item> all) const { return has_items("containedBy", std::move(all)); }
  made overlaps(values<item> all) const { return has_items("overlaps", std::move(all)); }
  made is_empty() const {
    static_assert(is_list_of_leaves<Value> || is_list_of_structs<Value>,
                  "fraiseql: is_empty() is for a std::vector of values or structs");
    return say("isEmpty", true);
  }

  made starts_with(text part) const { return has_text("startsWith", std::move(part)); }
  made ends_with(text part) const { return has_text("endsWith", std::move(part)); }
  made i_contains(text part) const { return has_text("iContains", std::move(part)); }
  made i_starts_with(text part) const { return has_text("iStartsWith", std::move(part)); }
  made i_ends_with(text part) const { return has_text("iEndsWith", std::move(part)); }
  made like(text pattern) const { return has_text("like", std::move(pattern)); }
  made i_like(text pattern) const { return has_text("iLike", std::move(pattern)); }
  made regex(text pattern) const { return has_text("regex", std::move(pattern)); }
  made i_regex(text pattern) const { return has_text("iRegex", std::move(pattern)); }
  made search(text words) const {
    static_assert(std::is_same_v<Value, std::string>, "fraiseql: search() is for a std::string");
    return has_text("search", std::move(words));
  }

  // Of the objects of a list: how many of them the condition must hold for.
  template <class Condition>
  made some(const Condition& of) const {
    return holds_for("some", of);
  }
  template <class Condition>
  made every(const Condition& of) const {
    return holds_for("every", of);
  }
  template <class Condition>
  made none(const Condition& of) const {
    return holds_for("none", of);
  }

  // Without nulls_first() and nulls_last(), nulls come last where it ascends, and else first.
  [[nodiscard]] order_on<Root> asc() const { return ordered("ASC"); }
  [[nodiscard]] order_on<Root> desc() const { return ordered("DESC"); }

  [[nodiscard]] const char* own_name() const { return path_.names[0]; }

  made operator!() const {
    static_assert(std::is_void_v<Value>,
                  "fraiseql: a field alone is no condition; that a bool is not set is one written "
                  "`== false`");
    return condition{};
  }

 private:
  [[nodiscard]] order_on<Root> ordered(const char* direction) const {
    static_assert(is_sortable<Value>,
                  "fraiseql: rows have no order by members of this type; only by numbers, texts, "
                  "times and the like");
    return {{path_, direction}};
  }

  template <class Given>
  made say(const char* word, Given given) const {
    return condition{.word = word, .of = path_, .given = constant_of(std::move(given))};
  }

  made is_in(const char* word, values<Value> all) const {
    static_assert(is_comparable<Value>,
                  "fraiseql: structs, variants and lists of them are not compared; name a member "
                  "of theirs");
    return say(word, std::move(all.held));
  }

  template <class Given>
  made is_beside(const char* word, const Given& value) const {
    static_assert(is_ordered<Value>,
                  "fraiseql: values of this type have no order; only numbers, texts and times do");
    if constexpr (is_ordered<Value>) return say(word, checked<Value>(value));
    return condition{};
  }

  made has_text(const char* word, text part) const {
    static_assert(is_text<Value>, "fraiseql: this is asked of texts, with a text");
    return say(word, std::move(part.held));
  }

  made has_items(const char* word, values<item> all) const {
    static_assert(is_list_of_leaves<Value>,
                  "fraiseql: this is asked of a std::vector of values, with a list of them");
    return say(word, std::move(all.held));
  }

  template <class Condition>
  made holds_for(const char* word, const Condition& of) const {
    constexpr bool is_on_items =
        is_list_of_structs<Value> && std::is_same_v<Condition, condition_on<item>>;
    static_assert(is_on_items,
                  "fraiseql: some(), every() and none() are for a std::vector of structs, with a "
                  "condition on their members");
    if constexpr (is_on_items) return quantified(word, path_, of.is);
    return condition{};
  }

  member_path path_;
};

// Of == and != both are functions of one form, or the compiler would turn the one around for the
// other; by `requires`, too.
template <class Given, class Root, class Value>
using left_of = std::enable_if_t<fits<Given, Value>(), condition_on<Root>>;

template <class Root, class Value, bool IsOwn, class Given>
condition_on<Root> operator==(const filtered_member<Root, Value, IsOwn>& of, const Given& value) {
  return of.compare("eq", value);
}
template <class Given, class Root, class Value, bool IsOwn>
left_of<Given, Root, Value> operator==(const Given& value,
                                       const filtered_member<Root, Value, IsOwn>& of) {
  return of.compare("eq", value);
}
template <class Root, class Value, bool IsOwn, class Given>
condition_on<Root> operator!=(const filtered_member<Root, Value, IsOwn>& of, const Given& value) {
  return of.compare("neq", value);
}
template <class Given, class Root, class Value, bool IsOwn>
left_of<Given, Root, Value> operator!=(const Given& value,
                                       const filtered_member<Root, Value, IsOwn>& of) {
  return of.compare("neq", value);
}
template <class Given, class Root, class Value, bool IsOwn>
left_of<Given, Root, Value> operator<(const Given& value,
                                      const filtered_member<Root, Value, IsOwn>& of) {
  return of > value;
}
template <class Given, class Root, class Value, bool IsOwn>
left_of<Given, Root, Value> operator<=(const Given& value,
                                       const filtered_member<Root, Value, IsOwn>& of) {
  return of >= value;
}
template <class Given, class Root, class Value, bool IsOwn>
left_of<Given, Root, Value> operator>(const Given& value,
                                      const filtered_member<Root, Value, IsOwn>& of) {
  return of < value;
}
template <class Given, class Root, class Value, bool IsOwn>
left_of<Given, Root, Value> operator>=(const Given& value,
                                       const filtered_member<Root, Value, IsOwn>& of) {
  return of <= value;
}

// Whether GraphQL has one type for both, which is no list and no object.
template <class Left, class Right>
inline constexpr bool is_of_one_type =
    is_comparable<Left> && !is_vector<Left> &&
    (std::is_same_v<Left, Right> ||
     (std::is_floating_point_v<Left> && std::is_floating_point_v<Right>));

// Which rows belong to an object.
template <class Left, class LeftValue, bool LeftIsOwn, class Right, class RightValue,
          bool RightIsOwn>
match_on<Left, Right> operator==(const filtered_member<Left, LeftValue, LeftIsOwn>& left,
                                 const filtered_member<Right, RightValue, RightIsOwn>& right) {
  static_assert(LeftIsOwn && RightIsOwn,
                "fraiseql: rows belong to an object by members of their own structs, not by what "
                "is in a struct inside them");
  static_assert(!LeftIsOwn || !RightIsOwn || is_of_one_type<LeftValue, RightValue>,
                "fraiseql: members that are equal are values of one GraphQL type, no structs and "
                "no lists");
  return {left.own_name(), right.own_name()};
}
template <class Left, class LeftValue, bool LeftIsOwn, class Right, class RightValue,
          bool RightIsOwn>
match_on<Left, Right> operator!=(const filtered_member<Left, LeftValue, LeftIsOwn>& left,
                                 const filtered_member<Right, RightValue, RightIsOwn>& right) {
  static_assert(std::is_void_v<LeftValue>,
                "fraiseql: two members are compared by `==` only, which says which rows belong to "
                "an object");
  return {left.own_name(), right.own_name()};
}

// What a path of pointers to members leads from and to.
template <auto... Members>
struct path_of {
  static constexpr bool is_whole = false;
  using root = void;
  using leaf = bool;
};
template <class Owner, class Member, Member Owner::* Last>
  requires std::is_object_v<Member>
struct path_of<Last> {
  static constexpr bool is_whole = true;
  using root = Owner;
  using leaf = typename compared_as<present<Member>>::type;
};
template <class Owner, class Member, Member Owner::* First, auto Second, auto... Rest>
  requires std::is_object_v<Member>
struct path_of<First, Second, Rest...> {
  using rest = path_of<Second, Rest...>;
  static constexpr bool is_whole =
      rest::is_whole && std::is_same_v<present<Member>, typename rest::root>;
  using root = Owner;
  using leaf = typename rest::leaf;
};

template <auto... Members>
inline constexpr const char* member_names[] = {value_name_text<Members>.characters...};

template <auto... Members>
constexpr auto filter_by() {
  using path = path_of<Members...>;
  static_assert(path::is_whole,
                "fraiseql: field<> names data members, each of the struct that the one before it "
                "is; what is inside a std::vector is asked by some(), every() or none()");
  using made = filtered_member<typename path::root, typename path::leaf, sizeof...(Members) == 1>;
  if constexpr (path::is_whole) return made({member_names<Members...>, sizeof...(Members)});
  return made({});
}

}  // namespace detail

// A member of a struct, or of structs inside it: field<&Post::author, &User::name>.
template <auto... Members>
inline constexpr auto field = detail::filter_by<Members...>();

}  // namespace fraiseql::api
