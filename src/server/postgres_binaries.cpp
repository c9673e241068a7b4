// Lists the directory; a version counts if both programs are there and executable.
#include "server/postgres_binaries.hpp"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <system_error>

namespace fraiseql::server {
namespace {

constexpr int oldest_major = 14;
constexpr int tested_major = 15;

std::vector<postgres_binaries> installed(const std::filesystem::path& root) {
  std::vector<postgres_binaries> found;
  std::error_code error;
  // Not a range for: its increment throws.
  std::filesystem::directory_iterator entry(root, error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    int major = 0;
    const auto [end, code] = std::from_chars(name.data(), name.data() + name.size(), major);
    if (code != std::errc{} || end != name.data() + name.size()) continue;
    const std::filesystem::path directory = entry->path() / "bin";
    if (access((directory / "postgres").c_str(), X_OK) != 0) continue;
    if (access((directory / "initdb").c_str(), X_OK) != 0) continue;
    found.push_back({.major = major, .directory = directory});
  }
  std::ranges::sort(found, std::ranges::greater{}, &postgres_binaries::major);
  return found;
}

}  // namespace

result<postgres_binaries> find_binaries(const std::filesystem::path& root,
                                        std::optional<int> cluster_major) {
  const std::vector<postgres_binaries> all = installed(root);
  const auto of = [&all](int major) {
    return std::ranges::find(all, major, &postgres_binaries::major);
  };
  if (cluster_major) {
    if (of(*cluster_major) != all.end()) return *of(*cluster_major);
  } else if (of(tested_major) != all.end()) {
    return *of(tested_major);
  }
  if (all.empty() || all.front().major < oldest_major) {
    return failed{failure{
        .message = "no PostgreSQL 14 or newer in " + root.string() +
                   ", which the development database needs",
        .hint = "install it (apt install postgresql-15), or set DATABASE_URL to a database"}};
  }
  if (!cluster_major) return all.front();
  return failed{failure{.message = "the development database was made by PostgreSQL " +
                                   std::to_string(*cluster_major) + ", and PostgreSQL " +
                                   std::to_string(all.front().major) + " is installed",
                        .hint = "install postgresql-" + std::to_string(*cluster_major) +
                                ", or use --fresh to begin anew without the data"}};
}

}  // namespace fraiseql::server
