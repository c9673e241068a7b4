// The directories and files of the development database: where they are, whose they
// are, the lock on them, and how a cluster is made and thrown away.
//
//   home/         project/.fraiseql, or for root /var/lib/fraiseql-dev/<hash of the
//                 project's path>, named in project/.fraiseql/where: PostgreSQL runs as
//                 another user then, who may be unable to reach the project
//     lock        held while the database runs; names the process that holds it
//     postgres.log
//     data/       the cluster; complete, or not there (made under another name first)
//   /tmp/fraiseql-<user>-<hash>/   the socket: its path may have 107 bytes only
//
// Of these only `data` and the socket's directory belong to PostgreSQL's user.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "server/account.hpp"
#include "server/file_descriptor.hpp"
#include "server/postgres_binaries.hpp"

namespace fraiseql::server {

struct cluster_place {
  account user = {};  // runs PostgreSQL
  std::filesystem::path home = {};
  std::filesystem::path data = {};
  std::filesystem::path log = {};
  std::filesystem::path socket_directory = {};
};

inline constexpr const char* bootstrap_superuser = "postgres";

// Makes the home; fails if it or the cluster belongs to somebody else.
result<cluster_place> prepare_place(const std::filesystem::path& project);

struct cluster_lock {
  file_descriptor file;
  pid_t previous_holder = 0;  // if it was killed, else 0
};

// Fails, with the number of its process, if another instance holds it.
result<cluster_lock> lock_cluster(const cluster_place& place);
// Says that the holder ended in good order.
void unlock_cluster(cluster_lock& lock);

result<done> make_socket_directory(const cluster_place& place);
void remove_socket_directory(const cluster_place& place);

// The version of PostgreSQL that made the cluster; nothing if there is no whole one.
std::optional<int> cluster_version(const cluster_place& place);

// Needs the lock, and no cluster.
result<done> make_cluster(const cluster_place& place, const postgres_binaries& binaries);

// Removes the cluster, whole or not, and what a killed predecessor left half done.
// Needs the lock, and that no postmaster runs in it.
result<done> remove_cluster(const cluster_place& place);
void remove_half_done(const cluster_place& place);

// Opens the log for appending; empties it when it has grown large.
result<file_descriptor> open_log(const cluster_place& place);

}  // namespace fraiseql::server
