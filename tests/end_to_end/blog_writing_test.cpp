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

}  // namespace
}  // namespace fraiseql::testing
