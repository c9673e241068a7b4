#include "server/cors.hpp"

#include "server/endpoint_support.hpp"

namespace fraiseql::server {
namespace {

using namespace endpoint_tests;

constexpr const char* ours = "https://app.example.com";
constexpr const char* also_ours = "http://localhost:5173";
constexpr const char* foreign = "https://evil.example";

cors_policy policy_of(std::string_view origins, credentials with = credentials::none) {
  auto read = cors_policy::read(origins, with);
  EXPECT_TRUE(read) << origins << (read ? "" : read.error().message);
  return read ? *std::move(read) : cors_policy();
}

bool has_line(std::string_view lines, const std::string& line) {
  return ("\n" + std::string(lines)).find("\n" + line + "\r\n") != std::string::npos;
}

std::string_view lines_for(sent request, const char* origin, const cors_policy& cors,
                           std::vector<std::string>& kept) {
  if (origin != nullptr) request.fields.emplace_back("origin", origin);
  const graphql_endpoint_options options{.cors = cors};
  std::string lines;
  serve_graphql(
      request, options,
      [](const execution::request&, const execution::responder& respond) { respond(with_data()); },
      [&lines](const http::response& answer) {
        lines = answer.lines;
        for (const auto& [name, value] : answer.headers) {
          EXPECT_FALSE(name.starts_with("Access-Control")) << name;
        }
      });
  return kept.emplace_back(lines);
}

// Whatever is answered says the same to a page: it may read why it was refused, too.
std::vector<sent> all_kinds() {
  sent put = post(a_query);
  put.method = "PUT";
  return {post(a_query),
          post("{"),
          post(a_query, {{"content-type", "text/plain"}}),
          post(a_query, {{"accept", "text/html"}}),
          put,
          get("query={a}"),
          get("query=%")};
}

TEST(cors, is_off_unless_origins_are_listed) {
  std::vector<std::string> kept;
  for (const sent& request : all_kinds()) {
    const auto lines = lines_for(request, ours, cors_policy(), kept);
    EXPECT_EQ(lines.find("Access-Control"), std::string_view::npos) << lines;
    EXPECT_EQ(lines.find("Vary"), std::string_view::npos) << lines;
  }
  EXPECT_EQ(lines_for(post(a_query), ours, cors_policy(), kept), "");
}

TEST(cors, lets_the_pages_of_listed_origins_read_every_answer) {
  const cors_policy cors = policy_of(std::string(ours) + " ,\t" + also_ours);
  std::vector<std::string> kept;
  for (const sent& request : all_kinds()) {
    for (const char* origin : {ours, also_ours}) {
      const auto lines = lines_for(request, origin, cors, kept);
      EXPECT_TRUE(has_line(lines, std::string("Access-Control-Allow-Origin: ") + origin)) << lines;
      EXPECT_TRUE(has_line(lines, "Access-Control-Expose-Headers: Retry-After, WWW-Authenticate"));
      EXPECT_TRUE(has_line(lines, "Vary: Origin"));
      EXPECT_EQ(lines.find("Credentials"), std::string_view::npos);
    }
  }
}

TEST(cors, never_names_an_origin_that_is_not_listed) {
  const cors_policy cors = policy_of(std::string(ours) + "," + also_ours, credentials::allowed);
  std::vector<std::string> kept;
  for (const char* origin :
       {foreign, "null", "", "*", "https://app.example.com.evil.example", "https://APP.example.com",
        "https://app.example.com:443", "http://app.example.com", "https://app.example.com,",
        "localhost:5173", "https://app.example.co", static_cast<const char*>(nullptr)}) {
    for (const sent& request : all_kinds()) {
      const auto lines = lines_for(request, origin, cors, kept);
      EXPECT_EQ(lines.find("Access-Control"), std::string_view::npos) << lines;
      // What is kept for one origin is not for another.
      EXPECT_TRUE(has_line(lines, "Vary: Origin")) << lines;
    }
  }
}

TEST(cors, takes_null_for_an_origin_only_where_it_is_listed) {
  std::vector<std::string> kept;
  EXPECT_TRUE(has_line(lines_for(post(a_query), "null", policy_of("null"), kept),
                       "Access-Control-Allow-Origin: null"));
}

TEST(cors, lets_all_pages_read_where_the_origin_is_a_star) {
  const cors_policy cors = policy_of(" * ");
  std::vector<std::string> kept;
  for (const char* origin : {ours, foreign, "null"}) {
    const auto lines = lines_for(post(a_query), origin, cors, kept);
    EXPECT_TRUE(has_line(lines, "Access-Control-Allow-Origin: *"));
    EXPECT_EQ(lines.find("Vary"), std::string_view::npos);
    EXPECT_EQ(lines.find(foreign), std::string_view::npos);
  }
}

TEST(cors, lets_cookies_come_along_by_a_setting) {
  std::vector<std::string> kept;
  const cors_policy cors = policy_of(ours, credentials::allowed);
  EXPECT_TRUE(has_line(lines_for(post(a_query), ours, cors, kept),
                       "Access-Control-Allow-Credentials: true"));
}

TEST(cors, answers_what_is_asked_before_a_request) {
  sent asked{.method = "OPTIONS",
             .fields = {{"access-control-request-method", "POST"},
                        {"access-control-request-headers", "content-type"}}};
  std::vector<std::string> kept;
  const cors_policy cors = policy_of(ours, credentials::allowed);
  const auto lines = lines_for(asked, ours, cors, kept);
  for (const char* line :
       {"Access-Control-Allow-Origin: https://app.example.com",
        "Access-Control-Allow-Methods: GET, POST", "Access-Control-Allow-Credentials: true",
        "Access-Control-Max-Age: 86400", "Vary: Origin", "Allow: GET, HEAD, POST, OPTIONS"}) {
    EXPECT_TRUE(has_line(lines, line)) << line << '\n' << lines;
  }
  const std::string_view names = lines.substr(lines.find("Access-Control-Allow-Headers: "));
  for (const char* name : {"content-type", "authorization", "idempotency-key", "accept",
                           "x-request-id", "apollographql-client-name"}) {
    EXPECT_NE(names.substr(0, names.find('\n')).find(name), std::string_view::npos) << name;
  }
  for (const char* origin : {foreign, static_cast<const char*>(nullptr)}) {
    const auto refused = lines_for(asked, origin, cors, kept);
    EXPECT_EQ(refused, "Allow: GET, HEAD, POST, OPTIONS\r\nVary: Origin\r\n");
  }
  asked.fields.emplace_back("origin", ours);
  const auto seen = served(asked, with_data(), {.cors = cors});
  EXPECT_EQ(seen.answer.status, 204U);
  EXPECT_EQ(seen.answer.body, "");
  EXPECT_FALSE(seen.asked);
}

TEST(cors, has_nothing_to_do_with_who_asks) {
  std::vector<std::string> kept;
  graphql_endpoint_options options{.cors = policy_of(ours)};
  options.identify = [](const http::request&, const std::function<void(identified)>& then) {
    then(failed{unidentified{.why = unidentified::kind::no_token, .message = "m"}});
  };
  std::string lines;
  unsigned status = 0;
  const auto note = [&](const http::response& answer) {
    lines = answer.lines;
    status = answer.status;
  };
  serve_graphql(post(a_query, {{"origin", ours}}), options, {}, note);
  EXPECT_EQ(status, 401U);
  EXPECT_TRUE(has_line(lines, "Access-Control-Allow-Origin: https://app.example.com"));
  serve_graphql(sent{.method = "OPTIONS", .fields = {{"origin", ours}}}, options, {}, note);
  EXPECT_EQ(status, 204U);
}

TEST(cors, refuses_what_no_browser_sends_as_an_origin) {
  for (const char* wrong : {"app.example.com",
                            "https://",
                            "https://app.example.com/",
                            "https://app.example.com/x",
                            "https://App.example.com",
                            "HTTPS://app.example.com",
                            "https://app.example.com:443",
                            "http://app.example.com:80",
                            "https://a.example:",
                            "https://a.example:0",
                            "https://a.example:x",
                            "https://a.example:123456",
                            "https://user@a.example",
                            "https://*.example.com",
                            "https://a.example,",
                            ",",
                            " ",
                            "https://a.example b",
                            "https://a.example, *",
                            "*, https://a.example",
                            "NULL",
                            "https://[::1",
                            "https://::1",
                            "https://a.example\r\nX: y",
                            "://a"}) {
    const auto read = cors_policy::read(wrong, credentials::none);
    ASSERT_FALSE(read) << wrong;
    EXPECT_NE(read.error().message.find("cors_origins"), std::string::npos) << wrong;
  }
  for (const char* right :
       {"https://a", "http://127.0.0.1:8080", "http://[::1]:3000", "https://a.example:444",
        "http://a:443", "capacitor://localhost", "chrome-extension://abcdefghij", "null", "*"}) {
    EXPECT_TRUE(cors_policy::read(right, credentials::none)) << right;
  }
}

TEST(cors, refuses_settings_that_cannot_be_obeyed) {
  const auto all = cors_policy::read("*", credentials::allowed);
  ASSERT_FALSE(all);
  EXPECT_NE(all.error().message.find("cors_credentials"), std::string::npos);
  const auto none = cors_policy::read("", credentials::allowed);
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().message.find("no effect"), std::string::npos);
}

// A browser shows, keeps and passes on what comes by GET.
TEST(answers_by_get, are_not_kept_and_run_nothing) {
  for (const char* query : {"query={a}", "query=%"}) {
    const auto seen = served(get(query));
    EXPECT_EQ(seen.answer.status, query[6] == '{' ? 200U : 400U);
    std::vector<std::string> kept;
    const auto lines = lines_for(get(query), nullptr, cors_policy(), kept);
    EXPECT_TRUE(has_line(lines, "Cache-Control: no-store"));
    EXPECT_TRUE(
        has_line(lines, "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'"));
    EXPECT_TRUE(has_line(lines, "Referrer-Policy: no-referrer"));
  }
}

}  // namespace
}  // namespace fraiseql::server
