// The file of a Unix socket: whose it is, putting it there, taking it away.
#include "http/socket_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <boost/asio/local/stream_protocol.hpp>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

namespace fraiseql::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr mode_t owner_and_group = 0660;
constexpr int tries_at_start = 20;
constexpr std::chrono::milliseconds between_tries{50};

failure cannot(const std::string& path, std::string_view why, std::string hint) {
  return {fmt::format("cannot listen on the Unix socket {}: {}", path, why), std::move(hint)};
}

failure cannot(const std::string& path, int why) {
  return cannot(path, std::generic_category().message(why),
                "set unix_socket to a path in a directory that this user may write to");
}

class descriptor {
 public:
  explicit descriptor(int number) : number_(number) {}
  ~descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  descriptor(const descriptor&) = delete;
  descriptor& operator=(const descriptor&) = delete;
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

// Of two servers that start at once, neither may take the other's file for one left behind. The
// lock goes with its descriptor. It is not waited for: whoever may read the directory can hold it.
descriptor lock_directory_of(const std::string& path, int tries) {
  const auto directory = std::filesystem::path(path).parent_path();
  const int opened =
      ::open(directory.empty() ? "." : directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  // Where it cannot be had, all else holds.
  for (; opened >= 0 && tries > 0 && ::flock(opened, LOCK_EX | LOCK_NB) != 0; --tries) {
    if (tries > 1) std::this_thread::sleep_for(between_tries);
  }
  return descriptor(opened);
}

// 0 where somebody listens; a queue that is full is somebody's, too.
int try_to_connect(const asio::local::stream_protocol::endpoint& to) {
  const descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (socket.number() < 0) return errno;
  if (::connect(socket.number(), to.data(), static_cast<socklen_t>(to.size())) == 0) return 0;
  return errno == EAGAIN ? 0 : errno;
}

// Takes away what a server that is gone has left.
result<done> make_room(const std::string& path, const asio::local::stream_protocol::endpoint& at) {
  struct stat seen{};
  if (::lstat(path.c_str(), &seen) != 0) {
    if (errno == ENOENT) return done{};
    return failed{cannot(path, errno)};
  }
  if (!S_ISSOCK(seen.st_mode)) {
    return failed{cannot(path, "there is something else of that name",
                         "set another path as unix_socket, or remove it if nobody needs it")};
  }
  const int why_not = try_to_connect(at);
  if (why_not == 0) {
    return failed{cannot(path, "another program listens there",
                         "stop the program that uses it, or set another path as unix_socket")};
  }
  if (why_not != ECONNREFUSED) return failed{cannot(path, why_not)};
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) return failed{cannot(path, errno)};
  return done{};
}

error_code open(socket_file::acceptor& acceptor, const asio::local::stream_protocol::endpoint& at,
                const std::string& path) {
  error_code why;
  acceptor.open(asio::generic::stream_protocol(at.protocol()), why);
  // The file is born with no more rights than the socket has; the umask takes of them.
  if (!why && ::fchmod(acceptor.native_handle(), owner_and_group) != 0)
    why.assign(errno, boost::system::system_category());
  if (!why) acceptor.bind(asio::generic::stream_protocol::endpoint(at), why);
  if (!why && ::chmod(path.c_str(), owner_and_group) != 0)
    why.assign(errno, boost::system::system_category());
  if (!why) acceptor.listen(asio::socket_base::max_listen_connections, why);
  return why;
}

}  // namespace

result<socket_file> socket_file::listen(acceptor& at, const std::string& path) {
  constexpr std::size_t longest = sizeof(sockaddr_un::sun_path) - 1;
  if (path.size() > longest || path.find('\0') != std::string::npos) {
    return failed{cannot(path, fmt::format("a path must have {} bytes at most", longest),
                         "set a shorter path as unix_socket")};
  }
  const asio::local::stream_protocol::endpoint endpoint(path);
  const descriptor lock = lock_directory_of(path, tries_at_start);
  FRAISEQL_TRY_DONE(make_room(path, endpoint));
  if (const auto why = open(at, endpoint, path)) {
    error_code ignored;
    at.close(ignored);
    return failed{cannot(path, why.value())};
  }
  struct stat made{};
  if (::lstat(path.c_str(), &made) != 0) return failed{cannot(path, errno)};
  socket_file file;
  file.path_ = path;
  file.device_ = made.st_dev;
  file.inode_ = made.st_ino;
  return file;
}

socket_file::socket_file(socket_file&& other) noexcept
    : path_(std::exchange(other.path_, {})), device_(other.device_), inode_(other.inode_) {}

socket_file& socket_file::operator=(socket_file&& other) noexcept {
  if (this == &other) return *this;
  remove();
  path_ = std::exchange(other.path_, {});
  device_ = other.device_;
  inode_ = other.inode_;
  return *this;
}

void socket_file::remove() {
  const std::string path = std::exchange(path_, {});
  if (path.empty()) return;
  const descriptor lock = lock_directory_of(path, 1);
  struct stat seen{};
  if (::lstat(path.c_str(), &seen) != 0) return;
  if (seen.st_dev == device_ && seen.st_ino == inode_) ::unlink(path.c_str());
}

}  // namespace fraiseql::http
