// Servers of two loops behind one listener. Both loops are turned by the test.
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "http/loopback.hpp"

namespace fraiseql::http {
namespace {

struct two_servers {
  explicit two_servers(server_options options = {.max_connections = 100}) {
    options.port = 0;
    const auto handle = [this](const request& asked, const responder& answer) {
      ++answered;
      echo(asked, answer);
    };
    auto listening = server::listen(first_loop, options, handle);
    EXPECT_TRUE(listening);
    first = *std::move(listening);
    second = server::beside(second_loop, options, handle);
    first->share_with({second.get()});
  }

  bool until(const std::function<bool()>& is_done) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!is_done()) {
      if (std::chrono::steady_clock::now() > deadline) return false;
      for (boost::asio::io_context* loop : {&first_loop, &second_loop}) {
        loop->restart();
        loop->run_one_for(std::chrono::milliseconds(1));
      }
    }
    return true;
  }
  bool comes_to(std::size_t of_first, std::size_t of_second) {
    return until(
        [&] { return first->connections() == of_first && second->connections() == of_second; });
  }

  boost::asio::io_context first_loop{1};
  boost::asio::io_context second_loop{1};
  std::unique_ptr<server> first = {};
  std::unique_ptr<server> second = {};
  int answered = 0;
};

TEST(shared_listener, gives_each_server_as_many_connections) {
  two_servers both;
  std::vector<std::unique_ptr<client>> clients;
  for (int i = 0; i < 6; ++i) clients.push_back(std::make_unique<client>(both.first->port()));
  EXPECT_TRUE(both.comes_to(3, 3));
  for (const auto& one : clients) one->send(get("/"));
  EXPECT_TRUE(both.until([&] { return both.answered == 6; }));
  for (const auto& one : clients) EXPECT_EQ(one->read_answer().status, 200U);
}

TEST(shared_listener, fills_up_where_connections_have_ended) {
  two_servers both;
  std::vector<std::unique_ptr<client>> clients;
  for (int i = 0; i < 6; ++i) {
    clients.push_back(std::make_unique<client>(both.first->port()));
    const auto of_first = static_cast<std::size_t>(i / 2 + 1);
    EXPECT_TRUE(both.comes_to(of_first, static_cast<std::size_t>((i + 1) / 2)));
  }
  // Those of the second one.
  for (const std::size_t i : {1U, 3U, 5U}) clients[i].reset();
  EXPECT_TRUE(both.comes_to(3, 0));
  for (const std::size_t i : {1U, 3U, 5U})
    clients[i] = std::make_unique<client>(both.first->port());
  EXPECT_TRUE(both.comes_to(3, 3));
}

TEST(shared_listener, closes_what_is_too_much_for_both) {
  two_servers both({.max_connections = 1});
  std::atomic<bool> has_ended = false;
  const client one(both.first->port());
  const client other(both.first->port());
  EXPECT_TRUE(both.comes_to(1, 1));
  client more(both.first->port());
  std::thread turning([&] { EXPECT_TRUE(both.until([&] { return has_ended.load(); })); });
  EXPECT_TRUE(more.ends());
  has_ended = true;
  turning.join();
  EXPECT_TRUE(both.comes_to(1, 1));
}

TEST(shared_listener, counts_what_an_address_has_at_all_servers) {
  two_servers both({.max_connections = 100, .max_connections_per_address = 3});
  std::vector<std::unique_ptr<client>> clients;
  for (int i = 0; i < 3; ++i) clients.push_back(std::make_unique<client>(both.first->port()));
  EXPECT_TRUE(both.comes_to(2, 1));
  std::atomic<bool> has_ended = false;
  client more(both.first->port());
  std::thread turning([&] { EXPECT_TRUE(both.until([&] { return has_ended.load(); })); });
  EXPECT_TRUE(more.ends());
  has_ended = true;
  turning.join();
  EXPECT_TRUE(both.comes_to(2, 1));
  // Who leaves the other loop's makes room at the listener.
  clients[1].reset();
  EXPECT_TRUE(both.comes_to(2, 0));
  clients[1] = std::make_unique<client>(both.first->port());
  EXPECT_TRUE(both.comes_to(2, 1));
}

TEST(shared_listener, loses_nothing_that_waits_when_it_closes) {
  two_servers both;
  std::vector<std::unique_ptr<client>> clients;
  for (int i = 0; i < 4; ++i) {
    clients.push_back(std::make_unique<client>(both.first->port()));
    clients.back()->send(get("/"));
  }
  bool is_first_drained = false;
  bool is_second_drained = false;
  // Nothing was accepted yet.
  both.first->stop_accepting([&] { is_first_drained = true; });
  boost::asio::post(both.second_loop,
                    [&] { both.second->stop_accepting([&] { is_second_drained = true; }); });
  EXPECT_TRUE(both.until([&] { return both.answered == 4; }));
  for (const auto& one : clients) {
    const answer read = one->read_answer();
    EXPECT_EQ(read.status, 200U);
    EXPECT_EQ(read.headers.at("connection"), "close");
  }
  clients.clear();
  EXPECT_TRUE(both.until([&] { return is_first_drained && is_second_drained; }));
}

}  // namespace
}  // namespace fraiseql::http
