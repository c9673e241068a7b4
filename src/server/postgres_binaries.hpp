// Which of the installed PostgreSQL versions to use, where Debian puts them:
// <root>/<major>/bin.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "base/result.hpp"

namespace fraiseql::server {

struct postgres_binaries {
  int major = 0;
  std::filesystem::path directory = {};  // holds `initdb` and `postgres`
};

inline constexpr const char* debian_postgres_root = "/usr/lib/postgresql";

// The one of the cluster's version if there is a cluster already; for a new one the
// tested version (15), else the newest from 14 on.
result<postgres_binaries> find_binaries(const std::filesystem::path& root,
                                        std::optional<int> cluster_major);

}  // namespace fraiseql::server
