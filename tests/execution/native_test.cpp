// What the program works out: computed fields of documents, root fields, and what becomes of
// their failures in an answer.
#include "execution/native.hpp"

#include <gtest/gtest.h>

#include "execution/answer.hpp"
#include "execution/prepare.hpp"
#include "json/read.hpp"
#include "support/native_schema.hpp"

namespace fraiseql::execution {
namespace {

using fraiseql::testing::native_result;
using fraiseql::testing::native_schema;

prepared_request prepare(const std::string& document, const std::string& variables = "{}") {
  static const auto schema = native_schema();
  preparer made(schema, {});
  auto prepared = made.prepare({.document = document, .variables = *json::read(variables)});
  if (!prepared) {
    ADD_FAILURE() << prepared.error().front().message;
    std::abort();
  }
  return std::move(*prepared);
}

// The answer to a document of one root field, whose rows these are.
std::string answer_of(const prepared_request& prepared, std::vector<document_text> documents = {}) {
  const plan::step& step = prepared.operation->plan.steps.front();
  const schema::request_context request;
  const given_up is_given_up = false;
  const native_surroundings in{request, prepared.variables, is_given_up};
  worked_out made = std::holds_alternative<plan::native>(step.action)
                        ? work_out(std::get<plan::native>(step.action), step.enriched, in)
                        : enrich({.documents = std::move(documents)}, step.enriched, in);
  const std::function<std::string()> new_log_id = [] { return std::string("7f"); };
  answer written(new_log_id);
  written.add(step, fetched(std::move(made)));
  return std::move(written).finish().body;
}

std::string answer_of(const std::string& document, std::vector<document_text> documents = {}) {
  return answer_of(prepare(document), std::move(documents));
}

TEST(computed_field, has_the_whole_stored_object_though_nothing_of_it_is_selected) {
  EXPECT_EQ(answer_of("{ posts { shout } }", {R"({"title": "a"})", R"({"title": "b"})"}),
            R"({"data":{"posts":[{"shout":"A"},{"shout":"B"}]}})");
}

TEST(computed_field, is_worked_out_for_each_alias_with_its_own_arguments) {
  EXPECT_EQ(
      answer_of(prepare("query($n: Int) { posts { a: excerpt(length: 1) b: excerpt(length: $n) "
                        "c: excerpt(status: IN_REVIEW) d: excerpt title } }",
                        R"({"n": 5})"),
                {R"({"title": "a"})"}),
      R"x({"data":{"posts":[{"a":"{\"length\":1}","b":"{\"length\":5}",)x"
      R"x("c":"{\"status\":\"IN_REVIEW\"}","d":"{}","title":"a"}]}})x");
}

TEST(computed_field, leaves_an_argument_out_whose_variable_was_not_given) {
  const std::string document =
      "query($n: Int, $s: Status) { posts { excerpt(length: $n, status: $s) } }";
  EXPECT_EQ(answer_of(prepare(document), {"{}"}), R"x({"data":{"posts":[{"excerpt":"{}"}]}})x");
  EXPECT_EQ(answer_of(prepare(document, R"({"n": null, "s": "DRAFT"})"), {"{}"}),
            R"x({"data":{"posts":[{"excerpt":"{\"length\":null,\"status\":\"DRAFT\"}"}]}})x");
}

TEST(computed_field, works_inside_embedded_objects_lists_and_unions) {
  EXPECT_EQ(
      answer_of("{ posts { author { shout } x: author { b: shout } related { "
                "... on Author { shout } ... on Post { status } } } }",
                {R"({"author": {"title": "ann"}, "related": [{"kind": "Author", "title": "bob"}, )"
                 R"({"kind": "Post", "status": "draft"}, null]})"}),
      R"({"data":{"posts":[{"author":{"shout":"ANN"},"x":{"b":"ANN"},)"
      R"("related":[{"shout":"BOB"},{"status":"DRAFT"},null]}]}})");
}

TEST(computed_field, works_inside_what_another_one_gave) {
  EXPECT_EQ(answer_of("{ posts { first { shout } } }",
                      {R"({"author": {"title": "ann"}})", "{}", R"({"author": null})"}),
            R"({"data":{"posts":[{"first":{"shout":"ANN"}},{"first":null},{"first":null}]}})");
}

TEST(computed_field, of_an_interfaces_type_is_found_by_the_stored_type) {
  EXPECT_EQ(answer_of("{ nodes { __typename id ... on Post { shout } } }",
                      {R"({"id": "1", "type": "Post", "title": "t"})",
                       R"({"id": "2", "type": "Author", "title": "a"})"}),
            R"({"data":{"nodes":[{"__typename":"Post","id":"1","shout":"T"},)"
            R"({"__typename":"Author","id":"2"}]}})");
}

TEST(computed_field, that_fails_is_null_up_to_the_next_nullable_place) {
  EXPECT_EQ(answer_of("{ posts { author { shout } } }", {R"({"author": {"title": "bad"}})"}),
            R"({"data":{"posts":[{"author":null}]},"errors":[{"message":"no shouting",)"
            R"("locations":[{"line":1,"column":20}],"path":["posts",0,"author","shout"],)"
            R"("extensions":{"code":"FORBIDDEN"}}]})");
}

TEST(computed_field, that_fails_inside_keeps_its_reason_for_the_log) {
  EXPECT_EQ(answer_of("{ posts { author { shout } } }", {R"({"author": {}})"}),
            R"({"data":{"posts":[{"author":null}]},"errors":[{"message":"internal error",)"
            R"("locations":[{"line":1,"column":20}],"path":["posts",0,"author","shout"],)"
            R"("extensions":{"code":"INTERNAL_SERVER_ERROR","id":"7f"}}]})");
}

TEST(computed_field, leaves_documents_that_are_no_json_to_the_transform) {
  const std::string body = answer_of("{ posts { shout } }", {R"({"title": "a)"});
  EXPECT_TRUE(body.starts_with(R"({"data":null,"errors":[{"message":"the stored document is not)"))
      << body;
}

TEST(computed_field, wins_over_a_stored_key_of_its_name) {
  EXPECT_EQ(answer_of("{ posts { shout } }", {R"({"title": "a", "shout#1": 7, "shout": "no"})"}),
            R"({"data":{"posts":[{"shout":"A"}]}})");
}

// A list inside lists, and a title beside it.
std::string nested_document(std::size_t depth) {
  return R"({"x": )" + std::string(depth, '[') + std::string(depth, ']') + R"(, "title": "a"})";
}

TEST(computed_field, is_worked_out_of_documents_up_to_a_depth) {
  EXPECT_EQ(answer_of("{ posts { shout } }", {nested_document(191)}),
            R"({"data":{"posts":[{"shout":"A"}]}})");
  const std::string body = answer_of("{ posts { title excerpt } }", {nested_document(192)});
  EXPECT_EQ(body, R"({"data":{"posts":[{"title":"a","excerpt":null}]},"errors":[{"message":)"
                  R"("internal error","locations":[{"line":1,"column":17}],)"
                  R"("path":["posts",0,"excerpt"],"extensions":)"
                  R"({"code":"INTERNAL_SERVER_ERROR","id":"7f"}}]})");
}

TEST(computed_field, that_was_given_up_leaves_the_rest_of_the_answer) {
  const auto prepared = prepare("{ posts { title excerpt } }");
  fetched found(worked_out{.documents = {R"({"title": "a"})"}});
  found.set_missing({.message = "too late", .code = error_code::timeout});
  const std::function<std::string()> new_log_id = [] { return std::string("7f"); };
  answer written(new_log_id);
  written.add(prepared.operation->plan.steps.front(), found);
  EXPECT_EQ(std::move(written).finish().body,
            R"({"data":{"posts":[{"title":"a","excerpt":null}]},"errors":[{"message":"too late",)"
            R"("locations":[{"line":1,"column":17}],"path":["posts",0,"excerpt"],)"
            R"("extensions":{"code":"TIMEOUT"}}]})");
}

TEST(computed_field, is_not_called_any_more_once_nobody_waits) {
  const auto prepared = prepare("{ posts { shout } }");
  const plan::step& step = prepared.operation->plan.steps.front();
  const schema::request_context request;
  const given_up is_given_up = true;
  const worked_out made = enrich({.documents = {R"({"title": "a"})"}}, step.enriched,
                                 {request, prepared.variables, is_given_up});
  ASSERT_EQ(made.raised.size(), 1U);
  EXPECT_EQ(made.raised[0].log_detail, "given up");
}

TEST(computed_field, and_its_errors_must_be_utf_8) {
  const auto broken_text = [](const schema::native_call&) {
    return native_result(json::value(json::array{json::value("a\xff")}));
  };
  const auto broken_error = [](const schema::native_call&) -> native_result {
    return failed{fraiseql::testing::native_error("a\xff", error_code::not_found)};
  };
  for (const schema::native_function& function :
       {schema::native_function(broken_text), schema::native_function(broken_error)}) {
    const plan::native root{
        {.name = "Query.broken", .function = fraiseql::testing::native(function), .arguments = {}}};
    const schema::request_context request;
    const json::variables variables;
    const given_up is_given_up = false;
    const worked_out made = work_out(root, {}, {request, variables, is_given_up});
    ASSERT_TRUE(made.failure);
    EXPECT_EQ(made.failure->error.message, "internal error");
    EXPECT_EQ(made.failure->error.code, error_code::internal_server_error);
    EXPECT_NE(made.failure->log_detail.find("Query.broken"), std::string::npos);
  }
}

TEST(native_root_field, gets_its_arguments_by_their_graphql_names) {
  EXPECT_EQ(answer_of(prepare("query($t: String) { say(text: $t, status: DRAFT, times: 3) }",
                              R"({"t": "x"})")),
            R"x({"data":{"say":"{\"text\":\"x\",\"status\":\"DRAFT\",\"times\":3}"}})x");
}

TEST(native_root_field, goes_through_the_shape_like_a_row) {
  EXPECT_EQ(
      answer_of("{ media { __typename ... on Post { status shout } ... on Author { title } } }"),
      R"({"data":{"media":[{"__typename":"Post","status":"IN_REVIEW","shout":"A POST"},)"
      R"({"__typename":"Author","title":"ann"},null]},"errors":[{"message":"no shouting",)"
      R"("locations":[{"line":1,"column":43}],"path":["media",2,"shout"],)"
      R"("extensions":{"code":"FORBIDDEN"}}]})");
}

TEST(plan_of_native_fields, says_what_is_called) {
  EXPECT_EQ(plan::to_text(
                prepare("{ posts { a: excerpt(length: 1) author { shout } } }").operation->plan),
            "query\n"
            "posts: read public.tv_post\n"
            "  limit 100 offset 0\n"
            "  Post[excerpt#1] = Post.excerpt(length: 1)\n"
            "  Post[author]:\n"
            "    Author[shout#2] = Author.shout()\n");
}

}  // namespace
}  // namespace fraiseql::execution
