// Everything that a program may say in C++, as a schema, and its functions called with JSON.
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "frontend/blog.hpp"
#include "frontend/code/code_frontend.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace fraiseql::frontend {
namespace {

std::shared_ptr<const schema::schema> build_blog() {
  schema::schema_builder builder;
  fill(builder, blog());
  auto made = std::move(builder).build();
  if (made.ok()) return *made;
  for (const schema::schema_error& error : made.error()) {
    ADD_FAILURE() << error.origin << ": " << error.message;
  }
  return nullptr;
}

// What the field's function gives, as text; of a failure its code, message and detail.
std::string called(const schema::field* field, const std::string& arguments,
                   const char* object = nullptr) {
  if (field == nullptr || field->native == nullptr) return "no native field";
  const auto read = json::read(arguments);
  const schema::request_context request{.operation_name = "Op", .headers = {{"x-mark", "!"}}};
  std::optional<json::value> document;
  if (object != nullptr) document = *json::read(object);
  const auto made = (*field->native)({.request = request,
                                      .arguments = *read->get<json::object>(),
                                      .object = document ? &*document : nullptr});
  if (made.ok()) return json::to_text(*made);
  const schema::native_failure& failure = made.error();
  return std::string(to_string(failure.error.code)) + ", " + failure.error.message + ", " +
         failure.log_detail;
}

TEST(wide, has_the_promised_schema) {
  const auto made = build_blog();
  ASSERT_NE(made, nullptr);
  std::ifstream file(FRAISEQL_SOURCE_DIR "/tests/frontend/blog.graphql");
  std::ostringstream expected;
  expected << file.rdbuf();
  ASSERT_FALSE(expected.str().empty());
  // What the framework adds follows; it is not ours here.
  EXPECT_EQ(print(*made).substr(0, expected.str().size()), expected.str());
}

TEST(wide, is_bound_to_what_describe_says) {
  const auto made = build_blog();
  ASSERT_NE(made, nullptr);
  const schema::type* article = made->find_type("Article");
  ASSERT_NE(article, nullptr);
  EXPECT_EQ(article->source, (schema::relation{.schema = "blog", .name = "tv_article"}));
  EXPECT_EQ(made->find_type("User")->find_field("eMail")->stored_key, "e_mail");
  EXPECT_EQ(made->find_type("Status")->find_value("IN_REVIEW")->stored_text(), "review");
  EXPECT_EQ(made->find_type("Status")->find_value("DRAFT")->stored_text(), "draft");
  EXPECT_EQ(made->find_type("Node")->discriminator, "kind");
  EXPECT_EQ(made->find_type("ArticleTarget")->discriminator, "what");
  EXPECT_EQ(made->find_type("CreatePostResult")->discriminator, "kind_of_result");
  EXPECT_EQ(made->find_type("Node")->source, schema::relation{.name = "tv_node"});
}

TEST(wide, a_scalar_of_the_program_is_checked_by_it) {
  const auto made = build_blog();
  ASSERT_NE(made, nullptr);
  const schema::type* money = made->find_type("Money");
  ASSERT_NE(money->rule, nullptr);
  std::string out = "x";
  EXPECT_TRUE(money->rule->write(out, "12.5"));
  EXPECT_EQ(out, "x12.05");
  EXPECT_FALSE(money->rule->write(out, "twelve"));
  EXPECT_EQ(out, "x12.05");
}

TEST(wide, a_function_gets_its_arguments_and_gives_stored_documents) {
  const auto made = build_blog();
  ASSERT_NE(made, nullptr);
  const schema::field* search = made->query_type()->find_field("searchPlaces");
  EXPECT_EQ(called(search, R"({"text":"Rue"})"), "[null]");
  EXPECT_EQ(called(search, R"({"text":"Rue","status":null})"), "[null]");
  EXPECT_EQ(called(search, R"({"text":"Rue","status":"IN_REVIEW"})"),
            R"([{"street_name":"Rue","city":"Paris"},null])");
}

TEST(wide, what_a_function_throws_is_for_the_client_or_for_the_log) {
  const auto made = build_blog();
  ASSERT_NE(made, nullptr);
  const schema::field* search = made->query_type()->find_field("searchPlaces");
  EXPECT_EQ(called(search, R"({"text":"fail"})"), "NOT_FOUND, no such place, ");
  EXPECT_EQ(called(search, R"({"text":"strange"})"),
            "INTERNAL_SERVER_ERROR, internal error, function blog_module::search_places threw an "
            "error with the unknown code \"NO_CODE\": strange");
  EXPECT_EQ(called(search, R"({"text":"throw"})"),
            "INTERNAL_SERVER_ERROR, internal error, function blog_module::search_places threw: "
            "out of paper");
  EXPECT_EQ(called(search, R"({"text":"number"})"),
            "INTERNAL_SERVER_ERROR, internal error, function blog_module::search_places threw "
            "what is no std::exception");
  EXPECT_EQ(called(made->query_type()->find_field("notANumber"), "{}"),
            "INTERNAL_SERVER_ERROR, internal error, the result of function "
            "blog_module::not_a_number: Float has no infinity and no NaN");
}

TEST(wide, a_union_carries_its_discriminator) {
  const auto made = build_blog();
  ASSERT_NE(made, nullptr);
  const schema::field* create = made->mutation_type()->find_field("createPost");
  EXPECT_EQ(called(create, R"({"input":{"title":"taken","home":{}}})"),
            R"({"kind_of_result":"TitleTaken","message":"Op"})");
  EXPECT_EQ(called(create, R"({"input":{"title":"T","status":"MISSING","home":{"streetName":"S",)"
                           R"("number":1},"price":"2.05","tags":["a"],"extra":{"b":1}}})"),
            R"({"kind_of_result":"Article","id":"7","title":"TSa","status":"lost","created_at":"",)"
            R"("author":{"id":"","identifier":"","name":"","e_mail":null,"addresses":[]},)"
            R"("target":{"what":"Link","address":"https://example.org"},"matrix":[[1,2],[]],)"
            R"("flags":[true,false],"views":9007199254740993,"score":"","extra":{"a":[1]},)"
            R"("price":"2.05","weight":0.1,"height":1e+300})");
}

constexpr const char* stored_post =
    R"({"id":"7","title":"A long title","status":"review","created_at":"2024-01-01T00:00:00Z",)"
    R"("author":{"id":"1","identifier":"ann","name":"Ann","e_mail":null,"addresses":)"
    R"([{"street_name":"Rue"}]},"target":{"what":"User","id":"1","identifier":"ann",)"
    R"("name":"Ann","addresses":[]},"matrix":[[1,2.0],[]],"flags":[true],"views":"12",)"
    R"("score":1.50,"extra":{"a":1},"price":"2.05","weight":0.5,"height":3})";

std::string with(const std::string& from, const std::string& to) {
  std::string text = stored_post;
  text.replace(text.find(from), from.size(), to);
  return text;
}

TEST(wide, a_computed_field_gets_the_object_its_arguments_and_the_request) {
  const auto made = build_blog();
  ASSERT_NE(made, nullptr);
  const schema::field* excerpt = made->find_type("Article")->find_field("excerpt");
  EXPECT_EQ(called(excerpt, R"({"length":6,"ellipsis":"~"})", stored_post), R"("A long~!")");
  EXPECT_EQ(called(excerpt, R"({"length":6,"ellipsis":null})", stored_post), R"("A long!")");
  EXPECT_EQ(called(excerpt, R"({"length":6})", stored_post), R"("A long...!")");
}

TEST(wide, a_document_that_does_not_fit_the_struct_is_told_to_the_log) {
  const auto made = build_blog();
  ASSERT_NE(made, nullptr);
  const schema::field* excerpt = made->find_type("Article")->find_field("excerpt");
  const auto detail = [&](const std::string& from, const std::string& to) {
    const std::string said = called(excerpt, R"({"length":6})", with(from, to).c_str());
    const std::string start = "INTERNAL_SERVER_ERROR, internal error, ";
    EXPECT_TRUE(said.starts_with(start)) << said;
    return said.substr(std::min(said.size(), start.size()));
  };
  EXPECT_EQ(detail(R"("A long title")", "null"), "Post.title: expected a string, found null");
  EXPECT_EQ(detail(R"("title")", R"("other")"), "Post.title: expected a string, found null");
  EXPECT_EQ(detail(R"("name":"Ann")", R"("name":1)"),
            "Post.author.name: expected a string, found a number");
  EXPECT_EQ(detail(R"("street_name":"Rue")", R"("street_name":[])"),
            "Post.author.addresses[0].streetName: expected a string, found a list");
  EXPECT_EQ(detail(R"("review")", R"("IN_REVIEW")"),
            "Post.status: \"IN_REVIEW\" is no value of Status");
  EXPECT_EQ(detail(R"("review")", "1"), "Post.status: expected a value of Status, found a number");
  EXPECT_EQ(detail(R"("what":"User")", R"("what":"Nobody")"),
            "Post.target: the key \"what\" names no member of ArticleTarget");
  EXPECT_EQ(detail("2.0]", "2.5]"),
            "Post.matrix[0][1]: expected an integer of 32 bits, found a number");
  EXPECT_EQ(detail("2.0]", "2147483648]"),
            "Post.matrix[0][1]: expected an integer of 32 bits, found a number");
  EXPECT_EQ(detail("[true]", "[1]"), "Post.flags[0]: expected a boolean, found a number");
  EXPECT_EQ(detail("[true]", "{}"), "Post.flags: expected a list, found an object");
  EXPECT_EQ(detail("\"12\"", "\"1x\""),
            "Post.views: expected an integer of 64 bits, found a string");
  EXPECT_EQ(detail("\"2.05\"", "\"two\""), "function blog_module::Post::excerpt threw: no point");
  EXPECT_EQ(detail("\"height\":3", "\"height\":\"3\""),
            "Post.height: expected a number, found a string");
  EXPECT_EQ(called(excerpt, "{}", "[]").substr(39), "Post: expected an object, found a list");
}

TEST(wide, needs_narrows_what_is_looked_at) {
  const auto made = build_blog();
  ASSERT_NE(made, nullptr);
  const schema::field* initials = made->find_type("User")->find_field("initials");
  EXPECT_EQ(called(initials, "{}", R"({"name":"Ann","id":7})"), R"("A")");
}

TEST(wide, a_struct_to_which_rows_belong_is_filled_and_taken_apart) {
  const auto made = build_blog();
  ASSERT_NE(made, nullptr);
  const schema::type* comment = made->find_type("Comment");
  const char* stored = R"({"id":"1","text":"nice","user_id":"2","likes":["3"]})";
  EXPECT_EQ(called(comment->find_field("isShort"), "{}", stored), "true");
  EXPECT_EQ(called(comment->find_field("length"), "{}", stored), "4");
}

TEST(wide, rows_belong_to_an_object_by_what_their_function_says) {
  const auto made = build_blog();
  ASSERT_NE(made, nullptr);
  const schema::type* comment = made->find_type("Comment");
  const schema::field* writer = comment->find_field("writer");
  ASSERT_EQ(writer->relates_by().size(), 1u);
  EXPECT_EQ(writer->relates_by().front().theirs, made->find_type("User")->find_field("id"));
  EXPECT_EQ(writer->relates_by().front().ours, comment->find_field("userId"));
  EXPECT_EQ(writer->native, nullptr);
  const schema::field* more = comment->find_field("more");
  ASSERT_EQ(more->relates_by().size(), 1u);
  const auto& find = std::get<schema::find_binding>(more->binding);
  EXPECT_EQ(find.rows, comment);
  EXPECT_EQ(find.maximum_limit, 5);
  EXPECT_TRUE(find.is_connection);
  EXPECT_EQ(json::to_text(find.where), R"({"text":{"neq":""}})");
}

TEST(wide, a_function_works_for_as_long_as_its_schema_is_kept) {
  auto made = build_blog();
  ASSERT_NE(made, nullptr);
  const auto native = made->query_type()->find_field("searchPlaces")->native;
  made = nullptr;
  const json::object arguments = {{"text", json::value("x")}};
  const auto answer = (*native)({.request = {}, .arguments = arguments});
  ASSERT_TRUE(answer.ok());
}

}  // namespace
}  // namespace fraiseql::frontend
