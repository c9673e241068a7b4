// A function for each kind that has a rule of its own, and the switch over all kinds
// at the end. Each gets a token of the right kind already.
#include "transform/leaf.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <system_error>

#include "base/check.hpp"
#include "json/number.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "scalars/text.hpp"
#include "scalars/vector.hpp"
#include "transform/chunk.hpp"
#include "transform/scan.hpp"
#include "transform/token.hpp"

namespace fraiseql::transform {
namespace {

constexpr auto written = std::nullopt;

std::string_view without_quotes(std::string_view text) { return text.substr(1, text.size() - 2); }

std::optional<fault> write_int32(output& out, std::string_view text) {
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
  out.add(whole);
  return written;
}

std::optional<fault> write_number(output& out, std::string_view text) {
  constexpr std::size_t always_finite = 300;  // digits; the largest double has 309
  const bool plain =
      text.size() <= always_finite && text.find_first_of("eE") == std::string_view::npos;
  if (!plain && !json::to_double(text)) return fault::out_of_range;
  out.add(text);
  return written;
}

// Of texts with an escape only a range of instants is one of these; what is written needs none.
std::optional<fault> write_formed(output& out, leaf kind, std::string_view text, workspace& work) {
  work.made.clear();
  if (!scalars::write_stored(kind, work.made, text)) return fault::wrong_kind;
  out.add_quoted(work.made);
  return written;
}

// The rule speaks of the text itself, and so knows neither quotes nor escapes.
std::optional<fault> write_ruled(output& out, const scalars::rule& rule, token found,
                                 std::string_view text, workspace& work) {
  if (found == token::string && text.find('\\') != std::string_view::npos) {
    const auto read = json::read(text);
    if (!read) return fault::malformed;
    work.bare = *read->get<std::string>();
    text = work.bare;
  } else if (found == token::string) {
    text = without_quotes(text);
  }
  work.made.clear();
  if (!rule.write(work.made, text)) return fault::wrong_kind;
  if (is_plain(work.made)) {
    out.add_quoted(work.made);
  } else {
    work.bare.clear();
    json::write_string(work.bare, work.made);
    out.add(work.bare);
  }
  return written;
}

// The digits stay as they are stored. A string of pgvector's has no escape.
std::optional<fault> write_vector(output& out, token found, std::string_view text) {
  if (found != token::list && found != token::string) return fault::wrong_kind;
  if (found == token::string) text = without_quotes(text);
  switch (scalars::form_of_vector(text)) {
    case scalars::vector_form::well: out.add(text); return written;
    case scalars::vector_form::no_vector: return fault::wrong_kind;
    case scalars::vector_form::too_large: return fault::out_of_range;
  }
  return fault::wrong_kind;
}

#ifdef __SSE2__
// Whether each special byte of the sixteen at `at` may stand there. Those before `checked` are part
// of an escape that was looked at already.
bool check_special(unsigned special, const char* at, const char* end, const char*& checked) {
  for (; special != 0; special &= special - 1) {
    const char* const place = at + std::countr_zero(special);
    if (place < checked) continue;
    checked = past_one(place, end);
    if (checked == nullptr) return false;
  }
  return true;
}
#endif

}  // namespace

char* copy_string(char* to, std::string_view text, const char* limit) {
  const std::size_t size = text.size();
#ifdef __SSE2__
  // The quotes at both ends would be special bytes, so they are left out.
  const char* from = text.data() + 1;
  const char* const end = text.data() + size - 1;
  if (size < 2 || *end != '"') return nullptr;
  const char* checked = from;
  *to++ = '"';
  if (limit - from >= static_cast<std::ptrdiff_t>(chunk_bytes)) {
    for (; end - from >= static_cast<std::ptrdiff_t>(chunk_bytes); from += chunk_bytes) {
      const __m128i chunk = load_chunk(from);
      store_chunk(to, chunk);
      to += chunk_bytes;
      const unsigned special = special_bytes(chunk);
      if (special != 0 && !check_special(special, from, end, checked)) return nullptr;
    }
    const auto left = static_cast<unsigned>(end - from);
    // The last sixteen that may be read, if those behind the string may not.
    const bool is_behind = limit - from < static_cast<std::ptrdiff_t>(chunk_bytes);
    const unsigned back = is_behind ? static_cast<unsigned>(chunk_bytes) - left : 0;
    const __m128i chunk = load_chunk(from - back);
    store_chunk(to - back, chunk);
    const unsigned special = special_bytes(chunk) >> back & ((1U << left) - 1);
    if (special != 0 && !check_special(special, from, end, checked)) return nullptr;
    to[left] = '"';
    return to + left + 1;
  }
  --to;
#else
  static_cast<void>(limit);
#endif
  if (kind_of(text) != token::string) return nullptr;
  copy_bytes(to, text.data(), size);
  return to + size;
}

bool is_short_integer(std::string_view text, const char* limit) {
  constexpr std::size_t always_fits = 9;  // digits
  if (text.size() > always_fits || text.front() == '0') return false;
#ifdef __SSE2__
  if (limit - text.data() >= static_cast<std::ptrdiff_t>(chunk_bytes)) {
    const __m128i digits = _mm_sub_epi8(load_chunk(text.data()), _mm_set1_epi8('0'));
    const __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(digits, _mm_set1_epi8(9)), digits);
    const unsigned all = (1U << text.size()) - 1;
    return (static_cast<unsigned>(_mm_movemask_epi8(low)) & all) == all;
  }
#else
  static_cast<void>(limit);
#endif
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<fault> write_other_leaf(output& out, leaf kind, const scalars::rule* rule,
                                      std::string_view text, workspace& work) {
  const token found = kind_of(text);
  if (found == token::malformed) return fault::malformed;
  const bool nested = found == token::list || found == token::object;
  const bool may_nest = kind == leaf::json || kind == leaf::other ||
                        (kind == leaf::vector && found == token::list && is_jsonb(text));
  if (nested && !may_nest) {
    // Only the first byte is known of a container; a row cut short is not a wrong kind.
    const char* const end = text.data() + text.size();
    return value_end(text.data(), end) == end ? fault::wrong_kind : fault::malformed;
  }
  switch (kind) {
    case leaf::json:
    case leaf::other:
      if (nested && !is_jsonb(text)) return fault::malformed;
      out.add(text);
      return written;
    case leaf::ruled:
      FRAISEQL_CHECK(rule != nullptr);
      if (found != token::string && found != token::number) return fault::wrong_kind;
      return write_ruled(out, *rule, found, text, work);
    case leaf::string:
      if (found != token::string) return fault::wrong_kind;
      out.add(text);
      return written;
    case leaf::boolean:
      if (found != token::boolean) return fault::wrong_kind;
      out.add(text);
      return written;
    case leaf::id:
      if (found == token::string) {
        out.add(text);
        return written;
      }
      if (found != token::number || !is_integer(text)) return fault::wrong_kind;
      out.add_quoted(text);
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
      out.add_quoted(digits);
      return written;
    }
    case leaf::decimal: {
      const std::string_view digits = found == token::string ? without_quotes(text) : text;
      if (!is_number(digits)) return fault::wrong_kind;
      out.add_quoted(digits);
      return written;
    }
    case leaf::vector: return write_vector(out, found, text);
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
    case leaf::int_range:
    case leaf::big_int_range:
    case leaf::decimal_range:
    case leaf::date_time_range:
      if (found != token::string) return fault::wrong_kind;
      return write_formed(out, kind, without_quotes(text), work);
  }
  return fault::wrong_kind;
}

}  // namespace fraiseql::transform
