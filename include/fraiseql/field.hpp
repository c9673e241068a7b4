// field: a member of the rows that a find<T> lists, to make conditions of.
//
//   gql::find<Post>().where(gql::field<&Post::status> == Status::published &&
//                           gql::field<&Post::author, &User::name>.contains("x"));
//
// Its operators are those of the filters of clients, as far as the member's type has them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "fraiseql/detail/condition.hpp"
#include "fraiseql/detail/names.hpp"
#include "fraiseql/detail/value.hpp"
#include "fraiseql/scalars.hpp"

namespace fraiseql::api {

namespace detail {

template <class T>
struct without_optional {
  using type = T;
};
template <class T>
struct without_optional<std::optional<T>> {
  using type = T;
};
template <class T>
using present = typename without_optional<std::remove_cv_t<T>>::type;

// Of what is no list: itself.
template <class T>
struct item_of {
  using type = T;
};
template <class T, class Allocator>
struct item_of<std::vector<T, Allocator>> {
  using type = present<T>;
};

template <class T, class... Types>
inline constexpr bool is_one_of = (std::is_same_v<T, Types> || ...);

template <class T>
inline constexpr bool is_text = is_one_of<T, std::string, email_address, url>;

template <class T>
inline constexpr bool is_ordered =
    is_text<T> || (std::is_arithmetic_v<T> && !std::is_same_v<T, bool>) ||
    is_one_of<T, decimal, timestamp, date, time, duration>;

// What a filter compares as a whole.
template <class T>
inline constexpr bool is_comparable = !is_optional<T> && !is_variant<T> && !is_user_struct<T>();
template <class T, class Allocator>
inline constexpr bool is_comparable<std::vector<T, Allocator>> =
    !is_vector<present<T>> && is_comparable<present<T>> && !std::is_same_v<present<T>, json>;

template <class T>
inline constexpr bool is_list_of_leaves = is_vector<T> && is_comparable<T>;
template <class T>
inline constexpr bool is_list_of_structs =
    is_vector<T> && is_user_struct<typename item_of<T>::type>();

// Whether a value may stand for a Wanted: no number for one of fewer bytes, and no pointer for a
// bool or a text that is not there.
template <class Given, class Wanted>
constexpr bool fits() {
  if constexpr (std::is_same_v<Given, Wanted>) {
    return true;
  } else if constexpr (std::is_arithmetic_v<Wanted>) {
    return std::is_arithmetic_v<Given> && std::is_signed_v<Given> &&
           !std::is_same_v<Wanted, bool> &&
           (std::is_integral_v<Given> || std::is_floating_point_v<Wanted>) &&
           sizeof(Given) <= sizeof(Wanted);
  } else {
    constexpr bool is_a_text = std::is_same_v<Wanted, std::string> &&
                               std::is_convertible_v<const Given&, std::string_view>;
    return !std::is_null_pointer_v<Given> &&
           (is_a_text || std::is_convertible_v<const Given&, Wanted>);
  }
}

// A list of values that an operator takes: `{...}` or a std::vector.
template <class T>
class values {
 public:
  template <class Given = T>
  values(std::initializer_list<Given> all) {
    static_assert(fits<Given, T>(),
                  "fraiseql: a field is compared with values of its own type, which is not null");
    if constexpr (fits<Given, T>()) {
      for (const Given& one : all) all_.push_back(static_cast<T>(one));
    }
  }
  values(std::vector<T> all) : all_(std::move(all)) {}

  std::vector<T> take() && { return std::move(all_); }

 private:
  std::vector<T> all_;
};

// A member of Root, or of a struct inside it, of the type Value or an optional of it.
template <class Root, class Value>
class filtered_member {
  using item = typename item_of<Value>::type;
  using made = condition_on<Root>;

 public:
  constexpr explicit filtered_member(member_path path) : path_(path) {}

  template <class Given>
  made operator==(const Given& value) const {
    return equals("eq", value);
  }
  template <class Given>
  made operator!=(const Given& value) const {
    return equals("neq", value);
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
    } else if constexpr (std::is_same_v<Given, std::vector<item>>) {
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

  made starts_with(std::string_view part) const { return has_text("startsWith", part); }
  made ends_with(std::string_view part) const { return has_text("endsWith", part); }
  made i_contains(std::string_view part) const { return has_text("iContains", part); }
  made i_starts_with(std::string_view part) const { return has_text("iStartsWith", part); }
  made i_ends_with(std::string_view part) const { return has_text("iEndsWith", part); }
  made like(std::string_view pattern) const { return has_text("like", pattern); }
  made i_like(std::string_view pattern) const { return has_text("iLike", pattern); }
  made regex(std::string_view pattern) const { return has_text("regex", pattern); }
  made i_regex(std::string_view pattern) const { return has_text("iRegex", pattern); }
  made search(std::string_view words) const {
    static_assert(std::is_same_v<Value, std::string>, "fraiseql: search() is for a std::string");
    return has_text("search", words);
  }

  // Of the objects of a list: how many of them the condition must hold for.
  template <class Item>
  made some(condition_on<Item> of) const {
    return holds_for("some", std::move(of));
  }
  template <class Item>
  made every(condition_on<Item> of) const {
    return holds_for("every", std::move(of));
  }
  template <class Item>
  made none(condition_on<Item> of) const {
    return holds_for("none", std::move(of));
  }

 private:
  template <class Given>
  made say(const char* word, Given given) const {
    return {{.word = word, .of = path_, .given = constant_of(std::move(given))}};
  }

  template <class Given>
  made compare(const char* word, const Given& value) const {
    static_assert(fits<Given, Value>(),
                  "fraiseql: a field is compared with a value of its own type; what may be null "
                  "has is_null() for it");
    if constexpr (fits<Given, Value>()) return say(word, static_cast<Value>(value));
    return {};
  }

  template <class Given>
  made equals(const char* word, const Given& value) const {
    static_assert(is_comparable<Value>,
                  "fraiseql: structs, variants and lists of them are not compared; name a member "
                  "of theirs");
    if constexpr (is_comparable<Value>) return compare(word, value);
    return {};
  }

  made is_in(const char* word, values<Value> all) const {
    static_assert(is_comparable<Value>,
                  "fraiseql: structs, variants and lists of them are not compared; name a member "
                  "of theirs");
    return say(word, std::move(all).take());
  }

  template <class Given>
  made is_beside(const char* word, const Given& value) const {
    static_assert(is_ordered<Value>,
                  "fraiseql: values of this type have no order; only numbers, texts and times do");
    if constexpr (is_ordered<Value>) return compare(word, value);
    return {};
  }

  template <class Given>
  made has_text(const char* word, const Given& part) const {
    constexpr bool is_said_of_text =
        is_text<Value> && std::is_convertible_v<const Given&, std::string_view>;
    static_assert(is_said_of_text, "fraiseql: this is asked of texts, with a text");
    if constexpr (is_said_of_text) return say(word, std::string(std::string_view(part)));
    return {};
  }

  made has_items(const char* word, values<item> all) const {
    static_assert(is_list_of_leaves<Value>,
                  "fraiseql: this is asked of a std::vector of values, with a list of them");
    return say(word, std::move(all).take());
  }

  template <class Item>
  made holds_for(const char* word, condition_on<Item> of) const {
    static_assert(is_list_of_structs<Value> && std::is_same_v<Item, item>,
                  "fraiseql: some(), every() and none() are for a std::vector of structs, with a "
                  "condition on their members");
    return {quantified(word, path_, std::move(of.is))};
  }

  member_path path_;
};

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
  using leaf = present<Member>;
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
  using made = filtered_member<typename path::root, typename path::leaf>;
  if constexpr (path::is_whole) return made({member_names<Members...>, sizeof...(Members)});
  return made({});
}

}  // namespace detail

// A member of a struct, or of structs inside it: field<&Post::author, &User::name>.
template <auto... Members>
inline constexpr auto field = detail::filter_by<Members...>();

}  // namespace fraiseql::api
