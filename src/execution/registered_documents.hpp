// registered_documents: what all loops of a process know together of documents that clients sent as
// text. Locked, since it is asked seldom: each loop keeps what it uses itself (documents.hpp).
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "execution/bounded_cache.hpp"

namespace fraiseql::execution {

// The texts of automatic persisted queries, by the SHA-256 of their bytes: those that were used
// least recently go first, and their clients send them again. Who adds one has verified the hash
// and validated the document.
class registered_documents {
 public:
  static constexpr std::size_t most_bytes = std::size_t{8} * 1024 * 1024;

  // nullptr where it is not known.
  std::shared_ptr<const std::string> find(std::string_view hash);
  void add(std::string hash, std::string_view text);

  [[nodiscard]] std::size_t bytes();
  [[nodiscard]] std::size_t size();

 private:
  std::mutex mutex_;  // of the next
  bounded_cache<std::string> texts_{most_bytes};
};

// Which texts were told of: each once an hour, and so many in that time at most, so that who sends
// many of his own hides no others for long.
class told_texts {
 public:
  static constexpr std::size_t most = 1'000;
  static constexpr std::chrono::hours renewal{1};

  enum class news : unsigned char { none, text, last_text };
  // Of the first that has this hash.
  news tell(const std::string& hash);

 private:
  std::mutex mutex_;  // of the next
  std::set<std::string> hashes_;
  std::chrono::steady_clock::time_point since_ = std::chrono::steady_clock::now();
};

}  // namespace fraiseql::execution
