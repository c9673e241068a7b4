// What is not HTTP, or could be read in two ways, is refused and the connection ended.
#include <gtest/gtest.h>

#include <atomic>
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
      {"nul_in_name", 400, std::string("GET / HTTP/1.1\r\nHost: t\r\nX\0: y\r\n\r\n", 33)},
      {"nul_in_target", 400, std::string("GET /\0 HTTP/1.1\r\nHost: t\r\n\r\n", 28)},
      {"control_in_value", 400, "GET / HTTP/1.1\r\nHost: t\r\nX: \x01\r\n\r\n"},
      {"delete_in_value", 400, "GET / HTTP/1.1\r\nHost: t\r\nX: \x7f\r\n\r\n"},
      {"name_beyond_ascii", 400, "GET / HTTP/1.1\r\nHost: t\r\nX\xff: y\r\n\r\n"},
      {"name_with_a_space", 400, "GET / HTTP/1.1\r\nHost: t\r\nX Y: z\r\n\r\n"},
      {"control_in_target", 400, "GET /\x01 HTTP/1.1\r\nHost: t\r\n\r\n"},
      {"two_spaces", 400, "GET  / HTTP/1.1\r\nHost: t\r\n\r\n"},
      {"tabs_for_spaces", 400, "GET\t/\tHTTP/1.1\r\nHost: t\r\n\r\n"},
      {"space_before_the_method", 400, " GET / HTTP/1.1\r\nHost: t\r\n\r\n"},
      {"space_behind_the_version", 400, "GET / HTTP/1.1 \r\nHost: t\r\n\r\n"},
      {"version_in_lower_case", 400, "GET / http/1.1\r\nHost: t\r\n\r\n"},
      {"version_without_point", 400, "GET / HTTP/11\r\nHost: t\r\n\r\n"},
      {"line_feed_before_the_method", 400, "\nGET / HTTP/1.1\r\nHost: t\r\n\r\n"},
      {"two_empty_lines_before_the_method", 400, "\r\n\r\nGET / HTTP/1.1\r\nHost: t\r\n\r\n"},
      {"socks_hello", 400, std::string("\x05\x01\x00\r\n", 5)},
      {"space_before_colon", 400, "GET / HTTP/1.1\r\nHost : t\r\n\r\n"},
      {"no_colon", 400, "GET / HTTP/1.1\r\nHost\r\n\r\n"},
      {"empty_header_name", 400, "GET / HTTP/1.1\r\n: t\r\n\r\n"},
      {"folded_header", 400, "GET / HTTP/1.1\r\nHost: t\r\nX: a\r\n b\r\n\r\n"},
      {"folded_by_a_tab", 400, "GET / HTTP/1.1\r\nHost: t\r\nX: a\r\n\tb\r\n\r\n"},
      {"space_before_first_header", 400, "GET / HTTP/1.1\r\n Host: t\r\n\r\n"},
      {"no_host", 400, "GET / HTTP/1.1\r\n\r\n"},
      {"hosts_of_other_spelling", 400, "GET / HTTP/1.1\r\nHost: t\r\nhOST: u\r\n\r\n"},
      {"host_with_a_space", 400, "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"},
      {"host_with_a_path", 400, "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"},
      {"host_with_a_user", 400, "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n"},
      {"two_hosts", 400, "GET / HTTP/1.1\r\nHost: t\r\nHost: t\r\n\r\n"},
      {"space_in_target", 400, "GET /a b HTTP/1.1\r\nHost: t\r\n\r\n"},
      {"two_equal_lengths", 400, with_headers("Content-Length: 1\r\nContent-Length: 1\r\n")},
      {"two_lengths", 400, with_headers("Content-Length: 1\r\nContent-Length: 2\r\n")},
      {"list_of_lengths", 400, with_headers("Content-Length: 1, 1\r\n")},
      {"negative_length", 400, with_headers("Content-Length: -1\r\n")},
      {"signed_length", 400, with_headers("Content-Length: +1\r\n")},
      {"length_not_a_number", 400, with_headers("Content-Length: 0x1\r\n")},
      {"no_length", 400, with_headers("Content-Length:\r\n")},
      {"length_then_no_length", 400, with_headers("Content-Length: 1\r\nContent-Length:\r\n")},
      {"two_lengths_in_one", 400, with_headers("Content-Length: 1 1\r\n")},
      {"length_and_a_comma", 400, with_headers("Content-Length: 1,\r\n")},
      {"length_with_a_point", 400, with_headers("Content-Length: 1.0\r\n")},
      {"length_with_a_mark", 400, with_headers("Content-Length: 1_0\r\n")},
      {"length_in_quotes", 400, with_headers("Content-Length: \"1\"\r\n")},
      {"length_before_a_space", 400, with_headers("Content-Length : 1\r\n")},
      {"length_behind_a_vertical_tab", 400,
       with_headers("Content-Length: \x0b"
                    "1\r\n")},
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
      {"coding_that_ends_in_chunked", 400, with_headers("Transfer-Encoding: xchunked\r\n")},
      {"coding_that_begins_with_chunked", 400, with_headers("Transfer-Encoding: chunkedx\r\n")},
      {"chunked_then_identity", 400, with_headers("Transfer-Encoding: chunked, identity\r\n")},
      {"chunked_then_nothing", 400, with_headers("Transfer-Encoding: chunked,\r\n")},
      {"chunked_with_a_parameter", 400, with_headers("Transfer-Encoding: chunked;q=1\r\n")},
      {"chunked_in_quotes", 400, with_headers("Transfer-Encoding: \"chunked\"\r\n")},
      {"no_coding", 400, with_headers("Transfer-Encoding:\r\n")},
      {"identity", 400, with_headers("Transfer-Encoding: identity\r\n")},
      {"chunked_in_two_headers", 400,
       with_headers("Transfer-Encoding: chunked\r\ntransfer-encoding: chunked\r\n")},
      {"coding_behind_a_vertical_tab", 400,
       with_headers("Transfer-Encoding: \x0b"
                    "chunked\r\n")},
      {"coding_before_a_space", 400, with_headers("Transfer-Encoding : chunked\r\n")},
      {"coding_before_a_tab", 400, with_headers("Transfer-Encoding\t: chunked\r\n")},
      {"coding_behind_a_carriage_return", 400,
       with_headers("X: y\rTransfer-Encoding: chunked\r\n")},
      {"coding_behind_a_line_feed", 400, with_headers("X: y\nTransfer-Encoding: chunked\r\n")},
      {"coding_on_a_folded_line", 400, with_headers("Transfer-Encoding:\r\n chunked\r\n")},
      {"coding_with_nul", 400, with_headers(std::string("Transfer-Encoding: chunked\0\r\n", 29))},
      {"unknown_expectation", 417, with_headers("Expect: tea\r\nContent-Length: 1\r\n")},
      {"chunk_size_not_a_number", 400, chunked_head + "x\r\n"},
      {"chunk_size_missing", 400, chunked_head + "\r\n"},
      {"chunk_size_negative", 400, chunked_head + "-1\r\n"},
      {"chunk_line_by_line_feed", 400, chunked_head + "1\nx\r\n0\r\n\r\n"},
      {"chunk_too_long_for_its_size", 400, chunked_head + "1\r\nxy\r\n0\r\n\r\n"},
      {"chunk_extension_with_line_feed", 400, chunked_head + "1;a=\"\n\"\r\nx\r\n0\r\n\r\n"},
      {"chunk_size_with_a_plus", 400, chunked_head + "+1\r\nx\r\n0\r\n\r\n"},
      {"chunk_size_with_0x", 400, chunked_head + "0x1\r\nx\r\n0\r\n\r\n"},
      {"chunk_size_behind_a_space", 400, chunked_head + " 1\r\nx\r\n0\r\n\r\n"},
      {"chunk_size_before_a_space", 400, chunked_head + "1 \r\nx\r\n0\r\n\r\n"},
      {"chunk_size_with_a_mark", 400, chunked_head + "1_0\r\n"},
      {"chunk_size_with_nul", 400, chunked_head + std::string("1\0\r\n", 4)},
      {"chunk_extension_of_no_size", 400, chunked_head + ";a\r\n"},
      {"chunk_extension_with_a_control", 400, chunked_head + "1;\x01\r\nx\r\n0\r\n\r\n"},
      {"chunk_extension_with_carriage_return", 400, chunked_head + "1;a\rb\r\nx\r\n0\r\n\r\n"},
      {"chunk_without_its_end", 400, chunked_head + "1\r\nx0\r\n\r\n"},
      {"chunk_ended_by_line_feed", 400, chunked_head + "1\r\nx\n0\r\n\r\n"},
      {"no_line_behind_the_last_chunk", 400, chunked_head + "0\r\n"},
      {"trailer_folded", 400, chunked_head + "0\r\nX: y\r\n z\r\n\r\n"},
      {"trailer_without_name", 400, chunked_head + "0\r\n: y\r\n\r\n"},
      {"trailer_with_space_before_colon", 400, chunked_head + "0\r\nX : y\r\n\r\n"},
      {"trailer_by_line_feed", 400, chunked_head + "0\r\nX: y\n\r\n"},
      {"trailer_with_nul", 400, chunked_head + std::string("0\r\nX: \0\r\n\r\n", 11)},
      {"chunk_size_of_all_bits", 413, chunked_head + "ffffffffffffffff\r\n"},
      {"chunk_size_overflows", 413, chunked_head + "fffffffffffffffffffff\r\n"},
  };
}

class odd : public ::testing::TestWithParam<odd_request> {};

// However it comes, and what follows it is not taken for another one.
TEST_P(odd, is_refused_and_the_connection_ended) {
  std::atomic<int> handled = 0;
  running_server server([&](const request& asked, const responder& answer) {
    ++handled;
    echo(asked, answer);
  });
  client in_single_bytes(server.port());
  in_single_bytes.send_in_single_bytes(GetParam().bytes + get("/smuggled"));
  EXPECT_EQ(in_single_bytes.read_answer().status, GetParam().status);
  EXPECT_TRUE(in_single_bytes.ends());
  client client(server.port());
  client.send(GetParam().bytes + get("/smuggled"));
  auto got = client.read_answer();
  EXPECT_EQ(got.status, GetParam().status) << got.head << got.body;
  EXPECT_EQ(got.headers["connection"], "close");
  EXPECT_EQ(got.headers["content-type"], "text/plain; charset=utf-8");
  EXPECT_TRUE(got.body.ends_with('\n'));
  EXPECT_TRUE(client.ends());
  EXPECT_EQ(handled, 0);
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

TEST(refusal, answers_a_chunked_request_without_its_last_line_end) {
  running_server server(echo);
  for (const char* end : {"1\r\nx\r\n", "0", "0\r", "0\r\n", "0\r\n\r", "0\r\nX: y\r\n"}) {
    client client(server.port());
    client.send(chunked_head + end);
    client.shut_sending();
    EXPECT_EQ(client.read_answer().status, 400U) << end;
    EXPECT_TRUE(client.ends());
  }
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
