// Prove a document legal: for a schema (specification, section 5), or as a type system.
//
// Each rule stands in a file of its own under rules/, named as the specification and
// graphql-js name it. A validated_document is the proof: only validate() makes one, and
// everything behind validation takes it instead of a document.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/graphql_error.hpp"
#include "base/result.hpp"
#include "language/document.hpp"
#include "schema/schema.hpp"

namespace fraiseql::validation {

// Whether messages say `did you mean "title"?`, which tells names of the schema.
enum class suggestions : std::uint8_t { shown, hidden };

// Whether documents may ask for `__schema` and `__type`.
enum class introspection : std::uint8_t { allowed, refused };

struct validate_options {
  validation::suggestions suggestions = validation::suggestions::shown;
  validation::introspection introspection = validation::introspection::allowed;
};

class validated_document {
 public:
  [[nodiscard]] const language::document& document() const { return *document_; }
  [[nodiscard]] const schema::schema& schema() const { return *schema_; }
  // What it was validated with, for what is checked later (coerce_variables).
  [[nodiscard]] const validate_options& options() const { return options_; }
  // Whether a variable of that name is the `after` or `before` of a connection anywhere in it.
  [[nodiscard]] bool is_cursor(std::string_view variable) const;

 private:
  friend result<validated_document, std::vector<graphql_error>> validate(
      std::shared_ptr<const language::document>, std::shared_ptr<const schema::schema>,
      const validate_options&);
  validated_document(std::shared_ptr<const language::document> document,
                     std::shared_ptr<const schema::schema> schema, const validate_options& options,
                     std::vector<std::string_view> cursors)
      : document_(std::move(document)),
        schema_(std::move(schema)),
        options_(options),
        cursors_(std::move(cursors)) {}

  std::shared_ptr<const language::document> document_;
  std::shared_ptr<const schema::schema> schema_;
  validate_options options_;
  std::vector<std::string_view> cursors_;  // names of variables, sorted, in the document's text
};

// All errors of all rules, up to max_errors, in the order of the rules and then of the
// text, each with code GRAPHQL_VALIDATION_FAILED and its locations.
result<validated_document, std::vector<graphql_error>> validate(
    std::shared_ptr<const language::document> document,
    std::shared_ptr<const schema::schema> schema, const validate_options& options = {});

// What keeps a document's type system from being one by itself; empty where nothing does.
// Errors as of validate(). What can only be said of whole types (an interface's fields, a
// default value) is the schema_builder's to check. The document may use the types and
// directives that `prelude` defines, and may define them again.
std::vector<graphql_error> validate_type_system(const language::document& document,
                                                const validate_options& options = {},
                                                const language::document* prelude = nullptr);

// The errors of one rule alone, which is no proof. `name` is one of rule_names(), also with
// "Rule" behind it; another name is a BAD_USER_INPUT.
std::vector<graphql_error> validate_rule(const language::document& document,
                                         const schema::schema& schema, std::string_view name,
                                         const validate_options& options = {});

// The rules of validate() in their order, as graphql-js names them without "Rule".
std::span<const std::string_view> rule_names();

}  // namespace fraiseql::validation
