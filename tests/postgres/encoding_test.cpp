// What PostgreSQL makes of the parameters that sql::encode writes: each is sent and read
// back as text.
#include <gtest/gtest.h>

#include "cluster.hpp"
#include "sql/statement.hpp"

namespace fraiseql::postgres {
namespace {

using json::value;
using plan::value_type;

value number(std::string text) { return json::number{std::move(text)}; }

class encoding : public ::testing::Test {
 protected:
  // The text PostgreSQL prints of it, behind its type's name.
  std::string sent(value_type type, const value* given) {
    auto encoded = sql::encode({.source = {}, .type = type, .argument = "a"}, given);
    if (!encoded) return encoded.error().message;
    command one{.statement = testing::statement("SELECT pg_typeof($1), $1")};
    one.parameters.push_back(*std::move(encoded));
    return over_.answers({std::move(one)}).front();
  }
  std::string sent(value_type type, const value& given) { return sent(type, &given); }

  testing::test_lane over_{{.name = "cold",
                            .connection = {.conninfo = testing::conninfo(),
                                           .settings = {{"TimeZone", "UTC"}, {"DateStyle", "ISO"}}},
                            .connections = 1}};
};

TEST_F(encoding, of_null_is_null_in_every_type) {
  for (const value_type type : {value_type::boolean, value_type::int4, value_type::int8,
                                value_type::float8, value_type::numeric, value_type::text,
                                value_type::uuid, value_type::timestamptz, value_type::jsonb}) {
    EXPECT_TRUE(sent(type, nullptr).ends_with(",null")) << to_string(type);
  }
}

TEST_F(encoding, of_booleans) {
  EXPECT_EQ(sent(value_type::boolean, true), "boolean,t");
  EXPECT_EQ(sent(value_type::boolean, false), "boolean,f");
}

TEST_F(encoding, of_integers_at_their_bounds) {
  for (const char* one : {"0", "1", "-1", "256", "2147483647", "-2147483648"}) {
    EXPECT_EQ(sent(value_type::int4, number(one)), "integer," + std::string(one));
  }
  for (const char* one : {"0", "-1", "4294967296", "9223372036854775807", "-9223372036854775808"}) {
    EXPECT_EQ(sent(value_type::int8, number(one)), "bigint," + std::string(one));
  }
}

TEST_F(encoding, of_floats) {
  const std::pair<const char*, const char*> all[] = {
      {"0", "0"},
      {"1.5", "1.5"},
      {"-0.1", "-0.1"},
      {"1e3", "1000"},
      {"1.7976931348623157e308", "1.7976931348623157e+308"},
      {"5e-324", "5e-324"}};
  for (const auto& [given, printed] : all) {
    EXPECT_EQ(sent(value_type::float8, number(given)), "double precision," + std::string(printed));
  }
}

TEST_F(encoding, of_decimals_without_losing_a_digit) {
  for (const char* one :
       {"0", "19.90", "-0.000000000000000000000001", "123456789012345678901234567890.12"}) {
    EXPECT_EQ(sent(value_type::numeric, one), "numeric," + std::string(one));
  }
  EXPECT_EQ(sent(value_type::numeric, number("1e3")), "numeric,1000");
  const std::string longest = std::string(131'072, '9') + "." + std::string(16'383, '9');
  EXPECT_TRUE(sent(value_type::numeric, longest) == "numeric," + longest);
}

TEST_F(encoding, of_texts) {
  for (const char* one : {"", "a", "'; DROP TABLE x; --", "é€𝄞", "\\x41", "%_", "null", "a\nb"}) {
    EXPECT_EQ(sent(value_type::text, one), "text," + std::string(one));
  }
}

TEST_F(encoding, of_uuids) {
  EXPECT_EQ(sent(value_type::uuid, "6F9619FF-8b86-d011-b42d-00c04fc964ff"),
            "uuid,6f9619ff-8b86-d011-b42d-00c04fc964ff");
}

TEST_F(encoding, of_instants) {
  const std::pair<const char*, const char*> all[] = {
      {"2024-02-29T12:00:00Z", "2024-02-29 12:00:00+00"},
      {"2024-02-29T12:00:00.123456+02:00", "2024-02-29 10:00:00.123456+00"},
      {"2024-02-29t12:00:00z", "2024-02-29 12:00:00+00"},
      {"0001-01-01T00:00:00Z", "0001-01-01 00:00:00+00"},
      {"9999-12-31T23:59:59-15:59", "10000-01-01 15:58:59+00"},
      {"0001-01-01T00:00:00+15:59", "0001-12-31 08:01:00+00 BC"}};
  for (const auto& [given, printed] : all) {
    EXPECT_EQ(sent(value_type::timestamptz, given),
              "timestamp with time zone," + std::string(printed));
  }
}

TEST_F(encoding, of_ranges_at_their_bounds) {
  EXPECT_EQ(sent(value_type::int4range, "[-2147483648,2147483646]"),
            "int4range,[-2147483648,2147483647)");
  EXPECT_EQ(sent(value_type::int8range, "(-9223372036854775808,9223372036854775807)"),
            "int8range,[-9223372036854775807,9223372036854775807)");
  EXPECT_EQ(sent(value_type::numrange, "(-0.50,1e3]"), "numrange,(-0.50,1000]");
  EXPECT_EQ(sent(value_type::tstzrange, "[0001-01-01T00:00:00Z,9999-12-31T23:59:59.999999Z)"),
            "tstzrange,[\"0001-01-01 00:00:00+00\",\"9999-12-31 23:59:59.999999+00\")");
  for (const value_type type : {value_type::int4range, value_type::int8range, value_type::numrange,
                                value_type::tstzrange}) {
    EXPECT_TRUE(sent(type, "empty").ends_with(",empty"));
  }
}

TEST_F(encoding, of_json) {
  EXPECT_EQ(
      sent(value_type::jsonb,
           json::object{{"b", json::array{number("1.0"), true, json::null{}}}, {"a", "é\"\n"}}),
      R"(jsonb,{"a": "é\"\n", "b": [1.0, true, null]})");
  EXPECT_EQ(sent(value_type::jsonb, "x"), R"(jsonb,"x")");
  EXPECT_EQ(sent(value_type::jsonb, number("1")), "jsonb,1");
}

}  // namespace
}  // namespace fraiseql::postgres
