// Requests that take too long, and those whose client left: what is given up, what is not begun,
// what goes on. The statements they had are those of tests/postgres/withdraw_test.cpp.
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <optional>

#include "execution/execute.hpp"
#include "support/native_schema.hpp"

namespace fraiseql::execution {
namespace {

using fraiseql::testing::member;
using fraiseql::testing::native_result;
using fraiseql::testing::root;
using language::operation_kind;
using std::chrono::milliseconds;

// A function of the program that stays away until it is let go.
class slow_function {
 public:
  native_result operator()(const schema::native_call&) {
    std::unique_lock lock(mutex_);
    ++begun_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return may_end_; });
    return json::value(json::number{"1"});
  }
  void let_go() {
    const std::lock_guard lock(mutex_);
    may_end_ = true;
    changed_.notify_all();
  }
  void await_begin() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return begun_ > 0; });
  }
  int begun() {
    const std::lock_guard lock(mutex_);
    return begun_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int begun_ = 0;
  bool may_end_ = false;
};

// Without a database: its lanes are never started.
class late_requests : public ::testing::Test {
 protected:
  ~late_requests() override { slow_.let_go(); }

  void start(milliseconds request_timeout, std::size_t threads = 2) {
    const auto slowly = [this](const schema::native_call& call) { return slow_(call); };
    const auto quickly = [](const schema::native_call&) -> native_result {
      return json::value(json::number{"2"});
    };
    schema::schema_builder builder;
    builder.add_root(root(member("slow", "Int"), slowly));
    builder.add_root(root(member("quick", "Int"), quickly));
    builder.add_root(root(member("slowly", "Int"), slowly, operation_kind::mutation));
    builder.add_root(root(member("quickly", "Int"), quickly, operation_kind::mutation));
    auto built = std::move(builder).build();
    ASSERT_TRUE(built.ok());
    executor_.emplace(
        *built, lanes_, loop_,
        executor_options{
            .request_timeout = request_timeout,
            .workers = {.threads = threads},
            .log = [this](log_level, std::string_view message,
                          std::span<const log_field>) { logged_.emplace_back(message); },
            .new_log_id = [] { return std::string("7f"); }});
  }
  void ask(const std::string& document) {
    executor_->execute({.document = document, .departed = client_},
                       [this](response made) { answered_.push_back(std::move(made)); });
  }
  response wait() {
    loop_.restart();
    while (answered_.empty()) loop_.run_one();
    return std::exchange(answered_, {}).front();
  }

  slow_function slow_;
  boost::asio::io_context loop_;
  postgres::lanes lanes_{loop_, {}, {}, [] {}};
  std::vector<std::string> logged_;
  std::vector<response> answered_;
  std::shared_ptr<departure> client_ = std::make_shared<departure>();
  std::optional<executor> executor_;
};

constexpr const char* late_answer =
    R"({"errors":[{"message":"the request took too long","extensions":)"
    R"({"code":"TIMEOUT","id":"7f"}}]})";

TEST_F(late_requests, are_answered_at_once_where_they_read) {
  start(milliseconds(50));
  ask("{ quick slow }");
  const response late = wait();
  EXPECT_EQ(late.body, late_answer);
  EXPECT_EQ(late.first_error, error_code::timeout);
  EXPECT_FALSE(late.has_data);
  EXPECT_EQ(logged_, std::vector<std::string>{"a request took too long"});
  // What comes of the function is nobody's.
  slow_.let_go();
  ask("{ quick }");
  EXPECT_EQ(wait().body, R"({"data":{"quick":2}})");
  EXPECT_TRUE(answered_.empty());
}

TEST_F(late_requests, do_not_begin_a_function_that_waits) {
  start(milliseconds(50), 1);
  ask("{ a: slow b: slow c: slow }");
  EXPECT_EQ(wait().body, late_answer);
  slow_.let_go();
  ask("{ quick }");
  EXPECT_EQ(wait().body, R"({"data":{"quick":2}})");
  EXPECT_EQ(slow_.begun(), 1);
}

TEST_F(late_requests, are_told_in_the_order_in_which_they_came) {
  start(milliseconds(50));
  std::vector<int> order;
  for (int i = 0; i < 5; ++i) {
    executor_->execute({.document = "{ slow }"}, [&order, i](const response& made) {
      EXPECT_EQ(made.body, late_answer);
      order.push_back(i);
    });
  }
  loop_.restart();
  while (order.size() < 5) loop_.run_one();
  EXPECT_EQ(order, (std::vector{0, 1, 2, 3, 4}));
}

TEST_F(late_requests, end_the_root_field_of_a_mutation_and_begin_no_other) {
  start(milliseconds(50));
  ask("mutation { a: slowly b: quickly c: quickly }");
  slow_.await_begin();
  while (logged_.empty()) loop_.run_one();
  EXPECT_TRUE(answered_.empty());
  slow_.let_go();
  const response late = wait();
  EXPECT_EQ(late.body,
            R"({"data":{"a":1,"b":null,"c":null},"errors":[)"
            R"({"message":"was not begun: the request took too long; nothing of it was done",)"
            R"("locations":[{"line":1,"column":22}],"path":["b"],)"
            R"("extensions":{"code":"TIMEOUT","id":"7f"}},)"
            R"({"message":"was not begun: the request took too long; nothing of it was done",)"
            R"("locations":[{"line":1,"column":33}],"path":["c"],)"
            R"("extensions":{"code":"TIMEOUT","id":"7f"}}]})");
}

TEST_F(late_requests, answer_what_is_known_beside_what_was_not_begun) {
  start(milliseconds(50));
  ask("mutation { a: slowly t: __typename b: quickly u: __typename }");
  slow_.await_begin();
  while (logged_.empty()) loop_.run_one();
  slow_.let_go();
  EXPECT_EQ(wait().body,
            R"({"data":{"a":1,"t":"Mutation","b":null,"u":"Mutation"},"errors":[)"
            R"({"message":"was not begun: the request took too long; nothing of it was done",)"
            R"("locations":[{"line":1,"column":36}],"path":["b"],)"
            R"("extensions":{"code":"TIMEOUT","id":"7f"}}]})");
}

TEST_F(late_requests, are_none_that_were_answered_in_time) {
  start(milliseconds(2'000));
  ask("{ quick }");
  EXPECT_EQ(wait().body, R"({"data":{"quick":2}})");
  // The loop has nothing to wait for where nothing can be late any more.
  loop_.restart();
  loop_.run_for(milliseconds(2'500));
  EXPECT_TRUE(answered_.empty());
  EXPECT_TRUE(logged_.empty());
}

TEST_F(late_requests, may_outlive_neither_loop_nor_executor) {
  start(milliseconds(1));
  ask("{ slow }");
  slow_.await_begin();
  slow_.let_go();
  executor_.reset();
  loop_.restart();
  loop_.run_for(milliseconds(20));
}

TEST_F(late_requests, of_a_client_that_left_are_given_up_where_they_read) {
  start(std::chrono::hours(1));
  ask("{ slow }");
  slow_.await_begin();
  client_->tell();
  EXPECT_EQ(answered_.size(), 1U);
  // Nothing went wrong here.
  EXPECT_TRUE(logged_.empty());
}

TEST_F(late_requests, of_a_client_that_left_run_to_their_end_where_they_write) {
  start(std::chrono::hours(1));
  ask("mutation { a: slowly b: quickly }");
  slow_.await_begin();
  client_->tell();
  EXPECT_TRUE(client_->is_gone());
  EXPECT_TRUE(answered_.empty());
  slow_.let_go();
  EXPECT_EQ(wait().body, R"({"data":{"a":1,"b":2}})");
}

TEST_F(late_requests, are_answered_once_if_the_client_leaves_behind_the_answer) {
  start(std::chrono::hours(1));
  ask("{ quick }");
  EXPECT_EQ(wait().body, R"({"data":{"quick":2}})");
  client_->tell();
  EXPECT_TRUE(answered_.empty());
}

}  // namespace
}  // namespace fraiseql::execution
