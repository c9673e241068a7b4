// Keys as they are now: of a file that changes, of a URL that rotates them and goes away.
#include "auth/key_source.hpp"

#include <gtest/gtest.h>

#include <mutex>
#include <vector>

#include "support/eventually.hpp"
#include "support/key_server.hpp"
#include "support/signing.hpp"
#include "support/temporary_project.hpp"

namespace fraiseql::auth {
namespace {

using namespace fraiseql::testing;
using namespace std::chrono_literals;

// What was logged.
class logged_lines {
 public:
  log_function into() {
    return [this](log_level, std::string_view message, std::span<const log_field> fields) {
      const std::lock_guard guard(mutex_);
      lines_.emplace_back(message);
      for (const log_field& field : fields) lines_.back() += " " + field.value;
    };
  }
  std::vector<std::string> all() {
    const std::lock_guard guard(mutex_);
    return lines_;
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> lines_;
};

std::string set_of(const std::string& id) {
  return jwks({secret_jwk(the_secret(), R"("kid":")" + id + "\",")});
}

// In one step, so that no reader sees half of it.
void replace(const temporary_project& place, std::string_view text) {
  place.write("keys.new", text);
  std::filesystem::rename(place.path() / "keys.new", place.path() / "keys");
}

bool has(const key_source& source, const std::string& id) {
  const auto keys = source.keys();
  return keys != nullptr && !keys->for_id(id).empty();
}

// Looks as often as it may.
key_source_options restless(const std::string& location) {
  return {.location = location,
          .fixed = algorithm::hs256,
          .refresh = 5ms,
          .between_requests = 0ms,
          .first_retry = 1ms,
          .longest_retry = 5ms};
}

// Looks only when it is asked to.
key_source_options patient(const std::string& location) {
  key_source_options made = restless(location);
  made.refresh = made.first_retry = made.longest_retry = 1h;
  return made;
}

TEST(key_source, of_a_file_that_cannot_be_used_is_refused) {
  const temporary_project place;
  const auto refusal = [&](const std::string& name, algorithm fixed = algorithm::hs256) {
    const auto opened =
        key_source::open({.location = (place.path() / name).string(), .fixed = fixed});
    return opened ? "" : opened.error().message;
  };
  place.write("weak", "short");
  place.write("good", the_secret());
  EXPECT_EQ(refusal("good"), "");
  EXPECT_NE(refusal("good", algorithm::rs256).find("needs a public key"), std::string::npos);
  EXPECT_NE(refusal("weak").find("/weak, cannot be used: a secret of 5 bytes"), std::string::npos);
  EXPECT_NE(refusal("none").find("No such file"), std::string::npos) << refusal("none");
  EXPECT_NE(refusal("").find("cannot be read"), std::string::npos) << refusal("");
  const auto url = key_source::open({.location = "http://issuer.example/"});
  ASSERT_FALSE(url);
  EXPECT_NE(url.error().message.find("https"), std::string::npos);
}

TEST(key_source, of_a_file_has_its_keys_at_once_and_takes_over_what_changes) {
  const temporary_project place;
  replace(place, set_of("one"));
  logged_lines log;
  auto options = restless((place.path() / "keys").string());
  options.log = log.into();
  const auto source = key_source::open(std::move(options));
  ASSERT_TRUE(source);
  EXPECT_TRUE(has(**source, "one"));
  ASSERT_TRUE((*source)->start({}));
  replace(place, set_of("another"));
  EXPECT_TRUE(eventually([&] { return has(**source, "another"); }));
  EXPECT_FALSE(has(**source, "one"));
  // What cannot be used does not take the keys away, and is said once.
  replace(place, "short");
  EXPECT_TRUE(eventually([&] { return !log.all().empty(); }));
  EXPECT_TRUE(has(**source, "another"));
  replace(place, set_of("third one"));
  EXPECT_TRUE(eventually([&] { return has(**source, "third one"); }));
  EXPECT_TRUE(eventually([&] { return log.all().size() == 2; }));
  EXPECT_TRUE(log.all().at(0).starts_with("the keys of tokens cannot be read; those of before"));
  EXPECT_TRUE(log.all().at(1).starts_with("the keys of tokens are read again"));
}

TEST(key_source, of_a_url_has_no_keys_before_the_first_success) {
  key_server server;
  server.send({.bytes = "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n"});
  logged_lines log;
  auto options = restless(server.url());
  options.log = log.into();
  const auto source = key_source::open(std::move(options));
  ASSERT_TRUE(source);
  EXPECT_EQ((*source)->keys(), nullptr);
  ASSERT_TRUE((*source)->start({}));
  EXPECT_TRUE(eventually([&] { return server.requests() > 3; }));
  EXPECT_EQ((*source)->keys(), nullptr);
  EXPECT_EQ(log.all().size(), 1U);
  server.send_body(set_of("one"));
  EXPECT_TRUE(eventually([&] { return has(**source, "one"); }));
}

TEST(key_source, of_a_url_takes_over_new_keys_and_keeps_the_old_ones_while_there_are_none) {
  key_server server;
  server.send_body(set_of("one"));
  logged_lines log;
  auto options = restless(server.url());
  options.log = log.into();
  const auto source = key_source::open(std::move(options));
  ASSERT_TRUE(source);
  ASSERT_TRUE((*source)->start({}));
  EXPECT_TRUE(eventually([&] { return has(**source, "one"); }));
  server.send_body(set_of("two"));
  EXPECT_TRUE(eventually([&] { return has(**source, "two"); }));
  EXPECT_TRUE(log.all().empty());
  server.send({.bytes = "HTTP/1.1 503 Oh\r\nContent-Length: 0\r\n\r\n"});
  EXPECT_TRUE(eventually([&] { return log.all().size() == 1; }));
  server.send_body("{\"keys\":[]}");
  EXPECT_TRUE(eventually([&] { return log.all().size() == 2; }));
  EXPECT_NE(log.all().at(0).find("it answers 503"), std::string::npos);
  EXPECT_NE(log.all().at(1).find("no key for HS256"), std::string::npos);
  EXPECT_TRUE(has(**source, "two"));
  server.send_body(set_of("three"));
  EXPECT_TRUE(eventually([&] { return has(**source, "three"); }));
}

TEST(key_source, looks_again_when_it_is_asked_but_not_too_often) {
  key_server server;
  server.send_body(set_of("one"));
  auto options = patient(server.url());
  options.between_requests = 1h;
  const auto source = key_source::open(std::move(options));
  ASSERT_TRUE(source);
  std::atomic<int> looks = 0;
  ASSERT_TRUE((*source)->start([&] { ++looks; }));
  EXPECT_TRUE(eventually([&] { return looks == 1; }));
  server.send_body(set_of("two"));
  EXPECT_TRUE((*source)->look_again());
  EXPECT_TRUE(eventually([&] { return looks == 2; }));
  EXPECT_TRUE(has(**source, "two"));
  EXPECT_FALSE((*source)->look_again());
  EXPECT_EQ(server.requests(), 2);
}

TEST(key_source, lets_others_join_a_look_that_is_under_way) {
  key_server server;
  server.send({.bytes = "", .stays_open = true});
  auto options = patient(server.url());
  options.between_requests = 1h;
  const auto source = key_source::open(std::move(options));
  ASSERT_TRUE(source);
  ASSERT_TRUE((*source)->start({}));
  EXPECT_TRUE(eventually([&] { return server.requests() == 1; }));
  EXPECT_TRUE((*source)->look_again());
  EXPECT_TRUE((*source)->look_again());
  EXPECT_EQ(server.requests(), 1);
}  // and ends while it waits for an answer

}  // namespace
}  // namespace fraiseql::auth
