// The quickstart as a newcomer has it: its directory copied to a temporary place, its
// program run there, asked over HTTP.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "support/child_process.hpp"
#include "support/http_client.hpp"
#include "support/temporary_project.hpp"

namespace fraiseql::testing {

using arguments = std::vector<std::string>;
using environment = std::map<std::string, std::string>;

inline bool has_text(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

inline void expect_says(const std::string& text, std::string_view part) {
  EXPECT_TRUE(has_text(text, part)) << "no \"" << part << "\" in: " << text;
}

// A program that ran to its end.
struct ended {
  int status = -1;
  std::string output = {};
  std::string errors = {};
};

inline constexpr const char* create_note =
    "mutation($title: String!) { createNote(input: {title: $title}) { title } }";

// A copy of examples/quickstart, or of another directory of the tree that has a db/.
class quickstart_project : public temporary_project {
 public:
  quickstart_project() : quickstart_project("examples/quickstart", "quickstart") {}
  quickstart_project(std::string_view directory, std::string_view program);
  // Waits until the postmaster of the project, if there is one, is gone.
  ~quickstart_project();
  quickstart_project(const quickstart_project&) = delete;
  quickstart_project& operator=(const quickstart_project&) = delete;

  // Copies tests/end_to_end/sql/`name` to db/`as`.
  void add_sql(std::string_view name, std::string_view as) const;
  void remove(std::string_view name) const;
  [[nodiscard]] std::string read(std::string_view name) const;

  // The process id of the embedded PostgreSQL, 0 when none runs.
  [[nodiscard]] pid_t postmaster() const;
  // libpq connection string of the embedded database for PostgreSQL's role `role`.
  [[nodiscard]] std::string conninfo(std::string_view role) const;

  // The program with these arguments, in the project's directory. `serve` finds a cluster there.
  [[nodiscard]] std::unique_ptr<child_process> run(const arguments& given = {},
                                                   const environment& more = {},
                                                   process_group group = {}) const;

 private:
  std::string program_;
};

// A running `quickstart serve --port 0`.
class quickstart_server {
 public:
  explicit quickstart_server(const quickstart_project& project, arguments more = {},
                             const environment& variables = {}, process_group group = {});

  // False, with the test failed, when the address was never printed.
  [[nodiscard]] bool serves() const { return port_ != 0; }
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] child_process& process() const { return *process_; }

  [[nodiscard]] http_response get(const std::string& target) const;
  http_response graphql(std::string_view query, std::string_view variables = "{}") const;
  // The answer's body alone.
  std::string ask(std::string_view query, std::string_view variables = "{}") const;
  [[nodiscard]] bool becomes_ready() const;
  // The signal, then the exit status.
  int end(int signal) const;

 private:
  std::unique_ptr<child_process> process_;
  std::uint16_t port_ = 0;
};

// A GraphQL request; `variables` is JSON.
http_request graphql_request(std::string_view query, std::string_view variables = "{}");

}  // namespace fraiseql::testing
