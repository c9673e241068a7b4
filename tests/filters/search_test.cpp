// `search` finds what people expect who type into search engines: fixed rows and the answers to
// fixed words, by the configuration `simple` and by another that the setting names, in documents
// and in a real column.
#include <gtest/gtest.h>

#include "filters/served.hpp"
#include "json/write.hpp"

namespace fraiseql::filters {
namespace {

constexpr const char* search_schema = R"(
type Query { notes: [Note!]! @find twins: [Twin!]! @find }
type Note { id: ID! name: String title: String }
type Twin { id: ID! name: String title: String }
)";

// A row each; the fifth has null, the sixth no title.
constexpr const char* search_tables = R"(
DROP TABLE IF EXISTS tv_note, tv_twin;
CREATE TABLE tv_note (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), data jsonb NOT NULL);
CREATE TABLE tv_twin (id uuid PRIMARY KEY, data jsonb NOT NULL, title text);
INSERT INTO tv_note (data) VALUES
  ('{"name": "a", "title": "The quick brown fox"}'),
  ('{"name": "b", "title": "brown, quick: foxes and dogs"}'),
  ('{"name": "c", "title": "QUICK dog''s fox"}'),
  ('{"name": "d", "title": ""}'),
  ('{"name": "e", "title": null}'),
  ('{"name": "f"}');
INSERT INTO tv_twin SELECT id, data - 'title', data->>'title' FROM tv_note;
)";

struct search_case {
  const char* words;
  const char* simple;  // the names that are found
  const char* english;
};

constexpr search_case search_cases[] = {
    {"quick fox", "ac", "abc"},
    {"Fox", "ac", "abc"},
    {"foxes", "b", "abc"},
    {"\"quick brown\"", "a", "a"},
    {"\"brown quick\"", "b", "b"},
    {"dogs or brown", "ab", "abc"},
    {"quick -brown", "c", "c"},
    {"-quick", "d", "d"},
    {"-foxes", "acd", "d"},
    {"the", "a", ""},
    {"", "", ""},
    {"' & | !:* (", "", ""},
};

void expect_found(served& by, const std::string& where, const std::string& names) {
  std::string expected;
  for (const char name : names) {
    expected += std::string(expected.empty() ? "" : ",") + R"({"name":")" + name + "\"}";
  }
  const std::string list = "(where: " + where + ", orderBy: [{name: ASC}]) { name }";
  EXPECT_EQ(by.ask({.document = "{ notes" + list + " twins" + list + " }"}).body,
            R"({"data":{"notes":[)" + expected + R"(],"twins":[)" + expected + "]}}")
      << where;
}

TEST(search, finds_what_is_expected_by_the_configuration_of_the_setting) {
  run_sql(search_tables);
  served simple(search_schema);
  served english(search_schema, "english");
  for (const search_case& one : search_cases) {
    const std::string where = "{title: {search: " + json::to_text(json::value(one.words)) + "}}";
    expect_found(simple, where, one.simple);
    expect_found(english, where, one.english);
  }
  expect_found(simple, R"({NOT: {title: {search: "fox"}}})", "bdef");
  expect_found(english, R"({NOT: {title: {search: "fox"}}})", "def");
}

}  // namespace
}  // namespace fraiseql::filters
