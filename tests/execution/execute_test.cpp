// The executor with root fields of the program's own, which need no database: order, partial
// results, what is told and what is kept back.
#include "execution/execute.hpp"

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <optional>

#include "support/native_schema.hpp"

namespace fraiseql::execution {
namespace {

using fraiseql::testing::add_native_fields;
using fraiseql::testing::add_native_types;
using fraiseql::testing::member;
using fraiseql::testing::native_result;
using fraiseql::testing::root;
using language::operation_kind;

// Its lanes are never started: nothing here may want the database.
class server {
 public:
  explicit server(std::vector<schema::native_declaration> more = {}, workers_options options = {})
      : lanes_(loop_, {}, {}, [] {}) {
    schema::schema_builder builder;
    add_native_types(builder);
    add_native_fields(builder);
    for (auto& one : more) builder.add_root(std::move(one));
    auto built = std::move(builder).build();
    EXPECT_TRUE(built.ok());
    executor_.emplace(*built, lanes_, loop_,
                      executor_options{.workers = options,
                                       .log =
                                           [this](log_level, std::string_view message,
                                                  std::span<const log_field> fields) {
                                             log_ += message;
                                             for (const log_field& one : fields) {
                                               log_ += " " + std::string(one.key) + "=" + one.value;
                                             }
                                             log_ += "\n";
                                           },
                                       .new_log_id = [] { return std::string("7f"); }});
  }

  void ask(const request& asked) {
    answered_.reset();
    executor_->execute(asked, [&](response made) { answered_ = std::move(made); });
  }
  response wait() {
    loop_.restart();  // it stopped when the last request left it without work
    while (!answered_) loop_.run_one();
    return std::move(*answered_);
  }
  response answer(const request& asked) {
    ask(asked);
    return wait();
  }
  std::string body(const std::string& document) { return answer({.document = document}).body; }
  [[nodiscard]] const std::string& log() const { return log_; }

 private:
  boost::asio::io_context loop_;
  postgres::lanes lanes_;
  std::string log_;
  std::optional<response> answered_;
  std::optional<executor> executor_;
};

TEST(executor, answers_root_fields_of_the_program_in_response_order) {
  server asked;
  EXPECT_EQ(asked.body("{ b: say(times: 1) __typename a: say media { __typename } }"),
            R"x({"data":{"b":"{\"times\":1}","__typename":"Query","a":"{}",)x"
            R"x("media":[{"__typename":"Post"},{"__typename":"Author"},{"__typename":"Post"}]}})x");
}

TEST(executor, hands_the_operations_name_and_the_headers_on) {
  server asked;
  request told{.document = "query named { header }"};
  told.context = {.headers = {{"x-a", "1"}}};
  EXPECT_EQ(asked.answer(told).body, R"({"data":{"header":"named,x-a=1"}})");
}

TEST(executor, runs_mutations_one_after_the_other) {
  std::vector<int> order;  // no lock: no two may run at once
  const auto note = [&](int number) {
    return root(
        member("m" + std::to_string(number), "Int"),
        [&order, number](const schema::native_call&) -> native_result {
          order.push_back(number);
          return json::value(json::number{std::to_string(order.size())});
        },
        operation_kind::mutation);
  };
  server asked({note(1), note(2), note(3)}, {.threads = 4});
  EXPECT_EQ(asked.body("mutation { c: m3 a: m1 b: m2 again: m3 }"),
            R"({"data":{"c":1,"a":2,"b":3,"again":4}})");
  EXPECT_EQ(order, (std::vector{3, 1, 2, 3}));
}

TEST(executor, stops_a_mutation_where_null_reaches_data) {
  server asked;
  EXPECT_EQ(asked.body("mutation { a: act(number: 1) b: act(number: 0) c: act(number: 3) }"),
            R"({"data":null,"errors":[{"message":"zero","locations":[{"line":1,"column":30}],)"
            R"("path":["b"],"extensions":{"code":"CONFLICT"}}]})");
}

TEST(executor, answers_the_other_root_fields_when_one_fails) {
  const auto fails = root(member("fails", "Int"), [](const schema::native_call&) -> native_result {
    return failed{fraiseql::testing::native_error("not found here", error_code::not_found)};
  });
  server asked({fails});
  EXPECT_EQ(asked.body("{ a: say fails b: say }"),
            R"x({"data":{"a":"{}","fails":null,"b":"{}"},"errors":[{"message":"not found here",)x"
            R"x("locations":[{"line":1,"column":10}],"path":["fails"],"extensions":)x"
            R"x({"code":"NOT_FOUND"}}]})x");
}

TEST(executor, tells_the_log_what_the_client_must_not_know) {
  const auto fails = root(member("fails", "Int"), [](const schema::native_call&) -> native_result {
    return failed{
        fraiseql::testing::native_error("internal error", error_code::internal_server_error)};
  });
  server asked({fails});
  EXPECT_EQ(asked.body("{ fails }"),
            R"({"data":{"fails":null},"errors":[{"message":"internal error","locations":)"
            R"([{"line":1,"column":3}],"path":["fails"],"extensions":)"
            R"({"code":"INTERNAL_SERVER_ERROR","id":"7f"}}]})");
  EXPECT_NE(asked.log().find("id=7f"), std::string::npos);
  EXPECT_NE(asked.log().find("detail=for the log"), std::string::npos);
}

TEST(executor, checks_what_a_function_gives_like_what_is_stored) {
  const auto wrong = root(member("wrong", "Int"), [](const schema::native_call&) -> native_result {
    return json::value("seven");
  });
  server asked({wrong});
  EXPECT_EQ(asked.body("{ wrong }"),
            R"({"data":{"wrong":null},"errors":[{"message":"the stored value is not of the )"
            R"(declared type Int","locations":[{"line":1,"column":3}],"path":["wrong"],)"
            R"("extensions":{"code":"INTERNAL_SERVER_ERROR","id":"7f"}}]})");
}

TEST(executor, refuses_more_calls_than_may_wait) {
  std::mutex mutex;
  std::condition_variable changed;
  bool may_end = false;
  const auto slow = root(member("slow", "Int"), [&](const schema::native_call&) -> native_result {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return may_end; });
    return json::value(json::number{"1"});
  });
  server asked({slow}, {.threads = 2, .waiting = 2});
  asked.ask({.document = "{ a: slow b: slow c: slow d: slow e: slow f: slow }"});
  {
    const std::lock_guard lock(mutex);
    may_end = true;
    changed.notify_all();
  }
  const std::string body = asked.wait().body;
  EXPECT_NE(body.find(R"("code":"UNAVAILABLE")"), std::string::npos) << body;
  EXPECT_NE(body.find(R"("a":1)"), std::string::npos) << body;
  EXPECT_EQ(asked.body("{ slow }"), R"({"data":{"slow":1}})");
}

TEST(executor, does_not_wait_for_a_function_beyond_its_time) {
  std::mutex mutex;
  std::condition_variable changed;
  bool may_end = false;
  const auto wait = [&](const schema::native_call&) -> native_result {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return may_end; });
    return json::value(json::number{"1"});
  };
  server asked({root(member("slow", "Int"), wait),
                root(member("slowly", "Int"), wait, operation_kind::mutation)},
               {.threads = 2, .time_limit = std::chrono::milliseconds(300)});
  const response query = asked.answer({.document = "{ slow }"});
  EXPECT_EQ(query.first_error, error_code::timeout) << query.body;
  const response mutation = asked.answer({.document = "mutation { slowly }"});
  EXPECT_EQ(mutation.first_error, error_code::unknown_outcome) << mutation.body;
  const std::lock_guard lock(mutex);
  may_end = true;
  changed.notify_all();
}

}  // namespace
}  // namespace fraiseql::execution
