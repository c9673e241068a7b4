// What a schema may say of who asks.
#include <gtest/gtest.h>

#include "schema/builder.hpp"

namespace fraiseql::schema {
namespace {

// The first error, or "".
std::string wrong(const std::vector<session_declaration>& settings,
                  const std::vector<request_role>& roles = {}) {
  schema_builder builder;
  type_declaration note{.name = "Note"};
  note.fields.push_back({.name = "id", .type = {.name = "ID", .non_null = 1}});
  note.source = relation{.name = "tv_note"};
  builder.add(std::move(note));
  builder.add_query(find_declaration{.name = "notes", .object = "Note"});
  for (const session_declaration& one : settings) builder.add(one);
  for (const request_role& one : roles) builder.add(role_declaration{.role = one});
  const auto built = std::move(builder).build();
  return built ? "" : built.error().front().message;
}

TEST(identity, takes_settings_with_a_prefix) {
  for (const char* name : {"app.tenant_id", "a.b", "_x._9", "App.Tenant"}) {
    EXPECT_EQ(wrong({{.setting = name, .claim = "c"}}), "") << name;
  }
}

TEST(identity, refuses_what_is_no_setting_of_ones_own) {
  for (const char* name : {"", "tenant", "app.", ".tenant", "app.a.b", "app.a b", "9a.b", "app.9",
                           "role", "fraiseql.id", "FraiseQL.id", "app.t'", "app.\xff"}) {
    EXPECT_EQ(wrong({{.setting = name, .claim = "c"}}).substr(0, 45),
              "a session setting has a prefix and a name, li")
        << name;
  }
}

TEST(identity, refuses_a_setting_without_a_claim_and_one_said_twice) {
  EXPECT_EQ(wrong({{.setting = "app.a", .claim = ""}}),
            "the session setting \"app.a\" is declared without a claim");
  EXPECT_EQ(wrong({{.setting = "app.a", .claim = "x"}, {.setting = "APP.A", .claim = "y"}}),
            "the session setting \"APP.A\" is declared twice; keep one");
}

TEST(identity, refuses_roles_that_say_too_little) {
  const request_role good{.claim = "role", .allowed = {"user"}, .anonymous = "nobody"};
  EXPECT_EQ(wrong({}, {good}), "");
  EXPECT_EQ(wrong({}, {good, good}), "the role of requests is declared twice; keep one");
  EXPECT_EQ(wrong({}, {{.claim = "", .allowed = {"user"}, .anonymous = "nobody"}}),
            "the role of requests is declared without a claim");
  EXPECT_EQ(wrong({}, {{.claim = "role", .allowed = {}, .anonymous = "nobody"}}),
            "the role of requests is declared without any that are allowed");
  EXPECT_EQ(wrong({}, {{.claim = "role", .allowed = {"user"}, .anonymous = ""}}),
            "the role of requests is declared without one for who is anonymous");
  const std::string longest(63, 'r');
  EXPECT_EQ(wrong({}, {{.claim = "role", .allowed = {longest}, .anonymous = "nobody"}}), "");
  for (const std::string& name : {std::string(), std::string("none"), longest + "r"}) {
    EXPECT_EQ(wrong({}, {{.claim = "role", .allowed = {name}, .anonymous = "nobody"}}),
              "what is no name of a role is allowed as a role of requests");
  }
}

}  // namespace
}  // namespace fraiseql::schema
