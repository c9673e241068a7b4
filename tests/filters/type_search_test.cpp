// The search of whole rows, in texts of theirs and in a column: fixed rows with fixed words, in
// every place that takes a filter, and random ones against a twin that knows nothing of PostgreSQL.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <vector>

#include "filters/random_source.hpp"
#include "filters/served.hpp"
#include "json/write.hpp"

namespace fraiseql::filters {
namespace {

constexpr const char* searched_schema = R"(
type Query {
  folders: [Folder!]! @find
  notes: [SearchedNote!]! @find(maxLimit: 1000)
  pages: SearchedNoteConnection! @find
  twins: [SearchedTwin!]! @find(maxLimit: 1000)
  foxes: [SearchedNote!]! @find(where: {search: "fox"})
}
type Folder {
  id: ID!
  name: String!
  notes: [SearchedNote!]! @find(on: [{field: "folder", equals: "name"}])
}
type SearchedNote @search(fields: ["title", "inner.text"], configuration: "CONFIGURATION") {
  id: ID! name: String title: String folder: String inner: Inner
  twin: SearchedTwin @findOne(on: [{field: "id", equals: "id"}])
  missing: SearchedNote @findOne(on: [{field: "name", equals: "folder"}])
}
type Inner { text: String }
type SearchedTwin @search(column: "all_words", configuration: "CONFIGURATION") {
  id: ID! name: String
}
)";

std::string schema_of(const std::string& configuration) {
  std::string text = searched_schema;
  const std::string word = "CONFIGURATION";
  for (std::size_t at = 0; (at = text.find(word)) != std::string::npos;) {
    text.replace(at, word.size(), configuration);
  }
  return text;
}

// The fifth has null, the sixth neither key, the seventh no row of its own in the column.
constexpr const char* searched_tables = R"(
DROP TABLE IF EXISTS tv_folder, tv_searched_note, tv_searched_twin;
CREATE TABLE tv_folder (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), data jsonb NOT NULL);
CREATE TABLE tv_searched_note (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), data jsonb NOT NULL);
CREATE TABLE tv_searched_twin (id uuid PRIMARY KEY, data jsonb NOT NULL, all_words tsvector);
INSERT INTO tv_folder (data) VALUES ('{"name": "x"}'), ('{"name": "y"}'), ('{"name": "z"}');
INSERT INTO tv_searched_note (data) VALUES
  ('{"name": "a", "folder": "x", "title": "The quick brown", "inner": {"text": "fox"}}'),
  ('{"name": "b", "folder": "x", "title": "brown", "inner": {"text": "quick: foxes and dogs"}}'),
  ('{"name": "c", "folder": "y", "title": "QUICK dog''s fox", "inner": null}'),
  ('{"name": "d", "folder": "y", "title": "", "inner": {}}'),
  ('{"name": "e", "folder": "y", "title": null, "inner": {"text": null}}'),
  ('{"name": "f"}');
UPDATE tv_searched_note SET data = data || jsonb_build_object('id', id);
INSERT INTO tv_searched_twin SELECT id, data - 'title' - 'inner', to_tsvector('CONFIGURATION',
    concat_ws(' ', data->>'title', data->'inner'->>'text')) FROM tv_searched_note;
UPDATE tv_searched_twin SET all_words = NULL WHERE data->>'name' = 'f';
)";

void make_tables(const std::string& configuration) {
  std::string text = searched_tables;
  const std::string word = "CONFIGURATION";
  text.replace(text.find(word), word.size(), configuration);
  run_sql(text);
}

std::string answer_of(served& by, const std::string& document) {
  return by.ask({.document = document}).body;
}

std::string names_in(const std::string& body) {
  std::string names;
  const std::string before = "\"name\":\"";
  for (std::size_t at = 0; (at = body.find(before, at)) != std::string::npos;) {
    at += before.size();
    names += body.substr(at, body.find('"', at) - at);
  }
  return body.find("\"errors\"") == std::string::npos ? names : body;
}

std::string found_by(served& by, const std::string& list, const std::string& where) {
  return names_in(
      answer_of(by, "{ " + list + "(where: " + where + ", orderBy: [{name: ASC}]) { name } }"));
}

std::string search_for(const std::string& words) {
  return "{search: " + json::to_text(json::value(words)) + "}";
}

struct row_search_case {
  const char* words;
  const char* simple;
  const char* english;
};

constexpr row_search_case row_search_cases[] = {
    {"quick fox", "ac", "abc"},
    {"brown fox", "a", "ab"},
    {"\"brown fox\"", "a", "a"},
    {"\"brown quick\"", "b", "b"},
    {"dogs or brown", "ab", "abc"},
    {"quick -brown", "c", "c"},
    {"the", "a", ""},
    {"", "", ""},
    {"' & | !:* (", "", ""},
};

TEST(type_search, looks_in_all_texts_together_and_in_a_column) {
  for (const std::string configuration : {"simple", "english"}) {
    SCOPED_TRACE(configuration);
    make_tables(configuration);
    served by(schema_of(configuration));
    for (const row_search_case& one : row_search_cases) {
      SCOPED_TRACE(one.words);
      const std::string expected = configuration == "simple" ? one.simple : one.english;
      EXPECT_EQ(found_by(by, "notes", search_for(one.words)), expected);
      EXPECT_EQ(found_by(by, "twins", search_for(one.words)), expected);
      const std::string rest = [&] {
        std::string all = "abcdef";
        std::erase_if(all, [&](char c) { return expected.find(c) != std::string::npos; });
        return all;
      }();
      EXPECT_EQ(found_by(by, "notes", "{NOT: " + search_for(one.words) + "}"), rest);
      EXPECT_EQ(found_by(by, "twins", "{NOT: " + search_for(one.words) + "}"), rest);
    }
    // Texts that are not there are empty; a column that is null has nothing, and nothing to miss.
    EXPECT_EQ(found_by(by, "notes", search_for("-quick")), "def");
    EXPECT_EQ(found_by(by, "twins", search_for("-quick")), "de");
  }
}

TEST(type_search, is_taken_wherever_rows_are_filtered) {
  make_tables("simple");
  served by(schema_of("simple"));
  EXPECT_EQ(answer_of(by, R"({ pages(where: {search: "quick"}) { totalCount } })"),
            R"({"data":{"pages":{"totalCount":3}}})");
  EXPECT_EQ(answer_of(by, R"({ pages(where: {OR: [{search: "brown"}, {name: {eq: "f"}}]})"
                          R"( orderBy: [{name: DESC}]) { edges { node { name } } } })"),
            R"({"data":{"pages":{"edges":[{"node":{"name":"f"}},{"node":{"name":"b"}},)"
            R"({"node":{"name":"a"}}]}}})");
  EXPECT_EQ(found_by(by, "folders", R"({notes: {some: {search: "dogs"}}})"), "x");
  EXPECT_EQ(found_by(by, "folders", R"({notes: {every: {search: "quick"}}})"), "xz");
  EXPECT_EQ(found_by(by, "folders", R"({notes: {none: {search: "brown"}}})"), "yz");
  EXPECT_EQ(found_by(by, "notes", R"({twin: {search: "dogs"}})"), "b");
  EXPECT_EQ(found_by(by, "foxes", R"({search: "quick"})"), "ac");
  // Of a row that is not there all texts are empty.
  EXPECT_EQ(found_by(by, "notes", R"({missing: {search: "-quick"}})"), "abcdef");
  EXPECT_EQ(found_by(by, "notes", R"({missing: {search: "quick"}})"), "");
}

TEST(type_search, orders_by_rank_also_inside_of_rows) {
  make_tables("simple");
  run_sql(R"(UPDATE tv_searched_note SET data = data || '{"title": "fox fox fox"}'
             WHERE data->>'name' = 'c')");
  served by(schema_of("simple"));
  const std::string best =
      R"((orderBy: [{searchRank: {words: "fox"}}, {name: ASC}], limit: 3) { name })";
  EXPECT_EQ(names_in(answer_of(by, "{ notes" + best + " }")), "cab");
  EXPECT_EQ(names_in(answer_of(by, R"({ notes(orderBy: [{searchRank: {words: "fox", )"
                                   R"(direction: ASC}}, {name: DESC}]) { name } })")),
            "fedbac");
  EXPECT_EQ(names_in(answer_of(by, "{ twins" + best + " }")), "acb");
  EXPECT_EQ(names_in(answer_of(by, "{ folders(orderBy: [{name: ASC}]) { notes" + best + " } }")),
            "abcde");
  EXPECT_EQ(names_in(answer_of(by, R"({ notes(where: {search: "quick"}, orderBy: [)"
                                   R"({searchRank: {words: "dogs"}}, {name: DESC}]) { name } })")),
            "ba");
}

TEST(type_search, refuses_words_that_are_too_long_or_no_text) {
  make_tables("simple");
  served by(schema_of("simple"));
  const auto refused = [&](const std::string& arguments) {
    const std::string body = answer_of(by, "{ notes(" + arguments + ") { name } }");
    EXPECT_NE(body.find("BAD_USER_INPUT"), std::string::npos) << body;
    return body;
  };
  const std::string longest(1000, 'a');
  EXPECT_EQ(found_by(by, "notes", search_for(longest)), "");
  EXPECT_NE(
      refused("where: " + search_for(longest + "a")).find("where.search is longer than 1000 bytes"),
      std::string::npos);
  const auto rank = [](const std::string& words) {
    return "orderBy: [{searchRank: {words: " + json::to_text(json::value(words)) + "}}]";
  };
  EXPECT_EQ(names_in(answer_of(by, "{ notes(" + rank(longest) + ", limit: 0) { name } }")), "");
  EXPECT_NE(refused(rank(longest + "a"))
                .find("notes(orderBy:) searchRank.words is longer than 1000 bytes"),
            std::string::npos);
  const std::string nul = rank(std::string("a\0b", 3));
  EXPECT_NE(answer_of(by, "{ notes(" + nul + ") { name } }").find("U+0000"), std::string::npos);
  EXPECT_NE(refused("where: {search: null}").find("where.search is null"), std::string::npos);
}

// The words of a text, in small letters: what the configuration `simple` makes of letters.
std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) {
    std::ranges::transform(word, word.begin(), [](char c) {
      return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    });
    words.push_back(word);
  }
  return words;
}

// `a -b or c`: those beside each other all hold, and `or` stands between such groups.
bool fits(const std::vector<std::string>& text, const std::string& query) {
  bool is_found = false;
  bool holds = true;
  for (const std::string& word : words_of(query)) {
    if (word == "or") {
      is_found = is_found || holds;
      holds = true;
      continue;
    }
    const bool is_excluded = word.front() == '-';
    const bool has = std::ranges::count(text, word.substr(is_excluded ? 1 : 0)) > 0;
    holds = holds && has != is_excluded;
  }
  return is_found || holds;
}

std::string random_words(random_source& random, std::size_t most) {
  static const std::vector<std::string> all = {"ab", "Cd", "ef", "GH", "ij"};
  std::string text;
  for (std::size_t left = random.number(most); left > 0; --left) {
    text += (text.empty() ? "" : " ") + random.one_of(all);
  }
  return text;
}

std::string random_query(random_source& random) {
  std::string text;
  const std::size_t groups = 1 + random.number(1);
  for (std::size_t i = 0; i < groups; ++i) {
    if (i > 0) text += " or ";
    const std::size_t size = 1 + random.number(2);
    for (std::size_t j = 0; j < size; ++j) {
      std::string word;
      while (word.empty()) word = random_words(random, 1);
      text += std::string(j > 0 ? " " : "") + (random.chance(30) ? "-" : "") + word;
    }
  }
  return text;
}

TEST(type_search, finds_what_its_twin_finds) {
  const std::uint64_t seed = seed_of_this_run();
  random_source random(seed);
  make_tables("simple");
  run_sql("TRUNCATE tv_searched_note");
  std::vector<std::pair<std::string, std::vector<std::string>>> stored;
  for (char name = 'a'; name <= 'z'; ++name) {
    const std::string title = random_words(random, 4);
    const std::string text = random_words(random, 4);
    const json::value document = json::object{
        {"name", std::string(1, name)}, {"title", title}, {"inner", json::object{{"text", text}}}};
    run_sql("INSERT INTO tv_searched_note (data) VALUES (" + sql_text(json::to_text(document)) +
            ")");
    stored.emplace_back(std::string(1, name), words_of(title + " " + text));
  }
  served by(schema_of("simple"));
  for (int i = 0; i < 60; ++i) {
    const std::string query = random_query(random);
    SCOPED_TRACE("seed " + std::to_string(seed) + ": " + query);
    std::string expected;
    for (const auto& [name, words] : stored) {
      if (fits(words, query)) expected += name;
    }
    EXPECT_EQ(found_by(by, "notes", search_for(query)), expected);
  }
}

}  // namespace
}  // namespace fraiseql::filters
