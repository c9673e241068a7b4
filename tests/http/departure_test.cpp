// A client that leaves while the handler works is noticed; whoever merely shut their side or
// sent ahead is not taken for one.
#include <gtest/gtest.h>
#include <sys/socket.h>

#include "http/loopback.hpp"

namespace fraiseql::http {
namespace {

using namespace std::chrono_literals;

// Keeps the responders, and says so and when a client has left.
struct keeping_handler {
  void operator()(const request& asked, responder answer) {
    const auto departed = asked.departed.lock();
    departed->on_gone([this] { left.set_value(); });
    kept = std::move(answer);
    given.set_value();
  }
  std::promise<void> given;
  std::promise<void> left;
  std::shared_future<void> departure = left.get_future().share();
  responder kept;
};

class departure_test : public ::testing::Test {
 protected:
  explicit departure_test(std::chrono::milliseconds watch = 1ms)
      : server_({.port = 0, .departure_watch = watch},
                [this](const request& asked, responder answer) {
                  now_->operator()(asked, std::move(answer));
                }) {}

  void await_request() { now_->given.get_future().get(); }
  bool leaves() { return now_->departure.wait_for(20s) == std::future_status::ready; }
  bool has_left() { return now_->departure.wait_for(0s) == std::future_status::ready; }
  void answer(const std::string& body) {
    const auto old = now_;
    now_ = std::make_shared<keeping_handler>();
    server_.on_loop([&] { return old->kept({.body = body}), true; });
  }

  std::shared_ptr<keeping_handler> now_ = std::make_shared<keeping_handler>();
  running_server server_;
};

TEST_F(departure_test, is_told_of_a_closed_socket) {
  {
    client client(server_.port());
    client.send(post("/", "x"));
    await_request();
  }
  EXPECT_TRUE(leaves());
  EXPECT_TRUE(server_.comes_to(0));
  answer("nobody");
}

TEST_F(departure_test, is_told_of_a_reset) {
  client client(server_.port());
  client.send(post("/", "x"));
  await_request();
  client.abort();
  EXPECT_TRUE(leaves());
  EXPECT_TRUE(server_.comes_to(0));
}

TEST_F(departure_test, is_told_of_a_reset_behind_a_request_that_was_sent_ahead) {
  client client(server_.port());
  client.send(get("/1"));
  await_request();
  client.send(get("/2"));
  EXPECT_TRUE(client.stays_silent(50ms));
  client.abort();
  EXPECT_TRUE(leaves());
}

TEST_F(departure_test, is_told_when_the_server_cuts_the_connection) {
  client client(server_.port());
  client.send(get("/"));
  await_request();
  server_.close_now();
  EXPECT_TRUE(leaves());
}

TEST_F(departure_test, is_none_where_a_client_has_shut_its_side) {
  client client(server_.port());
  client.send(post("/", "x"));
  await_request();
  client.shut_sending();
  const auto interim = client.read_answer();
  EXPECT_EQ(interim.status, 102U);
  EXPECT_EQ(interim.head, "HTTP/1.1 102 Processing\r\n\r\n");
  // And no second one.
  EXPECT_TRUE(client.stays_silent(100ms));
  EXPECT_FALSE(has_left());
  answer("late");
  EXPECT_EQ(client.read_answer().body, "late");
  EXPECT_TRUE(client.ends());
  EXPECT_TRUE(server_.comes_to(0));
}

TEST_F(departure_test, is_not_noticed_of_a_client_that_had_shut_its_side_before) {
  {
    client client(server_.port());
    client.send(post("/", "x"));
    await_request();
    client.shut_sending();
    EXPECT_EQ(client.read_answer().status, 102U);
  }
  // Its socket closes without another word, and nothing is sent that it could answer.
  EXPECT_FALSE(has_left());
  answer("nobody");
  EXPECT_TRUE(server_.comes_to(0));
}

TEST_F(departure_test, is_none_where_a_client_only_waits) {
  client client(server_.port());
  client.send(get("/"));
  await_request();
  EXPECT_TRUE(client.stays_silent(100ms));
  EXPECT_FALSE(has_left());
  answer("late");
  EXPECT_EQ(client.read_answer().body, "late");
}

TEST_F(departure_test, is_none_where_a_client_sends_ahead) {
  client client(server_.port());
  client.send(get("/1"));
  await_request();
  // Past the watch, and so seen by it; in parts, so that the second half comes even later.
  EXPECT_TRUE(client.stays_silent(50ms));
  const std::string next = post("/2", "body");
  client.send(next.substr(0, 9));
  EXPECT_TRUE(client.stays_silent(50ms));
  client.send(next.substr(9));
  EXPECT_FALSE(has_left());
  answer("one");
  EXPECT_EQ(client.read_answer().body, "one");
  await_request();
  EXPECT_TRUE(client.stays_silent(50ms));
  answer("two");
  EXPECT_EQ(client.read_answer().body, "two");
}

TEST_F(departure_test, is_none_of_urgent_data) {
  client client(server_.port());
  client.send(get("/1"));
  await_request();
  client.send("\r");  // half of an empty line before the next request, which is forgiven
  EXPECT_TRUE(client.stays_silent(50ms));
  client.send_urgently('\n');
  EXPECT_TRUE(client.stays_silent(50ms));
  EXPECT_FALSE(has_left());
  answer("one");
  EXPECT_EQ(client.read_answer().body, "one");
}

TEST_F(departure_test, sends_no_interim_answer_to_a_client_of_http_1_0) {
  client client(server_.port());
  client.send("GET / HTTP/1.0\r\n\r\n");
  await_request();
  client.shut_sending();
  EXPECT_TRUE(client.stays_silent(100ms));
  EXPECT_FALSE(has_left());
  answer("late");
  EXPECT_EQ(client.read_answer().body, "late");
}

TEST_F(departure_test, is_seen_anew_for_each_request_of_a_connection) {
  client client(server_.port());
  for (int i = 0; i < 20; ++i) {
    client.send(get("/"));
    await_request();
    EXPECT_TRUE(client.stays_silent(5ms));
    EXPECT_FALSE(has_left());
    answer(std::to_string(i));
    EXPECT_EQ(client.read_answer().body, std::to_string(i));
  }
  client.send(get("/"));
  await_request();
  client.abort();
  EXPECT_TRUE(leaves());
}

TEST_F(departure_test, is_not_told_once_the_answer_is_given) {
  client client(server_.port());
  client.send(get("/"));
  await_request();
  const auto asked = now_;
  answer("one");
  EXPECT_EQ(client.read_answer().body, "one");
  client.abort();
  EXPECT_TRUE(server_.comes_to(0));
  EXPECT_EQ(asked->departure.wait_for(0s), std::future_status::timeout);
}

class late_departure_test : public departure_test {
 protected:
  late_departure_test() : departure_test(1h) {}
};

TEST_F(late_departure_test, is_not_looked_for_before_its_time) {
  client client(server_.port());
  client.send(post("/", "x"));
  await_request();
  client.shut_sending();
  EXPECT_TRUE(client.stays_silent(100ms));
  answer("late");
  EXPECT_EQ(client.read_answer().body, "late");
}

}  // namespace
}  // namespace fraiseql::http
