// context::claim(): what a function is told of who asks.
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>

#include "fraiseql/context.hpp"
#include "fraiseql/field.hpp"
#include "fraiseql/schema.hpp"
#include "frontend/code/code_frontend.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace fraiseql::frontend::claims_module {

struct Asked {
  std::string name;
};
std::optional<std::string> claimed(const api::context& request, Asked asked) {
  return request.claim(asked.name);
}

}  // namespace fraiseql::frontend::claims_module

namespace fraiseql::frontend {
namespace {

// `claims` is JSON; null: nobody says who they are.
std::string claim_of(std::string_view claims, const std::string& name) {
  api::schema said;
  said.query<claims_module::claimed>();
  schema::schema_builder builder;
  fill(builder, said);
  const auto made = std::move(builder).build();
  if (!made) return made.error().front().message;
  schema::request_context request;
  const auto read = json::read(claims);
  if (const auto* object = read->get<json::object>()) request.claims = *object;
  const auto* field = (*made)->find_type("Query")->find_field("claimed");
  const auto given = (*field->native)(
      {.request = request, .arguments = json::object{{"name", json::value(name)}}});
  return given ? json::to_text(*given) : given.error().error.message;
}

TEST(claims, are_texts_or_the_json_of_what_is_none) {
  constexpr std::string_view all =
      R"({"sub":"a\"da","n":1.50,"yes":true,"none":null,"roles":["a",{"b":1}],"":"empty"})";
  EXPECT_EQ(claim_of(all, "sub"), R"("a\"da")");
  EXPECT_EQ(claim_of(all, "n"), R"("1.50")");
  EXPECT_EQ(claim_of(all, "yes"), R"("true")");
  EXPECT_EQ(claim_of(all, "roles"), R"("[\"a\",{\"b\":1}]")");
  EXPECT_EQ(claim_of(all, ""), R"("empty")");
}

TEST(claims, that_are_not_there_are_nothing) {
  EXPECT_EQ(claim_of(R"({"sub":"ada"})", "SUB"), "null");
  EXPECT_EQ(claim_of(R"({"sub":null})", "sub"), "null");
  EXPECT_EQ(claim_of("{}", "sub"), "null");
  EXPECT_EQ(claim_of("null", "sub"), "null");
}

}  // namespace
}  // namespace fraiseql::frontend
