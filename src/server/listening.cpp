#include "server/listening.hpp"

#include <fmt/format.h>

namespace fraiseql::server {
namespace {

failure not_beside_unix_socket(std::string_view name) {
  return {fmt::format("the settings \"unix_socket\" and \"{}\" do not go together", name),
          "leave one of them out: a server listens on a Unix socket or on an address and port"};
}

std::string in_quotes_of_the_shell(std::string_view text) {
  std::string made = "'";
  for (const char c : text) c == '\'' ? made += R"('\'')" : made += c;
  return made + "'";
}

}  // namespace

result<auth::address_list> read_trusted_proxies(const settings& chosen) {
  auto read = auth::address_list::read(chosen.trusted_proxies);
  if (read) return read;
  return failed{
      failure{fmt::format("the setting \"trusted_proxies\" is wrong: {}", read.error().message),
              read.error().hint}};
}

result<done> check_listening(const settings& chosen) {
  FRAISEQL_TRY(proxies, read_trusted_proxies(chosen));
  if (chosen.unix_socket.empty()) {
    if (!proxies.has_unix()) return done{};
    return failed{
        failure{"the setting \"trusted_proxies\" names \"unix\", and there is no \"unix_socket\""}};
  }
  const settings defaults;
  if (chosen.host != defaults.host) return failed{not_beside_unix_socket("host")};
  if (chosen.port != defaults.port) return failed{not_beside_unix_socket("port")};
  if (chosen.reuse_port) return failed{not_beside_unix_socket("reuse_port")};
  if (chosen.max_connections_per_address != defaults.max_connections_per_address) {
    return failed{not_beside_unix_socket("max_connections_per_address")};
  }
  if (!proxies.empty() && !proxies.has_unix()) {
    return failed{
        failure{"the setting \"trusted_proxies\" names nobody who comes by the Unix socket",
                "add \"unix\" to it: then whoever may connect to the socket is believed"}};
  }
  return done{};
}

listening_address address_of(const settings& chosen, std::uint16_t port) {
  if (!chosen.unix_socket.empty()) {
    return {.text = chosen.unix_socket,
            .of_graphql = "/graphql on the Unix socket " + chosen.unix_socket,
            .for_curl = "--unix-socket " + in_quotes_of_the_shell(chosen.unix_socket) +
                        " http://localhost"};
  }
  const bool needs_brackets =
      chosen.host.find(':') != std::string::npos && !chosen.host.starts_with('[');
  const std::string host = needs_brackets ? "[" + chosen.host + "]" : chosen.host;
  const std::string url = fmt::format("http://{}:{}", host, port);
  return {.text = url, .of_graphql = url + "/graphql", .for_curl = url};
}

}  // namespace fraiseql::server
