// What the rows of a type are searched in, as it is declared: what it gives filters and orders, and
// what is refused when the schema is made.
#include <gtest/gtest.h>

#include "schema/lists.hpp"
#include "schema/schema.hpp"

namespace fraiseql::schema {
namespace {

type_declaration searched(type_declaration made, search_declaration by) {
  made.search = std::move(by);
  return made;
}

std::string wrong_with_search(search_declaration by) {
  return lists::errors_of(lists::builder({searched(lists::organisation(), std::move(by))}));
}

TEST(search, gives_a_filter_and_an_order_of_rows) {
  const auto made = lists::built(
      lists::builder({searched(lists::organisation(), {.fields = {"name", "address.city"}})}));
  ASSERT_NE(made, nullptr);
  const std::string text = print(*made);
  EXPECT_NE(text.find("input OrganisationWhereInput {\n"
                      "  \"\"\"Has these words, as one types them into a search engine.\"\"\"\n"
                      "  search: String\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("  \"\"\"By how well they fit words.\"\"\"\n"
                      "  searchRank: SearchRankOrderByInput\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("input SearchRankOrderByInput {\n"
                      "  \"\"\"As one types them into a search engine.\"\"\"\n"
                      "  words: String!\n\n"
                      "  \"\"\"`DESC` has the best first.\"\"\"\n"
                      "  direction: OrderDirection! = DESC\n"),
            std::string::npos)
      << text;
  const auto& texts = made->find_type("Organisation")->search->texts;
  ASSERT_EQ(texts.size(), 2U);
  ASSERT_EQ(texts[1].size(), 2U);
  EXPECT_EQ(texts[1][1]->name, "city");
}

TEST(search, is_of_fields_or_of_a_column) {
  EXPECT_EQ(wrong_with_search({}),
            "the search of type \"Organisation\" says not in what; name fields or a column\n");
  EXPECT_EQ(wrong_with_search({.fields = {"name"}, .column = "search"}),
            "the search of type \"Organisation\" names fields and a column; keep one of the two\n");
  EXPECT_EQ(wrong_with_search({.column = "search"}), "");
  EXPECT_EQ(wrong_with_search({.column = "pk_search"}),
            "the search of type \"Organisation\" names the internal key \"pk_search\"; publish "
            "`id` or an identifier instead\n");
}

// Of a column only rows have one; an object inside of a document has other fields to be ordered by.
TEST(search, orders_by_objects_inside_of_documents_where_it_is_of_texts) {
  std::shared_ptr<const schema> made;
  const auto order_by_employer = [&](search_declaration by) {
    made = lists::built(
        lists::builder({searched(lists::organisation(), std::move(by)),
                        lists::user_with({lists::member("employer", "Organisation")})}));
    const type* order = made == nullptr ? nullptr : made->find_type("UserOrderByInput");
    return order == nullptr ? nullptr : order->find_input_field("employer")->type.named;
  };
  const type* of_texts = order_by_employer({.fields = {"name"}});
  ASSERT_NE(of_texts, nullptr);
  EXPECT_EQ(of_texts->name, "OrganisationOrderByInput");
  EXPECT_NE(of_texts->find_input_field("searchRank"), nullptr);
  const type* of_a_column = order_by_employer({.column = "search"});
  ASSERT_NE(of_a_column, nullptr);
  EXPECT_EQ(of_a_column->name, "OrganisationInDocumentOrderByInput");
  EXPECT_EQ(of_a_column->find_input_field("searchRank"), nullptr);
  EXPECT_NE(of_a_column->find_input_field("name"), nullptr);
}

TEST(search, is_of_texts_that_are_stored_with_the_row) {
  const std::string of = "the search of type \"Organisation\" looks at ";
  EXPECT_EQ(wrong_with_search({.fields = {"nam"}}),
            of + "the unknown field \"nam\" of \"Organisation\"; did you mean \"name\"?\n");
  EXPECT_EQ(wrong_with_search({.fields = {"address.town"}}),
            of + "the unknown field \"town\" of \"Address\"\n");
  EXPECT_EQ(wrong_with_search({.fields = {""}}),
            of + "the unknown field \"\" of \"Organisation\"\n");
  EXPECT_EQ(wrong_with_search({.fields = {"name."}}),
            of + "\"Organisation.name\", which is of type String, no object\n");
  EXPECT_EQ(wrong_with_search({.fields = {"id"}}),
            of + "\"Organisation.id\", which is of type ID, and only String is searched\n");
  EXPECT_EQ(wrong_with_search({.fields = {"address"}}),
            of + "\"Organisation.address\", which is of type Address, and only String is "
                 "searched\n");
  EXPECT_EQ(wrong_with_search({.fields = {"users.name"}}),
            of + "\"Organisation.users\", which is a relation and not stored with the row\n");
  EXPECT_EQ(wrong_with_search({.fields = {"name", "name"}}),
            "the search of type \"Organisation\" names \"name\" twice; name it once\n");
}

TEST(search, is_not_of_lists_and_not_of_what_is_worked_out) {
  field_declaration tags = lists::member("tags", "String");
  tags.type.list_depth = 1;
  const auto wrong = [&](const std::string& name) {
    return lists::errors_of(lists::builder({searched(
        lists::user_with({tags, lists::computed("shout", "String")}), {.fields = {name}})}));
  };
  const std::string of = "the search of type \"User\" looks at ";
  EXPECT_EQ(wrong("tags"), of + "\"User.tags\", which is a list and no single text\n");
  EXPECT_EQ(wrong("shout"),
            of + "\"User.shout\", which is worked out by the program and not stored\n");
  EXPECT_EQ(wrong("name"), "");
}

TEST(search, is_of_a_type_with_rows_that_are_listed) {
  EXPECT_EQ(lists::errors_of(lists::builder({searched(lists::address(), {.fields = {"city"}})})),
            "the search of type \"Address\" has no effect: the type has no rows\n");
  const type_declaration alone =
      searched(lists::rows("Alone", {lists::member("id", "ID"), lists::member("name", "String")}),
               {.fields = {"name"}});
  auto looked_up = lists::builder({alone});
  looked_up.add_query(find_one_declaration{.name = "alone", .object = "Alone", .origin = "alone"});
  EXPECT_EQ(lists::errors_of(std::move(looked_up)),
            "the search of type \"Alone\" has no effect: no field lists its rows\n");
}

TEST(search, takes_names_that_no_field_has) {
  const auto wrong = [&](const std::string& name) {
    return lists::errors_of(lists::builder(
        {searched(lists::user_with({lists::member(name, "String")}), {.fields = {"name"}})}));
  };
  EXPECT_EQ(wrong("search"),
            "field \"User.search\" has the name of an operator of the filter \"UserWhereInput\"; "
            "give it another name\n");
  EXPECT_EQ(wrong("searchRank"),
            "field \"User.searchRank\" has the name of the order by a search of \"User\"; give it "
            "another name\n");
}

}  // namespace
}  // namespace fraiseql::schema
