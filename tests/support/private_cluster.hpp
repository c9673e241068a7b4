// private_cluster: a PostgreSQL of the test's own on a private Unix socket, for what a
// DATABASE_URL names. It can be stopped and started again, at the same address.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "server/development_database.hpp"
#include "support/temporary_project.hpp"

namespace fraiseql::testing {

class private_cluster {
 public:
  // `settings` are lines of postgresql.conf, "name=value".
  explicit private_cluster(std::vector<std::string> settings = {});

  void start();
  void stop();

  // Connection strings; they stay valid over a restart. The owner may create and drop in
  // the schema public, the serving role may only use it.
  [[nodiscard]] const std::string& owner() const { return owner_; }
  [[nodiscard]] const std::string& serving() const { return serving_; }

  // Runs the statements as owner; their failure fails the test.
  void run(const std::string& sql) const;
  // The first value of the first row, "null", or what went wrong.
  [[nodiscard]] std::string ask(const std::string& sql) const;
  // PostgreSQL's own log so far.
  [[nodiscard]] std::string log() const;

 private:
  temporary_project project_ = {};
  std::vector<std::string> settings_;
  std::unique_ptr<server::development_database> database_ = {};
  std::string owner_ = {};
  std::string serving_ = {};
  std::filesystem::path log_file_ = {};
};

// The same with any connection string.
std::string ask_database(const std::string& conninfo, const std::string& sql);
void run_in_database(const std::string& conninfo, const std::string& sql);

}  // namespace fraiseql::testing
