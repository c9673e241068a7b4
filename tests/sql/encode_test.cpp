// The bytes of each type; tests/postgres/encoding_test.cpp asks PostgreSQL what it makes
// of them.
#include <gtest/gtest.h>

#include "sql/statement.hpp"
#include "support/allocations.hpp"

namespace fraiseql::sql {
namespace {

using json::value;
using plan::operand;
using plan::value_type;

operand operand_of(value_type type) {
  return {.source = {}, .type = type, .argument = "f(a:)", .location = {1, 1}};
}

value number(std::string text) { return json::number{std::move(text)}; }

parameter encoded(value_type type, const value& given) {
  auto made = encode(operand_of(type), &given);
  if (!made) {
    ADD_FAILURE() << made.error().message;
    return {};
  }
  return *made;
}

std::string bytes(value_type type, const value& given) {
  const parameter made = encoded(type, given);
  EXPECT_TRUE(made.is_binary);
  return std::string(made.bytes.value_or("none"));
}

std::string refusal(const operand& to, const value& given) {
  const auto made = encode(to, &given);
  if (made) return "accepted";
  EXPECT_EQ(made.error().code, error_code::bad_user_input);
  return made.error().message;
}

std::string refusal(value_type type, const value& given) {
  return refusal(operand_of(type), given);
}

constexpr value_type every_type[] = {
    value_type::boolean,  value_type::int4,      value_type::int8,      value_type::float8,
    value_type::numeric,  value_type::text,      value_type::uuid,      value_type::timestamptz,
    value_type::jsonb,    value_type::date,      value_type::time,      value_type::interval,
    value_type::inet,     value_type::cidr,      value_type::macaddr,   value_type::macaddr8,
    value_type::ltree,    value_type::daterange, value_type::int4range, value_type::int8range,
    value_type::numrange, value_type::tstzrange, value_type::vector};

std::string raw(std::initializer_list<int> all) {
  std::string text;
  for (const int one : all) text += static_cast<char>(one);
  return text;
}

TEST(encode, names_every_type_as_pg_type_does) {
  const std::uint32_t oids[] = {16,  23,  20,  701, 1700, 25,   2950, 1184, 3802, 1082, 1083, 1186,
                                869, 650, 829, 774, 0,    3912, 3904, 3926, 3906, 3910, 0};
  for (std::size_t i = 0; i < std::size(every_type); ++i) {
    const auto made = encode(operand_of(every_type[i]), nullptr);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->oid, oids[i]);
  }
}

TEST(encode, makes_an_absent_value_and_a_null_one_null) {
  const value null = json::null{};
  for (const value_type type : every_type) {
    EXPECT_EQ(encode(operand_of(type), nullptr)->bytes, std::nullopt);
    EXPECT_EQ(encode(operand_of(type), &null)->bytes, std::nullopt);
  }
}

TEST(encode, writes_a_vector_as_pgvector_reads_it) {
  const value given = json::array{number("0.1"), number("-2"), number("3e+20")};
  const parameter made = encoded(value_type::vector, given);
  EXPECT_EQ(made.oid, 0U);
  EXPECT_FALSE(made.is_binary);
  EXPECT_EQ(made.bytes, "[0.1,-2,3e+20]");
  EXPECT_EQ(refusal(value_type::vector, "[1]"), "f(a:) is not a list of numbers: \"[1]\"");
}

TEST(encode, writes_a_list_of_vectors_as_an_array) {
  operand several = operand_of(value_type::vector);
  several.is_list = true;
  const value given =
      json::array{json::array{number("0.1"), number("2")}, json::array{number("3")}};
  const auto made = encode(several, &given);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->bytes, R"({"[0.1,2]","[3]"})");
}

TEST(encode, writes_booleans_as_one_byte) {
  EXPECT_EQ(bytes(value_type::boolean, true), raw({1}));
  EXPECT_EQ(bytes(value_type::boolean, false), raw({0}));
  EXPECT_EQ(refusal(value_type::boolean, "true"), "f(a:) is not a boolean: \"true\"");
}

TEST(encode, writes_int4_at_its_bounds_and_refuses_one_past_them) {
  EXPECT_EQ(bytes(value_type::int4, number("2147483647")), raw({0x7F, 0xFF, 0xFF, 0xFF}));
  EXPECT_EQ(bytes(value_type::int4, number("-2147483648")), raw({0x80, 0, 0, 0}));
  EXPECT_EQ(bytes(value_type::int4, number("-1")), raw({0xFF, 0xFF, 0xFF, 0xFF}));
  EXPECT_EQ(refusal(value_type::int4, number("2147483648")),
            "f(a:) is not a whole number of 32 bits: 2147483648");
  EXPECT_EQ(refusal(value_type::int4, number("-2147483649")),
            "f(a:) is not a whole number of 32 bits: -2147483649");
}

TEST(encode, writes_int8_at_its_bounds_from_numbers_and_strings) {
  EXPECT_EQ(bytes(value_type::int8, number("9223372036854775807")),
            raw({0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}));
  EXPECT_EQ(bytes(value_type::int8, "-9223372036854775808"), raw({0x80, 0, 0, 0, 0, 0, 0, 0}));
  for (const char* past : {"9223372036854775808", "-9223372036854775809"}) {
    EXPECT_EQ(refusal(value_type::int8, number(past)),
              "f(a:) is not a whole number of 64 bits: " + std::string(past));
  }
}

TEST(encode, refuses_what_is_no_whole_number) {
  for (const value_type type : {value_type::int4, value_type::int8}) {
    for (const value& given : {value(number("1.5")), value("1 "), value(""), value("x"),
                               value(true), value(json::array{})}) {
      EXPECT_NE(refusal(type, given), "accepted") << json::kind_name(given);
    }
  }
}

TEST(encode, keeps_an_integer_within_the_bounds_of_its_operand) {
  const operand limit{.source = {},
                      .type = value_type::int8,
                      .argument = "notes(limit:)",
                      .location = {1, 1},
                      .within = plan::bounds{.least = 0, .most = 1000}};
  EXPECT_EQ(refusal(limit, number("0")), "accepted");
  EXPECT_EQ(refusal(limit, number("1000")), "accepted");
  EXPECT_EQ(refusal(limit, number("-1")), "notes(limit:) must not be negative");
  EXPECT_EQ(refusal(limit, number("1001")), "notes(limit:) is at most 1000");
}

TEST(encode, writes_floats_as_ieee_754_and_refuses_what_is_not_finite) {
  EXPECT_EQ(bytes(value_type::float8, number("-1.5")), raw({0xBF, 0xF8, 0, 0, 0, 0, 0, 0}));
  EXPECT_EQ(bytes(value_type::float8, number("1.7976931348623157e308")),
            raw({0x7F, 0xEF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}));
  for (const value& given : {value(number("1e309")), value("NaN"), value("inf"), value("-Infinity"),
                             value(true), value("")}) {
    EXPECT_NE(refusal(value_type::float8, given), "accepted");
  }
}

TEST(encode, hands_decimals_and_instants_over_as_their_text) {
  const parameter price = encoded(value_type::numeric, "19.900");
  EXPECT_FALSE(price.is_binary);
  EXPECT_EQ(price.bytes, "19.900");
  EXPECT_EQ(encoded(value_type::numeric, number("-0.1")).bytes, "-0.1");
  const parameter instant = encoded(value_type::timestamptz, "2024-02-29T12:00:00+02:00");
  EXPECT_FALSE(instant.is_binary);
  EXPECT_EQ(instant.bytes, "2024-02-29T12:00:00+02:00");
  EXPECT_NE(refusal(value_type::timestamptz, number("1")), "accepted");
}

TEST(encode, hands_texts_of_a_form_over_as_they_are) {
  for (const value_type type :
       {value_type::date, value_type::time, value_type::interval, value_type::inet,
        value_type::cidr, value_type::macaddr8, value_type::ltree, value_type::daterange,
        value_type::int4range, value_type::int8range, value_type::numrange,
        value_type::tstzrange}) {
    const parameter made = encoded(type, "08:00:2b:01:02:03:04:05");
    EXPECT_FALSE(made.is_binary);
    EXPECT_EQ(made.bytes, "08:00:2b:01:02:03:04:05");
    EXPECT_NE(refusal(type, number("1")), "accepted");
  }
}

TEST(encode, compares_a_column_of_mac_addresses_with_six_octets_only) {
  EXPECT_EQ(encoded(value_type::macaddr, "08:00:2b:01:02:03").bytes, "08:00:2b:01:02:03");
  EXPECT_EQ(refusal(value_type::macaddr, "08:00:2b:01:02:03:04:05"),
            "f(a:) is not a MAC address of 6 octets: \"08:00:2b:01:02:03:04:05\"");
}

TEST(encode, refuses_a_decimal_that_is_no_number) {
  EXPECT_EQ(refusal(value_type::numeric, true), "f(a:) is not a number: true");
  EXPECT_NE(refusal(value_type::numeric, json::object{}), "accepted");
}

TEST(encode, writes_text_as_its_bytes_and_refuses_a_zero) {
  EXPECT_EQ(bytes(value_type::text, "é'\\%_"), "é'\\%_");
  EXPECT_EQ(bytes(value_type::text, ""), "");
  EXPECT_EQ(refusal(value_type::text, std::string("a\0b", 3)),
            "f(a:) contains U+0000, which PostgreSQL cannot store");
  EXPECT_EQ(refusal(value_type::text, number("1")), "f(a:) is not a string: 1");
}

TEST(encode, shows_a_refused_value_up_to_a_hundred_bytes) {
  const std::string before = "f(a:) is not a UUID: \"";
  EXPECT_EQ(refusal(value_type::uuid, std::string(98, 'x')), before + std::string(98, 'x') + '"');
  EXPECT_EQ(refusal(value_type::uuid, std::string(99, 'x')), before + std::string(99, 'x') + "...");
  EXPECT_EQ(refusal(value_type::uuid, std::string(1'000'000, 'x')),
            before + std::string(99, 'x') + "...");
}

TEST(encode, cuts_a_refused_value_between_two_characters) {
  const std::string before = "f(a:) is not a UUID: \"";
  const std::string rest(100, 'x');
  for (const std::string character : {"é", "€", "😀"}) {
    // The character ends at byte 100, then one or more bytes past it.
    for (std::size_t past = 0; past < character.size(); ++past) {
      const std::string start(99 - character.size() + past, 'x');
      EXPECT_EQ(refusal(value_type::uuid, start + character + rest),
                before + start + (past == 0 ? character : "") + "...");
    }
  }
}

TEST(encode, writes_uuids_as_sixteen_bytes_whatever_their_case) {
  const std::string expected = raw({0x6F, 0x96, 0x19, 0xFF, 0x8B, 0x86, 0xD0, 0x11, 0xB4, 0x2D,
                                    0x00, 0xC0, 0x4F, 0xC9, 0x64, 0xFF});
  EXPECT_EQ(bytes(value_type::uuid, "6f9619ff-8b86-d011-b42d-00c04fc964ff"), expected);
  EXPECT_EQ(bytes(value_type::uuid, "6F9619FF-8B86-D011-B42D-00C04FC964FF"), expected);
}

TEST(encode, refuses_what_is_no_uuid) {
  for (const char* given :
       {"", "abc", "6f9619ff8b86d011b42d00c04fc964ff", "6f9619ff-8b86-d011-b42d-00c04fc964f",
        "6f9619ff-8b86-d011-b42d-00c04fc964fff", "6f9619ff-8b86-d011-b42d-00c04fc964fg",
        "6f9619ff-8b86-d011-b42d_00c04fc964ff", "-f9619ff-8b86-d011-b42d-00c04fc964ff",
        "+f9619ff-8b86-d011-b42d-00c04fc964ff", "{6f9619ff-8b86-d011-b42d-00c04fc964f}"}) {
    EXPECT_EQ(refusal(value_type::uuid, given),
              "f(a:) is not a UUID: \"" + std::string(given) + "\"");
  }
  EXPECT_NE(refusal(value_type::uuid, number("1")), "accepted");
}

TEST(encode, reads_each_digit_of_a_uuid_and_none_that_is_beside_them) {
  const std::string zero = "00000000-0000-0000-0000-000000000000";
  for (std::size_t at = 0; at < zero.size(); ++at) {
    const bool is_digit = zero[at] == '0';
    for (int code = 1; code < 256; ++code) {
      const char c = static_cast<char>(code);
      std::string given = zero;
      given[at] = c;
      const bool is_hexadecimal =
          (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      const value text(given);
      EXPECT_EQ(encode(operand_of(value_type::uuid), &text).ok(),
                is_digit ? is_hexadecimal : c == '-')
          << at << ' ' << code;
    }
  }
}

TEST(bind, needs_no_memory_for_a_key) {
  const statement made{
      .text = "SELECT $1",
      .parameters = {
          {.source = json::variable_path{0, {}}, .type = value_type::uuid, .argument = "id"}}};
  const json::variables given = {value("6f9619ff-8b86-d011-b42d-00c04fc964ff")};
  parameters bound;
  const std::size_t before = fraiseql::testing::allocations_of_this_thread();
  const auto bound_well = bind(made, given, bound);
  const std::size_t after = fraiseql::testing::allocations_of_this_thread();
  ASSERT_TRUE(bound_well);
  EXPECT_EQ(bound.front().bytes->size(), 16U);
  EXPECT_EQ(after, before);
}

TEST(encode, writes_jsonb_as_its_text_behind_the_version) {
  EXPECT_EQ(bytes(value_type::jsonb, json::object{{"a", json::array{number("1.0"), true}}}),
            "\1{\"a\":[1.0,true]}");
  EXPECT_EQ(bytes(value_type::jsonb, "x"), "\1\"x\"");
  EXPECT_EQ(bytes(value_type::jsonb, false), "\1false");
}

TEST(bind, takes_constants_and_variables_and_stops_at_the_first_that_does_not_fit) {
  const statement made{.text = "SELECT $1, $2, $3",
                       .parameters = {{.source = value("a"), .argument = "first"},
                                      {.source = json::variable_path{0, {1}}, .argument = "second"},
                                      {.source = json::variable_path{1, {}}, .argument = "third"}}};
  const auto bound = bind(made, {json::array{"x", "y"}, std::nullopt});
  ASSERT_TRUE(bound);
  ASSERT_EQ(bound->size(), 3U);
  EXPECT_EQ((*bound)[0].bytes, "a");
  EXPECT_EQ((*bound)[1].bytes, "y");
  EXPECT_EQ((*bound)[2].bytes, std::nullopt);

  const auto wrong = bind(made, {json::array{"x", true}, number("1")});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().message, "second is not a string: true");
}

// Of a text of so many bytes: "" if it is taken, or why it is not.
std::string refusal_of_length(plan::text_form form, std::size_t bytes) {
  operand to = operand_of(value_type::text);
  to.form = form;
  const value given = std::string(bytes, 'a');
  const auto made = encode(to, &given);
  return made ? "" : made.error().message;
}

TEST(encode, bounds_what_postgresql_works_out_for_each_row) {
  using plan::text_form;
  for (const text_form form :
       {text_form::pattern, text_form::regex, text_form::path, text_form::path_without_regex}) {
    EXPECT_EQ(refusal_of_length(form, 4'000), "");
    EXPECT_EQ(refusal_of_length(form, 4'001), "f(a:) is longer than 4000 bytes");
  }
  EXPECT_EQ(refusal_of_length(text_form::search, 1'000), "");
  EXPECT_EQ(refusal_of_length(text_form::search, 1'001), "f(a:) is longer than 1000 bytes");
  EXPECT_EQ(refusal_of_length(text_form::as_given, 100'000), "");
}

TEST(encode, takes_names_of_time_zones_and_no_offsets) {
  operand to = operand_of(value_type::text);
  to.form = plan::text_form::time_zone;
  const auto is_taken = [&](const std::string& name) {
    const value given = name;
    return encode(to, &given).ok();
  };
  for (const char* name :
       {"UTC", "utc", "Zulu", "EST5EDT", "GMT+0", "W-SU", "Europe/Berlin", "europe/berlin",
        "America/Argentina/Buenos_Aires", "America/Port-au-Prince", "Etc/GMT+3", "Etc/GMT+12",
        "Etc/GMT-14", "Etc/GMT-0", "Etc/GMT0", "Etc/GMT", "Etc/UTC"}) {
    EXPECT_TRUE(is_taken(name)) << name;
  }
  for (const char* name : {"",
                           "Z",
                           "PST",
                           "CEST",
                           "+02:00",
                           "-3",
                           "ABC3",
                           "Foo/Bar3",
                           "Etc/GMT+100",
                           "Etc/GMT+13",
                           "Etc/GMT-15",
                           "Etc/GMT5",
                           "Etc/GMT00",
                           "Etc/GMT+",
                           "Etc/GMT+03",
                           "<+02>-2",
                           "GMT+3",
                           "right/UTC",
                           "posix/Europe/Berlin",
                           "posixrules",
                           "localtime",
                           "Factory",
                           "/etc/passwd",
                           "../UTC",
                           " UTC",
                           "UTC ",
                           "Europe/Berlin\n",
                           "Europe/B\xC3\xA4rlin"}) {
    EXPECT_FALSE(is_taken(name)) << name;
  }
  EXPECT_TRUE(is_taken("Europe/" + std::string(57, 'x')));
  EXPECT_FALSE(is_taken("Europe/" + std::string(58, 'x')));
}

TEST(encode, takes_no_regular_expression_in_a_path_that_must_not_have_one) {
  operand to = operand_of(value_type::jsonpath);
  to.form = plan::text_form::path_without_regex;
  const auto is_taken = [&](const char* path) {
    const value given = std::string(path);
    return encode(to, &given).ok();
  };
  EXPECT_TRUE(is_taken("$.a ? (@ starts with \"b\")"));
  EXPECT_FALSE(is_taken("$.a ? (@ like_regex \"b\")"));
  EXPECT_FALSE(is_taken("$.a ? (@ LIKE_Regex \"b\")"));
  EXPECT_FALSE(is_taken("$.a ? (@ like\\u005fregex \"b\")"));
  to.form = plan::text_form::path;
  EXPECT_TRUE(is_taken("$.a ? (@ like_regex \"b\")"));
}

TEST(encode, tells_no_client_of_a_value_that_the_schema_has) {
  operand own = operand_of(value_type::uuid);
  own.location = {};
  const value given = "x";
  const auto made = encode(own, &given);
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.error().code, error_code::internal_server_error);
  EXPECT_TRUE(made.error().locations.empty());
}

}  // namespace
}  // namespace fraiseql::sql
