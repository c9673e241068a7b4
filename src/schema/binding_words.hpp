// binding_words: a schema's bindings in words, as the directives that say them
// (docs/api/directives.md). Private to the room: print.cpp puts them where they belong.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "schema/schema.hpp"

namespace fraiseql::schema {

// What has the spelling that follows from its name needs no words: then they are "". Else they
// begin with a space.
class binding_words {
 public:
  // Borrows the schema.
  explicit binding_words(const schema& of);

  // Why there are no words for the schema, or nothing.
  [[nodiscard]] std::optional<failure> wrong() const;

  // Whether the type comes by itself, with another one or with the framework.
  [[nodiscard]] static bool comes_by_itself(const type& one);
  // Whether the field's arguments come with its directive.
  [[nodiscard]] static bool adds_arguments(const field& one);

  [[nodiscard]] static std::string of(const constraint& one);
  [[nodiscard]] static std::string of(const session_setting& one);
  [[nodiscard]] static std::string of(const request_role& one);
  [[nodiscard]] std::string of(const type& one) const;
  // Of what the type consists of.
  [[nodiscard]] std::string of(const type& owner, const field& one) const;
  [[nodiscard]] std::string of(const type& owner, const enum_value& one) const;
  [[nodiscard]] std::string of(const type& owner, const input_value& one) const;

 private:
  const schema& schema_;
  // The input, and those inside of it.
  void pass(const type& input);
  // What is said of a field's binding.
  [[nodiscard]] std::string binding_of(const type& owner, const field& one) const;
  // What a function returns: an object, or one of the types of an interface or a union.
  void give_back(const type& returned);

  std::set<const type*> read_;      // what a field reads rows of
  std::set<const type*> returned_;  // what a function's rows may be of
  std::set<const type*> passed_;    // inputs that go to a function, and those inside
  // Nobody sees the others, so it makes no difference how they are stored.
  std::unordered_set<const type*> reached_;
};

}  // namespace fraiseql::schema
