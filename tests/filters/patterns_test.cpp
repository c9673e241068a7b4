// Whatever text is given for a pattern, the answer is data or BAD_USER_INPUT that names the
// argument at its place, and the fields beside it have their data: fixed patterns (patterns.jsonl)
// at every place that a filter can stand at, and random ones made of the pieces of their languages.
// What fails in our own statement is never said to be the client's.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "filters/random_pattern.hpp"
#include "filters/served.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace fraiseql::filters {
namespace {

constexpr const char* pattern_schema = R"(
type Query {
  notes: [Note!]! @find pages: NoteConnection! @find note: Note @findOne
  twins: [Twin!]! @find twin: Twin @findOne
}
type Mutation { touch: Note @call(function: "fn_touch") }
type Note {
  id: ID! n: Int title: String j: JSON path: LTree ip: IPAddress net: CIDR mac: MACAddress
  r: DateRange author: Author lines: [Author!]
  comments: [Comment!]! @find(on: [{field: "noteId", equals: "id"}])
  page: CommentConnection! @find(on: [{field: "noteId", equals: "id"}])
}
type Author { title: String j: JSON path: LTree ip: IPAddress net: CIDR mac: MACAddress r: DateRange }
type Comment {
  id: ID! noteId: ID title: String j: JSON path: LTree ip: IPAddress net: CIDR mac: MACAddress
  r: DateRange note: Note @findOne(on: [{field: "id", equals: "noteId"}])
}
type Twin {
  id: ID! title: String j: JSON path: LTree ip: IPAddress net: CIDR mac: MACAddress r: DateRange
  comments: [Comment!]! @find(on: [{field: "noteId", equals: "id"}])
}
)";

constexpr const char* pattern_tables = R"(
DROP TABLE IF EXISTS tv_note, tv_comment, tv_twin;
CREATE TABLE tv_note (id uuid PRIMARY KEY, data jsonb NOT NULL);
CREATE TABLE tv_comment (id uuid PRIMARY KEY, data jsonb NOT NULL);
CREATE TABLE tv_twin (id uuid PRIMARY KEY, data jsonb NOT NULL, title text, j jsonb, path ltree,
                      ip inet, net cidr, mac macaddr8, r daterange);
INSERT INTO tv_note SELECT id, one || jsonb_build_object('id', id, 'n', 2, 'author', one, 'lines',
                           jsonb_build_array(one, '{}'::jsonb, one))
FROM (SELECT '00000000-0000-4000-8000-000000000001'::uuid AS id, '{"title": "abc a0 AbC", "path": "a.b.0",
  "j": {"a": 1, "b": [1, "2015-01-01", "x", null, {"a": "2015-01-01T12:00:00+01:00"}]},
  "ip": "10.0.0.1", "net": "10.0.0.0/8", "mac": "08:00:2b:01:02:03", "r": "[2026-01-01,2026-02-01]"
}
'::jsonb AS one) AS o; INSERT INTO tv_comment SELECT id,
    data || jsonb_build_object('note_id', id) FROM tv_note;
INSERT INTO tv_twin SELECT id, jsonb_build_object('id', id), data->> 'title', data->'j',
    (data->> 'path')::ltree, (data->> 'ip')::inet, (data->> 'net')::cidr, (data->> 'mac')::macaddr8,
    (data->> 'r')::daterange FROM tv_note;
CREATE OR REPLACE FUNCTION fn_touch() RETURNS uuid LANGUAGE plpgsql AS
    'BEGIN RETURN (SELECT id FROM tv_note LIMIT 1); END';
)";

const std::string the_id = "\"00000000-0000-4000-8000-000000000001\"";

// Of a field in the root of its own: `@` is the condition.
const std::vector<std::string>& nullable_places() {
  static const std::string note = "note(id: " + the_id + ") { id ";
  static const std::string twin = "twin(id: " + the_id + ") { id ";
  static const std::vector<std::string> all = {
      note + "comments(where: {@}) { id } }",
      note + "comments(where: {NOT: {@}}) { id } }",
      note + "comments(where: {OR: [{title: {eq: \"b\"}}, {AND: {@}}]}) { id } }",
      note + "comments(where: {note: {@}}) { id } }",
      note + "comments(where: {note: {comments: {none: {@}}}}) { id } }",
      note + "comments(where: {note: {lines: {some: {@}}}}) { id } }",
      note + "page(where: {@}) { totalCount } }",
      note + "page(where: {@}, first: 1) { edges { node { id } } } }",
      twin + "comments(where: {note: {author: {@}}}) { id } }",
  };
  return all;
}

const std::vector<std::string>& places() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> made = nullable_places();
    for (const char* one : {
             "notes(where: {@}) { id }",
             "notes(where: {NOT: {@}}) { id }",
             "notes(where: {n: {eq: 1}, @}) { id }",
             "notes(where: {OR: [{n: {eq: 2}}, {@}]}) { id }",
             "notes(where: {author: {@}}) { id }",
             "notes(where: {lines: {some: {@}}}) { id }",
             "notes(where: {lines: {every: {NOT: {@}}}}) { id }",
             "notes(where: {lines: {none: {@}}}) { id }",
             "notes(where: {comments: {some: {@}}}) { id }",
             "notes(where: {comments: {every: {@}}}) { id }",
             "notes(where: {comments: {none: {OR: [{@}]}}}) { id }",
             "notes(where: {@}, limit: 0) { id }",
             "pages(where: {@}) { totalCount }",
             "pages(where: {@}, last: 1) { pageInfo { hasPreviousPage } }",
             "twins(where: {@}) { id }",
             "twins(where: {NOT: {@}}) { id }",
         }) {
      made.emplace_back(one);
    }
    return made;
  }();
  return all;
}

std::string filled(std::string place, const std::string& condition) {
  return place.replace(place.find('@'), 1, condition);
}

class patterns : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    run_sql(pattern_tables);
    served_ = std::make_unique<served>(pattern_schema);
  }
  static void TearDownTestSuite() { served_.reset(); }
  static served& engine() { return *served_; }

 private:
  static inline std::unique_ptr<served> served_ = {};
};

std::string text_at(const json::value& in, std::string_view name) {
  const json::value* found = in.find(name);
  const auto* text = found == nullptr ? nullptr : found->get<std::string>();
  return text == nullptr ? "" : *text;
}

// Each error of the answer is the client's, names `operator_name` or the variable and its place.
// nullopt: something else is wrong, and was said.
bool is_right(const execution::response& answer, const std::string& document,
              const std::string& operator_name) {
  const auto body = json::read(answer.body);
  EXPECT_TRUE(body) << answer.body;
  if (!body) return false;
  const json::value* errors = body->find("errors");
  if (errors == nullptr) return true;
  for (const json::value& one : *errors->get<json::array>()) {
    const std::string message = text_at(one, "message");
    EXPECT_EQ(text_at(*one.find("extensions"), "code"), "BAD_USER_INPUT") << answer.body;
    EXPECT_TRUE(message.find(operator_name) != std::string::npos ||
                message.find("$v") != std::string::npos)
        << answer.body;
    EXPECT_TRUE(!answer.has_data || one.find("path") != nullptr) << answer.body;
    const json::value* locations = one.find("locations");
    EXPECT_NE(locations, nullptr) << answer.body;
    if (locations == nullptr) return false;
    const json::value& place = locations->get<json::array>()->front();
    const std::size_t column = std::stoul(place.find("column")->get<json::number>()->text);
    EXPECT_EQ(document.substr(column - 1, 2), "$v") << answer.body << "\n" << document;
  }
  return true;
}

TEST_F(patterns, are_refused_or_not_wherever_they_stand) {
  std::ifstream file(FRAISEQL_SOURCE_DIR "/tests/filters/patterns.jsonl");
  std::size_t seen = 0;
  for (std::string line; std::getline(file, line); ++seen) {
    SCOPED_TRACE(line);
    const auto read = json::read(line);
    ASSERT_TRUE(read) << read.error().message;
    const std::string on = text_at(*read, "on");
    const std::string how = text_at(*read, "operator");
    const std::string head = "query($v: " + text_at(*read, "type") + ") { ";
    const json::value* times = read->find("times");
    std::string pattern;
    const std::size_t count = times == nullptr ? 1 : std::stoul(times->get<json::number>()->text);
    for (std::size_t i = 0; i < count; ++i) pattern += text_at(*read, "pattern");
    std::vector<execution::request> all;
    for (const std::string& place : places()) {
      const std::string condition = on + ": {" + how + ": $v}";
      all.push_back({.document = head + filled(place, condition) + " }",
                     .variables = json::object{{"v", json::value(std::string(pattern))}}});
    }
    const std::string condition = on + ": {" + how + ": $v}";
    all.push_back({.document = "mutation($v: " + text_at(*read, "type") +
                               ") { touch { comments(where: {" + condition + "}) { id } } }",
                   .variables = json::object{{"v", json::value(std::string(pattern))}}});
    const std::vector<std::string> documents = [&] {
      std::vector<std::string> made;
      for (const execution::request& one : all) made.emplace_back(one.document);
      return made;
    }();
    const auto answers = engine().ask(std::move(all));
    const bool is_refused = text_at(*read, "is") == "refused";
    for (std::size_t i = 0; i < answers.size(); ++i) {
      EXPECT_EQ(answers[i].errors > 0, is_refused) << documents[i] << "\n" << answers[i].body;
      is_right(answers[i], documents[i], how);
    }
  }
  EXPECT_GT(seen, 300U);
}

// Several patterns in a request, each in a field of its own between two that are always answered.
execution::request random_request(random_source& from, const pattern_language& of,
                                  std::size_t patterns, std::string& document) {
  json::object variables;
  std::string head = "query(";
  std::string fields = "{ first: note(id: " + the_id + ") { id } ";
  for (std::size_t i = 0; i < patterns; ++i) {
    const std::string name = "v" + std::to_string(i);
    head += "$" + name + ": " + of.type + " ";
    fields += "f" + std::to_string(i) + ": " +
              filled(from.one_of(nullable_places()),
                     std::string(of.on) + ": {" + of.how + ": $" + name + "}") +
              " ";
    variables.emplace_back(name, random_pattern(from, of));
  }
  document = head + ") " + fields + "last: note(id: " + the_id + ") { id } }";
  return {.document = document, .variables = std::move(variables)};
}

TEST_F(patterns, of_random_text_leave_the_fields_beside_them) {
  random_source from(seed_of_this_run());
  const char* given = std::getenv("FRAISEQL_PATTERNS");
  const std::size_t wanted = given != nullptr ? std::strtoull(given, nullptr, 10) : 500;
  for (const pattern_language& of : pattern_languages) {
    SCOPED_TRACE(std::string(of.on) + " " + of.how);
    // A scalar is refused before anything runs, so it stands alone.
    const std::size_t together = of.type == std::string_view("String") ? 8 : 1;
    std::size_t data = 0;
    std::size_t refused = 0;
    for (std::size_t made = 0; made < wanted;) {
      std::vector<std::string> documents(20);
      std::vector<execution::request> requests;
      for (std::string& one : documents) {
        requests.push_back(random_request(from, of, together, one));
        made += together;
      }
      const std::vector<execution::request> asked = requests;
      const auto answers = engine().ask(std::move(requests));
      for (std::size_t i = 0; i < answers.size(); ++i) {
        SCOPED_TRACE(json::to_text(json::value(asked[i].variables)));
        ASSERT_TRUE(is_right(answers[i], documents[i], of.how));
        if (HasFailure()) return;
        refused += answers[i].errors;
        data += answers[i].has_data ? together - answers[i].errors : 0;
        if (!answers[i].has_data) continue;
        const std::string beside = R"({"id":)" + the_id + "}";
        EXPECT_TRUE(answers[i].body.starts_with(R"({"data":{"first":)" + beside))
            << answers[i].body;
        EXPECT_NE(answers[i].body.find(R"("last":)" + beside), std::string::npos)
            << answers[i].body;
      }
    }
    // Few random texts are values of a scalar.
    EXPECT_TRUE(data > 0 || of.type != std::string_view("String"));
    const bool can_be_refused = of.how != std::string_view("search");
    EXPECT_TRUE(refused > 0 || !can_be_refused);
  }
}

// Bytes that are no text are refused where JSON is read, and are never sent.
TEST_F(patterns, of_random_bytes_are_no_json) {
  random_source from(seed_of_this_run());
  for (int i = 0; i < 3'000; ++i) {
    std::string text = "\"";
    for (std::size_t left = 1 + from.number(9); left > 0; --left) {
      text += static_cast<char>(from.between(0, 255));
    }
    const auto read = json::read(text + "\"");
    const auto* pattern = read ? read->get<std::string>() : nullptr;
    if (pattern == nullptr) continue;
    const pattern_language& of = pattern_languages[from.number(7)];
    const std::string document =
        "query($v: String) { " +
        filled(from.one_of(nullable_places()), std::string(of.on) + ": {" + of.how + ": $v}") +
        " }";
    const auto answer =
        engine().ask({.document = document,
                      .variables = json::object{{"v", json::value(std::string(*pattern))}}});
    SCOPED_TRACE(text);
    ASSERT_TRUE(is_right(answer, document, of.how));
  }
}

struct run_case {
  const char* condition;
  const char* pattern;
  bool is_refused;
};

// What can be read and goes wrong with a row is no match, or the client's, too.
TEST_F(patterns, that_go_wrong_with_a_row_are_no_match_or_refused) {
  constexpr run_case all[] = {
      {"j: {pathExists: $v}", "strict $.nothing", false},
      {"j: {pathMatch: $v}", "$.a", false},
      {"j: {pathMatch: $v}", "$.b", false},
      {"j: {pathMatch: $v}", "$.a / 0 == 1", false},
      {"j: {pathExists: $v}", "$.a / 0", false},
      {"j: {pathExists: $v}", "$.b + 1", false},
      {"j: {pathExists: $v}", "$.b[99999999999]", false},
      {"j: {pathExists: $v}", "$.b[1].datetime(\"HH24\")", false},
      {"j: {pathExists: $v}", "$.b[2].datetime()", false},
      {"j: {pathExists: $v}", "$.b[1].datetime(\"zz\")", true},
      {"j: {pathExists: $v}", "$.b[4].a.datetime() ? (@ < \"2015-01-01\".datetime())", true},
  };
  for (const run_case& one : all) {
    SCOPED_TRACE(one.pattern);
    for (const char* name : {"notes", "twins"}) {
      const std::string document =
          std::string("query($v: String) { ") + name + "(where: {" + one.condition + "}) { id } }";
      const auto answer =
          engine().ask({.document = document,
                        .variables = json::object{{"v", json::value(std::string(one.pattern))}}});
      EXPECT_EQ(answer.errors > 0, one.is_refused) << answer.body;
      is_right(answer, document, "path");
      EXPECT_EQ(answer.body.find("[]") != std::string::npos, !one.is_refused) << answer.body;
    }
  }
}

}  // namespace
}  // namespace fraiseql::filters
