// examples/blog over HTTP: relations, pages, orders and filters of a whole program, on the rows
// that it comes with; its schema; and what its README.md says.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "end_to_end/blog.hpp"
#include "end_to_end/cases.hpp"
#include "end_to_end/suite.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "support/private_cluster.hpp"

namespace fraiseql::testing {
namespace {

class blog : public with_server<blog_project> {};

std::string text_of_file(const std::string& name) {
  std::ostringstream text;
  text << std::ifstream(FRAISEQL_SOURCE_DIR "/" + name).rdbuf();
  return text.str();
}

TEST(blog_program, prints_its_schema) {
  const blog_project project;
  const auto printed = project.run({"schema", "print"});
  EXPECT_EQ(printed->wait(), 0) << printed->error_output();
  EXPECT_EQ(printed->output(), text_of_file("tests/end_to_end/blog.graphql"));
}

// By their names, which GoogleTest can show.
class blog_cases : public blog, public ::testing::WithParamInterface<std::string> {};

std::vector<std::string> names_of_cases() {
  std::vector<std::string> names;
  for (const json::value& one : cases_of("blog")) names.push_back(name_of(one));
  return names;
}

TEST_P(blog_cases, answers) {
  for (const json::value& one : cases_of("blog")) {
    if (name_of(one) != GetParam()) continue;
    expect_answer(one, exchange(server().port(), request_of(one)));
  }
}
INSTANTIATE_TEST_SUITE_P(all, blog_cases, ::testing::ValuesIn(names_of_cases()),
                         [](const auto& the_case) { return the_case.param; });

// What lies at the end of these names in an answer; null where nothing does.
json::value within(const std::string& answer, const std::vector<std::string>& names) {
  const auto whole = json::read(answer);
  const json::value* at = whole ? &*whole : nullptr;
  for (const std::string& name : names) {
    if (at != nullptr) at = at->find(name);
  }
  return at == nullptr ? json::value() : *at;
}

// The titles of all posts, two of them at a time.
std::vector<std::string> walk(const quickstart_server& server, const std::string& count,
                              const std::string& from, const std::string& cursor) {
  std::vector<std::string> pages;
  json::value at;
  do {
    const std::string answer =
        server.ask("query($at: String) { posts(" + count + ": 2, " + from +
                       ": $at) { edges { node { title } } pageInfo { " + cursor + " } } }",
                   json::to_text(json::value(json::object{{"at", at}})));
    pages.push_back(json::to_text(within(answer, {"data", "posts", "edges"})));
    at = within(answer, {"data", "posts", "pageInfo", cursor});
  } while (!at.is_null() && pages.size() < 10);
  return pages;
}

TEST_F(blog, is_walked_forwards_by_cursors) {
  const std::vector<std::string> pages = {
      R"([{"node":{"title":"Letters"}},{"node":{"title":"Can machines \"think\"?"}}])",
      R"([{"node":{"title":"Banburismus"}},{"node":{"title":"On brass"}}])",
      R"([{"node":{"title":"A note on loops"}},{"node":{"title":"Notes on the engine"}}])",
      R"([{"node":{"title":"The difference engine"}}])", "[]"};
  EXPECT_EQ(walk(server(), "first", "after", "endCursor"), pages);
}

TEST_F(blog, is_walked_backwards_by_cursors) {
  const std::vector<std::string> pages = {
      R"([{"node":{"title":"Notes on the engine"}},{"node":{"title":"The difference engine"}}])",
      R"([{"node":{"title":"On brass"}},{"node":{"title":"A note on loops"}}])",
      R"([{"node":{"title":"Can machines \"think\"?"}},{"node":{"title":"Banburismus"}}])",
      R"([{"node":{"title":"Letters"}}])", "[]"};
  EXPECT_EQ(walk(server(), "last", "before", "startCursor"), pages);
}

TEST_F(blog, takes_the_cursor_of_one_list_for_no_other) {
  const std::string page = server().ask("{ posts(first: 1) { pageInfo { endCursor } } }");
  const json::value cursor = within(page, {"data", "posts", "pageInfo", "endCursor"});
  ASSERT_NE(cursor.get<std::string>(), nullptr) << page;
  const std::string answer = server().ask(
      "query($at: String) { post(identifier: \"on-brass\") { comments(after: $at) "
      "{ totalCount } } }",
      json::to_text(json::value(json::object{{"at", cursor}})));
  EXPECT_TRUE(errors_of(answer).starts_with("BAD_USER_INPUT: ")) << answer;
}

TEST_F(blog, says_which_row_is_missing) {
  const auto run = [](const std::string& sql) {
    run_in_database(project().conninfo("postgres"), sql);
  };
  run(R"(INSERT INTO tv_comment (id, post_id, author_id, created_at, data)
         SELECT id, post_id, md5('nobody')::uuid, created_at,
                data || jsonb_build_object('id', id, 'author_id', md5('nobody')::uuid)
           FROM (SELECT md5('orphan')::uuid AS id, post_id, created_at, data
                   FROM tv_comment LIMIT 1) AS one)");
  const std::string answer = server().ask("{ comments { post { title } author { name } } }");
  run("DELETE FROM tv_comment WHERE id = md5('orphan')::uuid");
  EXPECT_TRUE(has_text(answer, "no row of User belongs to this Comment, whose field is User!"))
      << answer;
  EXPECT_TRUE(has_text(answer, R"("author"])")) << answer;
  EXPECT_TRUE(has_text(answer, R"("data":null)")) << answer;
}

// What the lists of the program are found and ordered by, without a client's filters.
constexpr const char* all_lists = R"(
  { organisations { users { organisation { id } posts { id } comments { id } } }
    publishedPosts { author { user { publishedPosts { id } } } comments { edges { cursor } } }
    posts { edges { cursor } } users { id } comments { post { id } author { id } } })";

TEST_F(blog, has_an_index_for_each_list_and_relation) {
  const auto explained = project().run({"explain", all_lists});
  EXPECT_EQ(explained->wait(), 0) << explained->error_output();
  const std::string text = explained->output();
  const std::size_t at = text.find("\n# indexes\n");
  ASSERT_NE(at, std::string::npos) << text;
  EXPECT_EQ(text.substr(at),
            "\n# indexes\nplanned as the role fraiseql_serving\n"
            "organisations orderBy: index ix_tv_organisation_name\n"
            "organisations.users by organisationId, orderBy: index ix_tv_user_organisation\n"
            "organisations.users.organisation by id: index tv_organisation_pkey\n"
            "organisations.users.posts by authorId, orderBy: index ix_tv_post_author\n"
            "organisations.users.comments by authorId, orderBy: index ix_tv_comment_author\n"
            "publishedPosts own where.status.eq: index ix_tv_post_status\n"
            "publishedPosts orderBy: index ix_tv_post_created_at\n"
            "publishedPosts.author.user by id: index tv_user_pkey\n"
            "publishedPosts.author.user.publishedPosts by authorId, own where.status.eq, orderBy: "
            "index ix_tv_post_author\n"
            "publishedPosts.comments by postId, orderBy: index ix_tv_comment_post\n"
            "posts orderBy: index ix_tv_post_created_at\n"
            "users orderBy: index ix_tv_user_name\n"
            "comments orderBy: index ix_tv_comment_created_at\n"
            "comments.post by id: index tv_post_pkey\n"
            "comments.author by id: index tv_user_pkey\n\n");
}

struct block {
  std::string language;
  std::string text;
};

std::vector<block> blocks_of(const std::string& page) {
  std::vector<block> found;
  std::istringstream lines(page);
  bool is_inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("```")) {
      is_inside = !is_inside;
      if (is_inside) found.push_back({line.substr(3), ""});
    } else if (is_inside) {
      found.back().text += line + '\n';
    }
  }
  return found;
}

// Without the white space that a page has for people.
std::string compact(const std::string& text) {
  const auto read = json::read(text);
  return read ? json::to_text(*read) : "no JSON: " + text;
}

// A server of its own, since the page writes.
class blog_readme : public blog {};

TEST_F(blog_readme, says_what_is_answered) {
  const std::vector<block> blocks = blocks_of(text_of_file("examples/blog/README.md"));
  int asked = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].language != "graphql") continue;
    ++asked;
    ASSERT_TRUE(i + 1 < blocks.size() && blocks[i + 1].language == "json") << blocks[i].text;
    EXPECT_EQ(server().ask(blocks[i].text), compact(blocks[i + 1].text)) << blocks[i].text;
  }
  EXPECT_GE(asked, 9);
}

}  // namespace
}  // namespace fraiseql::testing
