// Texts that are read flat, beside json::read, which takes them apart with simdjson.
#include "json/flat.hpp"

#include <gtest/gtest.h>

#include <random>

#include "json/item.hpp"
#include "json/write.hpp"
#include "support/allocations.hpp"

namespace fraiseql::json {
namespace {

std::string by_flat(flat& reading, std::string_view text, read_options options = {}) {
  const auto done = reading.read(text, options);
  return done ? to_text(item(reading).to_value()) : "failure: " + done.error().message;
}

std::string by_tree(std::string_view text, read_options options = {}) {
  const auto made = read(text, options);
  return made ? to_text(*made) : "failure: " + made.error().message;
}

TEST(json_flat, reads_what_the_tree_reads) {
  flat reading;
  for (
      const std::string_view text :
      {R"({"z":[1,-2.50,1e400,12345678901234567890123],"a":{"b":null,"c":true,"d":false},"e":"x"})",
       " [ 1 , { } , [ ] , \"\" ] ", "42", " 0 ", "-0", "1E+5", "\"a\"", "null", "\ttrue\r\n",
       R"("\u00e9\ud83d\ude00\u0000\"\\\/\b\f\n\r\t é😀")", R"({"\u0061b":{"\n":1}})"}) {
    EXPECT_EQ(by_flat(reading, text), by_tree(text)) << text;
    EXPECT_FALSE(by_flat(reading, text).starts_with("failure")) << text;
  }
}

TEST(json_flat, refuses_in_the_words_of_the_tree) {
  flat reading;
  for (const std::string_view text : {"",
                                      " ",
                                      "{",
                                      "}",
                                      "[1,]",
                                      "[1 2]",
                                      "{\"a\" 1}",
                                      "{\"a\":1,}",
                                      "{a:1}",
                                      "nul",
                                      "nulll",
                                      "tru",
                                      "01",
                                      "1.",
                                      "-",
                                      "+1",
                                      "1e",
                                      ".5",
                                      "[01]",
                                      "[1.]",
                                      "[-]",
                                      "\"a",
                                      "'a'",
                                      "[nul]",
                                      "{\"a\":}",
                                      "\"\\ud800\"",
                                      "\"\\x\"",
                                      "\"\x01\"",
                                      "\"\xff\"",
                                      "[1]]",
                                      "{} {}",
                                      "1 2",
                                      "[NaN]",
                                      "[Infinity]",
                                      "/**/1",
                                      "[\"a\" \"b\"]",
                                      "1,2",
                                      "1],[2",
                                      "]",
                                      "[",
                                      ",",
                                      "1]",
                                      "\"\\udc00\"",
                                      "\"\\ud800\\u0041\"",
                                      "\"\\u12g4\"",
                                      "\"\\",
                                      "\"\\u12",
                                      "truefalse",
                                      R"({"a":1,"a":2})",
                                      R"({"a":1,"\u0061":2})",
                                      "\xef\xbb\xbf{}"}) {
    EXPECT_TRUE(by_flat(reading, text).starts_with("failure: ")) << text;
    EXPECT_EQ(by_flat(reading, text), by_tree(text)) << text;
  }
}

TEST(json_flat, bounds_the_nesting) {
  flat reading;
  const auto nested = [](std::size_t depth, char open, std::string_view inside, char close) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) (text += open) += inside;
    return text.substr(0, text.size() - inside.size()) + std::string(depth, close);
  };
  EXPECT_TRUE(reading.read(nested(100, '[', "", ']')));
  EXPECT_FALSE(reading.read(nested(101, '[', "", ']')));
  EXPECT_FALSE(reading.read(std::string(100'000, '[')));
  EXPECT_TRUE(reading.read(nested(3, '{', "\"a\":", '}'), {.max_depth = 3}));
  EXPECT_FALSE(reading.read(nested(4, '{', "\"a\":", '}'), {.max_depth = 3}));
}

std::string many_members(std::size_t count, std::string_view last) {
  std::string text = "{";
  for (std::size_t i = 1; i < count; ++i) text += "\"m" + std::to_string(i) + "\":{\"a\":[]},";
  return text + "\"" + std::string(last) + "\":0}";
}

TEST(json_flat, finds_a_name_that_comes_twice_among_few_and_many) {
  flat reading;
  for (const std::size_t count : {2U, 16U, 17U, 300U}) {
    EXPECT_TRUE(reading.read(many_members(count, "m0"))) << count;
    const auto refused = reading.read(many_members(count, "m1"));
    ASSERT_FALSE(refused) << count;
    EXPECT_EQ(refused.error().message, "the member \"m1\" appears twice in one object");
    EXPECT_FALSE(reading.read(many_members(count, "\\u006d1"))) << count;
    EXPECT_TRUE(reading.read(many_members(count, "\\u006d0"))) << count;
  }
}

// A string's end and what stands in it are looked for eight bytes at a time.
TEST(json_flat, sees_each_byte_of_a_string_wherever_it_stands) {
  flat reading;
  for (std::size_t size = 0; size < 40; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      for (const char odd : {'\x1f', '\x20', '\x7f', '"', '\\', '\n'}) {
        std::string text = "\"" + std::string(size, 'x') + "\"";
        text[at + 1] = odd;
        EXPECT_EQ(by_flat(reading, text), by_tree(text)) << text;
      }
    }
  }
}

TEST(json_flat, forgets_the_text_before) {
  flat reading;
  ASSERT_TRUE(reading.read(R"({"a":[1,2,3]})"));
  EXPECT_EQ(by_flat(reading, "[1"), by_tree("[1"));
  EXPECT_EQ(by_flat(reading, "[]"), "[]");
  reading.forget();
  EXPECT_EQ(by_flat(reading, "7"), "7");
}

TEST(json_item, is_the_same_of_a_tree_and_of_a_text) {
  constexpr std::string_view text = R"({"a\n":[1,"\u0062",true,null],"c":{"d":false}})";
  const value tree = *read(text);
  flat reading;
  ASSERT_TRUE(reading.read(text));
  for (const item& one : {item(tree), item(reading)}) {
    EXPECT_EQ(one.kind_name(), "an object");
    EXPECT_EQ(one.size(), 2U);
    EXPECT_FALSE(one.find("x"));
    EXPECT_FALSE(one.find("d"));
    const auto list = one.find("a\n");
    ASSERT_TRUE(list);
    EXPECT_EQ(list->size(), 4U);
    EXPECT_FALSE(list->find("a\n"));
    std::string seen;
    std::string room;
    list->each_item([&](const item& each) {
      seen += std::string(each.kind_name()) + ";";
      if (each.is() == form::string) seen += std::string(each.text(room)) + ";";
      return each.is() != form::boolean;
    });
    EXPECT_EQ(seen, "a number;a string;b;a boolean;");
    EXPECT_FALSE(one.find("c")->find("d")->is_true());
    EXPECT_EQ(one.to_value(), tree);
  }
  EXPECT_EQ(item(reading).find("a\n")->raw(), std::nullopt);
}

TEST(json_item, is_null_where_it_looks_at_nothing) {
  EXPECT_TRUE(item().is_null());
  EXPECT_EQ(item().kind_name(), "null");
  EXPECT_EQ(item().size(), 0U);
  EXPECT_FALSE(item().find("a"));
  EXPECT_EQ(item().raw(), std::nullopt);
  EXPECT_EQ(item().to_value(), value(null{}));
}

TEST(json_item, gives_the_raw_text_of_a_string_that_was_read_flat) {
  flat reading;
  ASSERT_TRUE(reading.read(R"(["a\n\u0062"])"));
  item(reading).each_item([](const item& one) {
    EXPECT_EQ(one.raw(), R"(a\n\u0062)");
    return true;
  });
  const value tree("a");
  EXPECT_EQ(item(tree).raw(), std::nullopt);
}

// Texts that are nearly JSON, drawn from what JSON is made of.
class text_maker {
 public:
  explicit text_maker(unsigned seed) : random_(seed) {}

  std::string make() {
    std::string text;
    add_value(text, 0);
    for (unsigned i = draw(3); i > 0 && !text.empty(); --i) spoil(text);
    return text;
  }

 private:
  unsigned draw(unsigned below) {
    return std::uniform_int_distribution<unsigned>(0, below - 1)(random_);
  }

  template <std::size_t Size>
  std::string_view one_of(const std::string_view (&from)[Size]) {
    return from[draw(Size)];
  }

  void add_string(std::string& text) {
    static constexpr std::string_view parts[] = {
        "a",       "b",       "long enough for eight at a time",
        "\\n",     "\\u0061", "\\ud83d\\ude00",
        "é",       "😀",      "\\\"",
        "\\\\",    "\\/",     "",
        "\\u0000", "\\ud800", "\\",
        "\x01",    "\xc3"};
    text += '"';
    for (unsigned i = draw(4); i > 0; --i) text += one_of(parts);
    if (draw(50) > 0) text += '"';
  }

  void add_value(std::string& text, unsigned depth) {
    static constexpr std::string_view scalars[] = {"0",    "-1", "1.5", "1e9", "true", "false",
                                                   "null", "-",  "01",  "1.",  "tru",  "1e"};
    if (draw(10) == 0) text += " ";
    const unsigned drawn = depth > 5 ? 0 : draw(6);
    if (drawn < 2) {
      // The first seven are well-formed.
      text += draw(20) > 0 ? scalars[draw(7)] : one_of(scalars);
    } else if (drawn == 2) {
      add_string(text);
    } else {
      const bool is_object = drawn > 3;
      text += is_object ? '{' : '[';
      for (unsigned i = 0, count = draw(20) == 0 ? 25 : draw(4); i < count; ++i) {
        if (i > 0) text += ',';
        if (is_object) {
          if (draw(4) > 0)
            text += "\"" + std::to_string(i) + "\"";
          else
            add_string(text);
          text += ':';
        }
        add_value(text, depth + 1);
      }
      text += is_object ? '}' : ']';
    }
    if (draw(10) == 0) text += "\n";
  }

  void spoil(std::string& text) {
    static constexpr std::string_view bytes = "{}[]\",:\\ 0e-.tn\x1f\xff";
    const std::size_t at = draw(static_cast<unsigned>(text.size()));
    switch (draw(4)) {
      case 0: text.erase(at, 1); break;
      case 1: text.insert(at, 1, bytes[draw(static_cast<unsigned>(bytes.size()))]); break;
      case 2: text[at] = bytes[draw(static_cast<unsigned>(bytes.size()))]; break;
      default: text.resize(at); break;
    }
  }

  std::mt19937 random_;
};

TEST(json_flat, says_of_any_text_what_the_tree_says) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  text_maker maker(seed);
  flat reading;
  std::size_t well_formed = 0;
  constexpr std::size_t texts = 20'000;
  for (std::size_t i = 0; i < texts; ++i) {
    const std::string text = maker.make();
    const std::string wanted = by_tree(text, {.max_depth = 4});
    ASSERT_EQ(by_flat(reading, text, {.max_depth = 4}), wanted) << text;
    if (!wanted.starts_with("failure")) ++well_formed;
  }
  EXPECT_GT(well_formed, texts / 10);
  EXPECT_LT(well_formed, texts - texts / 10);
}

// A client may choose long names and write them in escapes; they must not be unescaped for each
// name that is asked for, or for each other name.
TEST(json_flat, finds_members_beside_long_escaped_names_without_reading_them) {
  std::string longest;
  for (int i = 0; i < 10'000; ++i) longest += "\\u0061";
  const std::string text = "{\"" + longest + "\": 1, \"\\u0062\": 2, \"c\": 3}";
  flat reading;
  ASSERT_TRUE(reading.read(text, {}));
  const item members(reading);
  const std::size_t before = fraiseql::testing::allocations_of_this_thread();
  for (int i = 0; i < 1'000; ++i) {
    EXPECT_FALSE(members.find("v"));
    EXPECT_TRUE(members.find("b"));
    EXPECT_TRUE(members.find("c"));
  }
  EXPECT_EQ(fraiseql::testing::allocations_of_this_thread(), before);
  EXPECT_TRUE(members.find(std::string(10'000, 'a')));
  EXPECT_FALSE(members.find(std::string(9'999, 'a')));
  EXPECT_FALSE(reading.read("{\"a\\u0062\": 1, \"c\": 2, \"\\u0061b\": 3}", {}));
}

}  // namespace
}  // namespace fraiseql::json
