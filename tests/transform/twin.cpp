// A completed value is a string, or nothing where its null goes on to the parent, as in
// CompleteValue of the specification (6.4.3) and its error handling (6.4.4). Leafs are
// checked with the regular expressions of the C library; text_twin.cpp has those of a form.
#include "transform/twin.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>

#include "base/check.hpp"
#include "json/read.hpp"
#include "transform/text_twin.hpp"

namespace fraiseql::transform::twin {
namespace {

using completed = std::optional<std::string>;
using leaf_result = std::variant<std::string, fault>;

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

leaf_result leaf_text(leaf kind, const json::value& v) {
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

std::string type_in_words(const value_shape& shape, unsigned level) {
  if (level == 0) {
    if (shape.abstract) return shape.abstract->type_name;
    if (shape.rule) return shape.rule->type_name;
    return shape.object ? shape.object->type_name : std::string(to_string(shape.kind));
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
    } else if (shape.abstract) {
      if (v.get<json::object>() != nullptr) return abstract(shape, v, path);
    } else {
      leaf_result result = shape.rule ? ruled(*shape.rule, v) : leaf_text(shape.kind, v);
      if (auto* text = std::get_if<std::string>(&result)) return *text;
      report(std::get<fault>(result), shape, level, path);
      return std::nullopt;
    }
    report(fault::wrong_kind, shape, level, path);
    return std::nullopt;
  }

  completed abstract(const value_shape& shape, const json::value& v, const response_path& path) {
    const json::value* type = v.find(shape.abstract->discriminator);
    for (const object_shape& one : shape.abstract->possible) {
      if (type != nullptr && *type == json::value(one.type_name)) return object(one, v, path);
    }
    report(fault::unknown_type, shape, 0, path);
    return std::nullopt;
  }

  // `v` is `[value]` or the number of an error.
  completed computed(const value_shape& shape, const json::value* v, const response_path& path) {
    if (v != nullptr && v->get<json::array>() != nullptr) {
      return complete(shape, shape.list_depth, v->get<json::array>()->data(), path);
    }
    report(fault::raised, shape, shape.list_depth, path,
           v == nullptr ? missing_value : std::stoull(v->get<json::number>()->text));
    const bool non_null = (shape.non_null >> shape.list_depth & 1) != 0;
    return non_null ? completed() : completed("null");
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
      const json::value* stored = v.find(shape.keys[field.key]);
      const completed text = field.is_computed
                                 ? computed(field.value, stored, path)
                                 : complete(field.value, field.value.list_depth, stored, path);
      if (!text) return std::nullopt;
      out += *text;
    }
    return out + "}";
  }

  void report(fault kind, const value_shape& shape, unsigned level, const response_path& path,
              std::uint64_t raised = 0) {
    if (errors_.size() == max_errors) return;
    errors_.push_back(
        {.kind = kind, .path = path, .expected = type_in_words(shape, level), .raised = raised});
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
