// posix_spawn rather than fork: the test may have threads and a sanitizer's shadow.
#include "support/child_process.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <sstream>
#include <system_error>

#include "support/internal_keys.hpp"

namespace fraiseql::testing {
namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

bool sets_the_program_up(std::string_view entry) {
  constexpr std::array<std::string_view, 5> prefixes = {
      "DATABASE_URL=", "HOST=", "PORT=", "FRAISEQL_", "PG"};
  for (const std::string_view prefix : prefixes) {
    if (entry.starts_with(prefix)) return true;
  }
  return false;
}

std::vector<std::string> environment_with(const std::map<std::string, std::string>& more) {
  std::vector<std::string> entries;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    if (!sets_the_program_up(text) && !more.contains(std::string(text.substr(0, text.find('='))))) {
      entries.emplace_back(text);
    }
  }
  for (const auto& [name, value] : more) entries.push_back(name + '=' + value);
  return entries;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

int status_of(int waited) {
  return WIFSIGNALED(waited) ? 128 + WTERMSIG(waited) : WEXITSTATUS(waited);
}

}  // namespace

child_process::child_process(const child_options& options) {
  std::string name = (std::filesystem::temp_directory_path() / "fraiseql-child-XXXXXX").string();
  if (mkdtemp(name.data()) != nullptr) directory_ = name;

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  const std::string output = directory_ / "output";
  const std::string errors = directory_ / "errors";
  constexpr int write_new = O_WRONLY | O_CREAT | O_TRUNC | O_APPEND;
  posix_spawn_file_actions_addopen(&actions, 0, options.input.c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, output.c_str(), write_new, 0600);
  posix_spawn_file_actions_addopen(&actions, 2, errors.c_str(), write_new, 0600);
  posix_spawn_file_actions_addchdir_np(&actions, options.directory.c_str());

  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  if (options.group == process_group::own) {
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  }

  std::vector<std::string> arguments = options.command;
  std::vector<std::string> environment = environment_with(options.environment);
  const int trouble = posix_spawnp(&id_, arguments.front().c_str(), &actions, &attributes,
                                   pointers_to(arguments).data(), pointers_to(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (trouble != 0) {
    id_ = -1;
    status_ = 127;
    ADD_FAILURE() << "cannot start " << arguments.front() << ": "
                  << std::generic_category().message(trouble);
  }
}

child_process::~child_process() {
  if (running()) {
    signal(SIGTERM);
    if (!wait()) {
      ADD_FAILURE() << "process " << id_ << " did not end on SIGTERM";
      signal(SIGKILL);
      wait();
    }
  }
  expect_no_internal_key(output(), "standard output");
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

void child_process::signal(int number) const {
  if (id_ > 0 && !status_) kill(id_, number);
}

void child_process::signal_group(int number) const {
  if (id_ > 0 && !status_) kill(-id_, number);
}

bool child_process::running() {
  if (status_) return false;
  int waited = 0;
  if (waitpid(id_, &waited, WNOHANG) == id_) status_ = status_of(waited);
  return !status_;
}

std::optional<int> child_process::wait(std::chrono::milliseconds deadline) {
  eventually([this] { return !running(); }, deadline);
  return status_;
}

std::string child_process::output() const { return read_file(directory_ / "output"); }
std::string child_process::error_output() const { return read_file(directory_ / "errors"); }

bool child_process::says(std::string_view part, std::chrono::milliseconds deadline) {
  const auto said = [&] {
    return output().find(part) != std::string::npos ||
           error_output().find(part) != std::string::npos;
  };
  eventually([&] { return said() || !running(); }, deadline);
  return said();
}

}  // namespace fraiseql::testing
