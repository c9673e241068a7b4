// Every file of lists/: the plan, the SQL and the shape of what is asked of lists, connections and
// relations, read as source. They are of the schema of tests/schema/lists.hpp. Among the variables
// "cursor [...]" stands for a cursor with these values.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "json/cursor.hpp"
#include "json/read.hpp"
#include "language/parser.hpp"
#include "plan/case.hpp"
#include "plan/query_plan.hpp"
#include "schema/lists.hpp"
#include "sql/statement.hpp"
#include "validation/coercion.hpp"
#include "validation/operation.hpp"

namespace fraiseql::plan {
namespace {

namespace fs = std::filesystem;
using errors = std::vector<graphql_error>;
using sections = std::map<std::string, std::string, std::less<>>;

json::value with_cursors(json::value given) {
  auto* members = std::get_if<json::object>(&given);
  if (members == nullptr) return given;
  constexpr std::string_view begin = "cursor ";
  for (json::member& one : *members) {
    auto* text = std::get_if<std::string>(&one.second);
    if (text == nullptr || !text->starts_with(begin)) continue;
    std::string cursor;
    json::write_cursor(cursor, 0, std::string_view(*text).substr(begin.size()));
    *text = cursor;
  }
  return given;
}

document_reading reading_of(const sections& in) {
  const auto found = in.find("documents");
  if (found == in.end()) return document_reading::by_size;
  if (found->second == "members of long\n") return document_reading::members_of_long;
  return found->second == "members\n" ? document_reading::members : document_reading::whole;
}

result<std::string, errors> outcome_of(const sections& in) {
  const auto schema = schema::lists::built(schema::lists::builder());
  auto parsed = language::parse(in.at("document"));
  if (!parsed) return failed{errors{parsed.error()}};
  FRAISEQL_TRY(
      document,
      validation::validate(std::make_shared<const language::document>(std::move(*parsed)), schema));
  const auto* const node = document.document().operations().front();
  const auto given = in.contains("variables") ? in.at("variables") : "{}";
  FRAISEQL_TRY(variables,
               validation::coerce_variables(document, *node, with_cursors(*json::read(given))));
  FRAISEQL_TRY(operation, validation::make_operation(document, *node, variables, {}));
  FRAISEQL_TRY(plan, make_plan(operation, {.documents = reading_of(in)}));
  std::string text = "== plan\n" + to_text(plan) + "== sql\n";
  for (const step& one : plan.steps) {
    for (const sql::statement& statement : sql::compile(one)) {
      text += statement.text + "\n";
      for (const operand& value : statement.parameters) text += "  " + to_text(value) + "\n";
    }
  }
  text += "== shape\n";
  for (const step& one : plan.steps) text += transform::to_text(one.shape);
  return text;
}

std::string render(const sections& in) {
  std::string text = "== document\n" + in.at("document");
  for (const char* given : {"variables", "documents"}) {
    const auto found = in.find(given);
    if (found != in.end()) text += "== " + found->first + "\n" + found->second;
  }
  const auto outcome = outcome_of(in);
  if (outcome) return text + *outcome;
  text += "== errors\n";
  for (const graphql_error& one : outcome.error()) {
    text += std::string(to_string(one.code)) + " " + one.message + "\n";
  }
  return text;
}

TEST(lists, become_what_their_files_say) {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(FRAISEQL_SOURCE_DIR "/tests/plan/lists")) {
    SCOPED_TRACE(entry.path().filename().string());
    std::stringstream file;
    file << std::ifstream(entry.path()).rdbuf();
    const std::string made = render(read_sections(file.str()));
    if (std::getenv("FRAISEQL_WRITE_GOLDEN") != nullptr) std::ofstream(entry.path()) << made;
    EXPECT_EQ(made, file.str());
    ++count;
  }
  EXPECT_GE(count, 20U);
}

// What the plan is refused for, of a schema with what the program works out.
std::string refused(const std::string& document) {
  namespace lists = schema::lists;
  auto builder = lists::builder({lists::user_with({lists::computed("best", "Post")})});
  builder.add_root({.field = lists::computed("me", "User"), .origin = "me"});
  auto parsed = language::parse(document);
  if (!parsed.ok()) return "no document";
  const auto valid =
      validation::validate(std::make_shared<const language::document>(std::move(*parsed)),
                           lists::built(std::move(builder)));
  if (!valid.ok()) return "not valid: " + valid.error().front().message;
  const auto operation =
      validation::make_operation(*valid, *valid->document().operations().front(), {}, {});
  if (!operation.ok()) return "no operation";
  const auto plan = make_plan(*operation, {});
  if (plan.ok()) return "";
  return std::string(to_string(plan.error().front().code)) + " " + plan.error().front().message;
}

TEST(relations, are_not_selected_of_what_a_function_returns) {
  const std::string why =
      " cannot be selected here: what it belongs to is worked out by the program and is no row";
  EXPECT_EQ(refused("{ me { name } }"), "");
  EXPECT_EQ(refused("{ me { name posts { totalCount } } }"),
            "GRAPHQL_VALIDATION_FAILED \"User.posts\"" + why);
  EXPECT_EQ(refused("{ posts { edges { node { author { best { title } } } } } }"), "");
  EXPECT_EQ(refused("{ posts { edges { node { author { best { author { id } } } } } } }"),
            "GRAPHQL_VALIDATION_FAILED \"Post.author\"" + why);
}

}  // namespace
}  // namespace fraiseql::plan
