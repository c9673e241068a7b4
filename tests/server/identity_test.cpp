// Who asks: which settings fit together, and what becomes of a request's headers.
#include "server/identity.hpp"

#include <gtest/gtest.h>

#include <boost/asio/executor_work_guard.hpp>
#include <chrono>
#include <ctime>
#include <vector>

#include "json/write.hpp"
#include "schema/builder.hpp"
#include "support/key_server.hpp"
#include "support/signing.hpp"
#include "support/temporary_project.hpp"

namespace fraiseql::server {
namespace {

using namespace fraiseql::testing;

settings with_tokens() {
  settings chosen;
  chosen.jwt_algorithm = "HS256";
  chosen.jwt_keys = "secret";
  chosen.jwt_issuer = "us";
  chosen.jwt_audience = "api";
  return chosen;
}

settings with_headers(const std::string& proxies) {
  settings chosen;
  chosen.identity_headers = "x-user-id = sub";
  chosen.trusted_proxies = proxies;
  return chosen;
}

std::string refusal_of(const settings& chosen) {
  const temporary_project place;
  place.write("secret", the_secret());
  const auto opened = open_identity(chosen, place.path(), {});
  return opened ? "" : opened.error().message;
}

TEST(identity_settings, may_say_nothing) { EXPECT_EQ(refusal_of({}), ""); }

TEST(identity_settings, of_tokens_are_four) {
  EXPECT_EQ(refusal_of(with_tokens()), "");
  for (std::string settings::* member : {&settings::jwt_algorithm, &settings::jwt_keys,
                                         &settings::jwt_issuer, &settings::jwt_audience}) {
    settings chosen = with_tokens();
    (chosen.*member).clear();
    EXPECT_TRUE(refusal_of(chosen).starts_with("the setting \"jwt_")) << refusal_of(chosen);
    EXPECT_TRUE(refusal_of(chosen).ends_with("\" is missing")) << refusal_of(chosen);
  }
}

TEST(identity_settings, without_effect_are_refused) {
  settings chosen;
  chosen.jwt_clock_skew = std::chrono::seconds(61);
  EXPECT_EQ(refusal_of(chosen), "the setting \"jwt_clock_skew_s\" has no effect without jwt_keys");
  chosen = {};
  chosen.jwt_keys_refresh = std::chrono::seconds(61);
  EXPECT_EQ(refusal_of(chosen),
            "the setting \"jwt_keys_refresh_s\" has no effect without jwt_keys");
}

TEST(identity_settings, name_one_source) {
  settings chosen = with_tokens();
  chosen.identity_headers = "x-user-id = sub";
  EXPECT_EQ(refusal_of(chosen), "there are two sources of identity, tokens and headers");
}

TEST(identity_settings, that_cannot_be_read_are_refused) {
  settings chosen = with_tokens();
  chosen.jwt_keys = "none";
  EXPECT_NE(refusal_of(chosen).find("/none, cannot be used"), std::string::npos);
  chosen.jwt_keys = "http://issuer.example/keys";
  EXPECT_NE(refusal_of(chosen).find("https"), std::string::npos);
  chosen = with_tokens();
  chosen.jwt_algorithm = "RS256";
  EXPECT_NE(refusal_of(chosen).find("needs a public key"), std::string::npos);
  chosen = with_headers("10.0.0.1/8");
  EXPECT_TRUE(refusal_of(chosen).starts_with("the setting \"trusted_proxies\" is wrong: "));
  chosen = with_headers("");
  chosen.identity_headers = "x-user-id";
  EXPECT_TRUE(refusal_of(chosen).starts_with("the setting \"identity_headers\" is wrong: "));
}

TEST(identity_settings, believe_everybody_in_development_on_this_machine_alone) {
  settings chosen = with_headers("");
  EXPECT_EQ(refusal_of(chosen), "");
  for (const char* host : {"0.0.0.0", "::", "10.0.0.1", "example.com"}) {
    chosen.host = host;
    EXPECT_NE(refusal_of(chosen).find("without trusted_proxies"), std::string::npos) << host;
  }
  chosen.host = "::1";
  EXPECT_EQ(refusal_of(chosen), "");
  chosen.unix_socket = "socket";
  EXPECT_NE(refusal_of(chosen).find("without trusted_proxies"), std::string::npos);
  chosen.trusted_proxies = "unix";
  EXPECT_EQ(refusal_of(chosen), "");
  chosen.trusted_proxies = "";
  chosen.unix_socket = "";
  chosen.database_url = "postgres:///shop";
  EXPECT_NE(refusal_of(chosen).find("without trusted_proxies"), std::string::npos);
  chosen.profile_name = "development";
  EXPECT_EQ(refusal_of(chosen), "");
  chosen.profile_name = "production";
  chosen.trusted_proxies = "10.0.0.0/8";
  EXPECT_EQ(refusal_of(chosen), "");
}

TEST(identity_settings, are_needed_by_a_schema_to_which_it_matters) {
  const auto built = [](bool with_setting) {
    schema::schema_builder builder;
    builder.add(schema::type_declaration{.name = "Note",
                                         .fields = {{.name = "id", .type = {"ID", 0, 1}}},
                                         .source = schema::relation{.name = "tv_note"}});
    builder.add_query(schema::find_declaration{.name = "notes", .object = "Note"});
    if (with_setting) {
      builder.add(schema::session_declaration{.setting = "app.user", .claim = "sub"});
    }
    return *std::move(builder).build();
  };
  EXPECT_FALSE(missing_source(*built(false), {}));
  const auto wrong = missing_source(*built(true), {});
  ASSERT_TRUE(wrong);
  EXPECT_NE(wrong->hint.find("jwt_keys"), std::string::npos);
  EXPECT_FALSE(missing_source(*built(true), with_tokens()));
  EXPECT_FALSE(missing_source(*built(true), with_headers("::1")));
}

// An identity on a loop that runs until an answer is there.
class asked_identity {
 public:
  explicit asked_identity(const settings& chosen) {
    place_.write("secret", the_secret());
    auto opened = open_identity(chosen, place_.path(), {});
    EXPECT_TRUE(opened) << (opened ? "" : opened.error().message);
    of_.emplace(loop_, std::make_shared<identity_source>(*std::move(opened)),
                [this](log_level, std::string_view, std::span<const log_field> fields) {
                  logged_ += fields[0].value + ";";
                });
    EXPECT_TRUE(of_->start());
  }

  // The claims, "anonymous", or what is said instead.
  std::string ask(auth::header_list sent, const std::string& peer = "127.0.0.1") {
    const http::request request{.method = {},
                                .path = {},
                                .query = {},
                                .headers = std::move(sent),
                                .body = {},
                                .peer = peer};
    std::optional<identified> answer;
    of_->ask(request, [&](identified who) { answer = std::move(who); });
    was_at_once_ = answer.has_value();
    loop_.restart();
    while (!answer) loop_.run_one();
    if (!*answer) return answer->error().message;
    return **answer ? json::to_text(json::value(***answer)) : "anonymous";
  }
  std::string ask_bearer(const std::string& token) {
    return ask({{"authorization", "Bearer " + token}});
  }
  [[nodiscard]] bool was_at_once() const { return was_at_once_; }
  std::string logged() { return std::exchange(logged_, {}); }
  void run_until(const std::function<bool()>& happened) {
    while (!happened()) {
      loop_.restart();
      loop_.run_one_for(std::chrono::milliseconds(10));
    }
  }

 private:
  temporary_project place_;
  boost::asio::io_context loop_;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{
      loop_.get_executor()};
  std::string logged_;
  std::optional<identity> of_;
  bool was_at_once_ = false;
};

std::string token_of(std::string_view id, long expires_in = 3600) {
  const std::string expires = std::to_string(std::time(nullptr) + expires_in);
  return hs256_token(the_secret(), R"({"alg":"HS256","kid":")" + std::string(id) + "\"}",
                     R"({"iss":"us","aud":"api","sub":"ada","exp":)" + expires + "}");
}

bool is_ada(const std::string& text) { return text.find(R"("sub":"ada")") != std::string::npos; }

constexpr const char* not_valid = "the token is not valid";

TEST(identity_of_tokens, believes_a_bearer_token_alone) {
  asked_identity who(with_tokens());
  EXPECT_EQ(who.ask({}), "anonymous");
  EXPECT_EQ(who.ask({{"cookie", "authorization=1"}}), "anonymous");
  const std::string good = token_of("any");
  for (const char* scheme : {"Bearer ", "bearer ", "BEARER   "}) {
    EXPECT_TRUE(is_ada(who.ask({{"authorization", scheme + good}}))) << scheme;
  }
  EXPECT_EQ(who.logged(), "");
  for (const char* wrong : {"Bearer", "Bearer ", "Bearer x", "Bearer ..", "bearer  , x"}) {
    EXPECT_EQ(who.ask({{"authorization", wrong}}), not_valid) << wrong;
    EXPECT_NE(who.logged(), "");
  }
  EXPECT_EQ(who.ask_bearer(good + " "), not_valid);
  EXPECT_EQ(who.ask_bearer(token_of("any", -61)), "the token has expired");
  EXPECT_NE(who.logged().find("exp is over;"), std::string::npos);
  EXPECT_TRUE(is_ada(who.ask_bearer(token_of("any", -50))));
  for (const std::string& other : {std::string(), std::string("Basic YTpi"), good, "Bearer:" + good,
                                   "Bearer\t" + good, "Token " + good, "BearerX " + good}) {
    EXPECT_EQ(who.ask({{"authorization", other}}), "who asks is known by a bearer token alone")
        << other;
  }
  EXPECT_EQ(who.ask({{"authorization", "Bearer " + good}, {"authorization", "Bearer " + good}}),
            "there may be one Authorization header only");
}

std::string keys_named(const std::string& id) {
  return jwks({secret_jwk(the_secret(), R"("kid":")" + id + "\",")});
}

TEST(identity_of_tokens, waits_for_a_key_that_was_just_published_but_not_again) {
  key_server server;
  server.send_body(keys_named("one"));
  settings chosen = with_tokens();
  chosen.jwt_keys = server.url();
  asked_identity who(chosen);
  who.run_until([&] { return is_ada(who.ask_bearer(token_of("one"))); });
  server.send_body(keys_named("two"));
  EXPECT_TRUE(is_ada(who.ask_bearer(token_of("two"))));
  EXPECT_FALSE(who.was_at_once());
  EXPECT_EQ(server.requests(), 2);
  EXPECT_EQ(who.ask_bearer(token_of("three")), not_valid);
  EXPECT_TRUE(who.was_at_once());
  EXPECT_EQ(who.ask_bearer(token_of("one")), not_valid);
  EXPECT_EQ(server.requests(), 2);
}

// What was found good is remembered (auth/verified_tokens.hpp), but not beyond its keys.
TEST(identity_of_tokens, does_not_believe_a_token_whose_key_was_taken_back) {
  key_server server;
  server.send_body(keys_named("one"));
  settings chosen = with_tokens();
  chosen.jwt_keys = server.url();
  asked_identity who(chosen);
  const std::string of_one = token_of("one");
  who.run_until([&] { return is_ada(who.ask_bearer(of_one)); });
  EXPECT_TRUE(is_ada(who.ask_bearer(of_one)));
  server.send_body(keys_named("two"));
  EXPECT_TRUE(is_ada(who.ask_bearer(token_of("two"))));
  EXPECT_EQ(who.ask_bearer(of_one), not_valid);
}

TEST(identity_of_tokens, does_not_wait_for_keys_longer_than_it_says) {
  key_server server;
  server.send_body(jwks({secret_jwk(the_secret(), R"("kid":"one",)")}));
  settings chosen = with_tokens();
  chosen.jwt_keys = server.url();
  asked_identity who(chosen);
  who.run_until([&] { return is_ada(who.ask_bearer(token_of("one"))); });
  server.send({.bytes = "", .stays_open = true});
  EXPECT_EQ(who.ask_bearer(token_of("two")), not_valid);
  EXPECT_FALSE(who.was_at_once());
  EXPECT_TRUE(is_ada(who.ask_bearer(token_of("one"))));
}

TEST(identity_of_tokens, says_that_there_are_no_keys_yet) {
  key_server server;
  server.send({.bytes = "", .stays_open = true});
  settings chosen = with_tokens();
  chosen.jwt_keys = server.url();
  asked_identity who(chosen);
  EXPECT_EQ(who.ask_bearer(token_of("one")), "the keys of tokens are not there yet; try again");
  EXPECT_EQ(who.ask({}), "anonymous");
}

TEST(identity_of_headers, believes_trusted_proxies_alone) {
  asked_identity who(with_headers("10.0.0.0/8, ::1"));
  const auth::header_list ada = {{"x-user-id", "ada"}};
  for (const char* peer : {"10.1.2.3", "::1", "::ffff:10.1.2.3"}) {
    EXPECT_EQ(who.ask(ada, peer), R"({"sub":"ada"})") << peer;
    EXPECT_EQ(who.ask({}, peer), "anonymous");
  }
  EXPECT_EQ(who.logged(), "");
  for (const char* peer : {"127.0.0.1", "11.0.0.1", "::2", "", "unix"}) {
    EXPECT_EQ(who.ask(ada, peer), "a header that says who asks comes from no trusted proxy")
        << peer;
    EXPECT_NE(who.logged(), "");
    EXPECT_EQ(who.ask({{"x-user-id", ""}}, peer),
              "a header that says who asks comes from no trusted proxy");
    EXPECT_EQ(who.ask({{"x-forwarded-for", "10.0.0.1"}}, peer), "anonymous");
  }
  EXPECT_EQ(who.ask({{"x-user-id", "a"}, {"x-user-id", "b"}}, "::1"),
            "a header that says who asks is not valid");
  // A token is nothing that this source knows.
  EXPECT_EQ(who.ask({{"authorization", "Bearer x"}}, "::1"), "anonymous");
}

TEST(identity_of_headers, believes_everybody_without_a_list) {
  asked_identity who(with_headers(""));
  EXPECT_EQ(who.ask({{"x-user-id", "ada"}}), R"({"sub":"ada"})");
}

TEST(identity_without_a_source, is_nobodys) {
  asked_identity who{settings{}};
  EXPECT_EQ(who.ask({{"authorization", "Bearer x"}, {"x-user-id", "ada"}}), "anonymous");
}

}  // namespace
}  // namespace fraiseql::server
