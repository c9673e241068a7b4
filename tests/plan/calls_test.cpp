// Every file of calls/: the plan, the SQL and the shape of calls of functions, read as source. They
// are of calls.graphql. The section "functions" says what the database has:
//   fn_name returns set of composite pg_catalog.record
//     p_tags array pg_catalog.text
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "frontend/sdl/sdl_frontend.hpp"
#include "plan/planned.hpp"

namespace fraiseql::plan {
namespace {

std::string file_text(const std::string& path) {
  std::stringstream text;
  text << std::ifstream(FRAISEQL_SOURCE_DIR "/tests/plan/" + path).rdbuf();
  return text.str();
}

type_form form_of(const std::string& word) {
  static const std::map<std::string, type_form> forms = {
      {"nothing", type_form::nothing},  {"scalar", type_form::scalar},
      {"json", type_form::json},        {"jsonb", type_form::jsonb},
      {"enum", type_form::enumeration}, {"composite", type_form::composite},
      {"array", type_form::array}};
  return forms.at(word);
}

found_type read_type(std::istream& line) {
  std::string form;
  std::string name;
  line >> form >> name;
  const std::size_t dot = name.find('.');
  return {form_of(form), name.substr(0, dot), name.substr(dot + 1)};
}

std::shared_ptr<const catalogue> read_functions(const std::string& text) {
  auto made = std::make_shared<catalogue>();
  std::istringstream lines(text);
  for (std::string one; std::getline(lines, one);) {
    std::istringstream line(one);
    std::string name;
    line >> name;
    if (one.starts_with("  ")) {
      made->functions.back().parameters.push_back({name, read_type(line)});
      continue;
    }
    found_function& function = made->functions.emplace_back();
    function.schema = "public";
    function.name = name;
    const bool is_set = one.find(" set of ") != std::string::npos;
    std::string word;
    for (int words = is_set ? 3 : 1; words > 0; --words) line >> word;
    function.is_set = is_set;
    function.returns = read_type(line);
  }
  return made;
}

std::string render_in_form(const sections& in, sql::call_form form) {
  std::string text = "== document\n" + in.at("document");
  planning_options options;
  for (const char* given : {"variables", "functions"}) {
    const auto found = in.find(given);
    if (found == in.end()) continue;
    text += "== " + found->first + "\n" + found->second;
    if (found->first == "functions") options.found = read_functions(found->second);
  }
  const auto schema = frontend::build_served_schema(file_text("calls.graphql"));
  if (!schema.ok()) return "the schema is wrong: " + schema.error().front().message;
  return text + planned(in, *schema, options, form);
}

std::string render_call(const sections& in) { return render_in_form(in, sql::call_form::plain); }
std::string render_idempotent(const sections& in) {
  return render_in_form(in, sql::call_form::idempotent);
}

TEST(calls, become_what_their_files_say) { EXPECT_GE(expect_files("calls", &render_call), 15U); }

// The statements of calls that are done at most once, with those around them.
TEST(calls, become_idempotent_as_their_files_say) {
  EXPECT_GE(expect_files("idempotent", &render_idempotent), 8U);
}

}  // namespace
}  // namespace fraiseql::plan
