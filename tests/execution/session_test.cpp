// From who asks to what a transaction is told.
#include "execution/session.hpp"

#include <gtest/gtest.h>

#include "json/read.hpp"
#include "schema/builder.hpp"

namespace fraiseql::execution {
namespace {

struct declared {
  std::vector<std::pair<std::string, std::string>> settings;
  std::optional<schema::request_role> role = {};
};

std::shared_ptr<const schema::schema> made(const declared& of) {
  schema::schema_builder builder;
  schema::type_declaration note{.name = "Note"};
  note.fields.push_back({.name = "id", .type = {.name = "ID", .non_null = 1}});
  note.source = schema::relation{.name = "tv_note"};
  builder.add(std::move(note));
  builder.add_query(schema::find_declaration{.name = "notes", .object = "Note"});
  for (const auto& [setting, claim] : of.settings)
    builder.add({.setting = setting, .claim = claim});
  if (of.role) builder.add(schema::role_declaration{.role = *of.role});
  auto built = std::move(builder).build();
  if (built) return *built;
  for (const auto& one : built.error()) ADD_FAILURE() << one.message;
  return nullptr;
}

schema::request_context asked_by(const char* claims) {
  schema::request_context made;
  const auto read = json::read(claims);
  if (const auto* object = read->get<json::object>()) made.claims = *object;
  return made;
}

// The statement and its values, or the error.
std::string session_told(const declared& of, const char* claims) {
  const auto session = session_maker(made(of)).of_reads(asked_by(claims));
  if (!session) return std::string(to_string(session.error().code)) + " " + session.error().message;
  if (*session == nullptr) return "nothing";
  std::string text = (*session)->statement->text;
  for (const auto& one : (*session)->parameters)
    text += " | " + std::string(one.bytes.value_or("null"));
  return text;
}

const std::string of_tenant =
    "SELECT pg_catalog.set_config('role', $1, true), "
    "pg_catalog.set_config('app.tenant', $2, true) | none";
const declared tenant{.settings = {{"app.tenant", "tenant_id"}}};
const schema::request_role roles{
    .claim = "role", .allowed = {"app_user", "app_admin"}, .anonymous = "app_anonymous"};

TEST(session, tells_nothing_where_nothing_is_declared) {
  EXPECT_EQ(session_told({}, R"({"sub": "ada"})"), "nothing");
}

TEST(session, tells_each_claim_that_is_declared) {
  EXPECT_EQ(session_told(tenant, R"({"tenant_id": "t1", "other": "x"})"), of_tenant + " | t1");
  EXPECT_EQ(session_told({.settings = {{"app.tenant", "tenant_id"}, {"app.user", "sub"}}},
                         R"({"sub": "ada", "tenant_id": "t1"})"),
            "SELECT pg_catalog.set_config('role', $1, true), "
            "pg_catalog.set_config('app.tenant', $2, true), "
            "pg_catalog.set_config('app.user', $3, true) | none | t1 | ada");
}

TEST(session, tells_that_a_claim_is_not_there) {
  for (const char* claims : {"null", "{}", R"({"tenant_id": null})", R"({"tenant_id": ""})"}) {
    EXPECT_EQ(session_told(tenant, claims), of_tenant + " | ") << claims;
  }
}

TEST(session, tells_values_that_are_no_text_as_JSON) {
  EXPECT_EQ(session_told(tenant, R"({"tenant_id": 7})"), of_tenant + " | 7");
  EXPECT_EQ(session_told(tenant, R"({"tenant_id": ["a", true]})"), of_tenant + R"( | ["a",true])");
}

TEST(session, finds_claims_inside_of_others) {
  const declared inner{.settings = {{"app.tenant", "app.tenant"}}};
  EXPECT_EQ(session_told(inner, R"({"app": {"tenant": "in"}})"), of_tenant + " | in");
  EXPECT_EQ(session_told(inner, R"({"app": {"tenant": "in"}, "app.tenant": "whole"})"),
            of_tenant + " | whole");
  EXPECT_EQ(session_told(inner, R"({"app": "tenant"})"), of_tenant + " | ");
}

TEST(session, refuses_a_claim_that_PostgreSQL_cannot_hold) {
  EXPECT_EQ(session_told(tenant, R"({"tenant_id": "a\u0000b"})"),
            "FORBIDDEN the claim \"tenant_id\" has a zero byte");
}

TEST(session, runs_as_the_role_that_is_claimed) {
  const std::string text = "SELECT pg_catalog.set_config('role', $1, true)";
  EXPECT_EQ(session_told({.settings = {}, .role = roles}, R"({"role": "app_admin"})"),
            text + " | app_admin");
  EXPECT_EQ(session_told({.settings = {}, .role = roles}, R"({"role": "app_anonymous"})"),
            text + " | app_anonymous");
  EXPECT_EQ(session_told({.settings = {}, .role = roles}, R"({"sub": "ada"})"),
            text + " | app_anonymous");
  EXPECT_EQ(session_told({.settings = {}, .role = roles}, "null"), text + " | app_anonymous");
}

TEST(session, refuses_roles_that_are_not_allowed) {
  for (const char* claims :
       {R"({"role": "postgres"})", R"({"role": "none"})", R"({"role": ""})",
        R"({"role": "APP_ADMIN"})", R"({"role": ["app_admin"]})", R"({"role": "app_admin "})"}) {
    EXPECT_EQ(session_told({.settings = {}, .role = roles}, claims),
              "FORBIDDEN the claim \"role\" names no role that is allowed")
        << claims;
  }
}

TEST(session, tells_the_requests_id_to_what_writes) {
  const session_maker maker(made(tenant));
  const auto session = maker.of_writes(asked_by("null"), "r1");
  ASSERT_TRUE(session);
  EXPECT_EQ((*session)->statement->text,
            "SELECT pg_catalog.set_config('role', $1, true), "
            "pg_catalog.set_config('app.tenant', $2, true), "
            "pg_catalog.set_config('fraiseql.request_id', $3, true)");
  EXPECT_EQ((*session)->parameters.back().bytes, "r1");
}

}  // namespace
}  // namespace fraiseql::execution
