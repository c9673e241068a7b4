// What goes well: requests of every legal shape, and the answers they get.
#include <gtest/gtest.h>

#include <atomic>
#include <vector>

#include "http/loopback.hpp"

namespace fraiseql::http {
namespace {

TEST(exchange, gives_the_handler_method_path_query_and_body) {
  running_server server(echo);
  client client(server.port());
  const auto got = client.send(post("/graphql?a=1&b=%20", "hello")).read_answer();
  EXPECT_EQ(got.status, 200U);
  EXPECT_EQ(got.body, "POST /graphql?a=1&b=%20|hello");
}

TEST(exchange, folds_header_names_and_leaves_values) {
  running_server server([](const request& asked, const responder& answer) {
    answer({.body = std::string{asked.header("x-case")} + std::string{asked.header("x-none")} +
                    std::string{asked.header("x-twice")}});
  });
  client client(server.port());
  client.send(get("/", "X-CASE:   Some Value  \r\nX-Twice: 1\r\nX-Twice: 2\r\n"));
  EXPECT_EQ(client.read_answer().body, "Some Value1");
}

TEST(exchange, writes_further_lines_as_they_are) {
  static const std::string lines = "X-One: 1\r\nX-Two: a, b\r\n";
  running_server server([](const request&, const responder& answer) {
    answer({.body = "x", .headers = {{"X-Three", "3"}}, .lines = lines});
  });
  client client(server.port());
  auto got = client.send(get("/")).read_answer();
  EXPECT_EQ(got.headers["x-one"], "1");
  EXPECT_EQ(got.headers["x-two"], "a, b");
  EXPECT_EQ(got.headers["x-three"], "3");
  EXPECT_EQ(got.body, "x");
}

TEST(exchange, writes_the_headers_that_are_the_servers) {
  running_server server([](const request&, const responder& answer) {
    answer({.status = 418,
            .content_type = "text/plain",
            .body = "tea",
            .headers = {{"Retry-After", "1"}}});
  });
  client client(server.port());
  auto got = client.send(get("/")).read_answer();
  EXPECT_EQ(got.status, 418U);
  EXPECT_EQ(got.headers["content-length"], "3");
  EXPECT_EQ(got.headers["content-type"], "text/plain");
  EXPECT_EQ(got.headers["server"], "fraiseql");
  EXPECT_EQ(got.headers["x-content-type-options"], "nosniff");
  EXPECT_EQ(got.headers["retry-after"], "1");
  EXPECT_EQ(got.headers["date"].size(), std::string{"Sun, 06 Nov 1994 08:49:37 GMT"}.size());
  EXPECT_FALSE(got.headers.contains("connection"));
}

TEST(exchange, keeps_the_connection_for_the_next_request) {
  running_server server(echo);
  client client(server.port());
  EXPECT_EQ(client.send(get("/1")).read_answer().body, "GET /1?|");
  EXPECT_EQ(client.send(post("/2", "two")).read_answer().body, "POST /2?|two");
  EXPECT_EQ(client.send(get("/3")).read_answer().body, "GET /3?|");
  EXPECT_EQ(server.connections(), 1U);
}

TEST(exchange, answers_pipelined_requests_in_order) {
  running_server server(echo);
  client client(server.port());
  std::string all;
  for (int i = 0; i < 2000; ++i) all += post("/" + std::to_string(i), "b");
  std::thread sender([&] { client.send(all); });
  for (int i = 0; i < 2000; ++i)
    EXPECT_EQ(client.read_answer().body, "POST /" + std::to_string(i) + "?|b");
  sender.join();
}

TEST(exchange, ends_when_the_client_asks_for_it) {
  running_server server(echo);
  client client(server.port());
  auto got = client.send(get("/", "Connection: close\r\n")).read_answer();
  EXPECT_EQ(got.headers["connection"], "close");
  EXPECT_TRUE(client.ends());
}

TEST(exchange, ends_after_a_request_of_http_1_0) {
  running_server server(echo);
  client client(server.port());
  auto got = client.send("GET /old HTTP/1.0\r\n\r\n").read_answer();
  EXPECT_EQ(got.body, "GET /old?|");
  EXPECT_EQ(got.headers["connection"], "close");
  EXPECT_TRUE(client.ends());
}

TEST(exchange, keeps_a_connection_of_http_1_0_on_request) {
  running_server server(echo);
  client client(server.port());
  for (int i = 0; i < 2; ++i) {
    auto got = client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").read_answer();
    EXPECT_EQ(got.status, 200U);
    EXPECT_EQ(got.headers["connection"], "keep-alive");
  }
}

TEST(exchange, answers_head_without_a_body) {
  running_server server(echo);
  client client(server.port());
  auto got =
      client.send("HEAD /x HTTP/1.1\r\nHost: t\r\n\r\n").read_answer(client::expects::head_only);
  EXPECT_EQ(got.status, 200U);
  EXPECT_EQ(got.headers["content-length"], "9");
  EXPECT_EQ(client.send(get("/next")).read_answer().body, "GET /next?|");
}

TEST(exchange, writes_neither_length_nor_body_with_204) {
  running_server server(
      [](const request&, const responder& answer) { answer({.status = 204, .body = "ignored"}); });
  client client(server.port());
  auto got = client.send(get("/")).read_answer();
  EXPECT_EQ(got.status, 204U);
  EXPECT_FALSE(got.headers.contains("content-length"));
  EXPECT_EQ(client.send(get("/")).read_answer().status, 204U);
}

TEST(exchange, leaves_the_phrase_of_an_unknown_status_empty) {
  running_server server([](const request&, const responder& answer) { answer({.status = 294}); });
  client client(server.port());
  EXPECT_TRUE(client.send(get("/")).read_answer().head.starts_with("HTTP/1.1 294 \r\n"));
}

TEST(exchange, lets_no_header_value_start_a_header_of_its_own) {
  running_server server([](const request&, const responder& answer) {
    answer({.headers = {{"X-Echo", "a\r\nX-Forged: b"}}});
  });
  client client(server.port());
  auto got = client.send(get("/")).read_answer();
  EXPECT_EQ(got.headers["x-echo"], "a  X-Forged: b");
  EXPECT_FALSE(got.headers.contains("x-forged"));
}

TEST(exchange, reads_a_request_that_comes_in_single_bytes) {
  running_server server(echo);
  client client(server.port());
  client.send_in_single_bytes(post("/slow?q", "body"));
  EXPECT_EQ(client.read_answer().body, "POST /slow?q|body");
}

TEST(exchange, reads_a_chunked_body_that_comes_in_single_bytes) {
  running_server server(echo);
  client client(server.port());
  const std::string asked =
      "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: Chunked\r\n\r\n"
      "4;name=value\r\nwiki\r\n5\r\npedia\r\n0\r\nTrailer: x\r\n\r\n";
  EXPECT_EQ(client.send_in_single_bytes(asked).read_answer().body, "POST /?|wikipedia");
  EXPECT_EQ(client.send(asked + get("/next")).read_answer().body, "POST /?|wikipedia");
  EXPECT_EQ(client.read_answer().body, "GET /next?|");
}

TEST(exchange, keeps_trailers_out_of_the_headers) {
  running_server server([](const request& asked, const responder& answer) {
    answer({.body = "<" + std::string{asked.header("authorization")} + ">"});
  });
  client client(server.port());
  client.send(
      "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n"
      "0\r\nAuthorization: forged\r\n\r\n");
  EXPECT_EQ(client.read_answer().body, "<>");
}

TEST(exchange, asks_for_the_body_of_a_client_that_waits_to_be_asked) {
  running_server server(echo);
  client client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read_answer().status, 100U);
  EXPECT_EQ(client.send("body").read_answer().body, "POST /?|body");
}

TEST(exchange, does_not_ask_for_a_body_that_is_here_already) {
  running_server server(echo);
  client client(server.port());
  client.send(post("/", "body", "Expect: 100-continue\r\n"));
  EXPECT_EQ(client.read_answer().status, 200U);
}

TEST(exchange, answers_a_client_that_has_shut_its_side) {
  std::promise<responder> given;
  // Without the interim answer to a slow one (departure_test.cpp).
  running_server server(
      {.port = 0, .departure_watch = std::chrono::hours(1)},
      [&](const request&, responder answer) { given.set_value(std::move(answer)); });
  client client(server.port());
  client.send(post("/", "x"));
  client.shut_sending();
  const auto answer = given.get_future().get();
  EXPECT_TRUE(server.on_loop([&] { return answer({.body = "late"}), true; }));
  EXPECT_EQ(client.read_answer().body, "late");
  EXPECT_TRUE(client.ends());
  EXPECT_TRUE(server.comes_to(0));
}

TEST(exchange, answers_later_and_keeps_the_request_until_then) {
  std::promise<std::pair<const request*, responder>> given;
  running_server server([&](const request& asked, responder answer) {
    given.set_value({&asked, std::move(answer)});
  });
  client client(server.port());
  client.send(post("/later", "kept"));
  const auto [asked, answer] = given.get_future().get();
  server.on_loop([&] { return answer({.body = std::string(asked->body)}), true; });
  EXPECT_EQ(client.read_answer().body, "kept");
}

TEST(exchange, says_500_for_a_handler_that_drops_the_responder) {
  running_server server([](const request&, const responder&) {});
  client client(server.port());
  EXPECT_EQ(client.send(get("/1")).read_answer().status, 500U);
  EXPECT_EQ(client.send(get("/2")).read_answer().status, 500U);
}

TEST(exchange, says_500_for_a_responder_dropped_later) {
  std::promise<responder> given;
  running_server server(
      [&](const request&, responder answer) { given.set_value(std::move(answer)); });
  client client(server.port());
  client.send(get("/"));
  auto answer = given.get_future().get();
  server.on_loop([&] { return answer = nullptr, true; });
  EXPECT_EQ(client.read_answer().status, 500U);
}

TEST(exchange, takes_the_first_of_two_answers) {
  running_server server([](const request& asked, const responder& answer) {
    answer({.body = "first" + std::string(asked.path)});
    answer({.body = "second"});
  });
  client client(server.port());
  EXPECT_EQ(client.send(get("/1")).read_answer().body, "first/1");
  EXPECT_EQ(client.send(get("/2")).read_answer().body, "first/2");
}

TEST(exchange, lets_a_second_answer_not_go_to_the_next_request) {
  std::vector<responder> given;
  std::atomic<int> asked_for = 0;
  running_server server([&](const request&, responder answer) {
    given.push_back(std::move(answer));
    ++asked_for;
    asked_for.notify_all();
  });
  client client(server.port());
  client.send(get("/1") + get("/2"));
  asked_for.wait(0);
  server.on_loop([&] { return given[0]({.body = "one"}), true; });
  EXPECT_EQ(client.read_answer().body, "one");
  asked_for.wait(1);
  server.on_loop([&] { return given[0]({.body = "again"}), given[1]({.body = "two"}), true; });
  EXPECT_EQ(client.read_answer().body, "two");
}

TEST(exchange, takes_an_answer_for_a_client_that_left) {
  std::promise<responder> given;
  running_server server(
      [&](const request&, responder answer) { given.set_value(std::move(answer)); });
  client client(server.port());
  client.send(get("/"));
  const auto answer = given.get_future().get();
  client.abort();
  server.on_loop([&] { return answer({.body = "nobody"}), true; });
  EXPECT_TRUE(server.comes_to(0));
}

TEST(exchange, lets_a_responder_outlive_the_server) {
  std::promise<responder> given;
  responder answer;
  {
    running_server server(
        [&](const request&, responder kept) { given.set_value(std::move(kept)); });
    client client(server.port());
    client.send(get("/"));
    answer = given.get_future().get();
  }
  answer({.body = "nobody"});
}

TEST(exchange, sends_a_large_answer_whole) {
  const std::string large(16 * 1024 * 1024, 'x');
  running_server server([&](const request&, const responder& answer) { answer({.body = large}); });
  client client(server.port());
  EXPECT_EQ(client.send(get("/")).read_answer().body, large);
  EXPECT_EQ(client.send(get("/")).read_answer().body.size(), large.size());
}

TEST(exchange, takes_a_target_with_the_authority_before_it) {
  running_server server(echo);
  client client(server.port());
  EXPECT_EQ(client.send(get("http://test/a?b")).read_answer().body, "GET /a?b|");
  EXPECT_EQ(client.send(get("HTTP://test")).read_answer().body, "GET /?|");
  EXPECT_EQ(client.send(get("http://test?b")).read_answer().body, "GET /?b|");
}

TEST(exchange, forgives_one_empty_line_before_a_request) {
  running_server server(echo);
  client client(server.port());
  EXPECT_EQ(client.send("\r\n" + get("/1")).read_answer().status, 200U);
  EXPECT_EQ(client.send_in_single_bytes("\r\n" + get("/2")).read_answer().status, 200U);
  EXPECT_EQ(client.send("\r\n\r\n" + get("/3")).read_answer().status, 400U);
}

}  // namespace
}  // namespace fraiseql::http
