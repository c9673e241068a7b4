#include "server/build_info.hpp"

namespace fraiseql::server {

// Named by CMakeLists.txt.
std::string_view version() { return FRAISEQL_VERSION; }

}  // namespace fraiseql::server
