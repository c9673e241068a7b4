// Calls of functions (docs/api/mutations.md) beyond their answers, which are in cases/call_*.json:
// that what a client is told is what was committed, and what the server sends for it.
#include <gtest/gtest.h>

#include <signal.h>
#include <algorithm>
#include <limits>

#include <array>
#include <memory>

#include "end_to_end/cases.hpp"
#include "end_to_end/held_writes.hpp"
#include "end_to_end/logged_server.hpp"
#include "support/flight_counter.hpp"

namespace fraiseql::testing {
namespace {

std::string output_of_calls(const quickstart_project& project, const arguments& given) {
  const auto process = project.run(given);
  EXPECT_EQ(process->wait(), 0) << process->error_output();
  EXPECT_NE(process->output(), "");
  return process->output();
}

TEST(calls_in_both, are_the_same_schema) {
  const calls_project in_cpp;
  const sdl_calls_project in_sdl;
  EXPECT_EQ(output_of_calls(in_cpp, {"schema", "print", "--with-directives"}),
            in_sdl.read("schema.graphql"));
  EXPECT_EQ(output_of_calls(in_sdl, {"schema", "print"}),
            output_of_calls(in_cpp, {"schema", "print"}));
}

TEST(calls_in_both, are_explained_alike) {
  const calls_project in_cpp;
  const sdl_calls_project in_sdl;
  for (const char* request : {
           R"(mutation { writeNote(input: {name: "x"}) { title comments { text } } })",
           R"(mutation { writeValue(input: {name: "x", then: null}) { __typename } })",
           R"(mutation { strictEithersByRecordSet(input: {value: []}) { __typename } })",
           R"({ findNotes(input: {value: []}) { title } })",
       }) {
    EXPECT_EQ(output_of_calls(in_sdl, {"explain", request}),
              output_of_calls(in_cpp, {"explain", request}));
  }
}

// "1 1 1" where the event, the note and its row are there, "0 0 0" where nothing is.
std::string traces_of(const quickstart_project& project, const std::string& name) {
  return ask_database(project.conninfo("postgres"),
                      "SELECT concat_ws(' ', (SELECT count(*) FROM tb_event WHERE name = '" + name +
                          "'), (SELECT count(*) FROM tb_note WHERE title = '" + name +
                          "'), (SELECT count(*) FROM tv_comment WHERE data->>'text' = 'about " +
                          name + "'))");
}

constexpr const char* all_written = "1 1 1";
constexpr const char* nothing_written = "0 0 0";

std::string call_of(const std::string& field, const std::string& name, const std::string& more) {
  const bool is_union = field.find("Value") != std::string::npos;
  return "mutation { " + field + "(input: {name: \"" + name + "\"" + more + "}) " +
         (is_union ? "{ __typename ... on Taken { message } }" : "{ title }") + " }";
}

class committed : public with_server<sdl_calls_project> {
 protected:
  // What became of a call of `field`: the answer's data, its errors, what was written.
  static void expect_outcome(const std::string& field, const std::string& more,
                             const std::string& data, const std::string& errors, const char* what) {
    static int number = 0;
    const std::string name = "outcome " + std::to_string(++number);
    const std::string body = server().ask(call_of(field, name, more));
    EXPECT_TRUE(body.starts_with(R"({"data":)" + data)) << field << more << ' ' << body;
    if (errors.empty()) {
      EXPECT_FALSE(has_text(body, "errors")) << field << more << ' ' << body;
    } else {
      EXPECT_TRUE(errors_of(body).starts_with(errors)) << field << more << ' ' << body;
    }
    EXPECT_EQ(traces_of(project(), name), what) << field << more << ' ' << body;
  }
};

TEST_F(committed, is_what_is_answered) {
  expect_outcome("writeNote", "", R"({"writeNote":{"title":"outcome )", "", all_written);
  expect_outcome("writeIfThere", "", R"({"writeIfThere":{"title":"outcome )", "", all_written);
  expect_outcome("writeValue", "", R"({"writeValue":{"__typename":"Note"}})", "", all_written);
}

TEST_F(committed, is_nothing_where_the_function_raises_after_it_wrote) {
  const std::string raise = R"(, then: "raise")";
  expect_outcome("writeNote", raise, "null", "BAD_USER_INPUT: not today", nothing_written);
  expect_outcome("writeIfThere", raise, R"({"writeIfThere":null})", "BAD_USER_INPUT",
                 nothing_written);
  expect_outcome("writeStrictValue", raise, "null", "BAD_USER_INPUT: not today", nothing_written);
}

TEST_F(committed, is_nothing_where_the_commit_fails) {
  const std::string deferred = R"(, follows: "nobody")";
  expect_outcome("writeNote", deferred, "null", "CONFLICT: ", nothing_written);
  expect_outcome("writeIfThere", deferred, R"({"writeIfThere":null})",
                 "CONFLICT: ", nothing_written);
  expect_outcome("writeValue", deferred, R"({"writeValue":null})", "CONFLICT: ", nothing_written);
  const std::string failed = R"(, then: "fail", follows: "nobody")";
  expect_outcome("writeStrictValue", failed, "null", "CONFLICT: ", nothing_written);
}

TEST_F(committed, is_what_a_function_wrote_before_it_returned_a_failure) {
  expect_outcome("writeValue", R"(, then: "fail")",
                 R"({"writeValue":{"__typename":"Taken","message":"a failure"}})", "", all_written);
}

TEST_F(committed, is_nothing_where_no_row_is_there_for_what_is_not_null) {
  for (const char* then : {R"(, then: "null")", R"(, then: "no row")"}) {
    expect_outcome("writeNote", then, "null", "INTERNAL_SERVER_ERROR: ", nothing_written);
    expect_outcome("writeIfThere", then, R"({"writeIfThere":null})", "", all_written);
  }
  expect_outcome("writeValue", R"(, then: "no value")", R"({"writeValue":null})", "", all_written);
}

TEST_F(committed, is_what_misfits) {
  const std::string misfit = R"(, then: "misfit")";
  expect_outcome("writeNote", misfit, "null", "INTERNAL_SERVER_ERROR: ", all_written);
  expect_outcome("writeValue", R"(, then: "bad")", R"({"writeValue":null})",
                 "INTERNAL_SERVER_ERROR: ", all_written);
  expect_outcome("writeStrictValue", R"(, then: "unknown")", "null",
                 "INTERNAL_SERVER_ERROR: ", all_written);
}

TEST_F(committed, is_each_field_by_itself) {
  const std::string body = server().ask(
      R"(mutation { a: writeIfThere(input: {name: "one"}) { title }
                    b: writeIfThere(input: {name: "two", then: "raise"}) { title }
                    c: writeIfThere(input: {name: "three", follows: "one"}) { title } })");
  EXPECT_TRUE(body.starts_with(
      R"({"data":{"a":{"title":"one"},"b":null,"c":{"title":"three"}},"errors":[{)"))
      << body;
  EXPECT_EQ(errors_of(body), "BAD_USER_INPUT: not today");
  EXPECT_EQ(traces_of(project(), "one"), all_written);
  EXPECT_EQ(traces_of(project(), "two"), nothing_written);
  EXPECT_EQ(traces_of(project(), "three"), all_written);
}

TEST_F(committed, is_what_went_before_a_field_that_fails_at_its_commit) {
  const std::string body = server().ask(
      R"(mutation { a: writeNote(input: {name: "before"}) { title }
                    b: writeNote(input: {name: "at commit", follows: "nobody"}) { title } })");
  EXPECT_TRUE(body.starts_with(R"({"data":null,"errors":[{)")) << body;
  EXPECT_EQ(traces_of(project(), "before"), all_written);
  EXPECT_EQ(traces_of(project(), "at commit"), nothing_written);
}

TEST_F(committed, is_read_back_with_what_the_function_wrote) {
  EXPECT_EQ(server().ask(R"(mutation { writeNote(input: {name: "read back"})
                            { title comments { text note { title } } pages { totalCount } } })"),
            R"({"data":{"writeNote":{"title":"read back","comments":[{"text":"about read back",)"
            R"("note":{"title":"read back"}}],"pages":{"totalCount":1}}}})");
}

TEST_F(committed, is_also_what_nobody_waits_for) {
  held_writes held(project().conninfo("postgres"));
  {
    const http_exchange leaves(server().port(),
                               graphql_request(call_of("writeNote", "left", R"(, then: "pause")")));
    EXPECT_TRUE(eventually([&] { return held.waiting() == "1"; }));
    EXPECT_EQ(traces_of(project(), "left"), nothing_written);
  }
  // The server hears of it.
  for (int i = 0; i < 3; ++i) server().ask("{ __typename }");
  held.let_go();
  EXPECT_TRUE(eventually([] { return traces_of(project(), "left") == all_written; }));
}

TEST(calls_that_take_long, are_undone_and_a_timeout) {
  const sdl_calls_project project;
  const quickstart_server server(project, {"--statement-timeout-ms", "5000"});
  ASSERT_TRUE(server.serves());
  const std::array<std::string, 3> fields = {"writeNote", "writeIfThere", "writeValue"};
  std::vector<std::unique_ptr<http_exchange>> under_way;
  for (const std::string& field : fields) {
    under_way.push_back(std::make_unique<http_exchange>(
        server.port(), graphql_request(call_of(field, field, R"(, then: "sleep")"))));
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::string& field = fields[i];
    const http_response late = under_way[i]->receive();
    EXPECT_TRUE(errors_of(late.body).starts_with("TIMEOUT: ")) << late.body;
    EXPECT_EQ(late.status, field == "writeNote" ? 504 : 200);
    EXPECT_EQ(traces_of(project, field), nothing_written);
  }
  EXPECT_EQ(server.ask(call_of("writeNote", "again", "")),
            R"({"data":{"writeNote":{"title":"again"}}})");
  EXPECT_EQ(traces_of(project, "again"), all_written);
  EXPECT_EQ(server.end(SIGTERM), 0);
}

class statements_of_calls : public with_logged_server<sdl_calls_project> {
 protected:
  // Every line says its transaction.
  static void SetUpTestSuite() {
    with_logged_server::SetUpTestSuite();
    if (!server().serves()) return;
    const std::string superuser = project().conninfo("postgres");
    run_in_database(superuser, "ALTER SYSTEM SET log_line_prefix = 'transaction=%v '");
    run_in_database(superuser, "SELECT pg_reload_conf()");
  }
  static std::string transaction_of(const std::string& line) {
    const std::size_t at = line.find("transaction=");
    return at == std::string::npos ? "none" : line.substr(at, line.find(' ', at) - at);
  }
};

TEST_F(statements_of_calls, are_one_call_and_one_read_back_in_one_transaction) {
  for (const char* field : {"writeNote", "writeIfThere", "writeValue"}) {
    for (int i = 0; i < 2; ++i) {
      const std::string name = field + std::to_string(i);
      const auto lines = executed(call_of(field, name, ""));
      EXPECT_FALSE(has_text(answer(), "errors")) << answer();
      ASSERT_EQ(lines.size(), 2U) << joined(lines);
      EXPECT_TRUE(has_text(lines[0], "fn_write")) << joined(lines);
      EXPECT_FALSE(has_text(lines[1], "fn_write")) << joined(lines);
      EXPECT_TRUE(has_text(lines[1], "tv_note")) << joined(lines);
      EXPECT_EQ(transaction_of(lines[0]), transaction_of(lines[1])) << joined(lines);
      EXPECT_EQ(traces_of(project(), name), all_written);
    }
  }
}

TEST_F(statements_of_calls, are_one_where_there_is_nothing_to_read_back) {
  for (
      const char* query : {
          R"(mutation { strictInt4(input: {value: "5"}) })",
          R"(mutation { ofVoid })",
          R"(mutation { boxesByRecordSet(input: {value: [{w: 1}]}) { w } })",
          R"({ findText(input: {value: "x"}) })",
          R"({ findNote(input: {value: {id: "00000000-0000-4000-8000-00000000000a"}}) { title } })",
      }) {
    const auto lines = executed(query);
    EXPECT_FALSE(has_text(answer(), "errors")) << answer();
    EXPECT_EQ(std::ranges::count_if(
                  lines, [](const std::string& line) { return has_text(line, "\"fn_"); }),
              1)
        << joined(lines);
  }
}

TEST_F(statements_of_calls, are_those_of_each_field_in_a_transaction_of_its_own) {
  const auto lines = executed(R"(mutation { a: writeNote(input: {name: "own a"}) { title }
                                            b: writeNote(input: {name: "own b"}) { title } })");
  ASSERT_EQ(lines.size(), 4U) << joined(lines);
  EXPECT_NE(transaction_of(lines[0]), transaction_of(lines[2])) << joined(lines);
}

TEST_F(statements_of_calls, are_one_call_of_fields_that_merge) {
  const auto lines = executed(R"(mutation { w: writeNote(input: {name: "merged"}) { title } ...f }
                                 fragment f on Mutation { w: writeNote(input: {name: "merged"}) { tags } })");
  EXPECT_EQ(answer(), R"({"data":{"w":{"title":"merged","tags":[]}}})");
  EXPECT_EQ(lines.size(), 2U) << joined(lines);
}

TEST(round_trips, of_a_call_with_its_read_back_and_commit_are_one) {
  const sdl_calls_project project;
  const private_cluster cluster;
  for (const char* file : {"01_tables", "02_results", "03_inputs", "04_writes"}) {
    cluster.run(project.read("db/" + std::string(file) + ".sql"));
  }
  flight_counter counter(cluster.owner());
  // Of several connections nobody knows which is asked for the first time, and prepares.
  const quickstart_server server(
      project, {}, {{"DATABASE_URL", counter.conninfo()}, {"FRAISEQL_MUTATION_CONNECTIONS", "1"}});
  ASSERT_TRUE(server.serves() && server.becomes_ready());
  for (const char* field : {"writeNote", "writeIfThere", "writeValue"}) {
    // What goes out without waiting may go in two pieces, and PostgreSQL may answer the first
    // before the second came by here; what waits for an answer does so each time.
    int fewest = std::numeric_limits<int>::max();
    for (int i = 0; i < 30 && fewest > 1; ++i) {
      const std::string name = std::string(field) + " flight " + std::to_string(i);
      counter.watch(name);
      const std::string body = server.ask(call_of(field, name, ""));
      EXPECT_FALSE(has_text(body, "errors")) << body;
      fewest = std::min(fewest, counter.flights());
    }
    EXPECT_EQ(fewest, 1) << field;
  }
  counter.watch("no such mark");
  EXPECT_EQ(counter.flights(), 0);
  EXPECT_EQ(server.end(SIGTERM), 0);
}

}  // namespace
}  // namespace fraiseql::testing
