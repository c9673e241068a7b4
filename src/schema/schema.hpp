// schema: the verified, immutable type system everything after it works from.
//
// Only schema_builder::build makes one (by assembly.hpp); whoever holds a schema knows that every
// reference in it is resolved and that its bindings make sense. Shared by all threads
// as shared_ptr<const schema> and swapped whole.
#pragma once

#include <array>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.hpp"
#include "language/ast.hpp"
#include "schema/introspection.hpp"
#include "schema/type.hpp"

namespace fraiseql::schema {

// What clients read when a call breaks the constraint or unique index of that name.
struct constraint {
  std::string name;
  std::string message;
  std::string argument = {};  // the field of the call's input that is to blame; or ""
};

// A setting of each transaction that has a claim of who asks, "" where there is none: what policies
// and functions read by current_setting(name, true) (docs/api/identity.md).
struct session_setting {
  std::string name;   // "app.tenant_id"
  std::string claim;  // "tenant_id"
};

// Each transaction runs as the role that a claim names, one of `allowed`; that of who says nothing
// as `anonymous`.
struct request_role {
  std::string claim;
  std::vector<std::string> allowed;
  std::string anonymous;
};

class schema {
 public:
  [[nodiscard]] const type* find_type(std::string_view name) const;
  [[nodiscard]] const directive* find_directive(std::string_view name) const;
  // nullptr where the schema has no such root.
  [[nodiscard]] const type* query_type() const { return query_; }
  [[nodiscard]] const type* mutation_type() const { return mutation_; }
  [[nodiscard]] const type* subscription_type() const { return subscription_; }
  [[nodiscard]] const type* root_type(language::operation_kind kind) const;
  [[nodiscard]] const std::optional<std::string>& description() const { return description_; }
  // Of the schema definition and its extensions.
  [[nodiscard]] const std::vector<place>& at() const { return at_; }
  // Of the root type's name in the schema definition, or nowhere.
  [[nodiscard]] place root_at(language::operation_kind kind) const;

  // In the order they were declared, then those that came with them: built-in scalars, those
  // of introspection, what the framework adds.
  [[nodiscard]] const std::deque<type>& types() const { return types_; }
  [[nodiscard]] const std::vector<directive>& directives() const { return directives_; }

  // The meta-field every composite type has (4.1 Type name introspection).
  [[nodiscard]] const field& typename_field() const { return typename_; }
  // The field of that name that may be selected on `parent`, meta-fields included (those of
  // 4.2 Schema introspection only on the query root).
  [[nodiscard]] const field* find_field(const type& parent, std::string_view name) const;

  // Whether the program works out any of its fields.
  [[nodiscard]] bool has_native_fields() const { return has_native_fields_; }

  // A schema for the program's functions, in which a field of the query root lists the rows of each
  // type that has a read table, by the type's name; nullptr where no function reads rows. No
  // client sees it.
  [[nodiscard]] const std::shared_ptr<const schema>& repository() const { return repository_; }

  // What is said of the database's constraints, in the order it was declared.
  [[nodiscard]] const std::vector<constraint>& constraints() const { return constraints_; }

  // What the database is told of who asks, in the order it was declared.
  [[nodiscard]] const std::vector<session_setting>& session_settings() const {
    return session_settings_;
  }
  [[nodiscard]] const std::optional<request_role>& role() const { return role_; }
  // Whether it makes a difference to the database who asks: then there must be a source of
  // identity.
  [[nodiscard]] bool has_identity() const { return !session_settings_.empty() || role_; }
  // What authorizations need, each once.
  [[nodiscard]] const std::vector<std::string>& permissions() const { return permissions_; }

  // Whether functions of mutations write while they run.
  [[nodiscard]] bool has_commands() const { return has_commands_; }

  // What __schema and __type answer from.
  [[nodiscard]] const introspection_records& introspection() const { return *introspection_; }

  // Whether an object that is a `type` can also be a `condition` (5.5.2.3).
  [[nodiscard]] bool overlap(const type& a, const type& b) const;

 private:
  friend class assembly;
  schema() = default;

  std::deque<type> types_;  // stable addresses
  std::unordered_map<std::string_view, const type*> by_name_;
  std::vector<directive> directives_;
  std::optional<std::string> description_;
  const type* query_ = nullptr;
  const type* mutation_ = nullptr;
  const type* subscription_ = nullptr;
  std::vector<place> at_;
  std::array<place, 3> root_at_ = {nowhere, nowhere, nowhere};  // by operation_kind
  bool has_native_fields_ = false;
  std::shared_ptr<const schema> repository_;
  bool has_commands_ = false;
  std::vector<constraint> constraints_;
  std::vector<session_setting> session_settings_;
  std::optional<request_role> role_;
  std::vector<std::string> permissions_;
  field typename_;
  field schema_field_;                                  // __schema
  field type_field_;                                    // __type
  std::optional<introspection_records> introspection_;  // from the end of the build on
};

// The types that answers and arguments of the schema can have values of, its roots among them.
std::unordered_set<const type*> reachable_types(const schema& of);

// The fields that read rows with a find_binding or find_one_binding: those of the query root and
// then the relations of all types, as they were declared.
std::vector<const field*> reading_fields(const schema& of);

// Whether every value of `part` is one of `whole` (3.6.1 IsValidImplementationFieldType).
bool is_subtype(const type_reference& part, const type_reference& whole);

enum class print_order : std::uint8_t { declared, sorted };

// The schema in schema definition language, without built-in types and without the
// binding (which names relations): what a client may see. Byte for byte as graphql-js's
// printSchema, and a line end at the end; `sorted` as of its lexicographicSortSchema.
std::string print(const schema& schema, print_order order = print_order::declared);

// The same with the binding, as a front-end for text reads it again (docs/api/directives.md):
// directives of ours in the place of the arguments and inputs that they add. A failure where no
// directive says what the schema has: what a program works out, or a schema without a binding.
result<std::string> print_with_directives(const schema& schema,
                                          print_order order = print_order::declared);

}  // namespace fraiseql::schema
