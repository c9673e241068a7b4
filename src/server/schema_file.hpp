// A schema that is text in a file, for a process that follows what its author saves.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "schema/schema.hpp"
#include "server/file_stamp.hpp"

namespace fraiseql::server {

// Why a saved change is not served.
struct reload_failure {
  std::string text;       // for a terminal, in full; lines
  std::string summary;    // for a client
  bool may_pass = false;  // worth another attempt though nothing has changed
};

using built_schema = result<std::shared_ptr<const schema::schema>, reload_failure>;

struct schema_file {
  std::filesystem::path path;
  file_stamp as_read;                   // from before it was read for the schema of the start
  std::function<built_schema()> build;  // from what the file has now; on a thread of its own
};

}  // namespace fraiseql::server
