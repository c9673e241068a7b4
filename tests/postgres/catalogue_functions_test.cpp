// What the look at the database finds missing of functions, and of what a role may call.
#include "looked_database.hpp"

namespace fraiseql::postgres {
namespace {

using testing::run;

class catalogue_functions : public looked_database {};

TEST_F(catalogue_functions, finds_the_overload_that_takes_the_parameters) {
  EXPECT_TRUE(
      missing_of(functions({function("fn_note", {{"p_title", "text"}, {"p_body", "text"}}),
                            function("fn_note", {{"p_other", "integer"}}),
                            function("fn_note", {{"p_title", "text"}}), function("fn_plain")}))
          .empty());
}

TEST_F(catalogue_functions, wants_a_default_of_what_a_call_may_leave_out_or_never_passes) {
  EXPECT_TRUE(
      missing_of(functions({function("fn_note", {{"p_title", "text"}, {"p_body", "text", false}})}))
          .empty());
  const auto found = look(functions({function("fn_note", {{"p_title", "text", false}})}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(
      found[0].message.ends_with("wanted looked.fn_note(p_title text DEFAULT NULL) returns uuid"))
      << found[0].message;
  EXPECT_EQ(missing_of(functions({function("fn_note", {{"p_body", "text"}})})).size(), 1U);
}

TEST_F(catalogue_functions, names_a_missing_function) {
  const auto found = look(functions({function("fn_unheard_of", {{"p_a", "text"}})}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].message, "the function looked.fn_unheard_of does not exist");
  EXPECT_EQ(found[0].remedy, "CREATE FUNCTION looked.fn_unheard_of(p_a text) returns uuid ...");
}

TEST_F(catalogue_functions, names_what_it_found_where_a_function_does_not_fit) {
  EXPECT_EQ(
      missing_of(functions({function("fn_plain", {{"p_a", "text"}})})),
      std::vector<std::string>{"the function looked.fn_plain does not fit: found "
                               "looked.fn_plain() returns uuid, wanted looked.fn_plain(p_a text) "
                               "returns uuid"});
  EXPECT_EQ(missing_of(functions({function("fn_text")})).size(), 1U);
}

TEST_F(catalogue_functions, accepts_parameters_that_postgresql_casts_to_by_itself) {
  EXPECT_TRUE(missing_of(functions({function("fn_types", {{"p_title", "text"},
                                                          {"p_name", "text"},
                                                          {"p_count", "integer"},
                                                          {"p_share", "bigint"}})}))
                  .empty());
  EXPECT_TRUE(missing_of(functions({function("fn_out", {{"p_title", "text"}})})).empty());
}

TEST_F(catalogue_functions, names_a_function_whose_parameter_is_of_another_type) {
  EXPECT_EQ(missing_of(functions({function("fn_note", {{"p_other", "text"}})})),
            std::vector<std::string>{
                "the function looked.fn_note does not fit: found looked.fn_note(p_title text, "
                "p_body text DEFAULT NULL::text) returns uuid; looked.fn_note(p_other integer) "
                "returns uuid, wanted looked.fn_note(p_other text) returns uuid"});
  const std::vector<required_parameter> fitting = {
      {"p_title", "text"}, {"p_name", "text"}, {"p_count", "bigint"}, {"p_share", "numeric"}};
  EXPECT_TRUE(missing_of(functions({function("fn_types", fitting)})).empty());
  const std::vector<std::string> others = {"uuid", "integer", "numeric", "double precision"};
  for (std::size_t i = 0; i < fitting.size(); ++i) {
    auto parameters = fitting;
    parameters[i].type = others[i];
    EXPECT_EQ(missing_of(functions({function("fn_types", parameters)})).size(), 1U) << i;
  }
}

required_function reading(required_function one) {
  one.only_reads = true;
  return one;
}

TEST_F(catalogue_functions, accepts_a_stable_or_immutable_function_where_it_only_reads) {
  EXPECT_TRUE(missing_of(functions({reading(function("fn_stable", {{"p_a", "integer"}})),
                                    reading(function("fn_immutable")), function("fn_immutable")}))
                  .empty());
}

TEST_F(catalogue_functions, names_a_volatile_function_that_a_query_calls_and_how_to_mend_it) {
  const auto found = look(functions({reading(function("fn_note", {{"p_title", "text"}}))}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].message,
            "the function looked.fn_note is VOLATILE, so it may write, and a query calls it");
  EXPECT_EQ(found[0].remedy,
            "ALTER FUNCTION looked.fn_note(text,text) STABLE; if it does write, let a mutation "
            "call it");
  const auto gone = look(functions({reading(function("fn_unheard_of"))}));
  ASSERT_EQ(gone.size(), 1U);
  EXPECT_EQ(gone[0].remedy, "CREATE FUNCTION looked.fn_unheard_of() returns uuid STABLE ...");
}

TEST_F(catalogue_functions, names_all_that_is_wrong_with_a_function) {
  run("create function looked.fn_closed() returns uuid language sql as 'select null::uuid';"
      "revoke execute on function looked.fn_closed() from public;"
      "revoke usage on schema looked from fraiseql_serving");
  EXPECT_EQ(look_as("user=fraiseql_serving", functions({reading(function("fn_closed"))})).size(),
            3U);
}

TEST_F(catalogue_functions, takes_no_output_for_a_parameter) {
  EXPECT_EQ(
      missing_of(functions({function("fn_out", {{"p_title", "text"}, {"p_made", "uuid"}})})).size(),
      1U);
}

TEST_F(catalogue_functions, names_a_function_that_the_role_may_not_call_and_the_grant) {
  run("revoke execute on function looked.fn_note(text, text) from public;"
      "grant usage on schema looked to fraiseql_serving");
  const auto needed = functions({function("fn_note", {{"p_title", "text"}})});
  EXPECT_TRUE(look(needed).empty());  // its owner may
  const auto found = look_as("user=fraiseql_serving", needed);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].message, "the role fraiseql_serving may not call the function looked.fn_note");
  EXPECT_EQ(found[0].remedy,
            "GRANT EXECUTE ON FUNCTION looked.fn_note(text,text) TO fraiseql_serving");
  run(found[0].remedy);
  EXPECT_TRUE(look_as("user=fraiseql_serving", needed).empty());
}

}  // namespace
}  // namespace fraiseql::postgres
