// Checked with the regular expressions of the C library; text_twin.cpp has those of a form.
#include "transform/leaf_twin.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>

#include "json/read.hpp"
#include "transform/text_twin.hpp"
#include "transform/twin.hpp"

namespace fraiseql::transform::twin {
namespace {

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

leaf_result int32(const std::string& text) {
  if (!matches(text, R"(-?[0-9]+(\.0+)?)")) return fault::wrong_kind;
  const std::string whole = text.substr(0, text.find('.'));
  const double value = std::strtod(whole.c_str(), nullptr);  // exact where it matters
  if (value < -2147483648.0 || value > 2147483647.0) return fault::out_of_range;
  return whole;
}

// What is wrong with such a list, if anything.
std::optional<fault> wrong_in_vector(const json::value& v) {
  const auto* items = v.get<json::array>();
  if (items == nullptr || items->empty() || items->size() > 16'000) return fault::wrong_kind;
  for (const json::value& item : *items) {
    const auto* number = item.get<json::number>();
    if (number == nullptr) return fault::wrong_kind;
    if (std::isinf(std::strtof(number->text.c_str(), nullptr))) return fault::out_of_range;
  }
  return {};
}

leaf_result vector(const json::value& v) {
  const auto* text = v.get<std::string>();
  if (text == nullptr) {
    if (const auto wrong = wrong_in_vector(v)) return *wrong;
    return twin::to_jsonb_text(v);
  }
  const auto read = json::read(*text);
  if (!read) return fault::wrong_kind;
  if (const auto wrong = wrong_in_vector(*read)) return *wrong;
  return *text;
}

leaf_result known_text(leaf kind, const json::value& v) {
  const auto* number = v.get<json::number>();
  const auto* text = v.get<std::string>();
  const std::string digits = number != nullptr ? number->text : text != nullptr ? *text : "";
  switch (kind) {
    case leaf::json: return twin::to_jsonb_text(v);
    case leaf::string:
      if (text != nullptr) return jsonb_string(*text);
      break;
    case leaf::id:
      if (text != nullptr) return jsonb_string(*text);
      if (number != nullptr && matches(digits, "-?[0-9]+")) return '"' + digits + '"';
      break;
    case leaf::boolean:
      if (v.get<bool>() != nullptr) return twin::to_jsonb_text(v);
      break;
    case leaf::int32:
      if (number != nullptr) return int32(digits);
      break;
    case leaf::floating:
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
    case leaf::vector: return vector(v);
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
      if (text != nullptr) {
        if (const auto made = stored_text(kind, *text)) return '"' + *made + '"';
      }
      break;
    case leaf::ruled:
    case leaf::other: break;
  }
  return fault::wrong_kind;
}

leaf_result ruled(const scalars::rule& rule, const json::value& v) {
  const auto* number = v.get<json::number>();
  const auto* text = v.get<std::string>();
  std::string made;
  if (text == nullptr && number == nullptr) return fault::wrong_kind;
  if (!rule.write(made, text != nullptr ? *text : number->text)) return fault::wrong_kind;
  return jsonb_string(made);
}

}  // namespace

leaf_result leaf_text(const value_shape& shape, const json::value& v) {
  return shape.rule ? ruled(*shape.rule, v) : known_text(shape.kind, v);
}

std::string to_jsonb_text(const json::value& v) {
  if (v.is_null()) return "null";
  if (const auto* truth = v.get<bool>()) return *truth ? "true" : "false";
  if (const auto* number = v.get<json::number>()) return number->text;
  if (const auto* text = v.get<std::string>()) return jsonb_string(*text);
  std::string out;
  if (const auto* items = v.get<json::array>()) {
    for (const json::value& item : *items)
      out += (out.empty() ? "" : ", ") + twin::to_jsonb_text(item);
    return "[" + out + "]";
  }
  json::object sorted = *v.get<json::object>();
  std::ranges::sort(sorted, jsonb_key_less, &json::member::first);
  for (const auto& [key, item] : sorted) {
    out += (out.empty() ? "" : ", ") + jsonb_string(key) + ": " + twin::to_jsonb_text(item);
  }
  return "{" + out + "}";
}

}  // namespace fraiseql::transform::twin
