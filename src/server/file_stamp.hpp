// file_stamp: what tells one state of a file from another without reading it.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>

namespace fraiseql::server {

struct file_stamp {
  std::int64_t modified_ns = 0;
  std::int64_t status_ns = 0;  // of the last change of anything about the file, its name too
  off_t size = 0;
  ino_t inode = 0;
  friend bool operator==(const file_stamp&, const file_stamp&) = default;
};

// Links are followed. Where there is no regular file: that of nothing, file_stamp().
file_stamp stamp_of(const std::filesystem::path& file);

}  // namespace fraiseql::server
