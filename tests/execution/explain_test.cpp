// What is said of a request beside its response, as far as no database is needed: the members of
// the stages, what PostgreSQL is not asked, and where the extensions stand.
#include "execution/explain.hpp"

#include <gtest/gtest.h>

#include <optional>

#include "execution/execute.hpp"
#include "execution/stages.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "language/parser.hpp"
#include "support/native_schema.hpp"

namespace fraiseql::execution {
namespace {

prepared_request prepared(const std::string& document, const std::string& variables = "{}") {
  auto made = preparer(fraiseql::testing::wide_schema(), {})
                  .prepare({.document = document, .variables = *json::read(variables)});
  if (!made) {
    ADD_FAILURE() << made.error().front().message;
    std::abort();
  }
  return *std::move(made);
}

json::value stages_of(const std::string& document, const std::string& variables = "{}") {
  const auto parsed = language::parse(document);
  auto read = json::read("{" + members_of(*parsed, prepared(document, variables)) + "}");
  EXPECT_TRUE(read);
  return read ? *std::move(read) : json::value(json::null{});
}

std::string member_of(const json::value& object, std::string_view name) {
  const json::value* found = object.find(name);
  return found == nullptr ? "no " + std::string(name) : json::to_text(*found);
}

TEST(members_of, are_the_texts_of_the_stages_and_the_statements) {
  const json::value made =
      stages_of("query($t: String!) { notes(where: {title: {eq: $t}}, limit: 3) { t: title } }",
                R"({"t": "a"})");
  EXPECT_EQ(member_of(made, "document"),
            R"("query ($t: String!) {\n  notes(where: { title: { eq: $t } }, limit: 3) {\n)"
            R"(    t: title\n  }\n}\n")");
  EXPECT_EQ(member_of(made, "operation"),
            R"("query\n  notes(where: {title: {eq: $0}}, limit: 3, offset: 0)\n    t: title\n")");
  EXPECT_TRUE(member_of(made, "plan").starts_with(R"("query\nnotes: read public.tv_note\n)"));
  EXPECT_EQ(member_of(made, "shape"),
            R"("notes: [Note!]! from the rows\n  t: String! from title\n")");
  const auto* statements = made.find("statements")->get<json::array>();
  ASSERT_EQ(statements->size(), 1U);
  EXPECT_EQ(member_of(statements->front(), "field"), R"("notes")");
  EXPECT_TRUE(member_of(statements->front(), "sql").starts_with("\"SELECT "));
  EXPECT_EQ(member_of(statements->front(), "parameters"),
            R"([{"number":1,"type":"text","source":"$0"}])");
  EXPECT_EQ(made.get<json::object>()->size(), 5U);
}

TEST(members_of, say_of_a_parameter_what_postgresql_gets) {
  const auto parameters = [](const std::string& document, const std::string& variables = "{}") {
    const json::value made = stages_of(document, variables);
    return member_of(made.find("statements")->get<json::array>()->back(), "parameters");
  };
  EXPECT_EQ(parameters("{ notes(where: {title: {contains: \"a\\\"b\"}}) { id } }"),
            R"x([{"number":1,"type":"text","source":"\"a\\\"b\" (contained)"}])x");
  EXPECT_EQ(parameters("query($n: [String!]) { notes(where: {title: {in: $n}}) { id } }",
                       R"({"n": ["a", "b"]})"),
            R"([{"number":1,"type":"text[]","source":"$0"}])");
  EXPECT_EQ(parameters("{ notes { id } }"), "[]");
}

TEST(members_of, have_every_statement_of_a_field_in_its_order) {
  const json::value made = stages_of("mutation { a: touch { id } __typename b: touch { id } }");
  std::string fields;
  for (const json::value& one : *made.find("statements")->get<json::array>()) {
    fields += member_of(one, "field");
  }
  EXPECT_EQ(fields, R"("a""a""b""b")");
}

// Lanes that are never started: whatever is asked of them waits.
class without_database : public ::testing::Test {
 protected:
  // Nothing where somebody is asked.
  std::optional<explained_fields> explained(const std::string& document) {
    explain_reads(
        prepared(document), {}, {.over = lanes_.cold},
        [](const postgres::error& why) { return why.message; },
        [this](explained_fields fields) { seen_ = std::move(fields); });
    return seen_;
  }

  boost::asio::io_context loop_;
  postgres::lanes lanes_{loop_, {}, {}, [] {}};
  std::optional<explained_fields> seen_ = {};
};

TEST_F(without_database, explain_reads_asks_nothing_of_a_mutation) {
  const auto fields = explained("mutation { touch { id } __typename a: touch { id } }");
  ASSERT_TRUE(fields);
  EXPECT_EQ(to_json(*fields),
            R"([{"field":"touch","reason":"not asked: the call would run a second time"},)"
            R"({"field":"a","reason":"not asked: the call would run a second time"}])");
  EXPECT_FALSE(fields->front().has_failed);
}

TEST_F(without_database, explain_reads_asks_nothing_of_what_has_no_statement) {
  const auto fields = explained("{ __typename __schema { queryType { name } } }");
  ASSERT_TRUE(fields);
  EXPECT_EQ(to_json(*fields), "[]");
}

TEST_F(without_database, explain_reads_says_of_each_read_why_there_is_no_plan) {
  EXPECT_FALSE(explained("{ a: notes { id } __typename b: notes { id } }"));
  lanes_.stop();
  ASSERT_TRUE(seen_);
  EXPECT_EQ(to_json(*seen_),
            R"([{"field":"a","reason":"PostgreSQL does not say: the server is stopping"},)"
            R"({"field":"b","reason":"PostgreSQL does not say: the server is stopping"}])");
  EXPECT_TRUE(seen_->front().has_failed);
}

TEST(explained_fields, are_written_without_the_white_space_of_postgresql) {
  const explained_fields fields = {
      {.field = "a\"b", .plan = "[\n  {\n    \"Plan\": {\n \"Rows\": 1.50\n }\n  }\n]"},
      {.field = "c", .reason = "\"why\""}};
  EXPECT_EQ(to_json(fields), R"([{"field":"a\"b","plan":[{"Plan":{"Rows":1.50}}]},)"
                             R"({"field":"c","reason":"\"why\""}])");
}

// The executor, asked for what is worked out by the program.
class explaining : public ::testing::Test {
 protected:
  explaining() {
    schema::schema_builder builder;
    fraiseql::testing::add_native_types(builder);
    fraiseql::testing::add_native_fields(builder);
    auto built = std::move(builder).build();
    EXPECT_TRUE(built.ok());
    executor_.emplace(*built, lanes_, loop_,
                      executor_options{.new_log_id = [] { return std::string("7f"); }});
  }

  response answer(const std::string& document, explanation wanted) {
    std::optional<response> answered;
    executor_->execute({.document = document, .explain = wanted},
                       [&](response made) { answered = std::move(made); });
    loop_.restart();
    while (!answered) loop_.run_one();
    return *std::move(answered);
  }

  boost::asio::io_context loop_;
  postgres::lanes lanes_{loop_, {}, {}, [] {}};
  std::optional<executor> executor_ = {};
};

TEST_F(explaining, adds_the_stages_behind_the_data) {
  EXPECT_EQ(answer("{ __typename }", explanation::none).body, R"({"data":{"__typename":"Query"}})");
  EXPECT_EQ(answer("{ __typename }", explanation::stages).body,
            R"({"data":{"__typename":"Query"},"extensions":{"explain":{)"
            R"("document":"{\n  __typename\n}\n","operation":"query\n  __typename\n",)"
            R"("plan":"query\n__typename: constant\n","statements":[],)"
            R"("shape":"__typename: JSON from the row\n"}}})");
}

TEST_F(explaining, adds_a_list_of_plans_where_they_are_wanted) {
  for (const explanation wanted : {explanation::plans, explanation::analysis}) {
    EXPECT_TRUE(answer("{ __typename }", wanted).body.ends_with(R"(,"postgresql":[]}}})"));
  }
}

TEST_F(explaining, stands_before_the_errors_so_that_one_more_can_be_added) {
  response made = answer("mutation { act(number: 0) }", explanation::stages);
  EXPECT_TRUE(made.body.starts_with(R"({"data":null,"extensions":{"explain":{"document":)"))
      << made.body;
  EXPECT_EQ(made.errors, 1U);
  add_error(made, {.message = "more", .code = error_code::reload_failed});
  EXPECT_TRUE(made.body.ends_with(R"("extensions":{"code":"CONFLICT"}},)"
                                  R"({"message":"more","extensions":{"code":"RELOAD_FAILED"}}]})"))
      << made.body;
  EXPECT_TRUE(json::read(made.body)) << made.body;
}

TEST_F(explaining, says_nothing_of_a_request_that_is_refused) {
  for (const char* document : {"{", "{ nope }", "query a { __typename } query b { __typename }"}) {
    const response made = answer(document, explanation::analysis);
    EXPECT_TRUE(made.body.starts_with(R"({"errors":[)")) << made.body;
    EXPECT_EQ(made.body.find("explain"), std::string::npos) << made.body;
  }
}

}  // namespace
}  // namespace fraiseql::execution
