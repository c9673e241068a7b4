// Every file of groups/: the plan, the SQL and the shape of groups of rows, read as source. They
// are of groups.graphql.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "frontend/sdl/sdl_frontend.hpp"
#include "plan/groups.hpp"
#include "plan/planned.hpp"

namespace fraiseql::plan {
namespace {

std::string render_groups(const sections& in) {
  std::stringstream text;
  text << std::ifstream(FRAISEQL_SOURCE_DIR "/tests/plan/groups.graphql").rdbuf();
  const auto built = frontend::build_served_schema(text.str());
  std::string rendered = "== document\n" + in.at("document");
  const auto variables = in.find("variables");
  if (variables != in.end()) rendered += "== variables\n" + variables->second;
  if (!built.ok()) return rendered + built.error().front().message;
  return rendered + planned(in, *built, {});
}

TEST(groups, become_what_their_files_say) {
  EXPECT_GE(expect_files("groups", &render_groups), 20U);
}

// The errors of a group of which so many values are asked for, each of a field of its own.
std::string errors_for(std::size_t values) {
  std::string fields;
  std::string selected;
  for (std::size_t i = 0; i < values; ++i) {
    fields += " f" + std::to_string(i) + ": Int";
    selected += " f" + std::to_string(i);
  }
  const auto built = frontend::build_served_schema(
      "type Query { wides: [Wide!]! @find(aggregated: true) } type Wide { id: ID!" + fields + " }");
  if (!built.ok()) return "the schema is wrong: " + built.error().front().message;
  const std::string made =
      planned({{"document", "{ widesAggregate { sum {" + selected + " } } }\n"}}, *built, {});
  return made.starts_with("== errors") ? made : "";
}

// The same of what related rows come to.
std::string errors_of_filter(std::size_t values) {
  std::string fields;
  std::string conditions;
  for (std::size_t i = 0; i < values; ++i) {
    const std::string name = "f" + std::to_string(i);
    fields += " " + name + ": Int";
    conditions += " " + name + ": {isNull: true}";
  }
  const auto built = frontend::build_served_schema(
      "type Query { owners: [Owner!]! @find } type Owner { id: ID! wides: [Wide!]! @find(on: "
      "[{field: \"owner\", equals: \"id\"}], aggregated: true) } type Wide { id: ID! owner: ID!" +
      fields + " }");
  if (!built.ok()) return "the schema is wrong: " + built.error().front().message;
  const std::string made = planned(
      {{"document", "{ owners(where: {widesAggregate: {sum: {" + conditions + " }}}) { id } }\n"}},
      *built, {});
  return made.starts_with("== errors") ? made : "";
}

TEST(groups, have_no_more_values_than_a_statement_has_columns) {
  EXPECT_EQ(errors_for(max_group_values), "");
  EXPECT_EQ(errors_for(max_group_values + 1),
            "== errors\nBAD_USER_INPUT more values are asked for of a group than the limit "
            "\"max_group_values\", 500\n");
  EXPECT_EQ(errors_of_filter(max_group_values), "");
  EXPECT_EQ(errors_of_filter(max_group_values + 1), errors_for(max_group_values + 1));
}

}  // namespace
}  // namespace fraiseql::plan
