// random_pattern: texts that are made of the pieces of the languages of patterns, most of them
// wrong.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "filters/random_source.hpp"

namespace fraiseql::filters {

// An operator that takes such texts, and the field that has it.
struct pattern_language {
  const char* on;
  const char* how;
  const char* type;
  std::span<const std::string_view> pieces;
};

inline constexpr std::string_view pieces_of_regex[] = {
    "(",         ")",       "[",       "]",      "{",     "}",    "*",    "+",
    "?",         "^",       "$",       ".",      "|",     "\\",   "-",    ":",
    "=",         "!",       "<",       ">",      ",",     "0",    "1",    "a",
    "b",         "\n",      "(?",      "(?:",    "(?=",   "(?!",  "(?<=", "\\1",
    "\\9",       "\\x",     "\\u12",   "\\w",    "\\d",   "\\m",  "\\y",  "[[:alpha:]]",
    "[[:foo:]]", "[[.a.]]", "[[=a=]]", "{1,9}",  "{256}", "***=", "***:", "(?i)",
    "(?z)",      "(?x)",    "[z-a]",   "\u00e9", "\\Z",   "\\c",  "\\0",  "(a*)*"};
inline constexpr std::string_view pieces_of_like[] = {"%",      "_", "\\", "a",  "b",
                                                      "\u00e9", " ", "'",  "\\%"};
inline constexpr std::string_view pieces_of_search[] = {
    "(",  ")", "&", "|", "!",    "<",   ">",   ":",    "*",  "'",        "\"",     "-",  "+", " ",
    "\\", "a", "b", "0", " or ", "<->", "<2>", "\"\"", "''", "-\"a b\"", "\u00e9", ":A", ":*"};
inline constexpr std::string_view pieces_of_lquery[] = {".",        "*",
                                                        "!",        "|",
                                                        "@",        "%",
                                                        "{",        "}",
                                                        ",",        "0",
                                                        "1",        "a",
                                                        "b",        "_",
                                                        "-",        " ",
                                                        "\"",       "'",
                                                        "(",        "*{1,2}",
                                                        "*{2}",     "*{,3}",
                                                        "*{3,}",    "*{65535}",
                                                        "*{65536}", "*{99999999999}",
                                                        "a{1,0}",   "a@",
                                                        "a*",       "a%",
                                                        "!a",       "a|b",
                                                        "a.b",      "*.a.*",
                                                        "a{2}",     "\u00e9",
                                                        "\\"};
inline constexpr std::string_view pieces_of_path[] = {
    "$",
    "$",
    "$.a",
    "$.b",
    "$[*]",
    "strict ",
    "lax ",
    ".",
    "@",
    "*",
    "?",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "\\",
    ",",
    ":",
    "!",
    "<",
    ">",
    "=",
    "&",
    "|",
    "+",
    "-",
    "/",
    "%",
    " ",
    "0",
    "1",
    ".a",
    ".*",
    ".**",
    ".**{2}",
    "[0]",
    "[last]",
    "[0 to 1]",
    "[-1]",
    "[99999999999]",
    " ? (@ == 1)",
    " ? (@.a > $x)",
    "exists",
    "true",
    "null",
    " is unknown",
    " like_regex \"a\"",
    " like_regex \"(\"",
    " flag \"x\"",
    " starts with \"a\"",
    ".type()",
    ".size()",
    ".double()",
    ".ceiling()",
    ".keyvalue()",
    ".datetime()",
    ".datetime(\"HH24\")",
    ".datetime(\"zz\")",
    "\"2015-01-01\"",
    "1e1000",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "==",
    "!=",
    "&&",
    "||",
    " / 0",
    "$x",
    " ? (@.datetime() < \"2015-01-01T12:00:00+01:00\".datetime())",
    "\u00e9"};
inline constexpr std::string_view pieces_of_addresses[] = {
    "10.0.0.0/8", "10.0.0.0", "/8",      "/33",      "/",        ".",
    ":",          "::",       "::1",     "1",        "0",        "255",
    "256",        "f",        "fe80::",  "%",        "/128",     "/129",
    "-",          " ",        "::ffff:", "10.0.0.1", "08:00:2b", "08:00:2b:01:02:03",
    ":01:02:03",  "g",        "\u00e9"};
inline constexpr std::string_view pieces_of_ranges[] = {"[",
                                                        "]",
                                                        "(",
                                                        ")",
                                                        ",",
                                                        "2026-01-01",
                                                        "[2026-01-01,2026-02-01]",
                                                        "2026-02-29",
                                                        "9999-12-31",
                                                        "0001-01-01",
                                                        "empty",
                                                        "infinity",
                                                        "-",
                                                        " ",
                                                        "\"",
                                                        "1",
                                                        "BC",
                                                        "10000-01-01",
                                                        "\u00e9",
                                                        "\\"};
inline constexpr std::string_view pieces_of_labels[] = {
    "a", "b",      ".", "_", "-", "0",
    " ", "\u00e9", "*", "A", "%", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};

inline constexpr pattern_language pattern_languages[] = {
    {"title", "regex", "String", pieces_of_regex},
    {"title", "iRegex", "String", pieces_of_regex},
    {"title", "like", "String", pieces_of_like},
    {"title", "iLike", "String", pieces_of_like},
    {"title", "search", "String", pieces_of_search},
    {"path", "matches", "String", pieces_of_lquery},
    {"j", "pathExists", "String", pieces_of_path},
    {"j", "pathMatch", "String", pieces_of_path},
    {"path", "ancestorOf", "LTree", pieces_of_labels},
    {"ip", "inSubnet", "CIDR", pieces_of_addresses},
    {"net", "overlaps", "CIDR", pieces_of_addresses},
    {"net", "containsAddress", "IPAddress", pieces_of_addresses},
    {"mac", "eq", "MACAddress", pieces_of_addresses},
    {"r", "contains", "DateRange", pieces_of_ranges},
    {"r", "adjacentTo", "DateRange", pieces_of_ranges},
};

inline std::string random_pattern(random_source& from, const pattern_language& of) {
  std::string made;
  const std::size_t length = from.chance(80) ? 1 + from.number(7) : 1 + from.number(60);
  for (std::size_t i = 0; i < length; ++i) {
    if (from.chance(3)) {
      // Any byte but NUL that is a character by itself.
      made += static_cast<char>(from.between(1, 127));
    } else {
      made += from.one_of(of.pieces);
    }
  }
  return made;
}

}  // namespace fraiseql::filters
