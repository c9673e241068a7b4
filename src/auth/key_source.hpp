// key_source: where keys come from, a file or the URL of a JWKS, and the keys as they are now.
//
// A file is read by open(), so that a start with bad keys is refused; a URL may be away, so it is
// asked by the thread. That looks again in pauses, a file only where it has changed. While it
// cannot be read the keys of before stay; it is tried again in pauses that grow, and each other
// reason is logged once. Everything but the thread's own may be called by any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "auth/algorithm.hpp"
#include "auth/fetch.hpp"
#include "auth/key_set.hpp"
#include "base/log.hpp"
#include "base/result.hpp"

namespace fraiseql::auth {

struct key_source_options {
  std::string location;  // a URL or the path of a file
  algorithm fixed = algorithm::rs256;
  std::chrono::milliseconds refresh{300'000};
  std::chrono::milliseconds between_requests{10'000};  // looks that look_again() asks for
  std::chrono::milliseconds first_retry{1'000};        // doubled each time
  std::chrono::milliseconds longest_retry{60'000};     // but never more than `refresh`
  fetch_limits fetching = {.bytes = max_key_set_bytes};
  log_function log = {};  // called by the thread, too
};

class key_source {
 public:
  static result<std::unique_ptr<key_source>> open(key_source_options options);
  // Ends the thread, soon.
  ~key_source();
  key_source(const key_source&) = delete;
  key_source& operator=(const key_source&) = delete;

  // Starts the thread, which calls `looked` after each look.
  result<done> start(std::function<void()> looked);
  // nullptr before the first success.
  [[nodiscard]] std::shared_ptr<const key_set> keys() const;
  // Asks for a look before its time, for a key that is not known. False where there was one not
  // long ago; else `looked` is called when it is over.
  bool look_again();

 private:
  // What tells one state of a file from another without reading it.
  struct file_state {
    std::filesystem::file_time_type changed = {};
    std::uintmax_t size = 0;
    friend bool operator==(const file_state&, const file_state&) = default;
  };
  using clock = std::chrono::steady_clock;

  explicit key_source(key_source_options options) : options_(std::move(options)) {}
  void run(const std::stop_token& stop);
  void wait(const std::stop_token& stop);
  [[nodiscard]] std::chrono::milliseconds pause() const;
  void look(const std::stop_token& stop);
  result<done> read_file();
  result<done> fetch_url(const std::stop_token& stop);
  void take(key_set keys);
  void tell(const std::string& trouble);

  const key_source_options options_;
  std::optional<url> url_ = {};
  // The thread's, and open()'s before it.
  std::optional<file_state> seen_ = {};
  std::string trouble_ = {};  // of the last look
  unsigned failures_ = 0;     // one after the other
  std::function<void()> looked_ = {};

  mutable std::mutex mutex_ = {};
  std::condition_variable_any asked_ = {};
  std::shared_ptr<const key_set> keys_ = {};
  bool is_pending_ = false;  // a look is under way or asked for
  bool is_asked_ = false;
  std::optional<clock::time_point> last_asked_ = {};
  std::jthread thread_ = {};  // the last member: it uses the others
};

}  // namespace fraiseql::auth
