// Fields whose rows come some at a time: what the answer becomes of them, and what cannot be
// selected beside them. Whole answers, their statements and clients: tests/streams.
#include <gtest/gtest.h>

#include "execution/answer.hpp"
#include "execution/prepare.hpp"
#include "support/native_schema.hpp"

namespace fraiseql::execution {
namespace {

// The wide schema, whose notes are streamed, with what a program works out.
std::shared_ptr<const schema::schema> streaming_schema() {
  using fraiseql::testing::member;
  schema::schema_builder builder;
  builder.add(schema::type_declaration{
      .name = "Line",
      .fields = {member("id", "ID", true), member("text", "String"),
                 member("strict", "String", true),
                 fraiseql::testing::computed(member("loud", "String"), fraiseql::testing::shout)},
      .source = schema::relation{.name = "tv_line"},
      .origin = "struct Line"});
  builder.add_query(
      schema::find_declaration{.name = "lines",
                               .object = "Line",
                               .list = {.maximum_limit = 1'000'000, .is_streamed = true},
                               .origin = "lines"});
  builder.add_query(schema::find_declaration{.name = "kept", .object = "Line", .origin = "kept"});
  builder.add_root(
      fraiseql::testing::root(member("now", "String"), fraiseql::testing::tell_arguments));
  auto built = std::move(builder).build();
  EXPECT_TRUE(built.ok()) << built.error().front().message;
  return *built;
}

std::string refusal_of(const std::string& document) {
  preparer made(streaming_schema(), {});
  const auto prepared = made.prepare({.document = document});
  if (prepared) return "";
  std::string all;
  for (const graphql_error& one : prepared.error()) {
    all += one.message + " at " + std::to_string(one.locations.front().column) + "\n";
  }
  return all;
}

TEST(stream, takes_no_field_that_the_program_works_out) {
  EXPECT_EQ(refusal_of("{ lines { id } kept { id } __typename }"), "");
  EXPECT_EQ(refusal_of("{ kept { loud } now }"), "");
  EXPECT_EQ(refusal_of("{ lines { loud } }"),
            "\"lines\" is streamed, so no field can be selected in it that the program works out; "
            "ask for those in another operation at 3\n");
  EXPECT_EQ(refusal_of("{ a: lines { id } b: kept { loud } c: now }"),
            "\"a\" is streamed, so \"b\", of which the program works out something, cannot be "
            "selected beside it; ask for it in another operation at 19\n"
            "\"a\" is streamed, so \"c\", of which the program works out something, cannot be "
            "selected beside it; ask for it in another operation at 36\n");
}

class streamed_answer : public ::testing::Test {
 protected:
  void begin(const std::string& document) {
    preparer made(streaming_schema(), {});
    auto prepared = made.prepare({.document = document});
    ASSERT_TRUE(prepared.ok());
    operation_ = prepared->operation;
    answer_.begin_rows(step());
  }
  [[nodiscard]] const plan::step& step() const { return operation_->plan.steps.front(); }
  void add(std::vector<std::string_view> documents) {
    answer_.add_rows(step(), {.values = documents, .width = 1});
  }
  std::string finish() { return std::move(answer_).finish().body; }

  std::shared_ptr<const prepared_operation> operation_;
  std::function<std::string()> log_id_ = [] { return std::string("7f"); };
  answer answer_{log_id_};
};

constexpr std::string_view row_one = R"({"id": "1", "text": "a", "strict": "s"})";
constexpr std::string_view row_two = R"({"id": "2", "text": "b", "strict": "s"})";
constexpr std::string_view odd_row = R"({"id": "3", "text": 4, "strict": "s"})";
constexpr std::string_view unfit_row = R"({"id": "4", "text": "d"})";

TEST_F(streamed_answer, has_all_rows_however_they_come) {
  begin("{ lines { id } }");
  add({row_one});
  add({});
  EXPECT_EQ(answer_.take_written(), R"({"data":{"lines":[{"id":"1"})");
  add({row_two, row_one});
  answer_.end_rows();
  EXPECT_FALSE(answer_.is_lost());
  EXPECT_EQ(finish(), R"(,{"id":"2"},{"id":"1"}]}})");
}

TEST_F(streamed_answer, has_the_errors_of_all_parts_at_its_end) {
  begin("{ lines { text } }");
  add({odd_row, row_one});
  EXPECT_EQ(answer_.take_written(), R"({"data":{"lines":[{"text":null},{"text":"a"})");
  add({row_two, odd_row});
  answer_.end_rows();
  EXPECT_FALSE(answer_.is_lost());
  const std::string rest = finish();
  EXPECT_TRUE(rest.starts_with(R"(,{"text":"b"},{"text":null}]},"errors":[)")) << rest;
  EXPECT_NE(rest.find(R"("path":["lines",0,"text"])"), std::string::npos) << rest;
  EXPECT_NE(rest.find(R"("path":["lines",3,"text"])"), std::string::npos) << rest;
}

TEST_F(streamed_answer, is_null_where_null_goes_up_and_nothing_was_taken) {
  begin("{ lines { strict } }");
  add({row_one, row_two});
  add({unfit_row});
  EXPECT_TRUE(answer_.is_null());
  EXPECT_FALSE(answer_.is_lost());
  add({row_one});
  answer_.end_rows();
  const std::string all = finish();
  EXPECT_TRUE(all.starts_with(R"({"data":null,"errors":[)")) << all;
  EXPECT_NE(all.find(R"("path":["lines",2,"strict"])"), std::string::npos) << all;
}

TEST_F(streamed_answer, is_lost_where_null_goes_up_past_what_was_taken) {
  begin("{ lines { strict } }");
  add({row_one, row_two});
  EXPECT_FALSE(answer_.take_written().empty());
  add({unfit_row});
  EXPECT_TRUE(answer_.is_lost());
}

TEST_F(streamed_answer, forgets_rows_and_their_errors_where_the_field_fails) {
  begin("{ lines { text } }");
  add({odd_row});
  answer_.fail_rows(step(), {.message = "m", .code = error_code::timeout});
  EXPECT_FALSE(answer_.is_lost());
  EXPECT_EQ(finish(),
            R"({"data":null,"errors":[{"message":"m","locations":[{"line":1,"column":3}],)"
            R"("path":["lines"],"extensions":{"code":"TIMEOUT"}}]})");
}

TEST_F(streamed_answer, is_lost_where_the_field_fails_that_was_taken_of) {
  begin("{ lines { text } }");
  add({row_one});
  EXPECT_FALSE(answer_.take_written().empty());
  answer_.fail_rows(step(), {.message = "m", .code = error_code::timeout});
  EXPECT_TRUE(answer_.is_lost());
}

}  // namespace
}  // namespace fraiseql::execution
