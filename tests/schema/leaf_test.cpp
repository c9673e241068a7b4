#include <gtest/gtest.h>

#include "json/read.hpp"
#include "json/write.hpp"
#include "schema/leaf.hpp"

namespace fraiseql::schema {
namespace {

using language::value_kind;

type scalar(scalar_kind kind) {
  type made;
  made.kind = type_kind::scalar;
  made.name = "Leaf";
  made.scalar = kind;
  return made;
}

language::value_node literal(value_kind form, std::string_view text) {
  language::value_node made;
  made.kind = form;
  made.text = text;
  return made;
}

type colour() {
  type made;
  made.kind = type_kind::enumeration;
  made.name = "Colour";
  made.values = {{.name = "RED"}, {.name = "GREEN"}};
  return made;
}

std::string text(const result<json::value>& coerced) {
  if (coerced) return json::to_text(*coerced);
  return "refused: " + coerced.error().message + coerced.error().hint;
}

// What becomes of JSON text; "refused" where it is refused.
std::string json_as(scalar_kind kind, std::string_view given) {
  const auto coerced = coerce_leaf(scalar(kind), *json::read(given));
  return coerced ? json::to_text(*coerced) : "refused";
}

std::string literal_as(scalar_kind kind, value_kind form, std::string_view given) {
  const auto coerced = coerce_leaf(scalar(kind), literal(form, given));
  return coerced ? json::to_text(*coerced) : "refused";
}

// A string of JSON as the scalar, quotes left out of the test's way.
bool takes_string(scalar_kind kind, const std::string& given) {
  return coerce_leaf(scalar(kind), json::value(given)).ok();
}

TEST(leaf, takes_an_int_with_an_integral_value_of_32_bits) {
  const auto as = [](std::string_view given) { return json_as(scalar_kind::int32, given); };
  EXPECT_EQ(as("1"), "1");
  EXPECT_EQ(as("1.0"), "1");
  EXPECT_EQ(as("1e3"), "1000");
  EXPECT_EQ(as("1200e-2"), "12");
  EXPECT_EQ(as("-0"), "0");
  EXPECT_EQ(as("0e999999999999"), "0");
  EXPECT_EQ(as("2147483647"), "2147483647");
  EXPECT_EQ(as("-2147483648"), "-2147483648");
  for (const std::string_view wrong :
       {"2147483648", "-2147483649", "1.5", "1e-1", "1e400", "1e99999999999999999999", "\"1\"",
        "true", "null", "[1]", "{}"}) {
    EXPECT_EQ(as(wrong), "refused") << wrong;
  }
}

TEST(leaf, takes_no_document_with_a_number_that_postgresql_cannot_store) {
  const auto as = [](std::string_view given) { return json_as(scalar_kind::json, given); };
  EXPECT_EQ(as("{\"a\":[1e131071,1e-16383]}"), "{\"a\":[1e131071,1e-16383]}");
  EXPECT_EQ(as("{\"a\":[1e131072]}"), "refused");
  EXPECT_EQ(as("[{\"a\":1e-16384}]"), "refused");
  // The exponent of a zero counts, too.
  EXPECT_EQ(as("[0e9999,-0.0E-0009999]"), "[0e9999,-0.0E-0009999]");
  EXPECT_EQ(as("[0e10000]"), "refused");
  EXPECT_EQ(as("[0.0e-10000]"), "refused");
}

TEST(leaf, says_what_was_expected_and_what_came) {
  const auto message = [](scalar_kind kind, std::string_view given) {
    return text(coerce_leaf(scalar(kind), *json::read(given)));
  };
  EXPECT_EQ(message(scalar_kind::int32, "2147483648"),
            "refused: Leaf cannot represent a value outside of 32 bits: 2147483648");
  EXPECT_EQ(message(scalar_kind::int32, "[1]"),
            "refused: Leaf cannot represent a non-integer value: a list");
  EXPECT_EQ(message(scalar_kind::boolean, "\"yes\""),
            "refused: Leaf cannot represent a non-boolean value: \"yes\"");
}

TEST(leaf, repeats_only_the_beginning_of_a_long_text_and_cuts_no_character) {
  const std::string given = "a" + [] {
    std::string all;
    for (int i = 0; i < 100; ++i) all += "é";
    return all;
  }();
  const auto coerced = coerce_leaf(scalar(scalar_kind::int32), json::value(given));
  ASSERT_FALSE(coerced.ok());
  EXPECT_EQ(coerced.error().message,
            "Leaf cannot represent a non-integer value: \"" + given.substr(0, 59) + "...\"");
}

TEST(leaf, takes_an_int_literal_only_as_an_int) {
  EXPECT_EQ(literal_as(scalar_kind::int32, value_kind::integer, "5"), "5");
  EXPECT_EQ(literal_as(scalar_kind::int32, value_kind::integer, "2147483648"), "refused");
  EXPECT_EQ(literal_as(scalar_kind::int32, value_kind::floating, "5.0"), "refused");
  EXPECT_EQ(literal_as(scalar_kind::int32, value_kind::string, "5"), "refused");
  EXPECT_EQ(literal_as(scalar_kind::int32, value_kind::enumeration, "FIVE"), "refused");
}

TEST(leaf, takes_a_finite_number_as_a_float_and_keeps_its_digits) {
  const auto as = [](std::string_view given) { return json_as(scalar_kind::floating, given); };
  EXPECT_EQ(as("1"), "1");
  EXPECT_EQ(as("1.50"), "1.50");
  EXPECT_EQ(as("1e308"), "1e308");
  EXPECT_EQ(as("1e-400"), "0");
  EXPECT_EQ(as("-0.0"), "0");
  EXPECT_EQ(as("0e400"), "0");
  for (const std::string_view wrong : {"1e309", "-1e400", "\"1\"", "true", "null", "[1]"}) {
    EXPECT_EQ(as(wrong), "refused") << wrong;
  }
  EXPECT_EQ(literal_as(scalar_kind::floating, value_kind::integer, "5"), "5");
  EXPECT_EQ(literal_as(scalar_kind::floating, value_kind::floating, "5.5"), "5.5");
  EXPECT_EQ(literal_as(scalar_kind::floating, value_kind::string, "5.5"), "refused");
}

TEST(leaf, takes_strings_and_integers_as_an_id) {
  const auto as = [](std::string_view given) { return json_as(scalar_kind::id, given); };
  EXPECT_EQ(as("\"a b\""), "\"a b\"");
  EXPECT_EQ(as("1.0"), "\"1\"");
  EXPECT_EQ(as("1e3"), "\"1000\"");
  EXPECT_EQ(as("-0"), "\"0\"");
  EXPECT_EQ(as("12345678901234567890123"), "\"12345678901234567890123\"");
  for (const std::string_view wrong : {"1.5", "1e400", "true", "null", "[\"a\"]"}) {
    EXPECT_EQ(as(wrong), "refused") << wrong;
  }
  EXPECT_EQ(literal_as(scalar_kind::id, value_kind::integer, "7"), "\"7\"");
  EXPECT_EQ(literal_as(scalar_kind::id, value_kind::string, "7"), "\"7\"");
  EXPECT_EQ(literal_as(scalar_kind::id, value_kind::floating, "7.0"), "refused");
}

TEST(leaf, expands_an_id_of_an_exponent_only_so_far) {
  EXPECT_EQ(json_as(scalar_kind::id, "1e307").size(), 308 + 2);
  EXPECT_EQ(json_as(scalar_kind::id, "1e308"), "refused");
  EXPECT_EQ(json_as(scalar_kind::id, "1e99999999999999999999"), "refused");
}

TEST(leaf, takes_only_strings_as_a_string_and_only_booleans_as_a_boolean) {
  EXPECT_EQ(json_as(scalar_kind::string, "\"é\""), "\"é\"");
  EXPECT_EQ(json_as(scalar_kind::string, "1"), "refused");
  EXPECT_EQ(json_as(scalar_kind::string, "true"), "refused");
  EXPECT_EQ(json_as(scalar_kind::boolean, "true"), "true");
  EXPECT_EQ(json_as(scalar_kind::boolean, "false"), "false");
  EXPECT_EQ(json_as(scalar_kind::boolean, "0"), "refused");
  EXPECT_EQ(json_as(scalar_kind::boolean, "\"true\""), "refused");
  EXPECT_EQ(literal_as(scalar_kind::string, value_kind::string, "a"), "\"a\"");
  EXPECT_EQ(literal_as(scalar_kind::string, value_kind::integer, "1"), "refused");
  EXPECT_EQ(literal_as(scalar_kind::string, value_kind::enumeration, "A"), "refused");
  EXPECT_EQ(literal_as(scalar_kind::boolean, value_kind::boolean, "false"), "false");
  EXPECT_EQ(literal_as(scalar_kind::boolean, value_kind::string, "false"), "refused");
}

TEST(leaf, refuses_the_character_that_postgresql_cannot_store) {
  const std::string nul("a\0b", 3);
  for (const scalar_kind kind :
       {scalar_kind::string, scalar_kind::id, scalar_kind::json, scalar_kind::other}) {
    const auto coerced = coerce_leaf(scalar(kind), json::value(nul));
    ASSERT_FALSE(coerced.ok());
    EXPECT_NE(coerced.error().message.find("U+0000"), std::string::npos);
    EXPECT_FALSE(coerce_leaf(scalar(kind), literal(value_kind::string, nul)).ok());
  }
  EXPECT_FALSE(coerce_leaf(colour(), json::value(nul)).ok());
  EXPECT_EQ(json_as(scalar_kind::json, R"({"a":[{"b\u0000":1}]})"), "refused");
  EXPECT_EQ(json_as(scalar_kind::json, R"({"a":[{"b":"\u0000"}]})"), "refused");
}

TEST(leaf, writes_a_uuid_in_lower_case) {
  constexpr std::string_view upper = "\"0123ABCD-4567-89ab-CDEF-0123456789aF\"";
  EXPECT_EQ(json_as(scalar_kind::uuid, upper), "\"0123abcd-4567-89ab-cdef-0123456789af\"");
  for (const std::string_view wrong :
       {"\"\"", "\"0123abcd456789abcdef0123456789af\"", "\"0123abcd-4567-89ab-cdef-0123456789ag\"",
        "\"0123abcd-4567-89ab-cdef-0123456789a\"", "\"0123abcd-4567-89ab-cdef-0123456789aff\"",
        "\"{123abcd-4567-89ab-cdef-0123456789a}\"", "\"0123abcd+4567-89ab-cdef-0123456789af\"",
        "1"}) {
    EXPECT_EQ(json_as(scalar_kind::uuid, wrong), "refused") << wrong;
  }
}

TEST(leaf, takes_a_big_int_of_64_bits_from_numbers_and_strings) {
  const auto as = [](std::string_view given) { return json_as(scalar_kind::big_int, given); };
  EXPECT_EQ(as("9223372036854775807"), "9223372036854775807");
  EXPECT_EQ(as("\"9223372036854775807\""), "9223372036854775807");
  EXPECT_EQ(as("\"-9223372036854775808\""), "-9223372036854775808");
  EXPECT_EQ(as("\"-0\""), "0");
  EXPECT_EQ(as("\"0042\""), "42");
  EXPECT_EQ(as("1e3"), "1000");
  for (const std::string_view wrong :
       {"9223372036854775808", "\"9223372036854775808\"", "\"-9223372036854775809\"", "1.5", "\"\"",
        "\"-\"", "\"+1\"", "\"1.0\"", "\"1e3\"", "\" 1\"", "\"1 \"", "true"}) {
    EXPECT_EQ(as(wrong), "refused") << wrong;
  }
  EXPECT_EQ(literal_as(scalar_kind::big_int, value_kind::integer, "9223372036854775807"),
            "9223372036854775807");
  EXPECT_EQ(literal_as(scalar_kind::big_int, value_kind::string, "12"), "12");
  EXPECT_EQ(literal_as(scalar_kind::big_int, value_kind::floating, "12.0"), "refused");
}

TEST(leaf, keeps_every_digit_of_a_decimal) {
  const auto as = [](std::string_view given) { return json_as(scalar_kind::decimal, given); };
  EXPECT_EQ(as("1.10"), "\"1.10\"");
  EXPECT_EQ(as("\"-12345678901234567890.10\""), "\"-12345678901234567890.10\"");
  EXPECT_EQ(as("\"1e5\""), "\"1e5\"");
  for (const std::string_view wrong : {"\"\"", "\"NaN\"", "\"Infinity\"", "\"1.\"", "\".5\"",
                                       "\"1e\"", "\"0x10\"", "\"1 \"", "true", "[1]"}) {
    EXPECT_EQ(as(wrong), "refused") << wrong;
  }
  EXPECT_EQ(literal_as(scalar_kind::decimal, value_kind::floating, "1.50"), "\"1.50\"");
  EXPECT_EQ(literal_as(scalar_kind::decimal, value_kind::string, "1.50"), "\"1.50\"");
  EXPECT_EQ(literal_as(scalar_kind::decimal, value_kind::enumeration, "NaN"), "refused");
}

TEST(leaf, bounds_a_decimal_as_postgresql_does) {
  const auto takes = [](const std::string& given) {
    return takes_string(scalar_kind::decimal, given);
  };
  EXPECT_TRUE(takes("1e131071"));
  EXPECT_FALSE(takes("1e131072"));
  EXPECT_TRUE(takes("1e-16383"));
  EXPECT_FALSE(takes("1e-16384"));
  EXPECT_FALSE(takes("1e99999999999999999999"));
  EXPECT_TRUE(takes(std::string(1'000, '9')));
  EXPECT_FALSE(takes(std::string(1'001, '9')));
}

TEST(leaf, takes_any_json_as_json) {
  constexpr std::string_view given = R"({"b":[1,2.50,null],"a":"x"})";
  EXPECT_EQ(json_as(scalar_kind::json, given), given);
  EXPECT_EQ(json_as(scalar_kind::other, given), given);
  EXPECT_EQ(literal_as(scalar_kind::json, value_kind::enumeration, "RED"), "\"RED\"");
  EXPECT_EQ(literal_as(scalar_kind::json, value_kind::floating, "1.50"), "1.50");
  EXPECT_EQ(literal_as(scalar_kind::json, value_kind::variable, "x"), "refused");
}

TEST(leaf, takes_a_list_of_numbers_of_single_precision_as_a_vector) {
  const auto as = [](std::string_view given) { return json_as(scalar_kind::vector, given); };
  EXPECT_EQ(as("[1]"), "[1]");
  EXPECT_EQ(as("[0.10, -2.0, 3E2]"), "[0.1,-2,300]");
  EXPECT_EQ(as("[0.1000000001, 16777217]"), "[0.1,16777216]");
  EXPECT_EQ(as("[3.4028235e38, -3.40282351e38]"), "[3.4028235e+38,-3.4028235e+38]");
  // What is too small is 0, as pgvector has it.
  EXPECT_EQ(as("[1e-45, 1e-46, -1e-400, 0e999]"), "[1e-45,0,-0,0]");
  for (const std::string_view wrong :
       {"[]", "1", "\"[1]\"", "true", "{}", "[[1]]", "[\"1\"]", "[null]", "[1, true]", "[1, {}]",
        "[1e39]", "[-1e39]", "[3.40282357e38]", "[1, 1e400]", "[1e99999999999999999999]"}) {
    EXPECT_EQ(as(wrong), "refused") << wrong;
  }
  const auto of = [](std::size_t count) {
    return coerce_leaf(scalar(scalar_kind::vector),
                       json::value(json::array(count, json::value(json::number{"1"}))));
  };
  EXPECT_TRUE(of(16'000));
  EXPECT_EQ(text(of(16'001)),
            "refused: Leaf cannot represent a list that has not 1 to 16000 numbers: it has more");
}

TEST(leaf, takes_a_list_literal_as_a_vector) {
  const auto as = [](std::vector<language::value_node> items) {
    language::value_node list = literal(value_kind::list, "");
    list.items = std::move(items);
    return text(coerce_leaf(scalar(scalar_kind::vector), list));
  };
  const auto one = literal(value_kind::integer, "1");
  EXPECT_EQ(as({one, literal(value_kind::floating, "-2.50")}), "[1,-2.5]");
  EXPECT_EQ(as({}),
            "refused: Leaf cannot represent a list that has not 1 to 16000 numbers: it has none");
  EXPECT_EQ(as({one, literal(value_kind::string, "2")}),
            "refused: Leaf cannot represent a list with an item that is no number: a string");
  EXPECT_EQ(as({one, literal(value_kind::variable, "x")}),
            "refused: Leaf cannot represent a list with a variable in it; pass the whole list as "
            "one variable");
  EXPECT_EQ(as({literal(value_kind::floating, "1e39")}),
            "refused: Leaf cannot represent a number beyond single precision: 1e39");
  EXPECT_EQ(as({literal(value_kind::list, "")}),
            "refused: Leaf cannot represent a list with an item that is no number: a list");
  EXPECT_EQ(text(coerce_leaf(scalar(scalar_kind::vector), one)),
            "refused: Leaf cannot represent a value that is no list of numbers: a number");
}

TEST(leaf, takes_an_enumeration_by_name) {
  const auto as_literal = [](value_kind form, std::string_view given) {
    return coerce_leaf(colour(), literal(form, given));
  };
  EXPECT_EQ(text(coerce_leaf(colour(), json::value("RED"))), "\"RED\"");
  EXPECT_EQ(text(as_literal(value_kind::enumeration, "GREEN")), "\"GREEN\"");
  EXPECT_EQ(text(as_literal(value_kind::string, "GREEN")),
            "refused: Colour cannot represent a value that is no name of one of its values: "
            "\"GREEN\"; write GREEN without quotes");
  EXPECT_EQ(text(coerce_leaf(colour(), json::value("GREN"))),
            "refused: Colour has no value \"GREN\"; did you mean \"GREEN\"?");
  EXPECT_FALSE(coerce_leaf(colour(), json::value("red ")).ok());
  EXPECT_FALSE(coerce_leaf(colour(), json::value(json::number{"0"})).ok());
}

TEST(leaf, takes_a_date_time_as_given) {
  EXPECT_EQ(json_as(scalar_kind::date_time, "\"2024-02-29T10:00:00.5+02:00\""),
            "\"2024-02-29T10:00:00.5+02:00\"");
  EXPECT_EQ(json_as(scalar_kind::date_time, "\"yesterday\""), "refused");
  EXPECT_EQ(json_as(scalar_kind::date_time, "1700000000"), "refused");
}

}  // namespace
}  // namespace fraiseql::schema
