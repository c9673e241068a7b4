// type: what a describe() says about a type, beyond what the type says itself.
//
//   struct User {
//     ...
//     static void describe(gql::type<User>& t) {
//       t.doc("A person who writes.");
//       t.field<&User::email>().deprecated("ask the organisation");
//       t.field<&User::initials>();  // a const member function: a computed field
//       t.field<&User::posts>();     // a static one that returns find<Post>: rows of its own
//     }
//   };
//
// For an enum, or a struct of somebody else, describe() is a function of its namespace, and
// stands before the type is used.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "fraiseql/detail/field.hpp"
#include "fraiseql/detail/names.hpp"
#include "fraiseql/detail/notes.hpp"
#include "fraiseql/detail/structure.hpp"

namespace fraiseql::api {

namespace detail {

template <class Owner, class Member>
struct member_pointer_parts {
  using owner = Owner;
  using member = Member;
};
template <class Owner, class Member>
member_pointer_parts<Owner, Member> parts_of(Member Owner::*);

// Whether Pointer points to a data member of T.
template <class T, class Pointer>
constexpr bool is_member_of() {
  if constexpr (std::is_member_object_pointer_v<Pointer>) {
    return std::is_same_v<typename decltype(parts_of(Pointer()))::owner, T>;
  }
  return false;
}

// What describe() may say of a member.
template <class Member>
class described_member {
 public:
  explicit described_member(member_notes& notes) : notes_(notes) {}

  described_member& doc(std::string_view text) { return say(notes_.doc, text); }
  described_member& deprecated(std::string_view why) { return say(notes_.deprecated, why); }
  // Its name in GraphQL.
  described_member& name(std::string_view name) { return say(notes_.name, name); }
  // Its key in the stored document; of an input, the parameter it becomes, without `p_`.
  described_member& stored(std::string_view key) { return say(notes_.stored, key); }
  // A real column of the relation that has the same value: filters and orderings use it.
  described_member& column(std::string_view name) { return say(notes_.column, name); }
  // The stored key by which a std::variant's alternatives are told apart; "type" otherwise.
  described_member& discriminator(std::string_view key) { return say(notes_.discriminator, key); }
  // The word that the claims of a request must have to read it; without it the request is refused,
  // or the field is null.
  described_member& authorize(std::string_view needs) {
    forbid_without(notes_.authorized, needs);
    return *this;
  }
  described_member& authorize_or_null(std::string_view needs) {
    null_without(notes_.authorized, needs);
    return *this;
  }
  // What an input or argument is where the client does not give it.
  described_member& defaults(Member value) {
    notes_.defaults.say(std::make_shared<const Member>(std::move(value)));
    return *this;
  }

 private:
  described_member& say(remark<std::string>& about, std::string_view text) {
    detail::say(about, text);
    return *this;
  }
  member_notes& notes_;
};

// What describe() may say of a const member function of T.
template <class T>
class computed_member {
 public:
  explicit computed_member(member_notes& notes) : notes_(notes) {}

  computed_member& doc(std::string_view text) { return say(notes_.doc, text); }
  computed_member& deprecated(std::string_view why) { return say(notes_.deprecated, why); }
  computed_member& name(std::string_view name) { return say(notes_.name, name); }
  computed_member& discriminator(std::string_view key) { return say(notes_.discriminator, key); }
  computed_member& authorize(std::string_view needs) {
    forbid_without(notes_.authorized, needs);
    return *this;
  }
  computed_member& authorize_or_null(std::string_view needs) {
    null_without(notes_.authorized, needs);
    return *this;
  }
  // The members it looks at; the others are left as they are in an empty object.
  template <auto... Members>
  computed_member& needs() {
    static_assert((is_member_of<T, decltype(Members)>() && ...),
                  "fraiseql: needs<> names data members of the struct that is described");
    detail::say(notes_.needs, {value_name_text<Members>.characters...});
    return *this;
  }

 private:
  computed_member& say(remark<std::string>& about, std::string_view text) {
    detail::say(about, text);
    return *this;
  }
  member_notes& notes_;
};

// What describe() may say of the rows that belong to a struct: of a find<T> or a find_one<T>.
template <operation Kind>
class related_rows {
 public:
  explicit related_rows(member_notes& notes) : notes_(notes) {}

  related_rows& doc(std::string_view text) { return say(notes_.doc, text); }
  related_rows& deprecated(std::string_view why) { return say(notes_.deprecated, why); }
  related_rows& name(std::string_view name) { return say(notes_.name, name); }
  related_rows& authorize(std::string_view needs) {
    forbid_without(notes_.authorized, needs);
    return *this;
  }
  related_rows& authorize_or_null(std::string_view needs) {
    null_without(notes_.authorized, needs);
    return *this;
  }
  // The rows that a request may ask for at most, of each object.
  related_rows& max_limit(std::int32_t rows) {
    static_assert(Kind == operation::find, "fraiseql: only a find<T> has a max_limit");
    notes_.max_limit.say(rows);
    return *this;
  }
  // A second field, `postsAggregate` beside `posts`, answers with groups of the rows.
  related_rows& aggregated() {
    static_assert(Kind == operation::find, "fraiseql: only a find<T> is aggregated");
    notes_.is_aggregated.say(true);
    return *this;
  }

 private:
  related_rows& say(remark<std::string>& about, std::string_view text) {
    detail::say(about, text);
    return *this;
  }
  member_notes& notes_;
};

// What describe() may say of an enumerator.
class described_value {
 public:
  explicit described_value(enumerator_notes& notes) : notes_(notes) {}

  described_value& doc(std::string_view text) { return say(notes_.doc, text); }
  described_value& deprecated(std::string_view why) { return say(notes_.deprecated, why); }
  described_value& name(std::string_view name) { return say(notes_.name, name); }
  // How the database spells it.
  described_value& stored(std::string_view text) { return say(notes_.stored, text); }

 private:
  described_value& say(remark<std::string>& about, std::string_view text) {
    detail::say(about, text);
    return *this;
  }
  enumerator_notes& notes_;
};

// Whether Function can be a computed field of T; says why where it cannot.
template <class T, auto Function>
constexpr bool is_computed() {
  using signature_of = signature<decltype(Function)>;
  if constexpr (!signature_of::is_constant_member) {
    static_assert(signature_of::is_constant_member,
                  "fraiseql: field<> names a data member or a const or static member function of "
                  "the struct that is described");
    return false;
  } else if constexpr (!std::is_same_v<typename signature_of::owner, T>) {
    static_assert(std::is_same_v<typename signature_of::owner, T>,
                  "fraiseql: field<> names a data member or a const or static member function of "
                  "the struct that is described");
    return false;
  } else if constexpr (!std::is_move_assignable_v<T>) {
    static_assert(std::is_move_assignable_v<T>,
                  "fraiseql: a struct with a computed field cannot be filled; remove const from "
                  "its members");
    return false;
  } else if constexpr (!is_graphql_name(value_name<Function>)) {
    static_assert(is_graphql_name(value_name<Function>),
                  "fraiseql: a function's name is not a GraphQL name; use a function that is not "
                  "a template and has ASCII letters, digits and underscores in its name");
    return false;
  } else if constexpr (takes_commands(typename signature_of::parameters{})) {
    static_assert(!takes_commands(typename signature_of::parameters{}),
                  "fraiseql: a computed field only reads; take a query_repository& instead of a "
                  "command_repository&");
    return false;
  } else {
    static_assert(kind_of<typename signature_of::result> == operation::native,
                  "fraiseql: a computed field returns data, not find<T>, find_one<T> or call<T>; "
                  "make what returns find<T> or find_one<T> static");
    return kind_of<typename signature_of::result> == operation::native && is_native<signature_of>();
  }
}

// Whether Function can say which rows belong to a struct; says why where it cannot.
template <auto Function>
constexpr bool is_relation() {
  using signature_of = signature<decltype(Function)>;
  constexpr operation kind = kind_of<typename signature_of::result>;
  if constexpr (kind != operation::find && kind != operation::find_one) {
    static_assert(kind == operation::find,
                  "fraiseql: a static member function that becomes a field returns find<T> or "
                  "find_one<T>; a field that is worked out is a const member function");
    return false;
  } else if constexpr (!std::is_same_v<typename signature_of::parameters, list<>>) {
    static_assert(std::is_same_v<typename signature_of::parameters, list<>>,
                  "fraiseql: a static member function that becomes a field takes nothing; it is "
                  "called once, when the schema is made");
    return false;
  } else {
    static_assert(is_graphql_name(value_name<Function>),
                  "fraiseql: a function's name is not a GraphQL name; use a function that is not "
                  "a template and has ASCII letters, digits and underscores in its name");
    return is_graphql_name(value_name<Function>);
  }
}

}  // namespace detail

template <class T>
class type {
 public:
  type(const type&) = delete;
  type& operator=(const type&) = delete;

  type& doc(std::string_view text) { return say(notes_.doc, text); }
  // Its name in GraphQL. The relation it is read from keeps the name of the struct.
  type& name(std::string_view name) { return say(notes_.name, name); }
  // What its rows are read from, instead of `tv_<name>`; also "schema.name".
  type& relation(std::string_view name) { return say(notes_.relation, name); }
  // Of an interface: the stored key that names the type of an object; "type" otherwise.
  type& discriminator(std::string_view key) { return say(notes_.discriminator, key); }

  // Everybody may read its rows, so nothing in the database need protect them.
  type& is_public() {
    notes_.is_public.say(true);
    return *this;
  }
  // The word that the claims of a request must have to read any of it.
  type& authorize(std::string_view needs) {
    detail::forbid_without(notes_.authorized, needs);
    return *this;
  }

  // The texts that its rows are searched in for words, all together, and how PostgreSQL reads them:
  // without a configuration as the setting `search_configuration` says.
  template <auto... Members>
  type& search(std::string_view configuration = {}) {
    static_assert(sizeof...(Members) > 0 && (detail::is_member_of<T, decltype(Members)>() && ...),
                  "fraiseql: search<> names data members of the struct that is described");
    detail::search_in(notes_.search, {detail::value_name_text<Members>.characters...},
                      configuration);
    return *this;
  }
  // The same of a column of the type tsvector, which the database fills.
  type& search_column(std::string_view column, std::string_view configuration = {}) {
    detail::search_in_column(notes_.search, column, configuration);
    return *this;
  }

  // Interface is a plain struct, whose members are the fields that T must have.
  template <class Interface>
  type& implements() {
    detail::add_interface(notes_, &detail::structure_of<Interface>);
    return *this;
  }

  // A member, or a const or static member function that becomes a field.
  template <auto Member>
  auto field() {
    if constexpr (std::is_member_object_pointer_v<decltype(Member)>) {
      using parts = decltype(detail::parts_of(Member));
      static_assert(std::is_same_v<typename parts::owner, T>,
                    "fraiseql: field<> names a data member or a const or static member function "
                    "of the struct that is described");
      return detail::described_member<std::remove_cv_t<typename parts::member>>(
          detail::add_member(notes_, detail::value_name_text<Member>.characters, nullptr));
    } else if constexpr (detail::signature<decltype(Member)>::is_function) {
      constexpr const char* name = detail::value_name_text<Member>.characters;
      if constexpr (detail::is_relation<Member>()) {
        return detail::related_rows<detail::field<Member>.kind>(
            detail::add_member(notes_, name, &detail::field<Member>));
      } else {
        return detail::related_rows<detail::operation::find>(
            detail::add_member(notes_, "", nullptr));
      }
    } else if constexpr (detail::is_computed<T, Member>()) {
      return detail::computed_member<T>(detail::add_member(
          notes_, detail::value_name_text<Member>.characters, &detail::field<Member>));
    } else {
      return detail::computed_member<T>(detail::add_member(notes_, "", nullptr));
    }
  }

  // An enumerator.
  template <auto Value>
  detail::described_value value() {
    static_assert(std::is_same_v<decltype(Value), T>,
                  "fraiseql: value<> names an enumerator of the enum that is described");
    return detail::described_value(detail::add_value(
        notes_, detail::value_name_text<Value>.characters, static_cast<std::int64_t>(Value)));
  }

 private:
  template <class Described>
  friend void detail::take_notes(detail::type_notes& into);
  explicit type(detail::type_notes& notes) : notes_(notes) {}

  type& say(detail::remark<std::string>& about, std::string_view text) {
    detail::say(about, text);
    return *this;
  }
  detail::type_notes& notes_;
};

namespace detail {

template <class T>
void take_notes(type_notes& into) {
  type<T> notes(into);
  if constexpr (std::is_class_v<T>) {
    if constexpr (describes_itself<T>) T::describe(notes);
  }
  if constexpr (is_described<T>) describe(notes);
}

}  // namespace detail
}  // namespace fraiseql::api
