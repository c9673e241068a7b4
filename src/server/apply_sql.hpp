// apply_sql: apply the SQL files of a directory to a database: new and changed ones, in the order
// of their names, each in one transaction; a hash of each is kept in the table
// fraiseql.applied(file text primary key, sha256 text, applied_at timestamptz).
#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace fraiseql::server {

struct apply_sql_options {
  std::filesystem::path directory;  // its SQL files: see is_sql_file
  std::string owner_conninfo;       // the role that applies
  // Gets USAGE on schema public, reads and writes its tables, uses its sequences and
  // executes its functions, now and later (why: apply_sql.cpp). Granted once, before
  // the files run, so that a REVOKE in a file stays; may be empty. Has what install() makes, too.
  std::string serving_role = {};
  std::stop_token stop = {};  // ends it soon: nothing of the file under way stays
};

// Why not all was applied.
struct apply_failure {
  std::string message;
  std::string hint = {};
  // The way to the database was gone, or another session was in the way (a deadlock, a failed
  // serialization): worth another attempt though nothing has changed.
  bool may_pass = false;
};

// *.sql in the directory itself. A name that begins with a dot is no SQL file (locks of editors,
// what macOS leaves beside a file), nor is a directory or a pipe. A link is what it leads to.
bool is_sql_file(const std::filesystem::directory_entry& entry);

// The number of files applied now. The failure names file, line and PostgreSQL's
// message; its hint says `mend it or use --fresh`. Nothing of a failing file stays.
result<int, apply_failure> apply_sql(const apply_sql_options& options,
                                     const std::function<void(std::string_view line)>& progress);

}  // namespace fraiseql::server
