// Binding an address, and ending: drain and cut.
#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "http/loopback.hpp"

namespace fraiseql::http {
namespace {

using namespace std::chrono_literals;

failure why_not(server_options options) {
  boost::asio::io_context loop;
  auto listening = server::listen(loop, std::move(options), echo);
  return listening.ok() ? failure{} : listening.error();
}

TEST(listen, finds_a_free_port) {
  running_server server(echo);
  EXPECT_NE(server.port(), 0);
  client client(server.port());
  EXPECT_EQ(client.send(get("/")).read_answer().status, 200U);
}

TEST(listen, names_the_taken_port_and_what_to_do) {
  running_server server(echo);
  const auto why = why_not({.port = server.port()});
  EXPECT_EQ(why.message,
            "cannot listen on 127.0.0.1:" + std::to_string(server.port()) + ": the port is taken");
  EXPECT_NE(why.hint.find("PORT or --port"), std::string::npos);
}

TEST(listen, does_not_share_a_port_with_one_who_would) {
  running_server server({.port = 0, .reuse_port = true}, echo);
  EXPECT_FALSE(why_not({.port = server.port()}).message.empty());
}

TEST(listen, shares_a_port_when_both_want_to) {
  running_server server({.port = 0, .reuse_port = true}, echo);
  EXPECT_TRUE(why_not({.port = server.port(), .reuse_port = true}).message.empty());
}

TEST(listen, takes_a_port_again_whose_connections_are_not_quite_over) {
  std::uint16_t port = 0;
  {
    running_server server(echo);
    port = server.port();
    client client(port);
    client.send(get("/", "Connection: close\r\n")).read_answer();
    EXPECT_TRUE(client.ends());
  }
  EXPECT_EQ(why_not({.port = port}).message, "");
}

TEST(listen, takes_an_address_of_ipv6_and_a_name) {
  EXPECT_EQ(why_not({.host = "localhost", .port = 0}).message, "");
  const auto why = why_not({.host = "2001:db8::1", .port = 1234});
  EXPECT_TRUE(why.message.starts_with("cannot ")) << why.message;
}

TEST(listen, names_a_host_that_is_not_this_machine) {
  const auto why = why_not({.host = "192.0.2.1", .port = 0});
  EXPECT_TRUE(why.message.starts_with("cannot listen on 192.0.2.1:0: ")) << why.message;
  EXPECT_FALSE(why.hint.empty());
}

TEST(listen, names_a_host_that_cannot_be_found) {
  const auto why = why_not({.host = "no such host", .port = 0});
  EXPECT_TRUE(why.message.starts_with("cannot find the host \"no such host\": ")) << why.message;
  EXPECT_FALSE(why.hint.empty());
}

TEST(drain, tells_at_once_when_there_is_nothing_to_drain) {
  running_server server(echo);
  EXPECT_TRUE(is_kept(server.stop_accepting()));
}

TEST(drain, refuses_new_connections) {
  running_server server(echo);
  const auto port = server.port();
  EXPECT_TRUE(is_kept(server.stop_accepting()));
  EXPECT_EQ(why_not({.port = port}).message, "");
}

TEST(drain, ends_idle_connections_at_once) {
  running_server server(echo);
  client fresh(server.port());
  client used(server.port());
  EXPECT_EQ(used.send(get("/")).read_answer().status, 200U);
  EXPECT_TRUE(server.comes_to(2));
  EXPECT_TRUE(is_kept(server.stop_accepting()));
  EXPECT_TRUE(fresh.ends());
  EXPECT_TRUE(used.ends());
}

TEST(drain, waits_for_the_request_in_flight_and_ends_its_connection) {
  std::promise<responder> given;
  running_server server(
      [&](const request&, responder answer) { given.set_value(std::move(answer)); });
  client client(server.port());
  client.send(get("/"));
  const auto answer = given.get_future().get();
  auto drained = server.stop_accepting();
  EXPECT_EQ(drained.wait_for(50ms), std::future_status::timeout);
  server.on_loop([&] { return answer({.body = "done"}), true; });
  auto got = client.read_answer();
  EXPECT_EQ(got.body, "done");
  EXPECT_EQ(got.headers["connection"], "close");
  EXPECT_TRUE(client.ends());
  EXPECT_TRUE(is_kept(std::move(drained)));
}

TEST(drain, lets_a_request_that_is_coming_in_come_to_its_end) {
  running_server server(echo);
  client in_head(server.port());
  client in_body(server.port());
  // The second answer proves that the bytes before it were read.
  in_head.send(get("/") + "GET /head HTT");
  in_body.send(get("/") + "POST /body HTTP/1.1\r\nHost: t\r\nContent-Length: 4\r\n\r\nbo");
  EXPECT_EQ(in_head.read_answer().status, 200U);
  EXPECT_EQ(in_body.read_answer().status, 200U);
  auto drained = server.stop_accepting();
  auto head = in_head.send("P/1.1\r\nHost: t\r\n\r\n").read_answer();
  EXPECT_EQ(head.body, "GET /head?|");
  EXPECT_EQ(head.headers["connection"], "close");
  EXPECT_TRUE(in_head.ends());
  in_head.shut_sending();
  auto body = in_body.send("dy").read_answer();
  EXPECT_EQ(body.body, "POST /body?|body");
  EXPECT_TRUE(in_body.ends());
  in_body.shut_sending();
  EXPECT_TRUE(is_kept(std::move(drained)));
}

TEST(drain, ends_a_connection_whose_answer_was_on_its_way) {
  const std::string large(16 * 1024 * 1024, 'x');
  running_server server([&](const request&, const responder& answer) { answer({.body = large}); });
  client client(server.port());
  EXPECT_EQ(client.send(get("/")).read_answer(http::client::expects::head_only).status, 200U);
  auto drained = server.stop_accepting();
  EXPECT_EQ(drained.wait_for(0ms), std::future_status::timeout);
  EXPECT_EQ(client.read_to_end(), large.size());
  EXPECT_TRUE(is_kept(std::move(drained)));
}

TEST(drain, answers_every_request_that_was_accepted) {
  running_server server(echo);
  std::vector<std::unique_ptr<client>> clients;
  // The kernel has all of it when the drain begins, the server nothing.
  auto when = server.stop_accepting([&] {
    for (int i = 0; i < 20; ++i) {
      clients.push_back(std::make_unique<client>(server.port()));
      clients.back()->send(get("/" + std::to_string(i)));
    }
  });
  for (int i = 0; i < 20; ++i) {
    auto& waiting = *clients[static_cast<std::size_t>(i)];
    EXPECT_EQ(waiting.read_answer().body, "GET /" + std::to_string(i) + "?|");
    EXPECT_TRUE(waiting.ends());
  }
  clients.clear();
  EXPECT_TRUE(is_kept(std::move(when)));
}

TEST(drain, is_over_when_what_is_left_is_cut) {
  std::promise<responder> given;
  running_server server(
      [&](const request&, responder answer) { given.set_value(std::move(answer)); });
  client client(server.port());
  client.send(get("/"));
  const auto answer = given.get_future().get();
  auto drained = server.stop_accepting();
  server.close_now();
  EXPECT_TRUE(is_kept(std::move(drained)));
  EXPECT_TRUE(client.ends());
  server.on_loop([&] { return answer({.body = "too late"}), true; });
}

TEST(cut, ends_every_connection_in_every_phase) {
  std::vector<responder> given;
  running_server server(
      [&](const request&, responder answer) { given.push_back(std::move(answer)); });
  client idle(server.port());
  client in_head(server.port());
  client in_body(server.port());
  client handled(server.port());
  in_head.send("GET ");
  in_body.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 4\r\n\r\nbo");
  handled.send(get("/"));
  EXPECT_TRUE(server.comes_to(4));
  server.close_now();
  EXPECT_EQ(server.connections(), 0U);
  for (client* each : {&idle, &in_head, &in_body, &handled}) EXPECT_TRUE(each->ends());
}

}  // namespace
}  // namespace fraiseql::http
