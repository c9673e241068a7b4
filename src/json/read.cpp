// simdjson's On-Demand does the reading; every member is walked here, because it does
// not check what a caller skips.
#include "json/read.hpp"

#include <simdjson.h>

#include <string>
#include <unordered_set>
#include <vector>

namespace fraiseql::json {
namespace {

namespace ondemand = simdjson::ondemand;

failure describe(simdjson::error_code code) {
  if (code == simdjson::UTF8_ERROR) return {"the text is not valid UTF-8"};
  if (code == simdjson::STRING_ERROR) return {"a string has an invalid escape sequence"};
  if (code == simdjson::UNCLOSED_STRING) return {"a string is not closed"};
  return {"the text is not well-formed JSON"};
}

// RFC 8259, section 6. simdjson would refuse what does not fit a double or 64 bits.
bool is_number(std::string_view text) {
  std::size_t i = 0;
  const auto digits = [&] {
    const std::size_t from = i;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
    return i - from;
  };
  if (i < text.size() && text[i] == '-') ++i;
  const bool leading_zero = i < text.size() && text[i] == '0';
  const std::size_t whole = digits();
  if (whole == 0 || (leading_zero && whole > 1)) return false;
  if (i < text.size() && text[i] == '.') {
    ++i;
    if (digits() == 0) return false;
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    if (digits() == 0) return false;
  }
  return i == text.size();
}

std::string_view trim_end(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

// Walks one value and everything in it.
class reader {
 public:
  explicit reader(std::size_t max_depth) : max_depth_(max_depth) {}

  result<value> read(ondemand::value source, std::size_t depth) {
    ondemand::json_type type{};
    if (const auto code = source.type().get(type)) return failed{describe(code)};
    switch (type) {
      case ondemand::json_type::array: return read_array(source, depth);
      case ondemand::json_type::object: return read_object(source, depth);
      case ondemand::json_type::string: return read_string(source);
      case ondemand::json_type::number: return read_number(source);
      case ondemand::json_type::boolean: {
        bool truth = false;
        if (const auto code = source.get_bool().get(truth)) return failed{describe(code)};
        return value(truth);
      }
      case ondemand::json_type::null: {
        bool is_null = false;
        if (const auto code = source.is_null().get(is_null)) return failed{describe(code)};
        if (!is_null) return failed{describe(simdjson::N_ATOM_ERROR)};
        return value(null{});
      }
    }
    return failed{failure{"the text is not well-formed JSON"}};
  }

 private:
  static result<value> read_string(ondemand::value source) {
    std::string_view text;
    if (const auto code = source.get_string().get(text)) return failed{describe(code)};
    return value(std::string(text));
  }

  static result<value> read_number(ondemand::value source) {
    const std::string_view token = trim_end(source.raw_json_token());
    if (!is_number(token)) return failed{failure{"a number is malformed"}};
    std::string text(token);
    // Moves past the number; that it may not fit a double is no concern of ours.
    [[maybe_unused]] const auto ignored = source.get_double().error();
    return value(number{std::move(text)});
  }

  result<value> read_array(ondemand::value source, std::size_t depth) {
    if (depth == max_depth_) return failed{too_deep()};
    ondemand::array items;
    if (const auto code = source.get_array().get(items)) return failed{describe(code)};
    array out;
    for (auto item : items) {
      ondemand::value next;
      if (const auto code = item.get(next)) return failed{describe(code)};
      FRAISEQL_TRY(v, read(next, depth + 1));
      out.push_back(std::move(v));
    }
    return value(std::move(out));
  }

  result<value> read_object(ondemand::value source, std::size_t depth) {
    if (depth == max_depth_) return failed{too_deep()};
    ondemand::object members;
    if (const auto code = source.get_object().get(members)) return failed{describe(code)};
    object out;
    std::unordered_set<std::string> seen;
    for (auto field : members) {
      std::string_view key;
      if (const auto code = field.unescaped_key().get(key)) return failed{describe(code)};
      std::string name(key);
      if (!seen.insert(name).second) {
        return failed{failure{"the member \"" + name + "\" appears twice in one object"}};
      }
      ondemand::value next;
      if (const auto code = field.value().get(next)) return failed{describe(code)};
      FRAISEQL_TRY(v, read(next, depth + 1));
      out.emplace_back(std::move(name), std::move(v));
    }
    return value(std::move(out));
  }

  [[nodiscard]] failure too_deep() const {
    return {"the JSON nests deeper than " + std::to_string(max_depth_) + " levels"};
  }

  std::size_t max_depth_;
};

}  // namespace

result<value> read(std::string_view text, read_options options) {
  // Inside an array of one, a scalar at the root is read like any other value, and
  // text behind it shows as a second item or a missing comma.
  const simdjson::padded_string padded("[" + std::string(text) + "]");
  ondemand::parser parser;
  ondemand::document document;
  ondemand::array items;
  if (const auto code = parser.iterate(padded).get(document)) return failed{describe(code)};
  if (const auto code = document.get_array().get(items)) return failed{describe(code)};
  std::vector<value> found;
  for (auto item : items) {
    ondemand::value next;
    if (const auto code = item.get(next)) return failed{describe(code)};
    if (!found.empty()) return failed{failure{"there is text behind the value"}};
    FRAISEQL_TRY(v, reader(options.max_depth).read(next, 0));
    found.push_back(std::move(v));
  }
  if (found.empty()) return failed{failure{"the text is empty"}};
  if (document.current_location().error() != simdjson::OUT_OF_BOUNDS) {
    return failed{failure{"there is text behind the value"}};
  }
  return std::move(found.front());
}

}  // namespace fraiseql::json
