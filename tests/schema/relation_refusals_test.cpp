// What is wrong with fields that are declared as rows of another type.
#include <gtest/gtest.h>

#include "schema/lists.hpp"

namespace fraiseql::schema {
namespace {

using lists::builder;
using lists::computed;
using lists::embedded;
using lists::errors_of;
using lists::member;
using lists::to_many;
using lists::to_one;
using lists::user_with;
using lists::wrong_with;

TEST(relations, are_not_reached_through_a_list_of_lists) {
  field_declaration grid = member("grid", "Row");
  grid.type = {"Row", 2, 0b111};
  const std::vector<type_declaration> others = {
      embedded("Row", {member("cell", "Cell", false)}),
      embedded("Cell", {member("row", "Row", false), member("headId", "ID"),
                        to_one("head", "User", {{"id", "headId"}})})};
  EXPECT_EQ(wrong_with(grid, others),
            "relations cannot be reached through a list of lists, as \"Cell.head\" is through "
            "\"User.grid\"\n");
}

TEST(relations, are_not_reached_through_lists_of_lists_of_a_union) {
  field_declaration grid = member("grid", "Either");
  grid.type = {"Either", 2, 0b111};
  const std::vector<type_declaration> others = {
      {.kind = type_kind::union_of, .name = "Either", .members = {{"Cell"}}, .origin = "Either"},
      embedded("Cell", {member("headId", "ID"), to_one("head", "User", {{"id", "headId"}})})};
  EXPECT_EQ(wrong_with(grid, others),
            "relations cannot be reached through a list of lists, as \"Cell.head\" is through "
            "\"User.grid\"\n");
}

TEST(relations, stand_beside_lists_of_lists_without_any) {
  field_declaration grid = member("grid", "Cell");
  grid.type = {"Cell", 2, 0b111};
  EXPECT_EQ(wrong_with(grid, {embedded("Cell", {member("x", "Int")})}), "");
}

// Whoever selects them there is told so.
TEST(relations, stand_on_types_that_the_program_works_out_elsewhere) {
  EXPECT_EQ(wrong_with(computed("bestPost", "Post")), "");
  schema_builder made = builder();
  made.add_root({.field = computed("me", "User"), .origin = "me"});
  EXPECT_EQ(errors_of(std::move(made)), "");
}

TEST(relations, refuse_an_interface_for_their_owner) {
  type_declaration owner =
      embedded("Owner", {member("id", "ID"), to_many("posts", "Post", {{"authorId", "id"}})});
  owner.kind = type_kind::interface;
  EXPECT_EQ(errors_of(builder({owner})),
            "field \"Owner.posts\" is a relation, which is said of objects, not of an interface; "
            "say it of each type that implements it\n");
}

TEST(relations, refuse_an_input_for_their_owner) {
  type_declaration input = embedded("Search", {to_many("posts", "Post", {{"authorId", "id"}})});
  input.kind = type_kind::input_object;
  input.input_fields = {{.name = "x", .type = {"Int"}}};
  EXPECT_EQ(errors_of(builder({input})),
            "field \"Search.posts\" is a relation, which only an object has\n");
}

TEST(relations, refuse_a_root_for_their_owner) {
  schema_builder made = builder();
  made.add_root({.field = to_many("all", "Post", {{"authorId", "id"}}), .origin = "all"});
  EXPECT_EQ(errors_of(std::move(made)),
            "field \"Query.all\" is a relation, but a root has no fields that rows could have in "
            "common\n");
  made = builder();
  made.add(type_declaration{.name = "Query",
                            .fields = {to_many("all", "Post", {{"authorId", "id"}})},
                            .origin = root_origin(language::operation_kind::query)});
  EXPECT_EQ(errors_of(std::move(made)),
            "field \"Query.all\" is a relation, but a root has no fields that rows could have in "
            "common\n");
}

TEST(relations, refuse_to_be_stored_or_worked_out_as_well) {
  const std::string wrong =
      "field \"User.other\" is a relation, so it has no function, stored key, column or arguments "
      "of its own\n";
  const auto with = [](auto change) {
    field_declaration other = to_many("other", "Post", {{"authorId", "id"}});
    change(other);
    return wrong_with(other);
  };
  EXPECT_EQ(with([](field_declaration& of) { of.stored_key = "other"; }), wrong);
  EXPECT_EQ(with([](field_declaration& of) { of.column = "other"; }), wrong);
  EXPECT_EQ(with([](field_declaration& of) { of.arguments = {{.name = "x", .type = {"Int"}}}; }),
            wrong);
  EXPECT_EQ(
      with([](field_declaration& of) { of.native = std::make_shared<const native_function>(); }),
      wrong);
}

TEST(relations, refuse_a_list_for_one_row) {
  field_declaration other = to_one("other", "Post", {{"authorId", "id"}});
  other.type.list_depth = 1;
  EXPECT_EQ(wrong_with(other), "field \"User.other\" is one row, so its type is no list\n");
}

TEST(relations, refuse_to_be_by_no_field) {
  EXPECT_EQ(wrong_with(to_many("other", "Post", {})),
            "field \"User.other\" is a relation; say which fields of the two are equal\n");
}

TEST(relations, refuse_unknown_fields_and_name_the_nearest) {
  EXPECT_EQ(wrong_with(to_many("other", "Post", {{"autorId", "id"}})),
            "field \"User.other\" looks at the unknown field \"autorId\" of \"Post\"; did you mean "
            "\"authorId\"?\n");
  EXPECT_EQ(wrong_with(to_many("other", "Post", {{"authorId", "ib"}})),
            "field \"User.other\" looks at the unknown field \"ib\" of \"User\"; did you mean "
            "\"id\"?\n");
}

TEST(relations, refuse_unknown_fields_and_name_the_sides) {
  const std::string sides =
      "\"field\" is of the rows (Post), \"equals\" of the object at hand (User)";
  EXPECT_EQ(
      wrong_with(to_many("other", "Post", {{"writer", "id"}})),
      "field \"User.other\" looks at the unknown field \"writer\" of \"Post\"; " + sides + "\n");
  EXPECT_EQ(wrong_with(to_many("other", "Post", {{"id", "authorId"}})),
            "field \"User.other\" looks at the unknown field \"authorId\" of \"User\"; " + sides +
                ": swap them\n");
}

TEST(relations, refuse_a_pair_that_is_said_twice) {
  EXPECT_EQ(
      wrong_with(to_many("other", "Post", {{"authorId", "id"}, {"id", "id"}, {"authorId", "id"}})),
      "field \"User.other\" says twice that \"Post.authorId\" equals \"User.id\"; say it once\n");
}

TEST(relations, refuse_to_look_at_what_is_not_stored) {
  EXPECT_EQ(errors_of(builder({user_with(
                {computed("code", "ID"), to_many("other", "Post", {{"authorId", "code"}})})})),
            "field \"User.other\" looks at \"User.code\", which is worked out by the program and "
            "not stored\n");
  EXPECT_EQ(wrong_with(to_many("other", "Post", {{"author", "id"}})),
            "field \"User.other\" looks at \"Post.author\", which is a relation itself and not "
            "stored\n");
}

TEST(relations, refuse_to_look_at_lists_and_objects) {
  field_declaration tags = member("tags", "String");
  tags.type = {"String", 1, 0b11};
  EXPECT_EQ(errors_of(builder({user_with({tags, to_many("other", "Post", {{"title", "tags"}})})})),
            "field \"User.other\" looks at \"User.tags\", which is a list and no single value\n");
  EXPECT_EQ(wrong_with(to_many("other", "Organisation", {{"address", "id"}})),
            "field \"User.other\" looks at \"Organisation.address\", which is no single value\n");
}

TEST(relations, refuse_fields_of_two_types) {
  EXPECT_EQ(wrong_with(to_many("other", "Post", {{"title", "id"}})),
            "field \"User.other\" looks at \"Post.title\" of type String and \"User.id\" of type "
            "ID, which are never equal\n");
}

TEST(relations, refuse_a_field_of_an_interface_that_one_of_its_types_has_elsewhere) {
  type_declaration owner = lists::rows("Owner", {member("id", "ID"), member("code", "ID")});
  owner.kind = type_kind::interface;
  field_declaration code = member("code", "ID");
  code.stored_key = "number";
  type_declaration company = embedded("Company", {member("id", "ID"), code});
  company.interfaces = {{"Owner"}};
  EXPECT_EQ(wrong_with(to_many("owners", "Owner", {{"code", "id"}}), {owner, company}),
            "field \"User.owners\" looks at \"Owner.code\", which is not stored alike by all types "
            "that implement \"Owner\"\n");
}

TEST(relations, refuse_types_without_rows) {
  EXPECT_EQ(wrong_with(to_many("other", "Address", {{"city", "name"}})),
            "the field User.other reads Address, which has no read table\n");
  EXPECT_EQ(wrong_with(to_one("other", "String", {{"city", "name"}})),
            "the field User.other reads \"String\", which is no object type and no interface\n");
  EXPECT_EQ(wrong_with(to_many("other", "Pots", {{"authorId", "id"}})),
            "field User.other has the unknown type \"Pots\"; did you mean \"Post\"?\n");
}

TEST(relations, refuse_an_interface_that_no_type_implements) {
  type_declaration owner = lists::rows("Owner", {member("id", "ID")});
  owner.kind = type_kind::interface;
  EXPECT_EQ(wrong_with(to_many("owners", "Owner", {{"id", "id"}}), {owner}),
            "field \"User.owners\" reads \"Owner\", which no type implements\n");
}

TEST(relations, refuse_a_maximum_below_one) {
  EXPECT_EQ(wrong_with(to_many("other", "Post", {{"authorId", "id"}}, {.maximum_limit = -1})),
            "the field User.other has pages of at most -1 rows; one is the least\n");
}

TEST(relations, refuse_the_names_of_operators_of_filters) {
  EXPECT_EQ(wrong_with(to_many("AND", "Post", {{"authorId", "id"}})),
            "field \"User.AND\" has the name of an operator of the filter \"UserWhereInput\"; give "
            "it another name\n");
}

TEST(relations, are_refused_with_the_place_and_origin_of_their_pair) {
  field_declaration other = to_many("other", "Post", {{"title", "id", 23}});
  other.at.self = 7;
  const auto of_pair = builder({user_with({other})}).build();
  ASSERT_FALSE(of_pair.ok());
  EXPECT_EQ(of_pair.error().front().places, std::vector<place>{23});
  EXPECT_EQ(of_pair.error().front().origin, "struct User");
  other.relation->on.clear();
  const auto of_field = builder({user_with({other})}).build();
  ASSERT_FALSE(of_field.ok());
  EXPECT_EQ(of_field.error().front().places, std::vector<place>{7});
}

TEST(relations, refuse_the_names_that_their_filters_have) {
  const std::string wrong =
      errors_of(builder({embedded("PostRelationFilter", {member("x", "Int")})}));
  EXPECT_EQ(wrong.substr(0, wrong.find('\n')),
            "the name \"PostRelationFilter\" is taken by two types: struct PostRelationFilter and "
            "the filter of related rows of Post");
}

// Users have posts, posts an author and comments, each by its own filter.
std::string wrong_with_filters(const json::value& of_posts, const json::value& of_comments) {
  type_declaration user = lists::user();
  user.fields.back().relation->list = list_declaration{.where = of_posts, .where_at = 5};
  type_declaration post = lists::post();
  post.fields.push_back(to_many("comments", "Comment", {{"postId", "id"}}, {.where = of_comments}));
  return errors_of(builder(
      {user, post,
       lists::rows("Comment", {member("id", "ID"), member("postId", "ID"), member("authorId", "ID"),
                               to_one("author", "User", {{"id", "authorId"}})})}));
}

json::value is_such(const std::string& field, json::value inside) {
  return json::object{{field, std::move(inside)}};
}

TEST(own_filters, may_ask_for_relations) {
  const json::value ada = is_such("author", is_such("name", is_such("eq", "Ada")));
  EXPECT_EQ(wrong_with_filters(is_such("comments", is_such("some", ada)), ada), "");
}

TEST(own_filters, are_refused_where_they_are_in_themselves) {
  const json::value some_title = is_such("some", is_such("title", is_such("eq", "x")));
  EXPECT_EQ(wrong_with_filters(is_such("author", is_such("posts", some_title)), {}),
            "the filter of field \"User.posts\" is in itself without end, by way of User.posts\n");
  const json::value by_comments = is_such(
      "OR", json::array{is_such("comments", is_such("some", is_such("id", is_such("eq", "1"))))});
  EXPECT_EQ(wrong_with_filters(by_comments, is_such("author", is_such("posts", some_title))),
            "the filter of field \"User.posts\" is in itself without end, by way of "
            "Post.comments, User.posts\n");
}

}  // namespace
}  // namespace fraiseql::schema
