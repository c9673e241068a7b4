// Listening on a Unix socket and by IPv6: what is the same as by IPv4, and whose the file is.
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "http/loopback.hpp"
#include "support/temporary_project.hpp"

namespace fraiseql::http {
namespace {

void say_peer(const request& asked, const responder& answer) {
  answer({.body = std::string(asked.peer)});
}

class socket_file_test : public ::testing::Test {
 protected:
  [[nodiscard]] std::string path(const std::string& name = "socket") const {
    return (directory_.path() / name).string();
  }
  static failure why_not(const std::string& path) {
    boost::asio::io_context loop;
    auto listening = server::listen(loop, {.unix_socket = path}, echo);
    return listening.ok() ? failure{} : listening.error();
  }
  // As a server that was killed leaves it.
  static void leave_socket(const std::string& path) {
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un at{};
    at.sun_family = AF_UNIX;
    path.copy(static_cast<char*>(at.sun_path), sizeof at.sun_path - 1);
    ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&at), sizeof at), 0);
    ::listen(socket, 1);
    ::close(socket);
  }

  fraiseql::testing::temporary_project directory_;
};

TEST_F(socket_file_test, is_where_requests_are_answered) {
  running_server server({.unix_socket = path()}, say_peer);
  client client;
  client.connect_to(path());
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.send(get("/")).read_answer().body, "unix");
  client.send("nonsense\r\n");
  EXPECT_EQ(client.read_answer().status, 400U);
  EXPECT_TRUE(client.ends());
  EXPECT_EQ(server.port(), 0);
}

TEST_F(socket_file_test, has_no_number_of_connections_of_one_address) {
  running_server server({.unix_socket = path(), .max_connections_per_address = 1}, say_peer);
  client first;
  first.connect_to(path());
  client second;
  second.connect_to(path());
  EXPECT_EQ(first.send(get("/")).read_answer().status, 200U);
  EXPECT_EQ(second.send(get("/")).read_answer().status, 200U);
}

TEST_F(socket_file_test, is_for_owner_and_group_whatever_the_umask) {
  for (const mode_t mask : {mode_t{0}, mode_t{077}}) {
    const mode_t before = ::umask(mask);
    const running_server server({.unix_socket = path()}, echo);
    ::umask(before);
    struct stat seen{};
    ASSERT_EQ(::stat(path().c_str(), &seen), 0);
    EXPECT_EQ(seen.st_mode & 0777U, 0660U);
  }
}

TEST_F(socket_file_test, is_removed_at_the_end) {
  {
    running_server server({.unix_socket = path()}, echo);
    EXPECT_TRUE(std::filesystem::exists(path()));
    EXPECT_TRUE(is_kept(server.stop_accepting()));
    EXPECT_FALSE(std::filesystem::exists(path()));
  }
  {
    const running_server server({.unix_socket = path()}, echo);
  }
  EXPECT_FALSE(std::filesystem::exists(path()));
}

TEST_F(socket_file_test, of_a_server_that_is_gone_is_replaced) {
  leave_socket(path());
  ASSERT_TRUE(std::filesystem::is_socket(path()));
  running_server server({.unix_socket = path()}, say_peer);
  client client;
  client.connect_to(path());
  EXPECT_EQ(client.send(get("/")).read_answer().body, "unix");
}

TEST_F(socket_file_test, of_a_server_that_listens_is_refused) {
  running_server server({.unix_socket = path()}, say_peer);
  const auto why = why_not(path());
  EXPECT_EQ(why.message,
            "cannot listen on the Unix socket " + path() + ": another program listens there");
  EXPECT_NE(why.hint.find("unix_socket"), std::string::npos);
  client client;
  client.connect_to(path());
  EXPECT_EQ(client.send(get("/")).read_answer().body, "unix");
}

TEST_F(socket_file_test, is_never_put_in_the_place_of_something_else) {
  std::ofstream(path("file")) << "precious";
  std::filesystem::create_directory(path("directory"));
  leave_socket(path("stale"));
  std::filesystem::create_symlink(path("stale"), path("link"));
  std::filesystem::create_symlink(path("nowhere"), path("dangling"));
  for (const char* name : {"file", "directory", "link", "dangling"}) {
    const auto why = why_not(path(name));
    EXPECT_NE(why.message.find("something else of that name"), std::string::npos)
        << name << why.message;
    EXPECT_TRUE(std::filesystem::exists(std::filesystem::symlink_status(path(name)))) << name;
  }
  EXPECT_EQ(std::filesystem::file_size(path("file")), 8U);
}

TEST_F(socket_file_test, of_another_server_is_left_to_it) {
  auto first = std::make_unique<running_server>(server_options{.unix_socket = path()}, echo);
  std::filesystem::remove(path());
  running_server second({.unix_socket = path()}, say_peer);
  first.reset();
  client client;
  client.connect_to(path());
  EXPECT_EQ(client.send(get("/")).read_answer().body, "unix");
}

TEST_F(socket_file_test, has_a_path_of_107_bytes_at_most) {
  const std::string longest = path(std::string(107 - path("").size(), 'x'));
  EXPECT_EQ(why_not(longest).message, "");
  const auto why = why_not(longest + "x");
  EXPECT_NE(why.message.find("107 bytes at most"), std::string::npos) << why.message;
}

TEST_F(socket_file_test, needs_a_directory) {
  const auto why = why_not(path("none") + "/socket");
  EXPECT_NE(why.message.find("No such file or directory"), std::string::npos) << why.message;
  EXPECT_NE(why.hint.find("unix_socket"), std::string::npos);
}

TEST_F(socket_file_test, tells_of_a_client_that_leaves_and_not_of_one_that_reads_on) {
  std::promise<void> given;
  std::promise<void> left;
  std::vector<responder> kept;
  running_server server({.unix_socket = path(), .departure_watch = std::chrono::milliseconds(1)},
                        [&](const request& asked, responder answer) {
                          if (asked.path == "/leaves") {
                            asked.departed.lock()->on_gone([&] { left.set_value(); });
                          }
                          kept.push_back(std::move(answer));
                          if (kept.size() == 2) given.set_value();
                        });
  client reads_on;
  reads_on.connect_to(path());
  reads_on.send(get("/stays")).shut_sending();
  {
    client leaves;
    leaves.connect_to(path());
    leaves.send(get("/leaves"));
    given.get_future().get();
  }
  EXPECT_EQ(left.get_future().wait_for(std::chrono::seconds(20)), std::future_status::ready);
  EXPECT_EQ(reads_on.read_answer().status, 102U);
  server.on_loop([&] {
    for (const auto& one : kept) one({.body = "late"});
    return true;
  });
  EXPECT_EQ(reads_on.read_answer().body, "late");
}

TEST(ipv6, is_listened_on_and_told) {
  boost::asio::io_context loop;
  if (!server::listen(loop, {.host = "::1", .port = 0}, echo).ok()) GTEST_SKIP() << "no IPv6";
  running_server server({.host = "::1", .port = 0, .max_connections_per_address = 1}, say_peer);
  client one;
  ASSERT_TRUE(one.connect_by_ipv6(server.port()));
  EXPECT_EQ(one.send(get("/")).read_answer().body, "::1");
  client more;
  ASSERT_TRUE(more.connect_by_ipv6(server.port()));
  EXPECT_TRUE(more.ends());
}

}  // namespace
}  // namespace fraiseql::http
