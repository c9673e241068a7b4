#include "server/settings.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "server/admin.hpp"
#include "support/temporary_project.hpp"

namespace fraiseql::server {
namespace {

using fraiseql::testing::temporary_project;
using namespace std::chrono_literals;

std::string set(settings_reader& into, std::string_view key, const std::string& value) {
  const auto done = into.set(key, value, "a test");
  return done ? "" : done.error().message;
}

std::string refusal(std::string_view key, const std::string& value) {
  settings_reader reader;
  return set(reader, key, value);
}

std::string read_environment(settings_reader& into, std::vector<const char*> variables) {
  variables.push_back(nullptr);
  const auto done = into.read_environment(variables.data());
  return done ? "" : done.error().message;
}

std::string read_file(settings_reader& into, const temporary_project& project,
                      std::string_view text) {
  project.write("fraiseql.toml", text);
  const auto done = into.read_file(project.path() / "fraiseql.toml");
  return done ? "" : done.error().message;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(settings, have_the_defaults_of_the_reference) {
  const settings chosen = settings_reader().values();
  EXPECT_EQ(chosen.host, "127.0.0.1");
  EXPECT_EQ(chosen.port, 8080);
  EXPECT_FALSE(chosen.reuse_port);
  EXPECT_EQ(chosen.unix_socket, "");
  EXPECT_EQ(chosen.hosts, "");
  EXPECT_FALSE(chosen.compression);
  EXPECT_EQ(chosen.max_connections_per_address, 1'000U);
  EXPECT_EQ(chosen.idempotency_expiry, 24h);
  EXPECT_EQ(chosen.limits.body_bytes, 1024U * 1024U);
  EXPECT_EQ(chosen.limits.tokens, 10'000U);
  EXPECT_EQ(chosen.limits.depth, 15U);
  EXPECT_EQ(chosen.limits.aliases, 30U);
  EXPECT_EQ(chosen.limits.root_fields, 20U);
  EXPECT_EQ(chosen.limits.mutations, 5U);
  EXPECT_EQ(chosen.limits.directives, 50U);
  EXPECT_EQ(chosen.limits.cost, 100'000U);
  EXPECT_EQ(chosen.max_batch, 0U);
  EXPECT_EQ(chosen.status_policy, status_policy::audit);
  EXPECT_EQ(chosen.cors_origins, "");
  EXPECT_FALSE(chosen.cors_credentials);
}

TEST(settings, of_later_sources_win) {
  const temporary_project project;
  settings_reader reader;
  EXPECT_EQ(set(reader, "port", "1"), "");
  EXPECT_EQ(set(reader, "max_depth", "1"), "");
  EXPECT_EQ(read_file(reader, project, "port = 2\nmax_depth = 2\nhost = \"file\"\n"), "");
  EXPECT_EQ(reader.values().port, 2);
  EXPECT_EQ(read_environment(reader, {"FRAISEQL_PORT=3", "UNRELATED=1"}), "");
  EXPECT_EQ(reader.values().port, 3);
  EXPECT_EQ(reader.values().limits.depth, 2U);
  EXPECT_EQ(set(reader, "port", "4"), "");
  EXPECT_EQ(reader.values().port, 4);
  EXPECT_EQ(reader.values().host, "file");
}

TEST(settings, come_from_common_variables_too_and_our_own_win) {
  settings_reader reader;
  EXPECT_EQ(read_environment(reader, {"PORT=1", "HOST=0.0.0.0", "DATABASE_URL=postgresql:///a"}),
            "");
  EXPECT_EQ(reader.values().port, 1);
  EXPECT_EQ(reader.values().host, "0.0.0.0");
  EXPECT_EQ(reader.values().database_url, "postgresql:///a");
  EXPECT_EQ(read_environment(reader, {"FRAISEQL_PORT=2", "PORT=1"}), "");
  EXPECT_EQ(reader.values().port, 2);
}

TEST(settings, ignore_an_empty_variable) {
  settings_reader reader;
  EXPECT_EQ(read_environment(reader, {"DATABASE_URL=", "PORT=", "FRAISEQL_MAX_DEPTH="}), "");
  EXPECT_EQ(reader.values().database_url, "");
  EXPECT_EQ(reader.values().port, 8080);
  EXPECT_EQ(reader.values().effective_profile(), profile::development);
}

TEST(settings, keep_an_equals_sign_inside_a_value) {
  settings_reader reader;
  EXPECT_EQ(read_environment(reader, {"DATABASE_URL=host=/tmp dbname=a"}), "");
  EXPECT_EQ(reader.values().database_url, "host=/tmp dbname=a");
}

TEST(settings, refuse_an_unknown_key_and_name_the_nearest) {
  EXPECT_EQ(refusal("max_dept", "1"),
            "unknown setting \"max_dept\" in a test; did you mean \"max_depth\"?");
  settings_reader reader;
  EXPECT_EQ(
      read_environment(reader, {"FRAISEQL_PROT=1"}),
      "unknown setting \"FRAISEQL_PROT\" in the environment; did you mean \"FRAISEQL_PORT\"?");
  const temporary_project project;
  const std::string in_file = read_file(reader, project, "\nhst = \"a\"\n");
  EXPECT_TRUE(has(in_file, "unknown setting \"hst\"")) << in_file;
  EXPECT_TRUE(has(in_file, "fraiseql.toml:2")) << in_file;
  EXPECT_TRUE(has(in_file, "did you mean \"host\"?")) << in_file;
}

TEST(settings, may_have_no_file) {
  settings_reader reader;
  EXPECT_TRUE(reader.read_file("/nonexistent/fraiseql.toml"));
}

TEST(settings, name_the_line_of_a_file_that_is_not_toml) {
  const temporary_project project;
  settings_reader reader;
  EXPECT_TRUE(has(read_file(reader, project, "port = 1\nhost = \n"), "fraiseql.toml:2"));
}

TEST(settings, take_texts_numbers_and_truths_from_a_file_and_nothing_else) {
  const temporary_project project;
  settings_reader reader;
  EXPECT_EQ(read_file(reader, project, "reuse_port = true\nport = \"81\"\n"), "");
  EXPECT_TRUE(reader.values().reuse_port);
  EXPECT_EQ(reader.values().port, 81);
  for (const char* wrong : {"port = 1.5", "port = [1]", "[port]", "port = 1979-05-27"}) {
    EXPECT_TRUE(has(read_file(reader, project, wrong), "must be a string, a whole number"))
        << wrong;
  }
}

struct bound {
  const char* key;
  const char* least;
  const char* below;
  const char* most;
  const char* above;
};

TEST(settings, take_numbers_at_their_bounds_and_refuse_one_past) {
  const bound bounds[] = {{"port", "0", "-1", "65535", "65536"},
                          {"admin_port", "0", "-1", "65535", "65536"},
                          {"statement_timeout_ms", "1", "0", "86400000", "86400001"},
                          {"idempotency_expiry_s", "1", "0", "31536000", "31536001"},
                          {"request_timeout_ms", "1", "0", "86400000", "86400001"},
                          {"drain_timeout_ms", "1", "0", "86400000", "86400001"},
                          {"jwt_clock_skew_s", "0", "-1", "600", "601"},
                          {"jwt_keys_refresh_s", "10", "9", "86400", "86401"},
                          {"max_connections_per_address", "1", "0", "1000000000", "1000000001"},
                          {"max_body_bytes", "1", "0", "1000000000", "1000000001"},
                          {"max_document_bytes", "1", "0", "1000000000", "1000000001"},
                          {"max_tokens", "1", "0", "1000000000", "1000000001"},
                          {"max_depth", "1", "0", "100", "101"},
                          {"max_aliases", "1", "0", "1000000000", "1000000001"},
                          {"max_root_fields", "1", "0", "1000000000", "1000000001"},
                          {"max_mutations", "1", "0", "1000000000", "1000000001"},
                          {"max_directives", "1", "0", "1000000000", "1000000001"},
                          {"max_batch", "0", "-1", "10", "11"},
                          {"max_cost", "1", "0", "1000000000", "1000000001"},
                          {"max_introspection_bytes", "1", "0", "1000000000", "1000000001"},
                          {"max_json_depth", "1", "0", "500", "501"}};
  for (const bound& one : bounds) {
    EXPECT_EQ(refusal(one.key, one.least), "") << one.key;
    EXPECT_EQ(refusal(one.key, one.most), "") << one.key;
    const std::string wanted =
        std::string(" must be a number from ") + one.least + " to " + one.most;
    EXPECT_TRUE(has(refusal(one.key, one.below), wanted)) << refusal(one.key, one.below);
    EXPECT_TRUE(has(refusal(one.key, one.above), wanted)) << refusal(one.key, one.above);
  }
}

TEST(settings, have_no_port_for_operators_unless_it_is_set) {
  settings_reader reader;
  EXPECT_FALSE(reader.values().admin_port.has_value());
  EXPECT_EQ(reader.values().admin_host, "127.0.0.1");
  EXPECT_EQ(set(reader, "admin_port", "0"), "");
  EXPECT_EQ(reader.values().admin_port, 0);
  EXPECT_EQ(set(reader, "admin_host", "::1"), "");
  EXPECT_EQ(reader.values().admin_host, "::1");
}

TEST(settings, of_the_port_for_operators_are_refused_where_they_cannot_work) {
  settings chosen;
  EXPECT_FALSE(refused_admin(chosen).has_value());
  chosen.admin_host = "::1";
  EXPECT_TRUE(refused_admin(chosen).has_value());
  chosen.admin_port = 9464;
  EXPECT_FALSE(refused_admin(chosen).has_value());
  chosen.port = 9464;
  ASSERT_TRUE(refused_admin(chosen).has_value());
  EXPECT_TRUE(has(refused_admin(chosen)->message, "are both 9464"));
  chosen.port = 0;
  chosen.admin_port = 0;
  EXPECT_FALSE(refused_admin(chosen).has_value());
}

TEST(settings, take_automatic_or_numbers_at_their_bounds) {
  const bound bounds[] = {{"loops", "1", "0", "64", "65"},
                          {"hot_connections", "1", "0", "500", "501"},
                          {"cold_connections", "1", "0", "500", "501"},
                          {"mutation_connections", "1", "0", "500", "501"}};
  for (const bound& one : bounds) {
    for (const char* good : {"automatic", one.least, one.most}) {
      EXPECT_EQ(refusal(one.key, good), "") << one.key;
    }
    const std::string wanted =
        std::string(" must be automatic or a number from 1 to ") + one.most + ", not ";
    for (const char* bad : {one.below, one.above, "", "auto"}) {
      EXPECT_TRUE(has(refusal(one.key, bad), wanted)) << refusal(one.key, bad);
    }
  }
}

TEST(settings, refuse_what_is_no_number) {
  for (const char* given :
       {"", "a", "1a", " 1", "1 ", "+1", "0x1", "1.0", "99999999999999999999"}) {
    EXPECT_NE(refusal("port", given), "") << given;
  }
  EXPECT_EQ(refusal("port", "http"),
            "the setting \"port\" in a test must be a number from 0 to 65535, not \"http\"");
}

TEST(settings, keep_a_value_when_another_is_refused) {
  settings_reader reader;
  EXPECT_EQ(set(reader, "port", "81"), "");
  EXPECT_NE(set(reader, "port", "65536"), "");
  EXPECT_EQ(reader.values().port, 81);
}

TEST(settings, take_their_choices_only) {
  for (const char* level : {"debug", "info", "warning", "error"}) {
    EXPECT_EQ(refusal("log_level", level), "");
  }
  for (const char* format : {"automatic", "text", "json"})
    EXPECT_EQ(refusal("log_format", format), "");
  EXPECT_TRUE(has(refusal("log_level", "loud"), "one of debug, info, warning, error"));
  EXPECT_TRUE(has(refusal("log_format", "xml"), "one of automatic, text, json"));
  EXPECT_TRUE(has(refusal("profile", "test"), "one of development, production"));
  for (const char* policy : {"audit", "draft"}) EXPECT_EQ(refusal("status_policy", policy), "");
  EXPECT_TRUE(has(refusal("status_policy", "strict"), "one of audit, draft"));
  EXPECT_TRUE(has(refusal("cors_credentials", "yes"), "true or false"));
  EXPECT_TRUE(has(refusal("reuse_port", "yes"), "true or false"));
  EXPECT_TRUE(has(refusal("host", ""), "not empty"));
  EXPECT_TRUE(has(refusal("compression", "gzip"), "true or false"));
  EXPECT_TRUE(has(refusal("unix_socket", ""), "not empty"));
}

TEST(settings, say_who_asks) {
  settings_reader reader;
  EXPECT_TRUE(reader.values().jwt_algorithm.empty());
  EXPECT_EQ(reader.values().jwt_clock_skew, 60s);
  EXPECT_EQ(reader.values().jwt_keys_refresh, 300s);
  EXPECT_EQ(reader.values().permission_claim, "scope");
  for (const char* name : {"HS256", "HS384", "HS512", "RS256", "ES256", "EdDSA"}) {
    EXPECT_EQ(set(reader, "jwt_algorithm", name), "");
    EXPECT_EQ(reader.values().jwt_algorithm, name);
  }
  for (const char* wrong : {"", "none", "None", "hs256", "PS256", "ES384", "HS256 "}) {
    EXPECT_TRUE(
        has(refusal("jwt_algorithm", wrong), "one of HS256, HS384, HS512, RS256, ES256, EdDSA"))
        << wrong;
  }
  EXPECT_EQ(reader.values().jwt_algorithm, "EdDSA");
  for (const char* key : {"jwt_keys", "jwt_issuer", "jwt_audience", "permission_claim",
                          "identity_headers", "trusted_proxies"}) {
    EXPECT_TRUE(has(refusal(key, ""), "not empty")) << key;
    EXPECT_EQ(set(reader, key, "x"), "") << key;
  }
  EXPECT_EQ(reader.values().jwt_keys, "x");
  EXPECT_EQ(reader.values().trusted_proxies, "x");
}

TEST(settings, read_milliseconds) {
  settings_reader reader;
  EXPECT_EQ(set(reader, "statement_timeout_ms", "1500"), "");
  EXPECT_EQ(set(reader, "request_timeout_ms", "2500"), "");
  EXPECT_EQ(reader.values().statement_timeout, 1500ms);
  EXPECT_EQ(reader.values().request_timeout, 2500ms);
}

TEST(settings, choose_the_profile_by_the_database_unless_it_is_said) {
  settings_reader reader;
  EXPECT_EQ(reader.values().effective_profile(), profile::development);
  EXPECT_EQ(set(reader, "database_url", "postgresql:///a"), "");
  EXPECT_EQ(reader.values().effective_profile(), profile::production);
  EXPECT_EQ(set(reader, "profile", "development"), "");
  EXPECT_EQ(reader.values().effective_profile(), profile::development);
  settings_reader other;
  EXPECT_EQ(set(other, "profile", "production"), "");
  EXPECT_EQ(other.values().effective_profile(), profile::production);
}

TEST(settings, have_some_switches_on_in_development_alone_unless_it_is_said) {
  for (const char* key : {"introspection", "suggestions", "regex_filters", "explain", "graphiql"}) {
    const auto shown = [&](const settings_reader& reader) {
      for (const std::string& line : reader.describe()) {
        if (line.starts_with(key)) return has(line, " true ");
      }
      ADD_FAILURE() << key;
      return false;
    };
    settings_reader reader;
    EXPECT_TRUE(shown(reader));
    EXPECT_EQ(set(reader, "profile", "production"), "");
    EXPECT_FALSE(shown(reader));
    EXPECT_EQ(set(reader, key, "true"), "");
    EXPECT_TRUE(shown(reader));
    EXPECT_EQ(set(reader, "profile", "development"), "");
    EXPECT_EQ(set(reader, key, "false"), "");
    EXPECT_FALSE(shown(reader));
    EXPECT_TRUE(has(refusal(key, "yes"), "true or false"));
  }
}

TEST(settings, search_with_the_simple_configuration_unless_another_is_named) {
  settings_reader reader;
  EXPECT_EQ(reader.values().search_configuration, "simple");
  EXPECT_EQ(set(reader, "search_configuration", "public.english"), "");
  EXPECT_EQ(reader.values().search_configuration, "public.english");
  EXPECT_TRUE(has(refusal("search_configuration", ""), "not empty"));
}

TEST(settings, of_every_key_have_a_variable_a_flag_and_a_description) {
  for (const setting_key& key : setting_keys()) {
    EXPECT_FALSE(key.description.empty()) << key.name;
    EXPECT_TRUE(flag_name(key.name).starts_with("--")) << key.name;
    EXPECT_EQ(flag_name(key.name).find('_'), std::string::npos) << key.name;
    EXPECT_TRUE(environment_names(key.name).back().starts_with("FRAISEQL_")) << key.name;
  }
  EXPECT_EQ(environment_names("port"), (std::vector<std::string>{"PORT", "FRAISEQL_PORT"}));
  EXPECT_EQ(environment_names("max_depth"), (std::vector<std::string>{"FRAISEQL_MAX_DEPTH"}));
  EXPECT_EQ(flag_name("statement_timeout_ms"), "--statement-timeout-ms");
}

TEST(settings, describe_each_value_with_where_it_came_from) {
  settings_reader reader;
  EXPECT_EQ(set(reader, "database_url", "postgresql://user:secret@host/db"), "");
  const auto lines = reader.describe();
  EXPECT_EQ(lines.size(), setting_keys().size());
  const auto line = [&](std::string_view key) {
    const auto found =
        std::ranges::find_if(lines, [&](const auto& one) { return one.starts_with(key); });
    return found == lines.end() ? std::string() : *found;
  };
  EXPECT_TRUE(line("port ").ends_with("default")) << line("port ");
  EXPECT_TRUE(line("database_url").ends_with("a test")) << line("database_url");
  EXPECT_TRUE(has(line("database_url"), "postgresql://user:***@host/db")) << line("database_url");
}

TEST(settings, never_repeat_a_secret_they_refuse) {
  EXPECT_EQ(refusal("database_url", ""),
            "the setting \"database_url\" in a test must be not empty, not the value given");
}

TEST(mask_password, hides_the_password_of_a_uri) {
  EXPECT_EQ(mask_password("postgresql://user:secret@host:5432/db"),
            "postgresql://user:***@host:5432/db");
  EXPECT_EQ(mask_password("postgres://:secret@/db"), "postgres://:***@/db");
  for (const char* uri :
       {"postgresql://user:se?cret@host/db", "postgresql://user:se@cret@host/db",
        "postgresql://user:se:cret@host", "postgresql://user:secret@h1:1,h2:2/db?sslmode=require",
        "postgresql://host/db?password=secret&sslmode=require",
        "postgresql://host/db?password=secret",
        "postgresql://user:secret@host/db?sslpassword=secret"}) {
    const std::string masked = mask_password(uri);
    EXPECT_FALSE(has(masked, "cret")) << masked;
    EXPECT_TRUE(has(masked, "host") || has(masked, "h1")) << masked;
  }
}

TEST(mask_password, hides_the_password_of_a_keyword_string) {
  EXPECT_EQ(mask_password("host=a password=secret dbname=b"), "host=a password=*** dbname=b");
  EXPECT_EQ(mask_password("password = 'se cret' dbname=b"), "password = *** dbname=b");
  for (const char* given : {R"(password='it\'s secret' host=a)", R"(password=it\ secret host=a)",
                            "password\t=\nsecret host=a", "password=x&secret host=a",
                            "host=a password='secret", "host=a password=secret",
                            R"(password='\\secret\'' host=a)", "host=a password=u://x:secret@y"}) {
    const std::string masked = mask_password(given);
    EXPECT_FALSE(has(masked, "secret")) << masked;
    EXPECT_TRUE(has(masked, "host=a")) << masked;
  }
}

TEST(mask_password, leaves_what_has_no_password_as_it_is) {
  for (const char* given :
       {"", "host=/tmp dbname=a user=b", "postgresql://user@host/db", "postgresql://host:5432/db",
        "postgresql:///db?host=/tmp", "passfile=/root/.pgpass host=a", "host=a password="}) {
    EXPECT_EQ(mask_password(given), given);
  }
}

}  // namespace
}  // namespace fraiseql::server
