// A thread a connection, each of which looks every few milliseconds whether it is to end.
#include "cancel_proxy.hpp"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

namespace fraiseql::postgres::testing {
namespace {

constexpr int look_ms = 5;
// PostgreSQL's CancelRequest: its length, 16, and a code in place of a version.
constexpr std::array<unsigned char, 8> cancel_head = {0, 0, 0, 16, 0x04, 0xd2, 0x16, 0x2e};

sockaddr_un socket_in(const std::string& directory) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = directory + "/.s.PGSQL.5432";
  EXPECT_LT(path.size(), sizeof address.sun_path) << path;
  std::memcpy(address.sun_path, path.data(), std::min(path.size(), sizeof address.sun_path - 1));
  return address;
}

int make_socket() { return ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0); }

bool is_readable(int socket, int wait_ms) {
  pollfd looked{.fd = socket, .events = POLLIN, .revents = 0};
  return ::poll(&looked, 1, wait_ms) == 1;
}

// False where one end is gone.
bool pass_on(int from, int to) {
  std::array<char, 65536> bytes{};
  const ssize_t size = ::read(from, bytes.data(), bytes.size());
  if (size <= 0) return false;
  std::string_view left(bytes.data(), static_cast<std::size_t>(size));
  while (!left.empty()) {
    const ssize_t sent = ::send(to, left.data(), left.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    left.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

}  // namespace

cancel_proxy::cancel_proxy(const std::string& conninfo) : conninfo_(conninfo) {
  const std::size_t at = conninfo.find("host=") + 5;
  behind_ = conninfo.substr(at, conninfo.find(' ', at) - at);
  conninfo_.replace(at, behind_.size(), place_.path().string());
  listener_ = make_socket();
  const sockaddr_un address = socket_in(place_.path());
  EXPECT_EQ(::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  EXPECT_EQ(::listen(listener_, 100), 0);
  accepting_ = std::thread([this] { accept_all(); });
}

cancel_proxy::~cancel_proxy() {
  ends_ = true;
  accepting_.join();
  for (std::thread& one : carriers_) one.join();
  ::close(listener_);
}

void cancel_proxy::accept_all() {
  while (!ends_) {
    if (!is_readable(listener_, look_ms)) continue;
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client >= 0) carriers_.emplace_back([this, client] { carry(client); });
  }
}

void cancel_proxy::carry(int client) {
  std::array<unsigned char, 8> head{};
  const bool is_cancel =
      ::recv(client, head.data(), head.size(), MSG_PEEK | MSG_WAITALL) == 8 && head == cancel_head;
  if (is_cancel && keeps_) {
    ++kept_;
    while (keeps_ && !ends_) ::usleep(look_ms * 1000);
  }
  const int server = make_socket();
  const sockaddr_un address = socket_in(behind_);
  bool stays =
      !ends_ && ::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  while (stays && !ends_) {
    std::array<pollfd, 2> both{{{client, POLLIN, 0}, {server, POLLIN, 0}}};
    if (::poll(both.data(), both.size(), look_ms) <= 0) continue;
    if (both[0].revents != 0) stays = pass_on(client, server);
    if (stays && both[1].revents != 0) stays = pass_on(server, client);
  }
  ::close(server);
  ::close(client);
}

}  // namespace fraiseql::postgres::testing
