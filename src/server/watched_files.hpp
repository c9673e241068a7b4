// watched_files: whether files have changed, found out by looking at them again and again.
//
// By looking, and not by inotify, since that says nothing on network and container mounts and
// loses a file that an editor replaces by renaming. A change counts once two looks, one after the
// other, have seen the same, so that a file is not read while it is being written; or after some
// looks, so that a file that is written all the time does not withhold the others. One thread.
#pragma once

#include <filesystem>
#include <map>
#include <optional>

#include "server/file_stamp.hpp"

namespace fraiseql::server {

// Either may be empty, or not be there.
struct watched_places {
  std::filesystem::path file = {};
  std::filesystem::path sql_directory = {};  // the SQL files in it: see is_sql_file
  // Of `file`, from before it was read; without it, that of now.
  std::optional<file_stamp> file_as_read = {};

  [[nodiscard]] bool empty() const { return file.empty() && sql_directory.empty(); }
};

class watched_files {
 public:
  // After so many looks a change counts though there was another at each.
  static constexpr int most_restless_looks = 10;

  // What is there now is known.
  explicit watched_files(watched_places places);

  // Looks. True once for each change, new and removed files among them.
  bool changed();

 private:
  using stamps = std::map<std::filesystem::path, file_stamp>;

  [[nodiscard]] stamps look() const;

  watched_places places_;
  stamps known_;
  stamps last_look_;
  int restless_looks_ = 0;
};

}  // namespace fraiseql::server
