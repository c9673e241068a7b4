// The mutations of examples/blog over HTTP: cases/blog_mutations.json, one after the other, on a
// server that nobody else writes to. What the functions do is in examples/blog/tests.
#include <gtest/gtest.h>

#include "end_to_end/blog.hpp"
#include "end_to_end/cases.hpp"
#include "end_to_end/suite.hpp"

namespace fraiseql::testing {
namespace {

// By their names, which GoogleTest can show.
class blog_mutations : public with_server<blog_project>,
                       public ::testing::WithParamInterface<std::string> {};

std::vector<std::string> names_of_mutations() {
  std::vector<std::string> names;
  for (const json::value& one : cases_of("blog_mutations")) names.push_back(name_of(one));
  return names;
}

TEST_P(blog_mutations, answer) {
  for (const json::value& one : cases_of("blog_mutations")) {
    if (name_of(one) != GetParam()) continue;
    expect_answer(one, exchange(server().port(), request_of(one)));
  }
}
INSTANTIATE_TEST_SUITE_P(in_order, blog_mutations, ::testing::ValuesIn(names_of_mutations()),
                         [](const auto& the_case) { return the_case.param; });

class blog_writing : public with_server<blog_project> {};

TEST_F(blog_writing, points_to_the_field_that_is_to_blame) {
  const auto argument_of = [](const std::string& mutation) {
    const std::string answer = server().ask("mutation { " + mutation + " { id } }");
    const std::size_t begin = answer.find("\"argument\":");
    if (begin == std::string::npos) return "none in " + answer;
    return answer.substr(begin + 11, answer.find(']', begin) - begin - 10);
  };
  EXPECT_EQ(argument_of(R"(createUser(input: {identifier: "ada", name: "Ada"}))"),
            R"(["input","identifier"])");
  EXPECT_EQ(argument_of(R"(createUser(input: {identifier: "a2", name: ""}))"),
            R"(["input","name"])");
  EXPECT_EQ(argument_of(R"(createUser(input: {identifier: "a2", name: "A", )"
                        R"(email: "joan@bletchley.example"}))"),
            R"(["input","email"])");
  EXPECT_EQ(argument_of(R"(updateUser(input: {identifier: "ada", )"
                        R"(changes: {email: "joan@bletchley.example"}}))"),
            R"(["input","changes","email"])");
  EXPECT_EQ(argument_of(R"(updateUser(input: {identifier: "ada", changes: {name: null}}))"),
            R"(["input","changes","name"])");
}

}  // namespace
}  // namespace fraiseql::testing
