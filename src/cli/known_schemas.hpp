// known_schemas: the schemas of a conversation by JSON lines, so that a schema which comes
// with thousands of questions is built once.
#pragma once

#include <string>
#include <unordered_map>

#include "frontend/sdl/sdl_frontend.hpp"

namespace fraiseql::cli {

// Schemas by their text. Forgets them all rather than pass 256 MiB, as estimated.
class known_schemas {
 public:
  // Good until the next call.
  const frontend::schema_result& find(const std::string& text);

 private:
  std::size_t bytes_ = 0;
  std::unordered_map<std::string, frontend::schema_result> by_text_;
};

}  // namespace fraiseql::cli
