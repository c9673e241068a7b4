// hanging_proxy: stands between libpq and the cluster, carries everything on, and keeps the cancel
// requests to itself until it is told to let them go.
#pragma once

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "support/temporary_project.hpp"

namespace fraiseql::postgres::testing {

class hanging_proxy {
 public:
  // `server` is the path of PostgreSQL's socket.
  explicit hanging_proxy(std::string server);
  // Lets go of what it kept, so that nothing waits for it any more.
  ~hanging_proxy();
  hanging_proxy(const hanging_proxy&) = delete;
  hanging_proxy& operator=(const hanging_proxy&) = delete;

  // Where it stands in for the server, as `host`.
  [[nodiscard]] std::string directory() const { return place_.path().string(); }
  [[nodiscard]] int kept() const { return kept_; }  // cancel requests
  // Those that were kept go on, those that come later at once.
  void let_go();

 private:
  void accept();
  void carry(int client);

  fraiseql::testing::temporary_project place_;
  std::string server_;
  int listener_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool keeps_ = true;
  bool is_ending_ = false;
  std::atomic<int> kept_ = 0;
  std::vector<std::thread> threads_;  // the first accepts; only it adds
};

}  // namespace fraiseql::postgres::testing
