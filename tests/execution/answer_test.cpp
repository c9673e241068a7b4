// How the parts of a response are put together, and where null goes.
#include "execution/answer.hpp"

#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <optional>

#include "execution/prepare.hpp"
#include "support/wide_schema.hpp"

namespace fraiseql::execution {
namespace {

std::shared_ptr<const prepared_operation> operation_of(const std::string& document) {
  preparer made(fraiseql::testing::wide_schema(), {});
  auto prepared = made.prepare({.document = document});
  if (!prepared) {
    ADD_FAILURE() << prepared.error().front().message;
    std::abort();
  }
  return prepared->operation;
}

// Rows of one column as PostgreSQL would send them; nullopt is NULL.
postgres::rows rows_of(const std::vector<std::optional<std::string>>& documents) {
  PGresult* made = PQmakeEmptyPGresult(nullptr, PGRES_TUPLES_OK);
  std::string name = "data";
  PGresAttDesc column = {.name = name.data(),
                         .tableid = 0,
                         .columnid = 0,
                         .format = 0,
                         .typid = 0,
                         .typlen = -1,
                         .atttypmod = -1};
  PQsetResultAttrs(made, 1, &column);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    std::string text = documents[i].value_or("");
    PQsetvalue(made, static_cast<int>(i), 0, documents[i] ? text.data() : nullptr,
               documents[i] ? static_cast<int>(text.size()) : -1);
  }
  return postgres::rows(made);
}

const std::function<std::string()> same_log_id = [] { return std::string("7f"); };

graphql_error an_error(error_code code = error_code::timeout) {
  return {.message = "m", .code = code};
}

TEST(answer, writes_root_fields_in_the_order_they_are_added) {
  const auto operation =
      operation_of("{ all: notes { id } __typename note(identifier: \"a\") { title } }");
  answer written(same_log_id);
  written.add(operation->plan.steps[0], fetched(rows_of({R"({"id": "1"})", R"({"id": "2"})"})));
  written.add_constant(operation->plan.steps[1], "");
  written.add(operation->plan.steps[2], fetched(rows_of({R"({"title": "t"})"})));
  const response made = std::move(written).finish();
  EXPECT_EQ(
      made.body,
      R"({"data":{"all":[{"id":"1"},{"id":"2"}],"__typename":"Query","note":{"title":"t"}}})");
  EXPECT_TRUE(made.was_executed);
  EXPECT_TRUE(made.has_data);
  EXPECT_EQ(made.first_error, std::nullopt);
}

TEST(answer, writes_a_list_without_rows_as_empty_and_a_look_up_without_one_as_null) {
  const auto operation = operation_of("{ notes { id } note(identifier: \"a\") { id } }");
  answer written(same_log_id);
  written.add(operation->plan.steps[0], fetched(rows_of({})));
  written.add(operation->plan.steps[1], fetched(rows_of({})));
  EXPECT_EQ(std::move(written).finish().body, R"({"data":{"notes":[],"note":null}})");
}

TEST(answer, puts_null_for_a_nullable_root_field_that_failed_and_keeps_the_others) {
  const auto operation =
      operation_of("{ a: note(identifier: \"a\") { id }\n b: note(identifier: \"b\") { id } }");
  answer written(same_log_id);
  written.add(operation->plan.steps[0], fetched(an_error()));
  EXPECT_FALSE(written.is_null());
  written.add(operation->plan.steps[1], fetched(rows_of({R"({"id": "2"})"})));
  const response made = std::move(written).finish();
  EXPECT_EQ(made.body,
            R"({"data":{"a":null,"b":{"id":"2"}},"errors":[{"message":"m","locations":)"
            R"([{"line":1,"column":3}],"path":["a"],"extensions":{"code":"TIMEOUT"}}]})");
  EXPECT_TRUE(made.has_data);
  EXPECT_EQ(made.first_error, error_code::timeout);
}

TEST(answer, makes_data_null_when_a_non_null_root_field_failed) {
  const auto operation = operation_of("{ __typename notes { id } note(identifier: \"a\") { id } }");
  answer written(same_log_id);
  written.add_constant(operation->plan.steps[0], "");
  written.add(operation->plan.steps[1], fetched(an_error()));
  EXPECT_TRUE(written.is_null());
  written.add(operation->plan.steps[2], fetched(rows_of({R"({"id": "2"})"})));
  const response made = std::move(written).finish();
  EXPECT_EQ(made.body,
            R"({"data":null,"errors":[{"message":"m","locations":[{"line":1,"column":14}],)"
            R"("path":["notes"],"extensions":{"code":"TIMEOUT"}}]})");
  EXPECT_TRUE(made.was_executed);
  EXPECT_FALSE(made.has_data);
}

TEST(answer, makes_data_null_when_a_mutation_failed) {
  const auto operation = operation_of("mutation { touch { id } }");
  answer written(same_log_id);
  written.add(operation->plan.steps[0], fetched(an_error(error_code::conflict)));
  EXPECT_TRUE(written.is_null());
}

TEST(answer, lets_null_of_a_non_null_item_rise_through_a_non_null_list) {
  const auto operation = operation_of("{ notes { id } }");
  answer written(same_log_id);
  const auto errors =
      written.add(operation->plan.steps[0], fetched(rows_of({R"({"id": "1"})", std::nullopt})));
  EXPECT_TRUE(written.is_null());
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].error.path, (response_path{std::string("notes"), std::uint64_t{1}}));
  EXPECT_EQ(errors[0].error.code, error_code::internal_server_error);
  EXPECT_TRUE(std::move(written).finish().body.starts_with(R"({"data":null,"errors":[)"));
}

TEST(answer, lets_null_of_a_non_null_field_stop_at_a_nullable_root_field) {
  const auto operation =
      operation_of("{ other: note(identifier: \"a\") { id name: title } __typename }");
  answer written(same_log_id);
  const auto errors =
      written.add(operation->plan.steps[0], fetched(rows_of({R"({"id": "1", "title": null})"})));
  EXPECT_FALSE(written.is_null());
  written.add_constant(operation->plan.steps[1], "");
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].error.path, (response_path{std::string("other"), std::string("name")}));
  EXPECT_EQ(errors[0].error.locations, (std::vector<source_location>{{1, 37}}));
  EXPECT_TRUE(std::move(written).finish().body.starts_with(
      R"({"data":{"other":null,"__typename":"Query"},"errors":[)"));
}

TEST(answer, keeps_a_nullable_leaf_that_is_wrong_as_null_with_its_error) {
  const auto operation = operation_of("{ all { count tags } }");
  answer written(same_log_id);
  written.add(
      operation->plan.steps[0],
      fetched(rows_of({R"({"tags": ["a"], "count": "x"})", R"({"tags": [], "count": 2})"})));
  EXPECT_EQ(
      std::move(written).finish().body,
      R"({"data":{"all":[{"count":null,"tags":["a"]},{"count":2,"tags":[]}]},"errors":[)"
      R"({"message":"the stored value is not of the declared type Int","locations":)"
      R"([{"line":1,"column":9}],"path":["all",0,"count"],"extensions":{"code":"INTERNAL_SERVER_ERROR","id":"7f"}}]})");
}

TEST(answer, keeps_a_hundred_errors_and_drops_the_next) {
  const auto operation = operation_of("{ note(identifier: \"a\") { id } }");
  const auto errors_of = [&](std::size_t count) {
    answer written(same_log_id);
    for (std::size_t i = 0; i < count; ++i) {
      written.add(operation->plan.steps[0], fetched(an_error()));
    }
    const std::string body = std::move(written).finish().body;
    std::size_t found = 0;
    for (std::size_t at = body.find("TIMEOUT"); at != std::string::npos;
         at = body.find("TIMEOUT", at + 1)) {
      ++found;
    }
    return found;
  };
  EXPECT_EQ(errors_of(max_errors), max_errors);
  EXPECT_EQ(errors_of(max_errors + 1), max_errors);
}

TEST(answer, has_extensions_behind_the_data_and_before_the_errors) {
  const auto operation = operation_of("{ note(identifier: \"a\") { id } }");
  answer well(same_log_id);
  well.add(operation->plan.steps[0], fetched(rows_of({})));
  EXPECT_EQ(std::move(well).finish(R"({"a":1})").body,
            R"({"data":{"note":null},"extensions":{"a":1}})");
  answer failing(same_log_id);
  failing.add(operation->plan.steps[0], fetched(an_error()));
  EXPECT_TRUE(std::move(failing)
                  .finish(R"({"a":1})")
                  .body.starts_with(
                      R"({"data":{"note":null},"extensions":{"a":1},"errors":[{"message":"m")"));
}

TEST(request_error, has_no_data) {
  const response made = request_error(
      {{.message = "a", .code = error_code::graphql_parse_failed, .locations = {{1, 2}}},
       {.message = "b", .code = error_code::bad_user_input}});
  EXPECT_EQ(
      made.body,
      R"({"errors":[{"message":"a","locations":[{"line":1,"column":2}],"extensions":)"
      R"({"code":"GRAPHQL_PARSE_FAILED"}},{"message":"b","extensions":{"code":"BAD_USER_INPUT"}}]})");
  EXPECT_FALSE(made.was_executed);
  EXPECT_FALSE(made.has_data);
  EXPECT_EQ(made.first_error, error_code::graphql_parse_failed);
}

constexpr const char* one_more = R"({"message":"more","extensions":{"code":"RELOAD_FAILED"}})";

response with_one_more(response made) {
  add_error(made, {.message = "more", .code = error_code::reload_failed});
  return made;
}

TEST(add_error, stands_behind_the_errors_of_a_request_that_was_refused) {
  const response made = with_one_more(request_error({an_error()}));
  EXPECT_EQ(made.body, R"({"errors":[{"message":"m","extensions":{"code":"TIMEOUT"}},)" +
                           std::string(one_more) + "]}");
  EXPECT_EQ(made.first_error, error_code::timeout);
}

TEST(add_error, stands_behind_the_errors_of_fields) {
  const auto operation = operation_of("{ note(identifier: \"a\") { id } }");
  answer written(same_log_id);
  written.add(operation->plan.steps[0], fetched(an_error()));
  response made = std::move(written).finish();
  const std::string before = made.body;
  made = with_one_more(std::move(made));
  EXPECT_EQ(made.body, before.substr(0, before.size() - 2) + ',' + one_more + "]}");
  EXPECT_TRUE(made.has_data);
}

TEST(add_error, leaves_a_response_without_errors_alone) {
  const auto operation = operation_of("{ __typename }");
  answer written(same_log_id);
  written.add_constant(operation->plan.steps[0], "");
  const response made = with_one_more(std::move(written).finish());
  EXPECT_EQ(made.body, R"({"data":{"__typename":"Query"}})");
  EXPECT_EQ(made.first_error, std::nullopt);
}

TEST(add_error, keeps_the_limit_on_errors) {
  const auto full = [](std::size_t count) {
    return with_one_more(request_error(std::vector<graphql_error>(count, an_error())));
  };
  EXPECT_EQ(full(max_errors - 1).errors, max_errors);
  EXPECT_TRUE(full(max_errors - 1).body.ends_with(std::string(one_more) + "]}"));
  EXPECT_EQ(full(max_errors).errors, max_errors);
  EXPECT_EQ(full(max_errors).body.find("more"), std::string::npos);
}

}  // namespace
}  // namespace fraiseql::execution
