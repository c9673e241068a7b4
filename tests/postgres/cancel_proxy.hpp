// cancel_proxy: stands between libpq and the cluster on a Unix socket of its own, carries every
// byte on, and keeps cancel requests back until it is told to let them go.
#pragma once

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "support/temporary_project.hpp"

namespace fraiseql::postgres::testing {

class cancel_proxy {
 public:
  // `conninfo` has `host=` with the directory of a socket, and port 5432.
  explicit cancel_proxy(const std::string& conninfo);
  // Ends every connection, kept cancel requests among them.
  ~cancel_proxy();
  cancel_proxy(const cancel_proxy&) = delete;
  cancel_proxy& operator=(const cancel_proxy&) = delete;

  // The same database through the proxy.
  [[nodiscard]] const std::string& conninfo() const { return conninfo_; }
  [[nodiscard]] int kept() const { return kept_; }
  // From now on they go on.
  void let_go() { keeps_ = false; }

 private:
  void accept_all();
  void carry(int client);

  fraiseql::testing::temporary_project place_ = {};
  std::string behind_ = {};
  std::string conninfo_ = {};
  int listener_ = -1;
  std::atomic<bool> keeps_ = true;
  std::atomic<bool> ends_ = false;
  std::atomic<int> kept_ = 0;
  std::vector<std::thread> carriers_ = {};  // of the accepting thread, until it has ended
  std::thread accepting_ = {};
};

}  // namespace fraiseql::postgres::testing
