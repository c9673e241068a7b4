// Settings of where a server listens, which go together or are refused, and how it is told.
#include "server/listening.hpp"

#include <gtest/gtest.h>

namespace fraiseql::server {
namespace {

std::string why_not(const settings& chosen) {
  const auto checked = check_listening(chosen);
  return checked ? "" : checked.error().message;
}

TEST(listening, is_on_a_port_or_on_a_unix_socket) {
  settings on_port;
  EXPECT_EQ(why_not(on_port), "");
  on_port.host = "::";
  on_port.port = 1;
  on_port.reuse_port = true;
  EXPECT_EQ(why_not(on_port), "");
  settings on_socket;
  on_socket.unix_socket = "socket";
  EXPECT_EQ(why_not(on_socket), "");
  const auto beside = [](const std::string& name) {
    return "the settings \"unix_socket\" and \"" + name + "\" do not go together";
  };
  settings both = on_socket;
  both.host = "::";
  EXPECT_EQ(why_not(both), beside("host"));
  both = on_socket;
  both.port = 1;
  EXPECT_EQ(why_not(both), beside("port"));
  both = on_socket;
  both.reuse_port = true;
  EXPECT_EQ(why_not(both), beside("reuse_port"));
  both = on_socket;
  both.max_connections_per_address = 2;
  EXPECT_EQ(why_not(both), beside("max_connections_per_address"));
}

TEST(listening, has_proxies_that_can_come) {
  settings chosen;
  chosen.trusted_proxies = "10.0.0.0/8";
  EXPECT_EQ(why_not(chosen), "");
  chosen.trusted_proxies = "10.0.0.0/8, unix";
  EXPECT_EQ(why_not(chosen),
            "the setting \"trusted_proxies\" names \"unix\", and there is no \"unix_socket\"");
  chosen.unix_socket = "socket";
  EXPECT_EQ(why_not(chosen), "");
  chosen.trusted_proxies = "10.0.0.0/8";
  EXPECT_EQ(why_not(chosen),
            "the setting \"trusted_proxies\" names nobody who comes by the Unix socket");
  chosen.trusted_proxies = "somebody";
  EXPECT_EQ(why_not(chosen),
            "the setting \"trusted_proxies\" is wrong: \"somebody\" is no IP address, no network "
            "and not \"unix\"");
}

TEST(listening, is_told_as_a_client_says_it) {
  settings chosen;
  EXPECT_EQ(address_of(chosen, 80).text, "http://127.0.0.1:80");
  EXPECT_EQ(address_of(chosen, 80).of_graphql, "http://127.0.0.1:80/graphql");
  chosen.host = "::1";
  EXPECT_EQ(address_of(chosen, 80).for_curl, "http://[::1]:80");
  chosen.host = "[::1]";
  EXPECT_EQ(address_of(chosen, 80).text, "http://[::1]:80");
  chosen.unix_socket = "it's";
  EXPECT_EQ(address_of(chosen, 0).text, "it's");
  EXPECT_EQ(address_of(chosen, 0).of_graphql, "/graphql on the Unix socket it's");
  EXPECT_EQ(address_of(chosen, 0).for_curl, R"(--unix-socket 'it'\''s' http://localhost)");
}

}  // namespace
}  // namespace fraiseql::server
