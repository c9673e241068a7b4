#include "auth/proxy.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "json/write.hpp"

namespace fraiseql::auth {
namespace {

TEST(address_list, has_addresses_and_networks_of_both_families) {
  const auto list = address_list::read("10.0.0.0/8, 192.0.2.7 ,::1,2001:db8::/33, 198.51.100.4/31");
  ASSERT_TRUE(list) << list.error().message;
  EXPECT_FALSE(list->empty());
  for (const char* inside :
       {"10.0.0.0", "10.255.255.255", "192.0.2.7", "::1", "0:0:0:0:0:0:0:1",
        "2001:db8::", "2001:db8:7fff:ffff:ffff:ffff:ffff:ffff", "::ffff:10.1.2.3",
        "::ffff:c000:207", "198.51.100.4", "198.51.100.5"}) {
    EXPECT_TRUE(list->contains(inside)) << inside;
  }
  for (const char* outside :
       {"9.255.255.255", "11.0.0.0", "192.0.2.6", "192.0.2.8", "::2",
        "::", "2001:db8:8000::", "2001:db7::", "::ffff:11.0.0.0", "::10.1.2.3", "198.51.100.3",
        "198.51.100.6", "127.0.0.1", "", "x", "10.0.0.1 ", "10.0.0.1:80", "10.1", "010.0.0.1"}) {
    EXPECT_FALSE(list->contains(outside)) << outside;
  }
}

TEST(address_list, of_no_bits_is_a_whole_family) {
  const auto v4 = address_list::read("0.0.0.0/0");
  ASSERT_TRUE(v4);
  EXPECT_TRUE(v4->contains("255.255.255.255"));
  EXPECT_FALSE(v4->contains("::1"));
  const auto v6 = address_list::read("::/0");
  ASSERT_TRUE(v6);
  EXPECT_TRUE(v6->contains("ffff::1"));
  EXPECT_FALSE(v6->contains("127.0.0.1"));
}

TEST(address_list, may_be_empty) {
  const auto none = address_list::read("  ");
  ASSERT_TRUE(none);
  EXPECT_TRUE(none->empty());
  EXPECT_FALSE(none->contains("127.0.0.1"));
}

TEST(address_list, refuses_what_is_no_network) {
  for (const char* wrong : {"x",
                            "localhost",
                            "10.0.0.0/33",
                            "10.0.0.0/-1",
                            "10.0.0.0/",
                            "10.0.0.0/8/8",
                            "10.0.0.0/8x",
                            "10.0.0.1/8",
                            "10.0.0/8",
                            "256.0.0.0",
                            "::1/129",
                            "2001:db8::1/32",
                            "fe80::1%eth0",
                            "10.0.0.1,",
                            ",10.0.0.1",
                            "10.0.0.1 10.0.0.2",
                            "[::1]",
                            "10.0.0.0/ 8",
                            "*",
                            "::ffff:10.0.0.0/104",
                            "10.0.0.0/4294967304"}) {
    EXPECT_FALSE(address_list::read(wrong)) << wrong;
  }
  EXPECT_EQ(address_list::read("::1, 10.0.0.1/8").error().message,
            "the network \"10.0.0.1/8\" has bits behind its first 8; write them as 0");
}

TEST(address_list, has_clients_of_the_unix_socket_by_name) {
  const auto list = address_list::read("10.0.0.0/8, unix");
  ASSERT_TRUE(list);
  EXPECT_TRUE(list->has_unix());
  EXPECT_TRUE(list->contains("unix"));
  EXPECT_FALSE(list->contains("unix "));
  EXPECT_FALSE(list->contains(""));
  const auto alone = address_list::read("unix");
  ASSERT_TRUE(alone);
  EXPECT_FALSE(alone->empty());
  const auto without = address_list::read("0.0.0.0/0, ::/0");
  ASSERT_TRUE(without);
  EXPECT_FALSE(without->contains("unix"));
  EXPECT_FALSE(address_list::read("unix/8"));
  EXPECT_FALSE(address_list::read("UNIX"));
}

class forwarded : public ::testing::Test {
 protected:
  std::string client(const std::vector<std::string_view>& sent,
                     std::string_view peer = "10.0.0.1") {
    header_list headers = {{"forwarded", "for=1.2.3.4"}, {"x-real-ip", "1.2.3.4"}};
    for (const std::string_view one : sent) headers.emplace_back("x-forwarded-for", one);
    return client_address(headers, peer, *proxies_);
  }
  result<address_list> proxies_ = address_list::read("10.0.0.0/8, 2001:db8::/32, unix");
};

TEST_F(forwarded, is_the_last_address_that_is_no_proxys) {
  EXPECT_EQ(client({"192.0.2.1"}), "192.0.2.1");
  EXPECT_EQ(client({"192.0.2.1"}, "unix"), "192.0.2.1");
  EXPECT_EQ(client({"198.51.100.1, 192.0.2.1"}), "192.0.2.1");
  EXPECT_EQ(client({"192.0.2.1, 10.0.0.2,10.0.0.3"}), "192.0.2.1");
  EXPECT_EQ(client({"198.51.100.1", "192.0.2.1 , 10.0.0.2", "10.0.0.3"}), "192.0.2.1");
  EXPECT_EQ(client({"10.0.0.2, 10.0.0.3"}), "10.0.0.2");
}

TEST_F(forwarded, is_the_peer_where_that_is_no_proxy) {
  EXPECT_EQ(client({"192.0.2.1"}, "203.0.113.9"), "203.0.113.9");
  EXPECT_EQ(client({"10.0.0.1"}, "203.0.113.9"), "203.0.113.9");
  EXPECT_EQ(client({}), "10.0.0.1");
  EXPECT_EQ(client({}, "unix"), "unix");
  EXPECT_EQ(client_address({{"x-forwarded-for", "192.0.2.1"}}, "10.0.0.1", address_list()),
            "10.0.0.1");
}

TEST_F(forwarded, is_what_is_known_where_the_next_is_no_address) {
  for (const char* wrong :
       {"", " ", "unknown", "unix", "192.0.2", "256.0.0.1", "192.0.2.1:", "192.0.2.1:x",
        "192.0.2.1:123456", "[::1", "::1]", "[192.0.2.1]", "[::2]x", "[::2]:", "fe80::1%eth0",
        "\"192.0.2.1\"", "192.0.2.1 192.0.2.2", "192.0.2.1\n"}) {
    EXPECT_EQ(client({wrong}), "10.0.0.1") << wrong;
    const std::string behind = std::string("192.0.2.1,") + wrong;
    EXPECT_EQ(client({behind}), "10.0.0.1") << wrong;
    const std::string before = std::string(wrong) + ", 10.0.0.7";
    EXPECT_EQ(client({before}), "10.0.0.7") << wrong;
  }
}

TEST_F(forwarded, is_read_in_the_forms_that_proxies_write) {
  EXPECT_EQ(client({"192.0.2.1:4711"}), "192.0.2.1");
  EXPECT_EQ(client({"[2001:db9::1]:4711"}), "2001:db9::1");
  EXPECT_EQ(client({"[2001:db9::1]"}), "2001:db9::1");
  EXPECT_EQ(client({"2001:DB9:0::1"}), "2001:db9::1");
  EXPECT_EQ(client({"::ffff:192.0.2.1"}), "192.0.2.1");
  EXPECT_EQ(client({"192.0.2.1, 2001:db8::7"}), "192.0.2.1");
}

// Whatever a client writes itself stands left of what the first proxy adds.
TEST_F(forwarded, is_no_invention_of_the_client) {
  std::mt19937 random(20'261'122);
  const auto below = [&](std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
  };
  constexpr std::string_view signs = "0123456789abcdef.:,[]% \tunix\"/";
  const auto proxies = address_list::read("10.0.0.0/8");
  for (int round = 0; round < 20'000; ++round) {
    std::string sent;
    for (auto left = below(40); left > 0; --left) sent += signs[below(signs.size())];
    const std::string by_proxies = sent + ", 192.0.2.1" + (below(2) == 0 ? ",10.0.0.2" : "");
    ASSERT_EQ(client_address({{"x-forwarded-for", by_proxies}}, "10.0.0.1", *proxies), "192.0.2.1")
        << sent;
    // And alone it gives an address, or nothing new.
    const std::string alone = client_address({{"x-forwarded-for", sent}}, "10.0.0.1", *proxies);
    ASSERT_EQ(client_address({{"x-forwarded-for", alone}}, "10.0.0.1", *proxies), alone) << sent;
  }
}

TEST(loopback, is_an_address_of_this_machine) {
  for (const char* here :
       {"127.0.0.1", "127.9.9.9", "::1", "localhost", "LOCALHOST", "::ffff:127.0.0.1"}) {
    EXPECT_TRUE(is_loopback(here)) << here;
  }
  for (const char* elsewhere : {"", "0.0.0.0", "::", "10.0.0.1", "example.com", "localhost.evil",
                                "127.0.0.1.evil", "128.0.0.1"}) {
    EXPECT_FALSE(is_loopback(elsewhere)) << elsewhere;
  }
}

std::vector<header_claim> two() {
  return *read_header_claims("X-User-Id = sub,x-tenant-id=tenant id");
}

std::string claims_of(const header_list& headers) {
  const auto read = read_claims(headers, two());
  if (!read) return read.error().message;
  return *read ? json::to_text(json::value(**read)) : "anonymous";
}

TEST(header_claims, are_read_from_text) {
  const auto read = two();
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[0].header, "x-user-id");
  EXPECT_EQ(read[0].claim, "sub");
  EXPECT_EQ(read[1].header, "x-tenant-id");
  EXPECT_EQ(read[1].claim, "tenant id");
  for (const char* wrong : {"x", "x=", "=sub", "x=a,", "x y=a", "x:=a", "x=a,x=b", "X=a,x=b",
                            "x=a,y=a", "é=a", "x=\xff", "x=a\nb"}) {
    EXPECT_FALSE(read_header_claims(wrong)) << wrong;
  }
}

TEST(header_claims, are_the_texts_of_the_headers) {
  EXPECT_EQ(claims_of({}), "anonymous");
  EXPECT_EQ(claims_of({{"x-other", "1"}, {"x-user-id", ""}}), "anonymous");
  EXPECT_EQ(claims_of({{"x-user-id", "ada"}}), R"({"sub":"ada"})");
  EXPECT_EQ(claims_of({{"x-tenant-id", "7"}, {"x-user-id", "é"}}),
            R"({"sub":"é","tenant id":"7"})");
  EXPECT_EQ(claims_of({{"x-user-id", "a"}, {"x-user-id", "a"}}),
            "the header x-user-id is given twice");
  EXPECT_EQ(claims_of({{"x-user-id", ""}, {"x-user-id", "a"}}),
            "the header x-user-id is given twice");
  EXPECT_EQ(claims_of({{"x-user-id", "\xe9"}}), "the header x-user-id is no plain text");
  EXPECT_EQ(claims_of({{"x-user-id", "a\tb"}}), "the header x-user-id is no plain text");
}

}  // namespace
}  // namespace fraiseql::auth
