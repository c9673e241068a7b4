// The version of FraiseQL that a program was built with.
#pragma once

namespace fraiseql::cli {

inline constexpr const char* version = "0.1.0";

}  // namespace fraiseql::cli
