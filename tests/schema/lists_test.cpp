// What a field that lists rows brings into the schema: arguments, pages, orders.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "schema/diff.hpp"
#include "schema/lists.hpp"

namespace fraiseql::schema {
namespace {

using lists::built;
using lists::errors_of;
using lists::member;

std::string text_of(const std::string& path) {
  std::ifstream file(FRAISEQL_SOURCE_DIR "/" + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The definition of a type as it is printed, with its description.
std::string printed(const schema& of, const std::string& type) {
  const std::string all = "\n" + print(of);
  std::size_t from = all.find(" " + type + " ");
  if (from == std::string::npos) return "no " + type;
  from = all.rfind("\n\n", from);
  return all.substr(from + 2, all.find("\n}\n", from) - from);
}

// One list at the root, of rows with these fields.
schema_builder one_list(std::vector<field_declaration> fields, list_declaration list = {},
                        const std::vector<type_declaration>& others = {}) {
  schema_builder builder;
  builder.add(lists::rows("Row", std::move(fields)));
  for (const type_declaration& one : others) builder.add(one);
  builder.add_query(
      find_declaration{.name = "rows", .object = "Row", .list = std::move(list), .origin = "rows"});
  return builder;
}

std::string order_of(list_declaration list) {
  const auto made =
      std::move(one_list({member("id", "ID"), member("name", "String"), member("place", "Place")},
                         std::move(list), {lists::embedded("Place", {member("city", "String")})}))
          .build();
  if (!made.ok()) return made.error().front().message;
  return (*made)->query_type()->find_field("rows")->find_argument("orderBy")->default_text;
}

TEST(lists, are_printed_with_all_that_comes_with_them) {
  EXPECT_EQ(print(*built(lists::builder())), text_of("tests/schema/lists.graphql"));
}

TEST(lists, are_what_the_documentation_says) {
  const std::string all = text_of("docs/api/lists.md");
  const std::size_t begin = all.find("```graphql\ntype Query {");
  ASSERT_NE(begin, std::string::npos);
  const std::string block = all.substr(begin + 11, all.find("```", begin + 11) - begin - 11);
  const std::size_t types = block.find("\n\n") + 2;
  std::istringstream query(block.substr(0, types));
  const std::string printed = print(*built(lists::builder()));
  EXPECT_NE(printed.find(block.substr(types)), std::string::npos) << block;
  for (std::string line; std::getline(query, line);) {
    EXPECT_NE(printed.find(line), std::string::npos) << line;
  }
}

// Of what comes with a list, too: the blocks that begin with a description.
TEST(lists, have_the_inputs_that_the_documentation_shows) {
  const std::string all = text_of("docs/api/lists.md");
  const std::string printed = print(*built(lists::builder()));
  const std::string head = "```graphql\n\"\"\"";
  std::size_t definitions = 0;
  for (std::size_t at = all.find(head); at != std::string::npos; at = all.find(head, at + 1)) {
    std::size_t from = at + 11;
    const std::size_t end = all.find("```", from);
    while (from < end) {
      const std::size_t next = all.find("\n}\n", from) + 3;
      ASSERT_GT(next, from);
      const std::string one = all.substr(from, next - from);
      EXPECT_NE(printed.find(one), std::string::npos) << one;
      ++definitions;
      from = all[next] == '\n' ? next + 1 : next;
    }
  }
  EXPECT_EQ(definitions, 4U);
}

TEST(lists, come_with_their_order_input_although_only_relations_list_them) {
  const auto made = built(lists::builder());
  EXPECT_NE(made->find_type("UserWhereInput"), nullptr);
  EXPECT_NE(made->find_type("UserOrderByInput"), nullptr);
}

TEST(lists, have_a_page_of_a_hundred_at_the_root_and_of_twenty_below) {
  const auto made = built(lists::builder());
  const field* root = made->query_type()->find_field("organisations");
  EXPECT_EQ(root->find_argument("limit")->default_text, "100");
  const field* below = made->find_type("Organisation")->find_field("users");
  EXPECT_EQ(below->find_argument("limit")->default_text, "20");
  EXPECT_EQ(std::get<find_binding>(root->binding).maximum_limit, 1000);
  EXPECT_EQ(std::get<find_binding>(below->binding).maximum_limit, 1000);
}

TEST(lists, have_no_default_page_above_their_maximum) {
  const auto made = built(one_list({member("id", "ID")}, {.maximum_limit = 7}));
  const field* rows = made->query_type()->find_field("rows");
  EXPECT_EQ(rows->find_argument("limit")->default_text, "7");
  EXPECT_EQ(std::get<find_binding>(rows->binding).maximum_limit, 7);
}

TEST(lists, refuse_a_maximum_below_one) {
  EXPECT_EQ(errors_of(one_list({member("id", "ID")}, {.maximum_limit = 0})),
            "the field rows has pages of at most 0 rows; one is the least\n");
}

TEST(connections, have_the_roles_of_their_arguments_and_no_defaults) {
  const auto made = built(lists::builder());
  const field* posts = made->query_type()->find_field("posts");
  ASSERT_EQ(posts->arguments.size(), 6);
  const std::vector<input_role> roles = {input_role::where, input_role::order_by,
                                         input_role::first, input_role::after,
                                         input_role::last,  input_role::before};
  for (std::size_t i = 0; i < roles.size(); ++i) {
    EXPECT_EQ(posts->arguments[i].role, roles[i]) << i;
    EXPECT_FALSE(posts->arguments[i].default_value) << i;
  }
}

TEST(connections, say_what_their_rows_are_and_how_many_at_most) {
  const auto made = built(lists::builder());
  const auto& root = std::get<find_binding>(made->query_type()->find_field("posts")->binding);
  EXPECT_TRUE(root.is_connection);
  EXPECT_EQ(root.rows, made->find_type("Post"));
  EXPECT_EQ(root.maximum_limit, 100);
  EXPECT_EQ(root.default_page(), 20);
  EXPECT_TRUE(root.on.empty());
}

TEST(connections, say_of_each_field_what_it_is) {
  const auto made = built(lists::builder());
  const auto part = [&](const char* type, const char* field) {
    return made->find_type(type)->find_field(field)->part;
  };
  EXPECT_EQ(part("PostConnection", "edges"), connection_part::edges);
  EXPECT_EQ(part("PostConnection", "pageInfo"), connection_part::page_info);
  EXPECT_EQ(part("PostConnection", "totalCount"), connection_part::total_count);
  EXPECT_EQ(part("PostEdge", "cursor"), connection_part::cursor);
  EXPECT_EQ(part("PostEdge", "node"), connection_part::node);
  EXPECT_EQ(part("PageInfo", "hasNextPage"), connection_part::has_next_page);
  EXPECT_EQ(part("PageInfo", "hasPreviousPage"), connection_part::has_previous_page);
  EXPECT_EQ(part("PageInfo", "startCursor"), connection_part::start_cursor);
  EXPECT_EQ(part("PageInfo", "endCursor"), connection_part::end_cursor);
  EXPECT_EQ(part("Post", "title"), connection_part::none);
}

TEST(connections, have_derived_types_without_rows_or_stored_keys) {
  const auto made = built(lists::builder());
  for (const char* name : {"PostConnection", "PostEdge", "PageInfo"}) {
    const type& one = *made->find_type(name);
    EXPECT_TRUE(one.is_derived) << name;
    EXPECT_FALSE(one.source) << name;
    EXPECT_EQ(one.possible_types, std::vector<const type*>{&one}) << name;
    for (const field& part : one.fields) EXPECT_EQ(part.stored_key, "") << part.name;
  }
}

TEST(connections, of_an_interface_have_its_rows_for_nodes) {
  schema_builder builder;
  type_declaration node = lists::rows("Node", {member("id", "ID")});
  node.kind = type_kind::interface;
  type_declaration page = lists::embedded("Page", {member("id", "ID")});
  page.interfaces = {{"Node"}};
  builder.add(node);
  builder.add(page);
  builder.add_query(find_declaration{
      .name = "nodes", .object = "Node", .list = {.as = listing::connection}, .origin = "nodes"});
  const auto made = built(std::move(builder));
  EXPECT_EQ(made->find_type("NodeEdge")->find_field("node")->type.named, made->find_type("Node"));
}

TEST(connections, refuse_an_interface_that_no_type_implements) {
  schema_builder builder;
  type_declaration node = lists::rows("Node", {member("id", "ID")});
  node.kind = type_kind::interface;
  builder.add(node);
  builder.add_query(find_declaration{
      .name = "nodes", .object = "Node", .list = {.as = listing::connection}, .origin = "nodes"});
  EXPECT_EQ(errors_of(std::move(builder)),
            "field \"Query.nodes\" reads \"Node\", which no type implements\n");
}

TEST(connections, refuse_a_type_that_has_the_name_of_theirs) {
  const auto taken = [](const std::string& name) {
    return errors_of(lists::builder({lists::embedded(name, {member("x", "Int")})}));
  };
  EXPECT_EQ(taken("PageInfo").substr(0, taken("PageInfo").find('\n')),
            "the name \"PageInfo\" is taken by two types: struct PageInfo and the pages of "
            "connections");
  EXPECT_NE(taken("PostEdge")
                .find("\"PostEdge\" is taken by two types: struct PostEdge and "
                      "the edges of Post"),
            std::string::npos);
  EXPECT_NE(taken("PostConnection")
                .find("\"PostConnection\" is taken by two types: struct "
                      "PostConnection and the pages of Post"),
            std::string::npos);
}

TEST(connections, are_no_type_of_a_field_that_is_stored) {
  EXPECT_EQ(errors_of(lists::builder({lists::embedded("Holder", {member("x", "PostConnection")})})),
            "field Holder.x has the unknown type \"PostConnection\"\n");
}

TEST(orders, go_into_the_objects_of_a_document) {
  const auto made = built(lists::builder());
  const input_value* by = made->find_type("OrganisationOrderByInput")->find_input_field("address");
  EXPECT_EQ(by->type.named, made->find_type("AddressOrderByInput"));
  EXPECT_EQ(by->role, input_role::order_field);
  EXPECT_EQ(by->target, made->find_type("Organisation")->find_field("address"));
  EXPECT_TRUE(made->find_type("AddressOrderByInput")->is_one_of);
}

TEST(orders, end_although_types_have_themselves_inside) {
  const auto made = built(one_list(
      {member("id", "ID"), member("person", "Person")}, {},
      {lists::embedded("Person", {member("name", "String"), member("friend", "Person", false)})}));
  EXPECT_EQ(printed(*made, "PersonOrderByInput"),
            "\"\"\"\nOne field to order by; a list of them orders by the first, then the next.\n"
            "\"\"\"\ninput PersonOrderByInput @oneOf {\n  name: OrderDirection\n"
            "  friend: PersonOrderByInput\n}");
}

TEST(orders, leave_out_what_has_no_order_inside) {
  const auto made = built(one_list(
      {member("id", "ID"), member("a", "A"), member("c", "C")}, {},
      {lists::embedded("A", {member("b", "B", false), member("extra", "JSON")}),
       lists::embedded("B", {member("a", "A", false)}), lists::embedded("C", {member("deep", "D")}),
       lists::embedded("D", {member("n", "Int")})}));
  const type& order = *made->find_type("RowOrderByInput");
  EXPECT_EQ(order.find_input_field("a"), nullptr);
  EXPECT_NE(order.find_input_field("c"), nullptr);
  EXPECT_EQ(made->find_type("AOrderByInput"), nullptr);
}

TEST(orders, leave_out_lists_and_what_the_program_works_out) {
  field_declaration several = member("several", "Place");
  several.type = {"Place", 1, 0b11};
  field_declaration computed = member("computed", "Place");
  computed.native = std::make_shared<const native_function>();
  const auto made = built(one_list({member("id", "ID"), several, computed}, {},
                                   {lists::embedded("Place", {member("city", "String")})}));
  EXPECT_EQ(made->find_type("RowOrderByInput")->input_fields.size(), 1);
}

TEST(orders, leave_out_an_object_that_one_type_of_an_interface_has_elsewhere) {
  const auto has_place = [](const std::string& key) {
    type_declaration node = lists::rows("Node", {member("id", "ID"), member("place", "Place")});
    node.kind = type_kind::interface;
    field_declaration place = member("place", "Place");
    place.stored_key = key;
    type_declaration page = lists::embedded("Page", {member("id", "ID"), place});
    page.interfaces = {{"Node"}};
    schema_builder builder;
    for (const type_declaration& one :
         {node, page, lists::embedded("Place", {member("city", "String")})}) {
      builder.add(one);
    }
    builder.add_query(find_declaration{.name = "nodes", .object = "Node", .origin = "nodes"});
    return built(std::move(builder))->find_type("NodeOrderByInput")->find_input_field("place") !=
           nullptr;
  };
  EXPECT_TRUE(has_place("place"));
  EXPECT_FALSE(has_place("location"));
}

TEST(orders, of_nothing_are_refused) {
  EXPECT_EQ(errors_of(one_list({member("extra", "JSON")})), "input RowOrderByInput has no field\n");
}

TEST(own_order, is_the_default_of_order_by) {
  EXPECT_EQ(order_of({.order_by = json::array{json::object{{"name", "DESC"}},
                                              json::object{{"id", "ASC_NULLS_FIRST"}}}}),
            "[{ name: DESC }, { id: ASC_NULLS_FIRST }]");
}

TEST(own_order, may_be_one_item_without_a_list) {
  EXPECT_EQ(order_of({.order_by = json::object{{"name", "DESC"}}}), "[{ name: DESC }]");
}

TEST(own_order, may_lead_into_an_object) {
  EXPECT_EQ(order_of({.order_by = json::object{{"place", json::object{{"city", "ASC"}}}}}),
            "[{ place: { city: ASC } }]");
}

TEST(own_order, is_none_where_none_is_said) { EXPECT_EQ(order_of({}), ""); }

TEST(own_order, is_refused_where_it_says_nothing) {
  const std::string wrong = "the order of field \"rows\" is wrong at ";
  EXPECT_EQ(order_of({.order_by = json::array{}}),
            wrong + "orderBy: an empty list says no order; leave it out");
  EXPECT_EQ(order_of({.order_by = json::array{json::object{}}}),
            wrong + "orderBy[0]: {} says no order; write a field and its direction");
  EXPECT_EQ(order_of({.order_by = json::array{json::null{}}}),
            wrong + "orderBy[0]: null is no order; leave it out");
  EXPECT_EQ(order_of({.order_by = json::object{{"place", json::object{}}}}),
            wrong + "orderBy.place: {} says no order; write a field and its direction");
  EXPECT_EQ(order_of({.order_by = json::object{{"name", json::null{}}}}),
            wrong + "orderBy.name: null is no order; leave it out");
}

TEST(own_order, is_refused_where_it_is_no_order) {
  const std::string wrong = "the order of field \"rows\" is wrong at ";
  EXPECT_EQ(order_of({.order_by = json::object{{"name", "ASC"}, {"id", "ASC"}}}),
            wrong + "orderBy: an object of type RowOrderByInput has exactly one field");
  EXPECT_EQ(order_of({.order_by = json::object{{"nam", "ASC"}}}),
            wrong +
                "orderBy: the field \"nam\" is unknown to RowOrderByInput; did you mean "
                "\"name\"?");
  EXPECT_EQ(order_of({.order_by = json::object{{"name", "UP"}}}).substr(0, wrong.size() + 13),
            wrong + "orderBy.name:");
  EXPECT_EQ(order_of({.order_by = "name"}),
            wrong + "orderBy: expected an object of type RowOrderByInput");
}

TEST(own_order, says_why_there_is_none_by_a_field) {
  field_declaration tags = member("tags", "String");
  tags.type = {"String", 1, 0b11};
  field_declaration computed = member("computed", "Int");
  computed.native = std::make_shared<const native_function>();
  const type_declaration shade{.kind = type_kind::enumeration,
                               .name = "Shade",
                               .values = {{.name = "DARK"}},
                               .origin = "enum Shade"};
  const auto wrong_by = [&](const std::string& name) {
    const std::string place = name == "shade" ? "place" : "";
    const json::value by = json::object{{name, "ASC"}};
    const std::string wrong = errors_of(one_list(
        {member("id", "ID"), member("extra", "JSON"), member("place", "Place"),
         member("empty", "Empty"), tags, computed, lists::to_one("row", "Row", {{"id", "id"}})},
        {.order_by = place.empty() ? by : json::value(json::object{{place, by}})},
        {lists::embedded("Place", {member("city", "String"), member("shade", "Shade")}),
         lists::embedded("Empty", {member("extra", "JSON")}), shade}));
    const std::string start = "the order of field \"rows\" is wrong at orderBy";
    EXPECT_EQ(wrong.substr(0, start.size()), start);
    return wrong.substr(std::min(wrong.size(), start.size()));
  };
  EXPECT_EQ(wrong_by("extra"), ": \"Row.extra\" is of type JSON, which has no order\n");
  EXPECT_EQ(wrong_by("tags"), ": \"Row.tags\" is a list, which has no order\n");
  EXPECT_EQ(wrong_by("empty"), ": \"Row.empty\" is of type Empty, which has no order\n");
  EXPECT_EQ(wrong_by("row"), ": \"Row.row\" is a relation, which has no order\n");
  EXPECT_EQ(wrong_by("computed"),
            ": \"Row.computed\" is worked out by the program and has no order\n");
  EXPECT_EQ(wrong_by("shade"), ".place: \"Place.shade\" is an enumeration, which has no order\n");
}

TEST(own_order, has_as_many_fields_as_one_of_a_client) {
  json::array items(max_order_keys, json::value(json::object{{"name", "ASC"}}));
  EXPECT_EQ(order_of({.order_by = items}).substr(0, 2), "[{");
  items.push_back(items.front());
  EXPECT_EQ(
      order_of({.order_by = items}),
      "the order of field \"rows\" is wrong at orderBy: " + std::to_string(max_order_keys + 1) +
          " items, more than " + std::to_string(max_order_keys));
}

TEST(own_values, are_left_alone_where_their_input_is_not_whole) {
  const std::string wrong =
      errors_of(one_list({member("id", "ID"), member("name", "String"), member("place", "Place")},
                         {.where = json::object{{"name", json::object{{"eq", "x"}}}},
                          .order_by = json::object{{"place", json::object{{"city", "ASC"}}}}},
                         {lists::embedded("Place", {member("city", "String")}),
                          lists::embedded("StringFilter", {member("x", "Int")}),
                          lists::embedded("OrderDirection", {member("x", "Int")})}));
  EXPECT_NE(wrong.find("the name \"StringFilter\" is taken by two types"), std::string::npos);
  EXPECT_NE(wrong.find("the name \"OrderDirection\" is taken by two types"), std::string::npos);
}

TEST(own_order, is_refused_with_its_place) {
  auto made =
      one_list({member("id", "ID")}, {.order_by = json::array{}, .order_by_at = 17}).build();
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.error().front().places, std::vector<place>{17});
  EXPECT_EQ(made.error().front().origin, "rows");
}

TEST(compare, sees_the_own_order_and_the_pages_as_ordinary_parts) {
  const auto before = built(one_list({member("id", "ID")}, {.as = listing::connection}));
  const auto ordered = built(one_list(
      {member("id", "ID")}, {.as = listing::connection, .order_by = json::object{{"id", "ASC"}}}));
  EXPECT_TRUE(compare(*before, *before).empty());
  EXPECT_TRUE(compare(*before, *ordered).empty());
  ASSERT_EQ(compare(*ordered, *before).size(), 1);
  EXPECT_EQ(compare(*ordered, *before).front().coordinate, "Query.rows(orderBy:)");
  const auto listed = built(one_list({member("id", "ID")}));
  EXPECT_EQ(compare(*before, *listed).front().coordinate, "RowConnection");
}

}  // namespace
}  // namespace fraiseql::schema
