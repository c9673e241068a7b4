// Conversations by JSON lines: thousands of cases, bad lines, a peer that waits.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "cli/program.hpp"
#include "json/write.hpp"

namespace fraiseql::testing {
namespace {

std::string question(const json::value& id, std::string_view schema, std::string_view document) {
  return json::to_text(json::object{
             {"id", id}, {"schema", std::string(schema)}, {"document", std::string(document)}}) +
         "\n";
}

ended answers(const std::string& lines,
              const std::vector<std::string>& command = {"validate", "--jsonl"}) {
  const text_project project;
  project.write("lines", lines);
  return project.run(command, project.path() / "lines");
}

std::string refused(std::string_view id, std::string_view message) {
  return "{\"id\":" + std::string(id) + ",\"valid\":false,\"errors\":[{\"message\":\"" +
         std::string(message) + "\",\"locations\":[]}]}\n";
}

TEST(json_lines, answers_thousands_in_order) {
  std::string lines;
  std::string expected;
  for (int i = 0; i < 5'000; ++i) {
    const std::string id = std::to_string(i);
    const std::string schema = "type Query { a" + std::to_string(i % 7) + ": Int }";
    lines += question(json::number{id}, schema, "{ a" + std::to_string(i % 7) + " }");
    expected += "{\"id\":" + id + ",\"valid\":true,\"errors\":[]}\n";
  }
  const ended all = answers(lines);
  EXPECT_EQ(all.status, 0) << all.errors;
  EXPECT_EQ(all.output, expected);
}

TEST(json_lines, gives_ids_back_as_they_came) {
  const std::string ids[] = {"1", "-0.10e+5", "\"é\\n\"", "null", "[1,{\"a\":[]}]", "{\"b\":true}"};
  for (const std::string& id : ids) {
    const ended one = answers(
        "{\"document\": \"{ a }\", \"schema\":\"type Query { a: Int }\", "
        "\"more\": 1, \"rule\": null, \"id\": " +
        id + "}\r\n");
    EXPECT_EQ(one.status, 0);
    EXPECT_EQ(one.output, "{\"id\":" + id + ",\"valid\":true,\"errors\":[]}\n");
  }
}

TEST(json_lines, goes_on_behind_lines_that_are_no_question) {
  const std::string good = question("x", "type Query { a: Int }", "{ a }");
  const ended all = answers(
      "\n[1]\n{\"id\":7}\n{\"id\":8,\"schema\":1,\"document\":\"\"}\n"
      "{\"id\":9,\"schema\":\"\",\"document\":\"\",\"rule\":\"ScalarLeaf\"}\n"
      "{\"schema\":\"\xFF\"}\n" +
      good + "{\"id\":1");
  EXPECT_EQ(all.status, 1);
  EXPECT_EQ(std::ranges::count(all.output, '\n'), 8);
  expect_says(all.output, refused("null", "the line must be a JSON object, not a list"));
  expect_says(all.output, refused("7", "the line has no member \\\"schema\\\""));
  expect_says(all.output, refused("8", "\\\"schema\\\" must be a string, not a number"));
  expect_says(all.output, refused("9",
                                  "unknown rule \\\"ScalarLeaf\\\"; did you mean "
                                  "\\\"ScalarLeafs\\\"?"));
  expect_says(all.output, "{\"id\":\"x\",\"valid\":true,\"errors\":[]}\n");
}

TEST(json_lines, tells_errors_of_the_schema_apart) {
  const ended one = answers(question("x", "type Query { a: Nope }", "{ a }"));
  EXPECT_EQ(one.status, 1);
  EXPECT_EQ(one.output,
            "{\"id\":\"x\",\"valid\":false,\"errors\":[{\"message\":\"unknown type \\\"Nope\\\"\","
            "\"locations\":[{\"line\":1,\"column\":17}],\"in\":\"schema\"}]}\n");
}

TEST(json_lines, takes_lines_up_to_its_bound) {
  const std::string around = question(json::number{"1"}, "type Query { a: Int }", "{ a }");
  constexpr std::size_t bound = 64UL * 1024 * 1024;
  const std::string fill(bound - (around.size() - 1), ' ');
  const std::string bound_line = around.substr(0, around.size() - 2) + fill + "}\n";
  const ended all = answers(bound_line + ' ' + bound_line + around);
  EXPECT_EQ(all.output, "{\"id\":1,\"valid\":true,\"errors\":[]}\n" +
                            refused("null", "the line is longer than 64 MiB") +
                            "{\"id\":1,\"valid\":true,\"errors\":[]}\n");
  EXPECT_EQ(all.status, 1);
}

TEST(json_lines, applies_limits_when_asked) {
  const std::string deep = question("x", notes_schema, "{ note(id: 1) { id } }");
  EXPECT_EQ(answers(deep, {"validate", "--jsonl", "--limits"}).status, 0);
  std::string wide = "{";
  for (int i = 0; i < 21; ++i) wide += " n" + std::to_string(i) + ": note(id: 1) { id }";
  const std::string line = question("x", notes_schema, wide + " }");
  EXPECT_EQ(answers(line).status, 0);
  expect_says(answers(line, {"validate", "--jsonl", "--limits"}).output, "max_root_fields");
}

TEST(json_lines, check_schemas) {
  const ended all = answers(
      "{\"id\":1,\"schema\":\"type Query { a: Int }\"}\n"
      "{\"id\":2,\"schema\":\"type Query { a: }\"}\n{\"id\":3}\n",
      {"schema", "check", "--jsonl"});
  EXPECT_EQ(all.status, 1);
  expect_says(all.output, "{\"id\":1,\"valid\":true,\"errors\":[]}\n{\"id\":2,\"valid\":false,");
  expect_says(all.output, "\"locations\":[{\"line\":1,\"column\":17}]}]}\n");
  expect_says(all.output, refused("3", "the line has no member \\\"schema\\\""));
}

TEST(json_lines, answers_a_peer_that_waits_for_each_answer) {
  const text_project project;
  const auto pipe = project.path() / "pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  const int peer = open(pipe.c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_GE(peer, 0);
  const auto child = project.start({"validate", "--jsonl"}, pipe);
  const std::string half = "{\"id\":";
  for (int i = 0; i < 3; ++i) {
    // The next line has begun already when the answer is waited for.
    const std::string line = question(json::number{std::to_string(i)}, notes_schema, "{ a }");
    const std::string sent = (i == 0 ? line : line.substr(half.size())) + half;
    ASSERT_EQ(write(peer, sent.data(), sent.size()), static_cast<ssize_t>(sent.size()));
    EXPECT_TRUE(child->says("{\"id\":" + std::to_string(i) + ",\"valid\":false"));
  }
  close(peer);
  EXPECT_EQ(child->wait(), 1);
}

TEST(json_lines, have_no_other_inputs) {
  const text_project project;
  const ended both = project.run({"validate", "--jsonl", "--schema", "s.graphql"});
  EXPECT_EQ(both.status, 2);
  expect_says(both.errors, "--schema has no effect");
  EXPECT_EQ(project.run({"schema", "check", "--jsonl", "--json"}).status, 2);
}

}  // namespace
}  // namespace fraiseql::testing
