// Every scalar through the whole engine and a PostgreSQL: given to a function as its own type,
// kept in a document, answered, filtered by and ordered by.
#include <gtest/gtest.h>

#include "cluster.hpp"
#include "execution/prepare.hpp"
#include "json/read.hpp"
#include "support/wide_schema.hpp"
#include "transform/transform.hpp"

namespace fraiseql::postgres {
namespace {

struct sample {
  const char* scalar;
  const char* type;      // of the function's parameter
  const char* given;     // JSON; a client gives it
  const char* answered;  // JSON
};

constexpr sample samples[] = {
    {"Int", "integer", "-7", "-7"},
    {"Float", "double precision", "0.5", "0.5"},
    {"String", "text", R"("a\"é")", R"("a\"é")"},
    {"Boolean", "boolean", "true", "true"},
    {"UUID", "uuid", R"("6F9619FF-8b86-d011-b42d-00c04fc964ff")",
     R"("6f9619ff-8b86-d011-b42d-00c04fc964ff")"},
    {"BigInt", "bigint", R"("9223372036854775807")", R"("9223372036854775807")"},
    {"Decimal", "numeric", R"("19.90")", R"("19.90")"},
    {"DateTime", "timestamptz", R"("2026-02-28T12:00:00.5+02:00")", R"("2026-02-28T10:00:00.5Z")"},
    {"Date", "date", R"("2024-02-29")", R"("2024-02-29")"},
    {"Time", "time", R"("23:59:59.999999")", R"("23:59:59.999999")"},
    {"Duration", "interval", R"("P1Y2M-3DT4H5M6.789S")", R"("P1Y2M-3DT4H5M6.789S")"},
    {"EmailAddress", "text", R"("ada+notes@example.org")", R"("ada+notes@example.org")"},
    {"URL", "text", R"("https://example.org/a?b#c")", R"("https://example.org/a?b#c")"},
    {"IPAddress", "inet", R"("2001:DB8::0001")", R"("2001:db8::1")"},
    {"CIDR", "cidr", R"("10.0.0.0/8")", R"("10.0.0.0/8")"},
    {"MACAddress", "macaddr", R"("08-00-2B-01-02-03")", R"("08:00:2b:01:02:03")"},
    {"LTree", "ltree", R"("Top.Science")", R"("Top.Science")"},
    {"DateRange", "daterange", R"("[2026-01-01,2026-01-31]")", "\"[2026-01-01,2026-02-01)\""},
    {"IntRange", "int4range", R"("(1,2147483646]")", "\"[2,2147483647)\""},
    {"BigIntRange", "int8range", R"("[-9223372036854775808,5]")", "\"[-9223372036854775808,6)\""},
    {"DecimalRange", "numrange", R"("(0.50,1e3]")", R"("(0.50,1000]")"},
    {"DateTimeRange", "tstzrange", R"x("[2026-02-28T12:00:00.5+02:00,)")x",
     R"x("[2026-02-28T10:00:00.5Z,)")x"}};

std::string name_of(const sample& one) { return "v" + std::string(one.scalar); }

std::shared_ptr<const schema::schema> thing_schema() {
  using fraiseql::testing::input_member;
  using fraiseql::testing::member;
  std::vector<schema::field_declaration> fields = {member("id", "ID", true)};
  std::vector<schema::input_declaration> inputs;
  for (const sample& one : samples) {
    fields.push_back(member(name_of(one), one.scalar));
    inputs.push_back(input_member(name_of(one), one.scalar));
  }
  schema::schema_builder builder;
  builder.add(schema::type_declaration{.name = "Thing",
                                       .fields = std::move(fields),
                                       .source = schema::relation{.name = "tv_thing"},
                                       .origin = "struct Thing"});
  builder.add(schema::type_declaration{.kind = schema::type_kind::input_object,
                                       .name = "KeepThing",
                                       .input_fields = std::move(inputs),
                                       .origin = "struct KeepThing"});
  builder.add_query(
      schema::find_declaration{.name = "things", .object = "Thing", .origin = "things"});
  builder.add_mutation(schema::call_declaration{.name = "keep",
                                                .type = {"Thing", 0, 1},
                                                .input = "KeepThing",
                                                .function = "fn_keep_thing",
                                                .origin = "keep"});
  auto built = std::move(builder).build();
  EXPECT_TRUE(built) << (built ? "" : built.error().front().message);
  return built ? *built : nullptr;
}

class scalar_round_trip : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string parameters;
    std::string members = "'id', v_id";
    for (const sample& one : samples) {
      parameters += (parameters.empty() ? "\"p_" : ", \"p_") + name_of(one) + "\" " + one.type;
      members += ", '" + name_of(one) + "', \"p_" + name_of(one) + "\"";
    }
    testing::run(
        "CREATE EXTENSION IF NOT EXISTS ltree; DROP TABLE IF EXISTS tv_thing; "
        "CREATE TABLE tv_thing (id uuid PRIMARY KEY, data jsonb NOT NULL); "
        "CREATE OR REPLACE FUNCTION fn_keep_thing(" +
        parameters +
        ") RETURNS uuid LANGUAGE plpgsql AS $$ DECLARE v_id uuid := gen_random_uuid(); BEGIN "
        "INSERT INTO tv_thing VALUES (v_id, jsonb_build_object(" +
        members + ")); RETURN v_id; END $$");
  }

  // What the one root field of the document is answered with, or what went wrong.
  std::string answer(const std::string& document, const std::string& variables = "{}") {
    const auto prepared =
        preparer_.prepare({.document = document, .variables = *json::read(variables)});
    if (!prepared) return prepared.error().front().message;
    std::vector<command> commands;
    for (const auto& statement : prepared->operation->statements.front()) {
      auto bound = sql::bind(*statement, prepared->variables);
      if (!bound) return bound.error().message;
      commands.push_back({statement, *std::move(bound)});
    }
    const std::vector<std::string> found = over_.answers(std::move(commands));
    if (found.back().starts_with("error")) return found.back();
    const std::vector<std::string_view> rows = {found.back()};
    std::string out;
    std::vector<transform::field_error> errors;
    transform::write_value(out, prepared->operation->plan.steps.front().shape, {rows}, errors);
    return errors.empty() ? out : out + " with errors";
  }

  execution::preparer preparer_{thing_schema(), {}};
  testing::test_lane over_{{.name = "mutation",
                            .connection = {.conninfo = testing::conninfo(), .settings = {}},
                            .connections = 1}};
};

TEST_F(scalar_round_trip, gives_each_to_a_function_and_answers_it) {
  for (const sample& one : samples) {
    const std::string name = name_of(one);
    std::string variables = R"({"input": {)";
    for (const sample& other : samples) {
      variables += (&other == samples ? "\"" : ", \"") + name_of(other) + "\": ";
      variables += &other == &one ? one.given : "null";
    }
    EXPECT_EQ(answer("mutation ($input: KeepThing!) { keep(input: $input) { " + name + " } }",
                     variables + "}}"),
              "{\"" + name + "\":" + one.answered + "}");
    testing::run("DELETE FROM tv_thing WHERE data->'" + name + "' = 'null'");
    // By what was given and by what was answered.
    for (const char* value : {one.given, one.answered}) {
      EXPECT_EQ(answer("query ($eq: " + std::string(one.scalar) + ") { things(where: {" + name +
                           ": {eq: $eq}}, orderBy: [{" + name + ": DESC}]) { " + name + " } }",
                       R"({"eq": )" + std::string(value) + "}"),
                "[{\"" + name + "\":" + one.answered + "}]");
    }
    testing::run("DELETE FROM tv_thing");
  }
}

TEST_F(scalar_round_trip, compares_mac_addresses_of_six_and_of_eight_octets) {
  testing::run(
      "INSERT INTO tv_thing SELECT gen_random_uuid(), jsonb_build_object('vMACAddress', m) FROM "
      "(VALUES (to_jsonb('08:00:2b:01:02:03'::macaddr)), "
      "(to_jsonb('08:00:2b:01:02:03:04:05'::macaddr8))) AS t(m)");
  for (const std::string address : {"08:00:2b:01:02:03", "08:00:2b:01:02:03:04:05"}) {
    EXPECT_EQ(answer("{ things(where: {vMACAddress: {eq: \"" + address + "\"}}) { vMACAddress } }"),
              R"([{"vMACAddress":")" + address + R"("}])");
  }
}

TEST_F(scalar_round_trip, refuses_what_is_none_before_anything_is_sent) {
  for (const sample& one : samples) {
    if (std::string_view(one.scalar) == "String") continue;
    const std::string message =
        answer("{ things(where: {" + name_of(one) + ": {eq: \"not such a value\"}}) { id } }");
    EXPECT_TRUE(message.find("cannot represent") != std::string::npos) << message;
  }
}

}  // namespace
}  // namespace fraiseql::postgres
