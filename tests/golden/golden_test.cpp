// Golden cases: one request at every stage, a directory each. request.json is the input, as
// HTTP would bring it; the other files are what the stages make of it (execution/stages.hpp), the
// same that `explain --output` writes. They are read as source: a change of the code that
// changes one is a change of what is promised. FRAISEQL_WRITE_GOLDEN=1 writes them anew.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "execution/stages.hpp"
#include "golden/schema.hpp"
#include "json/read.hpp"
#include "language/parser.hpp"

namespace fraiseql {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::stringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

execution::request request_of(const fs::path& directory) {
  const auto given = json::read(text_of(directory / "request.json"));
  if (!given || given->find("query") == nullptr) return {};
  execution::request made{.document = *given->find("query")->get<std::string>()};
  if (const auto* name = given->find("operationName")) {
    made.operation_name = *name->get<std::string>();
  }
  if (const auto* variables = given->find("variables")) made.variables = *variables;
  return made;
}

void check_case(const fs::path& directory) {
  const execution::request request = request_of(directory);
  const auto prepared = execution::preparer(testing::golden_schema(), {}).prepare(request);
  ASSERT_TRUE(prepared) << prepared.error().front().message;
  std::map<std::string, std::string> files;
  for (const execution::stage& one :
       execution::files_of(*language::parse(request.document), *prepared)) {
    files[one.name] = one.text;
  }
  if (std::getenv("FRAISEQL_WRITE_GOLDEN") != nullptr) {
    for (const auto& [name, text] : files) std::ofstream(directory / name) << text;
  }
  for (const auto& [name, text] : files) EXPECT_EQ(text, text_of(directory / name)) << name;
  for (const auto& entry : fs::directory_iterator(directory)) {
    const std::string name = entry.path().filename();
    EXPECT_TRUE(name == "request.json" || files.contains(name)) << name << " is of no stage";
  }
}

TEST(golden, cases_are_what_each_stage_makes_of_the_request) {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(FRAISEQL_SOURCE_DIR "/tests/golden")) {
    if (!entry.is_directory()) continue;
    SCOPED_TRACE(entry.path().filename().string());
    check_case(entry.path());
    ++count;
  }
  EXPECT_GE(count, 6U);
}

}  // namespace
}  // namespace fraiseql
