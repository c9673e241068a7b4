// How many connections one address may have, over all loops.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <boost/asio/ip/tcp.hpp>
#include <vector>

#include "http/loopback.hpp"
#include "http/peer.hpp"

namespace fraiseql::http {
namespace {

using peer_endpoint = boost::asio::generic::stream_protocol::endpoint;

peer_endpoint from(const std::string& address) {
  return boost::asio::ip::tcp::endpoint(boost::asio::ip::make_address(address), 1234);
}

TEST(address_limit, closes_one_past_the_bound) {
  running_server server({.port = 0, .max_connections_per_address = 2}, echo);
  client first(server.port());
  client second(server.port());
  EXPECT_EQ(first.send(get("/")).read_answer().status, 200U);
  EXPECT_EQ(second.send(get("/")).read_answer().status, 200U);
  {
    client third(server.port());
    EXPECT_TRUE(third.ends());
  }
  EXPECT_EQ(server.connections(), 2U);
  EXPECT_EQ(first.send(get("/")).read_answer().status, 200U);
}

TEST(address_limit, is_of_each_address) {
  running_server server({.port = 0, .max_connections_per_address = 1}, echo);
  client first(server.port());
  client other;
  other.connect_from("127.0.0.2", server.port());
  EXPECT_EQ(first.send(get("/")).read_answer().status, 200U);
  EXPECT_EQ(other.send(get("/")).read_answer().status, 200U);
  client more;
  more.connect_from("127.0.0.2", server.port());
  EXPECT_TRUE(more.ends());
}

TEST(address_limit, has_room_again_where_a_connection_has_ended) {
  running_server server({.port = 0, .max_connections_per_address = 1}, echo);
  for (int i = 0; i < 20; ++i) {
    client one(server.port());
    ASSERT_EQ(one.send(get("/", "Connection: close\r\n")).read_answer().status, 200U) << i;
    ASSERT_TRUE(one.ends());
    one.shut_sending();
    ASSERT_TRUE(server.comes_to(0));
  }
}

TEST(address_limit, is_told_of) {
  std::vector<std::string> told;
  {
    running_server server({.port = 0,
                           .max_connections_per_address = 1,
                           .on_crowded = [&told](std::string_view of) { told.emplace_back(of); }},
                          echo);
    client first(server.port());
    EXPECT_EQ(first.send(get("/")).read_answer().status, 200U);
    client second(server.port());
    EXPECT_TRUE(second.ends());
  }
  EXPECT_EQ(told, std::vector<std::string>{"127.0.0.1"});
}

TEST(address_limit, counts_nobody_it_is_told_not_to) {
  running_server server({.port = 0,
                         .max_connections_per_address = 1,
                         .is_uncounted = [](std::string_view of) { return of == "127.0.0.1"; }},
                        echo);
  std::vector<std::unique_ptr<client>> proxies;
  for (int i = 0; i < 5; ++i) {
    proxies.push_back(std::make_unique<client>(server.port()));
    EXPECT_EQ(proxies.back()->send(get("/")).read_answer().status, 200U);
  }
  client other;
  other.connect_from("127.0.0.2", server.port());
  EXPECT_EQ(other.send(get("/")).read_answer().status, 200U);
  client more;
  more.connect_from("127.0.0.2", server.port());
  EXPECT_TRUE(more.ends());
}

TEST(seats, count_who_holds_one) {
  seats all;
  auto first = all.take(from("192.0.2.1"));
  EXPECT_EQ(first.others, 0U);
  auto second = all.take(from("192.0.2.1"));
  EXPECT_EQ(second.others, 1U);
  EXPECT_EQ(all.take(from("192.0.2.1")).others, 2U);
  EXPECT_EQ(all.take(from("192.0.2.2")).others, 0U);
  first.mine.reset();
  second.mine.reset();
  EXPECT_EQ(all.take(from("192.0.2.1")).others, 0U);
}

TEST(seats, count_an_address_of_ipv4_as_one_however_it_is_written) {
  seats all;
  const auto held = all.take(from("192.0.2.1"));
  EXPECT_EQ(all.take(from("::ffff:192.0.2.1")).others, 1U);
}

TEST(seats, count_the_first_half_of_an_address_of_ipv6) {
  seats all;
  const auto held = all.take(from("2001:db8:0:1::1"));
  EXPECT_EQ(all.take(from("2001:db8:0:1:ffff:ffff:ffff:ffff")).others, 1U);
  EXPECT_EQ(all.take(from("2001:db8:0:2::1")).others, 0U);
}

TEST(seats, are_not_counted_of_unix_sockets) {
  seats all;
  peer_endpoint nobody;
  nobody.resize(sizeof(sa_family_t));
  static_cast<sockaddr*>(nobody.data())->sa_family = AF_UNIX;
  const auto held = all.take(nobody);
  EXPECT_EQ(held.mine, nullptr);
  EXPECT_EQ(all.take(nobody).others, 0U);
  EXPECT_EQ(address_of(nobody), "unix");
  EXPECT_EQ(all.known(), 0U);
}

TEST(seats, of_who_has_left_are_forgotten) {
  seats all;
  const auto stays = all.take(from("192.0.2.1"));
  for (std::uint32_t i = 0; i < 10 * seats::least_sweep; ++i) {
    const boost::asio::ip::address_v4 one(0x0A000000U + i);
    EXPECT_EQ(all.take(boost::asio::ip::tcp::endpoint(one, 1)).others, 0U);
    ASSERT_LE(all.known(), seats::least_sweep);
  }
  EXPECT_EQ(all.take(from("192.0.2.1")).others, 1U);
}

}  // namespace
}  // namespace fraiseql::http
