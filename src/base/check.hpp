// FRAISEQL_CHECK(condition): what must hold if our own code is right.
//
// For bugs, never for input. It stays on in release builds: a process that has
// lost its invariants stops with the place named, rather than answer wrongly.
#pragma once

namespace fraiseql {

// Prints the place and the condition to standard error and aborts.
[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace fraiseql

#define FRAISEQL_CHECK(condition)         \
  (static_cast<bool>(condition) ? void(0) \
                                : ::fraiseql::check_failed(#condition, __FILE__, __LINE__))
