// The evaluator of related rows itself, on a few rows by hand.
#include "lists/graph_evaluator.hpp"

#include <gtest/gtest.h>

#include "json/read.hpp"
#include "json/write.hpp"

namespace fraiseql::lists {
namespace {

using filters::field;
using filters::kind;

constexpr std::size_t user = 0;
constexpr std::size_t post = 1;
constexpr std::size_t place_type = 2;

const field author{.name = "author", .key = "author_key", .of = kind::string};
const field city{.name = "city", .key = "city", .of = kind::string};
const field key_field{.name = "key", .key = "key", .of = kind::string};
const field title{.name = "title", .key = "title", .of = kind::string};

void add_rows(graph_type& to, const std::vector<std::string>& documents) {
  for (const std::string& text : documents) {
    json::value document = *json::read(text);
    std::string id = *document.find("id")->get<std::string>();
    to.rows.push_back({std::move(id), std::move(document)});
  }
}

// Users with posts; a user's place has posts, too.
graph small_graph() {
  graph made;
  made.model.objects = {
      {"User",
       {key_field, {.name = "home", .key = "home", .of = kind::object, .index = place_type}}},
      {"Post", {author, title, city}},
      {"Place", {city}}};
  made.types.resize(3);
  made.types[user].table = "tv_user";
  made.types[post].table = "tv_post";
  made.types[user].relations = {
      {.name = "posts", .target = post, .on = {{author, key_field}}},
      {.name = "pages", .target = post, .as = form::connection, .on = {{author, key_field}}},
      {.name = "kept",
       .target = post,
       .on = {{author, key_field}},
       .where = *json::read(R"({"title": {"neq": "b"}})")}};
  made.types[post].relations = {
      {.name = "writer", .target = user, .as = form::one, .on = {{key_field, author}}}};
  made.types[place_type].relations = {{.name = "posts", .target = post, .on = {{city, city}}}};
  add_rows(made.types[user], {R"({"id": "1", "key": "ann", "home": {"city": "Ulm"}})",
                              R"({"id": "2", "key": "bob", "home": null})",
                              R"({"id": "3", "key": null})", R"({"id": "4", "key": "ann"})"});
  add_rows(made.types[post], {R"({"id": "5", "title": "a", "author_key": "ann", "city": "Ulm"})",
                              R"({"id": "6", "title": "b", "author_key": "ann"})",
                              R"({"id": "7", "title": "c", "author_key": null})",
                              R"({"id": "8", "title": "d", "author_key": "zoe"})"});
  made.roots = {{.name = "users", .target = user}, {.name = "posts", .target = post}};
  return made;
}

// The ids of the type's rows that a filter lets through.
std::string let_through(std::size_t type, const std::string& where) {
  const graph of = small_graph();
  const graph_evaluator evaluates(of);
  const auto filter = json::read(where);
  EXPECT_TRUE(filter) << where;
  std::string ids;
  for (const row& one : of.types[type].rows) {
    if (evaluates.holds(type, &one.document, *filter)) ids += one.id;
  }
  return ids;
}

TEST(graph_evaluator, filters_by_the_rows_that_belong_to_a_row) {
  EXPECT_EQ(let_through(user, R"({"posts": {"some": {"title": {"eq": "a"}}}})"), "14");
  EXPECT_EQ(let_through(user, R"({"posts": {"none": {"title": {"eq": "a"}}}})"), "23");
  EXPECT_EQ(let_through(user, R"({"posts": {"every": {"title": {"eq": "a"}}}})"), "23");
  EXPECT_EQ(let_through(user, R"({"kept": {"every": {"title": {"eq": "a"}}}})"), "1234");
  EXPECT_EQ(let_through(user, R"({"NOT": {"pages": {"some": {"title": {"eq": "b"}}}}})"), "23");
  EXPECT_EQ(let_through(user, R"({"home": {"posts": {"some": {"title": {"eq": "a"}}}}})"), "1");
  EXPECT_EQ(let_through(user, R"({"home": {"posts": {"none": {"title": {"eq": "a"}}}}})"), "234");
  EXPECT_EQ(let_through(user, R"({"home": {"isNull": true}})"), "234");
}

TEST(graph_evaluator, filters_by_the_row_that_belongs_to_a_row) {
  EXPECT_EQ(let_through(post, R"({"writer": {"key": {"eq": "ann"}}})"), "56");
  EXPECT_EQ(let_through(post, R"({"writer": {"key": {"neq": "ann"}}})"), "78");
  EXPECT_EQ(let_through(post, R"({"writer": {"id": {"isNull": true}}})"), "78");
  EXPECT_EQ(let_through(post, R"({"OR": [{"writer": {"home": {"city": {"eq": "Ulm"}}}},
                                         {"title": {"eq": "d"}}]})"),
            "568");
}

selected plain(const field& one) { return {.alias = one.name, .field = one}; }

selected with_ids(selected of) {
  of.inside = {plain(id_field())};
  return of;
}

TEST(graph_evaluator, answers_with_lists_rows_and_pages) {
  const graph of = small_graph();
  const auto& relations = of.types[user].relations;
  selected posts{.alias = "all", .rows = relations[0]};
  posts.limit = 1;
  posts.by = ordering{{.path = {title}, .towards = direction::desc}};
  selected writer{.alias = "writer", .rows = of.types[post].relations[0]};
  writer.inside = {plain(id_field())};
  posts.inside = {plain(title), writer};
  selected pages{.alias = "pages", .rows = relations[1]};
  pages.page = {{"totalCount"}, {"edges", {{"node"}}}, {"pageInfo", {{"hasNextPage"}}}};
  pages.first = 1;
  pages.inside = {plain(title)};
  selected users{.alias = "users", .rows = of.roots[0]};
  users.limit = 2;
  users.where = *json::read(R"({"home": {"isNull": false}})");
  EXPECT_EQ(json::to_text(graph_evaluator(of).answer({with_ids(users)})),
            R"({"users":[{"id":"1"}]})");
  users.where = json::null{};
  users.inside = {plain(id_field()), posts, pages};
  graph_evaluator evaluates(of);
  EXPECT_EQ(json::to_text(evaluates.answer({users})),
            R"({"users":[{"id":"1","all":[{"title":"b","writer":{"id":"1"}}],)"
            R"("pages":{"totalCount":2,"edges":[{"node":{"title":"a"}}],)"
            R"("pageInfo":{"hasNextPage":true}}},)"
            R"({"id":"2","all":[],"pages":{"totalCount":0,"edges":[],)"
            R"("pageInfo":{"hasNextPage":false}}}]})");
  EXPECT_FALSE(evaluates.was_too_much());
}

TEST(graph_evaluator, has_null_where_no_row_belongs_to_a_row) {
  const graph of = small_graph();
  selected writer{.alias = "writer", .rows = of.types[post].relations[0]};
  writer.inside = {plain(key_field)};
  selected posts{.alias = "posts", .rows = of.roots[1]};
  posts.offset = 1;
  posts.inside = {writer};
  graph_evaluator evaluates(of);
  EXPECT_EQ(json::to_text(evaluates.answer({posts})),
            R"({"posts":[{"writer":{"key":"ann"}},{"writer":null},{"writer":null}]})");
}

}  // namespace
}  // namespace fraiseql::lists
