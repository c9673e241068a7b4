#include "auth/fetch.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include "support/key_server.hpp"
#include "support/signing.hpp"
#include "support/temporary_project.hpp"

namespace fraiseql::auth {
namespace {

using namespace fraiseql::testing;
using namespace std::chrono_literals;

std::string fetched(const std::string& from, fetch_limits limits = {},
                    const std::stop_token& stop = {}) {
  const auto url = read_url(from);
  if (!url) return url.error().message;
  const auto text = fetch(*url, stop, limits);
  return text ? "got " + *text : text.error().message;
}

void expect_part(const std::string& text, std::string_view part) {
  EXPECT_NE(text.find(part), std::string::npos) << "no \"" << part << "\" in: " << text;
}

TEST(url, of_keys_is_https_or_of_this_machine) {
  const auto read = read_url("https://issuer.example/a/b?c=d");
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->is_tls);
  EXPECT_EQ(read->host, "issuer.example");
  EXPECT_EQ(read->port, "443");
  EXPECT_EQ(read->target, "/a/b?c=d");
  EXPECT_EQ(read_url("http://[::1]:8081")->host, "::1");
  EXPECT_EQ(read_url("http://[::1]:8081")->port, "8081");
  EXPECT_EQ(read_url("http://localhost?x")->target, "/?x");
  EXPECT_EQ(read_url("https://issuer.example:65535")->target, "/");
  for (const char* wrong : {"http://issuer.example/keys",
                            "http://10.0.0.1/",
                            "http://127.0.0.1.example/",
                            "ftp://127.0.0.1/",
                            "HTTPS://issuer.example",
                            "https://",
                            "https:///keys",
                            "https://user@issuer.example/",
                            "https://user:secret@issuer.example/",
                            "https://issuer.example:0/",
                            "https://issuer.example:65536/",
                            "https://issuer.example:/",
                            "https://issuer.example:a/",
                            "https://[::1/",
                            "https://[::1]x/",
                            "https://issuer.example/#a",
                            "https://issuer.example/ a",
                            "https://issuer.example/\r\nA: b",
                            "https://issuer.example/\xc3\xa9",
                            "http://127.0.0.1@evil.example/"}) {
    EXPECT_FALSE(read_url(wrong)) << wrong;
  }
  EXPECT_TRUE(is_url("https://a"));
  EXPECT_TRUE(is_url("ftp://a"));
  EXPECT_FALSE(is_url("keys/jwks.json"));
}

TEST(fetch, gives_the_body_of_the_answer) {
  key_server server;
  server.send_body("{}");
  EXPECT_EQ(fetched(server.url()), "got {}");
  expect_part(server.last_head(), "GET /keys?a=b HTTP/1.1\r\n");
  expect_part(server.last_head(), "Host: 127.0.0.1:" + std::to_string(server.port()) + "\r\n");
  server.send(
      {.bytes = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"});
  EXPECT_EQ(fetched(server.url("localhost")), "got {}");
  server.send({.bytes = "HTTP/1.0 200 OK\r\n\r\nto the end"});
  EXPECT_EQ(fetched(server.url()), "got to the end");
}

TEST(fetch, follows_no_redirect_and_takes_no_other_status) {
  key_server server;
  key_server elsewhere;
  server.send({.bytes = "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + elsewhere.url() +
                        "\r\n\r\n"});
  EXPECT_EQ(fetched(server.url()), "it answers 302, and redirects are not followed");
  EXPECT_EQ(elsewhere.requests(), 0);
  for (const char* status : {"500 Oh", "404 No", "204 No Content", "201 Created"}) {
    server.send({.bytes = "HTTP/1.1 " + std::string(status) + "\r\nContent-Length: 0\r\n\r\n"});
    EXPECT_TRUE(fetched(server.url()).starts_with("it answers ")) << status;
  }
}

TEST(fetch, is_bounded_in_bytes) {
  key_server server;
  server.send_body(std::string(1000, 'x'));
  EXPECT_EQ(fetched(server.url(), {.bytes = 1000}), "got " + std::string(1000, 'x'));
  EXPECT_EQ(fetched(server.url(), {.bytes = 999}), "the answer is larger than 999 bytes");
  // Without a length, and without an end.
  server.send({.bytes = "HTTP/1.1 200 OK\r\n\r\n" + std::string(100'000, 'x'), .stays_open = true});
  EXPECT_EQ(fetched(server.url(), {.bytes = 999}), "the answer is larger than 999 bytes");
  server.send({.bytes = "HTTP/1.1 200 OK\r\nA: " + std::string(100'000, 'x'), .stays_open = true});
  expect_part(fetched(server.url()), "cannot read the answer");
}

TEST(fetch, is_bounded_in_time) {
  key_server server;
  server.send({.bytes = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", .stays_open = true});
  EXPECT_EQ(fetched(server.url(), {.time = 300ms}), "it takes too long to read the answer");
  server.send({.bytes = "", .stays_open = true});
  EXPECT_EQ(fetched(server.url(), {.time = 300ms}), "it takes too long to read the answer");
}

TEST(fetch, ends_when_it_is_to_stop) {
  key_server server;
  server.send({.bytes = "", .stays_open = true});
  std::stop_source stop;
  std::jthread stopper([&] {
    while (server.requests() == 0) std::this_thread::yield();
    stop.request_stop();
  });
  EXPECT_EQ(fetched(server.url(), {.time = 1h}, stop.get_token()),
            "it takes too long to read the answer");
}

TEST(fetch, says_what_went_wrong) {
  std::string gone;
  {
    const key_server server;
    gone = server.url();
  }
  expect_part(fetched(gone), "cannot connect: ");
  key_server server;
  for (const char* bytes :
       {"", "HTTP/1.1", "SSH-2.0-x\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}"}) {
    server.send({.bytes = bytes});
    expect_part(fetched(server.url()), "cannot read the answer: ");
  }
  expect_part(fetched("https://name.invalid/"), "host");
}

TEST(fetch, trusts_the_systems_authorities_and_the_name_of_the_host_alone) {
  const std::string certificate = certificate_pem(the_rsa());
  key_server server(certificate, private_pem(the_rsa()));
  server.send_body("{}");
  expect_part(fetched(server.url("localhost")), "cannot agree on TLS: certificate verify failed");
  const fraiseql::testing::temporary_project place;
  place.write("authority.pem", certificate);
  ASSERT_EQ(setenv("SSL_CERT_FILE", (place.path() / "authority.pem").c_str(), 1), 0);
  EXPECT_EQ(fetched(server.url("localhost")), "got {}");
  // The certificate says "localhost".
  expect_part(fetched(server.url()), "cannot agree on TLS: certificate verify failed");
  unsetenv("SSL_CERT_FILE");
  // A server without TLS is none that was asked for.
  key_server plain;
  plain.send_body("{}");
  expect_part(fetched("https://localhost:" + std::to_string(plain.port()), {.time = 300ms}),
              "agree on TLS");
}

}  // namespace
}  // namespace fraiseql::auth
