// value: what a statement is given for its parameters, as far as that is known before a request's
// values are: where they come from, and the type that PostgreSQL takes them as.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/graphql_error.hpp"
#include "json/source.hpp"

namespace fraiseql::plan {

// The PostgreSQL type a value is compared or passed as.
enum class value_type : std::uint8_t {
  boolean,
  int4,
  int8,
  float8,
  numeric,
  text,
  uuid,
  timestamptz,
  date,
  time,
  interval,
  inet,
  cidr,
  macaddr,
  macaddr8,
  ltree,
  vector,
  daterange,
  int4range,
  int8range,
  numrange,
  tstzrange,
  jsonb,
  json,      // of a parameter only: its text as it is
  lquery,    // of a parameter only: a pattern
  jsonpath,  // of a parameter only: a pattern
};

constexpr bool is_range(value_type type) {
  return type == value_type::daterange || type == value_type::int4range ||
         type == value_type::int8range || type == value_type::numrange ||
         type == value_type::tstzrange;
}

std::string_view to_string(value_type type);  // "boolean", "int4", ... as PostgreSQL spells it

// What a page size or offset must lie within, ends included.
struct bounds {
  std::int64_t least = 0;
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
};

// What PostgreSQL gets of a text that the client gave.
enum class text_form : std::uint8_t {
  as_given,
  pattern,             // of LIKE: it must not end within an escape
  pattern_containing,  // the pattern of LIKE for the texts that contain it
  pattern_beginning,
  pattern_ending,
  prefix_end,          // the least text behind all that begin with it
  path,                // an SQL/JSON path
  path_without_regex,  // one that must not have a regular expression in it
  regex,
  search,     // words of a text search
  id,         // of a list of IDs: a UUID stands for its small letters, too
  time_zone,  // the name of one
};

// One of the values in a cursor, which is the text that the source gives (json/cursor.hpp).
struct cursor_part {
  std::uint64_t fingerprint = 0;  // the cursor must have it
  std::uint32_t index = 0;        // of the value
  friend bool operator==(const cursor_part&, const cursor_part&) = default;
};

// Behind the name of an argument.
inline constexpr std::string_view cursor_of_something_else =
    " is a cursor of another field or another order";

// A value to be given to PostgreSQL, or a list of them. `argument` names it in messages
// ("note(id:)"), and `location` is where it is given in the document.
struct operand {
  json::source source = {};
  value_type type = value_type::text;
  std::string argument = {};
  source_location location = {};
  std::optional<bounds> within = {};
  bool is_list = false;                // an array of `type`
  std::vector<operand> items = {};     // of a list or an object that no single source has
  std::vector<std::string> keys = {};  // of an object: the items' names
  text_form form = text_form::as_given;
  std::optional<cursor_part> part = {};
  bool is_measure = false;      // rows are measured by it, in many places of a statement
  std::int32_t dimensions = 0;  // of a vector: how many numbers it must have; 0: any number
};

// The text forms, for explain and golden cases.
std::string to_text(const operand& value);    // `$0.1 as text[]`
std::string source_of(const operand& value);  // `$0.1`, and what is made of it: `$0 (contained)`

}  // namespace fraiseql::plan
