// flight_counter: stands between a server and its PostgreSQL on a Unix socket of its own, hands
// every byte on, and counts how often a connection turns from hearing to asking: its round trips.
#pragma once

#include <poll.h>

#include <atomic>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "support/temporary_project.hpp"

namespace fraiseql::testing {

class flight_counter {
 public:
  // `conninfo` has `host=` with the directory of a socket, and port 5432.
  explicit flight_counter(const std::string& conninfo);
  ~flight_counter();
  flight_counter(const flight_counter&) = delete;
  flight_counter& operator=(const flight_counter&) = delete;

  // The same database through the counter.
  [[nodiscard]] const std::string& conninfo() const { return conninfo_; }

  // Counts anew, from the next time that `mark` is sent, on the connection that it is sent on.
  void watch(std::string mark);
  [[nodiscard]] int flights();

 private:
  struct connection {
    int client = -1;
    int server = -1;
    bool is_asking = false;
    bool is_watched = false;
  };

  void run();
  void accept_one();
  [[nodiscard]] std::vector<pollfd> watched_sockets() const;
  bool hand_on(connection& one, bool from_client);
  void count(connection& one, std::string_view sent);

  temporary_project directory_ = {};
  std::string behind_ = {};
  std::string conninfo_ = {};
  int listener_ = -1;
  std::list<connection> connections_ = {};  // of the thread alone
  std::mutex lock_ = {};
  std::string mark_ = {};
  int flights_ = 0;
  std::atomic<bool> ends_ = false;
  std::thread thread_ = {};
};

}  // namespace fraiseql::testing
