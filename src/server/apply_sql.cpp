// The main path is apply_sql at the end: lock, prepare, grant, then file by file.
//
// A file is sent as one string within a transaction that also holds its row in
// fraiseql.applied. A COMMIT in the file would break that, so the transaction carries a
// guard: a temporary table with a deferred unique constraint that is violated until the
// statement appended to the file removes its rows. A COMMIT before that fails and takes
// everything with it; after a ROLLBACK the table is gone, so the appended statement
// fails and takes with it what came in between.
#include "server/apply_sql.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <system_error>
#include <vector>

#include "base/text.hpp"
#include "execution/sha256.hpp"
#include "postgres/blocking_session.hpp"
#include "server/install.hpp"
#include "server/sql_script.hpp"
#include "server/system_failure.hpp"

namespace fraiseql::server {
namespace {

namespace fs = std::filesystem;
using postgres::blocking_session;

constexpr const char* mend_it = "mend it or use --fresh";
constexpr std::string_view guard_name = "fraiseql_transaction";

constexpr const char* try_lock =
    "select pg_catalog.pg_try_advisory_lock(pg_catalog.hashtextextended('fraiseql.applied', 0))"
    "::text";
constexpr const char* wait_for_lock =
    "select pg_catalog.pg_advisory_lock(pg_catalog.hashtextextended('fraiseql.applied', 0))::text";

constexpr const char* create_table =
    "create schema if not exists fraiseql; "
    "create table fraiseql.applied (file text primary key, sha256 text not null, "
    "applied_at timestamptz not null default now())";

constexpr const char* record_file =
    "insert into fraiseql.applied (file, sha256) values ($1, $2) on conflict (file) do update "
    "set sha256 = excluded.sha256, applied_at = excluded.applied_at";

// With its client gone, for it was to stop, a statement may wait for a lock or sleep on for hours.
// PostgreSQL 14 and later looks for that where its system can; on others this fails, and the
// statement ends when it next has something to say.
constexpr const char* end_without_client = "set client_connection_check_interval = 1000";

// The last file may have left settings on the session (a dump empties search_path).
constexpr const char* forget_settings = "reset role; reset all";
constexpr const char* begin_file =
    "begin; "
    "create temp table fraiseql_transaction (n int constraint fraiseql_transaction_is_whole "
    "unique deferrable initially deferred) on commit drop; "
    "insert into pg_temp.fraiseql_transaction values (1), (1)";
constexpr const char* end_file = "\n;reset role; delete from pg_temp.fraiseql_transaction";

// The serving role writes too: the functions of mutations run with the rights of their
// caller, and change tb_* and tv_* as it. What must only read does so on a read-only
// connection. Default privileges cover what the files make; an earlier blanket grant
// would undo what a file revokes, so both happen once for each role, recognised by the
// default privileges. format() quotes the role.
constexpr const char* is_granted =
    "select from pg_catalog.pg_default_acl d, pg_catalog.aclexplode(d.defaclacl) a "
    "join pg_catalog.pg_roles r on r.oid = a.grantee "
    "where d.defaclrole = (select oid from pg_catalog.pg_roles where rolname = current_user) "
    "and d.defaclnamespace = pg_catalog.to_regnamespace('public') "
    "and d.defaclobjtype = 'r' and r.rolname = $1 limit 1";
constexpr const char* grants =
    "select pg_catalog.format('"
    "begin; "
    "grant usage on schema public to %1$I; "
    "grant select, insert, update, delete on all tables in schema public to %1$I; "
    "grant usage on all sequences in schema public to %1$I; "
    "grant execute on all routines in schema public to %1$I; "
    "alter default privileges in schema public "
    "grant select, insert, update, delete on tables to %1$I; "
    "alter default privileges in schema public grant usage on sequences to %1$I; "
    "alter default privileges in schema public grant execute on functions to %1$I; "
    "commit', $1::text)";

struct sql_file {
  fs::path path;
  std::string name;
  std::string text = {};
  std::string hash = {};
};

bool may_pass(const postgres::error& reason) {
  return reason.is_unavailable() || reason.sqlstate == "40P01" || reason.sqlstate == "40001";
}

apply_failure database_failure(const std::string& doing, const postgres::error& reason) {
  return {.message = "cannot " + doing + ": " + reason.message,
          .hint = reason.hint,
          .may_pass = may_pass(reason)};
}

failed<apply_failure> of_files(failure why) {
  return {{.message = std::move(why.message), .hint = std::move(why.hint)}};
}

result<std::vector<sql_file>> list_files(const fs::path& directory) {
  std::vector<sql_file> files;
  std::error_code error;
  if (fs::status(directory, error).type() == fs::file_type::not_found) return files;
  auto entries = fs::directory_iterator(directory, error);
  for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
    if (!is_sql_file(*entries)) continue;
    files.push_back({.path = entries->path(), .name = entries->path().filename().string()});
  }
  if (error) {
    return failed{system_failure("read the directory " + directory.string(), error.value())};
  }
  std::ranges::sort(files, {}, &sql_file::name);
  return files;
}

result<done> read_text(sql_file& file) {
  std::ifstream stream(file.path, std::ios::binary);
  if (!stream) return failed{system_failure("read " + file.path.string(), errno)};
  file.text.assign(std::istreambuf_iterator<char>(stream), {});
  if (stream.bad()) return failed{system_failure("read " + file.path.string(), EIO)};
  if (!is_utf8(file.text) || !is_utf8(file.name)) {
    return failed{failure{.message = file.path.string() + " is not UTF-8",
                          .hint = "convert it, for example with iconv"}};
  }
  if (file.text.find('\0') != std::string::npos) {
    return failed{
        failure{.message = file.path.string() + " has a zero byte in it", .hint = mend_it}};
  }
  file.hash = execution::sha256(file.text);
  // psql drops a byte order mark too.
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (file.text.starts_with(byte_order_mark)) file.text.erase(0, byte_order_mark.size());
  return done{};
}

// The line that failed, by PostgreSQL's position, else by the number of the statement.
std::optional<std::size_t> line_of(const sql_file& file, const postgres::error& reason,
                                   std::size_t statements_done) {
  std::size_t position = 0;
  const std::string& text = reason.position;
  std::from_chars(text.data(), text.data() + text.size(), position);
  if (position > 0) return line_of_character(file.text, position);
  const std::vector<std::size_t> starts = statement_starts(file.text);
  if (statements_done < starts.size()) return line_of_offset(file.text, starts[statements_done]);
  return std::nullopt;
}

apply_failure file_failure(const sql_file& file, const postgres::error& reason,
                           std::optional<std::size_t> line) {
  const bool is_guard = reason.message.find(guard_name) != std::string::npos;
  std::string message = file.path.string();
  // The guard's own statement is no line of the file; a COMMIT that met it is.
  if (line && (!is_guard || reason.position.empty())) message += ":" + std::to_string(*line);
  if (is_guard) {
    return {
        .message = message + ": the file ends its transaction by a commit or rollback of its own",
        .hint = "mend it: each file is one transaction already, so take them out"};
  }
  message += ": " + reason.message;
  if (!reason.detail.empty()) message += " (" + reason.detail + ")";
  if (!reason.hint.empty()) message += " (" + reason.hint + ")";
  if (may_pass(reason)) return {.message = message, .hint = "try again", .may_pass = true};
  return {.message = message, .hint = mend_it};
}

// What end_without_client cannot do is no failure.
result<done, postgres::error> begin_session(blocking_session& session) {
  FRAISEQL_TRY_DONE(session.run_script(forget_settings));
  [[maybe_unused]] const auto set = session.run_script(end_without_client);
  return done{};
}

result<done, apply_failure> apply_file(blocking_session& session, const sql_file& file) {
  if (auto begun = begin_session(session); !begun) {
    return failed{database_failure("begin a transaction", begun.error())};
  }
  const auto begun = session.run_script(begin_file);
  if (!begun) return failed{database_failure("begin a transaction", begun.error())};
  const auto ran = session.run_script(file.text + end_file);
  if (!ran) {
    const auto line = line_of(file, ran.error(), session.statements_done());
    // Closing the session would do the same, later.
    [[maybe_unused]] const auto undone = session.run_script("rollback");
    return failed{file_failure(file, ran.error(), line)};
  }
  const auto recorded = session.query(record_file, {file.name, file.hash});
  if (!recorded) return failed{database_failure("write fraiseql.applied", recorded.error())};
  // A deferred constraint speaks only now, and names no statement.
  const auto committed = session.run_script("commit");
  if (!committed) return failed{file_failure(file, committed.error(), std::nullopt)};
  return done{};
}

// Two appliers take turns; the lock ends with the session.
result<done, postgres::error> lock(blocking_session& session,
                                   const std::function<void(std::string_view)>& progress) {
  FRAISEQL_TRY(got, session.query(try_lock));
  if (got.front().front() == "true") return done{};
  if (progress) progress("waiting for another process that applies SQL files");
  FRAISEQL_TRY_DONE(session.query(wait_for_lock));
  return done{};
}

result<done, postgres::error> grant(blocking_session& session, const std::string& role) {
  FRAISEQL_TRY(already, session.query(is_granted, {role}));
  if (!already.empty()) return done{};
  FRAISEQL_TRY(statements, session.query(grants, {role}));
  return session.run_script(statements.front().front().value_or(""));
}

using hashes = std::map<std::string, std::string, std::less<>>;

result<hashes, postgres::error> read_applied(blocking_session& session) {
  FRAISEQL_TRY(found, session.query("select pg_catalog.to_regclass('fraiseql.applied')::text"));
  if (!found.front().front()) {
    FRAISEQL_TRY_DONE(session.run_script(create_table));
  }
  FRAISEQL_TRY(rows, session.query("select file, sha256 from fraiseql.applied"));
  hashes applied;
  for (const auto& row : rows) applied.emplace(row[0].value_or(""), row[1].value_or(""));
  return applied;
}

}  // namespace

bool is_sql_file(const fs::directory_entry& entry) {
  const fs::path& path = entry.path();
  if (path.extension() != ".sql" || path.filename().native().starts_with('.')) return false;
  // A link that leads nowhere is one, and cannot be read.
  std::error_code ignored;
  const fs::file_status status = entry.status(ignored);
  return !fs::exists(status) || fs::is_regular_file(status);
}

result<int, apply_failure> apply_sql(const apply_sql_options& options,
                                     const std::function<void(std::string_view line)>& progress) {
  auto listed = list_files(options.directory);
  if (!listed) return of_files(listed.error());
  std::vector<sql_file>& files = *listed;
  if (files.empty() && options.serving_role.empty()) return 0;
  for (sql_file& file : files) {
    if (auto read = read_text(file); !read) return of_files(read.error());
  }
  constexpr int connect_timeout_s = 5;
  auto session = blocking_session::connect(options.owner_conninfo, connect_timeout_s, options.stop);
  if (!session) return failed{database_failure("connect to apply SQL", session.error())};
  [[maybe_unused]] const auto set = session->run_script(end_without_client);
  if (auto locked = lock(*session, progress); !locked) {
    return failed{database_failure("lock fraiseql.applied", locked.error())};
  }
  if (!options.serving_role.empty()) {
    const auto granted = grant(*session, options.serving_role);
    if (!granted) {
      return failed{database_failure("grant to " + options.serving_role, granted.error())};
    }
    if (const auto made = install(*session, options.serving_role); !made) {
      return failed{database_failure("make fraiseql.idempotency", made.error())};
    }
  }
  if (files.empty()) return 0;
  const auto applied = read_applied(*session);
  if (!applied) return failed{database_failure("prepare fraiseql.applied", applied.error())};
  int count = 0;
  for (const sql_file& file : files) {
    const auto before = applied->find(file.name);
    if (before != applied->end() && before->second == file.hash) continue;
    FRAISEQL_TRY_DONE(apply_file(*session, file));
    ++count;
    if (progress) progress("applied " + file.path.string());
  }
  return count;
}

}  // namespace fraiseql::server
