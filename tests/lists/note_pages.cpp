#include "lists/note_pages.hpp"

#include "lists/declarations.hpp"
#include "support/wide_schema.hpp"

namespace fraiseql::lists {
namespace {

using testing::member;

std::shared_ptr<const schema::schema> note_schema() {
  schema::schema_builder builder;
  builder.add(schema::type_declaration{
      .name = "Note",
      .fields = {member("id", "ID", true), member("title", "String"), member("n", "Int", true),
                 member("price", "Decimal"), member("at", "DateTime"), member("size", "Float"),
                 member("done", "Boolean"), member("folder", "String"), member("tree", "LTree")},
      .source = schema::relation{.name = "tv_note"},
      .origin = "struct Note"});
  schema::field_declaration notes = member("notes", "Note");
  notes.relation = schema::relation_declaration{
      .on = {{.field = "folder", .equals = "name"}},
      .list = schema::list_declaration{.as = schema::listing::connection}};
  schema::field_declaration listed = member("listed", "Note");
  listed.relation = schema::relation_declaration{.on = {{.field = "folder", .equals = "name"}},
                                                 .list = schema::list_declaration{}};
  builder.add(schema::type_declaration{
      .name = "Folder",
      .fields = {member("id", "ID", true), member("name", "String"), notes, listed},
      .source = schema::relation{.name = "tv_folder"},
      .origin = "struct Folder"});
  for (const char* name : {"notes", "others"}) {
    builder.add_query(schema::find_declaration{.name = name,
                                               .object = "Note",
                                               .list = {.as = schema::listing::connection},
                                               .origin = name});
  }
  builder.add_query(
      schema::find_declaration{.name = "few",
                               .object = "Note",
                               .list = {.as = schema::listing::connection, .maximum_limit = 3},
                               .origin = "few"});
  builder.add_query(schema::find_declaration{.name = "listed", .object = "Note", .origin = "list"});
  builder.add_query(
      schema::find_declaration{.name = "folders", .object = "Folder", .origin = "folders"});
  return built(std::move(builder));
}

constexpr const char* note_tables = R"(
DROP TABLE IF EXISTS tv_note, tv_folder;
CREATE TABLE tv_note (id uuid PRIMARY KEY, data jsonb NOT NULL);
CREATE TABLE tv_folder (id uuid PRIMARY KEY, data jsonb NOT NULL);
INSERT INTO tv_note SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid,
  jsonb_build_object('id', '00000000-0000-4000-8000-' || lpad(n::text, 12, '0'),
    'title', 'title ' || lpad((n % 7)::text, 2, '0'), 'n', n, 'price', n * 1.5,
    'at', '2026-01-01T00:00:00Z'::timestamptz + n * '1 hour'::interval, 'size', n / 8.0,
    'done', n % 2 = 0, 'folder', 'a', 'tree', 'a.b')
  FROM generate_series(1, 130) n;
INSERT INTO tv_folder VALUES
  ('10000000-0000-4000-8000-000000000001', '{"id": "10000000-0000-4000-8000-000000000001", "name": "a"}');
)";

}  // namespace

void note_pages::SetUpTestSuite() {
  filters::run_sql(note_tables);
  served_ = std::make_unique<filters::served>(note_schema(), filters::served_options{});
}

execution::response note_pages::ask(const std::string& document, json::object variables) {
  return served_->ask({.document = document, .variables = std::move(variables)});
}

void note_pages::expect_refused(const execution::response& answer) {
  EXPECT_EQ(answer.first_error, error_code::bad_user_input) << answer.body;
  EXPECT_FALSE(answer.has_data) << answer.body;
  EXPECT_NE(answer.body.find("\"locations\""), std::string::npos) << answer.body;
}

}  // namespace fraiseql::lists
