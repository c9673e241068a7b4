// What a request costs in memory that is asked for and what an idle connection keeps, from its
// bytes to those of its answer, around an executor that answers at once.
#include "support/allocations.hpp"

#include <gtest/gtest.h>

#include <atomic>

#include "http/loopback.hpp"
#include "server/graphql_endpoint.hpp"
#include "server/served_hosts.hpp"

namespace fraiseql::http {
namespace {

using fraiseql::testing::allocations_of_this_thread;

constexpr std::size_t counted = 1'000;
// For buffers that grow once more, as what comes is cut otherwise than before.
constexpr std::size_t most_allocations = 10;

std::string a_look_up(const std::string& id) {
  return post("/graphql",
              R"({"query":"query($id: ID!) {\n  user(id: $id) { id identifier name }\n}",)"
              R"("variables":{"id":")" +
                  id + R"("}})",
              "Accept: application/json\r\nContent-Type: application/json\r\n"
              "User-Agent: a client with a name that is longer than a short string\r\n"
              "X-Request-Id: 1\r\n");
}

// Answers every request to GraphQL, and notes what the loop's thread had allocated by then.
class counting_endpoint {
 public:
  explicit counting_endpoint(fraiseql::server::cors_policy cors = {})
      : options_{.cors = std::move(cors)} {}

  [[nodiscard]] handler handle() {
    return [this](const request& asked, const responder& answer) {
      const std::size_t now = allocations_of_this_thread();
      if (count_ > warm_up) most_ = std::max(most_.load(), now - before_);
      if (count_ == warm_up) first_ = now;
      if (count_ == warm_up + counted) all_ = now - first_;
      before_ = now;
      ++count_;
      fraiseql::server::serve_graphql(asked, options_, execute_, answer);
    };
  }
  [[nodiscard]] std::size_t all() const { return all_; }
  [[nodiscard]] std::size_t most() const { return most_; }

  static constexpr std::size_t warm_up = 20;

 private:
  std::size_t count_ = 0;
  std::size_t first_ = 0;
  std::size_t before_ = 0;
  std::atomic<std::size_t> most_ = 0;
  std::atomic<std::size_t> all_ = 0;
  fraiseql::server::graphql_endpoint_options options_;
  fraiseql::server::execute_function execute_ = [](const execution::request& asked,
                                                   const execution::responder& answer) {
    answer({.body = asked.unread ? "{}" : "", .was_executed = true, .has_data = true});
  };
};

TEST(allocations, of_a_request_on_a_connection_in_use_are_none) {
  counting_endpoint endpoint;
  running_server server(endpoint.handle());
  client client(server.port());
  const std::string asked = a_look_up("6f9619ff-8b86-d011-b42d-00c04fc964ff");
  for (std::size_t i = 0; i <= counted + counting_endpoint::warm_up; ++i) {
    const auto got = client.send(asked).read_answer();
    ASSERT_EQ(got.status, 200U);
    ASSERT_EQ(got.body, "{}");
  }
  EXPECT_LE(endpoint.all(), most_allocations) << "at most " << endpoint.most();
}

TEST(allocations, of_a_request_whose_host_is_looked_at_are_none) {
  counting_endpoint endpoint;
  fraiseql::server::settings chosen;
  chosen.hosts = "test";
  const auto hosts = fraiseql::server::served_hosts::of_clients(chosen);
  ASSERT_TRUE(hosts);
  running_server server({.port = 0, .is_served_host = hosts->check({})}, endpoint.handle());
  client client(server.port());
  const std::string asked = a_look_up("6f9619ff-8b86-d011-b42d-00c04fc964ff");
  for (std::size_t i = 0; i <= counted + counting_endpoint::warm_up; ++i) {
    ASSERT_EQ(client.send(asked).read_answer().status, 200U);
  }
  EXPECT_LE(endpoint.all(), most_allocations) << "at most " << endpoint.most();
}

TEST(allocations, of_what_pages_of_other_sites_ask_are_none) {
  counting_endpoint endpoint(*fraiseql::server::cors_policy::read(
      "https://an.origin.that.is.long.enough.example", fraiseql::server::credentials::allowed));
  running_server server(endpoint.handle());
  client client(server.port());
  const std::string asked = post("/graphql", R"({"query":"{ a }"})",
                                 "Content-Type: application/json\r\n"
                                 "Origin: https://an.origin.that.is.long.enough.example\r\n");
  for (std::size_t i = 0; i <= counted + counting_endpoint::warm_up; ++i) {
    auto got = client.send(asked).read_answer();
    ASSERT_EQ(got.body, "{}");
    ASSERT_EQ(got.headers["access-control-allow-origin"],
              "https://an.origin.that.is.long.enough.example");
  }
  EXPECT_LE(endpoint.all(), most_allocations) << "at most " << endpoint.most();
}

TEST(allocations, of_pipelined_requests_are_none) {
  counting_endpoint endpoint;
  running_server server(endpoint.handle());
  client client(server.port());
  constexpr std::size_t at_once = 4;
  std::string asked;
  for (std::size_t i = 0; i < at_once; ++i) asked += a_look_up("1");
  for (std::size_t i = 0; i <= counted + counting_endpoint::warm_up; i += at_once) {
    client.send(asked);
    for (std::size_t each = 0; each < at_once; ++each) ASSERT_EQ(client.read_answer().body, "{}");
  }
  EXPECT_LE(endpoint.all(), most_allocations) << "at most " << endpoint.most();
}

// What one connection has used, the next one uses.
TEST(allocations, of_requests_on_many_connections_in_turn_are_none) {
  counting_endpoint endpoint;
  running_server server(endpoint.handle());
  std::vector<std::unique_ptr<client>> clients;
  for (std::size_t i = 0; i < counting_endpoint::warm_up; ++i) {
    clients.push_back(std::make_unique<client>(server.port()));
  }
  for (std::size_t i = 0; i <= counted + counting_endpoint::warm_up; ++i) {
    client& one = *clients[i % clients.size()];
    ASSERT_EQ(one.send(a_look_up("1")).read_answer().body, "{}");
  }
  EXPECT_LE(endpoint.all(), most_allocations) << "at most " << endpoint.most();
}

}  // namespace
}  // namespace fraiseql::http
