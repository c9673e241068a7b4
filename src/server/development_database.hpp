// development_database: the private PostgreSQL that `serve` starts when there is no
// DATABASE_URL, so that a newcomer needs nothing but the program.
//
// Owns a cluster directory (a lock on it while it runs) and the postmaster process,
// which listens on a Unix socket in a short private directory only. Data stays between
// runs. The postmaster runs in a session of its own, so that Ctrl-C reaches us alone,
// and gets SIGINT (fast shutdown) by parent-death signal if we are killed; the next
// start adopts or recovers what is left. Why so: docs/decisions/0006.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace fraiseql::server {

struct development_database_options {
  std::filesystem::path project = ".";     // the cluster lives in project/.fraiseql/
  bool fresh = false;                      // throw the old cluster away first
  std::vector<std::string> settings = {};  // more of postgresql.conf, "name=value"
};

class development_database {
 public:
  using report = std::function<void(std::string_view line)>;  // progress, for people

  // The role behind serving_conninfo().
  static constexpr std::string_view serving_role = "fraiseql_serving";

  // Creates the cluster on first use, starts it, makes sure that the owner role
  // (applies SQL), the serving role (serves requests) and the database exist. The
  // failure says in words what is wrong and what to do: binaries missing, disk full,
  // directory of someone else, another instance running.
  // Call it from a thread that lives until stop(): Linux sends the parent-death signal
  // when the thread that started the postmaster ends, not the process.
  static result<std::unique_ptr<development_database>> start(development_database_options options,
                                                             const report& progress);
  // The serving role's connection string, where the project has such a database; whether it runs
  // shows who connects. Nothing is made.
  static std::optional<std::string> conninfo_of_project(const std::filesystem::path& project);
  // Stops as stop() does.
  ~development_database();
  development_database(const development_database&) = delete;
  development_database& operator=(const development_database&) = delete;

  // libpq connection strings.
  [[nodiscard]] const std::string& owner_conninfo() const;
  [[nodiscard]] const std::string& serving_conninfo() const;
  // PostgreSQL's own log.
  [[nodiscard]] const std::filesystem::path& log_file() const;

  // Fast shutdown (SIGINT), waits for its end. May be called twice.
  void stop();

 private:
  struct state;
  explicit development_database(std::unique_ptr<state> owned);
  std::unique_ptr<state> state_;
};

}  // namespace fraiseql::server
