// What PostgreSQL is asked: one statement for each root field, however deep a query goes, whose
// lists end early inside of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "filters/served.hpp"
#include "json/write.hpp"
#include "lists/declarations.hpp"
#include "lists/logged_statements.hpp"
#include "lists/related_rows.hpp"
#include "support/wide_schema.hpp"

namespace fraiseql::lists {
namespace {

using testing::member;

std::string joined(const std::vector<logged_statement>& all) {
  std::string text;
  for (const logged_statement& one : all) text += one.text + "\n";
  return text;
}

// Of names of types alone nothing needs to be read.
bool asks_for_rows(const selected& root) {
  return root.rows->as != form::connection || std::ranges::any_of(root.page, [](const part& one) {
           return one.name == "edges" || one.name == "totalCount";
         });
}

TEST(statements, are_one_for_each_root_field) {
  logged_statements log;
  const std::uint64_t seed = filters::seed_of_this_run();
  related_rows rows(seed);
  const std::size_t queries = std::min<std::size_t>(cases_wanted(20), 200);
  for (const plan::document_reading reading :
       {plan::document_reading::by_size, plan::document_reading::whole,
        plan::document_reading::members}) {
    filters::served engine(rows.schema(),
                           {.limits = wide_limits(), .planning = {.documents = reading}});
    log.next();
    for (std::size_t i = 0; i < queries; ++i) {
      const std::vector<selected> drawn = rows.draw_query();
      const execution::request asked = rows.request_of(drawn);
      const auto answer = engine.ask(asked);
      EXPECT_EQ(answer.errors, 0U) << answer.body;
      const auto statements = log.next();
      const auto least = std::ranges::count_if(drawn, asks_for_rows);
      EXPECT_LE(statements.size(), drawn.size());
      EXPECT_GE(statements.size(), static_cast<std::size_t>(least));
      ASSERT_FALSE(HasFailure()) << "FRAISEQL_SEED=" << seed << "\n"
                                 << asked.document << "\n"
                                 << json::to_text(asked.variables) << "\n"
                                 << joined(statements);
    }
  }
}

std::shared_ptr<const schema::schema> blog_schema() {
  schema::schema_builder builder;
  const auto posts = [](const char* name, schema::listing as) {
    schema::field_declaration made = member(name, "Post");
    made.relation = schema::relation_declaration{.on = {{.field = "authorId", .equals = "id"}},
                                                 .list = schema::list_declaration{.as = as}};
    return made;
  };
  builder.add(
      schema::type_declaration{.name = "User",
                               .fields = {member("id", "ID", true), member("name", "String"),
                                          posts("posts", schema::listing::list),
                                          posts("postPages", schema::listing::connection)},
                               .source = schema::relation{.name = "tv_user"},
                               .origin = "struct User"});
  builder.add(
      schema::type_declaration{.name = "Post",
                               .fields = {member("id", "ID", true), member("authorId", "ID", true),
                                          member("title", "String")},
                               .source = schema::relation{.name = "tv_post"},
                               .origin = "struct Post"});
  builder.add_query(schema::find_declaration{.name = "users", .object = "User", .origin = "users"});
  builder.add_query(schema::find_declaration{.name = "postPages",
                                             .object = "Post",
                                             .list = {.as = schema::listing::connection},
                                             .origin = "posts"});
  return built(std::move(builder));
}

constexpr const char* blog_tables = R"(
DROP TABLE IF EXISTS tv_user, tv_post;
CREATE TABLE tv_user (id uuid PRIMARY KEY, data jsonb NOT NULL);
CREATE TABLE tv_post (id uuid PRIMARY KEY, data jsonb NOT NULL);
INSERT INTO tv_user SELECT id, jsonb_build_object('id', id, 'name', 'user ' || n)
  FROM (SELECT n, md5('user ' || n)::uuid AS id FROM generate_series(1, 500) n) made;
INSERT INTO tv_post SELECT md5('post ' || n)::uuid, jsonb_build_object('id', md5('post ' || n)::uuid,
    'authorId', md5('user ' || (n % 500 + 1))::uuid, 'title', 'title ' || n * 7919 % 10007)
  FROM generate_series(1, 10000) n;
CREATE INDEX of_author ON tv_post ((data->>'authorId'), (data->>'title'), id);
CREATE INDEX by_title ON tv_post ((data->>'title'), id);
ANALYZE tv_user, tv_post;
)";

using test = std::function<bool(const json::value&)>;

std::string text_of(const json::value& node, std::string_view name) {
  const json::value* value = node.find(name);
  const auto* text = value == nullptr ? nullptr : value->get<std::string>();
  return text == nullptr ? "" : *text;
}

test is_node(const std::string& type) {
  return [type](const json::value& node) { return text_of(node, "Node Type") == type; };
}

bool is_ordered(const json::value& node) {
  const std::string type = text_of(node, "Node Type");
  return type == "Sort" || type == "Incremental Sort" ||
         ((type == "Index Scan" || type == "Index Only Scan") &&
          text_of(node, "Index Name") != "tv_post_pkey");
}

// Whether there are plan nodes that pass the tests, each somewhere below the one before.
bool has_chain(const json::value& node, std::span<const test> tests) {
  if (tests.front()(node)) tests = tests.subspan(1);
  if (tests.empty()) return true;
  const json::value* below = node.find("Plans");
  return below != nullptr && std::ranges::any_of(*below->get<json::array>(), [&](const auto& one) {
           return has_chain(one, tests);
         });
}

class plans : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { filters::run_sql(blog_tables); }

  // PostgreSQL's plan of the one statement of a request.
  static json::value plan(const std::string& document) {
    logged_statements log;
    filters::served engine(blog_schema(), {});
    log.next();
    const auto answer = engine.ask({.document = document});
    EXPECT_EQ(answer.errors, 0U) << answer.body;
    const auto statements = log.next();
    EXPECT_EQ(statements.size(), 1U) << joined(statements);
    if (statements.empty()) return json::null{};
    const json::value made = plan_of(statements.front());
    if (made.is_null()) return made;
    return *made.get<json::array>()->front().find("Plan");
  }

  static void expect_chain(const json::value& of, const std::vector<test>& tests) {
    ASSERT_FALSE(of.is_null());
    EXPECT_TRUE(has_chain(of, tests)) << json::to_text(of);
  }
};

TEST_F(plans, end_a_list_of_each_row_inside_of_its_lateral_subquery) {
  const std::vector<test> chain = {is_node("Nested Loop"), is_node("Aggregate"), is_node("Limit"),
                                   is_ordered};
  expect_chain(plan("{ users(limit: 10) { posts(limit: 3, orderBy: [{title: DESC}]) { title } } }"),
               chain);
  expect_chain(plan("{ users(limit: 10) { posts(limit: 3) { title } } }"), chain);
  expect_chain(plan("{ users(limit: 10) { postPages(first: 3, orderBy: [{title: ASC}]) "
                    "{ edges { node { title } } pageInfo { hasNextPage } } } }"),
               chain);
}

TEST_F(plans, look_for_the_rows_of_a_row_by_their_index) {
  const json::value made =
      plan("{ users(limit: 10) { posts(limit: 3, orderBy: [{title: ASC}]) { title } } }");
  expect_chain(
      made, {is_node("Nested Loop"), is_node("Aggregate"), is_node("Limit"),
             [](const json::value& node) { return text_of(node, "Index Name") == "of_author"; }});
}

// Of the hundredth post in that order.
std::string cursor_by(const std::string& order) {
  filters::served engine(blog_schema(), {});
  const auto page = engine.ask(
      {.document = "{ postPages(first: 100, orderBy: " + order + ") { pageInfo { endCursor } } }"});
  const std::size_t begin = page.body.find("endCursor\":\"") + 12;
  return page.body.substr(begin, page.body.find('"', begin) - begin);
}

// Page 1,000 costs what page 1 does: the rows before it are not read.
TEST_F(plans, begin_a_page_at_its_cursor_by_the_index_of_the_order) {
  const json::value made = plan("{ postPages(first: 10, orderBy: [{title: ASC}], after: \"" +
                                cursor_by("[{title: ASC}]") + "\") { edges { node { title } } } }");
  expect_chain(made, {is_node("Limit"), [](const json::value& node) {
                        return text_of(node, "Index Name") == "by_title" &&
                               text_of(node, "Index Cond").find('>') != std::string::npos;
                      }});
}

// How many scans of posts there are; `others` are those that are not a range of an index.
std::size_t scans_of_posts(const json::value& node, std::string& others) {
  std::size_t count = 0;
  const bool is_of_index = !text_of(node, "Index Name").empty();
  if (text_of(node, "Relation Name") == "tv_post" || is_of_index) {
    ++count;
    if (!is_of_index || text_of(node, "Index Cond").empty()) others += json::to_text(node) + "\n";
  }
  if (const json::value* below = node.find("Plans")) {
    for (const json::value& one : *below->get<json::array>()) {
      count += scans_of_posts(one, others);
    }
  }
  return count;
}

// In either direction, and of several columns, some of whose values may be null: each part of what
// lies beyond a cursor is a range of the index, also where the directions differ. So it is where
// only asked whether there is any: the first such row may be the relation's last.
TEST_F(plans, read_no_row_that_lies_on_the_other_side_of_a_cursor) {
  for (const std::string& order : {std::string("[{authorId: ASC}, {title: ASC}]"),
                                   std::string("[{authorId: DESC}, {title: DESC}]"),
                                   std::string("[{authorId: ASC}, {title: DESC}]"),
                                   std::string("[{authorId: DESC}, {title: ASC}]")}) {
    const std::string cursor = cursor_by(order);
    for (const char* page : {"first: 10, after", "last: 10, before"}) {
      const std::string one =
          std::string("postPages(") + page + ": \"" + cursor + "\", orderBy: " + order + ")";
      std::string others;
      const json::value made = plan(
          "{ " + one + " { edges { node { title } } pageInfo { hasNextPage hasPreviousPage } } }");
      EXPECT_GE(scans_of_posts(made, others), 3U) << one;
      EXPECT_EQ(others, "") << one;
    }
  }
}

}  // namespace
}  // namespace fraiseql::lists
