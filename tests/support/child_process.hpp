// child_process: a program that a test starts, watches and ends.
//
// Its standard output and error go to files in a directory of its own, so that nothing
// blocks and both can be read while it runs. The environment is the test's own without
// what would set the program up (DATABASE_URL, HOST, PORT, FRAISEQL_*, PG*), plus what
// the test adds. Ends with SIGTERM, then SIGKILL, when the object goes.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/eventually.hpp"

namespace fraiseql::testing {

// A process group of its own gets no Ctrl-C of the terminal, but can be sent one.
enum class process_group { of_the_test, own };

struct child_options {
  std::vector<std::string> command;
  std::filesystem::path directory = ".";
  std::map<std::string, std::string> environment = {};
  process_group group = process_group::of_the_test;
  std::filesystem::path input = "/dev/null";  // a file, or a pipe that has a writer already
};

class child_process {
 public:
  explicit child_process(const child_options& options);
  ~child_process();
  child_process(const child_process&) = delete;
  child_process& operator=(const child_process&) = delete;

  [[nodiscard]] pid_t id() const { return id_; }
  void signal(int number) const;
  // To the whole process group, as a terminal does; needs process_group::own.
  void signal_group(int number) const;
  bool running();

  // The exit status, 128 + n when signal n ended it, or nullopt when it still runs at the
  // deadline.
  std::optional<int> wait(std::chrono::milliseconds deadline = patience);

  // What came so far.
  [[nodiscard]] std::string output() const;
  [[nodiscard]] std::string error_output() const;

  // True as soon as both outputs together hold `part`; false when the program ended
  // without it or the deadline passed.
  bool says(std::string_view part, std::chrono::milliseconds deadline = patience);

 private:
  std::filesystem::path directory_ = {};
  pid_t id_ = -1;
  std::optional<int> status_ = {};
};

}  // namespace fraiseql::testing
