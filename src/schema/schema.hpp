// schema: the verified, immutable type system everything after it works from.
//
// Only schema_builder::build makes one (by assembly.hpp); whoever holds a schema knows that every
// reference in it is resolved and that its bindings make sense. Shared by all threads
// as shared_ptr<const schema> and swapped whole.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/type.hpp"

namespace fraiseql::schema {

class schema {
 public:
  [[nodiscard]] const type* find_type(std::string_view name) const;
  [[nodiscard]] const directive* find_directive(std::string_view name) const;
  // nullptr where the schema has no such root.
  [[nodiscard]] const type* query_type() const { return query_; }
  [[nodiscard]] const type* mutation_type() const { return mutation_; }
  // The roots first, then in the order they were declared or first used.
  [[nodiscard]] const std::deque<type>& types() const { return types_; }
  [[nodiscard]] const std::vector<directive>& directives() const { return directives_; }

  // The meta-field every composite type has (4.1 Type name introspection).
  [[nodiscard]] const field& typename_field() const { return typename_; }

  // Whether an object that is a `type` can also be a `condition` (5.5.2.3).
  [[nodiscard]] bool overlap(const type& a, const type& b) const;

 private:
  friend class assembly;
  schema() = default;

  std::deque<type> types_;  // stable addresses
  std::unordered_map<std::string_view, const type*> by_name_;
  std::vector<directive> directives_;
  const type* query_ = nullptr;
  const type* mutation_ = nullptr;
  field typename_;
};

// The schema in schema definition language, without built-in types and without the
// binding (which names relations): what a client may see.
std::string print(const schema& schema);

}  // namespace fraiseql::schema
