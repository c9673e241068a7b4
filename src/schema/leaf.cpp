// Both forms, JSON and literal, come down to a `given`: the form the value has and its text. What a
// scalar takes is then said once for both; only what they differ in (enumerations, JSON) stands
// apart. The five built-in scalars take what graphql-js takes, but keep every digit.
#include "schema/leaf.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <system_error>

#include "base/text.hpp"
#include "scalars/decimal.hpp"
#include "scalars/text.hpp"
#include "schema/vector_leaf.hpp"

namespace fraiseql::schema {
namespace {

using language::value_kind;
using language::value_node;
using scalars::integral_text;
using scalars::read_decimal;

// Every whole number of so many digits is a finite double, so graphql-js takes it as an ID.
constexpr std::size_t max_id_digits = 308;
// PostgreSQL's bounds on a numeric, and ours on its text.
constexpr std::int64_t max_digits_before_point = 131'072;
constexpr std::int64_t max_digits_after_point = 16'383;
constexpr const char* too_many_digits = "more than 131072 digits before or 16383 after the point";
constexpr std::size_t max_decimal_text = 1'000;
// How much of a client's text an error message repeats.
constexpr std::size_t max_shown = 60;

enum class form : std::uint8_t { boolean, integer, number, string, something };

struct given {
  form is = form::something;
  std::string_view text = {};  // as it came; of a string without quotes
  std::string digits = {};     // of an integer
  std::string_view kind = {};  // in words, where it is something else
};

std::string shown(std::string_view text) {
  if (text.size() <= max_shown) return std::string(text);
  std::size_t end = max_shown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "...";
}

std::string shown(const given& value) {
  switch (value.is) {
    case form::string: return "\"" + shown(value.text) + "\"";
    case form::something: return std::string(value.kind);
    case form::boolean:
    case form::integer:
    case form::number: return shown(value.text);
  }
  return {};
}

// `room` keeps a text that stands nowhere else, as long as what is given.
given from_json(const json::item& value, std::string& room) {
  switch (value.is()) {
    case json::form::boolean:
      return {.is = form::boolean, .text = value.is_true() ? "true" : "false"};
    case json::form::string: return {.is = form::string, .text = value.text(room)};
    case json::form::number: {
      const std::string_view text = value.text(room);
      const auto exact = read_decimal(text);
      if (exact && exact->is_integral()) {
        if (auto digits = integral_text(*exact, max_id_digits)) {
          return {.is = form::integer, .text = text, .digits = std::move(*digits)};
        }
      }
      return {.is = form::number, .text = text};
    }
    case json::form::null:
    case json::form::list:
    case json::form::members: break;
  }
  return {.kind = value.kind_name()};
}

given from_literal(const value_node& node) {
  switch (node.kind) {
    case value_kind::integer:
      return {.is = form::integer, .text = node.text, .digits = std::string(node.text)};
    case value_kind::floating: return {.is = form::number, .text = node.text};
    case value_kind::string: return {.is = form::string, .text = node.text};
    case value_kind::boolean: return {.is = form::boolean, .text = node.text};
    case value_kind::enumeration: return {.text = node.text, .kind = node.text};
    case value_kind::variable: return {.kind = "a variable"};
    case value_kind::null: return {.kind = "null"};
    case value_kind::list: return {.kind = "a list"};
    case value_kind::object: return {.kind = "an object"};
  }
  return {};
}

failed<failure> refuse(const type& leaf, std::string_view what, const given& value) {
  return failed(
      failure{leaf.name + " cannot represent " + std::string(what) + ": " + shown(value)});
}

failed<failure> refuse_nul(const type& leaf) {
  return failed(failure{leaf.name + " cannot represent a text with the character U+0000, "
                                    "which PostgreSQL does not store"});
}

bool has_nul(std::string_view text) { return text.find('\0') != std::string_view::npos; }

// PostgreSQL counts the exponent of a zero, too; one of more than four digits is too far from it.
bool has_room_for(const scalars::decimal& number, std::string_view text) {
  constexpr std::size_t most_digits = 4;
  if (number.digits.empty()) {
    const std::size_t e = text.find_first_of("eE");
    const std::size_t first = e == std::string_view::npos ? e : text.find_first_of("123456789", e);
    if (first != std::string_view::npos && text.size() - first > most_digits) return false;
  }
  return number.point <= max_digits_before_point && number.scale <= max_digits_after_point;
}

// Whether PostgreSQL stores a document, down to its last key and number.
result<done> check_storable(const type& leaf, const json::value& value) {
  if (const auto* text = value.get<std::string>(); text != nullptr && has_nul(*text)) {
    return refuse_nul(leaf);
  }
  if (const auto* number = value.get<json::number>()) {
    const auto exact = read_decimal(number->text);
    if (!exact || !has_room_for(*exact, number->text)) {
      return failed(failure{leaf.name + " cannot represent a number of " + too_many_digits});
    }
  }
  if (const auto* items = value.get<json::array>()) {
    for (const json::value& item : *items) {
      FRAISEQL_TRY_DONE(check_storable(leaf, item));
    }
  }
  if (const auto* members = value.get<json::object>()) {
    for (const auto& [key, member] : *members) {
      if (has_nul(key)) return refuse_nul(leaf);
      FRAISEQL_TRY_DONE(check_storable(leaf, member));
    }
  }
  return done{};
}

// The text of a whole number from Integer's least to its greatest, without superfluous zeros.
template <class Integer>
std::optional<std::string> within(std::string_view text) {
  const auto exact = read_decimal(text);
  if (!exact || !exact->is_integral()) return {};
  auto digits = integral_text(*exact, std::numeric_limits<Integer>::digits10 + 1);
  if (!digits) return {};
  Integer value = 0;
  const char* const end = digits->data() + digits->size();
  const auto read = std::from_chars(digits->data(), end, value);
  if (read.ec != std::errc() || read.ptr != end) return {};
  return digits;
}

result<json::value> coerce_int(const type& leaf, const given& value) {
  if (value.is != form::integer) return refuse(leaf, "a non-integer value", value);
  auto digits = within<std::int32_t>(value.digits);
  if (!digits) return refuse(leaf, "a value outside of 32 bits", value);
  return json::value(json::number{std::move(*digits)});
}

result<json::value> coerce_float(const type& leaf, const given& value) {
  if (value.is != form::integer && value.is != form::number) {
    return refuse(leaf, "a non-numeric value", value);
  }
  double read = 0;
  const char* const end = value.text.data() + value.text.size();
  const auto done = std::from_chars(value.text.data(), end, read);
  if (done.ec == std::errc::result_out_of_range) {
    const auto exact = read_decimal(value.text);
    if (!exact || exact->point > 0) return refuse(leaf, "a value that is not finite", value);
    read = 0;
  }
  // PostgreSQL refuses a number that only rounds to zero.
  if (read == 0) return json::value(json::number{"0"});
  return json::value(json::number{std::string(value.text)});
}

result<json::value> coerce_id(const type& leaf, const given& value) {
  if (value.is == form::integer) return json::value(value.digits);
  if (value.is != form::string) {
    return refuse(leaf, "a value that is no string and no integer", value);
  }
  if (leaf.refuses_nul && has_nul(value.text)) return refuse_nul(leaf);
  return json::value(std::string(value.text));
}

// A text of a form.
result<json::value> coerce_text(const type& leaf, const given& value) {
  std::string made;
  if (value.is != form::string || !scalars::write_input(leaf.scalar, made, value.text)) {
    const std::string_view wanted = scalars::form_in_words(leaf.scalar);
    return refuse(leaf, "a value that is no " + std::string(wanted), value);
  }
  return json::value(std::move(made));
}

result<json::value> coerce_big_int(const type& leaf, const given& value) {
  const bool is_digits = value.is == form::string && !value.text.empty() &&
                         value.text.find_first_not_of("0123456789", value.text[0] == '-' ? 1 : 0) ==
                             std::string_view::npos &&
                         value.text != "-";
  if (value.is != form::integer && !is_digits) return refuse(leaf, "a non-integer value", value);
  auto digits = within<std::int64_t>(value.is == form::integer ? value.digits : value.text);
  if (!digits) return refuse(leaf, "a value outside of 64 bits", value);
  return json::value(json::number{std::move(*digits)});
}

result<json::value> coerce_decimal(const type& leaf, const given& value) {
  if (value.is == form::boolean || value.is == form::something) {
    return refuse(leaf, "a non-numeric value", value);
  }
  if (value.text.size() > max_decimal_text) {
    return refuse(leaf, "a number of more than 1000 characters", value);
  }
  const auto exact = read_decimal(value.text);
  if (!exact) return refuse(leaf, "a non-numeric value", value);
  if (!has_room_for(*exact, value.text)) return refuse(leaf, too_many_digits, value);
  return json::value(std::string(value.text));
}

result<json::value> coerce_ruled(const type& leaf, const given& value) {
  if (value.is == form::boolean || value.is == form::something) {
    return refuse(leaf, "a value that is no string and no number", value);
  }
  if (leaf.refuses_nul && has_nul(value.text)) return refuse_nul(leaf);
  std::string made;
  if (!leaf.rule->write(made, value.text)) return refuse(leaf, "this value", value);
  return json::value(std::move(made));
}

result<json::value> coerce_scalar(const type& leaf, const given& value) {
  switch (leaf.scalar) {
    case scalar_kind::int32: return coerce_int(leaf, value);
    case scalar_kind::floating: return coerce_float(leaf, value);
    case scalar_kind::string:
      if (value.is != form::string) return refuse(leaf, "a non-string value", value);
      if (leaf.refuses_nul && has_nul(value.text)) return refuse_nul(leaf);
      return json::value(std::string(value.text));
    case scalar_kind::boolean:
      if (value.is != form::boolean) return refuse(leaf, "a non-boolean value", value);
      return json::value(value.text == "true");
    case scalar_kind::id: return coerce_id(leaf, value);
    case scalar_kind::big_int: return coerce_big_int(leaf, value);
    case scalar_kind::decimal: return coerce_decimal(leaf, value);
    case scalar_kind::uuid:
    case scalar_kind::date_time:
    case scalar_kind::date:
    case scalar_kind::time:
    case scalar_kind::duration:
    case scalar_kind::email_address:
    case scalar_kind::url:
    case scalar_kind::ip_address:
    case scalar_kind::cidr:
    case scalar_kind::mac_address:
    case scalar_kind::ltree:
    case scalar_kind::date_range:
    case scalar_kind::int_range:
    case scalar_kind::big_int_range:
    case scalar_kind::decimal_range:
    case scalar_kind::date_time_range: return coerce_text(leaf, value);
    case scalar_kind::ruled: return coerce_ruled(leaf, value);
    case scalar_kind::json:
    case scalar_kind::vector:
    case scalar_kind::other: break;
  }
  return refuse(leaf, "this value", value);
}

bool takes_any_value(const type& leaf) {
  return leaf.kind == type_kind::scalar &&
         (leaf.scalar == scalar_kind::json || leaf.scalar == scalar_kind::other);
}

bool is_vector(const type& leaf) {
  return leaf.kind == type_kind::scalar && leaf.scalar == scalar_kind::vector;
}

result<json::value> coerce_enumeration(const type& leaf, std::string_view name) {
  if (leaf.find_value(name) != nullptr) return json::value(std::string(name));
  std::vector<std::string_view> known;
  for (const enum_value& one : leaf.values) known.emplace_back(one.name);
  if (has_nul(name)) return refuse_nul(leaf);
  return failed(
      failure{leaf.name + " has no value \"" + shown(name) + "\"", did_you_mean(name, known)});
}

// What a literal means to a scalar that takes any value.
result<json::value> untyped(const type& leaf, const value_node& node) {
  switch (node.kind) {
    case value_kind::variable:
      return failed(failure{"a variable cannot stand inside a literal of type " + leaf.name +
                            "; pass the whole value as one variable"});
    case value_kind::integer:
    case value_kind::floating: return json::value(json::number{std::string(node.text)});
    case value_kind::string:
    case value_kind::enumeration: return json::value(std::string(node.text));
    case value_kind::boolean: return json::value(node.text == "true");
    case value_kind::null: return json::value(json::null{});
    case value_kind::list: {
      json::array items;
      for (const value_node& item : node.items) {
        FRAISEQL_TRY(made, untyped(leaf, item));
        items.push_back(std::move(made));
      }
      return json::value(std::move(items));
    }
    case value_kind::object: {
      json::object members;
      for (const language::object_field_node& field : node.fields) {
        FRAISEQL_TRY(made, untyped(leaf, field.value));
        members.emplace_back(field.name.text, std::move(made));
      }
      return json::value(std::move(members));
    }
  }
  return json::value(json::null{});
}

}  // namespace

result<json::value> coerce_leaf(const type& leaf, const json::item& given_value) {
  if (is_vector(leaf)) return coerce_vector(leaf, given_value);
  if (takes_any_value(leaf)) {
    json::value made = given_value.to_value();
    if (leaf.refuses_nul) {
      FRAISEQL_TRY_DONE(check_storable(leaf, made));
    }
    return made;
  }
  std::string room;
  const given value = from_json(given_value, room);
  if (leaf.kind == type_kind::scalar) return coerce_scalar(leaf, value);
  if (value.is != form::string) return refuse(leaf, "a non-string value", value);
  return coerce_enumeration(leaf, value.text);
}

result<json::value> coerce_leaf(const type& leaf, const value_node& given_value) {
  if (is_vector(leaf)) return coerce_vector(leaf, given_value);
  if (takes_any_value(leaf)) {
    FRAISEQL_TRY(made, untyped(leaf, given_value));
    if (leaf.refuses_nul) {
      FRAISEQL_TRY_DONE(check_storable(leaf, made));
    }
    return std::move(made);
  }
  const given value = from_literal(given_value);
  if (leaf.kind == type_kind::scalar) return coerce_scalar(leaf, value);
  if (given_value.kind != value_kind::enumeration) {
    auto refused = refuse(leaf, "a value that is no name of one of its values", value);
    const bool is_quoted = value.is == form::string && leaf.find_value(value.text) != nullptr;
    if (is_quoted) refused.error.hint = "; write " + std::string(value.text) + " without quotes";
    return refused;
  }
  return coerce_enumeration(leaf, value.text);
}

}  // namespace fraiseql::schema
