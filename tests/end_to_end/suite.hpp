// The one server that most suites share: the quickstart with its own SQL and four notes
// that the tests can name. Suites that write start a server of their own.
#pragma once

#include <gtest/gtest.h>
#include <signal.h>

#include <memory>

#include "end_to_end/quickstart.hpp"

namespace fraiseql::testing {

// A project with the notes, and with `behaviours.sql` when a mutation is to misbehave.
struct notes_project : quickstart_project {
  notes_project() { add_sql("notes.sql", "02a_notes.sql"); }
};

// Test suites derive from it and get a server that starts before their first test and
// ends, with its exit status checked, after their last.
template <class Project>
class with_server : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    project_ = std::make_unique<Project>();
    server_ = std::make_unique<quickstart_server>(*project_);
  }
  static void TearDownTestSuite() {
    if (server_ && server_->serves()) {
      EXPECT_EQ(server_->end(SIGTERM), 0);
    }
    server_.reset();
    project_.reset();
  }
  void SetUp() override { ASSERT_TRUE(server_->serves()); }

  static const quickstart_server& server() { return *server_; }
  static const Project& project() { return *project_; }

 private:
  static inline std::unique_ptr<Project> project_ = {};
  static inline std::unique_ptr<quickstart_server> server_ = {};
};

}  // namespace fraiseql::testing
