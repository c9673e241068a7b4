// fetch: one GET of a small text, blocking, within bounds of time and size. For a thread that may
// wait, never for an event loop.
//
// TLS is verified against the system's authorities and the name of the host. Nothing that a server
// says sends us elsewhere: a redirect is a failure.
#pragma once

#include <chrono>
#include <cstddef>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace fraiseql::auth {

struct url {
  bool is_tls = true;
  std::string host;  // without brackets
  std::string port;
  std::string target;  // path and query
  std::string authority;
};

// Whether it is meant to be a URL and not a file.
bool is_url(std::string_view text);
// https, and http to this machine alone, as the failure says.
result<url> read_url(std::string_view text);

struct fetch_limits {
  std::chrono::milliseconds time{10'000};  // of all together
  std::size_t bytes = 256UL * 1024;
};

// The body of the answer. A stop that is asked for ends it soon, as a failure.
result<std::string> fetch(const url& from, const std::stop_token& stop, fetch_limits limits = {});

}  // namespace fraiseql::auth
