// Every file of groups/: the plan, the SQL and the shape of groups of rows, read as source. They
// are of groups.graphql.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "frontend/sdl/sdl_frontend.hpp"
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

}  // namespace
}  // namespace fraiseql::plan
