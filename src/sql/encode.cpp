// Values as PostgreSQL takes them: binary where that is simply the bytes of the value,
// text where PostgreSQL's own input function is the better reader.
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/check.hpp"
#include "base/text.hpp"
#include "json/write.hpp"
#include "sql/cursor_value.hpp"
#include "sql/statement.hpp"
#include "sql/text_form.hpp"

namespace fraiseql::sql {
namespace {

using plan::value_type;

struct oids {
  std::uint32_t one;
  std::uint32_t array;
};

// pg_type.dat. What is of an extension PostgreSQL finds by where it stands: 0.
constexpr oids oids_of(value_type type) {
  switch (type) {
    case value_type::boolean: return {16, 1000};
    case value_type::int4: return {23, 1007};
    case value_type::int8: return {20, 1016};
    case value_type::float8: return {701, 1022};
    case value_type::numeric: return {1700, 1231};
    case value_type::text: return {25, 1009};
    case value_type::uuid: return {2950, 2951};
    case value_type::timestamptz: return {1184, 1185};
    case value_type::date: return {1082, 1182};
    case value_type::time: return {1083, 1183};
    case value_type::interval: return {1186, 1187};
    case value_type::inet: return {869, 1041};
    case value_type::cidr: return {650, 651};
    case value_type::macaddr: return {829, 1040};
    case value_type::macaddr8: return {774, 775};
    case value_type::ltree: return {0, 0};
    case value_type::vector: return {0, 0};
    case value_type::daterange: return {3912, 3913};
    case value_type::int4range: return {3904, 3905};
    case value_type::int8range: return {3926, 3927};
    case value_type::numrange: return {3906, 3907};
    case value_type::tstzrange: return {3910, 3911};
    case value_type::jsonb: return {3802, 3807};
    case value_type::json: return {114, 199};
    case value_type::lquery: return {0, 0};
    case value_type::jsonpath: return {4072, 4073};
  }
  return {0, 0};
}

// Enough to recognise a value by. A large one, used in many places, would else make an
// answer many times the size of the request.
constexpr std::size_t shown_bytes = 100;

// The value as JSON, cut between two characters if it is longer than that.
std::string shown(const json::value& given) {
  std::string text = json::to_text(given);
  if (text.size() <= shown_bytes) return text;
  std::size_t end = shown_bytes;
  while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  return text + "...";
}

// What the schema itself says has no place in the document, and is not the client's to mend.
failed<graphql_error> wrong(const plan::operand& operand, std::string_view what) {
  graphql_error made{.message = operand.argument + std::string(what),
                     .code = error_code::bad_user_input,
                     .locations = {operand.location}};
  if (operand.location.line == 0) {
    made.code = error_code::internal_server_error;
    made.locations.clear();
  }
  return failed{std::move(made)};
}

failed<graphql_error> refuse(const plan::operand& operand, std::string_view expected,
                             const json::value& given) {
  return wrong(operand, " is not " + std::string(expected) + ": " + shown(given));
}

template <class Unsigned>
std::string big_endian(Unsigned bits) {
  std::string bytes(sizeof(Unsigned), '\0');
  for (std::size_t i = 0; i < sizeof(Unsigned); ++i) {
    bytes[sizeof(Unsigned) - 1 - i] = static_cast<char>(bits & 0xFFU);
    bits = static_cast<Unsigned>(bits >> 8U);
  }
  return bytes;
}

// The digits of a JSON number, or of a string that holds one.
std::string_view digits_of(const json::value& value) {
  if (const auto* number = value.get<json::number>()) return number->text;
  if (const auto* text = value.get<std::string>()) return *text;
  return {};
}

template <class Integer>
std::optional<Integer> parse(std::string_view digits) {
  Integer parsed{};
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), parsed);
  if (code != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return parsed;
}

// More than 15 where it is none.
unsigned hexadecimal_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  const auto letter = static_cast<unsigned>(static_cast<unsigned char>(c) | 0x20U);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : 16;
}

std::optional<octets> uuid_bytes(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  std::array<char, 16> bytes{};
  unsigned wrong = 0;
  for (std::size_t at = 0, i = 0; at < bytes.size(); ++at, i += 2) {
    if (at == 4 || at == 6 || at == 8 || at == 10) wrong |= text[i++] == '-' ? 0U : 16U;
    const unsigned high = hexadecimal_digit(text[i]);
    const unsigned low = hexadecimal_digit(text[i + 1]);
    wrong |= high | low;
    bytes[at] = static_cast<char>((high << 4U | low) & 0xFFU);
  }
  if (wrong > 15) return std::nullopt;
  return octets(bytes.data(), bytes.size());
}

using encoded_bytes = result<std::string, graphql_error>;

encoded_bytes encode_integer(const plan::operand& operand, const json::value& value) {
  const auto parsed = parse<std::int64_t>(digits_of(value));
  if (!parsed) return refuse(operand, "a whole number of 64 bits", value);
  if (operand.within && *parsed < operand.within->least) {
    return wrong(operand, " must not be negative");
  }
  if (operand.within && *parsed > operand.within->most) {
    return wrong(operand, " is at most " + std::to_string(operand.within->most));
  }
  if (operand.type == value_type::int8) return big_endian(static_cast<std::uint64_t>(*parsed));
  const auto narrow = static_cast<std::int32_t>(*parsed);
  if (narrow != *parsed) return refuse(operand, "a whole number of 32 bits", value);
  return big_endian(static_cast<std::uint32_t>(narrow));
}

encoded_bytes encode_float(const plan::operand& operand, const json::value& value) {
  const auto parsed = parse<double>(digits_of(value));
  if (!parsed || !std::isfinite(*parsed)) return refuse(operand, "a finite number", value);
  return big_endian(std::bit_cast<std::uint64_t>(*parsed));
}

result<octets, graphql_error> encode_uuid(const plan::operand& operand, const json::value& value) {
  const auto* text = value.get<std::string>();
  auto bytes = text == nullptr ? std::nullopt : uuid_bytes(*text);
  if (!bytes) return refuse(operand, "a UUID", value);
  return *bytes;
}

std::size_t most_bytes(plan::text_form form) {
  switch (form) {
    case plan::text_form::search: return most_search_bytes;
    case plan::text_form::time_zone: return most_time_zone_bytes;
    case plan::text_form::pattern:
    case plan::text_form::regex:
    case plan::text_form::path:
    case plan::text_form::path_without_regex: return most_pattern_bytes;
    case plan::text_form::as_given:
    case plan::text_form::id:
    case plan::text_form::pattern_containing:
    case plan::text_form::pattern_beginning:
    case plan::text_form::pattern_ending:
    case plan::text_form::prefix_end: break;
  }
  return std::numeric_limits<std::size_t>::max();
}

encoded_bytes in_form(const plan::operand& operand, std::string text) {
  const std::size_t most = most_bytes(operand.form);
  if (text.size() > most) {
    return wrong(operand, " is longer than " + std::to_string(most) + " bytes");
  }
  switch (operand.form) {
    case plan::text_form::as_given:
    case plan::text_form::path:
    case plan::text_form::regex:
    case plan::text_form::search:
    case plan::text_form::id: return text;
    case plan::text_form::path_without_regex:
      if (!may_have_regex(text)) return text;
      return wrong(operand,
                   " has like_regex or a backslash; regular expressions are switched off by the "
                   "setting \"regex_filters\"");
    case plan::text_form::pattern:
      if (!ends_within_an_escape(text)) return text;
      return wrong(operand, " ends within an escape; write \\\\ for a backslash");
    case plan::text_form::time_zone:
      if (is_name_of_zone(text)) return text;
      return wrong(operand, " is no name of a time zone, as \"Europe/Berlin\" is one");
    case plan::text_form::pattern_containing: return "%" + without_meaning(text) + "%";
    case plan::text_form::pattern_beginning: return without_meaning(text) + "%";
    case plan::text_form::pattern_ending: return "%" + without_meaning(text);
    case plan::text_form::prefix_end: return behind(std::move(text));
  }
  FRAISEQL_CHECK(false);
}

encoded_bytes encode_text(const plan::operand& operand, const json::value& value) {
  const auto* text = value.get<std::string>();
  if (text == nullptr) return refuse(operand, "a string", value);
  if (text->find('\0') != std::string::npos) {
    return wrong(operand, " contains U+0000, which PostgreSQL cannot store");
  }
  return in_form(operand, *text);
}

encoded_bytes encode_macaddr(const plan::operand& operand, const json::value& value) {
  constexpr std::size_t six_octets = 17;  // characters
  FRAISEQL_TRY(text, encode_text(operand, value));
  if (text.size() != six_octets) return refuse(operand, "a MAC address of 6 octets", value);
  return std::move(text);
}

encoded_bytes encode_vector(const plan::operand& operand, const json::value& value) {
  const auto* numbers = value.get<json::array>();
  if (numbers == nullptr) return refuse(operand, "a list of numbers", value);
  const auto wanted = static_cast<std::size_t>(operand.dimensions);
  if (wanted != 0 && numbers->size() != wanted) {
    return wrong(operand, " has " + std::to_string(numbers->size()) + " numbers, and the vectors " +
                              "that it is compared with have " + std::to_string(wanted));
  }
  return json::to_text(value);
}

// Whether the bytes are those of PostgreSQL's binary form and not a text.
bool is_binary(value_type type) {
  switch (type) {
    case value_type::boolean:
    case value_type::int4:
    case value_type::int8:
    case value_type::float8:
    case value_type::text:
    case value_type::uuid:
    case value_type::jsonb: return true;
    case value_type::numeric:
    case value_type::timestamptz:
    case value_type::date:
    case value_type::time:
    case value_type::interval:
    case value_type::inet:
    case value_type::cidr:
    case value_type::macaddr:
    case value_type::macaddr8:
    case value_type::ltree:
    case value_type::vector:
    case value_type::daterange:
    case value_type::int4range:
    case value_type::int8range:
    case value_type::numrange:
    case value_type::tstzrange:
    case value_type::json:
    case value_type::lquery:
    case value_type::jsonpath: return false;
  }
  FRAISEQL_CHECK(false);
}

encoded_bytes encode_bytes(const plan::operand& operand, const json::value& value) {
  switch (operand.type) {
    case value_type::boolean: {
      const auto* truth = value.get<bool>();
      if (truth == nullptr) return refuse(operand, "a boolean", value);
      return std::string(1, *truth ? '\1' : '\0');
    }
    case value_type::int4:
    case value_type::int8: return encode_integer(operand, value);
    case value_type::float8: return encode_float(operand, value);
    case value_type::numeric: {
      const std::string_view digits = digits_of(value);
      if (digits.empty()) return refuse(operand, "a number", value);
      return std::string(digits);
    }
    case value_type::text:
    case value_type::timestamptz:
    case value_type::date:
    case value_type::time:
    case value_type::interval:
    case value_type::inet:
    case value_type::cidr:
    case value_type::macaddr8:
    case value_type::ltree:
    case value_type::daterange:
    case value_type::int4range:
    case value_type::int8range:
    case value_type::numrange:
    case value_type::tstzrange:
    case value_type::lquery:
    case value_type::jsonpath: return encode_text(operand, value);
    case value_type::macaddr: return encode_macaddr(operand, value);
    case value_type::uuid: {
      FRAISEQL_TRY(bytes, encode_uuid(operand, value));
      return std::string(bytes.data(), bytes.size());
    }
    // Version 1 of jsonb's binary form is its text behind one byte.
    case value_type::jsonb: return "\1" + json::to_text(value);
    case value_type::vector: return encode_vector(operand, value);
    case value_type::json: return json::to_text(value);
  }
  FRAISEQL_CHECK(false);
}

// An item of an array in the array's text form, where every item may stand in quotes.
encoded_bytes item_text(const plan::operand& operand, const json::value& value) {
  FRAISEQL_TRY(bytes, encode_bytes(operand, value));
  if (!is_binary(operand.type) || operand.type == value_type::text) return std::move(bytes);
  if (const auto* text = value.get<std::string>();
      text != nullptr && operand.type == value_type::uuid) {
    return *text;
  }
  // A truth value, a number or a document, as JSON has it.
  return json::to_text(value);
}

void add_item(std::string& array, std::string_view item) {
  array += array.size() > 1 ? ",\"" : "\"";
  for (const char c : item) {
    if (c == '"' || c == '\\') array += '\\';
    array += c;
  }
  array += '"';
}

encoded_bytes encode_array(const plan::operand& operand, const json::value& value) {
  std::string text = "{";
  const auto* items = value.get<json::array>();
  if (items == nullptr) return refuse(operand, "a list", value);
  for (const json::value& item : *items) {
    FRAISEQL_TRY(bytes, item_text(operand, item));
    add_item(text, bytes);
    const bool has_other_case = operand.form == plan::text_form::id && uuid_bytes(bytes);
    if (has_other_case && to_lower(bytes) != bytes) add_item(text, to_lower(bytes));
  }
  return text + "}";
}

// The items of a list or an object that have sources of their own, brought together.
json::value whole_of(const plan::operand& operand, const json::variables& variables) {
  if (operand.items.empty()) {
    const json::value* found = json::resolve(operand.source, variables);
    return found == nullptr ? json::value(json::null{}) : *found;
  }
  if (operand.keys.empty()) {
    json::array items;
    for (const plan::operand& item : operand.items) items.push_back(whole_of(item, variables));
    return items;
  }
  json::object members;
  for (std::size_t i = 0; i < operand.items.size(); ++i) {
    members.emplace_back(operand.keys[i], whole_of(operand.items[i], variables));
  }
  return members;
}

}  // namespace

result<parameter, graphql_error> encode(const plan::operand& operand, const json::value* value) {
  const oids known = oids_of(operand.type);
  parameter made{.oid = operand.is_list ? known.array : known.one};
  if (value == nullptr || value->is_null()) return made;
  if (operand.is_list) {
    FRAISEQL_TRY(text, encode_array(operand, *value));
    made.bytes = octets(text);
    return made;
  }
  made.is_binary = is_binary(operand.type);
  // What most keys are.
  if (operand.type == value_type::uuid) {
    FRAISEQL_TRY(bytes, encode_uuid(operand, *value));
    made.bytes = bytes;
    return made;
  }
  FRAISEQL_TRY(bytes, encode_bytes(operand, *value));
  made.bytes = octets(bytes);
  return made;
}

namespace {

result<parameter, graphql_error> encode_resolved(const plan::operand& operand,
                                                 const json::variables& variables) {
  if (operand.part) {
    return encode_cursor_value(operand, json::resolve(operand.source, variables));
  }
  if (operand.items.empty()) return encode(operand, json::resolve(operand.source, variables));
  const json::value whole = whole_of(operand, variables);
  return encode(operand, &whole);
}

}  // namespace

result<parameters, graphql_error> bind(const statement& statement,
                                       const json::variables& variables) {
  parameters bound;
  FRAISEQL_TRY_DONE(bind(statement, variables, bound));
  return bound;
}

result<done, graphql_error> bind(const statement& statement, const json::variables& variables,
                                 parameters& bound) {
  for (const plan::operand& operand : statement.unused) {
    FRAISEQL_TRY_DONE(encode_resolved(operand, variables));
  }
  bound.reserve(statement.parameters.size());
  for (const plan::operand& operand : statement.parameters) {
    FRAISEQL_TRY(encoded, encode_resolved(operand, variables));
    bound.push_back(std::move(encoded));
  }
  return done{};
}

}  // namespace fraiseql::sql
