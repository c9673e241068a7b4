// A completed value is a string, or nothing where its null goes on to the parent, as in
// CompleteValue of the specification (6.4.3) and its error handling (6.4.4). Leafs are
// checked with the regular expressions and the calendar of the C library.
#include "transform/twin.hpp"

#include <regex.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <optional>

#include "base/check.hpp"
#include "json/read.hpp"

namespace fraiseql::transform::twin {
namespace {

using completed = std::optional<std::string>;
using leaf_result = std::variant<std::string, fault>;

// The parts of `text` that the groups of `pattern` match, group 0 being all of it, or
// nothing if it does not match. A group that took no part is empty.
std::vector<std::string> parts_of(const std::string& text, const std::string& pattern) {
  regex_t form;
  FRAISEQL_CHECK(regcomp(&form, ("^(" + pattern + ")$").c_str(), REG_EXTENDED) == 0);
  std::vector<regmatch_t> found(form.re_nsub + 1);
  const bool matched = regexec(&form, text.c_str(), found.size(), found.data(), 0) == 0;
  regfree(&form);
  std::vector<std::string> parts;
  for (std::size_t i = 1; matched && i < found.size(); ++i) {
    const bool part = found[i].rm_so >= 0;
    const auto begin = static_cast<std::size_t>(part ? found[i].rm_so : 0);
    parts.push_back(
        text.substr(begin, part ? static_cast<std::size_t>(found[i].rm_eo) - begin : 0));
  }
  return parts;
}

bool matches(const std::string& text, const std::string& pattern) {
  return !parts_of(text, pattern).empty();
}

std::string jsonb_string(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    const std::string_view special = "\"\\\b\f\n\r\t";
    const std::size_t at = special.find(c);
    if (at != std::string_view::npos) {
      out += '\\';
      out += R"("\bfnrt)"[at];
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
      out += escape;
    } else {
      out += c;
    }
  }
  return out + '"';
}

leaf_result date_time(const std::string& text) {
  const auto parts =
      parts_of(text,
               "([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt ]([0-9]{2}):([0-9]{2}):([0-9]{2})(\\.[0-9]+)?"
               "([Zz]|([+-])([0-9]{2})(:([0-9]{2})(:([0-9]{2}))?)?)");
  if (parts.empty()) return fault::wrong_kind;
  const auto number = [&](std::size_t i) { return std::atoi(parts[i].c_str()); };
  std::tm clock = {};
  clock.tm_year = number(1) - 1900;
  clock.tm_mon = number(2) - 1;
  clock.tm_mday = number(3);
  clock.tm_hour = number(4);
  clock.tm_min = number(5);
  clock.tm_sec = number(6);
  const std::tm asked = clock;
  std::time_t instant = timegm(&clock);  // normalises what is no date, such as 30 February
  const bool is_date = clock.tm_mon == asked.tm_mon && clock.tm_mday == asked.tm_mday &&
                       clock.tm_hour == asked.tm_hour && clock.tm_min == asked.tm_min &&
                       clock.tm_sec == asked.tm_sec;
  if (!is_date || number(1) == 0) return fault::wrong_kind;
  if (number(10) > 23 || number(12) > 59 || number(14) > 59) return fault::wrong_kind;
  const int offset = number(10) * 3600 + number(12) * 60 + number(14);
  instant -= parts[9] == "-" ? -offset : offset;
  std::tm utc = {};
  gmtime_r(&instant, &utc);
  if (utc.tm_year + 1900 < 1 || utc.tm_year + 1900 > 9999) return fault::wrong_kind;
  char text_utc[64];
  std::snprintf(text_utc, sizeof text_utc, "%04d-%02d-%02dT%02d:%02d:%02d", utc.tm_year + 1900,
                utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec);
  return '"' + std::string(text_utc) + parts[7] + "Z\"";
}

leaf_result int32(const std::string& text) {
  if (!matches(text, R"(-?[0-9]+(\.0+)?)")) return fault::wrong_kind;
  const std::string whole = text.substr(0, text.find('.'));
  const double value = std::strtod(whole.c_str(), nullptr);  // exact where it matters
  if (value < -2147483648.0 || value > 2147483647.0) return fault::out_of_range;
  return whole;
}

leaf_result leaf_text(leaf kind, const json::value& v) {
  const auto* number = v.get<json::number>();
  const auto* text = v.get<std::string>();
  const std::string digits = number != nullptr ? number->text : text != nullptr ? *text : "";
  switch (kind) {
    case leaf::any: return to_jsonb_text(v);
    case leaf::string:
      if (text != nullptr) return jsonb_string(*text);
      break;
    case leaf::id:
      if (text != nullptr) return jsonb_string(*text);
      if (number != nullptr && matches(digits, "-?[0-9]+")) return '"' + digits + '"';
      break;
    case leaf::boolean:
      if (v.get<bool>() != nullptr) return to_jsonb_text(v);
      break;
    case leaf::int32:
      if (number != nullptr) return int32(digits);
      break;
    case leaf::number:
      if (number == nullptr) break;
      if (std::isinf(std::strtod(digits.c_str(), nullptr))) return fault::out_of_range;
      return digits;
    case leaf::big_int:
      if (matches(digits, "-?[0-9]+")) return '"' + digits + '"';
      break;
    case leaf::decimal:
      if (matches(digits, R"(-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?)"))
        return '"' + digits + '"';
      break;
    case leaf::date_time:
      if (text != nullptr) return date_time(*text);
      break;
  }
  return fault::wrong_kind;
}

std::string type_in_words(const value_shape& shape, unsigned level) {
  constexpr const char* names[] = {"JSON",  "String", "ID",      "Boolean", "Int",
                                   "Float", "BigInt", "Decimal", "DateTime"};
  if (level == 0) {
    return shape.object ? shape.object->type_name : names[static_cast<std::size_t>(shape.kind)];
  }
  const bool non_null = (shape.non_null >> (level - 1) & 1) != 0;
  return "[" + type_in_words(shape, level - 1) + (non_null ? "!]" : "]");
}

class walk {
 public:
  explicit walk(std::vector<field_error>& errors) : errors_(errors) {}

  // `v` is nullptr where nothing is stored.
  completed complete(const value_shape& shape, unsigned level, const json::value* v,
                     const response_path& path) {
    const bool non_null = (shape.non_null >> level & 1) != 0;
    completed text;
    if (v == nullptr || v->is_null()) {
      if (non_null) report(fault::null_value, shape, level, path);
    } else {
      text = content(shape, level, *v, path);
    }
    if (text || non_null) return text;
    return "null";
  }

 private:
  completed content(const value_shape& shape, unsigned level, const json::value& v,
                    const response_path& path) {
    if (level > 0) {
      if (const auto* items = v.get<json::array>()) return list(shape, level, *items, path);
    } else if (shape.object) {
      if (v.get<json::object>() != nullptr) return object(*shape.object, v, path);
    } else {
      leaf_result result = leaf_text(shape.kind, v);
      if (auto* text = std::get_if<std::string>(&result)) return *text;
      report(std::get<fault>(result), shape, level, path);
      return std::nullopt;
    }
    report(fault::wrong_kind, shape, level, path);
    return std::nullopt;
  }

  completed list(const value_shape& shape, unsigned level, const json::array& items,
                 response_path path) {
    std::string out = "[";
    path.emplace_back(std::uint64_t{0});
    for (std::size_t i = 0; i < items.size(); ++i) {
      path.back() = std::uint64_t{i};
      const completed item = complete(shape, level - 1, &items[i], path);
      if (!item) return std::nullopt;
      out += (i > 0 ? "," : "") + *item;
    }
    return out + "]";
  }

  completed object(const object_shape& shape, const json::value& v, response_path path) {
    std::string out = "{";
    path.emplace_back("");
    for (const field_shape& field : shape.fields) {
      if (out.size() > 1) out += ",";
      out += field.prefix;
      if (field.key == typename_key) {
        out += '"' + shape.type_name + '"';
        continue;
      }
      path.back() = field.response_key;
      const completed text =
          complete(field.value, field.value.list_depth, v.find(shape.keys[field.key]), path);
      if (!text) return std::nullopt;
      out += *text;
    }
    return out + "}";
  }

  void report(fault kind, const value_shape& shape, unsigned level, const response_path& path) {
    if (errors_.size() == max_errors) return;
    errors_.push_back({.kind = kind, .path = path, .expected = type_in_words(shape, level)});
  }

  std::vector<field_error>& errors_;
};

completed complete_row(walk& steps, const value_shape& shape, std::string_view row,
                       const response_path& path) {
  if (row.data() == nullptr) return steps.complete(shape, shape.list_depth, nullptr, path);
  const auto document = json::read(row);
  FRAISEQL_CHECK(document.ok());
  return steps.complete(shape, shape.list_depth, &*document, path);
}

completed complete_rows(walk& steps, const response_shape& shape,
                        std::span<const std::string_view> rows) {
  std::string out = "[";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const completed row = complete_row(steps, shape.value, rows[i], {std::uint64_t{i}});
    if (!row && !shape.list_non_null) return "null";
    if (!row) return std::nullopt;
    out += (i > 0 ? "," : "") + *row;
  }
  return out + "]";
}

}  // namespace

bool write_value(std::string& out, const response_shape& shape,
                 std::span<const std::string_view> rows, std::vector<field_error>& errors) {
  walk steps(errors);
  const completed text =
      shape.rows == cardinality::many
          ? complete_rows(steps, shape, rows)
          : complete_row(steps, shape.value, rows.empty() ? std::string_view() : rows[0], {});
  if (text) out += *text;
  return text.has_value();
}

std::string to_jsonb_text(const json::value& v) {
  if (v.is_null()) return "null";
  if (const auto* truth = v.get<bool>()) return *truth ? "true" : "false";
  if (const auto* number = v.get<json::number>()) return number->text;
  if (const auto* text = v.get<std::string>()) return jsonb_string(*text);
  std::string out;
  if (const auto* items = v.get<json::array>()) {
    for (const json::value& item : *items) out += (out.empty() ? "" : ", ") + to_jsonb_text(item);
    return "[" + out + "]";
  }
  json::object sorted = *v.get<json::object>();
  std::ranges::sort(sorted, jsonb_key_less, &json::member::first);
  for (const auto& [key, item] : sorted) {
    out += (out.empty() ? "" : ", ") + jsonb_string(key) + ": " + to_jsonb_text(item);
  }
  return "{" + out + "}";
}

}  // namespace fraiseql::transform::twin
