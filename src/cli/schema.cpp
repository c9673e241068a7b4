// `schema print`: the API as a client may see it.
#include "schema/schema.hpp"

#include <cstdio>

#include "cli/command_line.hpp"

namespace fraiseql::cli {

int print_schema(const schema_source& source) {
  const auto built = source();
  if (!built) {
    report(built.error());
    return failed_status;
  }
  std::fputs(schema::print(**built).c_str(), stdout);
  return success;
}

}  // namespace fraiseql::cli
