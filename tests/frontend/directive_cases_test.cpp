// Every line of directive_cases.jsonl: a schema with directives (docs/api/directives.md) and what
// becomes of it. Of a good one that is "served", how its printed schema begins (derived types come
// last, and a program in C++ has the same: see below), and "bound", what the coordinates named
// there are bound to. Of a bad one all "errors" in any order, each with its places
// ("line:column", several with a space between) and parts of its message. Whatever is good is
// also written with its directives and read again. Then whole schemas of C++ programs, said in
// directives, and the page itself.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/bookshop.hpp"
#include "frontend/code/code_frontend.hpp"
#include "frontend/quickstart.hpp"
#include "frontend/sdl/directives.hpp"
#include "frontend/sdl/sdl_frontend.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "language/parser.hpp"

namespace fraiseql::frontend {
namespace {

std::string text_of(const json::value& of, std::string_view name) {
  const json::value* member = of.find(name);
  const auto* text = member == nullptr ? nullptr : member->get<std::string>();
  return text == nullptr ? std::string{} : *text;
}

std::string read_file(const std::string& name) {
  std::ostringstream text;
  text << std::ifstream(FRAISEQL_SOURCE_DIR "/" + name, std::ios::binary).rdbuf();
  EXPECT_FALSE(text.str().empty()) << name;
  return text.str();
}

// All that a schema says about its database, by schema coordinate.
using bindings = std::map<std::string, std::string>;

std::string described(const std::vector<schema::field_match>& on) {
  std::string text;
  for (const schema::field_match& one : on) {
    text += (text.empty() ? " on " : " and ") + one.theirs->name + " = " + one.ours->name;
  }
  return text;
}

std::string described(const schema::authorization& one) {
  if (!one.is_needed()) return {};
  return " needs " + one.needs +
         (one.otherwise == schema::when_denied::null_value ? " or null" : "");
}

std::string described(const schema::field& field) {
  if (const auto* find = std::get_if<schema::find_binding>(&field.binding)) {
    return (find->is_connection ? "connection " : "find ") + std::to_string(find->maximum_limit) +
           (find->is_streamed ? " streamed" : "") + (find->is_aggregated ? " aggregated" : "") +
           (find->is_of_groups ? " groups" : "") + described(find->on) +
           (find->where.is_null() ? "" : " where " + json::to_text(find->where));
  }
  if (const auto* one = std::get_if<schema::find_one_binding>(&field.binding)) {
    return "findOne" + described(one->on);
  }
  if (const auto* call = std::get_if<schema::call_binding>(&field.binding)) {
    return "call " + call->schema + "." + call->function + (call->is_retryable ? " again" : "");
  }
  return field.stored_key + (field.column.empty() ? "" : " column " + field.column);
}

std::string described(const schema::input_value& value) {
  std::string text = value.stored;
  if (value.role != schema::input_role::plain) {
    text += " role " + std::to_string(static_cast<int>(value.role));
  }
  if (value.target != nullptr) text += " of " + value.target->name;
  return text;
}

std::string described(const schema::type& type) {
  std::string text;
  if (type.source) {
    text = type.source->schema + "." + type.source->name;
    if (type.source->document != "data" || type.source->id != "id") {
      text += " (" + type.source->document + ", " + type.source->id + ")";
    }
  }
  if (type.search) {
    text += " searched in";
    for (const auto& way : type.search->texts) {
      text += ' ';
      for (const schema::field* one : way) text += (one == way.front() ? "" : ".") + one->name;
    }
    if (!type.search->column.empty()) text += " the column " + type.search->column;
    if (!type.search->configuration.empty()) text += " by " + type.search->configuration;
  }
  if (type.is_public) text += " of everybody";
  if (!type.discriminator.empty()) text += (text.empty() ? "by " : " by ") + type.discriminator;
  return text;
}

bindings bindings_of(const schema::schema& schema) {
  bindings all;
  for (const schema::type& type : schema.types()) {
    if (type.is_built_in) continue;
    all[type.name] = described(type) + described(type.authorized);
    for (const schema::field& field : type.fields) {
      all[type.name + "." + field.name] = described(field) + described(field.authorized);
      for (const schema::input_value& argument : field.arguments) {
        all[type.name + "." + field.name + "(" + argument.name + ":)"] = described(argument);
      }
    }
    for (const schema::enum_value& value : type.values) {
      all[type.name + "." + value.name] = value.stored_text();
    }
    for (const schema::input_value& input : type.input_fields) {
      all[type.name + "." + input.name] = described(input);
    }
  }
  for (const schema::constraint& one : schema.constraints()) {
    all["constraint " + one.name] =
        one.message + (one.argument.empty() ? "" : " of " + one.argument);
  }
  for (const schema::session_setting& one : schema.session_settings()) {
    all["session " + one.name] = one.claim;
  }
  if (schema.role()) {
    std::string& text = all["role"];
    text = schema.role()->claim + " or " + schema.role()->anonymous + " of";
    for (const std::string& one : schema.role()->allowed) text += " " + one;
  }
  for (const std::string& one : schema.permissions()) all["permissions"] += " " + one;
  return all;
}

std::string described(const graphql_error& error) {
  std::string text;
  for (const source_location& at : error.locations) {
    if (!text.empty()) text += ' ';
    text += std::to_string(at.line) + ":" + std::to_string(at.column);
  }
  return text + " " + error.message + "\n";
}

std::string described(const std::vector<graphql_error>& errors) {
  std::string text;
  for (const graphql_error& error : errors) text += described(error);
  return text;
}

// Nothing where the text is refused, with the test failed.
std::shared_ptr<const schema::schema> built(const std::string& text) {
  auto made = build_served_schema(text);
  if (made.ok()) return std::move(*made);
  ADD_FAILURE() << described(made.error()) << "in:\n" << text;
  return nullptr;
}

std::string text_of(const bindings& all) {
  std::string text;
  for (const auto& [coordinate, bound] : all) text += coordinate + ": " + bound + "\n";
  return text;
}

void expect_the_same(const schema::schema& made, const schema::schema& expected) {
  EXPECT_EQ(print(made), print(expected));
  EXPECT_EQ(text_of(bindings_of(made)), text_of(bindings_of(expected)));
}

void expect_round_trip(const schema::schema& made) {
  const auto text = print_with_directives(made);
  ASSERT_TRUE(text.ok()) << text.error().message;
  const auto again = built(*text);
  if (again == nullptr) return;
  expect_the_same(*again, made);
  const auto text_again = print_with_directives(*again);
  ASSERT_TRUE(text_again.ok());
  EXPECT_EQ(*text_again, *text);
}

void expect_good(const json::value& the_case) {
  const auto made = built(text_of(the_case, "schema"));
  if (made == nullptr) return;
  const std::string served = text_of(the_case, "served");
  const std::string printed = print(*made);
  EXPECT_EQ(printed.substr(0, served.size()), served) << printed;
  const bindings all = bindings_of(*made);
  if (const json::value* bound = the_case.find("bound")) {
    for (const auto& [coordinate, expected] : *bound->get<json::object>()) {
      const auto found = all.find(coordinate);
      EXPECT_EQ(found == all.end() ? "nothing" : found->second, *expected.get<std::string>())
          << coordinate;
    }
  }
  // Whoever reads what is served sees what it says, and no more.
  const auto as_clients_see_it = build_schema(printed);
  ASSERT_TRUE(as_clients_see_it.ok()) << described(as_clients_see_it.error());
  EXPECT_EQ(print(**as_clients_see_it), printed);
  // So does an editor, which knows the definitions and none of our checks; it has to be told of
  // connections.
  std::string known = text_of(the_case, "schema") + "\n" + directive_definitions();
  const auto document = language::parse(text_of(the_case, "schema"), specification_limits);
  ASSERT_TRUE(document.ok());
  for (const std::string_view name : connections_of(*document)) {
    known += "type " + std::string(name) + " { totalCount: Int! }\n";
  }
  const auto as_editors_see_it = build_schema(known);
  EXPECT_TRUE(as_editors_see_it.ok()) << described(as_editors_see_it.error());
  expect_round_trip(*made);
}

bool is_expected(const graphql_error& error, const json::array& expected) {
  const std::string said = described(error);
  if (!said.starts_with(*expected.front().get<std::string>() + " ")) return false;
  return std::ranges::all_of(expected, [&](const json::value& part) {
    return said.find(*part.get<std::string>()) != std::string::npos;
  });
}

void expect_refused(const json::value& the_case, const json::array& errors) {
  const auto made = build_served_schema(text_of(the_case, "schema"));
  if (made.ok()) {
    const auto text = print_with_directives(**made);
    ADD_FAILURE() << "is served: " << (text.ok() ? *text : print(**made));
    return;
  }
  EXPECT_EQ(made.error().size(), errors.size()) << described(made.error());
  for (const json::value& one : errors) {
    const json::array& expected = *one.get<json::array>();
    const auto matches = [&](const graphql_error& error) { return is_expected(error, expected); };
    EXPECT_TRUE(std::ranges::any_of(made.error(), matches))
        << "nothing at " << *expected.front().get<std::string>() << " that says it all in\n"
        << described(made.error());
  }
}

std::vector<json::value> read_cases() {
  std::vector<json::value> cases;
  std::ifstream file(FRAISEQL_SOURCE_DIR "/tests/frontend/directive_cases.jsonl");
  for (std::string line; std::getline(file, line);) {
    auto read = json::read(line);
    if (read.ok()) {
      cases.push_back(std::move(*read));
    } else {
      ADD_FAILURE() << read.error().message << " in " << line;
    }
  }
  return cases;
}

TEST(directive_cases, become_what_they_say) {
  const std::vector<json::value> cases = read_cases();
  EXPECT_GT(cases.size(), 400u);
  for (const json::value& one : cases) {
    SCOPED_TRACE(text_of(one, "name") + "\n" + text_of(one, "schema"));
    const json::value* errors = one.find("errors");
    if (errors == nullptr) {
      expect_good(one);
    } else {
      expect_refused(one, *errors->get<json::array>());
    }
  }
}

std::shared_ptr<const schema::schema> built(const api::schema& declared) {
  schema::schema_builder builder;
  fill(builder, declared);
  auto made = std::move(builder).build();
  if (made.ok()) return std::move(*made);
  ADD_FAILURE() << made.error().front().message;
  return nullptr;
}

TEST(directives, make_of_the_quickstart_what_cpp_makes_of_it) {
  const auto made = built(read_file("examples/quickstart-sdl/schema.graphql"));
  const auto expected = built(quickstart());
  ASSERT_TRUE(made != nullptr && expected != nullptr);
  expect_the_same(*made, *expected);
  expect_round_trip(*made);
}

TEST(directives, make_of_a_bookshop_what_cpp_makes_of_it) {
  const auto made = built(read_file("tests/frontend/bookshop.graphql"));
  const auto expected = built(bookshop());
  ASSERT_TRUE(made != nullptr && expected != nullptr);
  expect_the_same(*made, *expected);
  expect_round_trip(*made);
  expect_round_trip(*expected);
}

TEST(directives, let_a_scalar_of_ours_be_declared) {
  const auto made =
      built("type Query { notes: [Note!]! @find } type Note { id: UUID! } scalar UUID");
  const auto expected = built("type Query { notes: [Note!]! @find } type Note { id: UUID! }");
  ASSERT_TRUE(made != nullptr && expected != nullptr);
  expect_the_same(*made, *expected);
}

TEST(directives, give_as_many_errors_as_an_answer_may_have) {
  for (const std::size_t count : {max_errors, max_errors + 1}) {
    std::string text = "type Query {";
    for (std::size_t i = 0; i < count; ++i) text += " f" + std::to_string(i) + ": Int";
    const auto refused = build_served_schema(text + " }");
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().size(), max_errors);
    EXPECT_EQ(refused.error().front().code, error_code::graphql_validation_failed);
  }
}

TEST(directives, refuse_text_of_any_depth) {
  const std::string deep(1'000'000, '[');
  EXPECT_FALSE(build_served_schema("type Query { notes: " + deep).ok());
  EXPECT_FALSE(build_served_schema("type Query { notes: [Note!]! @find(on: " + deep).ok());
}

struct text_and_kind {
  const char* text;
  bool is_bound;
};

bool is_bound(std::string_view text) {
  const auto document = language::parse(text, specification_limits);
  return document.ok() && uses_directives(*document);
}

TEST(directives, tell_a_text_that_is_served_from_one_that_describes) {
  const text_and_kind texts[] = {
      {"type Query { notes: [Note!]! @find }", true},
      {"extend type Query { note: Note @findOne }", true},
      {"type Mutation { make: Note! @call(function: \"f\") }", true},
      {"type Note @relation(name: \"n\") { id: ID! }", true},
      {"interface Node { id: ID! @column(name: \"n\") }", true},
      {"union Any @discriminator(key: \"k\") = Note", true},
      {"extend union Any @discriminator(key: \"k\")", true},
      {"enum Shelf { A @stored(as: \"a\") }", true},
      {"input Make { title: String @stored(as: \"a\") }", true},
      {"type Query { a(b: Int @stored(as: \"a\")): Int }", true},
      {"scalar Date @stored(as: \"a\")", true},
      {"schema @find { query: Query }", true},
      {"extend schema @constraint(name: \"a\", message: \"b\")", true},
      {"extend schema @session(setting: \"a.b\", claim: \"b\")", true},
      {"type Note @public { id: ID! }", true},
      {"type Note { id: ID! @authorize(needs: \"a\") }", true},
      {"directive @authorize on OBJECT type Query @authorize { a: Int }", false},
      {"type Query { notes: [Note!]! @find } directive @stored on FIELD_DEFINITION", true},
      {"type Query { notes: [Note!]! @find } directive @find on FIELD_DEFINITION", false},
      {"type Query { find: Int @deprecated }", false},
      {"type Query { find: Int }", false},
      {"{ notes @find }", false},
      {"type Query { notes: @find", false},
      {"", false},
  };
  for (const auto& [text, expected] : texts) EXPECT_EQ(is_bound(text), expected) << text;
}

TEST(directives, build_what_a_text_is_meant_for) {
  const auto served =
      build_bound_or_described_schema(read_file("examples/quickstart-sdl/schema.graphql"));
  ASSERT_TRUE(served.ok());
  EXPECT_NE((*served)->find_type("NoteWhereInput"), nullptr);
  const auto described_one =
      build_bound_or_described_schema("type Query { a: Money } scalar Money");
  ASSERT_TRUE(described_one.ok());
  EXPECT_EQ(print(**described_one), "type Query {\n  a: Money\n}\n\nscalar Money\n");
  EXPECT_FALSE(build_bound_or_described_schema("type Query { a: Money @find } scalar Money").ok());
}

// The ```graphql blocks of docs/api/directives.md.
std::vector<std::string> blocks_of_the_page() {
  constexpr std::string_view fence = "```graphql\n";
  const std::string page = read_file("docs/api/directives.md");
  std::vector<std::string> blocks;
  for (std::size_t at = page.find(fence); at != std::string::npos; at = page.find(fence, at)) {
    at += fence.size();
    blocks.push_back(page.substr(at, page.find("```\n", at) - at));
  }
  return blocks;
}

TEST(directives_page, begins_with_the_schema_of_the_quickstart) {
  const auto blocks = blocks_of_the_page();
  ASSERT_FALSE(blocks.empty());
  EXPECT_EQ(blocks.front(), read_file("examples/quickstart-sdl/schema.graphql"));
}

TEST(directives_page, has_a_filter_and_an_order_that_are_some) {
  const auto blocks = blocks_of_the_page();
  ASSERT_GT(blocks.size(), 1u);
  const auto made =
      built(blocks[1] +
            "type Post { id: ID! status: Status author: Author createdAt: DateTime! }\n"
            "type Author { name: String } enum Status { PUBLISHED }");
  ASSERT_NE(made, nullptr);
  EXPECT_EQ(bindings_of(*made)["Query.published"],
            R"(find 1000 where {"author":{"isNull":false},"status":{"eq":"PUBLISHED"}})");
}

TEST(directives_page, has_relations_that_are_some) {
  const auto blocks = blocks_of_the_page();
  ASSERT_GT(blocks.size(), 2u);
  const auto made = built("type Query { users: [User!]! @find } enum Status { DRAFT }" + blocks[2]);
  ASSERT_NE(made, nullptr);
  const bindings all = bindings_of(*made);
  EXPECT_EQ(all.at("User.posts"), "connection 100 on authorId = id");
  EXPECT_EQ(all.at("User.drafts"), R"(find 50 on authorId = id where {"status":{"eq":"DRAFT"}})");
  EXPECT_EQ(all.at("Post.author"), "findOne on id = authorId");
}

TEST(directives_page, ends_with_the_definitions_that_the_program_prints) {
  const auto blocks = blocks_of_the_page();
  ASSERT_FALSE(blocks.empty());
  const std::string definitions = directive_definitions();
  EXPECT_EQ(definitions.substr(0, blocks.back().size()), blocks.back());
  // Behind them are the scalars of docs/api/scalars.md, and nothing else.
  const std::string scalars =
      definitions.substr(std::min(blocks.back().size(), definitions.size()));
  const auto made = build_schema("type Query { a: Int }" + scalars);
  ASSERT_TRUE(made.ok()) << described(made.error());
  EXPECT_TRUE(std::ranges::all_of((*made)->directives(), &schema::directive::is_built_in));
  const std::string page = read_file("docs/api/scalars.md");
  std::size_t count = 0;
  for (const schema::type& type : (*made)->types()) {
    if (type.is_built_in || type.name == "Query") continue;
    ++count;
    EXPECT_EQ(type.kind, schema::type_kind::scalar) << type.name;
    EXPECT_NE(page.find("\n| `" + type.name + "` |"), std::string::npos) << type.name;
  }
  std::size_t rows = 0;
  for (std::size_t at = page.find("\n| `"); at != std::string::npos;
       at = page.find("\n| `", at + 1))
    ++rows;
  EXPECT_EQ(count + 5, rows) << "Int, Float, String, Boolean and ID need no words";
}

TEST(directives_page, has_every_directive_in_its_table) {
  const auto made = build_schema("type Query { a: Int }" + directive_definitions());
  ASSERT_TRUE(made.ok()) << described(made.error());
  const std::string page = read_file("docs/api/directives.md");
  std::size_t count = 0;
  for (const schema::directive& directive : (*made)->directives()) {
    if (directive.is_built_in) continue;
    ++count;
    EXPECT_NE(page.find("\n| `@" + directive.name + "` |"), std::string::npos) << directive.name;
  }
  EXPECT_EQ(count, 13u);
}

}  // namespace
}  // namespace fraiseql::frontend
