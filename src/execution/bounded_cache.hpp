// bounded_cache: texts to shared values, least recently used first out, bounded in
// bytes. A hit is confirmed by a full comparison of the key. Private to the room.
#pragma once

#include <xxhash.h>

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/meters.hpp"

namespace fraiseql::execution {

struct cache_meters {
  gauge entries;
  gauge bytes;
  counter hits;
  counter misses;
  counter evictions;
};

template <class Value>
class bounded_cache {
 public:
  // `counted` outlives it, where there is one, and is that of the cache before it.
  explicit bounded_cache(std::size_t max_bytes, cache_meters* counted = nullptr)
      : max_bytes_(max_bytes), counted_(counted) {
    note_size();
  }

  // nullptr where there is none.
  std::shared_ptr<const Value> find(std::string_view key) {
    const auto found = by_key_.find(key);
    const bool is_found = found != by_key_.end();
    if (counted_ != nullptr) (is_found ? counted_->hits : counted_->misses).add();
    if (!is_found) return nullptr;
    by_use_.splice(by_use_.begin(), by_use_, found->second);
    return found->second->value;
  }

  // `bytes` is what the value weighs beside its key. One that alone passes the bound is
  // not kept. Gives whether there is one of that key now.
  bool insert(std::string key, std::shared_ptr<const Value> value, std::size_t bytes) {
    bytes += 2 * key.size() + sizeof(entry);
    if (by_key_.contains(key)) return true;
    if (bytes > max_bytes_) return false;
    while (bytes_ + bytes > max_bytes_) drop_oldest();
    by_use_.push_front({std::move(key), std::move(value), bytes});
    by_key_.emplace(by_use_.front().key, by_use_.begin());
    bytes_ += bytes;
    note_size();
    return true;
  }

  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  [[nodiscard]] std::size_t size() const { return by_use_.size(); }

 private:
  struct entry {
    std::string key;
    std::shared_ptr<const Value> value;
    std::size_t bytes;
  };
  struct hash {
    std::size_t operator()(std::string_view text) const {
      return XXH3_64bits(text.data(), text.size());
    }
  };

  void note_size() {
    if (counted_ == nullptr) return;
    counted_->entries.set(by_use_.size());
    counted_->bytes.set(bytes_);
  }

  void drop_oldest() {
    if (counted_ != nullptr) counted_->evictions.add();
    bytes_ -= by_use_.back().bytes;
    by_key_.erase(by_use_.back().key);
    by_use_.pop_back();
  }

  std::size_t max_bytes_;
  cache_meters* counted_;
  std::size_t bytes_ = 0;
  std::list<entry> by_use_;  // most recently used first
  std::unordered_map<std::string_view, typename std::list<entry>::iterator, hash> by_key_;
};

}  // namespace fraiseql::execution
