// Every limit at its bound and one past it: sizes, times, connections.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <thread>

#include "http/loopback.hpp"

namespace fraiseql::http {
namespace {

using namespace std::chrono_literals;

// A GET whose head has exactly that many bytes.
std::string get_of_size(std::size_t bytes) {
  const std::string with_nothing = get("/", "X: \r\n");
  return get("/", "X: " + std::string(bytes - with_nothing.size(), 'x') + "\r\n");
}

std::string chunked(std::string_view body, std::size_t chunk_bytes) {
  std::string all = "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (; !body.empty(); body.remove_prefix(std::min(chunk_bytes, body.size()))) {
    std::array<char, 20> size{};
    std::snprintf(size.data(), size.size(), "%zx\r\n", std::min(chunk_bytes, body.size()));
    all += size.data();
    all += body.substr(0, chunk_bytes);
    all += "\r\n";
  }
  return all + "0\r\n\r\n";
}

void say_length(const request& asked, const responder& answer) {
  answer({.body = std::to_string(asked.body.size())});
}

TEST(limits, takes_a_header_at_the_bound) {
  running_server server({.port = 0, .header_bytes = 1000}, echo);
  client client(server.port());
  EXPECT_EQ(client.send(get_of_size(1000)).read_answer().status, 200U);
  EXPECT_EQ(client.send_in_single_bytes(get_of_size(1000)).read_answer().status, 200U);
}

TEST(limits, refuses_a_header_one_past_the_bound) {
  running_server server({.port = 0, .header_bytes = 1000}, echo);
  client at_once(server.port());
  EXPECT_EQ(at_once.send(get_of_size(1001)).read_answer().status, 431U);
  EXPECT_TRUE(at_once.ends());
  client slowly(server.port());
  EXPECT_EQ(slowly.send_in_single_bytes(get_of_size(1001)).read_answer().status, 431U);
}

TEST(limits, counts_many_small_header_fields_together) {
  running_server server({.port = 0, .header_bytes = 1000}, echo);
  client client(server.port());
  client.send("GET / HTTP/1.1\r\n");
  for (int i = 0; i < 300; ++i) client.send("X: y\r\n");
  EXPECT_EQ(client.read_answer().status, 431U);
}

TEST(limits, says_414_when_the_request_line_alone_is_too_long) {
  running_server server({.port = 0, .header_bytes = 1000}, echo);
  client client(server.port());
  EXPECT_EQ(client.send(get("/" + std::string(2000, 'x'))).read_answer().status, 414U);
  EXPECT_TRUE(client.ends());
}

TEST(limits, takes_a_body_at_the_bound) {
  running_server server({.port = 0, .body_bytes = 1000}, say_length);
  client client(server.port());
  const std::string body(1000, 'x');
  EXPECT_EQ(client.send(post("/", body)).read_answer().body, "1000");
  EXPECT_EQ(client.send(chunked(body, 1000)).read_answer().body, "1000");
  EXPECT_EQ(client.send(chunked(body, 7)).read_answer().body, "1000");
}

TEST(limits, refuses_a_body_one_past_the_bound_before_it_is_sent) {
  running_server server({.port = 0, .body_bytes = 1000}, say_length);
  client client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 1001\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read_answer().status, 413U);
  EXPECT_TRUE(client.ends());
}

TEST(limits, refuses_a_chunked_body_one_past_the_bound) {
  running_server server({.port = 0, .body_bytes = 1000}, say_length);
  const std::string body(1001, 'x');
  for (const std::size_t chunk : {1001U, 1000U, 1U}) {
    client client(server.port());
    EXPECT_EQ(client.send(chunked(body, chunk)).read_answer().status, 413U);
    EXPECT_TRUE(client.ends());
  }
}

TEST(limits, lets_a_client_that_still_sends_see_the_refusal) {
  running_server server(say_length);
  // More than the socket buffers hold: a server that hung up at once would reset, and a
  // client that reads only after it has sent would find nothing.
  const std::string body(6 * 1024 * 1024, 'x');
  for (const std::string& asked : {post("/", body), chunked(body, 65536)}) {
    client client(server.port());
    EXPECT_EQ(client.send(asked).read_answer().status, 413U);
    EXPECT_EQ(client.sent(), asked.size());
    EXPECT_TRUE(client.ends());
  }
}

TEST(limits, does_not_listen_for_ever_to_a_refused_client) {
  running_server server(say_length);
  client client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 100000000\r\n\r\n");
  const std::string megabyte(1024 * 1024, 'x');
  for (int i = 0; i < 100; ++i) client.send(megabyte);
  EXPECT_LT(client.sent(), 50U * 1024 * 1024);
  EXPECT_TRUE(server.comes_to(0));
}

std::size_t resident_bytes() {
  std::ifstream of_this_process("/proc/self/statm");
  std::size_t all = 0;
  std::size_t resident = 0;
  of_this_process >> all >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

TEST(limits, spends_no_memory_on_a_body_that_is_too_large) {
  running_server server(say_length);
  const std::string megabyte(1024 * 1024, 'x');
  const std::string chunk = "100000\r\n" + megabyte + "\r\n";
  const std::size_t before = resident_bytes();
  std::size_t most = before;
  for (const bool is_chunked : {false, true}) {
    client client(server.port());
    client.send("POST / HTTP/1.1\r\nHost: t\r\n");
    client.send(is_chunked ? "Transfer-Encoding: chunked\r\n\r\n"
                           : "Content-Length: 104857600\r\n\r\n");
    for (int i = 0; i < 100; ++i) {
      client.send(is_chunked ? chunk : megabyte);
      most = std::max(most, resident_bytes());
    }
    EXPECT_LT(client.sent(), 50U * 1024 * 1024);
    EXPECT_TRUE(server.comes_to(0));
  }
  EXPECT_LT(most - before, 8U * 1024 * 1024);
}

TEST(limits, hangs_up_on_a_refused_client_that_neither_sends_nor_ends) {
  running_server server(echo);
  client client(server.port());
  EXPECT_EQ(client.send("nonsense\r\n").read_answer().status, 400U);
  EXPECT_TRUE(server.comes_to(0));
}

TEST(limits, says_408_when_the_header_comes_too_slowly) {
  running_server server({.port = 0, .header_timeout = 50ms}, echo);
  client client(server.port());
  EXPECT_EQ(client.send("GET / HTTP/1.1\r\nHo").read_answer().status, 408U);
  EXPECT_TRUE(client.ends());
  EXPECT_TRUE(server.comes_to(0));
}

TEST(limits, says_408_when_a_pipelined_header_comes_too_slowly) {
  running_server server({.port = 0, .header_timeout = 50ms}, echo);
  client client(server.port());
  client.send(get("/") + "GET / HT");
  EXPECT_EQ(client.read_answer().status, 200U);
  EXPECT_EQ(client.read_answer().status, 408U);
}

TEST(limits, gives_no_more_time_for_a_header_that_trickles) {
  running_server server({.port = 0, .header_timeout = 100ms}, echo);
  client client(server.port());
  const auto start = std::chrono::steady_clock::now();
  client.send("GET / HTTP/1.1\r\n");
  while (client.stays_silent(5ms)) client.send("X");
  EXPECT_EQ(client.read_answer().status, 408U);
  EXPECT_GE(std::chrono::steady_clock::now() - start, 100ms);
}

TEST(limits, says_408_when_the_body_comes_too_slowly) {
  running_server server({.port = 0, .body_timeout = 50ms}, echo);
  client with_length(server.port());
  with_length.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 9\r\n\r\nhalf");
  EXPECT_EQ(with_length.read_answer().status, 408U);
  EXPECT_TRUE(with_length.ends());
  client in_chunks(server.port());
  in_chunks.send("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nha");
  EXPECT_EQ(in_chunks.read_answer().status, 408U);
}

TEST(limits, gives_no_more_time_for_a_body_that_trickles) {
  running_server server({.port = 0, .body_timeout = 100ms}, echo);
  for (const bool is_chunked : {false, true}) {
    client client(server.port());
    const auto start = std::chrono::steady_clock::now();
    client.send("POST / HTTP/1.1\r\nHost: t\r\n");
    client.send(is_chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "Content-Length: 9999\r\n\r\n");
    while (client.stays_silent(5ms)) client.send(is_chunked ? "1\r\nx\r\n" : "x");
    EXPECT_EQ(client.read_answer().status, 408U);
    EXPECT_GE(std::chrono::steady_clock::now() - start, 100ms);
  }
}

TEST(limits, gives_no_more_time_for_chunks_of_nothing) {
  running_server server({.port = 0, .body_timeout = 100ms}, echo);
  client client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n");
  while (client.stays_silent(5ms)) client.send("X: y\r\n");
  const auto status = client.read_answer().status;
  EXPECT_TRUE(status == 408 || status == 400) << status;  // too slow, or too many trailers
}

TEST(limits, ends_an_idle_connection_without_a_word) {
  running_server server({.port = 0, .idle_timeout = 1s}, echo);
  client fresh(server.port());
  EXPECT_TRUE(fresh.ends());
  client used(server.port());
  EXPECT_EQ(used.send(get("/")).read_answer().status, 200U);
  EXPECT_TRUE(used.ends());
}

TEST(limits, sets_no_time_to_the_handler) {
  std::promise<responder> given;
  running_server server(
      {.port = 0,
       .header_timeout = 1s,
       .body_timeout = 1s,
       .idle_timeout = 1s,
       .write_timeout = 1s},
      [&](const request&, responder answer) { given.set_value(std::move(answer)); });
  client client(server.port());
  client.send(post("/", "x"));
  const auto answer = given.get_future().get();
  EXPECT_TRUE(client.stays_silent(1500ms));
  server.on_loop([&] { return answer({.body = "slow"}), true; });
  EXPECT_EQ(client.read_answer().body, "slow");
}

TEST(limits, hangs_up_on_a_reader_that_takes_nothing) {
  const std::string large(32 * 1024 * 1024, 'x');
  std::promise<void> answered;
  running_server server({.port = 0, .write_timeout = 50ms},
                        [&](const request&, const responder& answer) {
                          answer({.body = large});
                          answered.set_value();
                        });
  client client;
  client.take_little();
  client.connect(server.port());
  client.send(get("/"));
  answered.get_future().wait();
  EXPECT_TRUE(server.comes_to(0));
  EXPECT_EQ(client.read_answer().status, 0U);
}

TEST(limits, hangs_up_on_a_reader_that_takes_a_little_at_a_time) {
  const std::string large(32 * 1024 * 1024, 'x');
  running_server server({.port = 0, .write_timeout = 100ms},
                        [&](const request&, const responder& answer) { answer({.body = large}); });
  client client;
  client.take_little();
  client.connect(server.port());
  client.send(get("/"));
  EXPECT_TRUE(server.comes_to(1));
  // Slower than may be on the whole, and than may be from one piece to the next.
  while (server.connections() == 1 && client.take_some()) std::this_thread::sleep_for(300ms);
  EXPECT_TRUE(server.comes_to(0));
}

TEST(limits, closes_connections_past_the_greatest_number) {
  running_server server({.port = 0, .max_connections = 2}, echo);
  client first(server.port());
  client second(server.port());
  EXPECT_EQ(first.send(get("/")).read_answer().status, 200U);
  EXPECT_EQ(second.send(get("/")).read_answer().status, 200U);
  {
    client third(server.port());
    EXPECT_TRUE(third.ends());
  }
  EXPECT_EQ(server.connections(), 2U);
  first.send(get("/", "Connection: close\r\n")).read_answer();
  EXPECT_TRUE(first.ends());
  first.shut_sending();
  EXPECT_TRUE(server.comes_to(1));
  client fourth(server.port());
  EXPECT_EQ(fourth.send(get("/")).read_answer().status, 200U);
  const meters& counted = server.counted();
  EXPECT_EQ(counted.accepted.value(), 3U);
  EXPECT_EQ(counted.refused[static_cast<std::size_t>(turned_away::full)].value(), 1U);
  EXPECT_EQ(counted.open.value(), 2U);
}

TEST(limits, waits_without_spinning_while_file_descriptors_are_short) {
  running_server server(echo);
  client client;
  const auto loop_cpu = [&] {
    return server.on_loop([] {
      rusage used{};
      ::getrusage(RUSAGE_THREAD, &used);
      return std::chrono::seconds(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
             std::chrono::microseconds(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
    });
  };
  // Twice, and only outside the shortage: UBSan needs descriptors of its own for what it
  // sees for the first time.
  loop_cpu();
  const auto cpu = loop_cpu();
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  const int next_free = ::dup(0);
  ::close(next_free);
  rlimit none_left = before;
  none_left.rlim_cur = static_cast<rlim_t>(next_free);
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &none_left), 0);
  client.connect(server.port());
  client.send(get("/"));
  EXPECT_TRUE(client.stays_silent(350ms));
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
  EXPECT_LT(loop_cpu() - cpu, 100ms);
  EXPECT_EQ(client.read_answer().status, 200U);
}

}  // namespace
}  // namespace fraiseql::http
