// Every file of lists/: the plan, the SQL and the shape of what is asked of lists, connections and
// relations, read as source. They are of the schema of tests/schema/lists.hpp. Among the variables
// "cursor [...]" stands for a cursor with these values.
#include <gtest/gtest.h>

#include "language/parser.hpp"
#include "plan/planned.hpp"
#include "schema/lists.hpp"
#include "validation/operation.hpp"

namespace fraiseql::plan {
namespace {

document_reading reading_of(const sections& in) {
  const auto found = in.find("documents");
  if (found == in.end()) return document_reading::by_size;
  if (found->second == "members of long\n") return document_reading::members_of_long;
  return found->second == "members\n" ? document_reading::members : document_reading::whole;
}

std::string render_list(const sections& in) {
  std::string text = "== document\n" + in.at("document");
  for (const char* given : {"variables", "documents"}) {
    const auto found = in.find(given);
    if (found != in.end()) text += "== " + found->first + "\n" + found->second;
  }
  return text +
         planned(in, schema::lists::built(schema::lists::builder()), {.documents = reading_of(in)});
}

TEST(lists, become_what_their_files_say) { EXPECT_GE(expect_files("lists", &render_list), 20U); }

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
