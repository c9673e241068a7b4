// Several requests that come at once, and requests that come in parts: each is answered, once, in
// order, and with its own head and body, wherever what came was cut.
#include <gtest/gtest.h>

#include <random>
#include <thread>

#include "http/loopback.hpp"

namespace fraiseql::http {
namespace {

// Answers with everything that a request has.
void tell_all(const request& asked, const responder& answer) {
  std::string all = std::string(asked.method) + " " + std::string(asked.path) + "?" +
                    std::string(asked.query) + "|";
  for (const auto& [name, value] : asked.headers) {
    ((all += name) += "=") += value;
    all += ";";
  }
  ((all += "|") += asked.body) += "|";
  answer({.content_type = "text/plain", .body = all += asked.peer});
}

struct sent {
  std::string bytes;
  std::string wanted;
};

// Two with bodies of a known length, one without, one in chunks, and an empty line between two.
std::vector<sent> some_requests() {
  return {{.bytes = "POST /a?b=c HTTP/1.1\r\nHost: t\r\nX-One: 1\r\nContent-Length: 3\r\n\r\none",
           .wanted = "POST /a?b=c|host=t;x-one=1;content-length=3;|one|127.0.0.1"},
          {.bytes = "GET /longer/than/the/first HTTP/1.1\r\nHOST: other\r\n\r\n",
           .wanted = "GET /longer/than/the/first?|host=other;||127.0.0.1"},
          {.bytes = "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n"
                    "3\r\ntwo\r\n4\r\n and\r\n0\r\n\r\n",
           .wanted = "POST /?|host=t;transfer-encoding=chunked;|two and|127.0.0.1"},
          {.bytes = "POST /d HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\n\r\nGET /\r\n",
           .wanted = "POST /d?|host=t;content-length=5;|GET /|127.0.0.1"},
          {.bytes = "HEAD /e HTTP/1.1\r\nHost: t\r\n\r\n", .wanted = ""}};
}

std::string all_of(const std::vector<sent>& requests) {
  std::string all;
  for (const sent& one : requests) all += one.bytes;
  return all;
}

void expect_answers(client& from, const std::vector<sent>& requests) {
  for (const sent& one : requests) {
    const bool has_body = !one.bytes.starts_with("HEAD");
    const auto got =
        from.read_answer(has_body ? client::expects::body : client::expects::head_only);
    ASSERT_EQ(got.status, 200U) << one.bytes;
    ASSERT_EQ(got.body, one.wanted);
  }
}

TEST(pipelining, answers_each_of_several_requests_in_one_packet) {
  running_server server(tell_all);
  client client(server.port());
  const auto requests = some_requests();
  for (int i = 0; i < 20; ++i) {
    client.send(all_of(requests));
    ASSERT_NO_FATAL_FAILURE(expect_answers(client, requests));
  }
}

TEST(pipelining, answers_the_same_wherever_the_bytes_are_cut_in_two) {
  running_server server(tell_all);
  client client(server.port());
  const auto requests = some_requests();
  const std::string all = all_of(requests);
  for (std::size_t cut = 1; cut < all.size(); ++cut) {
    client.send(std::string_view(all).substr(0, cut));
    // The server gets to read the first part alone.
    server.on_loop([] { return true; });
    client.send(std::string_view(all).substr(cut));
    ASSERT_NO_FATAL_FAILURE(expect_answers(client, requests)) << "cut at " << cut;
  }
}

TEST(pipelining, answers_the_same_in_single_bytes) {
  running_server server(tell_all);
  client client(server.port());
  const auto requests = some_requests();
  client.send_in_single_bytes(all_of(requests));
  expect_answers(client, requests);
}

TEST(pipelining, answers_the_same_in_parts_of_any_size) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  running_server server(tell_all);
  client client(server.port());
  std::vector<sent> requests;
  const auto some = some_requests();
  for (int i = 0; i < 300; ++i) {
    requests.push_back(some[random() % some.size()]);
    // Heads and bodies larger than what is read at once, so that the room for them grows.
    if (random() % 8 != 0) continue;
    const std::string body(random() % 20'000, 'b');
    const std::string header(random() % 6'000, 'h');
    requests.push_back(
        {.bytes = post("/big", body, "X-Big: " + header + "\r\n"),
         .wanted = "POST /big?|host=test;content-length=" + std::to_string(body.size()) +
                   ";x-big=" + header + ";|" + body + "|127.0.0.1"});
  }
  const std::string all = all_of(requests);
  std::thread sender([&] {
    for (std::size_t at = 0; at < all.size();) {
      const std::size_t size = 1 + random() % (random() % 4 == 0 ? 5'000 : 60);
      client.send(std::string_view(all).substr(at, size));
      at += size;
    }
  });
  expect_answers(client, requests);
  sender.join();
}

// An answer that comes later holds up those behind it, and what they were read into is their own.
TEST(pipelining, keeps_a_request_whole_while_others_wait_behind_it) {
  std::promise<std::pair<const request*, responder>> given;
  std::atomic<int> seen = 0;
  running_server server([&](const request& asked, const responder& answer) {
    if (seen++ > 0) return tell_all(asked, answer);
    given.set_value({&asked, answer});
  });
  client client(server.port());
  const auto requests = some_requests();
  client.send(all_of(requests));
  auto [asked, answer] = given.get_future().get();
  EXPECT_TRUE(client.stays_silent(std::chrono::milliseconds(50)));
  EXPECT_EQ(seen, 1);
  server.on_loop([&] {
    tell_all(*asked, answer);
    answer = nullptr;
    return true;
  });
  expect_answers(client, requests);
}

// The responder may outlive the connection, and what was asked lives as long as it.
TEST(pipelining, keeps_a_request_whole_after_the_client_left) {
  std::promise<std::pair<const request*, responder>> given;
  running_server server(
      [&](const request& asked, const responder& answer) { given.set_value({&asked, answer}); });
  {
    client client(server.port());
    client.send(post("/gone", "body", "X-Header: value\r\n"));
    auto [asked, answer] = given.get_future().get();
    client.abort();
    EXPECT_TRUE(server.comes_to(0));
    server.on_loop([&] {
      EXPECT_EQ(asked->path, "/gone");
      EXPECT_EQ(asked->header("x-header"), "value");
      EXPECT_EQ(asked->body, "body");
      EXPECT_EQ(asked->peer, "127.0.0.1");
      answer({});
      answer = nullptr;
      given = {};
      return true;
    });
  }
}

}  // namespace
}  // namespace fraiseql::http
