// Values as PostgreSQL takes them: binary where that is simply the bytes of the value,
// text where PostgreSQL's own input function is the better reader.
#include <array>
#include <bit>
#include <charconv>
#include <cmath>

#include "base/check.hpp"
#include "json/write.hpp"
#include "sql/statement.hpp"

namespace fraiseql::sql {
namespace {

using plan::value_type;

// pg_type.dat
constexpr std::uint32_t oid_of(value_type type) {
  switch (type) {
    case value_type::boolean: return 16;
    case value_type::int4: return 23;
    case value_type::int8: return 20;
    case value_type::float8: return 701;
    case value_type::numeric: return 1700;
    case value_type::text: return 25;
    case value_type::uuid: return 2950;
    case value_type::timestamptz: return 1184;
    case value_type::date: return 1082;
    case value_type::time: return 1083;
    case value_type::interval: return 1186;
    case value_type::inet: return 869;
    case value_type::cidr: return 650;
    case value_type::macaddr: return 829;
    case value_type::macaddr8: return 774;
    case value_type::ltree: return 0;  // of an extension: PostgreSQL finds it by where it stands
    case value_type::daterange: return 3912;
    case value_type::jsonb: return 3802;
  }
  return 0;
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

failed<graphql_error> refuse(const plan::operand& operand, std::string_view expected,
                             const json::value& given) {
  return failed{graphql_error{
      .message = operand.argument + " is not " + std::string(expected) + ": " + shown(given),
      .code = error_code::bad_user_input,
      .locations = {operand.location}}};
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

std::optional<std::string> uuid_bytes(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < text.size();) {
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (text[i++] != '-') return std::nullopt;
      continue;
    }
    unsigned byte = 0;
    const auto [end, code] = std::from_chars(&text[i], &text[i] + 2, byte, 16);
    if (code != std::errc() || end != &text[i] + 2) return std::nullopt;
    bytes += static_cast<char>(byte);
    i += 2;
  }
  return bytes;
}

using bytes_result = result<std::string, graphql_error>;

bytes_result encode_integer(const plan::operand& operand, const json::value& value) {
  const auto parsed = parse<std::int64_t>(digits_of(value));
  if (!parsed) return refuse(operand, "a whole number of 64 bits", value);
  if (operand.within && *parsed < operand.within->least) {
    return failed{graphql_error{.message = operand.argument + " must not be negative",
                                .code = error_code::bad_user_input,
                                .locations = {operand.location}}};
  }
  if (operand.within && *parsed > operand.within->most) {
    return failed{graphql_error{
        .message = operand.argument + " is at most " + std::to_string(operand.within->most),
        .code = error_code::bad_user_input,
        .locations = {operand.location}}};
  }
  if (operand.type == value_type::int8) return big_endian(static_cast<std::uint64_t>(*parsed));
  const auto narrow = static_cast<std::int32_t>(*parsed);
  if (narrow != *parsed) return refuse(operand, "a whole number of 32 bits", value);
  return big_endian(static_cast<std::uint32_t>(narrow));
}

bytes_result encode_float(const plan::operand& operand, const json::value& value) {
  const auto parsed = parse<double>(digits_of(value));
  if (!parsed || !std::isfinite(*parsed)) return refuse(operand, "a finite number", value);
  return big_endian(std::bit_cast<std::uint64_t>(*parsed));
}

bytes_result encode_uuid(const plan::operand& operand, const json::value& value) {
  const auto* text = value.get<std::string>();
  auto bytes = text == nullptr ? std::nullopt : uuid_bytes(*text);
  if (!bytes) return refuse(operand, "a UUID", value);
  return std::move(*bytes);
}

bytes_result encode_text(const plan::operand& operand, const json::value& value) {
  const auto* text = value.get<std::string>();
  if (text == nullptr) return refuse(operand, "a string", value);
  if (text->find('\0') != std::string::npos) {
    return failed{graphql_error{
        .message = operand.argument + " contains U+0000, which PostgreSQL cannot store",
        .code = error_code::bad_user_input,
        .locations = {operand.location}}};
  }
  return *text;
}

bytes_result encode_macaddr(const plan::operand& operand, const json::value& value) {
  constexpr std::size_t six_octets = 17;  // characters
  FRAISEQL_TRY(text, encode_text(operand, value));
  if (text.size() != six_octets) return refuse(operand, "a MAC address of 6 octets", value);
  return std::move(text);
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
    case value_type::daterange: return false;
  }
  FRAISEQL_CHECK(false);
}

bytes_result encode_bytes(const plan::operand& operand, const json::value& value) {
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
    case value_type::daterange: return encode_text(operand, value);
    case value_type::macaddr: return encode_macaddr(operand, value);
    case value_type::uuid: return encode_uuid(operand, value);
    // Version 1 of jsonb's binary form is its text behind one byte.
    case value_type::jsonb: return "\1" + json::to_text(value);
  }
  FRAISEQL_CHECK(false);
}

}  // namespace

result<parameter, graphql_error> encode(const plan::operand& operand, const json::value* value) {
  parameter made{.oid = oid_of(operand.type)};
  if (value == nullptr || value->is_null()) return made;
  FRAISEQL_TRY(bytes, encode_bytes(operand, *value));
  made.is_binary = is_binary(operand.type);
  made.bytes = std::move(bytes);
  return made;
}

result<parameters, graphql_error> bind(const statement& statement,
                                       const json::variables& variables) {
  parameters bound;
  bound.reserve(statement.parameters.size());
  for (const plan::operand& operand : statement.parameters) {
    FRAISEQL_TRY(encoded, encode(operand, json::resolve(operand.source, variables)));
    bound.push_back(std::move(encoded));
  }
  return bound;
}

}  // namespace fraiseql::sql
