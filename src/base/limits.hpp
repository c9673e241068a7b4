// The bounds on what one request may ask, with their defaults (docs/api/settings.md).
//
// Each is checked where it is first known, and has a test at the bound and one
// past it.
#pragma once

#include <cstddef>

namespace fraiseql {

struct limits {
  std::size_t body_bytes = 1024 * 1024;      // HTTP request body
  std::size_t document_bytes = 1024 * 1024;  // text of a document
  std::size_t tokens = 10'000;               // lexical tokens of a document
  std::size_t syntax_depth = 200;            // nesting the parser follows (selection, value, type)
  std::size_t depth = 15;                    // nesting of fields after fragments are expanded
  std::size_t aliases = 30;                  // aliased fields after fragments are expanded
  std::size_t root_fields = 20;              // fields at the root after fragments are expanded
  std::size_t mutations = 5;                 // of them, those of a mutation
  std::size_t directives = 50;               // directives after fragments are expanded
  std::size_t cost = 100'000;  // leaf values an operation may answer at its page sizes
  std::size_t introspection_bytes = 16 * 1024 * 1024;  // what __schema and __type answer
  std::size_t json_depth = 100;                        // nesting of a request's JSON
};

}  // namespace fraiseql
