// build_info: what this program was built as. A file of its own, as it alone is told of the
// version.
#pragma once

#include <string_view>

namespace fraiseql::server {

std::string_view version();  // "0.1.0"

}  // namespace fraiseql::server
