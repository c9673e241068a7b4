// Each bound on a request, at the bound and one past it, with documents too long to be
// written in a case file. Nothing of a refused request is run.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <memory>
#include <vector>

#include "end_to_end/cases.hpp"
#include "end_to_end/suite.hpp"

namespace fraiseql::testing {
namespace {

class limits_over_http : public with_server<notes_project> {
 protected:
  static void expect_accepted(const std::string& query) {
    const http_response response = server().graphql(query);
    EXPECT_EQ(response.status, 200) << response.body.substr(0, 300);
    EXPECT_TRUE(response.body.starts_with("{\"data\":{")) << response.body.substr(0, 300);
  }
  static void expect_refused(const std::string& query, const std::string& error) {
    const http_response response = server().graphql(query);
    EXPECT_EQ(response.status, 400);
    EXPECT_TRUE(has_text(errors_of(response.body), error)) << response.body.substr(0, 300);
  }
};

std::string repeated(int count, std::string_view text) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

// `count` times `before`, a number, `after`.
std::string numbered(int count, std::string_view before, std::string_view after) {
  std::string all;
  for (int i = 0; i < count; ++i) {
    all += before;
    all += std::to_string(i);
    all += after;
  }
  return all;
}

// A body of exactly `size` bytes that asks for __typename.
std::string body_of(std::size_t size) {
  std::string body = R"({"query":"{ __typename }","extensions":{"padding":")";
  body.append(size - body.size() - 3, 'x');
  return body + "\"}}";
}

TEST_F(limits_over_http, body_of_one_mebibyte) {
  constexpr std::size_t mebibyte = 1024UL * 1024;
  const http_response most = exchange(server().port(), {.body = body_of(mebibyte)});
  EXPECT_EQ(most.status, 200) << most.body;
  EXPECT_EQ(most.body, R"({"data":{"__typename":"Query"}})");
  for (const std::size_t size : {mebibyte + 1, 8 * mebibyte}) {
    const http_response refused = exchange(server().port(), {.body = body_of(size)});
    EXPECT_EQ(refused.status, 413) << size << ' ' << refused.body;
    EXPECT_TRUE(has_text(refused.body, "too large")) << refused.body;
  }
}

TEST_F(limits_over_http, thirty_aliases) {
  expect_accepted("{ notes { " + numbered(30, " a", ": id") + " } }");
  expect_refused("{ notes { " + numbered(31, " a", ": id") + " } }", "30 aliased fields");
  const std::string fragment = "} fragment f on Note {" + numbered(11, " a", ": id") + " }";
  expect_refused("{ a: notes { ...f } b: notes { ...f } c: notes { ...f } " + fragment,
                 "30 aliased fields");
}

TEST_F(limits_over_http, twenty_root_fields) {
  expect_accepted("{" + numbered(20, " a", ": note(identifier: \"alpha\") { id }") + " }");
  expect_refused("{" + numbered(21, " a", ": note(identifier: \"alpha\") { id }") + " }",
                 "20 root fields");
  expect_refused("{ ...f } fragment f on Query {" + numbered(21, " a", ": __typename") + " }",
                 "20 root fields");
}

TEST_F(limits_over_http, six_mutations_write_nothing) {
  const auto mutations = [](int count, const std::string& name) {
    std::string query = "mutation {";
    for (int i = 0; i < count; ++i) {
      const std::string n = std::to_string(i);
      query += " a" + n + ": createNote(input: {title: \"" + name + " " + n + "\"}) { id }";
    }
    return query + " }";
  };
  expect_refused(mutations(6, "six"), "5 mutations");
  EXPECT_EQ(server().ask("{ note(identifier: \"six-0\") { id } }"), R"({"data":{"note":null}})");
  expect_accepted(mutations(5, "five"));
  expect_refused(mutations(21, "twenty one"), "20 root fields");
}

TEST_F(limits_over_http, fifty_directives) {
  const std::string directive = " ... @include(if: true) { title }";
  expect_accepted("{ notes { id " + repeated(50, directive) + " } }");
  expect_refused("{ notes { id " + repeated(51, directive) + " } }", "50 directives");
}

TEST_F(limits_over_http, ten_thousand_tokens) {
  expect_accepted("{ notes {" + repeated(9995, " id") + " } }");
  expect_refused("{ notes {" + repeated(9996, " id") + " } }", "10000 tokens");
}

TEST_F(limits_over_http, two_hundred_levels_of_syntax) {
  expect_accepted("{ notes {" + repeated(198, " ... {") + " id" + repeated(198, " }") + " } }");
  expect_refused("{ notes {" + repeated(199, " ... {") + " id" + repeated(199, " }") + " } }",
                 "200 levels");
  expect_refused("{ notes {" + repeated(3000, " ... {") + " id" + repeated(3000, " }") + " } }",
                 "200 levels");
}

TEST_F(limits_over_http, a_hundred_levels_of_json) {
  const auto nested = [](int levels) {
    return http_request{.body = R"({"query":"{ __typename }","variables":{"x":)" +
                                repeated(levels, "[") + repeated(levels, "]") + "}}"};
  };
  EXPECT_EQ(exchange(server().port(), nested(98)).status, 200);
  const http_response refused = exchange(server().port(), nested(99));
  EXPECT_EQ(refused.status, 400);
  EXPECT_TRUE(has_text(refused.body, "BAD_USER_INPUT")) << refused.body;
  EXPECT_EQ(exchange(server().port(), nested(100'000)).status, 400);
}

TEST_F(limits_over_http, many_errors_are_cut_at_a_hundred) {
  const http_response response = server().graphql("{ notes {" + numbered(500, " x", "") + " } }");
  EXPECT_EQ(response.status, 400);
  std::size_t errors = 0;
  for (std::size_t at = response.body.find("\"message\""); at != std::string::npos;
       at = response.body.find("\"message\"", at + 1)) {
    ++errors;
  }
  EXPECT_LE(errors, 101U);
  EXPECT_GE(errors, 100U);
}

TEST(limits_as_settings, each_has_an_effect) {
  const notes_project project;
  const quickstart_server server(
      project,
      {"--max-body-bytes", "300", "--max-tokens", "20", "--max-depth", "1", "--max-aliases", "1",
       "--max-root-fields", "2", "--max-directives", "1", "--max-json-depth", "4"});
  ASSERT_TRUE(server.serves());
  EXPECT_EQ(server.ask("{ a: __typename __typename }"),
            R"({"data":{"a":"Query","__typename":"Query"}})");
  EXPECT_EQ(exchange(server.port(), {.body = body_of(300)}).status, 200);
  EXPECT_EQ(exchange(server.port(), {.body = body_of(301)}).status, 413);
  const auto refused_for = [&](const std::string& query, const std::string& reason) {
    EXPECT_TRUE(has_text(errors_of(server.ask(query)), reason)) << query;
  };
  refused_for("{" + repeated(19, " __typename") + " }", "20 tokens");
  refused_for("{ notes { id } }", "depth");
  refused_for("{ a: __typename b: __typename }", "1 aliased");
  refused_for("{ a: __typename __typename note { id } }", "2 root fields");
  refused_for("{ __typename @skip(if: false) @include(if: true) }", "1 directive");
  EXPECT_EQ(server.graphql("{ __typename }", R"({"x":[[]]})").status, 200);
  EXPECT_EQ(server.graphql("{ __typename }", R"({"x":[[[]]]})").status, 400);
}

TEST(limits_as_settings, bound_what_is_answered_and_how_long_a_document_is) {
  const notes_project project;
  const quickstart_server server(project, {"--max-cost", "20", "--max-document-bytes", "60",
                                           "--max-introspection-bytes", "100"});
  ASSERT_TRUE(server.serves());
  const auto refused_for = [&](const std::string& query, const std::string& reason) {
    EXPECT_TRUE(has_text(errors_of(server.ask(query)), reason)) << query;
  };
  const auto taken = [&](const std::string& query) {
    EXPECT_TRUE(server.ask(query).starts_with(R"({"data":)")) << query;
  };
  taken("{ notes(limit: 10) { id title } }");
  refused_for("{ notes(limit: 11) { id title } }", "ask for smaller pages: notes(limit: 11)");
  refused_for("{ notes { id } }", "max_cost");
  const std::string longest = "{ notes(limit: 1) { id } }" + std::string(60 - 26, ' ');
  taken(longest);
  refused_for(longest + " ", "60 bytes");
  taken("{ __schema { queryType { name } } }");
  refused_for("{ __schema { types { name } } }", "max_introspection_bytes");
}

// A connection to the server that asks nothing.
class silent_client {
 public:
  explicit silent_client(std::uint16_t port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  }
  ~silent_client() { close(socket_); }
  silent_client(const silent_client&) = delete;
  silent_client& operator=(const silent_client&) = delete;

  // Whether the server closes it within the time.
  [[nodiscard]] bool ends_within(std::chrono::milliseconds time) const {
    pollfd end{.fd = socket_, .events = POLLIN, .revents = 0};
    char nothing = 0;
    return poll(&end, 1, static_cast<int>(time.count())) == 1 && read(socket_, &nothing, 1) <= 0;
  }

 private:
  int socket_;
};

// 90 descriptors: 64 for files, 10 for PostgreSQL.
TEST(connection_limits, leaves_descriptors_for_postgresql) {
  const quickstart_project project;
  child_process server(
      {.command = {"sh", "-c",
                   R"(ulimit -n 90 && exec "$0" serve --port 0 --mutation-connections 4)",
                   FRAISEQL_BINARY_DIR "/bin/quickstart"},
       .directory = project.path(),
       .environment = {{"DATABASE_URL", "postgres://127.0.0.1:1/nowhere"}}});
  ASSERT_TRUE(server.says("try: curl")) << server.output() << server.error_output();
  constexpr std::string_view before = "serving http://127.0.0.1:";
  const std::string text = server.output();
  std::uint16_t port = 0;
  std::from_chars(text.data() + text.find(before) + before.size(), text.data() + text.size(), port);
  std::vector<std::unique_ptr<silent_client>> clients;
  for (int i = 0; i < 16; ++i) clients.push_back(std::make_unique<silent_client>(port));
  const silent_client one_more(port);
  EXPECT_TRUE(one_more.ends_within(patience));
  for (const auto& client : clients) EXPECT_FALSE(client->ends_within({}));
  server.signal(SIGTERM);
  EXPECT_EQ(server.wait(), 0);
}

}  // namespace
}  // namespace fraiseql::testing
