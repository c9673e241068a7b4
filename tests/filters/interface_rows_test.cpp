// Filters of the rows of an interface: what its types have alike is filtered, in documents and in a
// real column, and rows of each type are found.
#include <gtest/gtest.h>

#include "filters/served.hpp"

namespace fraiseql::filters {
namespace {

constexpr const char* schema = R"(
type Query { items: [Item!]! @find dear: [Item!]! @find(where: {price: {gte: "10"}}) }
interface Item { id: ID! name: String title: String price: Decimal mark: String tags: [String!] }
type Book implements Item {
  id: ID! name: String title: String price: Decimal mark: String tags: [String!] pages: Int
}
type Film implements Item {
  id: ID! name: String title: String price: Decimal mark: String @stored(as: "stamp")
  tags: [String!] minutes: Int
}
)";

// Of the price a column alone tells.
constexpr const char* tables = R"(
DROP TABLE IF EXISTS tv_item;
CREATE TABLE tv_item (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), data jsonb NOT NULL,
                      price numeric);
INSERT INTO tv_item (price, data) VALUES
  (9.90, '{"type": "Book", "name": "a", "title": "Emma", "tags": ["old"], "mark": "x"}'),
  (18, '{"type": "Book", "name": "b", "title": "Origin", "pages": 9}'),
  (100, '{"type": "Film", "name": "c", "title": "Emma", "tags": ["old", "short"], "stamp": "x"}'),
  (NULL, '{"type": "Film", "name": "d", "title": null}');
)";

struct filter_case {
  const char* where;
  const char* names;  // of what is found
};

constexpr filter_case cases[] = {
    {R"({title: {eq: "Emma"}})", "ac"},
    {R"({title: {neq: "Emma"}})", "bd"},
    {R"({title: {startsWith: "O"}})", "b"},
    {R"({title: {isNull: true}})", "d"},
    {R"({price: {gt: "9.9"}})", "bc"},
    {R"({price: {lte: "18.0"}})", "ab"},
    {R"({price: {in: ["9.9", "100.00"]}})", "ac"},
    {R"({price: {isNull: true}})", "d"},
    {R"({NOT: {price: {gt: "9.9"}}})", "ad"},
    {R"({tags: {contains: "old"}, price: {lt: "50"}})", "a"},
    {R"({OR: [{tags: {length: {eq: 2}}}, {title: {iContains: "ORI"}}]})", "bc"},
};

std::string found(const std::string& root, std::string_view names) {
  std::string items;
  for (const char name : names) {
    items += std::string(items.empty() ? "" : ",") + R"({"name":")" + name + "\"}";
  }
  return "{\"data\":{\"" + root + "\":[" + items + "]}}";
}

std::string asked(const std::string& root, const std::string& where) {
  return "{ " + root + "(where: " + where + ", orderBy: [{name: ASC}]) { name } }";
}

class interface_rows : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    run_sql(tables);
    served_ = std::make_unique<served>(schema);
  }
  static void TearDownTestSuite() { served_.reset(); }
  static std::string ask(const std::string& document) {
    return served_->ask({.document = document}).body;
  }

 private:
  static inline std::unique_ptr<served> served_ = {};
};

TEST_F(interface_rows, are_found_by_what_their_types_have_alike) {
  for (const filter_case& one : cases) {
    EXPECT_EQ(ask(asked("items", one.where)), found("items", one.names)) << one.where;
  }
}

TEST_F(interface_rows, are_kept_to_a_fields_own_filter) {
  EXPECT_EQ(ask("{ dear(orderBy: [{name: ASC}]) { name } }"), found("dear", "bc"));
  for (const filter_case& one : cases) {
    std::string within;
    for (const char name : std::string_view(one.names)) {
      if (name == 'b' || name == 'c') within += name;
    }
    EXPECT_EQ(ask(asked("dear", one.where)), found("dear", within)) << one.where;
  }
}

TEST_F(interface_rows, are_not_filtered_by_what_one_type_has_elsewhere_or_alone) {
  for (const char* field : {"mark", "pages", "minutes"}) {
    const std::string body = ask(asked("items", "{" + std::string(field) + ": {eq: 1}}"));
    EXPECT_NE(body.find("unknown"), std::string::npos) << body;
    EXPECT_NE(body.find(field), std::string::npos) << body;
  }
}

}  // namespace
}  // namespace fraiseql::filters
