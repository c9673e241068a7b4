// Places in a SQL script, so that a failure can name a line: of the character that
// PostgreSQL points at, or of the n-th statement when it points at nothing (a violated
// constraint, an error raised within a function). Statements are told apart the way
// psql does it: by quotes, dollar quotes, comments, parentheses and the
// BEGIN ATOMIC ... END of a routine; nothing else of SQL is known here.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace fraiseql::server {

// The line (from 1) of the `position`-th character (from 1); the last line if `script`
// is shorter. `script` is UTF-8.
std::size_t line_of_character(std::string_view script, std::size_t position);

// The line (from 1) of the byte at `offset`.
std::size_t line_of_offset(std::string_view script, std::size_t offset);

// Where the first token of each statement stands, in bytes. Empty statements, as
// PostgreSQL sees it, are none.
std::vector<std::size_t> statement_starts(std::string_view script);

}  // namespace fraiseql::server
