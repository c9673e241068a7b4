// A request to the endpoint of GraphQL and its answer, without a connection.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/graphql_endpoint.hpp"

namespace fraiseql::server::endpoint_tests {

using header_texts = std::vector<std::pair<std::string, std::string>>;

inline constexpr const char* graphql = "application/graphql-response+json";
inline constexpr const char* json_type = "application/json";
inline constexpr const char* a_query = R"({"query":"{ a }"})";

// What an http::request borrows.
struct sent {
  std::string method = "POST";
  std::string body = {};
  std::string query = {};
  header_texts fields = {};

  operator http::request() const {
    http::request made{
        .method = method, .path = "/graphql", .query = query, .headers = {}, .body = body};
    made.headers.assign(fields.begin(), fields.end());
    return made;
  }
};

inline sent get(std::string query, header_texts more = {}) {
  return {.method = "GET", .query = std::move(query), .fields = std::move(more)};
}

inline sent post(std::string body, header_texts more = {}) {
  sent made{.body = std::move(body), .fields = std::move(more)};
  const auto is_type = [](const auto& header) { return header.first == "content-type"; };
  if (std::ranges::none_of(made.fields, is_type)) {
    made.fields.emplace_back("content-type", "application/json");
  }
  return made;
}

inline execution::response with_data() {
  return {.body = R"({"data":{"a":1}})", .was_executed = true, .has_data = true};
}

// An error before execution.
inline execution::response request_failure(error_code code) {
  return execution::request_error({{.message = "m", .code = code}});
}

// An error that made data null.
inline execution::response field_failure(error_code code) {
  return {.body = R"({"data":null})", .was_executed = true, .first_error = code};
}

struct exchange {
  std::optional<execution::request> asked = {};
  bool was_unread = false;
  http::response answer = {};
  int answers = 0;

  [[nodiscard]] std::string header(std::string_view name) const {
    for (const auto& [key, value] : answer.headers) {
      if (key == name) return value;
    }
    return {};
  }
};

inline exchange served(const http::request& request,
                       const execution::response& answered = with_data(),
                       graphql_endpoint_options options = {}) {
  exchange seen;
  serve_graphql(
      request, options,
      [&](const execution::request& asked, const execution::responder& respond) {
        seen.asked = asked;
        seen.was_unread = asked.unread.has_value();
        execution::read_parts(*seen.asked);
        respond(answered);
      },
      [&](http::response answer) {
        seen.answer = std::move(answer);
        ++seen.answers;
      });
  EXPECT_EQ(seen.answers, 1);
  return seen;
}

}  // namespace fraiseql::server::endpoint_tests
