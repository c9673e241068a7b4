// getrlimit(2): the soft limit is the one in effect, the hard one how far it may be raised.
#include "server/descriptor_limit.hpp"

#include <sys/resource.h>

#include <algorithm>

namespace fraiseql::server {

void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  // If it fails, the soft limit stays, and what it leaves is served.
  [[maybe_unused]] const int raised = setrlimit(RLIMIT_NOFILE, &limit);
}

std::size_t descriptor_limit() {
  rlimit limit{};
  return getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : 0;
}

std::size_t http_connections_within(std::size_t descriptors, std::size_t postgres_connections,
                                    std::size_t most) {
  const std::size_t reserve = descriptors_for_files + postgres_connections;
  const std::size_t left = descriptors > reserve ? descriptors - reserve : 0;
  return std::clamp<std::size_t>(left, 1, std::max<std::size_t>(most, 1));
}

}  // namespace fraiseql::server
