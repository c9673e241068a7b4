// What a program's values may be: numbers, texts, depth and default values at their bounds.
#include <gtest/gtest.h>

#include <limits>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "fraiseql/error.hpp"
#include "fraiseql/schema.hpp"
#include "frontend/code/code_frontend.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace fraiseql::frontend::values_module {

// An empty one cannot be written, as a program's own scalar may well have it.
struct Odd {
  std::string text;
};

}  // namespace fraiseql::frontend::values_module

template <>
struct fraiseql::api::scalar<fraiseql::frontend::values_module::Odd> {
  static constexpr const char* name = "Odd";
  static fraiseql::frontend::values_module::Odd read(std::string_view text) {
    if (text == "zero") return {std::string(1, '\0')};
    if (text == "byte") return {"\xff"};
    return {std::string(text)};
  }
  static std::string write(const fraiseql::frontend::values_module::Odd& value) {
    if (value.text.empty() || value.text == "bad") throw std::runtime_error("nothing in it");
    return value.text;
  }
};

namespace fraiseql::frontend::values_module {

// All that is wrong, a line each; else `into` is the schema.
std::string build(const api::schema& declared, std::shared_ptr<const schema::schema>& into) {
  schema::schema_builder builder;
  fill(builder, declared);
  auto made = std::move(builder).build();
  if (made.ok()) {
    into = *made;
    return "built";
  }
  std::string all;
  for (const schema::schema_error& error : made.error()) {
    all += error.origin.substr(error.origin.rfind(':') + 1) + ": " + error.message + "\n";
  }
  return all;
}

std::string build(const api::schema& declared) {
  std::shared_ptr<const schema::schema> made;
  return build(declared, made);
}

// What the only function of the schema, or the computed field of Thing, gives; of a failure code,
// message and detail.
std::string called(const api::schema& declared, const std::string& arguments,
                   const char* object = nullptr) {
  std::shared_ptr<const schema::schema> made;
  if (const std::string wrong = build(declared, made); made == nullptr) return wrong;
  const schema::field* field = object == nullptr ? &made->query_type()->fields.front()
                                                 : made->find_type("Thing")->find_field("same");
  if (field == nullptr || field->native == nullptr) return "no native field";
  const schema::request_context request;
  std::optional<json::value> document;
  if (object != nullptr) document = *json::read(object);
  const auto arguments_read = json::read(arguments);
  const auto answer = (*field->native)({.request = request,
                                        .arguments = *arguments_read->get<json::object>(),
                                        .object = document ? &*document : nullptr});
  if (answer.ok()) return json::to_text(*answer);
  const schema::native_failure& failure = answer.error();
  return std::string(to_string(failure.error.code)) + ", " + failure.error.message + ", " +
         failure.log_detail;
}

struct Numbers {
  float small = 1;
  double large = 1;
  std::optional<std::int32_t> count;
  std::optional<std::int64_t> views;
};
struct Measured {
  float small = 0;
  double large = 0;
  std::optional<std::int32_t> count;
  std::optional<std::int64_t> views;
};
Measured copied(const Numbers& from) { return {from.small, from.large, from.count, from.views}; }
Measured measure(Numbers given) { return copied(given); }
Measured measure_input(api::input<Numbers> given) { return copied(*given); }
struct Thing {
  float small = 0;
  double large = 0;
  std::int32_t count = 0;
  std::int64_t views = 0;
  Measured same() const { return {small, large, count, views}; }
  static void describe(api::type<Thing>& t) { t.field<&Thing::same>(); }
};
auto things() { return api::find<Thing>(); }

TEST(values, a_number_too_small_is_zero_and_one_too_large_is_the_clients_fault) {
  const api::schema schema = api::schema().query<measure>();
  const auto small = [&](const std::string& text) {
    return called(schema, R"({"small":)" + text + R"(,"large":1e-400})");
  };
  const std::string rest = R"(,"large":0,"count":null,"views":null})";
  EXPECT_EQ(small("1e-50"), R"({"small":0)" + rest);
  EXPECT_EQ(small("1e-999"), R"({"small":0)" + rest);
  EXPECT_EQ(small("3.4028235e38"), R"({"small":3.4028235e+38)" + rest);
  EXPECT_EQ(small("-3.4028235677973362e38"), R"({"small":-3.4028235e+38)" + rest);
  const std::string refused =
      "BAD_USER_INPUT, argument \"small\": expected a number of 32 bits, found a larger one, ";
  EXPECT_EQ(small("3.4028235677973366e38"), refused);
  EXPECT_EQ(small("-3.4028235677973366e38"), refused);
  EXPECT_EQ(small("1e999"), refused);
  EXPECT_EQ(
      called(api::schema().query<measure_input>(), R"({"input":{"small":1e39}})"),
      "BAD_USER_INPUT, argument \"input.small\": expected a number of 32 bits, found a larger "
      "one, ");
}

TEST(values, a_stored_number_too_large_is_told_to_the_log) {
  const auto same = [](const std::string& members) {
    return called(api::schema().query<things>(), "{}", ("{" + members + "}").c_str());
  };
  const std::string internal = "INTERNAL_SERVER_ERROR, internal error, Thing";
  EXPECT_EQ(same(R"("small":1e-50,"large":-1e-400,"count":1.0,"views":"12")"),
            R"({"small":0,"large":-0,"count":1,"views":12})");
  EXPECT_EQ(same(R"("small":1e39)"),
            internal + ".small: expected a number of 32 bits, found a larger one");
  EXPECT_EQ(same(R"("small":1,"large":1e309)"),
            internal + ".large: expected a number of 64 bits, found a larger one");
}

TEST(values, a_text_of_digits_is_an_integer_of_64_bits_alone) {
  const auto same = [](const std::string& members) {
    return called(api::schema().query<things>(), "{}",
                  (R"({"small":0,"large":0,)" + members + "}").c_str());
  };
  const std::string internal = "INTERNAL_SERVER_ERROR, internal error, Thing";
  EXPECT_EQ(same(R"("count":"12")"),
            internal + ".count: expected an integer of 32 bits, found a string");
  EXPECT_EQ(same(R"("count":1,"views":"12.0")"),
            internal + ".views: expected an integer of 64 bits, found a string");
  EXPECT_EQ(same(R"("count":1,"views":12.0)"), R"({"small":0,"large":0,"count":1,"views":12})");
}

struct Points {
  api::vector at;
  std::optional<api::vector> by;
  std::vector<api::vector> all = {};
};
struct Sums {
  double at = 0;
  std::vector<api::vector> all;
};
Sums sum(Points given) {
  Sums made;
  for (const float one : given.at.numbers) made.at += one;
  made.all = given.all;
  made.all.push_back(given.at);
  return made;
}
struct Place {
  api::vector at;
  api::vector same() const { return at; }
  static void describe(api::type<Place>& t) { t.name("Thing").field<&Place::same>(); }
};
auto places() { return api::find<Place>(); }
api::vector endless() { return {{1, std::numeric_limits<float>::infinity()}}; }

TEST(values, a_vector_is_a_list_of_numbers) {
  EXPECT_EQ(called(api::schema().query<sum>(), R"({"at":[0.5,2,-1e-50],"by":null,"all":[[1,2]]})"),
            R"({"at":2.5,"all":[[1,2],[0.5,2,-0]]})");
  EXPECT_TRUE(called(api::schema().query<endless>(), "{}")
                  .ends_with("endless: [1]: Float has no infinity and no NaN"));
}

TEST(values, a_stored_vector_is_a_list_or_its_text) {
  const auto same = [](const std::string& at) {
    return called(api::schema().query<places>(), "{}", (R"({"at":)" + at + "}").c_str());
  };
  EXPECT_EQ(same("[0.1, 2]"), "[0.1,2]");
  EXPECT_EQ(same(R"("[0.1,3e+20]")"), "[0.1,3e+20]");
  const std::string refused =
      "INTERNAL_SERVER_ERROR, internal error, Place.at: expected a list of 1 to 16000 numbers of "
      "32 bits, found ";
  EXPECT_EQ(same("[]"), refused + "a list");
  EXPECT_EQ(same("[1, [2]]"), refused + "a list");
  EXPECT_EQ(same("[1e39]"), refused + "a list");
  EXPECT_EQ(same(R"("[1")"), refused + "a string");
  EXPECT_EQ(same("1"), refused + "a number");
}

struct Depth {
  std::int32_t levels = 0;
};
struct Tree {
  std::vector<Tree> children;
};
Tree tree(Depth wanted) {
  Tree made;
  for (std::int32_t i = 1; i < wanted.levels; ++i) {
    Tree outer;
    outer.children.push_back(std::move(made));
    made = std::move(outer);
  }
  return made;
}
api::json nested(Depth wanted) {
  const auto levels = static_cast<std::size_t>(wanted.levels);
  return {std::string(levels, '[') + std::string(levels, ']')};
}

TEST(values, nest_no_deeper_than_128_levels) {
  // Each struct has its list, so that is two levels.
  EXPECT_EQ(called(api::schema().query<tree>(), R"({"levels":64})").substr(0, 13),
            R"({"children":[)");
  std::string path;
  for (int i = 0; i < 64; ++i) path += ".children[0]";
  EXPECT_EQ(called(api::schema().query<tree>(), R"({"levels":65})"),
            "INTERNAL_SERVER_ERROR, internal error, the result of function "
            "fraiseql::frontend::values_module::tree: " +
                path + ": nests deeper than 128 levels");
  EXPECT_EQ(called(api::schema().query<nested>(), R"({"levels":128})").substr(0, 4), "[[[[");
  EXPECT_TRUE(
      called(api::schema().query<nested>(), R"({"levels":129})")
          .ends_with("the text of a json is no JSON: the JSON nests deeper than 128 levels"));
}

struct Wanted {
  std::string what;
};
struct Texts {
  std::string plain;
  std::vector<api::id> ids;
  std::optional<Odd> odd;
};
Texts texts(Wanted wanted) {
  Texts made{"a", {}, {}};
  if (wanted.what == "plain") made.plain = "\xff";
  if (wanted.what == "id") made.ids = {{"1"}, {"\xc3"}};
  if (wanted.what == "odd") made.odd = Odd{"\xed\xa0\x80"};
  if (wanted.what == "error") throw api::error("NOT_FOUND", "no \xff here");
  if (wanted.what == "exception") throw std::runtime_error("no \xff here");
  return made;
}

TEST(values, texts_are_utf8) {
  const auto detail = [](const std::string& what) {
    return called(api::schema().query<texts>(), R"({"what":")" + what + R"("})");
  };
  const std::string of = "function fraiseql::frontend::values_module::texts";
  const std::string result = "INTERNAL_SERVER_ERROR, internal error, the result of " + of;
  EXPECT_EQ(detail(""), R"({"plain":"a","ids":[],"odd":null})");
  EXPECT_EQ(detail("plain"), result + ": .plain: the text is not UTF-8");
  EXPECT_EQ(detail("id"), result + ": .ids[1]: the text is not UTF-8");
  EXPECT_EQ(detail("odd"), result + ": .odd: the text is not UTF-8");
  EXPECT_EQ(detail("error"), "INTERNAL_SERVER_ERROR, internal error, " + of +
                                 " threw an error whose message is not UTF-8: no \\xff here");
  EXPECT_EQ(detail("exception"),
            "INTERNAL_SERVER_ERROR, internal error, " + of + " threw: no \\xff here");
}

TEST(values, what_a_scalar_writes_is_a_text_that_postgresql_can_hold) {
  std::shared_ptr<const schema::schema> made;
  ASSERT_EQ(build(api::schema().query<texts>(), made), "built");
  const auto& rule = *made->find_type("Odd")->rule;
  std::string out;
  EXPECT_TRUE(rule.write(out, "fine"));
  EXPECT_FALSE(rule.write(out, "zero"));
  EXPECT_FALSE(rule.write(out, "byte"));
  EXPECT_EQ(out, "fine");
}

struct Json {
  api::json value{"not json"};
};
bool take_json(Json) { return true; }
struct Inner {
  api::json value;
};
struct Nested {
  Inner empty;
  Inner wrong{{"not json"}};
};
bool take_nested(Nested) { return true; }
struct Keys {
  api::json fine{R"({"a":[{"_b1":1}]})"};
  api::json text{R"("")"};
  api::json wrong{R"({"a":[{"b-c":1}]})"};
};
bool take_keys(Keys) { return true; }

TEST(values, a_default_of_json_is_json_and_has_a_literal) {
  const std::string start = "the default of member \"";
  EXPECT_TRUE(build(api::schema().query<take_json>())
                  .starts_with("Json: " + start +
                               "value\" is no value of its type: the text of a "
                               "json is no JSON: "));
  const std::string nested = build(api::schema().query<take_nested>());
  EXPECT_TRUE(nested.starts_with("Nested: " + start +
                                 "wrong\" is no value of its type: .value: "
                                 "the text of a json is no JSON: "))
      << nested;
  EXPECT_EQ(nested.find("\"empty\""), std::string::npos);
  EXPECT_EQ(build(api::schema().query<take_keys>()),
            "Keys: " + start +
                "wrong\" is no value of its type: the key \"b-c\" is no GraphQL "
                "name\n");
}

struct EmptyText {
  api::json text{R"("")"};
};
bool take_empty_text(EmptyText) { return true; }

TEST(values, a_default_of_json_may_be_an_empty_text) {
  std::shared_ptr<const schema::schema> made;
  ASSERT_EQ(build(api::schema().query<take_empty_text>(), made), "built");
  EXPECT_EQ(made->query_type()->fields.front().arguments.front().default_text, R"("")");
}

struct Odds {
  Odd none;
  Odd some{"x"};
};
bool take_odds(Odds) { return true; }
struct BadOdd {
  Odd none;
  Odd said;
  static void describe(api::type<BadOdd>& t) { t.field<&BadOdd::said>().defaults({"bad"}); }
};
bool take_bad_odd(BadOdd) { return true; }

TEST(values, a_scalar_that_does_not_write_an_empty_value_has_no_default) {
  std::shared_ptr<const schema::schema> made;
  ASSERT_EQ(build(api::schema().query<take_odds>(), made), "built");
  const auto& arguments = made->query_type()->fields.front().arguments;
  EXPECT_FALSE(arguments[0].default_value);
  EXPECT_TRUE(arguments[1].default_value);
  EXPECT_EQ(build(api::schema().query<take_bad_odd>()),
            "BadOdd: the default of member \"said\" is no value of its type: scalar<T>::write "
            "threw: nothing in it\n");
}

enum class Level { low, high };
void describe(api::type<Level>& t) { t.doc("x"); }
Level outside() { return static_cast<Level>(64); }

TEST(values, an_enumerator_that_is_not_looked_for_is_to_be_named) {
  EXPECT_TRUE(called(api::schema().query<outside>(), "{}")
                  .ends_with("Level has no enumerator of the value 64; name it in describe() with "
                             "value<>()"));
}

}  // namespace fraiseql::frontend::values_module
