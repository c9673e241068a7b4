// Who asks, over HTTP: a served schema, tokens that an issuer signs, headers of a proxy.
#include <gtest/gtest.h>
#include <signal.h>

#include <ctime>

#include "end_to_end/suite.hpp"
#include "support/signing.hpp"

namespace fraiseql::testing {
namespace {

http_response asked_with(const quickstart_server& server, std::string_view header,
                         const std::string& value) {
  http_request request = graphql_request("{ __typename }");
  request.headers.emplace_back(header, value);
  return exchange(server.port(), request);
}

std::string signed_for(std::string_view audience, long expires_in) {
  return token(the_ec(), R"({"alg":"ES256"})",
               R"({"iss":"us","sub":"ada","aud":")" + std::string(audience) + R"(","exp":)" +
                   std::to_string(std::time(nullptr) + expires_in) + "}");
}

constexpr const char* answered = R"({"data":{"__typename":"Query"}})";

TEST(identity, of_tokens_is_asked_for_over_http) {
  const notes_project project;
  project.write("issuer.pem", public_pem(the_ec()));
  const quickstart_server server(project, {"--jwt-algorithm", "ES256", "--jwt-keys", "issuer.pem",
                                           "--jwt-issuer", "us", "--jwt-audience", "notes"});
  ASSERT_TRUE(server.serves());
  EXPECT_EQ(server.ask("{ __typename }"), answered);
  EXPECT_EQ(asked_with(server, "Authorization", "Bearer " + signed_for("notes", 60)).body,
            answered);
  const auto refused = [&](const std::string& value, std::string_view challenge,
                           std::string_view message) {
    const http_response answer = asked_with(server, "Authorization", value);
    EXPECT_EQ(answer.status, 401) << value;
    EXPECT_EQ(answer.header("WWW-Authenticate"), challenge) << value;
    EXPECT_EQ(answer.body, R"({"errors":[{"message":")" + std::string(message) +
                               R"(","extensions":{"code":"UNAUTHENTICATED"}}]})");
  };
  constexpr std::string_view invalid = R"(Bearer error="invalid_token")";
  refused("Bearer " + signed_for("notes", -61), invalid, "the token has expired");
  refused("Bearer " + signed_for("others", 60), invalid, "the token is not valid");
  refused("Bearer x.y.z", invalid, "the token is not valid");
  refused("Basic YTpi", "Bearer", "who asks is known by a bearer token alone");
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST(identity, of_headers_is_believed_from_a_proxy_alone) {
  const notes_project project;
  const auto answer_of = [&](const char* proxies) {
    const quickstart_server server(
        project, {"--identity-headers", "x-user-id = sub", "--trusted-proxies", proxies});
    EXPECT_TRUE(server.serves());
    EXPECT_EQ(server.ask("{ __typename }"), answered);
    return asked_with(server, "X-User-Id", "ada");
  };
  EXPECT_EQ(answer_of("127.0.0.0/8").body, answered);
  const http_response refused = answer_of("10.0.0.0/8");
  EXPECT_EQ(refused.status, 401);
  EXPECT_TRUE(has_text(refused.body, "UNAUTHENTICATED")) << refused.body;
}

TEST(identity, that_cannot_be_known_is_refused_at_start) {
  const quickstart_project project;
  const auto refusal = [&](arguments given) {
    given.insert(given.begin(), "serve");
    const auto process = project.run(given);
    EXPECT_EQ(process->wait(), 1);
    return process->error_output();
  };
  expect_says(refusal({"--jwt-keys", "secret"}), "\"jwt_algorithm\" is missing");
  expect_says(refusal({"--jwt-algorithm", "HS256", "--jwt-keys", "none", "--jwt-issuer", "us",
                       "--jwt-audience", "notes"}),
              "cannot be used");
  expect_says(refusal({"--identity-headers", "x-user-id = sub", "--host", "0.0.0.0"}),
              "without trusted_proxies");
}

}  // namespace
}  // namespace fraiseql::testing
