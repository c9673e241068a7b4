// note_pages: 130 notes in a folder, served as lists and as connections, for tests by hand of what
// a page may be asked for.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "filters/served.hpp"

namespace fraiseql::lists {

// `notes`, `others` and `few`, of three at most, are connections of all notes; `listed` is a list.
// `folders` has one folder with `notes` and `listed`.
class note_pages : public ::testing::Test {
 protected:
  static void SetUpTestSuite();
  static void TearDownTestSuite() { served_.reset(); }

  static execution::response ask(const std::string& document, json::object variables = {});
  static void expect_refused(const execution::response& answer);

 private:
  static inline std::unique_ptr<filters::served> served_ = {};
};

}  // namespace fraiseql::lists
