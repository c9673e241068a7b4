#include "server/graphiql.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace fraiseql::server {
namespace {

using headers = std::vector<std::pair<std::string_view, std::string_view>>;

constexpr std::string_view chromium =
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

bool is_page_for(std::string_view method, std::string_view accept, std::string_view query = "") {
  return wants_page({.method = method,
                     .path = "/graphql",
                     .query = query,
                     .headers = headers{{"accept", accept}},
                     .body = {}});
}

std::string header_of(const http::response& made, std::string_view name) {
  for (const auto& [key, value] : made.headers) {
    if (key == name) return value;
  }
  return {};
}

http::response asset(std::string_view path, std::string_view method = "GET") {
  return graphiql_asset({.method = method, .path = path, .query = {}, .headers = {}, .body = {}});
}

TEST(graphiql, is_for_who_names_html_and_wants_nothing_more) {
  for (const std::string_view accept :
       {chromium, std::string_view("text/html"), std::string_view("TEXT/HTML ; q=0.1"),
        std::string_view("application/json;q=0.9, text/html"),
        std::string_view("application/graphql-response+json;q=0,text/html;q=0.001")}) {
    EXPECT_TRUE(is_page_for("GET", accept)) << accept;
    EXPECT_TRUE(is_page_for("HEAD", accept)) << accept;
  }
  for (const std::string_view accept :
       {"", "*/*", "text/*", "application/json", "text/html;q=0", "text/html;q=nonsense",
        "text/html, application/json", "text/html;q=0.5,application/graphql-response+json;q=0.6",
        "text/htmlx", ", ,;"}) {
    EXPECT_FALSE(is_page_for("GET", accept)) << accept;
  }
}

TEST(graphiql, is_not_for_requests_of_graphql) {
  EXPECT_FALSE(is_page_for("POST", chromium));
  for (const std::string_view query : {"query={a}", "query=", "query", "variables={}&query={a}",
                                       "extensions={}", "documentId=sha256:1"}) {
    EXPECT_FALSE(is_page_for("GET", chromium, query)) << query;
  }
  for (const std::string_view query : {"", "a=1", "querys=1", "x=query"}) {
    EXPECT_TRUE(is_page_for("GET", chromium, query)) << query;
  }
}

TEST(graphiql, may_load_and_ask_only_here_and_is_not_framed) {
  const http::response page = graphiql_page();
  EXPECT_EQ(page.status, 200U);
  EXPECT_EQ(page.content_type.text(), "text/html; charset=utf-8");
  EXPECT_EQ(header_of(page, "Content-Encoding"), "gzip");
  EXPECT_EQ(header_of(page, "X-Frame-Options"), "DENY");
  EXPECT_EQ(header_of(page, "Cache-Control"), "no-cache");
  EXPECT_EQ(header_of(page, "Vary"), "Accept");
  const std::string policy = header_of(page, "Content-Security-Policy");
  for (const std::string_view part :
       {"default-src 'none'", "script-src 'self';", "connect-src 'self'", "frame-ancestors 'none'",
        "base-uri 'none'"}) {
    EXPECT_NE(policy.find(part), std::string::npos) << part;
  }
  EXPECT_EQ(policy.find("http"), std::string::npos) << policy;
}

TEST(graphiql, has_no_asset_of_another_version_name_or_place) {
  for (const std::string_view path :
       {"/graphql/assets/", "/graphql/assets/boot.js", "/graphql/assets/000000000000/boot.js",
        "/graphql/assets//boot.js", "/graphql/assets/../../etc/passwd"}) {
    EXPECT_EQ(asset(path).status, 404U) << path;
  }
  const http::response written = asset("/graphql/assets/", "POST");
  EXPECT_EQ(written.status, 405U);
  EXPECT_EQ(header_of(written, "Allow"), "GET, HEAD");
}

TEST(graphiql, is_refused_where_it_was_asked_for_and_cannot_work) {
  settings chosen;
  EXPECT_FALSE(missing_graphiql(chosen));
  chosen.introspection = false;
  EXPECT_FALSE(missing_graphiql(chosen));
  chosen.graphiql = true;
  const auto wrong = missing_graphiql(chosen);
  ASSERT_TRUE(wrong);
  EXPECT_EQ(wrong->message,
            has_graphiql()
                ? "graphiql shows the schema, but introspection is off"
                : "graphiql is set, but not in this build: its npm packages were not there");
  chosen.introspection = true;
  EXPECT_EQ(missing_graphiql(chosen).has_value(), !has_graphiql());
  chosen.graphiql = false;
  chosen.introspection = false;
  EXPECT_FALSE(missing_graphiql(chosen));
}

}  // namespace
}  // namespace fraiseql::server
