// verified_tokens: tokens that were found good, so that who comes again with the same bytes is not
// verified anew: a signature costs more than the look-up behind it.
//
// A token is known by all of its bytes. What holds of them for good is remembered: their form,
// their signature, whose they are and for whom. What the time changes, their dates, is judged on
// each use, with the same skew. All is forgotten with the set of keys that it was verified by, so a
// key that is taken back takes its tokens along. Bounded in bytes, least recently used first out;
// what was refused is not remembered. One loop's thread only.
#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "auth/key_set.hpp"
#include "auth/token.hpp"
#include "json/value.hpp"

namespace fraiseql::auth {

class verified_tokens {
 public:
  using time_point = std::chrono::system_clock::time_point;

  // Some thousands of tokens as they usually are.
  static constexpr std::size_t usual_bytes = 4UL * 1024 * 1024;

  explicit verified_tokens(token_rules rules, std::size_t max_bytes = usual_bytes)
      : rules_(std::move(rules)), max_bytes_(max_bytes) {}
  verified_tokens(const verified_tokens&) = delete;
  verified_tokens& operator=(const verified_tokens&) = delete;

  // What verify_token() gives. Needs keys.
  verified_claims verify(std::string_view token, const std::shared_ptr<const key_set>& keys,
                         time_point now);

  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  [[nodiscard]] std::size_t size() const { return by_use_.size(); }
  // How many were known.
  [[nodiscard]] std::size_t hits() const { return hits_; }

 private:
  struct entry {
    std::string token;
    json::value claims;
    std::size_t bytes;
  };
  using entries = std::list<entry>;

  void remember(std::string_view token, json::value claims, time_point now);
  void forget(entries::iterator one);
  void forget_all();

  const token_rules rules_;
  const std::size_t max_bytes_;
  std::shared_ptr<const key_set> keys_;  // those that all were verified by
  std::size_t bytes_ = 0;
  std::size_t hits_ = 0;
  entries by_use_;  // most recently used first
  std::unordered_map<std::string_view, entries::iterator> by_token_;
};

}  // namespace fraiseql::auth
