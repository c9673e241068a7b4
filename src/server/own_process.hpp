// own_process: what the system says of this process, under the names that Prometheus's own clients
// give it.
#pragma once

#include <cstddef>

namespace fraiseql::server {

struct own_process {
  double cpu_seconds = 0;         // of all threads, in user and system
  double start_time_seconds = 0;  // since 1970
  std::size_t resident_bytes = 0;
  std::size_t virtual_bytes = 0;
  std::size_t open_descriptors = 0;
  std::size_t most_descriptors = 0;
};

// Reads /proc; what cannot be read is 0.
own_process look_at_own_process();

}  // namespace fraiseql::server
