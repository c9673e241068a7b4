#include "server/watched_files.hpp"

#include <sys/stat.h>

#include <system_error>
#include <utility>

namespace fraiseql::server {

namespace fs = std::filesystem;

watched_files::watched_files(watched_places places)
    : places_(std::move(places)), known_(look()), last_look_(known_) {}

bool watched_files::changed() {
  stamps now = look();
  const bool is_settled = now == std::exchange(last_look_, now);
  if (!is_settled || now == known_) return false;
  known_ = std::move(now);
  return true;
}

watched_files::stamps watched_files::look() const {
  stamps found;
  if (!places_.file.empty()) add(found, places_.file);
  if (places_.sql_directory.empty()) return found;
  std::error_code error;
  for (fs::directory_iterator at(places_.sql_directory, error), end; !error && at != end;
       at.increment(error)) {
    if (at->path().extension() == ".sql") add(found, at->path());
  }
  return found;
}

// By stat, which follows a link to what it means now.
void watched_files::add(stamps& to, const fs::path& file) {
  struct stat found{};
  if (stat(file.c_str(), &found) != 0 || S_ISDIR(found.st_mode)) return;
  const auto nanoseconds = [](const timespec& at) {
    return std::int64_t{at.tv_sec} * 1'000'000'000 + at.tv_nsec;
  };
  to.emplace(file, stamp{.modified_ns = nanoseconds(found.st_mtim),
                         .status_ns = nanoseconds(found.st_ctim),
                         .size = found.st_size,
                         .inode = found.st_ino});
}

}  // namespace fraiseql::server
