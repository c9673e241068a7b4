// The schema inside a schema, by which functions of the program read rows.
#include <gtest/gtest.h>

#include "schema/lists.hpp"

namespace fraiseql::schema {
namespace {

using lists::builder;
using lists::built;
using lists::embedded;
using lists::errors_of;
using lists::member;

schema_builder with_repository(const std::vector<type_declaration>& changed = {}) {
  schema_builder made = builder(changed);
  made.add_repository();
  return made;
}

// The root fields, a line each.
std::string fields_of(const std::shared_ptr<const schema>& of) {
  if (of == nullptr || of->query_type() == nullptr) return "none";
  std::string text;
  for (const field& one : of->query_type()->fields) {
    text += one.name + ": " + to_text(one.type) + "\n";
  }
  return text;
}

TEST(repository, is_there_only_where_functions_read_rows) {
  EXPECT_EQ(built(builder())->repository(), nullptr);
  EXPECT_NE(built(with_repository())->repository(), nullptr);
}

TEST(repository, lists_the_rows_of_each_type_that_has_some) {
  EXPECT_EQ(fields_of(built(with_repository())->repository()),
            "Organisation: [Organisation!]!\nUser: [User!]!\nPost: [Post!]!\n");
}

TEST(repository, filters_and_orders_as_clients_do) {
  const auto made = built(with_repository());
  const field* posts = made->repository()->query_type()->find_field("Post");
  ASSERT_NE(posts, nullptr);
  std::string arguments;
  for (const input_value& one : posts->arguments) {
    arguments += one.name + ": " + to_text(one.type) + "\n";
  }
  EXPECT_EQ(arguments,
            "where: PostWhereInput\norderBy: [PostOrderByInput!]\nlimit: Int\noffset: Int\n");
}

TEST(repository, changes_nothing_of_what_clients_see) {
  EXPECT_EQ(print(*built(with_repository())), print(*built(builder())));
}

TEST(repository, leaves_out_what_has_nothing_to_filter_or_to_order_by) {
  schema_builder made = with_repository({lists::rows("Flag", {member("all", "JSON")}),
                                         lists::rows("Heap", {member("all", "Stuff")}),
                                         {.kind = type_kind::union_of,
                                          .name = "Stuff",
                                          .members = {{"Address"}},
                                          .origin = "variant Stuff"},
                                         {.kind = type_kind::interface,
                                          .name = "Nothing",
                                          .fields = {member("id", "ID")},
                                          .source = relation{.name = "tv_nothing"},
                                          .origin = "struct Nothing"}});
  EXPECT_EQ(fields_of(built(std::move(made))->repository()),
            "Organisation: [Organisation!]!\nUser: [User!]!\nPost: [Post!]!\n");
}

TEST(repository, has_an_interfaces_rows) {
  type_declaration post = lists::post();
  post.interfaces = {{"Node"}};
  schema_builder made = with_repository({{.kind = type_kind::interface,
                                          .name = "Node",
                                          .fields = {member("id", "ID")},
                                          .source = relation{.name = "tv_node"},
                                          .origin = "struct Node"},
                                         post});
  const auto inside = built(std::move(made))->repository();
  ASSERT_NE(inside, nullptr);
  EXPECT_NE(inside->query_type()->find_field("Node"), nullptr);
}

TEST(repository, gives_columns_an_effect_that_no_list_of_a_client_looks_at) {
  type_declaration city = lists::rows("City", {member("id", "ID"), member("code", "String")});
  city.fields.back().column = "code";
  EXPECT_EQ(errors_of(builder({city})),
            "the column \"code\" of field \"City.code\" has no effect: no field lists \"City\"\n");
  EXPECT_EQ(errors_of(with_repository({city})), "");
}

TEST(repository, needs_rows) {
  schema_builder made;
  made.add(embedded("Place", {member("name", "String")}));
  field_declaration place = lists::computed("place", "Place");
  made.add_root({.field = std::move(place), .origin = "place"});
  made.add_repository();
  EXPECT_EQ(errors_of(std::move(made)), "functions read rows, but no type has a read table\n");
}

}  // namespace
}  // namespace fraiseql::schema
