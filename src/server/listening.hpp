// listening: where a process listens and whose word it takes for where a request comes from.
#pragma once

#include <cstdint>
#include <string>

#include "auth/proxy.hpp"
#include "base/result.hpp"
#include "server/settings.hpp"

namespace fraiseql::server {

// The failure names the setting that is wrong, or the two that do not go together.
result<auth::address_list> read_trusted_proxies(const settings& chosen);
result<done> check_listening(const settings& chosen);

struct listening_address {
  std::string text;        // "http://127.0.0.1:8080" or the path of the Unix socket
  std::string of_graphql;  // for people
  std::string for_curl;    // what stands before a path in its command line
};
listening_address address_of(const settings& chosen, std::uint16_t port);

}  // namespace fraiseql::server
