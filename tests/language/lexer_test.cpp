// Tokens one by one: kinds, offsets, text and values. What a wrong token does to a
// whole document is in cases.jsonl.
#include "language/lexer.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace fraiseql::language {
namespace {

using enum token_kind;

// All tokens up to the end or the first invalid one, which is the last of them. The
// lexer borrows the source, so the values are copied.
struct lexed_token {
  token_kind kind;
  std::uint32_t offset;
  std::string text;
};

std::vector<lexed_token> lex(std::string_view source) {
  arena memory;
  lexer tokens(source, memory);
  std::vector<lexed_token> all;
  for (;;) {
    const token next = tokens.next();
    all.push_back({next.kind, next.offset, std::string(next.text)});
    if (next.kind == end_of_file || next.kind == invalid) return all;
  }
}

std::vector<token_kind> kinds(std::string_view source) {
  std::vector<token_kind> all;
  for (const lexed_token& each : lex(source)) all.push_back(each.kind);
  return all;
}

// The value of the one string that `source` is.
std::string string_value(std::string_view source) {
  const auto all = lex(source);
  EXPECT_EQ(all.size(), 2u) << source;
  EXPECT_TRUE(all[0].kind == string || all[0].kind == block_string) << all[0].text;
  return all[0].text;
}

bool is_invalid_at(std::string_view source, std::uint32_t offset) {
  const lexed_token last = lex(source).back();
  return last.kind == invalid && last.offset == offset && !last.text.empty();
}

TEST(lexer, knows_every_punctuator) {
  const std::vector<token_kind> expected = {
      bang,  dollar,      ampersand,  left_parenthesis, right_parenthesis, spread,
      colon, equals,      at,         left_bracket,     right_bracket,     left_brace,
      pipe,  right_brace, end_of_file};
  EXPECT_EQ(kinds("!$&()...:=@[]{|}"), expected);
}

TEST(lexer, gives_the_end_again_and_again) {
  arena memory;
  lexer tokens("a", memory);
  tokens.next();
  EXPECT_EQ(tokens.next().kind, end_of_file);
  EXPECT_EQ(tokens.next().kind, end_of_file);
  EXPECT_EQ(tokens.next().offset, 1u);
}

TEST(lexer, skips_what_is_ignored) {
  EXPECT_EQ(kinds("\xEF\xBB\xBF ,\t\r\n# comment \xF0\x9F\x98\x80 { \" \n\r,,#"),
            std::vector<token_kind>{end_of_file});
}

TEST(lexer, ends_a_comment_at_a_carriage_return) {
  EXPECT_EQ(kinds("#a\rb"), (std::vector<token_kind>{name, end_of_file}));
}

TEST(lexer, counts_offsets_in_bytes) {
  const auto all = lex("\xEF\xBB\xBF# \xC3\xA9\n  abc");
  EXPECT_EQ(all[0].offset, 10u);
  EXPECT_EQ(all[0].text, "abc");
}

TEST(lexer, reads_names_to_their_end) {
  const auto all = lex("_a1 B__2{Z");
  EXPECT_EQ(all[0].text, "_a1");
  EXPECT_EQ(all[1].text, "B__2");
  EXPECT_EQ(all[3].text, "Z");
}

TEST(lexer, tells_integers_from_floats) {
  EXPECT_EQ(kinds("0 -1 12 0.0 1e5 -1.5E-10"),
            (std::vector<token_kind>{integer, integer, integer, floating, floating, floating,
                                     end_of_file}));
}

TEST(lexer, keeps_numbers_as_written) {
  const auto all = lex("-0 00.1");
  EXPECT_EQ(all[0].text, "-0");
  EXPECT_EQ(all[1].kind, invalid);
  EXPECT_EQ(lex("1.50E+05")[0].text, "1.50E+05");
}

TEST(lexer, points_at_the_character_a_number_must_not_have) {
  EXPECT_TRUE(is_invalid_at("01", 1));
  EXPECT_TRUE(is_invalid_at("-a", 1));
  EXPECT_TRUE(is_invalid_at("1.", 2));
  EXPECT_TRUE(is_invalid_at("1.x", 2));
  EXPECT_TRUE(is_invalid_at("1e+", 3));
  EXPECT_TRUE(is_invalid_at("0xF1", 1));
  EXPECT_TRUE(is_invalid_at("1_0", 1));
  EXPECT_TRUE(is_invalid_at("1.2.3", 3));
  EXPECT_TRUE(is_invalid_at("1...", 2));
}

TEST(lexer, lets_punctuation_follow_a_number) {
  EXPECT_EQ(kinds("1]1\"\"1-1"), (std::vector<token_kind>{integer, right_bracket, integer, string,
                                                          integer, integer, end_of_file}));
}

TEST(lexer, leaves_a_plain_string_in_the_source) {
  const std::string source = R"("plain \n" "plain")";
  arena memory;
  lexer tokens(source, memory);
  const auto in_source = [&](std::string_view text) {
    return text.data() >= source.data() && text.data() < source.data() + source.size();
  };
  EXPECT_FALSE(in_source(tokens.next().text));
  EXPECT_TRUE(in_source(tokens.next().text));
}

TEST(lexer, decodes_escapes) {
  EXPECT_EQ(string_value(R"("\"\\\/\b\f\n\r\t")"), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(string_value(R"("a\u0041b\u00e9c\u6F22")"),
            "aAb\xC3\xA9"
            "c\xE6\xBC\xA2");
  EXPECT_EQ(string_value(R"("\u{41}\u{1F600}\u{10FFFF}")"), "A\xF0\x9F\x98\x80\xF4\x8F\xBF\xBF");
  EXPECT_EQ(string_value(R"("\uD83D\uDE00")"), "\xF0\x9F\x98\x80");
  EXPECT_EQ(string_value(R"("\uDBFF\uDFFF")"), "\xF4\x8F\xBF\xBF");
  EXPECT_EQ(string_value(R"("\u0000")"), std::string(1, '\0'));
}

// The grammar has no bound on the digits; graphql-js stops at eight.
TEST(lexer, takes_up_to_eight_digits_in_braces) {
  EXPECT_EQ(string_value(R"("\u{00000041}")"), "A");
  EXPECT_TRUE(is_invalid_at(R"("\u{000000041}")", 1));
}

TEST(lexer, takes_raw_control_characters_in_strings) {
  EXPECT_EQ(string_value(std::string_view("\"\0\x07\x7F\t\"", 6)),
            std::string_view("\0\x07\x7F\t", 4));
}

TEST(lexer, refuses_a_lone_surrogate) {
  EXPECT_TRUE(is_invalid_at(R"("ab\uD83D")", 3));
  EXPECT_TRUE(is_invalid_at(R"("ab\uD83Dab")", 3));
  EXPECT_TRUE(is_invalid_at(R"("ab\uD83D\n")", 3));
  EXPECT_TRUE(is_invalid_at(R"("ab\uDE00")", 3));
  EXPECT_TRUE(is_invalid_at(R"("ab\uD83D\uD83D")", 3));
  EXPECT_TRUE(is_invalid_at(R"("ab\uD83D\u{DE00}")", 3));
  EXPECT_TRUE(is_invalid_at(R"("ab\u{D83D}\u{DE00}")", 3));
}

TEST(lexer, refuses_escapes_that_are_none) {
  for (const std::string_view source :
       {R"("\z")", R"("\x41")", R"("\)", R"("\u")", R"("\u12")", R"("\u123)", R"("\u12G4")",
        R"("\u+123")", R"("\u{}")", R"("\u{")", R"("\u{1F600")", R"("\u{110000}")", R"("\u{G}")",
        R"("\u{FFFFFFFF}")", R"("\u{FFFFFFFFFFFFFFFF41}")", R"("\uD83D\u12")"}) {
    EXPECT_TRUE(is_invalid_at(source, 1)) << source;
  }
}

TEST(lexer, refuses_an_unterminated_string_where_it_breaks_off) {
  EXPECT_TRUE(is_invalid_at("\"abc", 4));
  EXPECT_TRUE(is_invalid_at("\"abc\n\"", 4));
  EXPECT_TRUE(is_invalid_at("\"abc\r\"", 4));
  EXPECT_TRUE(is_invalid_at(R"("""abc"")", 8));
  EXPECT_TRUE(is_invalid_at(R"("""abc\""")", 10));
}

TEST(lexer, reads_block_strings) {
  EXPECT_EQ(string_value(R"("""""")"), "");
  EXPECT_EQ(string_value(R"("""a "quote" \n""")"), R"(a "quote" \n)");
  EXPECT_EQ(string_value(R"("""a \""" b""")"), R"(a """ b)");
  EXPECT_EQ(string_value(R"("""\\"""""")"), R"(\""")");
  EXPECT_EQ(string_value("\"\"\" a \"\"\""), " a ");
}

TEST(lexer, takes_the_shared_indentation_from_block_strings) {
  EXPECT_EQ(string_value("\"\"\"\n    a\n      b\n\n    c\n  \"\"\""), "a\n  b\n\nc");
  EXPECT_EQ(string_value("\"\"\"  a\n    b\n   c\"\"\""), "  a\n b\nc");
  EXPECT_EQ(string_value("\"\"\"\n\ta\n\t b\n\"\"\""), "a\n b");
  EXPECT_EQ(string_value("\"\"\"\n  a\n   \n b\"\"\""), " a\n  \nb");
}

TEST(lexer, ends_the_lines_of_block_strings_with_line_feeds) {
  EXPECT_EQ(string_value("\"\"\"a\r\nb\rc\nd\n\re\"\"\""), "a\nb\nc\nd\n\ne");
}

TEST(lexer, drops_blank_lines_around_block_strings) {
  EXPECT_EQ(string_value("\"\"\"\n \n\n  a\n\n \t\n\"\"\""), "a");
  EXPECT_EQ(string_value("\"\"\" \n\t\n \"\"\""), "");
  EXPECT_EQ(string_value("\"\"\"   \"\"\""), "");
}

TEST(lexer, refuses_characters_outside_strings_and_comments) {
  for (const std::string_view source :
       {"?", "%", ";", "'a'", ".", "..", ".5", "\x07", "\x7F", "\f", "\xC3\xA9", "\xC2\xA0",
        "\xE2\x80\xA8", "\xF0\x9F\x98\x80", "\xEF\xBB\xBE"}) {
    EXPECT_TRUE(is_invalid_at(source, 0)) << source;
  }
  EXPECT_TRUE(is_invalid_at(std::string_view("\0", 1), 0));
}

TEST(lexer, names_the_character_it_refuses) {
  EXPECT_EQ(lex("?").back().text, R"(unexpected character "?")");
  EXPECT_EQ(lex("\xC3\xA9").back().text, "unexpected character U+00E9");
  EXPECT_EQ(lex("\xE2\x80\xA8").back().text, "unexpected character U+2028");
  EXPECT_EQ(lex("\xF0\x9F\x98\x80").back().text, "unexpected character U+1F600");
  EXPECT_EQ(lex("1.").back().text,
            "invalid number, expected a digit but got the end of the document");
}

TEST(lexer, cuts_long_names_in_messages) {
  const std::string longest(60, 'x');
  EXPECT_EQ(describe({name, 0, longest}), "\"" + longest + "\"");
  EXPECT_EQ(describe({name, 0, longest + "x"}), "\"" + longest + "...\"");
}

}  // namespace
}  // namespace fraiseql::language
