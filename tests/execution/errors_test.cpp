// The table from SQLSTATE to what a client sees, row by row.
#include "execution/errors.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "postgres/group.hpp"

namespace fraiseql::execution {
namespace {

constexpr statement_kind a_read = statement_kind::read;
constexpr statement_kind a_call = statement_kind::call;
constexpr statement_kind a_read_back = statement_kind::read_back;

// Every part of it holds a word that must not reach a client in production.
postgres::error secret(const std::string& sqlstate) {
  return {.sqlstate = sqlstate,
          .message = "SECRET message",
          .detail = "SECRET detail",
          .hint = "SECRET hint",
          .context = "SECRET context"};
}

graphql_error masked(const std::string& sqlstate, statement_kind kind) {
  graphql_error made = client_error(secret(sqlstate), kind, detail_level::masked, "id-1");
  EXPECT_EQ(made.message.find("SECRET"), std::string::npos) << sqlstate << ": " << made.message;
  EXPECT_EQ(made.message.find(sqlstate), std::string::npos) << made.message;
  return made;
}

error_code code_of(const std::string& sqlstate, statement_kind kind) {
  return masked(sqlstate, kind).code;
}

TEST(client_error, query_canceled_is_a_timeout) {
  for (const auto kind : {a_read, a_call, a_read_back}) {
    EXPECT_EQ(code_of("57014", kind), error_code::timeout);
  }
}

TEST(client_error, lock_not_available_is_a_timeout) {
  for (const auto kind : {a_read, a_call}) EXPECT_EQ(code_of("55P03", kind), error_code::timeout);
}

TEST(client_error, insufficient_resources_are_unavailable) {
  for (const char* one : {"53000", "53100", "53200", "53300"}) {
    EXPECT_EQ(code_of(one, a_read), error_code::unavailable) << one;
  }
}

TEST(client_error, a_call_on_a_database_that_takes_no_writes_is_unavailable) {
  EXPECT_EQ(code_of("25006", a_call), error_code::unavailable);
  EXPECT_EQ(code_of("25006", a_read), error_code::internal_server_error);
}

TEST(client_error, insufficient_privilege_is_forbidden) {
  for (const auto kind : {a_read, a_call}) EXPECT_EQ(code_of("42501", kind), error_code::forbidden);
}

TEST(client_error, a_serialization_failure_and_a_deadlock_are_conflicts) {
  for (const char* one : {"40001", "40P01"}) {
    for (const auto kind : {a_read, a_call})
      EXPECT_EQ(code_of(one, kind), error_code::conflict) << one;
  }
}

TEST(client_error, broken_references_and_uniqueness_in_a_call_are_conflicts) {
  for (const char* one : {"23505", "23503", "23P01"}) {
    EXPECT_EQ(code_of(one, a_call), error_code::conflict) << one;
  }
}

TEST(client_error, other_broken_constraints_in_a_call_are_bad_input) {
  for (const char* one : {"23514", "23502", "23000"}) {
    EXPECT_EQ(code_of(one, a_call), error_code::bad_user_input) << one;
  }
}

TEST(client_error, malformed_data_in_a_call_is_bad_input) {
  for (const char* one : {"22P02", "22003", "22001", "22007", "22012"}) {
    EXPECT_EQ(code_of(one, a_call), error_code::bad_user_input) << one;
  }
}

TEST(client_error, no_data_found_in_a_call_is_not_found) {
  EXPECT_EQ(code_of("P0002", a_call), error_code::not_found);
}

TEST(client_error, what_a_function_raises_is_for_the_client) {
  for (const auto detail : {detail_level::masked, detail_level::full}) {
    const auto made = client_error({.sqlstate = "P0001", .message = "the title is taken"}, a_call,
                                   detail, "id-1");
    EXPECT_EQ(made.code, error_code::bad_user_input);
    EXPECT_EQ(made.message, "the title is taken");
    EXPECT_EQ(made.log_id, "");
  }
}

TEST(client_error, the_detail_of_what_a_function_raises_stays_here) {
  graphql_error made = client_error(secret("P0001"), a_call, detail_level::masked, "id-1");
  EXPECT_EQ(made.message, "SECRET message");
}

TEST(client_error, what_a_read_raises_is_masked) {
  for (const char* one : {"P0001", "P0002", "22P02", "22003", "23505", "23514"}) {
    for (const auto kind : {a_read, a_read_back}) {
      EXPECT_EQ(code_of(one, kind), error_code::internal_server_error) << one;
    }
  }
}

TEST(client_error, our_own_sql_is_never_the_clients_fault) {
  for (const char* one : {"42601", "42703", "42P01", "42883", "0A000", "26000", "XX000", "P0000",
                          "25001", postgres::aborted_sqlstate}) {
    for (const auto kind : {a_read, a_call, a_read_back}) {
      const auto made = masked(one, kind);
      EXPECT_EQ(made.code, error_code::internal_server_error) << one;
      EXPECT_EQ(made.log_id, "id-1") << one;
    }
  }
}

TEST(client_error, a_read_without_a_way_to_the_database_is_unavailable) {
  for (const char* one : {"08000", "08001", "08006", "08007", "08P01", "57P01", "57P02", "57P03"}) {
    EXPECT_EQ(code_of(one, a_read), error_code::unavailable) << one;
  }
}

TEST(client_error, a_mutation_that_was_never_sent_is_unavailable) {
  EXPECT_EQ(code_of(postgres::unsent_sqlstate, a_call), error_code::unavailable);
}

TEST(client_error, a_mutation_that_was_sent_and_lost_is_of_unknown_outcome) {
  for (const char* one : {postgres::lost_sqlstate, "08006", "57P01"}) {
    for (const auto kind : {a_call, a_read_back}) {
      EXPECT_EQ(code_of(one, kind), error_code::unknown_outcome) << one;
    }
  }
}

TEST(client_error, a_missing_row_of_a_call_says_that_nothing_was_done) {
  const auto made = masked("22P02", a_read_back);
  EXPECT_EQ(made.code, error_code::internal_server_error);
  EXPECT_NE(made.message.find("nothing was done"), std::string::npos);
}

TEST(client_error, every_server_fault_carries_the_id_that_the_log_repeats) {
  for (const char* one : {"08001", "08007", "53300", "57014", "55P03", "42601"}) {
    for (const auto kind : {a_read, a_call}) EXPECT_EQ(masked(one, kind).log_id, "id-1") << one;
  }
}

TEST(client_error, what_is_the_clients_own_has_no_id) {
  for (const char* one : {"42501", "40001", "23505", "23514", "22P02", "P0002"}) {
    EXPECT_EQ(masked(one, a_call).log_id, "") << one;
  }
}

TEST(client_error, says_everything_in_development) {
  for (const char* one : {"23505", "42601", "08001", "57014"}) {
    const auto made = client_error(secret(one), a_call, detail_level::full, "id-1");
    for (const std::string part : {"SECRET message", "SECRET detail", "SECRET hint", one}) {
      EXPECT_NE(made.message.find(part), std::string::npos) << one << ": " << made.message;
    }
  }
}

TEST(client_error, a_stored_value_that_does_not_fit_is_internal) {
  const std::pair<transform::fault, const char*> faults[] = {
      {transform::fault::null_value, "null is stored where the type says non-null Int"},
      {transform::fault::wrong_kind, "the stored value is not of the declared type Int"},
      {transform::fault::out_of_range, "the stored value is out of the type's range Int"},
      {transform::fault::unknown_type, "the stored object does not say its type, one of Int"},
      {transform::fault::malformed, "the stored document is not of the declared shape Int"}};
  for (const auto& [kind, message] : faults) {
    const auto made =
        client_error(transform::field_error{.kind = kind, .path = {}, .expected = "Int"}, "7f");
    EXPECT_EQ(made.code, error_code::internal_server_error);
    EXPECT_EQ(made.message, message);
    EXPECT_EQ(made.log_id, "7f");
  }
}

TEST(client_error, a_row_that_is_missing_is_internal) {
  const auto made = client_error(
      transform::field_error{
          .kind = transform::fault::no_row, .path = {}, .expected = "Post", .owner = "User"},
      "7f");
  EXPECT_EQ(made.code, error_code::internal_server_error);
  EXPECT_EQ(made.message, "no row of Post belongs to this User, whose field is Post!");
}

TEST(client_error, says_of_a_function_that_did_not_end_what_became_of_it) {
  const auto code_of = [](job_end end, statement_kind kind) {
    const auto made = client_error(end, kind, "7f");
    EXPECT_EQ(made.log_id, "7f");
    return made.code;
  };
  EXPECT_EQ(code_of(job_end::not_started, statement_kind::read), error_code::unavailable);
  EXPECT_EQ(code_of(job_end::still_running, statement_kind::read), error_code::timeout);
  EXPECT_EQ(code_of(job_end::not_started, statement_kind::call), error_code::unavailable);
  EXPECT_EQ(code_of(job_end::still_running, statement_kind::call), error_code::unknown_outcome);
  // Nobody may send a mutation again that took effect.
  for (const auto end : {job_end::not_started, job_end::still_running}) {
    EXPECT_EQ(code_of(end, statement_kind::read_back), error_code::internal_server_error);
    const auto made = client_error(end, statement_kind::read_back, "7f");
    EXPECT_NE(made.message.find("took effect"), std::string::npos);
  }
}

TEST(client_error, tells_in_development_what_a_function_threw) {
  const schema::native_failure thrown{.error = {.message = "internal error"},
                                      .log_detail = "out of paper"};
  EXPECT_EQ(client_error(thrown, detail_level::full, "7f").message, "internal error: out of paper");
  EXPECT_EQ(client_error(thrown, detail_level::masked, "7f").message, "internal error");
  const schema::native_failure secret{.error = {.message = "internal error"},
                                      .log_detail = "pk_user 7"};
  EXPECT_EQ(client_error(secret, detail_level::full, "7f").message, "internal error");
}

postgres::error of_statement(const std::string& sqlstate) {
  postgres::error made = secret(sqlstate);
  made.message = "invalid regular expression";
  made.from = postgres::error_source::statement;
  return made;
}

TEST(refused_pattern, names_the_argument_and_its_place) {
  const plan::operand pattern{
      .source = {}, .argument = "where.title.regex", .location = {.line = 2, .column = 7}};
  for (const char* one : {"2201B", "22023", "42601", "42622", "54000", "54001", "0A000"}) {
    const auto made = refused_pattern(of_statement(one), pattern);
    ASSERT_TRUE(made) << one;
    EXPECT_EQ(made->code, error_code::bad_user_input);
    EXPECT_EQ(made->message,
              "where.title.regex is not a pattern that PostgreSQL can read: invalid regular "
              "expression");
    EXPECT_EQ(made->locations, (std::vector<source_location>{{2, 7}}));
  }
}

TEST(refused_pattern, is_none_where_the_error_is_about_something_else) {
  for (const char* one : {"57014", "53200", "42883", "42501", "40001", "FQ001", "08006"}) {
    EXPECT_FALSE(refused_pattern(of_statement(one), {})) << one;
  }
  EXPECT_FALSE(refused_pattern(secret("2201B"), {}));  // of the connection
}

plan::operand given_pattern(plan::value_type type, plan::text_form form) {
  return {.source = {},
          .type = type,
          .argument = "where.j.pathExists",
          .location = {.line = 2, .column = 7},
          .form = form};
}

TEST(refused_pattern, is_none_where_the_text_of_the_check_is_wrong) {
  const auto pattern = given_pattern(plan::value_type::lquery, plan::text_form::pattern);
  postgres::error why = of_statement("42601");
  EXPECT_TRUE(refused_pattern(why, pattern));
  why.position = "8";
  EXPECT_FALSE(refused_pattern(why, pattern));
}

TEST(refused_pattern, is_of_an_internal_error_only_for_a_search_that_nests_too_deep) {
  const auto pattern = given_pattern(plan::value_type::text, plan::text_form::search);
  postgres::error why = of_statement("XX000");
  EXPECT_FALSE(refused_pattern(why, pattern));
  why.file = "tsquery.c";
  EXPECT_TRUE(refused_pattern(why, pattern));
}

postgres::error raised_in(const char* sqlstate, const char* file, const char* function) {
  postgres::error made = of_statement(sqlstate);
  made.file = file;
  made.function = function;
  return made;
}

TEST(refused_path, is_what_only_following_it_tells) {
  const auto path = given_pattern(plan::value_type::jsonpath, plan::text_form::path);
  const auto text = given_pattern(plan::value_type::text, plan::text_form::search);
  for (const postgres::error& one :
       {raised_in("0A000", "jsonpath_exec.c", "checkTimezoneIsUsedForCast"),
        raised_in("42704", "jsonpath_exec.c", "getJsonPathVariable"),
        raised_in("22007", "formatting.c", "parse_format"),
        raised_in("2201B", "regexp.c", "RE_wchar_execute")}) {
    EXPECT_TRUE(refused_path(one, path)) << one.function;
    EXPECT_FALSE(refused_path(one, text)) << one.function;
  }
}

TEST(refused_path, is_not_what_the_read_itself_is_wrong_by) {
  const auto path = given_pattern(plan::value_type::jsonpath, plan::text_form::path);
  for (const postgres::error& one : {raised_in("0A000", "plancache.c", "RevalidateCachedQuery"),
                                     raised_in("42704", "ts_cache.c", "getTSCurrentConfig"),
                                     raised_in("22007", "datetime.c", "DateTimeParseError"),
                                     raised_in("22007", "formatting.c", "do_to_timestamp"),
                                     raised_in("22P02", "numutils.c", "pg_strtoint32"),
                                     raised_in("2201B", "regexp.c", "RE_compile_and_cache")}) {
    EXPECT_FALSE(refused_path(one, path)) << one.function;
  }
}

TEST(is_about_values, tells_stored_values_of_another_type_from_the_rest) {
  for (const char* one : {"22P02", "22003", "22007", "22023", "42804", "42846"}) {
    EXPECT_TRUE(is_about_values(of_statement(one))) << one;
    EXPECT_FALSE(is_about_values(secret(one))) << one;
  }
  for (const char* one : {"42601", "57014", "P0001"}) {
    EXPECT_FALSE(is_about_values(of_statement(one))) << one;
  }
}

TEST(is_server_fault, tells_what_the_log_must_have_from_what_is_the_clients) {
  for (const auto code : {error_code::internal_server_error, error_code::unavailable,
                          error_code::unknown_outcome, error_code::timeout}) {
    EXPECT_TRUE(is_server_fault(code)) << to_string(code);
  }
  for (const auto code : {error_code::graphql_parse_failed, error_code::graphql_validation_failed,
                          error_code::bad_user_input, error_code::unauthenticated,
                          error_code::forbidden, error_code::method_not_allowed,
                          error_code::not_found, error_code::conflict, error_code::reload_failed}) {
    EXPECT_FALSE(is_server_fault(code)) << to_string(code);
  }
}

TEST(write_error, spells_every_code_as_the_documentation_does) {
  std::ifstream file(FRAISEQL_SOURCE_DIR "/docs/errors.md");
  const std::string page((std::istreambuf_iterator<char>(file)), {});
  const std::pair<error_code, const char*> codes[] = {
      {error_code::graphql_parse_failed, "GRAPHQL_PARSE_FAILED"},
      {error_code::graphql_validation_failed, "GRAPHQL_VALIDATION_FAILED"},
      {error_code::bad_user_input, "BAD_USER_INPUT"},
      {error_code::unauthenticated, "UNAUTHENTICATED"},
      {error_code::forbidden, "FORBIDDEN"},
      {error_code::method_not_allowed, "METHOD_NOT_ALLOWED"},
      {error_code::not_found, "NOT_FOUND"},
      {error_code::conflict, "CONFLICT"},
      {error_code::timeout, "TIMEOUT"},
      {error_code::unavailable, "UNAVAILABLE"},
      {error_code::unknown_outcome, "UNKNOWN_OUTCOME"},
      {error_code::internal_server_error, "INTERNAL_SERVER_ERROR"},
      {error_code::reload_failed, "RELOAD_FAILED"}};
  for (const auto& [code, name] : codes) {
    std::string out;
    write_error(out, {.message = "m", .code = code});
    EXPECT_EQ(out, R"({"message":"m","extensions":{"code":")" + std::string(name) + "\"}}");
    EXPECT_NE(page.find("\n| `" + std::string(name) + "` | "), std::string::npos) << name;
  }
}

TEST(write_error, writes_locations_path_and_id_and_escapes_texts) {
  std::string out;
  write_error(out, {.message = "a \"b\"\n",
                    .code = error_code::conflict,
                    .locations = {{1, 2}, {3, 4}},
                    .path = {std::string("a\\"), std::uint64_t{0}, std::string("b")},
                    .log_id = "7f"});
  EXPECT_EQ(out,
            R"({"message":"a \"b\"\n","locations":[{"line":1,"column":2},{"line":3,"column":4}],)"
            R"("path":["a\\",0,"b"],"extensions":{"code":"CONFLICT","id":"7f"}})");
}

}  // namespace
}  // namespace fraiseql::execution
