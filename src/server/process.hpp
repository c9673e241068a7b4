// process: another program that runs beside us, held by a pidfd, so that a signal can
// never reach a stranger who got its number. Works for our children and for processes
// that somebody else started. Linux 5.3 or newer.
//
// A program is started by fork and exec with a list of arguments, never by a shell;
// between the two only async-signal-safe calls happen, since the process may have
// threads. It inherits no descriptor but its standard streams.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "server/account.hpp"
#include "server/file_descriptor.hpp"

namespace fraiseql::server {

enum class session_kind {
  shared,  // the terminal's Ctrl-C reaches the program
  own,     // it does not
};

struct command {
  std::vector<std::string> arguments;  // the first is the program's path
  account run_as;
  int output;  // a descriptor: becomes standard output and standard error
  session_kind session = session_kind::shared;
  // What the program gets when the *thread* that started it ends (PR_SET_PDEATHSIG).
  int parent_death_signal;
};

class process {
 public:
  static result<process> start(const command& program);
  // A process that runs already; fails if there is none with this number.
  static result<process> find(pid_t id);

  [[nodiscard]] pid_t id() const { return id_; }
  // Whether it has ended, waiting at most so long for that; reaps it if it is a child.
  bool wait_for_end(std::chrono::milliseconds at_most);
  void send_signal(int signal);
  // How a child ended, once wait_for_end said so: its exit code, or -1 for a signal.
  [[nodiscard]] int exit_code() const { return exit_code_; }

 private:
  process(pid_t id, file_descriptor handle) : id_(id), handle_(std::move(handle)) {}
  pid_t id_;
  file_descriptor handle_;
  bool ended_ = false;
  int exit_code_ = -1;
};

// The arguments a process was started with; empty for one that is not there or ended.
std::vector<std::string> command_line_of(pid_t id);

// Its parent; 0 if it is not there.
pid_t parent_of(pid_t id);

}  // namespace fraiseql::server
