#include "dom_transform.hpp"

#include <emmintrin.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <utility>

#include "json/jsonb.hpp"
#include "scalars/text.hpp"

namespace bench {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

constexpr std::size_t padded_to = 32;

// Behind every key, prefix and value that is copied in steps of 32 bytes.
std::string padded(std::string text) {
  text.resize((text.size() / padded_to + 1) * padded_to);
  return text;
}

template <class T>
T must(simdjson::simdjson_result<T> given) {
  T made;
  if (std::move(given).get(made) != simdjson::SUCCESS) std::abort();
  return made;
}

kind kind_of(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, kind>, 9> names = {{
      {"String", kind::text},
      {"ID", kind::id},
      {"Int", kind::int32},
      {"Float", kind::floating},
      {"Boolean", kind::boolean},
      {"DateTime", kind::date_time},
      {"enum", kind::enumeration},
      {"object", kind::object},
      {"typename", kind::type_name},
  }};
  for (const auto& [known, of] : names) {
    if (known == name) return of;
  }
  std::abort();
}

value_plan plan_of(element given) {
  value_plan made;
  made.kind = kind_of(must(given["kind"].get_string()));
  if (made.kind == kind::type_name) return made;
  made.depth = static_cast<unsigned>(must(given["depth"].get_uint64()));
  made.non_null = static_cast<unsigned>(must(given["non_null"].get_uint64()));
  if (made.kind == kind::enumeration) {
    for (const auto& [stored, written] : must(given["values"].get_object())) {
      const std::string quoted = '"' + std::string(must(written.get_string())) + '"';
      made.values.push_back({.stored = std::string(stored), .written = quoted});
    }
  }
  if (made.kind != kind::object) return made;
  const auto fields = must(given["fields"].get_array());
  for (const element field : fields) {
    if (std::string_view key; field["key"].get(key) == simdjson::SUCCESS) {
      made.keys.emplace_back(key);
    }
  }
  std::ranges::sort(made.keys, fraiseql::json::jsonb_key_less);
  made.keys.erase(std::unique(made.keys.begin(), made.keys.end()), made.keys.end());
  for (const element field : fields) {
    field_plan& one = made.fields.emplace_back();
    one.prefix = made.fields.size() == 1 ? "{\"" : ",\"";
    one.prefix += must(field["name"].get_string());
    one.prefix += "\":";
    one.value = plan_of(field);
    if (one.value.kind == kind::type_name) {
      one.prefix += '"' + std::string(must(field["value"].get_string())) + '"';
    } else {
      const std::string key(must(field["key"].get_string()));
      one.key = static_cast<std::size_t>(std::ranges::find(made.keys, key) - made.keys.begin());
    }
    one.prefix_size = one.prefix.size();
    one.prefix = padded(std::move(one.prefix));
  }
  return made;
}

// There is room for the text and 31 bytes more, and as much may be read.
char* copy_padded(char* at, const char* text, std::size_t size) {
  std::memcpy(at, text, padded_to);
  for (std::size_t i = padded_to; i < size; i += padded_to) {
    std::memcpy(at + i, text + i, padded_to);
  }
  return at + size;
}

char* copy(char* at, std::string_view text) {
  std::memcpy(at, text.data(), text.size());
  return at + text.size();
}

char* escape(char* at, char byte) {
  *at++ = '\\';
  switch (byte) {
    case '"':
    case '\\': *at++ = byte; return at;
    case '\b': *at++ = 'b'; return at;
    case '\f': *at++ = 'f'; return at;
    case '\n': *at++ = 'n'; return at;
    case '\r': *at++ = 'r'; return at;
    case '\t': *at++ = 't'; return at;
    default: break;
  }
  constexpr std::string_view digits = "0123456789abcdef";
  const auto code = static_cast<unsigned char>(byte);
  at = copy(at, "u00");
  *at++ = digits[code >> 4];
  *at++ = digits[code & 15];
  return at;
}

// With its quotes. There is room for six bytes for each of the text and 18 more, and 15 bytes
// behind the text may be read, as the tape's strings allow.
char* escaped(char* at, std::string_view text) {
  *at++ = '"';
  const char* from = text.data();
  const char* const end = from + text.size();
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i backslash = _mm_set1_epi8('\\');
  const __m128i control = _mm_set1_epi8(0x1f);
  while (from < end) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(at), bytes);
    const __m128i found =
        _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash)),
                     _mm_cmpeq_epi8(_mm_min_epu8(bytes, control), bytes));
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(found));
    const auto clean = mask == 0 ? 16 : std::countr_zero(mask);
    if (end - from <= clean) {
      at += end - from;
      break;
    }
    from += clean;
    at += clean;
    if (mask != 0) at = escape(at, *from++);
  }
  *at++ = '"';
  return at;
}

// Two digits, or 100 where they are none.
unsigned two_digits(const char* at) {
  const auto high = static_cast<unsigned char>(at[0] - '0');
  const auto low = static_cast<unsigned char>(at[1] - '0');
  return high > 9 || low > 9 ? 100 : high * 10U + low;
}

// Whether `text` is in UTC and on a day up to the 28th, which needs no calendar.
bool is_plain_instant(std::string_view text) {
  constexpr std::size_t seconds_end = 19;  // of "2026-01-02T03:04:05"
  if (text.size() < seconds_end + 6 || !text.ends_with("+00:00")) return false;
  const char* const at = text.data();
  const unsigned year = two_digits(at) * 100 + two_digits(at + 2);
  if (year == 0 || year > 9999 || two_digits(at + 2) > 99 || at[4] != '-' || at[7] != '-') {
    return false;
  }
  if (two_digits(at + 5) - 1U > 11 || two_digits(at + 8) - 1U > 27) return false;
  if (at[10] != 'T' || at[13] != ':' || at[16] != ':') return false;
  if (two_digits(at + 11) > 23 || two_digits(at + 14) > 59 || two_digits(at + 17) > 59)
    return false;
  std::string_view fraction = text.substr(seconds_end, text.size() - seconds_end - 6);
  if (fraction.empty()) return true;
  if (fraction.size() == 1 || fraction.front() != '.') return false;
  fraction.remove_prefix(1);
  return std::ranges::all_of(fraction, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

value_plan read_plan(std::string_view text) {
  simdjson::dom::parser parser;
  return plan_of(must(parser.parse(text.data(), text.size())));
}

char* output::grow(char* at, std::size_t more) {
  const auto used = static_cast<std::size_t>(at - bytes_.get());
  const std::size_t capacity = std::max(used * 2, used + more);
  std::unique_ptr<char[]> made(new char[capacity]);
  if (used > 0) std::memcpy(made.get(), bytes_.get(), used);
  bytes_ = std::move(made);
  limit_ = bytes_.get() + capacity;
  return bytes_.get() + used;
}

bool dom_transform::write(output& out, const value_plan& plan, std::string_view text) {
  out_ = &out;
  element document;
  if (parser_.parse(text.data(), text.size(), false).get(document) != simdjson::SUCCESS) {
    return false;
  }
  const char* const end = value(out.end(), plan, plan.depth, document);
  if (end != nullptr) out.ends(end);
  return end != nullptr;
}

inline char* dom_transform::null(char* at, const value_plan& plan, unsigned level) {
  if ((plan.non_null >> level & 1U) != 0) {
    ++errors_;
    return nullptr;
  }
  at = out_->room(at, 4);
  return copy(at, "null");
}

inline char* dom_transform::value(char* at, const value_plan& plan, unsigned level,
                                  element stored) {
  if (stored.is_null()) return null(at, plan, level);
  const auto mark = at - out_->begin();
  char* const end = content(at, plan, level, stored);
  if (end != nullptr || (plan.non_null >> level & 1U) != 0) return end;
  return copy(out_->room(out_->begin() + mark, 4), "null");
}

inline char* dom_transform::content(char* at, const value_plan& plan, unsigned level,
                                    element stored) {
  if (level > 0) {
    simdjson::dom::array items;
    if (stored.get(items) == simdjson::SUCCESS) return list(at, plan, level, items);
  } else if (plan.kind == kind::object) {
    simdjson::dom::object members;
    if (stored.get(members) == simdjson::SUCCESS) return object(at, plan, members);
  } else if (char* const end = leaf(at, plan, stored); end != nullptr) {
    return end;
  }
  ++errors_;
  return nullptr;
}

char* dom_transform::list(char* at, const value_plan& plan, unsigned level,
                          simdjson::dom::array stored) {
  at = out_->room(at, 2);
  *at++ = '[';
  bool first = true;
  for (const element item : stored) {
    if (!first) {
      at = out_->room(at, 1);
      *at++ = ',';
    }
    first = false;
    at = value(at, plan, level - 1, item);
    if (at == nullptr) return at;
  }
  at = out_->room(at, 1);
  *at++ = ']';
  return at;
}

inline void dom_transform::collect(const value_plan& plan, simdjson::dom::object stored,
                                   std::size_t base) {
  std::size_t wanted = 0;
  const auto end = stored.end();
  for (auto member = stored.begin(); member != end; ++member) {
    const std::string_view key = member.key();
    while (fraiseql::json::jsonb_key_less(plan.keys[wanted], key)) {
      if (++wanted == plan.keys.size()) return;
    }
    if (plan.keys[wanted].size() != key.size() ||
        std::memcmp(plan.keys[wanted].data(), key.data(), key.size()) != 0) {
      continue;
    }
    found_[base + wanted] = member.value();
    is_found_[base + wanted] = 1;
    if (++wanted == plan.keys.size()) return;
  }
}

char* dom_transform::object(char* at, const value_plan& plan, simdjson::dom::object stored) {
  const std::size_t base = found_.size();
  found_.resize(base + plan.keys.size());
  is_found_.resize(base + plan.keys.size());
  if (!plan.keys.empty()) collect(plan, stored, base);
  for (const field_plan& field : plan.fields) {
    at = out_->room(at, field.prefix.size());
    at = copy_padded(at, field.prefix.data(), field.prefix_size);
    if (field.value.kind == kind::type_name) continue;
    const std::size_t key = base + field.key;
    at = is_found_[key] != 0 ? value(at, field.value, field.value.depth, found_[key])
                             : null(at, field.value, field.value.depth);
    if (at == nullptr) break;
  }
  found_.resize(base);
  is_found_.resize(base);
  if (at == nullptr) return at;
  at = out_->room(at, 1);
  *at++ = '}';
  return at;
}

inline char* dom_transform::string(char* at, std::string_view text) {
  return escaped(out_->room(at, text.size() * 6 + 18), text);
}

inline char* dom_transform::leaf(char* at, const value_plan& plan, element stored) {
  constexpr std::size_t number_room = 32;
  std::string_view text;
  switch (plan.kind) {
    case kind::text:
      if (stored.get(text) != simdjson::SUCCESS) return nullptr;
      return string(at, text);
    case kind::id:
      if (stored.get(text) == simdjson::SUCCESS) return string(at, text);
      if (std::int64_t number = 0; stored.get(number) == simdjson::SUCCESS) {
        at = out_->room(at, number_room);
        *at++ = '"';
        at = std::to_chars(at, at + number_room - 2, number).ptr;
        *at++ = '"';
        return at;
      }
      return nullptr;
    case kind::int32: {
      std::int64_t number = 0;
      if (stored.get(number) != simdjson::SUCCESS) return nullptr;
      if (number < std::numeric_limits<std::int32_t>::min() ||
          number > std::numeric_limits<std::int32_t>::max()) {
        return nullptr;
      }
      at = out_->room(at, number_room);
      return std::to_chars(at, at + number_room, static_cast<std::int32_t>(number)).ptr;
    }
    case kind::floating: {
      double number = 0;
      if (stored.get(number) != simdjson::SUCCESS) return nullptr;
      at = out_->room(at, number_room);
      return std::to_chars(at, at + number_room, number).ptr;
    }
    case kind::boolean: {
      bool flag = false;
      if (stored.get(flag) != simdjson::SUCCESS) return nullptr;
      at = out_->room(at, 5);
      return copy(at, flag ? "true" : "false");
    }
    case kind::date_time: {
      if (stored.get(text) != simdjson::SUCCESS) return nullptr;
      if (!is_plain_instant(text)) {
        std::string written;
        const auto date_time = fraiseql::scalars::kind::date_time;
        if (!fraiseql::scalars::write_stored(date_time, written, text)) return nullptr;
        return string(at, written);
      }
      at = out_->room(at, text.size() + 2);
      *at++ = '"';
      at = copy(at, text.substr(0, text.size() - 6));
      *at++ = 'Z';
      *at++ = '"';
      return at;
    }
    case kind::enumeration:
      if (stored.get(text) != simdjson::SUCCESS) return nullptr;
      for (const enum_value& one : plan.values) {
        if (one.stored.size() == text.size() &&
            std::memcmp(one.stored.data(), text.data(), text.size()) == 0) {
          return copy(out_->room(at, one.written.size()), one.written);
        }
      }
      return nullptr;
    case kind::object:
    case kind::type_name: break;
  }
  return nullptr;
}

}  // namespace bench
