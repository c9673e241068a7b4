// The one server that most suites share: the quickstart with its own SQL and four notes
// that the tests can name. Suites that write start a server of their own.
#pragma once

#include <gtest/gtest.h>
#include <signal.h>

#include <memory>

#include "end_to_end/quickstart.hpp"

namespace fraiseql::testing {

// The quickstart without C++: `fraiseql serve` finds its schema.graphql.
struct sdl_quickstart_project : quickstart_project {
  sdl_quickstart_project() : quickstart_project("examples/quickstart-sdl", "fraiseql") {}
};

// A project with the notes.
template <class Project>
struct with_notes : Project {
  with_notes() { Project::add_sql("notes.sql", "02a_notes.sql"); }
};
using notes_project = with_notes<quickstart_project>;
using sdl_notes_project = with_notes<sdl_quickstart_project>;

// A program with what the quickstart does not have.
struct library_project : quickstart_project {
  library_project() : quickstart_project("tests/end_to_end/library", "library") {}
};

// Calls of functions that take and return everything, as a program and with directives.
struct calls_project : quickstart_project {
  calls_project() : quickstart_project("tests/end_to_end/calls", "calls") {}
};
struct sdl_calls_project : quickstart_project {
  sdl_calls_project() : quickstart_project("tests/end_to_end/calls", "fraiseql") {}
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
