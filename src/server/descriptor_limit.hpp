// descriptor_limit: how many files and sockets this process may have open, and how many of
// them HTTP connections may take. Without a share of their own, many clients would leave
// none for PostgreSQL, and a lane that lost its connections could not get them back.
#pragma once

#include <cstddef>

namespace fraiseql::server {

// Descriptors kept for what is neither an HTTP nor a PostgreSQL connection: standard
// streams, event loop, timers, listener, lock and log of the development database, and
// the files that resolving a host name or TLS opens for a moment.
inline constexpr std::size_t descriptors_for_files = 64;

// Raises the soft limit of this process to its hard limit, where that is allowed.
void raise_descriptor_limit();

// The soft limit.
std::size_t descriptor_limit();

// `most`, or what `descriptors` leave beside the files and that many PostgreSQL
// connections, if that is less; at least 1.
std::size_t http_connections_within(std::size_t descriptors, std::size_t postgres_connections,
                                    std::size_t most);

}  // namespace fraiseql::server
