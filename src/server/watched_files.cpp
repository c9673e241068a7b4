#include "server/watched_files.hpp"

#include <system_error>
#include <utility>

#include "server/apply_sql.hpp"

namespace fraiseql::server {

namespace fs = std::filesystem;

watched_files::watched_files(watched_places places)
    : places_(std::move(places)), known_(look()), last_look_(known_) {
  if (places_.file_as_read) known_[places_.file] = *places_.file_as_read;
}

bool watched_files::changed() {
  stamps now = look();
  const bool is_settled = now == std::exchange(last_look_, now);
  if (!is_settled && ++restless_looks_ < most_restless_looks) return false;
  restless_looks_ = 0;
  if (now == known_) return false;
  known_ = std::move(now);
  return true;
}

watched_files::stamps watched_files::look() const {
  stamps found;
  if (!places_.file.empty()) found.emplace(places_.file, stamp_of(places_.file));
  if (places_.sql_directory.empty()) return found;
  std::error_code error;
  for (fs::directory_iterator at(places_.sql_directory, error), end; !error && at != end;
       at.increment(error)) {
    if (is_sql_file(*at)) found.emplace(at->path(), stamp_of(at->path()));
  }
  return found;
}

}  // namespace fraiseql::server
