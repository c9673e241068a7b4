// A function for each kind that has a rule of its own, and the switch over all kinds
// at the end. Each gets a token of the right kind already.
#include "transform/leaf.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <system_error>

#include "base/check.hpp"
#include "json/number.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "scalars/text.hpp"
#include "transform/scan.hpp"

namespace fraiseql::transform {
namespace {

constexpr auto written = std::nullopt;

std::optional<fault> write_quoted(std::string& out, std::string_view text) {
  out += '"';
  out += text;
  out += '"';
  return written;
}

std::string_view without_quotes(std::string_view text) { return text.substr(1, text.size() - 2); }

std::optional<fault> write_int32(std::string& out, std::string_view text) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  if (point != std::string_view::npos &&
      text.find_first_not_of('0', point + 1) != std::string_view::npos) {
    return fault::wrong_kind;
  }
  if (!is_integer(whole)) return fault::wrong_kind;
  std::int32_t value = 0;
  const auto read = std::from_chars(whole.data(), whole.data() + whole.size(), value);
  if (read.ec == std::errc::result_out_of_range) return fault::out_of_range;
  out += whole;
  return written;
}

std::optional<fault> write_number(std::string& out, std::string_view text) {
  constexpr std::size_t always_finite = 300;  // digits; the largest double has 309
  const bool plain = text.find_first_of("eE") == std::string_view::npos;
  const bool is_finite = (plain && text.size() <= always_finite) || json::to_double(text);
  if (!is_finite) return fault::out_of_range;
  out += text;
  return written;
}

// A text with an escape is none of these, and what is written needs none.
std::optional<fault> write_formed(std::string& out, leaf kind, std::string_view text) {
  out += '"';
  if (!scalars::write_stored(kind, out, text)) {
    out.pop_back();
    return fault::wrong_kind;
  }
  out += '"';
  return written;
}

// The rule speaks of the text itself, and so knows neither quotes nor escapes.
std::optional<fault> write_ruled(std::string& out, const scalars::rule& rule, token found,
                                 std::string_view text) {
  std::string bare;
  if (found == token::string && text.find('\\') != std::string_view::npos) {
    const auto read = json::read(text);
    if (!read) return fault::malformed;
    bare = *read->get<std::string>();
    text = bare;
  } else if (found == token::string) {
    text = without_quotes(text);
  }
  std::string made;
  if (!rule.write(made, text)) return fault::wrong_kind;
  json::write_string(out, made);
  return written;
}

}  // namespace

std::optional<fault> write_leaf(std::string& out, leaf kind, const scalars::rule* rule, token found,
                                std::string_view text) {
  const bool nested = found == token::list || found == token::object;
  if (nested && kind != leaf::json && kind != leaf::other) {
    // Only the first byte is known of a container; a row cut short is not a wrong kind.
    const char* const end = text.data() + text.size();
    return value_end(text.data(), end) == end ? fault::wrong_kind : fault::malformed;
  }
  switch (kind) {
    case leaf::json:
    case leaf::other:
      if (nested && !is_jsonb(text)) return fault::malformed;
      out += text;
      return written;
    case leaf::ruled:
      FRAISEQL_CHECK(rule != nullptr);
      if (found != token::string && found != token::number) return fault::wrong_kind;
      return write_ruled(out, *rule, found, text);
    case leaf::string:
      if (found != token::string) return fault::wrong_kind;
      out += text;
      return written;
    case leaf::boolean:
      if (found != token::boolean) return fault::wrong_kind;
      out += text;
      return written;
    case leaf::id:
      if (found == token::number && is_integer(text)) return write_quoted(out, text);
      if (found != token::string) return fault::wrong_kind;
      out += text;
      return written;
    case leaf::int32:
      if (found != token::number) return fault::wrong_kind;
      return write_int32(out, text);
    case leaf::floating:
      if (found != token::number) return fault::wrong_kind;
      return write_number(out, text);
    case leaf::big_int: {
      const std::string_view digits = found == token::string ? without_quotes(text) : text;
      if (!is_integer(digits)) return fault::wrong_kind;
      return write_quoted(out, digits);
    }
    case leaf::decimal: {
      const std::string_view digits = found == token::string ? without_quotes(text) : text;
      if (!is_number(digits)) return fault::wrong_kind;
      return write_quoted(out, digits);
    }
    case leaf::uuid:
    case leaf::date_time:
    case leaf::date:
    case leaf::time:
    case leaf::duration:
    case leaf::email_address:
    case leaf::url:
    case leaf::ip_address:
    case leaf::cidr:
    case leaf::mac_address:
    case leaf::ltree:
    case leaf::date_range:
      if (found != token::string) return fault::wrong_kind;
      return write_formed(out, kind, without_quotes(text));
  }
  return fault::wrong_kind;
}

}  // namespace fraiseql::transform
