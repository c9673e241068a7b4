// prepared_cache: which statements one connection has prepared, and under which names.
// Private to the room. Names are numbers that are never used twice on a connection, so
// that a statement being dropped cannot be taken for one being made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fraiseql::postgres {

class prepared_cache {
 public:
  explicit prepared_cache(std::size_t capacity) : capacity_(capacity) {}

  struct use {
    std::string name;
    bool is_new = false;                      // has to be prepared first
    std::optional<std::string> evicted = {};  // has to be deallocated
  };
  // The name for a statement by its key (text and parameter types), which becomes the most
  // recently used.
  use take(const std::string& key);

  // The statement is no longer prepared; gives the name to deallocate, if it was.
  std::optional<std::string> forget(const std::string& key);

  // None is prepared any more; the names to deallocate.
  std::vector<std::string> forget_all();

  [[nodiscard]] std::size_t size() const { return by_key_.size(); }

 private:
  struct entry {
    std::string key;
    std::string name;
  };
  std::size_t capacity_;
  std::uint64_t next_name_ = 0;
  std::list<entry> by_use_;  // most recently used first
  std::unordered_map<std::string_view, std::list<entry>::iterator> by_key_;
};

}  // namespace fraiseql::postgres
