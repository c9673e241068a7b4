// Every case of cases/*.json over HTTP: what a client reads and writes, and what it gets
// for bad input; of the quickstart in C++ and of the one with directives, which have the same
// answers to the byte. A new case is a new entry there, see cases.hpp.
#include <gtest/gtest.h>

#include "end_to_end/cases.hpp"
#include "end_to_end/suite.hpp"

namespace fraiseql::json {

// GoogleTest shows a parameter by its name rather than by its bytes.
static void PrintTo(const value& the_case, std::ostream* out) {
  *out << testing::name_of(the_case);
}

}  // namespace fraiseql::json

namespace fraiseql::testing {
namespace {

// With mutations that misbehave.
template <class Project>
struct with_behaviours : Project {
  with_behaviours() { Project::add_sql("behaviours.sql", "02b_behaviours.sql"); }
};

template <class Project>
class cases_on : public with_server<Project>, public ::testing::WithParamInterface<json::value> {
 protected:
  void expect_the_case() const {
    expect_answer(GetParam(), exchange(this->server().port(), request_of(GetParam())));
  }
  static const json::value& GetParam() {
    return ::testing::WithParamInterface<json::value>::GetParam();
  }
};

std::string case_name(const ::testing::TestParamInfo<json::value>& info) {
  return name_of(info.param);
}

class notes : public cases_on<notes_project> {};
TEST_P(notes, answers) { expect_the_case(); }
INSTANTIATE_TEST_SUITE_P(reads, notes, ::testing::ValuesIn(cases_of("reads")), case_name);
INSTANTIATE_TEST_SUITE_P(introspection, notes, ::testing::ValuesIn(cases_of("introspection")),
                         case_name);
INSTANTIATE_TEST_SUITE_P(refused, notes, ::testing::ValuesIn(cases_of("refused")), case_name);
INSTANTIATE_TEST_SUITE_P(http, notes, ::testing::ValuesIn(cases_of("http")), case_name);

class mutations : public cases_on<with_behaviours<notes_project>> {};
TEST_P(mutations, answers) { expect_the_case(); }
INSTANTIATE_TEST_SUITE_P(in_order, mutations, ::testing::ValuesIn(cases_of("mutations")),
                         case_name);

class sdl_notes : public cases_on<sdl_notes_project> {};
TEST_P(sdl_notes, answers) { expect_the_case(); }
INSTANTIATE_TEST_SUITE_P(reads, sdl_notes, ::testing::ValuesIn(cases_of("reads")), case_name);
INSTANTIATE_TEST_SUITE_P(introspection, sdl_notes, ::testing::ValuesIn(cases_of("introspection")),
                         case_name);
INSTANTIATE_TEST_SUITE_P(refused, sdl_notes, ::testing::ValuesIn(cases_of("refused")), case_name);
INSTANTIATE_TEST_SUITE_P(http, sdl_notes, ::testing::ValuesIn(cases_of("http")), case_name);

class sdl_mutations : public cases_on<with_behaviours<sdl_notes_project>> {};
TEST_P(sdl_mutations, answers) { expect_the_case(); }
INSTANTIATE_TEST_SUITE_P(in_order, sdl_mutations, ::testing::ValuesIn(cases_of("mutations")),
                         case_name);

class calls : public cases_on<library_project> {};
TEST_P(calls, answers) { expect_the_case(); }
INSTANTIATE_TEST_SUITE_P(of_queries, calls, ::testing::ValuesIn(cases_of("calls")), case_name);

class calls_in_cpp : public cases_on<calls_project> {};
TEST_P(calls_in_cpp, answer) { expect_the_case(); }
INSTANTIATE_TEST_SUITE_P(scalars, calls_in_cpp, ::testing::ValuesIn(cases_of("call_scalars")),
                         case_name);
INSTANTIATE_TEST_SUITE_P(objects, calls_in_cpp, ::testing::ValuesIn(cases_of("call_objects")),
                         case_name);
INSTANTIATE_TEST_SUITE_P(inputs, calls_in_cpp, ::testing::ValuesIn(cases_of("call_inputs")),
                         case_name);

class calls_in_sdl : public cases_on<sdl_calls_project> {};
TEST_P(calls_in_sdl, answer) { expect_the_case(); }
INSTANTIATE_TEST_SUITE_P(scalars, calls_in_sdl, ::testing::ValuesIn(cases_of("call_scalars")),
                         case_name);
INSTANTIATE_TEST_SUITE_P(objects, calls_in_sdl, ::testing::ValuesIn(cases_of("call_objects")),
                         case_name);
INSTANTIATE_TEST_SUITE_P(inputs, calls_in_sdl, ::testing::ValuesIn(cases_of("call_inputs")),
                         case_name);

}  // namespace
}  // namespace fraiseql::testing
