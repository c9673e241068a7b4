// Prove a document legal for a schema (specification, section 5).
//
// Each rule stands in a file of its own under rules/, named as the specification and
// graphql-js name it. A validated_document is the proof: only validate() makes one, and
// everything behind validation takes it instead of a document.
#pragma once

#include <memory>
#include <vector>

#include "base/graphql_error.hpp"
#include "base/result.hpp"
#include "language/document.hpp"
#include "schema/schema.hpp"

namespace fraiseql::validation {

class validated_document {
 public:
  [[nodiscard]] const language::document& document() const { return *document_; }
  [[nodiscard]] const schema::schema& schema() const { return *schema_; }

 private:
  friend result<validated_document, std::vector<graphql_error>> validate(
      std::shared_ptr<const language::document>, std::shared_ptr<const schema::schema>);
  validated_document(std::shared_ptr<const language::document> document,
                     std::shared_ptr<const schema::schema> schema)
      : document_(std::move(document)), schema_(std::move(schema)) {}

  std::shared_ptr<const language::document> document_;
  std::shared_ptr<const schema::schema> schema_;
};

// All errors of all rules, up to max_errors, in the order of the rules and then of the
// text, each with code GRAPHQL_VALIDATION_FAILED and its locations.
result<validated_document, std::vector<graphql_error>> validate(
    std::shared_ptr<const language::document> document,
    std::shared_ptr<const schema::schema> schema);

}  // namespace fraiseql::validation
