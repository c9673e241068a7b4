// A postmaster that runs already is found by postmaster.pid and believed only if its
// arguments name our data directory: after a reboot or in a container the number may be
// a stranger's. A killed predecessor's postmaster has its signal to stop in the same
// instant in which it loses its parent; so one that has another parent, and lets us in
// after we saw that, will stay.
#include "server/postmaster.hpp"

#include <sys/shm.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <string_view>
#include <system_error>

#include "base/text.hpp"
#include "postgres/blocking_session.hpp"
#include "server/system_failure.hpp"

namespace fraiseql::server {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto ready_within = 30s;
constexpr auto fast_shutdown_within = 30s;
constexpr auto immediate_shutdown_within = 10s;
constexpr auto between_attempts = 20ms;

struct postgres_setting {
  std::string_view name;
  std::string value;
};

// What may be overruled by development_database_options::settings.
std::vector<postgres_setting> defaults() {
  return {{"shared_buffers", "64MB"},
          {"max_connections", "100"},
          {"timezone", "UTC"},
          {"log_timezone", "UTC"}};
}

// What other code relies on.
std::vector<postgres_setting> fixed(const cluster_place& place) {
  return {{"data_directory", place.data.string()},
          {"hba_file", (place.data / "pg_hba.conf").string()},
          {"listen_addresses", ""},
          {"port", "5432"},
          {"unix_socket_directories", place.socket_directory.string()},
          {"unix_socket_permissions", "0700"},
          {"log_destination", "stderr"},
          {"logging_collector", "off"}};
}

std::vector<std::string> arguments_of(const postmaster_options& options) {
  std::vector<std::string> arguments = {options.binaries.directory / "postgres", "-D",
                                        options.place.data};
  const auto add = [&arguments](std::string text) {
    arguments.emplace_back("-c");
    arguments.push_back(std::move(text));
  };
  for (const postgres_setting& one : defaults()) add(std::string(one.name) + "=" + one.value);
  for (const std::string& one : options.settings) add(one);
  for (const postgres_setting& one : fixed(options.place)) {
    add(std::string(one.name) + "=" + one.value);
  }
  return arguments;
}

struct leftover {
  process postmaster;
  std::vector<std::string> arguments;
};

// postmaster.pid, line by line: the process, the data directory, the time of its
// start, the port, the socket's directory, an address, the key and id of its shared
// memory, its state.
std::vector<std::string> read_pid_file(const cluster_place& place) {
  std::vector<std::string> lines;
  std::ifstream file(place.data / "postmaster.pid");
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

pid_t recorded_postmaster(const std::vector<std::string>& pid_file) {
  return pid_file.empty() ? 0 : static_cast<pid_t>(std::atoi(pid_file.front().c_str()));
}

std::optional<leftover> find_leftover(const cluster_place& place) {
  const pid_t id = recorded_postmaster(read_pid_file(place));
  if (id <= 0) return std::nullopt;
  auto found = process::find(id);
  if (!found) return std::nullopt;
  std::vector<std::string> arguments = command_line_of(id);
  const bool is_ours = arguments.size() > 2 && arguments[0].ends_with("/postgres") &&
                       std::ranges::find(arguments, place.data.string()) != arguments.end();
  if (!is_ours) return std::nullopt;
  return leftover{.postmaster = std::move(*found), .arguments = std::move(arguments)};
}

// PostgreSQL refuses to start while the recorded number is that of any live process of
// its user, related or not. Removed only where none uses its shared memory either.
void remove_stale_pid_file(const cluster_place& place) {
  const std::vector<std::string> lines = read_pid_file(place);
  const pid_t id = recorded_postmaster(lines);
  if (id <= 0 || kill(id, 0) != 0) return;
  if (lines.size() > 6) {
    const std::size_t space = lines[6].find_last_of(' ');
    const int memory = space == std::string::npos ? -1 : std::atoi(lines[6].c_str() + space);
    shmid_ds found{};
    const bool is_there = shmctl(memory, IPC_STAT, &found) == 0;
    if (is_there ? found.shm_nattch != 0 : errno != EINVAL && errno != EIDRM) return;
  }
  std::error_code ignored;
  fs::remove(place.data / "postmaster.pid", ignored);
}

result<done, postgres::error> try_to_connect(const cluster_place& place) {
  auto session =
      postgres::blocking_session::connect(conninfo_of(place, bootstrap_superuser, "postgres"));
  if (!session) return failed{std::move(session).error()};
  return done{};
}

// In this order: see the top.
bool can_be_adopted(const postmaster_options& options, const leftover& found) {
  if (found.arguments != arguments_of(options)) return false;
  const pid_t parent = parent_of(found.postmaster.id());
  if (parent == 0 || parent == options.previous_holder) return false;
  return try_to_connect(options.place).ok();
}

result<done> end_leftover(process& postmaster) {
  postmaster.send_signal(SIGINT);
  if (postmaster.wait_for_end(fast_shutdown_within)) return done{};
  return failed{failure{.message = "the PostgreSQL of the last run (process " +
                                   std::to_string(postmaster.id()) + ") does not stop",
                        .hint = "stop it by hand, then start again"}};
}

std::string text_from(const fs::path& path, std::uintmax_t offset) {
  std::ifstream file(path, std::ios::binary);
  file.seekg(static_cast<std::streamoff>(offset));
  return {std::istreambuf_iterator<char>(file), {}};
}

result<done> wait_until_ready(const postmaster_options& options, process& postmaster,
                              std::uintmax_t log_begin) {
  const auto until = std::chrono::steady_clock::now() + ready_within;
  for (;;) {
    const auto connected = try_to_connect(options.place);
    if (connected) return done{};
    const auto said = [&] { return text_from(options.place.log, log_begin); };
    if (postmaster.wait_for_end(between_attempts)) {
      failure reason = program_failure("PostgreSQL did not start", said(), options.place.home);
      if (reason.hint.empty()) reason.hint = "its log is " + options.place.log.string();
      return failed{std::move(reason)};
    }
    if (std::chrono::steady_clock::now() > until) {
      return failed{program_failure(
          "PostgreSQL takes no connections after 30 seconds (" + connected.error().message + ")",
          said(), options.place.home)};
    }
  }
}

}  // namespace

std::string conninfo_of(const cluster_place& place, const std::string& role,
                        const std::string& database) {
  return "host=" + place.socket_directory.string() + " port=5432 user=" + role +
         " dbname=" + database;
}

result<done> check_settings(const std::vector<std::string>& settings) {
  for (const std::string& one : settings) {
    const std::size_t equals = one.find('=');
    const std::string name = to_lower(one.substr(0, equals));
    const bool is_well_formed =
        equals != std::string::npos && !name.empty() && std::ranges::all_of(name, [](char c) {
          return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
        });
    if (!is_well_formed) {
      return failed{failure{.message = "`" + one + "` is no setting of PostgreSQL",
                            .hint = "write name=value"}};
    }
    const auto decided = fixed({});
    if (std::ranges::find(decided, name, &postgres_setting::name) != decided.end()) {
      return failed{failure{.message = "`" + name + "` of the development database is fixed",
                            .hint = "set DATABASE_URL to a database of your own to decide it"}};
    }
  }
  return done{};
}

result<process> start_postmaster(const postmaster_options& options) {
  if (auto found = find_leftover(options.place)) {
    if (can_be_adopted(options, *found)) return std::move(found->postmaster);
    FRAISEQL_TRY_DONE(end_leftover(found->postmaster));
  }
  remove_stale_pid_file(options.place);
  FRAISEQL_TRY_DONE(make_socket_directory(options.place));
  FRAISEQL_TRY(log, open_log(options.place));
  std::error_code ignored;
  const std::uintmax_t log_begin = fs::file_size(options.place.log, ignored);
  FRAISEQL_TRY(postmaster, process::start({.arguments = arguments_of(options),
                                           .run_as = options.place.user,
                                           .output = log.get(),
                                           .session = session_kind::own,
                                           .parent_death_signal = SIGINT}));
  const auto ready = wait_until_ready(options, postmaster, log_begin);
  if (!ready) {
    stop_postmaster(postmaster);
    remove_socket_directory(options.place);
    return failed{ready.error()};
  }
  return std::move(postmaster);
}

result<done> stop_leftover(const cluster_place& place) {
  auto found = find_leftover(place);
  if (!found) return done{};
  return end_leftover(found->postmaster);
}

void stop_postmaster(process& postmaster) {
  postmaster.send_signal(SIGINT);
  if (postmaster.wait_for_end(fast_shutdown_within)) return;
  postmaster.send_signal(SIGQUIT);
  if (postmaster.wait_for_end(immediate_shutdown_within)) return;
  // The write-ahead log brings the data back at the next start.
  postmaster.send_signal(SIGKILL);
  while (!postmaster.wait_for_end(immediate_shutdown_within)) continue;
}

}  // namespace fraiseql::server
