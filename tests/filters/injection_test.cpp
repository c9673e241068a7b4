// Nothing that a client gives becomes SQL: whatever the values of a filter are, PostgreSQL logs the
// statements that it logged for harmless ones, byte for byte, and one for each root field. Names
// that a schema declares may have any character that PostgreSQL allows in them.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <utility>

#include "filters/random_source.hpp"
#include "filters/random_value.hpp"
#include "filters/served.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace fraiseql::filters {
namespace {

constexpr const char* odd_schema = R"sdl(
type Query { notes: [Note!]! @find }
enum Mood { GOOD @stored(as: "it's") BAD @stored(as: "$1; --") }
type Note @relation(name: "it's /* \"odd\"; --") {
  id: ID!
  title: String @stored(as: "it's; SELECT 1 --")
  real: String @stored(as: "re'al $1 --")
  name: ID
  tags: [String!] @stored(as: "ta'gs")
  moods: [Mood!]
  mood: Mood
  j: JSON @stored(as: "$$ j $1")
  author: Author @stored(as: "/* author")
  lines: [Line!] @stored(as: "lines')")
}
type Author { name: String @stored(as: "n'") }
type Line { name: String @stored(as: "$1") }
)sdl";

class injection : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    const std::string relation = sql_name(R"(it's /* "odd"; --)");
    const std::string column = sql_name("re'al $1 --");
    run_sql("DROP TABLE IF EXISTS " + relation + "; CREATE TABLE " + relation +
            " (id uuid PRIMARY KEY, data jsonb, " + column + " text)");
    const std::string id = "00000000-0000-4000-8000-000000000001";
    run_sql("INSERT INTO " + relation + " VALUES (" + sql_text(id) + ", " +
            sql_text("{\"id\": \"" + id + R"(", "it's; SELECT 1 --": "one", "mood": "it's"})") +
            ", 'one')");
    // Of the sessions made from now on every statement is logged.
    run_sql("ALTER ROLE postgres IN DATABASE filters SET log_statement = 'all'");
    served_ = std::make_unique<served>(odd_schema);
    read_ = database_log().size();
  }
  static void TearDownTestSuite() {
    served_.reset();
    run_sql("ALTER ROLE postgres IN DATABASE filters RESET log_statement");
  }

  // The statements that PostgreSQL ran for a request, but not those that set a session up.
  static std::vector<std::string> executed(const execution::request& asked) {
    answer_ = served_->ask(asked);
    const std::string log = database_log();
    std::istringstream lines(log.substr(std::exchange(read_, log.size())));
    std::vector<std::string> found;
    for (std::string line; std::getline(lines, line);) {
      // Lines of values begin with a tab.
      const std::size_t at =
          line.starts_with('\t') ? std::string::npos : line.find("LOG:  execute ");
      if (at == std::string::npos) continue;
      std::string statement = line.substr(line.find(": ", at + 6) + 2);
      if (!statement.starts_with("SELECT 1, set_config(")) found.push_back(std::move(statement));
    }
    return found;
  }
  static const execution::response& answer() { return answer_; }

 private:
  static inline std::unique_ptr<served> served_ = {};
  static inline execution::response answer_ = {};
  static inline std::size_t read_ = 0;  // of the log
};

// A filter with a place for a value of that type.
struct hole {
  const char* type;
  const char* before;
  const char* after;
};

constexpr hole holes[] = {
    {"String", "{title: {eq: ", "}}"},
    {"String", "{title: {neq: ", "}}"},
    {"String", "{title: {gt: ", "}}"},
    {"[String!]", "{title: {in: ", "}}"},
    {"String", "{title: {contains: ", "}}"},
    {"String", "{title: {startsWith: ", "}}"},
    {"String", "{title: {iEndsWith: ", "}}"},
    {"String", "{title: {like: ", "}}"},
    {"String", "{title: {search: ", "}}"},
    {"String", "{title: {regex: ", "}}"},
    {"String", "{real: {eq: ", "}}"},
    {"String", "{real: {startsWith: ", "}}"},
    {"ID", "{name: {eq: ", "}}"},
    {"[String!]", "{tags: {contains: ", "}}"},
    {"[String!]", "{tags: {eq: ", "}}"},
    {"JSON", "{j: {eq: ", "}}"},
    {"JSON", "{j: {contains: ", "}}"},
    {"String", "{j: {hasKey: ", "}}"},
    {"[String!]", "{j: {hasAnyKeys: ", "}}"},
    {"String", "{j: {pathExists: ", "}}"},
    {"String", "{author: {name: {contains: ", "}}}"},
    {"String", "{lines: {some: {name: {eq: ", "}}}}"},
    {"String", "{OR: [{mood: {eq: GOOD}}, {NOT: {title: {like: ", "}}}]}"},
};

json::value evil(random_source& random) {
  constexpr std::string_view pieces[] = {"'",
                                         "\"",
                                         "\\",
                                         "$1",
                                         "$$",
                                         "--",
                                         "/*",
                                         "*/",
                                         ";",
                                         "\n",
                                         "')",
                                         "E'\\'",
                                         "\xf0\x9f\x99\x82",
                                         "%s",
                                         "%",
                                         "?",
                                         "::text",
                                         " OR 1=1",
                                         "; DROP TABLE x; --",
                                         "\t",
                                         "\r\n",
                                         "''",
                                         "U&'\\0027'"};
  std::string text;
  for (std::size_t left = 1 + random.number(5); left > 0; --left) text += random.one_of(pieces);
  if (random.chance(2)) text = std::string(20'000, '\'');
  return text;
}

json::value fitting(const hole& one, random_source& random) {
  if (std::string_view(one.type) != "JSON") return evil(random);
  const std::string key = *evil(random).get<std::string>();
  return random.chance(50) ? json::value(json::object{{key, json::array{evil(random)}}})
                           : evil(random);
}

execution::request with_variable(const hole& one, json::value value) {
  return {.document = "query($v: " + std::string(one.type) + ") { notes(where: " + one.before +
                      "$v" + one.after + ") { id } }",
          .variables = json::object{{"v", std::move(value)}}};
}

TEST_F(injection, gets_no_value_into_a_statement) {
  random_source random(seed_of_this_run());
  for (const hole& one : holes) {
    SCOPED_TRACE(one.before);
    const auto harmless = executed(with_variable(one, "$"));
    ASSERT_TRUE(answer().has_data) << answer().body;
    ASSERT_FALSE(harmless.empty());
    for (int tries = 0; tries < 25; ++tries) {
      const json::value value = fitting(one, random);
      const std::string text = json::to_text(value).substr(0, 300);
      const auto given = executed(with_variable(one, value));
      // A pattern may be one that cannot be read: its check is the last that runs.
      if (answer().has_data) {
        EXPECT_EQ(given, harmless) << text;
        EXPECT_FALSE(answer().body.find("errors") != std::string::npos) << answer().body;
      } else {
        EXPECT_EQ(answer().first_error, error_code::bad_user_input) << answer().body << text;
        EXPECT_TRUE(std::ranges::all_of(given, [&](const std::string& statement) {
          return std::ranges::find(harmless, statement) != harmless.end();
        })) << text;
      }
      if (value.get<std::string>() == nullptr) continue;
      const auto written = executed({.document = "{ notes(where: " + std::string(one.before) +
                                                 json::to_text(value) + one.after + ") { id } }"});
      EXPECT_EQ(written, given) << text << answer().body.substr(0, 300);
    }
  }
}

TEST_F(injection, runs_one_statement_for_each_root_field) {
  const auto reads = [](const std::vector<std::string>& statements) {
    return std::ranges::count_if(statements, [](const std::string& one) {
      return one.find("it's /* ") != std::string::npos;
    });
  };
  const std::string deep =
      R"({lines: {some: {name: {contains: "x"}}, every: {NOT: {name: {isNull: true}}}},)"
      R"( OR: [{author: {name: {in: ["a", "b"]}}}, {tags: {overlaps: "a"}}, {moods: {length: {gt: 1}}},)"
      R"( {title: {regex: "^a", iRegex: "b$"}}, {j: {pathExists: "$.a"}}, {mood: {neq: BAD}}]})";
  const auto three =
      executed({.document = "{ a: notes(where: " + deep + ") { id } b: notes(where: " + deep +
                            ", limit: 3) { id title } c: notes { id } }"});
  EXPECT_TRUE(answer().has_data) << answer().body;
  EXPECT_EQ(reads(three), 3);
  EXPECT_EQ(reads(executed({.document = "{ notes(where: {title: {}}) { id } }"})), 0);
  EXPECT_EQ(reads(executed({.document = "{ notes(where: {title: {like: \"\\\\\"}}) { id } }"})), 0);
}

TEST_F(injection, finds_what_is_stored_under_odd_names) {
  constexpr const char* found =
      R"({"data":{"notes":[{"id":"00000000-0000-4000-8000-000000000001"}]}})";
  for (const char* where : {R"({title: {eq: "one"}})", R"({real: {eq: "one"}})",
                            "{mood: {eq: GOOD}}", "{mood: {notIn: [BAD]}}",
                            "{lines: {none: {name: {eq: \"a\"}}}, author: {name: {neq: \"'\"}}}"}) {
    executed({.document = std::string("{ notes(where: ") + where + ") { id } }"});
    EXPECT_EQ(answer().body, found) << where;
  }
}

TEST_F(injection, gets_no_broken_text_into_a_variable) {
  // Before it is a variable, a text is JSON of UTF-8.
  EXPECT_FALSE(json::read("{\"w\": {\"title\xff\": {\"eq\": \"a\"}}}"));
  EXPECT_FALSE(json::read("{\"w\": {\"title\": {\"eq\": \"\xed\xa0\x80\"}}}"));
  // A name that no filter has is refused by name, however it looks.
  for (const char* key : {"title\" = '' --", "ti\ntle", "", "__proto__", "data->>'title'"}) {
    const json::value where = json::object{{key, json::object{{"eq", "a"}}}};
    const auto statements =
        executed({.document = "query($w: NoteWhereInput) { notes(where: $w) { id } }",
                  .variables = json::object{{"w", where}}});
    EXPECT_TRUE(statements.empty());
    EXPECT_EQ(answer().first_error, error_code::bad_user_input) << answer().body;
  }
}

}  // namespace
}  // namespace fraiseql::filters
