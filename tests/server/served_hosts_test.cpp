// Under which names a server may be asked for, by its settings.
#include "server/served_hosts.hpp"

#include <gtest/gtest.h>

#include <span>
#include <string>
#include <vector>

namespace fraiseql::server {
namespace {

served_hosts of_clients(const settings& chosen) {
  auto made = served_hosts::of_clients(chosen);
  EXPECT_TRUE(made) << (made ? "" : made.error().message);
  return made ? *std::move(made) : served_hosts();
}

settings of_hosts(const std::string& hosts) {
  settings chosen;
  chosen.hosts = hosts;
  return chosen;
}

TEST(served_hosts, in_development_on_loopback_are_those_of_loopback) {
  const served_hosts hosts = of_clients({});
  EXPECT_FALSE(hosts.are_all());
  for (const char* one : {"localhost", "localhost:8080", "LocalHost:1", "localhost.",
                          "localhost.:80", "localhost:", "app.localhost", "a.b.localhost:5173",
                          "127.0.0.1", "127.0.0.1:65535", "127.255.255.254", "[::1]", "[::1]:8080",
                          "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]:80", ""}) {
    EXPECT_TRUE(hosts.have(one)) << one;
  }
  for (const char* one : {"evil.example",
                          "evil.example:8080",
                          "localhost.evil.example",
                          "evil-localhost",
                          "127.0.0.1.evil.example",
                          "127.evil.example",
                          "128.0.0.1",
                          "126.255.255.255",
                          "127.0.0.256",
                          "0.0.0.0",
                          "[::2]",
                          "[::1",
                          "::1",
                          "[::1]x",
                          "localhost:evil",
                          "localhost:80:80",
                          "localhost..",
                          ":8080",
                          ".",
                          "[]",
                          "localhost@evil.example",
                          "192.168.0.1",
                          "[::ffff:10.0.0.1]",
                          "%6cocalhost"}) {
    EXPECT_FALSE(hosts.have(one)) << one;
  }
}

TEST(served_hosts, are_the_configured_address_too) {
  settings chosen;
  chosen.host = "127.0.0.7";
  EXPECT_TRUE(of_clients(chosen).have("127.0.0.7:8080"));
  chosen.host = "[::1]";
  EXPECT_TRUE(of_clients(chosen).have("[::1]:8080"));
  EXPECT_FALSE(of_clients(chosen).have("evil.example"));
  chosen = of_hosts("api.example.com");
  chosen.host = "192.0.2.1";
  EXPECT_TRUE(of_clients(chosen).have("192.0.2.1:8080"));
  EXPECT_FALSE(of_clients(chosen).have("192.0.2.2:8080"));
}

TEST(served_hosts, are_all_where_nothing_is_said_and_clients_come_from_elsewhere) {
  settings elsewhere;
  elsewhere.host = "0.0.0.0";
  settings production;
  production.profile_name = "production";
  settings socket;
  socket.unix_socket = "socket";
  for (const settings& one : {elsewhere, production, socket}) {
    EXPECT_TRUE(of_clients(one).are_all());
    EXPECT_TRUE(of_clients(one).have("evil.example"));
    EXPECT_FALSE(of_clients(one).check({}));
    settings with_hosts = one;
    with_hosts.hosts = "api.example.com";
    EXPECT_FALSE(of_clients(with_hosts).have("evil.example"));
    EXPECT_TRUE(of_clients(with_hosts).have("api.example.com"));
  }
}

TEST(served_hosts, are_those_of_the_setting_beside_loopback) {
  const served_hosts hosts = of_clients(of_hosts(" Api.Example.com , fraiseql,[fd00::1] "));
  for (const char* one : {"api.example.com", "API.EXAMPLE.COM:443", "api.example.com.",
                          "fraiseql:80", "[fd00::1]:8080", "[FD00::1]", "localhost"}) {
    EXPECT_TRUE(hosts.have(one)) << one;
  }
  for (const char* one : {"example.com", "x.api.example.com", "api.example.com.evil.example"}) {
    EXPECT_FALSE(hosts.have(one)) << one;
  }
  EXPECT_TRUE(of_clients(of_hosts("*")).are_all());
}

TEST(served_hosts, that_are_none_are_refused) {
  for (const char* one : {",", "a,", "a,,b", "http://a", "a:80", "[::1]:80", "::1", "*.a", "a,*",
                          "a b", "[a]", "a/", "a@b", "\"a\""}) {
    const auto made = served_hosts::of_clients(of_hosts(one));
    ASSERT_FALSE(made) << one;
    EXPECT_NE(made.error().message.find("the setting \"hosts\" is wrong: "), std::string::npos);
  }
}

TEST(served_hosts, of_operators_are_those_of_loopback_in_any_profile) {
  settings chosen = of_hosts("metrics.example.com");
  chosen.profile_name = "production";
  chosen.host = "0.0.0.0";
  const auto hosts = served_hosts::of_operators(chosen);
  ASSERT_TRUE(hosts);
  EXPECT_TRUE(hosts->have("127.0.0.1:9090"));
  EXPECT_TRUE(hosts->have("metrics.example.com:9090"));
  EXPECT_FALSE(hosts->have("evil.example"));
  chosen.admin_host = "192.0.2.1";
  const auto elsewhere = served_hosts::of_operators(chosen);
  ASSERT_TRUE(elsewhere);
  EXPECT_TRUE(elsewhere->are_all());
}

TEST(served_hosts, that_are_refused_are_logged_seldom) {
  std::vector<std::string> told;
  const auto check =
      of_clients({}).check([&](log_level, std::string_view message, std::span<const log_field>) {
        told.emplace_back(message);
      });
  ASSERT_TRUE(check);
  EXPECT_TRUE(check("localhost:8080"));
  EXPECT_TRUE(check("localhost:8080"));
  EXPECT_FALSE(check("evil.example"));
  EXPECT_FALSE(check("evil.example"));
  EXPECT_TRUE(check("localhost:8080"));
  EXPECT_EQ(told.size(), 1U);
}

}  // namespace
}  // namespace fraiseql::server
