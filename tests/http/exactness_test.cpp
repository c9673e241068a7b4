// What is legal and odd: each has one meaning, and what follows it is the next request.
#include <gtest/gtest.h>

#include <vector>

#include "http/loopback.hpp"

namespace fraiseql::http {
namespace {

struct exact_request {
  const char* name;
  std::string bytes;
  std::string echoed;
};

void PrintTo(const exact_request& exact, std::ostream* out) { *out << exact.name; }

std::string in_chunks(const std::string& coding, const std::string& body) {
  return "POST / HTTP/1.1\r\nHost: t\r\n" + coding + "\r\n\r\n" + body;
}

std::vector<exact_request> exact_requests() {
  const std::string chunked = "Transfer-Encoding: chunked";
  return {
      {"coding_behind_a_tab", in_chunks("Transfer-Encoding:\tchunked", "1\r\nx\r\n0\r\n\r\n"),
       "POST /?|x"},
      {"coding_before_a_tab", in_chunks("Transfer-Encoding: chunked \t", "1\r\nx\r\n0\r\n\r\n"),
       "POST /?|x"},
      {"coding_in_other_case", in_chunks("TRANSFER-encoding: ChunKed", "1\r\nx\r\n0\r\n\r\n"),
       "POST /?|x"},
      {"no_chunks", in_chunks(chunked, "0\r\n\r\n"), "POST /?|"},
      {"chunk_size_with_zeros", in_chunks(chunked, "000000000000000000000001\r\nx\r\n000\r\n\r\n"),
       "POST /?|x"},
      {"chunk_sizes_in_either_case",
       in_chunks(chunked, "a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n"),
       "POST /?|01234567890123456789"},
      {"chunk_extensions", in_chunks(chunked, "1;a\r\nx\r\n1 ; b=\"c;d\"\r\ny\r\n0;e=f\r\n\r\n"),
       "POST /?|xy"},
      {"trailers_that_would_frame",
       in_chunks(chunked,
                 "1\r\nx\r\n0\r\nContent-Length: 9\r\nTransfer-Encoding: x\r\nHost: u\r\n\r\n"),
       "POST /?|x"},
      {"line_ends_in_a_chunk", in_chunks(chunked, "4\r\n\r\n\r\n\r\n0\r\n\r\n"),
       "POST /?|\r\n\r\n"},
      {"request_in_a_body", post("/", "GET /inner HTTP/1.1\r\n\r\n"),
       "POST /?|GET /inner HTTP/1.1\r\n\r\n"},
      {"body_of_a_get", "GET / HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\n\r\nGET", "GET /?|GET"},
      {"length_with_zeros", "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 0003\r\n\r\nabc",
       "POST /?|abc"},
      {"length_behind_a_tab", "POST / HTTP/1.1\r\nHost: t\r\nContent-Length:\t3\t\r\n\r\nabc",
       "POST /?|abc"},
      {"line_before_the_method", "\r\n" + get("/a"), "GET /a?|"},
      {"target_with_authority", "GET http://other.example:1/a?b HTTP/1.1\r\nHost: t\r\n\r\n",
       "GET /a?b|"},
      {"target_of_authority_alone", "GET HTTPS://other.example HTTP/1.1\r\nHost: t\r\n\r\n",
       "GET /?|"},
      {"target_of_another_scheme", "GET ftp://other/a HTTP/1.1\r\nHost: t\r\n\r\n",
       "GET ftp://other/a?|"},
      {"target_of_a_tunnel", "CONNECT other:443 HTTP/1.1\r\nHost: t\r\n\r\n",
       "CONNECT other:443?|"},
      {"target_of_the_server", "OPTIONS * HTTP/1.1\r\nHost: t\r\n\r\n", "OPTIONS *?|"},
      {"host_of_nothing", "GET / HTTP/1.1\r\nHost:\r\n\r\n", "GET /?|"},
      {"host_of_ipv6", "GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", "GET /?|"},
      {"value_beyond_ascii", get("/", "X: \xff\xfe\r\n"), "GET /?|"},
      {"value_of_nothing", get("/", "X:\r\n"), "GET /?|"},
      {"upgrade_to_http_2",
       get("/", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n"),
       "GET /?|"},
      {"method_of_nobody", "BREW / HTTP/1.1\r\nHost: t\r\n\r\n", "BREW /?|"},
  };
}

class exact : public ::testing::TestWithParam<exact_request> {};

TEST_P(exact, has_one_meaning_and_the_next_request_is_behind_it) {
  running_server server(echo);
  const std::string bytes = GetParam().bytes + get("/next");
  client at_once(server.port());
  at_once.send(bytes);
  client in_single_bytes(server.port());
  in_single_bytes.send_in_single_bytes(bytes);
  for (client* one : {&at_once, &in_single_bytes}) {
    const auto got = one->read_answer();
    EXPECT_EQ(got.status, 200U) << got.head << got.body;
    EXPECT_EQ(got.body, GetParam().echoed);
    EXPECT_EQ(one->read_answer().body, "GET /next?|");
    one->shut_sending();
    EXPECT_TRUE(one->ends());
  }
}

INSTANTIATE_TEST_SUITE_P(request, exact, ::testing::ValuesIn(exact_requests()),
                         [](const auto& of) { return std::string{of.param.name}; });

TEST(exactness, of_a_last_request_leaves_what_is_behind_it_unanswered) {
  running_server server(echo);
  for (const std::string& last :
       {get("/", "Connection: close\r\n"), std::string("GET / HTTP/1.0\r\n\r\n")}) {
    client client(server.port());
    client.send(last + get("/smuggled"));
    EXPECT_EQ(client.read_answer().body, "GET /?|");
    EXPECT_TRUE(client.ends());
  }
}

}  // namespace
}  // namespace fraiseql::http
