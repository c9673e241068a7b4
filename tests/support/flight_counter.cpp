// One thread, blocking writes: tests send little, and both ends read what they are sent.
#include "support/flight_counter.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>

namespace fraiseql::testing {
namespace {

constexpr std::string_view socket_name = "/.s.PGSQL.5432";

sockaddr_un address_of(const std::string& directory) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = directory + std::string(socket_name);
  EXPECT_LT(path.size(), sizeof address.sun_path) << path;
  std::memcpy(address.sun_path, path.data(), std::min(path.size(), sizeof address.sun_path - 1));
  return address;
}

int open_socket() { return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0); }

bool send_all(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

}  // namespace

flight_counter::flight_counter(const std::string& conninfo) {
  const std::size_t at = conninfo.find("host=");
  const std::size_t end = conninfo.find(' ', at);
  behind_ = conninfo.substr(at + 5, end - at - 5);
  conninfo_ = conninfo;
  conninfo_.replace(at + 5, behind_.size(), directory_.path().string());
  listener_ = open_socket();
  const sockaddr_un address = address_of(directory_.path());
  EXPECT_EQ(bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  EXPECT_EQ(listen(listener_, 100), 0);
  thread_ = std::thread([this] { run(); });
}

flight_counter::~flight_counter() {
  ends_ = true;
  thread_.join();
  for (const connection& one : connections_) {
    close(one.client);
    close(one.server);
  }
  close(listener_);
}

void flight_counter::watch(std::string mark) {
  const std::scoped_lock held(lock_);
  mark_ = std::move(mark);
  flights_ = 0;
}

int flight_counter::flights() {
  const std::scoped_lock held(lock_);
  return flights_;
}

std::vector<pollfd> flight_counter::watched_sockets() const {
  std::vector<pollfd> sockets = {{.fd = listener_, .events = POLLIN, .revents = 0}};
  for (const connection& one : connections_) {
    sockets.push_back({.fd = one.client, .events = POLLIN, .revents = 0});
    sockets.push_back({.fd = one.server, .events = POLLIN, .revents = 0});
  }
  return sockets;
}

void flight_counter::run() {
  while (!ends_) {
    std::vector<pollfd> sockets = watched_sockets();
    if (poll(sockets.data(), sockets.size(), 50) <= 0) continue;
    std::size_t next = 1;
    for (auto one = connections_.begin(); one != connections_.end(); next += 2) {
      bool stays = true;
      if (sockets[next].revents != 0) stays = hand_on(*one, true);
      if (stays && sockets[next + 1].revents != 0) stays = hand_on(*one, false);
      if (stays) {
        ++one;
        continue;
      }
      close(one->client);
      close(one->server);
      one = connections_.erase(one);
    }
    if (sockets[0].revents != 0) accept_one();
  }
}

void flight_counter::accept_one() {
  connection made{.client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC),
                  .server = open_socket()};
  const sockaddr_un address = address_of(behind_);
  if (made.client >= 0 &&
      connect(made.server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    connections_.push_back(made);
    return;
  }
  close(made.client);
  close(made.server);
}

// False where one end is gone.
bool flight_counter::hand_on(connection& one, bool from_client) {
  std::array<char, 65536> bytes{};
  const ssize_t size = read(from_client ? one.client : one.server, bytes.data(), bytes.size());
  if (size <= 0) return false;
  const std::string_view sent(bytes.data(), static_cast<std::size_t>(size));
  if (from_client) count(one, sent);
  one.is_asking = from_client;
  return send_all(from_client ? one.server : one.client, sent);
}

void flight_counter::count(connection& one, std::string_view sent) {
  const std::scoped_lock held(lock_);
  const bool is_marked = !mark_.empty() && sent.find(mark_) != std::string_view::npos;
  if (is_marked) {
    mark_.clear();
    for (connection& other : connections_) other.is_watched = &other == &one;
  }
  if (one.is_watched && (is_marked || !one.is_asking)) ++flights_;
}

}  // namespace fraiseql::testing
