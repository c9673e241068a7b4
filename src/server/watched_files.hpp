// watched_files: whether files have changed, found out by looking at them again and again.
//
// By looking, and not by inotify, since that says nothing on network and container mounts and
// loses a file that an editor replaces by renaming. A change counts once two looks, one after the
// other, have seen the same, so that a file is not read while it is being written. One thread.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <map>

namespace fraiseql::server {

// Either may be empty, or not be there.
struct watched_places {
  std::filesystem::path file = {};
  std::filesystem::path sql_directory = {};  // every *.sql in it, not below it

  [[nodiscard]] bool empty() const { return file.empty() && sql_directory.empty(); }
};

class watched_files {
 public:
  // What is there now is known.
  explicit watched_files(watched_places places);

  // Looks. True once for each change, new and removed files among them.
  bool changed();

 private:
  struct stamp {
    std::int64_t modified_ns;
    std::int64_t status_ns;  // of the last change of anything about the file, its name too
    off_t size;
    ino_t inode;
    friend bool operator==(const stamp&, const stamp&) = default;
  };
  using stamps = std::map<std::filesystem::path, stamp>;

  [[nodiscard]] stamps look() const;
  static void add(stamps& to, const std::filesystem::path& file);

  watched_places places_;
  stamps known_;
  stamps last_look_;
};

}  // namespace fraiseql::server
