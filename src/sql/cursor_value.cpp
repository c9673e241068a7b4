// A cursor comes from a client, who may have changed it: each of its values must be what PostgreSQL
// itself writes for the type in JSON, so that no cast of ours can fail.
#include "sql/cursor_value.hpp"

#include <initializer_list>

#include "base/check.hpp"
#include "json/cursor.hpp"
#include "scalars/decimal.hpp"
#include "scalars/text.hpp"

namespace fraiseql::sql {
namespace {

using plan::value_type;

// More digits than numbers have that people order by.
constexpr std::size_t most_digits = 10'000;

bool is_one_of(const std::string* text, std::initializer_list<std::string_view> words) {
  if (text == nullptr) return false;
  for (const std::string_view word : words) {
    if (*text == word) return true;
  }
  return false;
}

bool is_beyond_numbers(const json::value& value) {
  return is_one_of(value.get<std::string>(), {"NaN", "Infinity", "-Infinity"});
}

bool is_decimal(const json::value& value) {
  const auto* number = value.get<json::number>();
  return number != nullptr && number->text.size() <= most_digits &&
         number->text.find_first_of("eE") == std::string::npos &&
         scalars::read_decimal(number->text).has_value();
}

std::optional<scalars::kind> kind_of(value_type type) {
  switch (type) {
    case value_type::timestamptz: return scalars::kind::date_time;
    case value_type::date: return scalars::kind::date;
    case value_type::time: return scalars::kind::time;
    case value_type::interval: return scalars::kind::duration;
    case value_type::inet: return scalars::kind::ip_address;
    case value_type::cidr: return scalars::kind::cidr;
    case value_type::macaddr:
    case value_type::macaddr8: return scalars::kind::mac_address;
    case value_type::ltree: return scalars::kind::ltree;
    case value_type::daterange: return scalars::kind::date_range;
    case value_type::int4range: return scalars::kind::int_range;
    case value_type::int8range: return scalars::kind::big_int_range;
    case value_type::numrange: return scalars::kind::decimal_range;
    case value_type::tstzrange: return scalars::kind::date_time_range;
    case value_type::boolean:
    case value_type::int4:
    case value_type::int8:
    case value_type::float8:
    case value_type::numeric:
    case value_type::text:
    case value_type::uuid:
    case value_type::jsonb:
    case value_type::json:
    case value_type::vector:
    case value_type::lquery:
    case value_type::jsonpath: return std::nullopt;
  }
  FRAISEQL_CHECK(false);
}

// The value as the text that PostgreSQL's cast takes, or nothing where it takes none.
std::optional<std::string> text_for_cast(value_type type, const json::value& value) {
  const auto* text = value.get<std::string>();
  if (type == value_type::float8 || type == value_type::numeric) {
    if (is_beyond_numbers(value)) return *text;
    if (type == value_type::numeric && is_decimal(value)) return value.get<json::number>()->text;
    return std::nullopt;
  }
  const auto kind = kind_of(type);
  if (!kind || text == nullptr) return std::nullopt;
  const bool may_be_infinite = type == value_type::timestamptz || type == value_type::date;
  if (may_be_infinite && is_one_of(text, {"infinity", "-infinity"})) return *text;
  std::string written;
  // Later versions of PostgreSQL write labels of an ltree that this one does not take; and bounds
  // of many digits may be more than its planner takes.
  const bool is_stricter = type == value_type::ltree || type == value_type::numrange;
  const bool is_taken = is_stricter ? scalars::write_input(*kind, written, *text)
                                    : scalars::write_stored(*kind, written, *text);
  return is_taken ? std::optional(std::move(written)) : std::nullopt;
}

// A column of the type numeric may hold an Int as 1.0.
json::value without_fraction(const json::value& value, value_type type) {
  constexpr std::size_t most_whole_digits = 19;
  const auto* number = value.get<json::number>();
  const bool is_whole = type == value_type::int4 || type == value_type::int8;
  if (!is_whole || number == nullptr) return value;
  const auto read = scalars::read_decimal(number->text);
  if (!read || !read->is_integral()) return value;
  auto text = scalars::integral_text(*read, most_whole_digits);
  return text ? json::value(json::number{*std::move(text)}) : value;
}

failed<graphql_error> refuse(const plan::operand& operand, std::string_view why) {
  return failed{graphql_error{.message = operand.argument + std::string(why),
                              .code = error_code::bad_user_input,
                              .locations = {operand.location}}};
}

}  // namespace

result<parameter, graphql_error> encode_cursor_value(const plan::operand& operand,
                                                     const json::value* cursor) {
  FRAISEQL_CHECK(operand.part);
  const auto* text = cursor == nullptr ? nullptr : cursor->get<std::string>();
  auto read = text == nullptr ? std::nullopt : json::read_cursor(*text);
  if (!read) return refuse(operand, " is no cursor");
  const bool is_of_this =
      read->fingerprint == operand.part->fingerprint && operand.part->index < read->values.size();
  if (!is_of_this) return refuse(operand, plan::cursor_of_something_else);
  const json::value& value = read->values[operand.part->index];
  plan::operand plain = operand;
  plain.part.reset();
  if (auto cast = text_for_cast(operand.type, value)) {
    // As a text value of its own the type's input function reads it.
    plan::operand as_text = plain;
    as_text.type = value_type::text;
    const json::value given(*std::move(cast));
    FRAISEQL_TRY(made, encode(as_text, &given));
    FRAISEQL_TRY(typed, encode(plain, nullptr));
    return parameter{.oid = typed.oid, .is_binary = false, .bytes = std::move(made.bytes)};
  }
  const bool has_no_other_form = operand.type == value_type::numeric || kind_of(operand.type);
  if (value.is_null() || has_no_other_form) return refuse(operand, " is no cursor");
  const json::value whole = without_fraction(value, operand.type);
  auto made = encode(plain, &whole);
  if (!made) return refuse(operand, " is no cursor");
  return made;
}

}  // namespace fraiseql::sql
