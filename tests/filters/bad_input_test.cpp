// What docs/api/filters.md refuses. Each line of bad_input.jsonl is a filter as it is written in a
// document ("where", with the column of what is wrong in it) and as a client gives it by a variable
// ("given"), words that the message has, and the code of the written form where validation finds
// it; BAD_USER_INPUT otherwise. Each is asked as it is, and inside of AND, OR and NOT. Then what is
// no filter at all: limits, values that are stored wrongly.
#include <gtest/gtest.h>

#include <fstream>

#include "filters/served.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace fraiseql::filters {
namespace {

constexpr const char* note_schema = R"(
type Query { notes: [Note!]! @find }
enum Status { DRAFT PUBLISHED }
type Note {
  id: ID! name: ID title: String n: Int f: Float ok: Boolean u: UUID g: BigInt d: Decimal
  at: DateTime day: Date t: Time p: Duration j: JSON mail: EmailAddress url: URL ip: IPAddress
  net: CIDR mac: MACAddress path: LTree r: DateRange ri: IntRange rg: BigIntRange rd: DecimalRange rt: DateTimeRange status: Status tags: [String!]
  statuses: [Status!] author: Author lines: [Line!]
}
type Author { name: String }
type Line { name: String, amount: Decimal }
)";

class bad_input : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    run_sql("DROP TABLE IF EXISTS tv_note; CREATE TABLE tv_note (id uuid PRIMARY KEY, data jsonb)");
    add_note("1", R"({"title": "one", "path": "a.b", "j": {"a": 1}, "lines": [{"name": "x"}]})");
    add_note("2", R"({"title": "two", "n": 2})");
    served_ = std::make_unique<served>(note_schema);
  }
  static void TearDownTestSuite() { served_.reset(); }

  static void add_note(const std::string& digit, const std::string& document) {
    const std::string id = "00000000-0000-4000-8000-00000000000" + digit;
    run_sql("INSERT INTO tv_note VALUES ('" + id + "', '{\"id\": \"" + id + "\"}'::jsonb || " +
            sql_text(document) + ")");
  }

  static execution::response ask(const std::string& document, json::object variables = {}) {
    return served_->ask({.document = document, .variables = std::move(variables)});
  }
  static execution::response ask_literal(const std::string& where) {
    return ask("{ notes(where: " + where + ") { id } }");
  }
  static execution::response ask_variable(json::value where) {
    return ask("query($w: NoteWhereInput) { notes(where: $w) { id } }", {{"w", std::move(where)}});
  }
  static served& engine() { return *served_; }

 private:
  static inline std::unique_ptr<served> served_ = {};
};

// `column` is that of its place in a document of one line; 0: any.
void expect_refused(const execution::response& answer, error_code code,
                    const std::vector<std::string>& words, std::size_t column = 0) {
  EXPECT_FALSE(answer.has_data) << answer.body;
  const auto body = json::read(answer.body);
  ASSERT_TRUE(body && answer.errors > 0) << answer.body;
  EXPECT_EQ(to_string(*answer.first_error), to_string(code)) << answer.body;
  const json::value& first = body->find("errors")->get<json::array>()->front();
  const std::string message = *first.find("message")->get<std::string>();
  for (const std::string& word : words) {
    EXPECT_NE(message.find(word), std::string::npos) << word << " in: " << message;
  }
  const json::value* places = first.find("locations");
  ASSERT_NE(places, nullptr) << answer.body;
  if (column == 0) return;
  EXPECT_EQ(json::to_text(*places), "[{\"line\":1,\"column\":" + std::to_string(column) + "}]")
      << message;
}

error_code code_of(const json::value* name) {
  return name == nullptr ? error_code::bad_user_input : error_code::graphql_validation_failed;
}

TEST_F(bad_input, is_refused_wherever_it_stands) {
  std::ifstream file(FRAISEQL_SOURCE_DIR "/tests/filters/bad_input.jsonl");
  std::size_t cases = 0;
  for (std::string line; std::getline(file, line); ++cases) {
    SCOPED_TRACE(line);
    const auto read = json::read(line);
    ASSERT_TRUE(read) << read.error().message;
    const std::string where = *read->find("where")->get<std::string>();
    const json::value given = *read->find("given");
    std::vector<std::string> words;
    for (const json::value& one : *read->find("words")->get<json::array>()) {
      words.push_back(*one.get<std::string>());
    }
    const error_code code = code_of(read->find("code"));
    const json::value* column = read->find("column");
    const std::size_t in_where =
        column == nullptr ? 0 : std::stoul(column->get<json::number>()->text);
    const auto at = [&](std::string_view before) {
      return in_where == 0 ? 0
                           : std::string_view("{ notes(where: ").size() + before.size() + in_where;
    };
    expect_refused(ask_literal(where), code, words, at(""));
    expect_refused(ask_literal("{n: {eq: 1}, NOT: " + where + "}"), code, words,
                   at("{n: {eq: 1}, NOT: "));
    expect_refused(ask_literal("{OR: [{n: {eq: 1}}, " + where + "]}"), code, words,
                   at("{OR: [{n: {eq: 1}}, "));
    expect_refused(ask_variable(given), error_code::bad_user_input, words);
    expect_refused(ask_variable(json::object{{"NOT", given}}), error_code::bad_user_input, words);
    expect_refused(ask_variable(json::object{{"OR", json::array{json::object{{"AND", given}}}}}),
                   error_code::bad_user_input, words);
  }
  EXPECT_GT(cases, 100U);
}

TEST_F(bad_input, is_a_variable_without_a_value) {
  struct missing {
    const char* type;
    const char* where;
  };
  constexpr missing all[] = {
      {"String", "{title: {eq: $v}}"},
      {"String", "{title: {contains: $v}}"},
      {"StringFilter", "{title: $v}"},
      {"[String!]", "{title: {in: $v}}"},
      {"[NoteWhereInput!]", "{AND: $v}"},
      {"[NoteWhereInput!]", "{OR: $v}"},
      {"NoteWhereInput", "{NOT: $v}"},
      {"Boolean", "{title: {isNull: $v}}"},
      {"AuthorFilter", "{author: $v}"},
      {"LineListFilter", "{lines: $v}"},
      {"LineFilter", "{lines: {some: $v}}"},
      {"LineFilter", "{lines: {every: $v}}"},
      {"LineFilter", "{lines: {none: $v}}"},
      {"Decimal", "{lines: {some: {amount: {gt: $v}}}}"},
      {"IntFilter", "{tags: {length: $v}}"},
      {"Int", "{tags: {length: {eq: $v}}}"},
      {"JSON", "{j: {eq: $v}}"},
      {"JSON", "{j: {contains: $v}}"},
      {"String", "{title: {eq: $v}, n: {eq: 1}}"},
      {"String", "{n: {eq: 1}, OR: [{title: {eq: $v}}, {n: {eq: 2}}]}"},
  };
  for (const missing& one : all) {
    SCOPED_TRACE(one.where);
    const std::string document =
        "query($v: " + std::string(one.type) + ") { notes(where: " + one.where + ") { id } }";
    expect_refused(ask(document), error_code::bad_user_input, {"$v"});
    expect_refused(ask(document, {{"v", json::null{}}}), error_code::bad_user_input, {});
  }
}

TEST_F(bad_input, is_not_what_asks_for_every_row) {
  const std::string every = R"({"data":{"notes":[{"id":"00000000-0000-4000-8000-000000000001"},)"
                            R"({"id":"00000000-0000-4000-8000-000000000002"}]}})";
  EXPECT_EQ(ask("{ notes { id } }").body, every);
  EXPECT_EQ(ask_literal("null").body, every);
  EXPECT_EQ(ask_literal("{}").body, every);
  EXPECT_EQ(ask_literal("{AND: []}").body, every);
  EXPECT_EQ(ask_variable(json::null{}).body, every);
  EXPECT_EQ(ask_variable(json::object{}).body, every);
  EXPECT_EQ(ask("query($w: NoteWhereInput) { notes(where: $w) { id } }").body, every);
  EXPECT_EQ(ask_literal("{OR: []}").body, R"({"data":{"notes":[]}})");
  EXPECT_EQ(ask("{ notes(offset: 5) { id } }").body, R"({"data":{"notes":[]}})");
}

// A page of 100 ids counts 100, each name in a filter 50, each item of a list one.
TEST_F(bad_input, is_more_than_the_cost_allows) {
  const auto wide = [](std::size_t conditions) {
    json::array all(conditions, json::object{{"n", json::object{{"eq", json::number{"2"}}}}});
    return json::object{{"OR", std::move(all)}};
  };
  const auto listed = [](std::size_t items) {
    json::array all(items, json::number{"2"});
    return json::object{{"n", json::object{{"in", std::move(all)}}}};
  };
  EXPECT_TRUE(ask_variable(wide(988)).has_data);
  expect_refused(ask_variable(wide(989)), error_code::graphql_validation_failed, {"cost"});
  EXPECT_TRUE(ask_variable(listed(99'800)).has_data);
  expect_refused(ask_variable(listed(99'801)), error_code::graphql_validation_failed, {"cost"});
}

TEST_F(bad_input, is_not_made_good_by_depth) {
  json::value deep = json::object{{"title", json::object{}}};
  for (int i = 0; i < 40; ++i) deep = json::object{{"NOT", std::move(deep)}};
  expect_refused(ask_variable(deep), error_code::bad_user_input, {"title"});
}

TEST_F(bad_input, is_not_what_is_stored_wrongly) {
  struct dirty {
    const char* document;
    const char* where;
    const char* compared;
    const char* leaked;
  };
  constexpr dirty all[] = {
      {R"({"n": "abc"})", "{n: {gt: 1}}", "tv_note: data->n as numeric", "abc"},
      {R"({"day": "someday"})", "{day: {gt: \"2026-01-01\"}}", "tv_note: data->day as date",
       "someday"},
      {R"({"lines": [{"amount": "much"}]})", "{lines: {some: {amount: {eq: 1}}}}",
       "tv_note: data->lines[]->amount as numeric", "much"},
      {R"({"u": "no uuid"})", "{u: {neq: \"6f9619ff-8b86-d011-b42d-00c04fc964ff\"}}",
       "tv_note: data->u as uuid", "no uuid"},
  };
  for (const dirty& one : all) {
    SCOPED_TRACE(one.where);
    add_note("9", one.document);
    engine().compared();
    const auto answer = ask_literal(one.where);
    EXPECT_EQ(answer.first_error, error_code::internal_server_error) << answer.body;
    EXPECT_EQ(engine().compared(), one.compared);
    EXPECT_EQ(answer.body.find(one.leaked), std::string::npos) << answer.body;
    run_sql("DELETE FROM tv_note WHERE id::text LIKE '%9'");
  }
}

}  // namespace
}  // namespace fraiseql::filters
