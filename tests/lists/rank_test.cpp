// Pages of rows in the order of a rank: whatever their sizes, a walk forwards and one backwards
// visit each row once, in the order that the whole list has.
#include <gtest/gtest.h>

#include <algorithm>

#include "filters/random_source.hpp"
#include "filters/served.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace fraiseql::lists {
namespace {

constexpr const char* ranked_schema = R"(
type Query {
  listed: [RankedNote!]! @find(maxLimit: 1000)
  notes: RankedNoteConnection! @find
  twins: RankedTwinConnection! @find
  folders: [RankedFolder!]! @find
}
type RankedFolder {
  id: ID!
  name: String!
  notes: RankedNoteConnection! @find(on: [{field: "folder", equals: "name"}])
}
type RankedNote @search(fields: ["title", "body"]) { id: ID! n: Int! title: String body: String folder: String }
type RankedTwin @search(column: "words") { id: ID! n: Int! }
)";

// The rank of one word grows with how often it is there, from 0 to 3 times here.
constexpr const char* ranked_tables = R"(
DROP TABLE IF EXISTS tv_ranked_note, tv_ranked_twin, tv_ranked_folder;
CREATE TABLE tv_ranked_note (id uuid PRIMARY KEY, data jsonb NOT NULL);
CREATE TABLE tv_ranked_twin (id uuid PRIMARY KEY, data jsonb NOT NULL, words tsvector);
CREATE TABLE tv_ranked_folder (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), data jsonb NOT NULL);
INSERT INTO tv_ranked_folder (data) VALUES ('{"name": "a"}');
INSERT INTO tv_ranked_note SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid,
  jsonb_build_object('n', n, 'folder', 'a',
    'title', CASE WHEN n % 3 > 0 THEN repeat('fox ', n * 7 % 4) END,
    'body', CASE WHEN n % 3 = 0 THEN repeat('fox ', n * 7 % 4) ELSE 'a dog' END)
  FROM generate_series(1, 60) n;
INSERT INTO tv_ranked_twin SELECT id, data, CASE WHEN data->>'n' <> '5' THEN
  to_tsvector('simple', concat_ws(' ', data->>'title', data->>'body')) END FROM tv_ranked_note;
)";

// 60 rows, and their numbers in the order of the rank of "fox".
std::vector<int> best_first() {
  std::vector<int> all;
  for (int n = 1; n <= 60; ++n) all.push_back(n);
  std::ranges::sort(all,
                    [](int a, int b) { return std::pair(a * 7 % 4, a) > std::pair(b * 7 % 4, b); });
  return all;
}

struct walked {
  std::vector<int> numbers = {};
  std::string cursor = {};
  bool has_more = false;
};

class rank : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    filters::run_sql(ranked_tables);
    served_ = std::make_unique<filters::served>(ranked_schema);
  }
  static void TearDownTestSuite() { served_.reset(); }

  static execution::response ask(const std::string& document, json::object variables = {}) {
    return served_->ask({.document = document, .variables = std::move(variables)});
  }

  static walked read_page(const execution::response& answer, bool is_backward) {
    walked made;
    EXPECT_EQ(answer.errors, 0U) << answer.body;
    const auto body = *json::read(answer.body);
    const json::value* at = body.find("data");
    while (at != nullptr && at->find("edges") == nullptr) {
      if (const auto* items = at->get<json::array>()) {
        at = &items->front();
      } else {
        at = &at->get<json::object>()->front().second;
      }
    }
    for (const json::value& edge : *at->find("edges")->get<json::array>()) {
      made.numbers.push_back(std::stoi(edge.find("node")->find("n")->get<json::number>()->text));
    }
    const json::value& page = *at->find("pageInfo");
    made.has_more = *page.find(is_backward ? "hasPreviousPage" : "hasNextPage")->get<bool>();
    const auto* cursor = page.find(is_backward ? "startCursor" : "endCursor")->get<std::string>();
    if (cursor != nullptr) made.cursor = *cursor;
    return made;
  }

  // All pages of random sizes from one end to the other.
  static std::vector<int> walk(filters::random_source& random, const std::string& field,
                               const std::string& order, bool is_backward) {
    const bool is_nested = field.starts_with("folders.");
    const std::string name = is_nested ? field.substr(8) : field;
    const std::string size = is_backward ? "last" : "first";
    const std::string from = is_backward ? "before" : "after";
    const std::string one = name + "(" + size + ": $size, " + from + ": $from, orderBy: " + order +
                            ") { edges { node { n } } pageInfo { hasNextPage hasPreviousPage "
                            "startCursor endCursor } }";
    const std::string document = "query ($size: Int, $from: String, $words: String = \"fox\") { " +
                                 (is_nested ? "folders { " + one + " }" : one) + " }";
    std::vector<int> all;
    json::value cursor = json::null{};
    for (int pages = 0; pages < 100; ++pages) {
      const json::number rows{std::to_string(1 + random.number(9))};
      const walked page = read_page(ask(document, {{"size", rows}, {"from", cursor}}), is_backward);
      all.insert(is_backward ? all.begin() : all.end(), page.numbers.begin(), page.numbers.end());
      if (!page.has_more) return all;
      cursor = page.cursor;
    }
    ADD_FAILURE() << "no end: " << document;
    return all;
  }

 private:
  static inline std::unique_ptr<filters::served> served_ = {};
};

TEST_F(rank, pages_visit_each_row_once_in_the_order_of_the_whole_list) {
  const std::uint64_t seed = filters::seed_of_this_run();
  filters::random_source random(seed);
  SCOPED_TRACE("seed " + std::to_string(seed));
  const std::string best = "[{searchRank: {words: $words}}]";
  const std::string worst = "[{searchRank: {words: $words, direction: ASC}}]";
  std::vector<int> expected = best_first();
  for (int times = 0; times < 4; ++times) {
    for (const char* field : {"notes", "folders.notes"}) {
      for (const bool is_backward : {false, true}) {
        SCOPED_TRACE(field);
        EXPECT_EQ(walk(random, field, best, is_backward), expected);
        std::vector<int> reversed(expected.rbegin(), expected.rend());
        EXPECT_EQ(walk(random, field, worst, is_backward), reversed);
      }
    }
  }
}

TEST_F(rank, goes_beside_other_values_of_the_order) {
  filters::random_source random(filters::seed_of_this_run());
  const std::string order = "[{searchRank: {words: $words}}, {n: ASC}]";
  std::vector<int> expected = best_first();
  std::ranges::sort(expected, [](int a, int b) {
    return a * 7 % 4 != b * 7 % 4 ? a * 7 % 4 > b * 7 % 4 : a < b;
  });
  for (const bool is_backward : {false, true}) {
    EXPECT_EQ(walk(random, "notes", order, is_backward), expected);
  }
}

TEST_F(rank, of_a_column_that_is_null_is_nothing) {
  filters::random_source random(filters::seed_of_this_run());
  const auto all = walk(random, "twins", "[{searchRank: {words: $words}}]", false);
  ASSERT_EQ(all.size(), 60U);
  // 5 * 7 % 4 is 3, but its column is null.
  EXPECT_LT(std::ranges::find(all, 4) - all.begin(), 60);
  EXPECT_GE(std::ranges::find(all, 5) - all.begin(), 45);
  EXPECT_EQ(walk(random, "twins", "[{searchRank: {words: $words}}]", true), all);
}

TEST_F(rank, of_other_words_begins_where_the_cursor_has_its_rank) {
  const std::string document =
      "query ($words: String!, $after: String) { notes(first: 3, after: $after, orderBy: "
      "[{searchRank: {words: $words}}]) { edges { node { n } } pageInfo { hasNextPage "
      "hasPreviousPage startCursor endCursor } } }";
  const walked page = read_page(ask(document, {{"words", "fox"}}), false);
  ASSERT_FALSE(page.cursor.empty());
  // Nothing has both, so what follows is the end of what has no rank for these.
  const walked other =
      read_page(ask(document, {{"words", "nothing"}, {"after", page.cursor}}), false);
  EXPECT_EQ(other.numbers, (std::vector<int>{60, 59, 58}));
}

TEST_F(rank, has_cursors_that_no_other_order_takes) {
  const std::string document =
      "query ($order: [RankedNoteOrderByInput!], $after: String) { notes(first: 3, after: "
      "$after, orderBy: $order) { edges { node { n } } pageInfo { "
      "hasNextPage hasPreviousPage startCursor endCursor } } }";
  const auto order = [](const char* text) { return *json::read(text); };
  const json::value best = order(R"([{"searchRank": {"words": "fox"}}])");
  const walked page = read_page(ask(document, {{"order", best}}), false);
  const auto refused = [&](const json::value& by) {
    const auto answer = ask(document, {{"order", by}, {"after", page.cursor}});
    EXPECT_NE(answer.body.find("BAD_USER_INPUT"), std::string::npos) << answer.body;
  };
  refused(order(R"([{"searchRank": {"words": "fox", "direction": "ASC"}}])"));
  refused(order(R"([{"n": "DESC"}])"));
  refused(order(R"([{"searchRank": {"words": "fox"}}, {"searchRank": {"words": "fox"}}])"));
}

TEST_F(rank, is_nothing_of_what_a_search_for_the_words_would_not_find) {
  const auto answer =
      ask("{ listed(limit: 10, orderBy: [{searchRank: {words: \"fox -dog\"}}]) { n } }");
  ASSERT_EQ(answer.errors, 0U) << answer.body;
  const auto body = *json::read(answer.body);
  const auto& rows = *body.find("data")->find("listed")->get<json::array>();
  ASSERT_EQ(rows.size(), 10U);
  for (const json::value& row : rows) {
    const int n = std::stoi(row.find("n")->get<json::number>()->text);
    EXPECT_TRUE(n % 3 == 0 && n * 7 % 4 > 0) << n;
  }
}

TEST_F(rank, refuses_words_that_postgresql_cannot_read) {
  const auto answer = ask("{ listed(orderBy: [{searchRank: {words: \"" + std::string(499, '-') +
                          " a\"}}]) { n } }");
  EXPECT_NE(answer.body.find("BAD_USER_INPUT"), std::string::npos) << answer.body;
  EXPECT_NE(answer.body.find("searchRank.words"), std::string::npos) << answer.body;
}

// Each is worked out for all rows: 500, and 50 for each of its names, `direction` too.
TEST_F(rank, costs_more_than_other_orders) {
  const auto folders = [](int limit) {
    std::string ranks;
    for (int i = 0; i < 8; ++i) ranks += " {searchRank: {words: \"w" + std::to_string(i) + "\"}}";
    return ask("{ folders(limit: " + std::to_string(limit) + ") { notes(first: 1, orderBy: [" +
               ranks + "]) { edges { node { n } } } } }");
  };
  EXPECT_EQ(folders(20).errors, 0U) << folders(20).body;
  EXPECT_NE(folders(21).body.find("max_cost"), std::string::npos) << folders(21).body;
}

}  // namespace
}  // namespace fraiseql::lists
