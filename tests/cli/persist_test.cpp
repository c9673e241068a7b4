// `fraiseql persist`, from the outside: a folder of operations becomes a manifest.
#include <algorithm>
#include <fstream>
#include <sstream>

#include "cli/program.hpp"
#include "execution/manifest.hpp"
#include "execution/sha256.hpp"

namespace fraiseql::testing {
namespace {

std::string content(const std::filesystem::path& file) {
  std::ostringstream all;
  all << std::ifstream(file, std::ios::binary).rdbuf();
  return all.str();
}

// A schema and a folder of operations.
class persisted_project : public text_project {
 public:
  persisted_project() { write("s.graphql", notes_schema); }

  [[nodiscard]] ended persist(const std::vector<std::string>& more = {"--schema",
                                                                      "s.graphql"}) const {
    std::vector<std::string> arguments = {"persist", "ops", "-o", "documents.json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }

  // As a server reads it; empty where it does not.
  [[nodiscard]] execution::manifest made() const {
    auto read = execution::read_manifest(content(path() / "documents.json"), {});
    if (read) return *std::move(read);
    ADD_FAILURE() << read.error().message;
    return {};
  }
  [[nodiscard]] bool has_manifest() const {
    return std::filesystem::exists(path() / "documents.json");
  }
};

TEST(persist, takes_a_file_of_one_operation_to_the_byte) {
  const persisted_project project;
  const std::string text =
      "# first\r\nquery A { note(id: 1) { ...f } }\nfragment f on Note { id }\n\n";
  project.write("ops/a.graphql", text);
  const ended well = project.persist();
  EXPECT_EQ(well.status, 0) << well.errors;
  EXPECT_EQ(well.output, "documents.json: 1 document\n");
  const auto made = project.made();
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(made[0].text, text);
  EXPECT_EQ(made[0].id, execution::sha256(text));
}

TEST(persist, makes_a_document_of_each_operation_with_the_fragments_it_needs) {
  const persisted_project project;
  project.write("ops/b.gql",
                "query B { note(id: 1) { ...outer } }\n# of C\n\nquery C { note(id: 2) { id } } "
                "fragment unused on Note { id }");
  project.write("ops/deep/er/f.graphql",
                "fragment inner on Note { title } # here\n\nfragment outer on Note { next { "
                "...inner ...outer2 } }\nfragment outer2 on Note { ...inner }");
  EXPECT_EQ(project.persist().status, 0);
  std::vector<std::string> texts;
  for (const auto& one : project.made()) texts.push_back(one.text);
  std::ranges::sort(texts);
  EXPECT_EQ(texts, (std::vector<std::string>{
                       "query B { note(id: 1) { ...outer } }\n\nfragment outer on Note { next { "
                       "...inner ...outer2 } }\n\nfragment inner on Note { title } # here\n\n"
                       "fragment outer2 on Note { ...inner }",
                       "query C { note(id: 2) { id } }"}));
}

TEST(persist, writes_the_same_bytes_each_time_in_apollos_form) {
  const persisted_project project;
  project.write("ops/z.graphql", "query A { note(id: \"a\\n\") { id } }");
  project.write("ops/a.graphql", "query Z { note(id: 1) { id } }");
  EXPECT_EQ(project.persist().status, 0);
  const std::string first = content(project.path() / "documents.json");
  EXPECT_EQ(project.persist().status, 0);
  EXPECT_EQ(content(project.path() / "documents.json"), first);
  EXPECT_EQ(first,
            "{\n  \"format\": \"apollo-persisted-query-manifest\",\n  \"version\": 1,\n"
            "  \"operations\": [\n    {\n      \"id\": \"" +
                execution::sha256("query A { note(id: \"a\\n\") { id } }") +
                "\",\n      \"name\": \"A\",\n      \"type\": \"query\",\n"
                "      \"body\": \"query A { note(id: \\\"a\\\\n\\\") { id } }\"\n    },\n"
                "    {\n      \"id\": \"" +
                execution::sha256("query Z { note(id: 1) { id } }") +
                "\",\n      \"name\": \"Z\",\n      \"type\": \"query\",\n"
                "      \"body\": \"query Z { note(id: 1) { id } }\"\n    }\n  ]\n}\n");
  const ended printed = project.run({"persist", "ops", "-o", "-", "--schema", "s.graphql"});
  EXPECT_EQ(printed.output, first);
}

TEST(persist, points_into_the_files_at_all_that_is_wrong) {
  const persisted_project project;
  project.write("ops/a.graphql",
                "query A { note(id: 1) { ...f } }\n\nquery B { nope note(id: 1) { ...f } }");
  project.write("ops/f.graphql", "# of all\nfragment f on Note {\n  titel\n}");
  const ended wrong = project.persist();
  EXPECT_EQ(wrong.status, 1);
  EXPECT_EQ(wrong.output, "");
  expect_says(wrong.errors, "ops/a.graphql:3:11: unknown field \"nope\"");
  expect_says(wrong.errors, "ops/f.graphql:3:3: unknown field \"titel\"");
  EXPECT_EQ(wrong.errors.find("titel"), wrong.errors.rfind("\"titel\"") + 1);
  EXPECT_FALSE(project.has_manifest());
}

TEST(persist, refuses_what_is_not_clear) {
  const persisted_project project;
  project.write("ops/a.graphql",
                "query A { note(id: 1) { ...f ...g } }\nfragment f on Note { id }");
  project.write("ops/b.graphql", "query A { note(id: 2) { id } }\nfragment f on Note { title }");
  project.write("ops/c.graphql", "{ note(id: 3) { id } }");
  project.write("ops/d.graphql", "query {");
  project.write("ops/e.graphql", "type Query { a: Int }");
  const ended wrong = project.persist({});
  EXPECT_EQ(wrong.status, 1);
  expect_says(wrong.errors, "ops/a.graphql:1:30: no file has the fragment \"g\"");
  expect_says(wrong.errors,
              "ops/b.graphql:1:1: there are two operations \"A\"; the other is at ops/a.graphql:1");
  expect_says(wrong.errors,
              "ops/b.graphql:2:1: there are two fragments \"f\"; the other is at ops/a.graphql:2");
  expect_says(wrong.errors, "ops/c.graphql:1:1: an operation needs a name");
  expect_says(wrong.errors, "ops/d.graphql:1:8: ");
  expect_says(wrong.errors, "ops/e.graphql:1:1: this is part of a schema");
}

TEST(persist, passes_over_the_schema_hidden_folders_and_node_modules) {
  const persisted_project project;
  project.write("schema.graphql", notes_schema);
  project.write("ops/a.graphql", "query A { note(id: 1) { id } }");
  project.write("ops/.cache/b.graphql", "{");
  project.write("ops/node_modules/c.graphql", "{");
  project.write("ops/d.txt", "{");
  std::filesystem::copy_file(project.path() / "schema.graphql", project.path() / "ops/s.graphql");
  const ended well = project.persist({"--schema", "ops/s.graphql"});
  EXPECT_EQ(well.status, 0) << well.errors;
  // That of the project need not be named.
  std::filesystem::remove(project.path() / "ops/s.graphql");
  project.write("ops/a.graphql", "query A { note(id: 1) { nope } }");
  EXPECT_EQ(project.persist({}).status, 1);
}

TEST(persist, says_that_it_did_not_validate_without_a_schema) {
  const persisted_project project;
  project.write("ops/a.graphql", "query A { whatever }");
  const ended well = project.persist({});
  EXPECT_EQ(well.status, 0);
  EXPECT_EQ(well.output, "documents.json: 1 document, not validated: name a schema by --schema\n");
}

TEST(persist, says_what_is_missing_or_cannot_be_read) {
  const persisted_project project;
  const ended no_output = project.run({"persist", "ops"});
  EXPECT_EQ(no_output.status, 2);
  expect_says(no_output.errors, "persist needs -o FILE");
  EXPECT_EQ(project.run({"persist"}).status, 2);
  const ended no_folder = project.persist();
  EXPECT_EQ(no_folder.status, 2);
  expect_says(no_folder.errors, "cannot read ops: No such file or directory");
  project.write("ops/a.txt", "");
  const ended nothing = project.persist();
  EXPECT_EQ(nothing.status, 1);
  expect_says(nothing.errors, "there are no operations in ops");
  project.write("ops/a.graphql", "query A { note(id: 1) { id } }");
  const ended unwritable = project.run({"persist", "ops", "-o", "none/documents.json"});
  EXPECT_EQ(unwritable.status, 2);
  expect_says(unwritable.errors, "cannot write none/documents.json: No such file or directory");
}

}  // namespace
}  // namespace fraiseql::testing
