// What the tests of the development database ask again and again.
#pragma once

#include <gtest/gtest.h>
#include <sys/types.h>

#include <fstream>
#include <memory>
#include <string>
#include <utility>

#include "postgres/blocking_session.hpp"
#include "server/development_database.hpp"
#include "support/temporary_project.hpp"

namespace fraiseql::testing {

using postgres::blocking_session;
using server::development_database;
using server::development_database_options;
using database_pointer = std::unique_ptr<development_database>;

inline database_pointer started(development_database_options options) {
  auto database = development_database::start(std::move(options), {});
  if (!database) {
    ADD_FAILURE() << database.error().message;
    return nullptr;
  }
  return *std::move(database);
}

inline failure refused(development_database_options options) {
  const auto database = development_database::start(std::move(options), {});
  if (database) {
    ADD_FAILURE() << "it started";
    return {};
  }
  return database.error();
}

inline std::string ask(const std::string& conninfo, const std::string& sql) {
  auto session = blocking_session::connect(conninfo);
  if (!session) return "no connection: " + session.error().message;
  const auto rows = session->query(sql);
  if (!rows) return "error: " + rows.error().message;
  return rows->empty() ? "no row" : rows->front().front().value_or("null");
}

inline void run(const std::string& conninfo, const std::string& sql) {
  auto session = blocking_session::connect(conninfo);
  ASSERT_TRUE(session) << session.error().message;
  const auto ran = session->run_script(sql);
  ASSERT_TRUE(ran) << ran.error().message;
}

inline pid_t postmaster_of(const temporary_project& project) {
  pid_t id = 0;
  std::ifstream(project.home() / "data" / "postmaster.pid") >> id;
  return id;
}

inline bool has_text(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace fraiseql::testing
