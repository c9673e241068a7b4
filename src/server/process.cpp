// Fork, exec, pidfd. The child reports a failure before exec through a pipe that exec
// closes; root becomes the other user by raw system calls, because glibc's wrappers
// would first negotiate with threads that a forked child does not have.
#include "server/process.hpp"

#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>

#include "server/system_failure.hpp"

namespace fraiseql::server {
namespace {

// PostgreSQL reads PG* variables and the locale: it gets an environment of its own.
constexpr std::array<const char*, 3> child_environment = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8",
                                                          nullptr};

// Everything the child needs, made before the fork.
struct prepared_child {
  std::vector<char*> arguments;
  account run_as;
  bool changes_user;
  bool own_session;
  int parent_death_signal;
  pid_t parent;
  int input;
  int output;
  int failure_pipe;
};

[[noreturn]] void give_up(const prepared_child& child) {
  const int reason = errno;
  [[maybe_unused]] const ssize_t written = write(child.failure_pipe, &reason, sizeof reason);
  _exit(127);
}

bool become(const account& user) {
  return syscall(SYS_setgroups, 1, &user.group) == 0 &&
         syscall(SYS_setresgid, user.group, user.group, user.group) == 0 &&
         syscall(SYS_setresuid, user.user, user.user, user.user) == 0;
}

void reset_signals() {
  for (int number = 1; number < NSIG; ++number) {
    if (number != SIGKILL && number != SIGSTOP) signal(number, SIG_DFL);
  }
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

// Runs in the child: async-signal-safe calls only.
[[noreturn]] void become_program(const prepared_child& child) {
  reset_signals();
  if (child.own_session) setsid();
  if (child.changes_user && !become(child.run_as)) give_up(child);
  // After the change of user, which clears it.
  if (prctl(PR_SET_PDEATHSIG, child.parent_death_signal) != 0) give_up(child);
  // The parent may have been killed before that call.
  if (getppid() != child.parent) _exit(127);
  if (chdir("/") != 0) give_up(child);
  if (dup2(child.input, 0) < 0 || dup2(child.output, 1) < 0 || dup2(child.output, 2) < 0) {
    give_up(child);
  }
  // A kernel without it leaves what was opened without O_CLOEXEC open; no harm here.
  syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC);
  execve(child.arguments[0], child.arguments.data(),
         const_cast<char* const*>(child_environment.data()));
  give_up(child);
}

// What the child could not do, if it wrote that before its end of the pipe was closed.
std::optional<int> read_failure(int pipe) {
  int reason = 0;
  ssize_t got = 0;
  do {
    got = read(pipe, &reason, sizeof reason);
  } while (got < 0 && errno == EINTR);
  if (got == static_cast<ssize_t>(sizeof reason)) return reason;
  return std::nullopt;
}

result<file_descriptor> open_handle(pid_t id) {
  const long handle = syscall(SYS_pidfd_open, id, 0U);
  if (handle < 0) return failed{system_failure("watch process " + std::to_string(id), errno)};
  return file_descriptor(static_cast<int>(handle));
}

std::string read_proc(pid_t id, const char* name) {
  std::ifstream file("/proc/" + std::to_string(id) + "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

result<process> process::start(const command& program) {
  FRAISEQL_CHECK(!program.arguments.empty());
  const std::string doing = "run " + program.arguments.front();
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return failed{system_failure(doing, errno)};
  const file_descriptor reading(ends[0]);
  file_descriptor writing(ends[1]);
  const file_descriptor nothing(open("/dev/null", O_RDWR | O_CLOEXEC));

  std::vector<std::string> arguments = program.arguments;
  prepared_child child{.arguments = {},
                       .run_as = program.run_as,
                       .changes_user = program.run_as != current_account(),
                       .own_session = program.session == session_kind::own,
                       .parent_death_signal = program.parent_death_signal,
                       .parent = getpid(),
                       .input = nothing.get(),
                       .output = program.output,
                       .failure_pipe = writing.get()};
  for (std::string& argument : arguments) child.arguments.push_back(argument.data());
  child.arguments.push_back(nullptr);

  const pid_t id = fork();
  if (id < 0) return failed{system_failure(doing, errno)};
  if (id == 0) become_program(child);
  writing.close();
  if (const auto reason = read_failure(reading.get())) {
    waitpid(id, nullptr, 0);
    return failed{system_failure(doing, *reason)};
  }
  auto handle = open_handle(id);
  if (!handle) {
    kill(id, SIGKILL);
    waitpid(id, nullptr, 0);
    return failed{std::move(handle).error()};
  }
  return process(id, std::move(*handle));
}

result<process> process::find(pid_t id) {
  FRAISEQL_TRY(handle, open_handle(id));
  return process(id, std::move(handle));
}

bool process::wait_for_end(std::chrono::milliseconds at_most) {
  using clock = std::chrono::steady_clock;
  const auto until = clock::now() + at_most;
  while (!ended_) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - clock::now());
    pollfd handle{.fd = handle_.get(), .events = POLLIN, .revents = 0};
    const int ready = poll(&handle, 1, static_cast<int>(std::max<long>(left.count(), 0)));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return false;
    ended_ = true;
    siginfo_t how{};
    // Fails for a process that is not our child, which somebody else reaps.
    if (waitid(P_PID, static_cast<id_t>(id_), &how, WEXITED | WNOHANG) == 0 &&
        how.si_code == CLD_EXITED) {
      exit_code_ = how.si_status;
    }
  }
  return true;
}

void process::send_signal(int signal) {
  syscall(SYS_pidfd_send_signal, handle_.get(), signal, nullptr, 0U);
}

std::vector<std::string> command_line_of(pid_t id) {
  std::vector<std::string> arguments;
  const std::string text = read_proc(id, "cmdline");
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\0', at), text.size());
    arguments.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return arguments;
}

pid_t parent_of(pid_t id) {
  // `number (name) state parent ...`, where the name may hold anything.
  const std::string text = read_proc(id, "stat");
  const std::size_t name_end = text.rfind(") ");
  if (name_end == std::string::npos || name_end + 4 >= text.size()) return 0;
  return static_cast<pid_t>(std::strtol(text.c_str() + name_end + 4, nullptr, 10));
}

}  // namespace fraiseql::server
