// filter_sql.txt: the SQL of every operator on every type, in a document, in an object inside of
// it, in an item of a list of objects, and on a real column. The file is made from the inputs that
// the schema has, so no operator can be left out; it is read as source.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "language/parser.hpp"
#include "plan/query_plan.hpp"
#include "schema/schema.hpp"
#include "sql/statement.hpp"
#include "support/wide_schema.hpp"
#include "validation/coercion.hpp"
#include "validation/operation.hpp"

namespace fraiseql::plan {
namespace {

using fraiseql::testing::member;
using schema::filter_operator;

constexpr std::array scalars = {
    "Int",          "Float",       "BigInt",       "Decimal",       "String",
    "Boolean",      "ID",          "UUID",         "JSON",          "DateTime",
    "Date",         "Time",        "Duration",     "URL",           "LTree",
    "EmailAddress", "CIDR",        "IPAddress",    "MACAddress",    "DateRange",
    "IntRange",     "BigIntRange", "DecimalRange", "DateTimeRange", "Vector"};

std::vector<schema::field_declaration> every_field() {
  std::vector<schema::field_declaration> fields = {member("id", "ID", true)};
  const auto add = [&](const std::string& name, const std::string& type, std::uint8_t lists) {
    fields.push_back(member(name, type, false, lists));
    fields.back().stored_key = "k_" + name;
  };
  for (const std::string name : scalars) {
    add("a" + name, name, 0);
    if (name != "JSON" && name != "Vector") add("l" + name, name, 1);
  }
  add("aStatus", "Status", 0);
  add("lStatus", "Status", 1);
  return fields;
}

std::shared_ptr<const schema::schema> schema_of_everything() {
  schema::schema_builder builder;
  builder.add(schema::type_declaration{
      .kind = schema::type_kind::enumeration,
      .name = "Status",
      .values = {{.name = "IN_REVIEW", .stored = "in_review"}, {.name = "DONE"}},
      .origin = "enum Status"});
  builder.add(
      schema::type_declaration{.name = "Inner", .fields = every_field(), .origin = "struct Inner"});
  auto fields = every_field();
  fields.push_back(member("inner", "Inner"));
  fields.push_back(member("items", "Inner", true, 1));
  builder.add(schema::type_declaration{.name = "Whole",
                                       .fields = fields,
                                       .source = schema::relation{.name = "tv_whole"},
                                       .origin = "struct Whole"});
  builder.add_query(schema::find_declaration{.name = "wholes", .object = "Whole", .origin = "f"});
  auto built = std::move(builder).build();
  if (!built) {
    for (const auto& error : built.error()) ADD_FAILURE() << error.message;
    std::abort();
  }
  return *std::move(built);
}

std::shared_ptr<const catalogue> with_every_column(const schema::type& of) {
  found_relation relation{.schema = "public", .name = "tv_whole", .columns = {}};
  for (const schema::field& field : of.fields) {
    if (field.type.named->is_composite()) continue;
    relation.columns.push_back({.name = field.stored_key, .type = column_types(field.type).at(0)});
  }
  auto made = std::make_shared<catalogue>();
  made->relations.push_back(std::move(relation));
  return made;
}

// A literal that the input takes.
std::string sample(const schema::type_reference& type) {
  if (type.is_list()) return "[" + sample(type.item()) + "]";
  const schema::type& named = *type.named;
  if (named.kind == schema::type_kind::enumeration) return "IN_REVIEW";
  if (named.name == "VectorWithinInput") return "{of: [1, 0.5], distance: 0.5, metric: COSINE}";
  if (named.kind == schema::type_kind::input_object) return "{lte: 3}";
  switch (named.scalar) {
    case schema::scalar_kind::int32:
    case schema::scalar_kind::floating:
    case schema::scalar_kind::big_int: return "1";
    case schema::scalar_kind::decimal: return "\"1.5\"";
    case schema::scalar_kind::boolean: return "true";
    case schema::scalar_kind::json: return "{a: 1}";
    case schema::scalar_kind::id:
    case schema::scalar_kind::uuid: return "\"6F9619FF-8b86-d011-b42d-00c04fc964ff\"";
    case schema::scalar_kind::date_time: return "\"2024-02-29T12:00:00Z\"";
    case schema::scalar_kind::date: return "\"2024-02-29\"";
    case schema::scalar_kind::time: return "\"12:00:00\"";
    case schema::scalar_kind::duration: return "\"P1D\"";
    case schema::scalar_kind::url: return "\"https://a.example/\"";
    case schema::scalar_kind::email_address: return "\"a@b.example\"";
    case schema::scalar_kind::ip_address: return "\"10.0.0.1\"";
    case schema::scalar_kind::cidr: return "\"10.0.0.0/8\"";
    case schema::scalar_kind::mac_address: return "\"08:00:2b:01:02:03\"";
    case schema::scalar_kind::ltree: return "\"a.b\"";
    case schema::scalar_kind::date_range: return "\"[2024-01-01,2024-02-01)\"";
    case schema::scalar_kind::int_range:
    case schema::scalar_kind::big_int_range: return "\"[1,5]\"";
    case schema::scalar_kind::decimal_range: return "\"(0.5,19.90]\"";
    case schema::scalar_kind::date_time_range:
      return "\"[2024-02-29T12:00:00+02:00,2024-03-01T00:00:00Z)\"";
    case schema::scalar_kind::string: return "\"a%\"";
    case schema::scalar_kind::vector: return "[1, 0.5]";
    case schema::scalar_kind::ruled:
    case schema::scalar_kind::other: break;
  }
  ADD_FAILURE() << named.name;
  return "null";
}

std::string line_of(const sql::parameter& value) {
  return std::to_string(value.oid) +
         (value.is_binary ? "b" : ":" + std::string(value.bytes.value_or("NULL")));
}

// What stands between WHERE and ORDER BY, checks before it, and what its parameters are.
std::string sql_of(const std::shared_ptr<const schema::schema>& schema, const std::string& where,
                   const planning_options& options) {
  auto parsed = language::parse("{ wholes(where: " + where + ") { id } }");
  if (!parsed) return "error: " + parsed.error().message;
  auto document =
      validation::validate(std::make_shared<const language::document>(std::move(*parsed)), schema);
  if (!document) return "error: " + document.error().front().message;
  auto operation =
      validation::make_operation(*document, *document->document().operations().front(), {}, {});
  if (!operation) return "error: " + operation.error().front().message;
  auto plan = make_plan(*operation, options);
  if (!plan) return "error: " + plan.error().front().message;
  std::string text;
  for (const sql::statement& one : sql::compile(plan->steps.front())) {
    if (one.is_check) {
      text += one.text + "; ";
      continue;
    }
    const std::size_t begin = one.text.find(" WHERE ") + 7;
    text += one.text.substr(begin, one.text.rfind(" ORDER BY ") - begin);
    const auto bound = sql::bind(one, {});
    if (!bound) return "error: " + bound.error().message;
    for (const sql::parameter& value : *bound) text += "  " + line_of(value);
  }
  return text;
}

void expect_file(const std::string& name, const std::string& made) {
  const std::string path = FRAISEQL_SOURCE_DIR "/tests/plan/" + name;
  std::stringstream file;
  file << std::ifstream(path).rdbuf();
  if (std::getenv("FRAISEQL_WRITE_GOLDEN") != nullptr) std::ofstream(path) << made;
  EXPECT_TRUE(made == file.str()) << name << " is not what the code makes; FRAISEQL_WRITE_GOLDEN=1 "
                                  << "plan_tests writes it anew";
}

constexpr std::string_view some_items =
    "EXISTS (SELECT FROM jsonb_array_elements(nullif(t.\"data\"->'items', 'null')) AS e1 WHERE ";

TEST(filter_sql, is_what_its_file_says) {
  const auto schema = schema_of_everything();
  const schema::type& whole = *schema->query_type()->fields.front().type.named;
  const schema::type& inputs = *schema->find_type("WholeWhereInput");
  const planning_options with_columns{.found = with_every_column(whole)};
  std::string made;
  std::size_t count = 0;
  for (const schema::input_value& field : inputs.input_fields) {
    if (field.role != schema::input_role::filter_field) continue;
    if (field.target->type.named->is_composite()) continue;
    made += "\n# " + to_text(field.target->type) + ", " + field.type.named->name + "\n";
    for (const schema::input_value& how : field.type.named->input_fields) {
      const std::string one = "{" + field.name + ": {" + how.name + ": " + sample(how.type) + "}}";
      const auto add = [&](const char* at, const std::string& where, const planning_options& with) {
        made += how.name + " " + at + ": " + sql_of(schema, where, with) + "\n";
        ++count;
      };
      add("document", one, {});
      add("inside  ", "{inner: " + one + "}", {});
      // All items are looked for in the same way; what is asked of one stands behind it.
      std::string in_item = sql_of(schema, "{items: {some: " + one + "}}", {});
      ASSERT_NE(in_item.find(some_items), std::string::npos) << in_item;
      in_item.replace(in_item.find(some_items), some_items.size(), "... ");
      made += how.name + " item    : " + in_item + "\n";
      add("column  ", one, with_columns);
    }
  }
  EXPECT_GT(count, 500U);
  EXPECT_EQ(made.find("error: "), std::string::npos);

  expect_file("filter_sql.txt", made);
}

// What clients compile against: every filter that a schema can have.
TEST(filter_inputs, are_what_their_file_says) {
  expect_file("filters.graphql", schema::print(*schema_of_everything()));
}

}  // namespace
}  // namespace fraiseql::plan
