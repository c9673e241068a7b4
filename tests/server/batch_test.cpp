#include "server/batch.hpp"

#include <deque>

#include "server/endpoint_support.hpp"

namespace fraiseql::server {
namespace {

using namespace endpoint_tests;

constexpr std::size_t four = 4;

std::string request_named(const std::string& name) { return R"({"query":")" + name + "\"}"; }

// An executor that answers when it is told to.
class waiting_executor {
 public:
  [[nodiscard]] execute_function function() {
    return [this](const execution::request& asked, execution::responder respond) {
      execution::request own = asked;
      execution::read_parts(own);
      begun.push_back(own.document);
      kinds.push_back(own.answered);
      waiting.push_back(std::move(respond));
    };
  }
  void answer(const std::string& with) {
    auto first = std::move(waiting.front());
    waiting.pop_front();
    first({.body = with, .was_executed = true, .has_data = true});
  }

  std::vector<std::string> begun = {};
  std::vector<execution::answer_form> kinds = {};
  std::deque<execution::responder> waiting = {};
};

// Answers with the document that was asked for.
exchange echoed(const sent& request, const graphql_endpoint_options& options) {
  exchange seen;
  const http::request asked = request;
  serve_graphql(
      asked, options,
      [](const execution::request& one, const execution::responder& respond) {
        execution::request own = one;
        execution::read_parts(own);
        respond({.body = "\"" + own.document + "\"", .was_executed = true, .has_data = true});
      },
      [&](http::response answer) {
        seen.answer = std::move(answer);
        ++seen.answers;
      });
  EXPECT_EQ(seen.answers, 1);
  return seen;
}

TEST(batch, is_off_unless_it_is_switched_on) {
  const auto seen = served(post("[" + request_named("a") + "]"));
  EXPECT_EQ(seen.answer.status, 400U);
  EXPECT_FALSE(seen.asked);
  EXPECT_NE(seen.answer.body.find("max_batch"), std::string::npos) << seen.answer.body;
}

TEST(batch, is_answered_in_its_order_as_json) {
  for (const char* accept : {graphql, json_type, "*/*"}) {
    const auto seen = echoed(
        post("[" + request_named("a") + "," + request_named("b") + " , " + request_named("c") + "]",
             {{"accept", accept}}),
        {.max_batch = four});
    EXPECT_EQ(seen.answer.status, 200U);
    EXPECT_EQ(seen.answer.body, R"(["a","b","c"])");
    EXPECT_EQ(seen.answer.content_type.text(), "application/json; charset=utf-8");
  }
  EXPECT_EQ(echoed(post(request_named("a")), {.max_batch = four}).answer.body, "\"a\"");
}

TEST(batch, has_at_most_so_many_requests) {
  const auto of = [](std::size_t count) {
    std::string body = "[";
    for (std::size_t i = 0; i < count; ++i) body += (i == 0 ? "" : ",") + request_named("a");
    return post(body + "]");
  };
  EXPECT_EQ(echoed(of(1), {.max_batch = four}).answer.body, R"(["a"])");
  EXPECT_EQ(echoed(of(four), {.max_batch = four}).answer.status, 200U);
  const auto over = served(of(four + 1), with_data(), {.max_batch = four});
  EXPECT_EQ(over.answer.status, 400U);
  EXPECT_FALSE(over.asked);
  EXPECT_NE(over.answer.body.find("max_batch"), std::string::npos);
  const auto none = served(of(0), with_data(), {.max_batch = four});
  EXPECT_EQ(none.answer.status, 400U);
  EXPECT_NE(none.answer.body.find("empty"), std::string::npos);
}

TEST(batch, is_refused_as_a_whole_where_one_is_no_object) {
  for (const char* body : {R"([{"query":"a"},1])", R"([[{"query":"a"}]])", "[null]", R"(["a"])"}) {
    const auto seen = served(post(body), with_data(), {.max_batch = four});
    EXPECT_EQ(seen.answer.status, 400U) << body;
    EXPECT_FALSE(seen.asked) << body;
    EXPECT_EQ(served(post(body), with_data(), {.max_batch = four, .policy = status_policy::draft})
                  .answer.status,
              422U);
  }
}

TEST(batch, answers_what_is_malformed_in_its_place) {
  const auto seen =
      echoed(post(R"([{"query":"a"},{"query":1},{},{"query":"b","variables":[]},{"query":"c"}])"),
             {.max_batch = 5});
  EXPECT_EQ(seen.answer.status, 200U);
  const auto error = [](const std::string& message) {
    return R"({"errors":[{"message":"the member \")" + message +
           R"(","extensions":{"code":"BAD_USER_INPUT"}}]})";
  };
  EXPECT_EQ(seen.answer.body, R"(["a",)" + error(R"(query\" must be a string)") + "," +
                                  error(R"(query\" must be a string)") + "," +
                                  error(R"(variables\" must be an object)") + R"(,"c"])");
}

TEST(batch, is_done_one_after_the_other) {
  waiting_executor executor;
  const graphql_endpoint_options options{.max_batch = four};
  const execute_function execute = executor.function();
  const sent request = post("[" + request_named("a") + "," + request_named("b") + "]");
  const http::request asked = request;
  std::string body;
  serve_graphql(asked, options, execute,
                [&body](const http::response& answer) { body = answer.body; });
  EXPECT_EQ(executor.begun, std::vector<std::string>{"a"});
  executor.answer("1");
  EXPECT_EQ(executor.begun, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(body, "");
  executor.answer("2");
  EXPECT_EQ(body, "[1,2]");
  // Pieces of several answers would mix.
  for (const auto kind : executor.kinds) EXPECT_EQ(kind, execution::answer_form::whole);
}

TEST(batch, is_left_with_its_client) {
  waiting_executor executor;
  const graphql_endpoint_options options{.max_batch = four};
  const execute_function execute = executor.function();
  const sent request = post("[" + request_named("a") + "," + request_named("b") + "]");
  http::request asked = request;
  const auto client = std::make_shared<departure>();
  asked.departed = client;
  int answers = 0;
  serve_graphql(asked, options, execute, [&answers](const http::response&) { ++answers; });
  client->tell();
  executor.answer("1");
  EXPECT_EQ(executor.begun, std::vector<std::string>{"a"});
  EXPECT_EQ(answers, 1);
}

TEST(batch, begins_no_more_behind_the_bytes_that_are_held) {
  std::vector<std::string> begun;
  auto body = std::make_unique<json::flat>();
  const std::string text = "[{},{},{},{}]";
  ASSERT_TRUE(body->read(text));
  std::string answered;
  batch_options options{.most = four, .most_bytes = 10};
  options.read = [](const json::item&) { return result<execution::request>(execution::request{}); };
  options.execute = [&begun](const execution::request&, const execution::responder& respond) {
    begun.emplace_back();
    respond({.body = "\"1234\""});
  };
  serve_batch(std::move(body), std::move(options), {},
              [&answered](const http::response& answer) { answered = answer.body; });
  // Seven bytes each: behind the second there are more than ten.
  EXPECT_EQ(begun.size(), 2U);
  EXPECT_TRUE(answered.starts_with(R"(["1234","1234",{"errors":[{"message":"was not begun: )"))
      << answered;
  EXPECT_EQ(answered.find("10 bytes", answered.find("10 bytes") + 1) != std::string::npos, true);
}

// However many there are, they do not pile up on the stack.
TEST(batch, of_many_answers_at_once_is_a_loop) {
  constexpr std::size_t many = 100'000;
  std::string text = "[{}";
  for (std::size_t i = 1; i < many; ++i) text += ",{}";
  text += "]";
  auto body = std::make_unique<json::flat>();
  ASSERT_TRUE(body->read(text));
  batch_options options{.most = many};
  options.read = [](const json::item&) { return result<execution::request>(execution::request{}); };
  options.execute = [](const execution::request&, const execution::responder& respond) {
    respond({.body = "1"});
  };
  std::size_t bytes = 0;
  serve_batch(std::move(body), std::move(options), {},
              [&bytes](const http::response& answer) { bytes = answer.body.size(); });
  EXPECT_EQ(bytes, 2 * many + 1);
}

TEST(batch, takes_no_idempotency_key) {
  const auto seen = served(post("[" + request_named("a") + "]", {{"idempotency-key", "k"}}),
                           with_data(), {.max_batch = four});
  EXPECT_EQ(seen.answer.status, 400U);
  EXPECT_FALSE(seen.asked);
  EXPECT_NE(seen.answer.body.find("Idempotency-Key"), std::string::npos);
}

TEST(batch, is_no_batch_by_get) {
  const auto seen = served(get("query=[]&variables=[{}]"), with_data(), {.max_batch = four});
  EXPECT_EQ(seen.answer.status, 400U);
}

}  // namespace
}  // namespace fraiseql::server
