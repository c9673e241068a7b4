// held_writes: while one of these is held, functions of the tests wait in PostgreSQL that are told
// to: fn_create_note of sql/behaviours.sql by the title "slow", fn_write of calls/ by "pause".
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>

#include "postgres/blocking_session.hpp"
#include "support/private_cluster.hpp"

namespace fraiseql::testing {

class held_writes {
 public:
  explicit held_writes(const std::string& conninfo) : conninfo_(conninfo) {
    auto made = postgres::blocking_session::connect(conninfo);
    EXPECT_TRUE(made) << conninfo;
    if (!made) return;
    session_.emplace(*std::move(made));
    EXPECT_TRUE(session_->run_script("SELECT pg_advisory_lock(1)"));
  }
  void let_go() { session_.reset(); }
  // How many wait.
  [[nodiscard]] std::string waiting() const {
    return ask_database(conninfo_,
                        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' "
                        "AND NOT granted");
  }

 private:
  std::string conninfo_;
  std::optional<postgres::blocking_session> session_ = {};
};

}  // namespace fraiseql::testing
