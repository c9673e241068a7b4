// Every file of searches/: the plan and the SQL of searches of whole rows and of orders by their
// rank, read as source. An organisation is searched by its name and its city, a user in a column, a
// post by its title, and by the distance of its vectors; the rest is the schema of
// tests/schema/lists.hpp.
#include <gtest/gtest.h>

#include "plan/planned.hpp"
#include "schema/lists.hpp"

namespace fraiseql::plan {
namespace {

std::shared_ptr<const schema::schema> searched_schema() {
  namespace lists = schema::lists;
  schema::type_declaration organisation = lists::organisation();
  organisation.search =
      schema::search_declaration{.fields = {"name", "address.city"}, .configuration = "english"};
  schema::type_declaration user = lists::user();
  user.search = schema::search_declaration{.column = "words of \"all\""};
  schema::type_declaration post = lists::post();
  post.search = schema::search_declaration{.fields = {"title"}};
  post.fields.push_back(lists::member("embedding", "Vector", false));
  post.fields.push_back(lists::member("picture", "Vector"));
  return lists::built(lists::builder({organisation, user, post}));
}

std::string render_search(const sections& in) {
  std::string text = "== document\n" + in.at("document");
  const auto given = in.find("variables");
  if (given != in.end()) text += "== variables\n" + given->second;
  // A post's embedding is in a column of vectors of 2 numbers, its picture in the document.
  auto found = std::make_shared<catalogue>();
  found->relations.push_back(
      {.schema = "public",
       .name = "tv_post",
       .columns = {{.name = "embedding", .type = "vector", .dimensions = 2}}});
  return text + planned(in, searched_schema(), {.found = found, .search_configuration = "simple"});
}

TEST(searches, become_what_their_files_say) {
  EXPECT_GE(expect_files("searches", &render_search), 8U);
}

}  // namespace
}  // namespace fraiseql::plan
