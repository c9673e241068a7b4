// Answers that are written while they are made: what a client reads, how they end and are cut off,
// and what the maker hears of the client.
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>

#include "http/loopback.hpp"

namespace fraiseql::http {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t a_lot = std::size_t{64} << 20U;  // more than two sockets hold

// Answers "/whole" as a whole, all else by a stream that it keeps.
class pieces_test : public ::testing::Test {
 protected:
  explicit pieces_test(std::chrono::milliseconds write_timeout = 30s)
      : server_({.port = 0, .write_timeout = write_timeout},
                [this](const request& asked, const responder& answer) { handle(asked, answer); }) {}

  void handle(const request& asked, const responder& answer) {
    if (asked.path == "/whole") return answer({.body = "whole"});
    answer({.content_type = "text/plain",
            .body = "first,",
            .more = [this](std::shared_ptr<body_stream> to) {
              stream_ = std::move(to);
              if (stream_) stream_->on_change([this] { stream_->is_gone() ? gone() : taken(); });
              begun_.set_value(stream_ != nullptr);
            }});
  }
  void gone() { gone_.set_value(true); }
  void taken() { ++taken_; }

  // Whether there is one who reads.
  bool has_begun() {
    auto begun = begun_.get_future();
    const bool is_in_time = begun.wait_for(20s) == std::future_status::ready;
    const bool is_read = is_in_time && begun.get();
    begun_ = {};
    return is_read;
  }
  template <class Use>
  auto with_stream(Use use) {
    return server_.on_loop([this, &use] { return use(*stream_); });
  }
  void write(std::string_view piece) {
    with_stream([&](body_stream& to) { return to.write(piece), true; });
  }
  void finish() {
    with_stream([](body_stream& to) { return to.finish(), true; });
  }
  void abort() {
    with_stream([](body_stream& to) { return to.abort(), true; });
  }
  void let_go() {
    server_.on_loop([this] { return stream_.reset(), true; });
  }

  std::promise<bool> begun_;
  std::promise<bool> gone_;
  std::size_t taken_ = 0;
  std::shared_ptr<body_stream> stream_;
  running_server server_;
};

TEST_F(pieces_test, are_chunks_of_one_body) {
  client client(server_.port());
  client.send(get("/"));
  ASSERT_TRUE(has_begun());
  write("second,");
  write("");  // would be the last chunk
  write(std::string(100'000, 'x'));
  finish();
  auto got = client.read_answer();
  EXPECT_EQ(got.status, 200U);
  EXPECT_EQ(got.headers["transfer-encoding"], "chunked");
  EXPECT_EQ(got.headers["content-type"], "text/plain");
  EXPECT_FALSE(got.headers.contains("content-length"));
  EXPECT_FALSE(got.headers.contains("connection"));
  EXPECT_FALSE(got.is_cut_off);
  EXPECT_EQ(got.body, "first,second," + std::string(100'000, 'x'));
}

TEST_F(pieces_test, go_out_before_there_are_more) {
  client client(server_.port());
  client.send(get("/", "Connection: close\r\n"));
  ASSERT_TRUE(has_begun());
  EXPECT_EQ(client.read_answer(client::expects::head_only).status, 200U);
  EXPECT_TRUE(server_.comes_to(1));
  finish();
  EXPECT_EQ(client.read_rest(), "6\r\nfirst,\r\n0\r\n\r\n");
}

TEST_F(pieces_test, are_followed_by_the_next_answer) {
  client client(server_.port());
  client.send(get("/") + get("/whole") + get("/") + get("/whole"));
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(has_begun());
    write("x");
    finish();
    EXPECT_EQ(client.read_answer().body, "first,x");
    EXPECT_EQ(client.read_answer().body, "whole");
  }
  EXPECT_EQ(client.send(get("/whole")).read_answer().body, "whole");
}

TEST_F(pieces_test, end_the_connection_where_the_client_asks_for_it) {
  client client(server_.port());
  client.send(get("/", "Connection: close\r\n"));
  ASSERT_TRUE(has_begun());
  finish();
  auto got = client.read_answer();
  EXPECT_EQ(got.headers["connection"], "close");
  EXPECT_EQ(got.body, "first,");
  EXPECT_TRUE(client.ends());
}

TEST_F(pieces_test, go_as_they_are_to_a_client_of_http_1_0) {
  client client(server_.port());
  client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  ASSERT_TRUE(has_begun());
  write("second");
  finish();
  auto got = client.read_answer(client::expects::head_only);
  EXPECT_FALSE(got.headers.contains("transfer-encoding"));
  EXPECT_FALSE(got.headers.contains("content-length"));
  EXPECT_EQ(got.headers["connection"], "close");
  EXPECT_EQ(client.read_rest(), "first,second");
}

TEST_F(pieces_test, are_not_sent_to_who_asks_for_the_head) {
  client client(server_.port());
  client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_FALSE(has_begun());
  auto got = client.read_answer(client::expects::head_only);
  EXPECT_EQ(got.status, 200U);
  EXPECT_EQ(got.headers["transfer-encoding"], "chunked");
  EXPECT_EQ(client.send(get("/whole")).read_answer().body, "whole");
}

TEST_F(pieces_test, that_are_aborted_lack_the_last_chunk) {
  client client(server_.port());
  client.send(get("/"));
  ASSERT_TRUE(has_begun());
  const auto head = client.read_answer(client::expects::head_only);
  abort();
  EXPECT_EQ(client.read_rest(), "6\r\nfirst,\r\n");
  EXPECT_TRUE(server_.comes_to(0));
  EXPECT_TRUE(with_stream([](body_stream& of) { return of.is_gone(); }));
}

TEST_F(pieces_test, of_a_maker_who_lets_go_are_aborted) {
  client client(server_.port());
  client.send(get("/"));
  ASSERT_TRUE(has_begun());
  let_go();
  EXPECT_TRUE(client.read_answer().is_cut_off);
}

TEST_F(pieces_test, that_are_aborted_are_no_whole_answer_to_http_1_0_either) {
  client client(server_.port());
  client.send("GET / HTTP/1.0\r\n\r\n");
  ASSERT_TRUE(has_begun());
  client.read_answer(client::expects::head_only);
  abort();
  EXPECT_TRUE(client.is_reset());
}

TEST_F(pieces_test, tell_of_a_client_that_left) {
  {
    client client(server_.port());
    client.send(get("/"));
    ASSERT_TRUE(has_begun());
    client.read_answer(client::expects::head_only);
    client.abort();
  }
  auto gone = gone_.get_future();
  while (gone.wait_for(1ms) != std::future_status::ready) write("x");
  EXPECT_TRUE(server_.comes_to(0));
  write("nobody reads it");
  finish();
}

TEST_F(pieces_test, say_how_much_waits_and_when_some_was_taken) {
  client client;
  client.take_little();
  client.connect(server_.port());
  client.send(get("/", "Connection: close\r\n"));
  ASSERT_TRUE(has_begun());
  write(std::string(a_lot, 'x'));
  EXPECT_GT(with_stream([](body_stream& of) { return of.unsent(); }), a_lot / 2);
  client.read_answer(client::expects::head_only);
  std::thread reader([&] { EXPECT_GT(client.read_to_end(), a_lot); });
  while (with_stream([](body_stream& of) { return of.unsent(); }) > 0) std::this_thread::yield();
  EXPECT_GT(server_.on_loop([this] { return taken_; }), 0U);
  finish();
  reader.join();
}

TEST_F(pieces_test, are_let_come_to_their_end_by_a_server_that_stops) {
  client client(server_.port());
  client.send(get("/"));
  ASSERT_TRUE(has_begun());
  auto drained = server_.stop_accepting();
  EXPECT_EQ(drained.wait_for(50ms), std::future_status::timeout);
  write("x");
  finish();
  EXPECT_EQ(client.read_answer().body, "first,x");
  EXPECT_TRUE(client.ends());
  EXPECT_TRUE(is_kept(std::move(drained)));
}

TEST_F(pieces_test, are_cut_off_by_a_server_that_ends) {
  client client(server_.port());
  client.send(get("/"));
  ASSERT_TRUE(has_begun());
  server_.close_now();
  EXPECT_TRUE(client.read_answer().is_cut_off);
  EXPECT_EQ(gone_.get_future().wait_for(20s), std::future_status::ready);
}

class slowly_read_pieces : public pieces_test {
 protected:
  slowly_read_pieces() : pieces_test(50ms) {}
};

TEST_F(slowly_read_pieces, are_cut_off) {
  client client;
  client.take_little();
  client.connect(server_.port());
  client.send(get("/"));
  ASSERT_TRUE(has_begun());
  write(std::string(a_lot, 'x'));
  EXPECT_EQ(gone_.get_future().wait_for(20s), std::future_status::ready);
  EXPECT_TRUE(server_.comes_to(0));
}

TEST_F(slowly_read_pieces, are_not_to_blame_for_a_slow_maker) {
  client client(server_.port());
  client.send(get("/"));
  ASSERT_TRUE(has_begun());
  for (int i = 0; i < 4; ++i) {
    std::this_thread::sleep_for(50ms);
    write("x");
  }
  finish();
  EXPECT_EQ(client.read_answer().body, "first,xxxx");
}

}  // namespace
}  // namespace fraiseql::http
