// The program `fraiseql`, run in a directory with files of the test's.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "support/child_process.hpp"
#include "support/temporary_project.hpp"

namespace fraiseql::testing {

struct ended {
  int status = -1;
  std::string output = {};
  std::string errors = {};
};

class text_project : public temporary_project {
 public:
  // Waits for its end. `input` is a file.
  [[nodiscard]] ended run(const std::vector<std::string>& arguments,
                          const std::filesystem::path& input = "/dev/null") const {
    const auto child = start(arguments, input);
    const int status = child->wait().value_or(-1);
    return {status, child->output(), child->error_output()};
  }

  [[nodiscard]] std::unique_ptr<child_process> start(const std::vector<std::string>& arguments,
                                                     const std::filesystem::path& input) const {
    std::vector<std::string> command = {FRAISEQL_BINARY_DIR "/bin/fraiseql"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return std::make_unique<child_process>(
        child_options{.command = std::move(command), .directory = path(), .input = input});
  }
};

inline void expect_says(const std::string& text, std::string_view part) {
  EXPECT_NE(text.find(part), std::string::npos) << "no \"" << part << "\" in: " << text;
}

inline constexpr std::string_view notes_schema =
    "type Query { note(id: ID!, first: Int = 10): Note }\n"
    "type Note { id: ID! title: String next: Note }\n";

}  // namespace fraiseql::testing
