// serve: compose the process: database, lanes, executor, HTTP server, signals; run it;
// stop it in order.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "schema/schema.hpp"
#include "server/schema_file.hpp"
#include "server/settings.hpp"

namespace fraiseql::server {

struct serve_options {
  settings chosen;
  std::shared_ptr<const schema::schema> schema;
  std::filesystem::path project = ".";   // where .fraiseql/ and the SQL directory are
  bool fresh = false;                    // begin with an empty development database
  bool apply_sql = false;                // apply the SQL files to database_url as well
  bool watch = false;                    // serve what is saved meanwhile; see is_watchable
  bool check_indexes = false;            // say which filters have no index, once it serves
  std::optional<schema_file> file = {};  // where `schema` is from, if not from a program
  std::function<void(std::string_view line)> say;  // for people, while starting and reloading
  // Shown when listening, for example a request to try; given the address.
  std::function<std::string(const std::string& address)> hint;
};

// Whether there is anything that may change meanwhile: a schema file, or SQL that is applied.
bool is_watchable(const serve_options& options);

// Blocks until SIGINT or SIGTERM and the drain after it. Call it from the main thread.
result<done> serve(const serve_options& options);

}  // namespace fraiseql::server
