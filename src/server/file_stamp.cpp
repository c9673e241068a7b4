#include "server/file_stamp.hpp"

#include <sys/stat.h>

namespace fraiseql::server {

file_stamp stamp_of(const std::filesystem::path& file) {
  struct stat found{};
  if (stat(file.c_str(), &found) != 0 || !S_ISREG(found.st_mode)) return {};
  const auto nanoseconds = [](const timespec& at) {
    return std::int64_t{at.tv_sec} * 1'000'000'000 + at.tv_nsec;
  };
  return {.modified_ns = nanoseconds(found.st_mtim),
          .status_ns = nanoseconds(found.st_ctim),
          .size = found.st_size,
          .inode = found.st_ino};
}

}  // namespace fraiseql::server
