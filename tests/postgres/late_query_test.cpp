// Requests whose client left or whose time is up, from the executor to PostgreSQL's own list of
// what it does.
#include <gtest/gtest.h>

#include "cluster.hpp"
#include "execution/execute.hpp"
#include "frontend/sdl/sdl_frontend.hpp"

namespace fraiseql::postgres {
namespace {

using namespace std::chrono_literals;
using testing::ask;

std::shared_ptr<const schema::schema> nap_schema() {
  auto built = frontend::build_served_schema(
      "type Query { naps: [Nap!]! @find }\n"
      "type Mutation { nap(input: Rest!): Int! @call(function: \"fn_nap\") }\n"
      "input Rest { seconds: Float! note: Int! }\n"
      "type Nap { id: ID! title: String }\n");
  EXPECT_TRUE(built) << (built ? "" : built.error().front().message);
  return built ? *built : nullptr;
}

constexpr const char* tables =
    "drop view if exists tv_nap; drop table if exists napped; create table napped (note int);"
    "create view tv_nap as select gen_random_uuid() as id, '{}'::jsonb as data from pg_sleep(30);"
    "create or replace function fn_nap(p_seconds float, p_note int) returns int language plpgsql "
    "as "
    "$$ begin perform pg_sleep(p_seconds); insert into napped values (p_note); return p_note; end "
    "$$";

class late_query : public ::testing::Test {
 protected:
  late_query() : lanes_(turning_.loop, {.conninfo = testing::conninfo()}, {}, [] {}) {
    testing::run(tables);
    lanes_.start();
    turning_.until([this] { return lanes_.are_up(); });
  }
  void start(std::chrono::milliseconds request_timeout) {
    executor_.emplace(nap_schema(), lanes_, turning_.loop,
                      execution::executor_options{.request_timeout = request_timeout,
                                                  .new_log_id = [] { return std::string("7f"); }});
  }
  void submit(const std::string& document) {
    answered_.reset();
    executor_->execute({.document = document, .departed = client_},
                       [this](execution::response made) { answered_ = std::move(made); });
  }
  std::string wait() {
    turning_.until([this] { return answered_.has_value(); });
    return answered_ ? answered_->body : "";
  }
  void await_active(const std::string& relation, const std::string& count) {
    turning_.until([&] {
      return ask("select count(*) from pg_stat_activity where state = 'active' and query like '%" +
                 relation + "%' and pid <> pg_backend_pid()") == count;
    });
  }

  testing::turning_loop turning_;
  lanes lanes_;
  std::shared_ptr<departure> client_ = std::make_shared<departure>();
  std::optional<execution::response> answered_;
  std::optional<execution::executor> executor_;
};

TEST_F(late_query, is_answered_and_cancelled_when_its_time_is_up) {
  start(300ms);
  submit("{ naps { id } }");
  await_active("tv_nap", "1");
  EXPECT_NE(wait().find(R"("code":"TIMEOUT")"), std::string::npos) << wait();
  EXPECT_FALSE(answered_->has_data);
  await_active("tv_nap", "0");
}

TEST_F(late_query, is_cancelled_when_its_client_left) {
  start(1h);
  submit("{ naps { id } }");
  await_active("tv_nap", "1");
  client_->tell();
  await_active("tv_nap", "0");
}

TEST_F(late_query, lets_go_of_what_waits_for_a_connection) {
  start(300ms);
  int answered = 0;
  for (int i = 0; i < 20; ++i) {
    executor_->execute({.document = "{ naps { id } }"}, [&](const execution::response& made) {
      EXPECT_EQ(made.first_error, error_code::timeout) << made.body;
      ++answered;
    });
  }
  turning_.until([&] { return answered == 20; });
  await_active("tv_nap", "0");
}

TEST_F(late_query, lets_a_mutation_that_has_begun_end_and_begins_no_other_root_field) {
  start(300ms);
  submit("mutation { a: nap(input: {seconds: 1, note: 1}) b: nap(input: {seconds: 0, note: 2}) }");
  const std::string body = wait();
  EXPECT_NE(body.find("was not begun: the request took too long; nothing of it was done"),
            std::string::npos)
      << body;
  EXPECT_EQ(ask("select string_agg(note::text, ' ') from napped"), "1");
}

TEST_F(late_query, begins_no_mutation_that_still_waits_for_a_connection) {
  start(300ms);
  int answered = 0;
  for (int i = 0; i < 5; ++i) {
    const std::string document =
        "mutation { nap(input: {seconds: 1, note: " + std::to_string(i) + "}) }";
    executor_->execute({.document = document}, [&, i](const execution::response& made) {
      EXPECT_EQ(made.first_error.has_value(), i == 4) << made.body;
      ++answered;
    });
  }
  turning_.until([&] { return answered == 5; });
  EXPECT_EQ(ask("select count(*) from napped"), "4");
}

TEST_F(late_query, lets_a_mutation_run_to_its_end_whose_client_left) {
  start(1h);
  submit(
      "mutation { a: nap(input: {seconds: 0.3, note: 1}) b: nap(input: {seconds: 0, note: 2}) }");
  await_active("fn_nap", "1");
  client_->tell();
  EXPECT_EQ(wait(), R"({"data":{"a":1,"b":2}})");
  EXPECT_EQ(ask("select string_agg(note::text, ' ') from napped"), "1 2");
}

}  // namespace
}  // namespace fraiseql::postgres
