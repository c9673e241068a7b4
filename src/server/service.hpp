// service: a started server: its event loops, what leads them, and its end. serve() makes what it
// needs, and runs one.
#pragma once

#include <optional>
#include <string>

#include "base/log.hpp"
#include "base/result.hpp"
#include "execution/documents.hpp"
#include "server/apply_sql.hpp"
#include "server/connection_budget.hpp"
#include "server/identity.hpp"
#include "server/serve.hpp"
#include "server/watched_files.hpp"

namespace fraiseql::server {

// What the start found in the files is known by them, so that no later change is lost.
struct started_files {
  std::optional<apply_sql_options> sql = {};  // what was applied, if anything
  std::optional<watched_files> watched = {};
};

struct service_options {
  const serve_options& asked;  // borrowed
  std::string conninfo;        // of the role that serves
  connection_budget budget;
  started_files files = {};
  identity_source who;
  execution::document_rules documents = {};
  log_function log = {};
};

// A line for people, who read it at a terminal.
void say(const serve_options& options, std::string_view line);

// Blocks until SIGINT or SIGTERM and the drain after it. On the main thread.
result<done> run_service(service_options options);

}  // namespace fraiseql::server
