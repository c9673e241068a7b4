// docs/api/scalars.md names every scalar, and the words of messages are there for each.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "scalars/text.hpp"
#include "schema/built_in.hpp"
#include "support/random_scalar.hpp"

namespace fraiseql::scalars {
namespace {

TEST(documentation, has_a_row_for_every_scalar) {
  std::ifstream file(std::string(FRAISEQL_SOURCE_DIR) + "/docs/api/scalars.md");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  for (const std::string_view name : schema::known_scalar_names()) {
    EXPECT_NE(text.find("\n| `" + std::string(name) + "` |"), std::string::npos) << name;
  }
}

TEST(kind, is_named_as_its_scalar_is) {
  for (const std::string_view name : schema::known_scalar_names()) {
    EXPECT_EQ(to_string(schema::known_scalar(name)->scalar), name);
  }
}

TEST(kind, says_in_words_what_a_text_must_be) {
  for (const kind of : testing::text_kinds) EXPECT_NE(form_in_words(of), "") << to_string(of);
}

}  // namespace
}  // namespace fraiseql::scalars
