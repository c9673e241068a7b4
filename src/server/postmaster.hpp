// The postmaster of the development database: started or adopted, and stopped.
//
// It runs in a session of its own, so that the terminal's Ctrl-C does not stop it
// under a server that is still draining, and is told to stop when we are killed.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "server/cluster_files.hpp"
#include "server/process.hpp"

namespace fraiseql::server {

struct postmaster_options {
  const cluster_place& place;
  const postgres_binaries& binaries;
  const std::vector<std::string>& settings;  // "name=value"
  // The instance before us, if it was killed: its postmaster is about to stop.
  pid_t previous_holder = 0;
};

// The libpq connection string for a role and a database behind the place's socket.
std::string conninfo_of(const cluster_place& place, const std::string& role,
                        const std::string& database);

// Whether `settings` can be given; those that this room decides are refused.
result<done> check_settings(const std::vector<std::string>& settings);

// Starts a postmaster and waits until it takes connections, 30 s at most. One that
// runs already is adopted if it was started in the same way and is here to stay, and
// is stopped first otherwise. Needs the lock and a whole cluster.
result<process> start_postmaster(const postmaster_options& options);

// Stops whatever postmaster runs in the place. Needs the lock.
result<done> stop_leftover(const cluster_place& place);

// Fast shutdown; harsher if that takes too long. Returns when it has ended.
void stop_postmaster(process& postmaster);

}  // namespace fraiseql::server
