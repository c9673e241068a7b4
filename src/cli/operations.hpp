// operations: the operations of many files as documents of their own, each with the fragments that
// it needs, from whichever file: what `persist` writes down.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "base/graphql_error.hpp"
#include "cli/source_text.hpp"
#include "language/ast.hpp"
#include "schema/schema.hpp"

namespace fraiseql::cli {

// Where a part of a document is from: its first line, which may begin within a line of the file.
struct document_piece {
  std::size_t file = 0;
  std::uint32_t line = 1;  // of the document
  source_location from = {.line = 1, .column = 1};
};

struct persisted_operation {
  std::string name;
  language::operation_kind kind = language::operation_kind::query;
  std::string text;
  std::vector<document_piece> pieces = {};  // in the order of the text
};

struct found_error {
  std::size_t file = 0;
  graphql_error error;
};

struct gathered_operations {
  std::vector<persisted_operation> operations;  // by name
  std::vector<found_error> errors;              // in the order of the files
};

// A file that is one operation with all the fragments it needs and no others is taken as it is, to
// the byte. Of others the document is the operation's text, and behind it those of its fragments in
// the order of their first use, with an empty line between them. Names are unique.
gathered_operations gather_operations(const std::vector<source_text>& files);

// What is wrong with them for a schema, at its place in the files.
std::vector<found_error> validate_operations(const std::vector<persisted_operation>& operations,
                                             const std::shared_ptr<const schema::schema>& schema);

}  // namespace fraiseql::cli
