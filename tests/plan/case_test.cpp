// Every file of cases/: what one document becomes on its way to PostgreSQL and back. The
// files are read as source: a change of the code that changes one is a change of what is
// promised, and is reviewed as such.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "plan/case.hpp"

namespace fraiseql::plan {
namespace {

namespace fs = std::filesystem;

TEST(cases, become_what_their_files_say) {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(FRAISEQL_SOURCE_DIR "/tests/plan/cases")) {
    SCOPED_TRACE(entry.path().filename().string());
    std::stringstream file;
    file << std::ifstream(entry.path()).rdbuf();
    const auto parts = read_sections(file.str());
    ASSERT_TRUE(parts.contains("document"));
    const auto variables = parts.find("variables");
    const std::string made =
        render(parts.at("document"), variables == parts.end() ? "" : variables->second);
    if (std::getenv("FRAISEQL_WRITE_GOLDEN") != nullptr) std::ofstream(entry.path()) << made;
    EXPECT_EQ(made, file.str());
    ++count;
  }
  EXPECT_GE(count, 30U);
}

}  // namespace
}  // namespace fraiseql::plan
