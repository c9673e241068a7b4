// Answers in gzip: to whom, from how many bytes on, and that they are the same ones.
#include "http/compressor.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <random>
#include <vector>

#include "http/loopback.hpp"

namespace fraiseql::http {
namespace {

std::string decoded(const std::string& gzip) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string input = gzip;
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  std::string out;
  int became = Z_OK;
  while (became == Z_OK) {
    std::array<char, 4096> piece{};
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = piece.size();
    became = inflate(&stream, Z_NO_FLUSH);
    out.append(piece.data(), piece.size() - stream.avail_out);
  }
  EXPECT_EQ(became, Z_STREAM_END);
  EXPECT_EQ(stream.avail_in, 0U);
  inflateEnd(&stream);
  return out;
}

std::string text_of(std::size_t bytes) {
  std::string made;
  while (made.size() < bytes) made += "{\"id\":" + std::to_string(made.size()) + "},";
  made.resize(bytes);
  return made;
}

// Answers with as many bytes as the path says.
void answer_bytes(const request& asked, const responder& answer) {
  answer({.content_type = "application/json",
          .body = text_of(std::stoul(std::string(asked.path.substr(1))))});
}

constexpr const char* takes_gzip = "Accept-Encoding: gzip, deflate, br\r\n";

const server_options compressing{.port = 0, .compression = compression::gzip};

TEST(compression, of_an_answer_begins_at_its_bound) {
  running_server server(compressing, answer_bytes);
  client client(server.port());
  auto below = client.send(get("/1023", takes_gzip)).read_answer();
  EXPECT_FALSE(below.headers.contains("content-encoding"));
  EXPECT_EQ(below.headers["vary"], "Accept-Encoding");
  EXPECT_EQ(below.body, text_of(1023));
  auto at = client.send(get("/1024", takes_gzip)).read_answer();
  EXPECT_EQ(at.headers["content-encoding"], "gzip");
  EXPECT_EQ(at.headers["vary"], "Accept-Encoding");
  EXPECT_LT(at.body.size(), 1024U);
  EXPECT_EQ(decoded(at.body), text_of(1024));
}

TEST(compression, of_an_answer_ends_at_its_bound) {
  running_server server(compressing, answer_bytes);
  client client(server.port());
  constexpr std::size_t most = compressor::most_bytes;
  auto at = client.send(get("/" + std::to_string(most), takes_gzip)).read_answer();
  EXPECT_EQ(at.headers["content-encoding"], "gzip");
  auto past = client.send(get("/" + std::to_string(most + 1), takes_gzip)).read_answer();
  EXPECT_FALSE(past.headers.contains("content-encoding"));
  EXPECT_EQ(past.body.size(), most + 1);
}

TEST(compression, gives_the_same_bytes_each_time) {
  running_server server(compressing, answer_bytes);
  client client(server.port());
  for (const std::size_t bytes : {5'000U, 1'024U, 3'000'000U, 70'000U, 5'000U}) {
    const auto got = client.send(get("/" + std::to_string(bytes), takes_gzip)).read_answer();
    EXPECT_LT(got.body.size(), bytes / 2);
    EXPECT_TRUE(decoded(got.body) == text_of(bytes)) << bytes;
  }
}

TEST(compression, is_off_unless_it_is_switched_on) {
  running_server server(answer_bytes);
  client client(server.port());
  const auto got = client.send(get("/5000", takes_gzip)).read_answer();
  EXPECT_EQ(got.body, text_of(5000));
  EXPECT_FALSE(got.headers.contains("vary"));
  EXPECT_FALSE(got.headers.contains("content-encoding"));
}

TEST(compression, is_for_who_takes_it) {
  running_server server(compressing, answer_bytes);
  client client(server.port());
  const auto is_encoded = [&](const std::string& headers) {
    auto got = client.send(get("/5000", headers)).read_answer();
    EXPECT_EQ(got.status, 200U);
    EXPECT_EQ(got.headers["vary"], "Accept-Encoding");
    return got.headers.contains("content-encoding");
  };
  for (const char* takes :
       {"gzip", "GZIP", "x-gzip", "br, gzip", "gzip;q=0.001", "gzip; q=1", "gzip ; Q=0.5", "*",
        "br;q=1, *;q=0.1", "identity;q=0, gzip", "gzip;q=1.000", "gzip;a=b;q=1"}) {
    EXPECT_TRUE(is_encoded("Accept-Encoding: " + std::string(takes) + "\r\n")) << takes;
  }
  for (const char* does_not :
       {"", "identity", "br", "gzip;q=0", "gzip;q=0.000", "gzip; Q=0", "*;q=0", "gzip;q=0, *",
        "identity;q=0", "identity;q=0, *;q=0", "gzipped", "gzip;q=", "gzip;q=x", "gzip;q=-1",
        "gzip;q=9", ",", ";q=1"}) {
    EXPECT_FALSE(is_encoded("Accept-Encoding: " + std::string(does_not) + "\r\n")) << does_not;
  }
  EXPECT_FALSE(is_encoded(""));
  EXPECT_TRUE(is_encoded("Accept-Encoding: br\r\nAccept-Encoding: gzip\r\n"));
}

TEST(compression, does_not_outlast_the_request_that_asked_for_it) {
  running_server server(compressing, answer_bytes);
  client client(server.port());
  EXPECT_TRUE(
      client.send(get("/5000", takes_gzip)).read_answer().headers.contains("content-encoding"));
  EXPECT_EQ(client.send(get("/5000")).read_answer().body, text_of(5000));
}

TEST(compression, has_the_same_head_for_head) {
  running_server server(compressing, answer_bytes);
  client client(server.port());
  auto got = client.send(get("/5000", takes_gzip)).read_answer();
  client.send("HEAD /5000 HTTP/1.1\r\nHost: t\r\n" + std::string(takes_gzip) + "\r\n");
  auto head = client.read_answer(client::expects::head_only);
  for (auto* one : {&got, &head}) one->headers.erase("date");
  EXPECT_EQ(head.headers, got.headers);
  EXPECT_EQ(head.headers["content-encoding"], "gzip");
  // And no byte of a body.
  EXPECT_EQ(client.send(get("/3")).read_answer().body, text_of(3));
}

TEST(compression, leaves_alone_what_has_a_coding_a_tag_or_no_body) {
  running_server server(compressing, [](const request& asked, const responder& answer) {
    response made{.status = asked.path == "/none" ? 204U : 200U, .body = text_of(5000)};
    if (asked.path == "/coding") made.headers = {{"content-Encoding", "br"}};
    if (asked.path == "/tag") made.headers = {{"ETag", "\"1\""}};
    answer(std::move(made));
  });
  client client(server.port());
  EXPECT_EQ(client.send(get("/tag", takes_gzip)).read_answer().body, text_of(5000));
  auto coded = client.send(get("/coding", takes_gzip)).read_answer();
  EXPECT_EQ(coded.headers["content-encoding"], "br");
  EXPECT_EQ(coded.body, text_of(5000));
  auto none = client.send(get("/none", takes_gzip)).read_answer();
  EXPECT_EQ(none.status, 204U);
  EXPECT_FALSE(none.headers.contains("content-encoding"));
}

TEST(compression, leaves_alone_what_it_does_not_make_smaller) {
  std::mt19937 random(1);
  std::string noise;
  for (int i = 0; i < 5000; ++i) noise += static_cast<char>(random());
  running_server server(compressing,
                        [&](const request&, const responder& answer) { answer({.body = noise}); });
  client client(server.port());
  auto got = client.send(get("/", takes_gzip)).read_answer();
  EXPECT_FALSE(got.headers.contains("content-encoding"));
  EXPECT_EQ(got.body, noise);
}

TEST(compression, leaves_alone_what_comes_in_pieces) {
  running_server server(compressing, [](const request&, const responder& answer) {
    answer({.body = text_of(5000), .more = [](const std::shared_ptr<body_stream>& to) {
              if (to != nullptr) to->finish();
            }});
  });
  client client(server.port());
  auto got = client.send(get("/", takes_gzip)).read_answer();
  EXPECT_EQ(got.headers["vary"], "Accept-Encoding");
  EXPECT_FALSE(got.headers.contains("content-encoding"));
  EXPECT_EQ(got.body, text_of(5000));
}

}  // namespace
}  // namespace fraiseql::http
