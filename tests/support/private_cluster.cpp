// The development database of src/server is the cluster: its own tests hold it.
#include "support/private_cluster.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <utility>

#include "postgres/blocking_session.hpp"
#include "support/planted_cluster.hpp"

namespace fraiseql::testing {

using postgres::blocking_session;
using server::development_database;

private_cluster::private_cluster(std::vector<std::string> settings)
    : settings_(std::move(settings)) {
  start();
}

void private_cluster::start() {
  plant_cluster(project_.path());
  auto started =
      development_database::start({.project = project_.path(), .settings = settings_}, {});
  if (!started) {
    ADD_FAILURE() << started.error().message;
    return;
  }
  database_ = *std::move(started);
  owner_ = database_->owner_conninfo();
  serving_ = database_->serving_conninfo();
  log_file_ = database_->log_file();
}

void private_cluster::stop() { database_.reset(); }

void private_cluster::run(const std::string& sql) const { run_in_database(owner_, sql); }
std::string private_cluster::ask(const std::string& sql) const { return ask_database(owner_, sql); }

std::string private_cluster::log() const {
  std::ostringstream text;
  text << std::ifstream(log_file_, std::ios::binary).rdbuf();
  return text.str();
}

std::string ask_database(const std::string& conninfo, const std::string& sql) {
  auto session = blocking_session::connect(conninfo);
  if (!session) return "no connection: " + session.error().message;
  const auto rows = session->query(sql);
  if (!rows) return "error: " + rows.error().message;
  return rows->empty() ? "no row" : rows->front().front().value_or("null");
}

void run_in_database(const std::string& conninfo, const std::string& sql) {
  auto session = blocking_session::connect(conninfo);
  if (!session) {
    ADD_FAILURE() << session.error().message;
    return;
  }
  const auto ran = session->run_script(sql);
  EXPECT_TRUE(ran) << ran.error().message << " in " << sql;
}

}  // namespace fraiseql::testing
