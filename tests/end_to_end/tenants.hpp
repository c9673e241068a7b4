// The tenants of tests/end_to_end/tenants, and a server whose proxy says by headers who asks.
#pragma once

#include <gtest/gtest.h>
#include <signal.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "end_to_end/suite.hpp"
#include "support/private_cluster.hpp"

namespace fraiseql::testing {

struct tenants_project : quickstart_project {
  tenants_project() : quickstart_project("tests/end_to_end/tenants", "fraiseql") {}
};

struct asker {
  std::string tenant = {};
  std::string user = {};
  std::string role = {};
};
inline const asker red{"red", "ada", "tenants_user"};
inline const asker blue{"blue", "joan", "tenants_user"};

class tenants_server {
 public:
  // `more_sql` is applied behind that of the project.
  explicit tenants_server(environment more = {}, const std::string& more_sql = {}) {
    more.emplace("FRAISEQL_IDENTITY_HEADERS", "x-tenant = tenant_id, x-user = sub, x-role = role");
    if (!more_sql.empty()) project_.write("db/02_more.sql", more_sql);
    server_ = std::make_unique<quickstart_server>(project_, arguments{}, more);
  }
  ~tenants_server() {
    if (server_->serves()) {
      EXPECT_EQ(server_->end(SIGTERM), 0);
    }
  }
  tenants_server(const tenants_server&) = delete;
  tenants_server& operator=(const tenants_server&) = delete;

  using headers = std::vector<std::pair<std::string, std::string>>;

  static http_request request(const asker& by, const std::string& document,
                              const headers& more = {}, std::string_view variables = "{}") {
    http_request made = graphql_request(document, variables);
    if (!by.tenant.empty()) made.headers.emplace_back("X-Tenant", by.tenant);
    if (!by.user.empty()) made.headers.emplace_back("X-User", by.user);
    if (!by.role.empty()) made.headers.emplace_back("X-Role", by.role);
    made.headers.insert(made.headers.end(), more.begin(), more.end());
    return made;
  }
  std::string ask(const asker& by, const std::string& document, const headers& more = {}) const {
    return exchange(server_->port(), request(by, document, more)).body;
  }
  // On its way when this returns.
  std::unique_ptr<http_exchange> begin(const asker& by, const std::string& document,
                                       const headers& more = {},
                                       std::string_view variables = "{}") const {
    return std::make_unique<http_exchange>(server_->port(), request(by, document, more, variables));
  }
  // As the superuser, whom no policy binds.
  std::string database(const std::string& sql) const {
    return ask_database(project_.conninfo("postgres"), sql);
  }
  [[nodiscard]] const tenants_project& project() const { return project_; }
  [[nodiscard]] const quickstart_server& server() const { return *server_; }
  [[nodiscard]] bool serves() const { return server_->serves(); }

 private:
  tenants_project project_ = {};
  std::unique_ptr<quickstart_server> server_ = {};
};

}  // namespace fraiseql::testing
