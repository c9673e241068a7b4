// Every step that a kill may interrupt ends with a rename: a cluster is made in
// data.new-XXXXXX and removed as data.old, so that `data` is always a whole one.
#include "server/cluster_files.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <fstream>
#include <string_view>
#include <system_error>

#include "execution/sha256.hpp"
#include "server/process.hpp"
#include "server/system_failure.hpp"

namespace fraiseql::server {
namespace {

namespace fs = std::filesystem;

constexpr const char* root_home = "/var/lib/fraiseql-dev";
constexpr off_t log_bytes = 8 * 1024 * 1024;
constexpr std::size_t captured_bytes = 16 * 1024;
// Nobody but the owner passes the 0700 directory of the socket, so who comes through
// it may be whom they say.
constexpr std::string_view host_based_authentication = "local all all trust\n";

failure belongs_to_another(const fs::path& path, uid_t owner) {
  return {.message = path.string() + " belongs to " + name_of_user(owner) + ", not to " +
                     name_of_user(geteuid()),
          .hint = "run as that user, or remove it"};
}

// Makes a directory of `owner`, or finds it as it should be.
result<done> own_directory(const fs::path& path, mode_t mode, const account& owner) {
  const std::string what = "make the directory " + path.string();
  if (mkdir(path.c_str(), 0700) == 0) {
    // Against the umask.
    if (chmod(path.c_str(), mode) != 0) return failed{system_failure(what, errno)};
    if (owner != current_account() && lchown(path.c_str(), owner.user, owner.group) != 0) {
      return failed{system_failure(what, errno)};
    }
    return done{};
  }
  if (errno != EEXIST) return failed{system_failure(what, errno)};
  struct stat found{};
  if (lstat(path.c_str(), &found) != 0) return failed{system_failure(what, errno)};
  if (!S_ISDIR(found.st_mode)) return failed{system_failure(what, ENOTDIR)};
  if (found.st_uid != owner.user) return failed{belongs_to_another(path, found.st_uid)};
  if (mode == 0700 && (found.st_mode & 0077U) != 0) {
    return failed{
        failure{.message = path.string() + " is open to other users", .hint = "remove it"}};
  }
  return done{};
}

result<done> write_file(const fs::path& path, std::string_view text) {
  const std::string what = "write " + path.string();
  const file_descriptor file(
      open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644));
  if (!file.is_open()) return failed{system_failure(what, errno)};
  const ssize_t written = write(file.get(), text.data(), text.size());
  if (written < 0) return failed{system_failure(what, errno)};
  if (static_cast<std::size_t>(written) != text.size()) return failed{system_failure(what, ENOSPC)};
  return done{};
}

// root: a home that PostgreSQL's user can reach, and its name left in the project.
result<fs::path> prepare_root_home(const fs::path& project, const std::string& hash) {
  const fs::path all = root_home;
  FRAISEQL_TRY_DONE(own_directory(all, 0755, current_account()));
  const fs::path home = all / hash;
  FRAISEQL_TRY_DONE(own_directory(home, 0711, current_account()));
  std::error_code ignored;  // the write below says what is wrong
  fs::create_directory(project / ".fraiseql", ignored);
  FRAISEQL_TRY_DONE(write_file(project / ".fraiseql" / "where", home.string() + "\n"));
  return home;
}

pid_t read_holder(int file) {
  std::array<char, 32> text{};
  const ssize_t got = pread(file, text.data(), text.size(), 0);
  pid_t holder = 0;
  if (got > 0) std::from_chars(text.data(), text.data() + got, holder);
  return holder;
}

// Runs a program to its end; the failure has the end of what it wrote, in memory,
// since on a full disk there is no other place for it.
result<done> run_to_end(command program, const std::string& what, const fs::path& directory) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return failed{system_failure(what, errno)};
  const file_descriptor reading(ends[0]);
  file_descriptor writing(ends[1]);
  program.output = writing.get();
  FRAISEQL_TRY(running, process::start(program));
  writing.close();
  std::string output;
  std::array<char, 4096> block{};
  for (;;) {
    const ssize_t got = read(reading.get(), block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    output.append(block.data(), static_cast<std::size_t>(got));
    if (output.size() > captured_bytes) output.erase(0, output.size() - captured_bytes);
  }
  while (!running.wait_for_end(std::chrono::seconds(1))) continue;
  if (running.exit_code() != 0) return failed{program_failure("cannot " + what, output, directory)};
  return done{};
}

result<fs::path> make_temporary_data(const cluster_place& place) {
  std::string name = (place.home / "data.new-XXXXXX").string();
  const std::string what = "make a directory in " + place.home.string();
  if (mkdtemp(name.data()) == nullptr) return failed{system_failure(what, errno)};
  if (place.user != current_account() &&
      lchown(name.c_str(), place.user.user, place.user.group) != 0) {
    return failed{system_failure(what, errno)};
  }
  return fs::path(name);
}

}  // namespace

result<cluster_place> prepare_place(const fs::path& project) {
  std::error_code error;
  const fs::path path = fs::canonical(project, error);
  if (error) {
    return failed{system_failure("find the project " + project.string(), error.value())};
  }
  cluster_place place;
  FRAISEQL_TRY(user, account_for_postgres());
  place.user = user;
  const std::string hash = execution::sha256(path.string()).substr(0, 16);
  if (place.user != current_account()) {
    FRAISEQL_TRY(home, prepare_root_home(path, hash));
    place.home = home;
  } else {
    // It may be a link to another disk.
    place.home = fs::weakly_canonical(path / ".fraiseql", error);
    FRAISEQL_TRY_DONE(own_directory(place.home, 0755, current_account()));
  }
  place.data = place.home / "data";
  place.log = place.home / "postgres.log";
  struct stat found{};
  if (stat(place.data.c_str(), &found) == 0 && found.st_uid != place.user.user) {
    return failed{belongs_to_another(place.data, found.st_uid)};
  }
  place.socket_directory = "/tmp/fraiseql-" + std::to_string(geteuid()) + "-" + hash;
  return place;
}

result<cluster_lock> lock_cluster(const cluster_place& place) {
  const fs::path path = place.home / "lock";
  cluster_lock lock{
      .file = file_descriptor(open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644))};
  if (!lock.file.is_open()) return failed{system_failure("open " + path.string(), errno)};
  if (flock(lock.file.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return failed{system_failure("lock " + path.string(), errno)};
    const pid_t holder = read_holder(lock.file.get());
    const std::string who = holder > 0 ? " (process " + std::to_string(holder) + ")" : "";
    return failed{failure{
        .message = "another instance" + who + " runs the development database of this project",
        .hint = "stop it first, or set DATABASE_URL"}};
  }
  lock.previous_holder = read_holder(lock.file.get());
  const std::string self = std::to_string(getpid()) + "\n";
  if (ftruncate(lock.file.get(), 0) != 0 ||
      pwrite(lock.file.get(), self.data(), self.size(), 0) < 0) {
    return failed{system_failure("write " + path.string(), errno)};
  }
  return lock;
}

void unlock_cluster(cluster_lock& lock) {
  if (!lock.file.is_open()) return;
  // If it fails, the next start only asks one question more.
  [[maybe_unused]] const int emptied = ftruncate(lock.file.get(), 0);
  lock.file.close();
}

result<done> make_socket_directory(const cluster_place& place) {
  return own_directory(place.socket_directory, 0700, place.user);
}

void remove_socket_directory(const cluster_place& place) {
  std::error_code ignored;  // not empty while PostgreSQL runs
  fs::remove(place.socket_directory, ignored);
}

std::optional<int> cluster_version(const cluster_place& place) {
  std::error_code ignored;
  if (!fs::exists(place.data / "global" / "pg_control", ignored)) return std::nullopt;
  int major = 0;
  std::ifstream(place.data / "PG_VERSION") >> major;
  if (major == 0) return std::nullopt;
  return major;
}

result<done> make_cluster(const cluster_place& place, const postgres_binaries& binaries) {
  FRAISEQL_TRY(half_done, make_temporary_data(place));
  auto made =
      run_to_end({.arguments = {binaries.directory / "initdb", "--pgdata=" + half_done.string(),
                                std::string("--username=") + bootstrap_superuser, "--encoding=UTF8",
                                "--locale=C.UTF-8", "--auth=trust", "--no-instructions"},
                  .run_as = place.user,
                  .output = -1,
                  .parent_death_signal = SIGKILL},
                 "make a PostgreSQL cluster in " + place.home.string(), place.home);
  if (made) made = write_file(half_done / "pg_hba.conf", host_based_authentication);
  if (made && rename(half_done.c_str(), place.data.c_str()) != 0) {
    made = failed{system_failure("name " + place.data.string(), errno)};
  }
  if (!made) remove_half_done(place);
  return made;
}

result<done> remove_cluster(const cluster_place& place) {
  remove_half_done(place);
  const fs::path old = place.home / "data.old";
  if (rename(place.data.c_str(), old.c_str()) != 0 && errno != ENOENT) {
    return failed{system_failure("remove " + place.data.string(), errno)};
  }
  remove_half_done(place);
  return done{};
}

void remove_half_done(const cluster_place& place) {
  std::error_code error;
  std::error_code ignored;
  // Not a range for: its increment throws.
  fs::directory_iterator entry(place.home, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name == "data.old" || name.starts_with("data.new-")) fs::remove_all(entry->path(), ignored);
  }
}

result<file_descriptor> open_log(const cluster_place& place) {
  file_descriptor log(
      open(place.log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600));
  const std::string what = "write " + place.log.string();
  if (!log.is_open()) return failed{system_failure(what, errno)};
  struct stat found{};
  if (fstat(log.get(), &found) == 0 && found.st_size > log_bytes && ftruncate(log.get(), 0) != 0) {
    return failed{system_failure(what, errno)};
  }
  return log;
}

}  // namespace fraiseql::server
