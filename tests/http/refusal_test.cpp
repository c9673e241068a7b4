// What is not HTTP, or could be read in two ways, is refused and the connection ended.
#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "http/loopback.hpp"

namespace fraiseql::http {
namespace {

struct odd_request {
  const char* name;
  unsigned status;
  std::string bytes;
};

void PrintTo(const odd_request& odd, std::ostream* out) { *out << odd.name; }

const std::string chunked_head = "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n";

std::string with_headers(const std::string& headers) {
  return "POST / HTTP/1.1\r\nHost: t\r\n" + headers + "\r\n";
}

std::vector<odd_request> odd_requests() {
  return {
      {"tls_hello", 400, std::string("\x16\x03\x01\x02\x00\x01", 6)},
      {"nothing_like_http", 400, "hello world\r\n\r\n"},
      {"http_0_9", 400, "GET /\r\n"},
      {"no_version", 400, "GET / FOO\r\n\r\n"},
      {"version_2_0", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
      {"version_1_2", 505, "GET / HTTP/1.2\r\nHost: t\r\n\r\n"},
      {"bare_line_feeds", 400, "GET / HTTP/1.1\nHost: t\n\n"},
      {"bare_line_feed_in_headers", 400, "GET / HTTP/1.1\r\nHost: t\nX: y\r\n\r\n"},
      {"bare_carriage_return", 400, "GET / HTTP/1.1\r\nHost: t\rX: y\r\n\r\n"},
      {"nul_in_value", 400, std::string("GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n", 29)},
      {"space_before_colon", 400, "GET / HTTP/1.1\r\nHost : t\r\n\r\n"},
      {"no_colon", 400, "GET / HTTP/1.1\r\nHost\r\n\r\n"},
      {"empty_header_name", 400, "GET / HTTP/1.1\r\n: t\r\n\r\n"},
      {"folded_header", 400, "GET / HTTP/1.1\r\nHost: t\r\nX: a\r\n b\r\n\r\n"},
      {"folded_by_a_tab", 400, "GET / HTTP/1.1\r\nHost: t\r\nX: a\r\n\tb\r\n\r\n"},
      {"space_before_first_header", 400, "GET / HTTP/1.1\r\n Host: t\r\n\r\n"},
      {"no_host", 400, "GET / HTTP/1.1\r\n\r\n"},
      {"two_hosts", 400, "GET / HTTP/1.1\r\nHost: t\r\nHost: t\r\n\r\n"},
      {"space_in_target", 400, "GET /a b HTTP/1.1\r\nHost: t\r\n\r\n"},
      {"two_equal_lengths", 400, with_headers("Content-Length: 1\r\nContent-Length: 1\r\n")},
      {"two_lengths", 400, with_headers("Content-Length: 1\r\nContent-Length: 2\r\n")},
      {"list_of_lengths", 400, with_headers("Content-Length: 1, 1\r\n")},
      {"negative_length", 400, with_headers("Content-Length: -1\r\n")},
      {"signed_length", 400, with_headers("Content-Length: +1\r\n")},
      {"length_not_a_number", 400, with_headers("Content-Length: 0x1\r\n")},
      {"length_overflows", 400, with_headers("Content-Length: 18446744073709551616\r\n")},
      {"length_then_coding", 400,
       with_headers("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n")},
      {"coding_then_length", 400,
       with_headers("Transfer-Encoding: chunked\r\nContent-Length: 1\r\n")},
      {"unknown_coding_and_length", 400,
       with_headers("Transfer-Encoding: x\r\nContent-Length: 1\r\n")},
      {"unknown_coding", 400, with_headers("Transfer-Encoding: gzip\r\n")},
      {"gzip_then_chunked", 400, with_headers("Transfer-Encoding: gzip, chunked\r\n")},
      {"identity_and_chunked", 400,
       with_headers("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n")},
      {"chunked_twice", 400, with_headers("Transfer-Encoding: chunked, chunked\r\n")},
      {"chunked_in_http_1_0", 400,
       "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
      {"unknown_expectation", 417, with_headers("Expect: tea\r\nContent-Length: 1\r\n")},
      {"chunk_size_not_a_number", 400, chunked_head + "x\r\n"},
      {"chunk_size_missing", 400, chunked_head + "\r\n"},
      {"chunk_size_negative", 400, chunked_head + "-1\r\n"},
      {"chunk_line_by_line_feed", 400, chunked_head + "1\nx\r\n0\r\n\r\n"},
      {"chunk_too_long_for_its_size", 400, chunked_head + "1\r\nxy\r\n0\r\n\r\n"},
      {"chunk_extension_with_line_feed", 400, chunked_head + "1;a=\"\n\"\r\nx\r\n0\r\n\r\n"},
      {"chunk_size_overflows", 413, chunked_head + "fffffffffffffffffffff\r\n"},
  };
}

class odd : public ::testing::TestWithParam<odd_request> {};

TEST_P(odd, is_refused_and_the_connection_ended) {
  running_server server(echo);
  client client(server.port());
  // What follows an ill-framed request must not be taken for another one.
  client.send(GetParam().bytes + get("/smuggled"));
  auto got = client.read_answer();
  EXPECT_EQ(got.status, GetParam().status) << got.head << got.body;
  EXPECT_EQ(got.headers["connection"], "close");
  EXPECT_EQ(got.headers["content-type"], "text/plain; charset=utf-8");
  EXPECT_TRUE(got.body.ends_with('\n'));
  EXPECT_TRUE(client.ends());
}

INSTANTIATE_TEST_SUITE_P(request, odd, ::testing::ValuesIn(odd_requests()),
                         [](const auto& of) { return std::string{of.param.name}; });

TEST(refusal, answers_a_request_that_ends_in_its_head) {
  running_server server(echo);
  client client(server.port());
  client.send("GET / HTTP/1.1\r\nHost");
  client.shut_sending();
  EXPECT_EQ(client.read_answer().status, 400U);
  EXPECT_TRUE(client.ends());
}

TEST(refusal, answers_a_request_that_ends_in_its_body) {
  running_server server(echo);
  client client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 10\r\n\r\nhalf");
  client.shut_sending();
  EXPECT_EQ(client.read_answer().status, 400U);
  EXPECT_TRUE(client.ends());
}

TEST(refusal, survives_mutated_requests) {
  constexpr unsigned seed = 20'260'801;
  std::mt19937 random(seed);
  running_server server(echo);
  const std::vector<std::string> seeds{
      get("/graphql?query={a}", "Accept: */*\r\n"), post("/graphql", R"({"query":"{a}"})"),
      chunked_head + "4\r\nwiki\r\n0\r\nX: y\r\n\r\n",
      post("/", "body", "Expect: 100-continue\r\nConnection: keep-alive\r\n")};
  const std::string strange("\r\n\0 :;\t\"\x7f\xff%0", 13);
  const auto below = [&](std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
  };
  for (int round = 0; round < 2000; ++round) {
    std::string bytes = seeds[below(seeds.size())];
    for (auto changes = 1 + below(4); changes > 0; --changes) {
      const auto at = below(bytes.size());
      switch (below(4)) {
        case 0: bytes[at] = static_cast<char>(below(256)); break;
        case 1: bytes[at] = strange[below(strange.size())]; break;
        case 2: bytes.erase(at, 1 + below(8)); break;
        default: bytes.insert(at, bytes.substr(below(bytes.size()), 16)); break;
      }
      if (bytes.empty()) bytes = "x";
    }
    client client(server.port());
    client.send(bytes);
    client.shut_sending();
    for (auto got = client.read_answer(); got.status != 0; got = client.read_answer())
      ASSERT_TRUE(got.status >= 100 && got.status < 600) << "seed " << seed << " round " << round;
  }
  client after(server.port());
  EXPECT_EQ(after.send(get("/well")).read_answer().body, "GET /well?|");
}

}  // namespace
}  // namespace fraiseql::http
