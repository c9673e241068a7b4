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

  [[nodiscard]] std::string of(const type& one) const;
  // Of what the type consists of.
  [[nodiscard]] std::string of(const type& owner, const field& one) const;
  [[nodiscard]] std::string of(const type& owner, const enum_value& one) const;
  [[nodiscard]] std::string of(const type& owner, const input_value& one) const;

 private:
  const schema& schema_;
  std::set<const type*> read_;           // what a field reads rows of
  std::set<const input_value*> passed_;  // fields of what goes to a function
  // Nobody sees the others, so it makes no difference how they are stored.
  std::unordered_set<const type*> reached_;
};

}  // namespace fraiseql::schema
