// Fields that are rows of another type: what they become, where they count. What is refused is in
// relation_refusals_test.cpp.
#include <gtest/gtest.h>

#include "schema/introspection.hpp"
#include "schema/lists.hpp"

namespace fraiseql::schema {
namespace {

using lists::builder;
using lists::built;
using lists::embedded;
using lists::errors_of;
using lists::member;
using lists::to_many;
using lists::to_one;
using lists::user_with;
using lists::wrong_with;

field_declaration with_column(field_declaration of, const std::string& column) {
  of.column = column;
  return of;
}

TEST(relations, know_the_fields_that_are_equal) {
  const auto made = built(builder());
  const type& user = *made->find_type("User");
  const type& post = *made->find_type("Post");
  const auto& posts = user.find_field("posts")->relates_by();
  ASSERT_EQ(posts.size(), 1);
  EXPECT_EQ(posts[0].theirs, post.find_field("authorId"));
  EXPECT_EQ(posts[0].ours, user.find_field("id"));
  const auto& author = post.find_field("author")->relates_by();
  ASSERT_EQ(author.size(), 1);
  EXPECT_EQ(author[0].theirs, user.find_field("id"));
  EXPECT_EQ(author[0].ours, post.find_field("authorId"));
}

TEST(relations, may_be_by_several_fields) {
  const auto made = built(builder({user_with(
      {to_many("namesakes", "User", {{"name", "name"}, {"organisationId", "organisationId"}})})}));
  const auto& on = made->find_type("User")->find_field("namesakes")->relates_by();
  ASSERT_EQ(on.size(), 2);
  EXPECT_EQ(on[1].theirs, made->find_type("User")->find_field("organisationId"));
}

TEST(relations, are_told_from_all_other_fields) {
  const auto made = built(builder());
  EXPECT_TRUE(made->find_type("User")->find_field("posts")->is_relation());
  EXPECT_TRUE(made->find_type("User")->find_field("organisation")->is_relation());
  EXPECT_FALSE(made->find_type("User")->find_field("id")->is_relation());
  EXPECT_FALSE(made->query_type()->find_field("organisations")->is_relation());
}

TEST(relations, of_many_are_lists_or_connections_that_are_never_null) {
  const auto made = built(builder());
  const field& users = *made->find_type("Organisation")->find_field("users");
  EXPECT_EQ(to_text(users.type), "[User!]!");
  EXPECT_FALSE(std::get<find_binding>(users.binding).is_connection);
  EXPECT_EQ(std::get<find_binding>(users.binding).rows, made->find_type("User"));
  const field& posts = *made->find_type("User")->find_field("posts");
  EXPECT_EQ(to_text(posts.type), "PostConnection!");
  EXPECT_TRUE(std::get<find_binding>(posts.binding).is_connection);
  EXPECT_EQ(std::get<find_binding>(posts.binding).rows, made->find_type("Post"));
}

TEST(relations, to_a_row_have_the_type_they_are_declared_with) {
  const auto made = built(builder());
  EXPECT_EQ(to_text(made->find_type("Post")->find_field("author")->type), "User!");
  EXPECT_EQ(to_text(made->find_type("User")->find_field("organisation")->type), "Organisation");
}

TEST(relations, have_no_stored_key) {
  const auto made = built(builder());
  for (const char* name : {"posts", "organisation"}) {
    EXPECT_EQ(made->find_type("User")->find_field(name)->stored_key, "") << name;
  }
}

TEST(relations, may_have_names_that_no_stored_field_may_have) {
  EXPECT_EQ(wrong_with(to_many("fk_posts", "Post", {{"authorId", "id"}})), "");
}

TEST(relations, have_a_filter_and_an_order_of_their_own) {
  const auto made = built(builder(
      {user_with({to_many("drafts", "Post", {{"authorId", "id"}},
                          {.maximum_limit = 5,
                           .where = json::object{{"title", json::object{{"contains", "draft"}}}},
                           .order_by = json::array{json::object{{"title", "ASC"}}}})})}));
  const field& drafts = *made->find_type("User")->find_field("drafts");
  EXPECT_FALSE(std::get<find_binding>(drafts.binding).where.is_null());
  EXPECT_EQ(drafts.find_argument("orderBy")->default_text, "[{ title: ASC }]");
  EXPECT_EQ(drafts.find_argument("limit")->default_text, "5");
}

TEST(relations, say_where_their_own_filter_or_order_is_wrong) {
  EXPECT_EQ(wrong_with(to_many("drafts", "Post", {{"authorId", "id"}},
                               {.where = json::object{{"title", json::object{}}}})),
            "the filter of field \"User.drafts\" is wrong at where.title: {} says no condition; "
            "write one, or leave it out\n");
  EXPECT_EQ(
      wrong_with(to_many("drafts", "Post", {{"authorId", "id"}}, {.order_by = json::array{}})),
      "the order of field \"User.drafts\" is wrong at orderBy: an empty list says no order; "
      "leave it out\n");
}

TEST(relations, to_many_are_filtered_by_some_every_and_none) {
  const auto made = built(builder());
  const input_value& posts = *made->find_type("UserWhereInput")->find_input_field("posts");
  EXPECT_EQ(posts.role, input_role::filter_field);
  EXPECT_EQ(posts.target, made->find_type("User")->find_field("posts"));
  const type& filter = *posts.type.named;
  EXPECT_EQ(filter.name, "PostRelationFilter");
  ASSERT_EQ(filter.input_fields.size(), 3);
  const std::vector<filter_operator> operators = {filter_operator::some, filter_operator::every,
                                                  filter_operator::none};
  for (std::size_t i = 0; i < operators.size(); ++i) {
    EXPECT_EQ(filter.input_fields[i].role, input_role::filter_value);
    EXPECT_EQ(filter.input_fields[i].filter, operators[i]);
    EXPECT_EQ(filter.input_fields[i].type.named, made->find_type("PostWhereInput"));
  }
}

TEST(relations, to_a_row_are_filtered_by_the_filter_of_the_row) {
  const auto made = built(builder());
  const input_value& author = *made->find_type("PostWhereInput")->find_input_field("author");
  EXPECT_EQ(author.role, input_role::filter_field);
  EXPECT_EQ(author.target, made->find_type("Post")->find_field("author"));
  EXPECT_EQ(author.type.named, made->find_type("UserWhereInput"));
}

TEST(relations, are_filtered_inside_of_documents_too) {
  const auto made = built(
      builder({embedded("Address", {member("city", "String"), member("mayorId", "ID"),
                                    to_one("mayor", "User", {{"id", "mayorId"}}),
                                    to_many("people", "User", {{"organisationId", "mayorId"}})})}));
  const type& filter = *made->find_type("AddressFilter");
  EXPECT_EQ(filter.find_input_field("mayor")->type.named, made->find_type("UserWhereInput"));
  EXPECT_EQ(filter.find_input_field("people")->type.named, made->find_type("UserRelationFilter"));
}

TEST(relations, are_no_part_of_an_order) {
  const auto made = built(builder());
  EXPECT_EQ(made->find_type("PostOrderByInput")->find_input_field("author"), nullptr);
  EXPECT_EQ(made->find_type("UserOrderByInput")->find_input_field("posts"), nullptr);
}

TEST(relations, to_a_row_alone_bring_a_filter_but_no_order) {
  const auto made = built(builder({user_with({to_one("home", "City", {{"name", "name"}})}),
                                   lists::rows("City", {member("name", "String")})}));
  EXPECT_NE(made->find_type("CityWhereInput"), nullptr);
  EXPECT_EQ(made->find_type("CityOrderByInput"), nullptr);
}

TEST(relations, may_stand_in_lists_of_embedded_objects) {
  field_declaration branches = member("branches", "Branch");
  branches.type = {"Branch", 1, 0b11};
  EXPECT_EQ(
      wrong_with(branches, {embedded("Branch", {member("headId", "ID"),
                                                to_one("head", "User", {{"id", "headId"}})})}),
      "");
}

TEST(relations, may_implement_a_plain_field_of_an_interface) {
  const auto made = [] {
    schema_builder all = builder({lists::user()});
    type_declaration owner = lists::rows("Owner", {member("id", "ID")});
    owner.kind = type_kind::interface;
    field_declaration organisation = member("organisation", "Organisation", false);
    owner.fields.push_back(organisation);
    all.add(owner);
    type_declaration company = embedded(
        "Company", {member("id", "ID"), to_one("organisation", "Organisation", {{"id", "id"}})});
    company.interfaces = {{"Owner"}};
    all.add(company);
    all.add_query(find_declaration{.name = "owners", .object = "Owner", .origin = "owners"});
    return built(std::move(all));
  }();
  EXPECT_TRUE(made->find_type("Company")->find_field("organisation")->is_relation());
  EXPECT_EQ(made->find_type("OwnerWhereInput")->find_input_field("organisation"), nullptr);
  EXPECT_EQ(made->find_type("OwnerOrderByInput")->find_input_field("organisation"), nullptr);
}

TEST(relations, must_be_of_the_type_that_an_interface_asks_for) {
  schema_builder all = builder();
  type_declaration owner = embedded("Owner", {member("organisation", "Organisation")});
  owner.kind = type_kind::interface;
  type_declaration company = embedded(
      "Company", {member("id", "ID"), to_one("organisation", "Organisation", {{"id", "id"}})});
  company.interfaces = {{"Owner"}};
  all.add(owner);
  all.add(company);
  EXPECT_EQ(errors_of(std::move(all)),
            "field Company.organisation of type Organisation must be of type Organisation! or a "
            "part of it, as Owner.organisation\n");
}

TEST(columns, have_an_effect_where_only_relations_list_their_type) {
  type_declaration post = lists::post();
  post.fields[1].column = "title";
  schema_builder made;
  for (const type_declaration& one :
       {lists::organisation(), lists::address(), lists::user(), post}) {
    made.add(one);
  }
  made.add_query(find_declaration{
      .name = "organisations", .object = "Organisation", .origin = "organisations"});
  EXPECT_EQ(errors_of(std::move(made)), "");
}

TEST(columns, have_an_effect_where_a_relation_to_a_row_filters_by_them) {
  EXPECT_EQ(wrong_with(to_one("home", "City", {{"name", "name"}}),
                       {lists::rows("City", {member("id", "ID"),
                                             with_column(member("name", "String"), "name")})}),
            "");
}

// A city that is only looked up, with a relation by its code.
schema_builder with_city(const field_declaration& code, bool is_read = true) {
  schema_builder made = builder({lists::rows(
      "City", {member("id", "ID"), code, to_many("users", "User", {{"name", "code"}})})});
  if (is_read) {
    made.add_query(find_one_declaration{.name = "city", .object = "City", .origin = "city"});
  }
  return made;
}

TEST(columns, have_an_effect_where_a_relation_looks_at_them) {
  const field_declaration code = with_column(member("code", "String"), "code");
  EXPECT_EQ(errors_of(with_city(code)), "");
  EXPECT_EQ(errors_of(with_city(code, false)),
            "the column \"code\" of field \"City.code\" has no effect: no field lists \"City\"\n");
}

TEST(columns, have_no_effect_on_what_is_only_looked_up) {
  schema_builder made = builder(
      {lists::rows("City", {member("id", "ID"), with_column(member("code", "String"), "code")})});
  made.add_query(find_one_declaration{.name = "city", .object = "City", .origin = "city"});
  EXPECT_EQ(errors_of(std::move(made)),
            "the column \"code\" of field \"City.code\" has no effect: no field lists \"City\"\n");
}

TEST(print_with_directives, says_relations_pages_filters_and_orders) {
  schema_builder made = builder(
      {user_with({to_many("drafts", "Post", {{"authorId", "id"}, {"title", "name"}},
                          {.maximum_limit = 5,
                           .where = json::object{{"title", json::object{{"contains", "draft"}}}},
                           .order_by = json::object{{"title", "ASC"}}}),
                  to_many("few", "Post", {{"authorId", "id"}},
                          {.as = listing::connection, .maximum_limit = 1000})})});
  made.add_query(find_declaration{
      .name = "newest",
      .object = "Post",
      .list = {.maximum_limit = 100, .order_by = json::object{{"createdAt", "DESC"}}},
      .origin = "newest"});
  const auto text = print_with_directives(*built(std::move(made)));
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(*text, R"(type Query {
  organisations: [Organisation!]! @find
  posts: PostConnection! @find
  newest: [Post!]! @find(maxLimit: 100, orderBy: [{ createdAt: DESC }])
}

type Organisation {
  id: ID!
  name: String!
  address: Address!
  users: [User!]! @find(on: [{ field: "organisationId", equals: "id" }])
}

type Address {
  city: String!
}

type User {
  id: ID!
  name: String!
  organisationId: ID
  organisation: Organisation @findOne(on: [{ field: "id", equals: "organisationId" }])
  posts: PostConnection! @find(on: [{ field: "authorId", equals: "id" }], orderBy: [{ createdAt: DESC }])
  drafts: [Post!]! @find(on: [{ field: "authorId", equals: "id" }, { field: "title", equals: "name" }], maxLimit: 5, where: { title: { contains: "draft" } }, orderBy: [{ title: ASC }])
  few: PostConnection! @find(on: [{ field: "authorId", equals: "id" }], maxLimit: 1000)
}

type Post {
  id: ID!
  title: String!
  createdAt: DateTime!
  authorId: ID!
  author: User! @findOne(on: [{ field: "id", equals: "authorId" }])
}
)");
}

TEST(print_with_directives, says_the_relation_of_a_type_that_only_relations_read) {
  type_declaration user = lists::user();
  user.source = relation{.schema = "app", .name = "v_people"};
  const auto text = print_with_directives(*built(builder({user})));
  ASSERT_TRUE(text.ok());
  EXPECT_NE(text->find("type User @relation(name: \"app.v_people\") {"), std::string::npos)
      << *text;
}

TEST(print_with_directives, says_the_relation_of_a_type_that_only_a_connection_reads) {
  type_declaration post = lists::post();
  post.source = relation{.name = "v_post"};
  const auto text = print_with_directives(*built(builder({post})));
  ASSERT_TRUE(text.ok());
  EXPECT_NE(text->find("type Post @relation(name: \"v_post\") {"), std::string::npos) << *text;
}

TEST(introspection_records, have_the_fields_and_types_of_connections) {
  const auto made = built(builder());
  const introspection_records& records = made->introspection();
  const type& of_types = *made->find_type("__Type");
  const auto fields =
      static_cast<std::uint32_t>(of_types.find_field("fields") - of_types.fields.data());
  const auto listed = records.list(records.at(records.find(*made->find_type("PostEdge")), fields));
  EXPECT_EQ(listed.size(), 2U);
}

}  // namespace
}  // namespace fraiseql::schema
