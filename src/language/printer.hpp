// Print a document's tree in one canonical form, byte for byte as graphql-js's
// `print` does, so that the two can be compared.
#pragma once

#include <string>

#include "language/document.hpp"
#include "language/parser.hpp"

namespace fraiseql::language {

std::string print(const document& document);
std::string print(const value_node& value);
std::string print(const type_node& type);
std::string print(const schema_coordinate& coordinate);

}  // namespace fraiseql::language
