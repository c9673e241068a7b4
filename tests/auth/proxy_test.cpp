#include "auth/proxy.hpp"

#include <gtest/gtest.h>

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
