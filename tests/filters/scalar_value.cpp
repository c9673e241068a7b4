// Texts are read on trust: the tests give none that is not of its kind.
#include "filters/scalar_value.hpp"

#include <algorithm>
#include <cstdlib>

#include "base/check.hpp"
#include "filters/calendar.hpp"
#include "json/write.hpp"

namespace fraiseql::filters {
namespace {

std::uint8_t hexadecimal(std::string_view text) {
  return static_cast<std::uint8_t>(std::strtoul(std::string(text).c_str(), nullptr, 16));
}

std::string text_of(const json::value& value) {
  if (const auto* text = value.get<std::string>()) return *text;
  return json::to_text(value);
}

// Of a MAC address of six octets the two between its halves are FF and FE, as in a macaddr8.
std::string read_mac(std::string_view text) {
  std::string octets;
  for (std::size_t at = 0; at < text.size(); at += 3) {
    octets += static_cast<char>(hexadecimal(text.substr(at, 2)));
  }
  if (octets.size() == 6) octets.insert(3, "\xff\xfe");
  return octets;
}

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

labels read_labels(const std::string& text) {
  labels made;
  std::size_t begin = 0;
  while (!text.empty() && begin <= text.size()) {
    const std::size_t end = std::min(text.find('.', begin), text.size());
    made.all.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return made;
}

exact exactly(std::int64_t number) { return read_exact(std::to_string(number)); }

// Needs a whole number of 64 bits.
std::int64_t whole_of(const exact& number) {
  std::string digits = number.digits;
  digits.append(static_cast<std::size_t>(number.point) - digits.size(), '0');
  return std::stoll((number.is_negative ? "-0" : "0") + digits);
}

exact read_bound(kind of, std::string_view text) {
  if (of == kind::date_range) return exactly(read_date(text));
  if (of == kind::date_time_range) return exactly(static_cast<std::int64_t>(read_instant(text)));
  return read_exact(text);
}

std::string_view without_quotes(std::string_view text) {
  return text.starts_with('"') ? text.substr(1, text.size() - 2) : text;
}

range read_range(kind of, std::string_view text) {
  if (text == "empty") return {.is_empty = true};
  const std::size_t comma = text.find(',');
  const std::string_view low = without_quotes(text.substr(1, comma - 1));
  const std::string_view high = without_quotes(text.substr(comma + 1, text.size() - comma - 2));
  range made;
  if (!low.empty()) made.low = read_bound(of, low);
  if (!high.empty()) made.high = read_bound(of, high);
  made.has_low = made.low && text.front() == '[';
  made.has_high = made.high && text.back() == ']';
  if (made.low && made.high) {
    const bool has_something =
        *made.low < *made.high || (*made.low == *made.high && made.has_low && made.has_high);
    if (!has_something) return {.is_empty = true};
  }
  if (of == kind::decimal_range || of == kind::date_time_range) return made;
  // What is between two neighbours is nothing, and a bound inside is one outside.
  const auto next = [](const exact& whole) { return exactly(whole_of(whole) + 1); };
  if (made.low && !made.has_low) made.low = next(*made.low);
  if (made.high && made.has_high) made.high = next(*made.high);
  made.has_low = made.low.has_value();
  made.has_high = false;
  if (made.low && made.high && *made.low == *made.high) return {.is_empty = true};
  return made;
}

void read_v4(std::string_view text, std::uint8_t* out) {
  for (int i = 0; i < 4; ++i) {
    const std::size_t end = std::min(text.find('.'), text.size());
    out[i] = static_cast<std::uint8_t>(std::stoul(std::string(text.substr(0, end))));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// The groups of one side of `::`, as bytes.
std::vector<std::uint8_t> read_groups(std::string_view text) {
  std::vector<std::uint8_t> bytes;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(':'), text.size());
    const std::string_view group = text.substr(0, end);
    if (group.find('.') != std::string_view::npos) {
      bytes.resize(bytes.size() + 4);
      read_v4(group, bytes.data() + bytes.size() - 4);
    } else {
      const auto number = std::strtoul(std::string(group).c_str(), nullptr, 16);
      bytes.push_back(static_cast<std::uint8_t>(number >> 8U));
      bytes.push_back(static_cast<std::uint8_t>(number));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return bytes;
}

}  // namespace

exact read_exact(std::string_view text) {
  exact made;
  if (text.starts_with('-') || text.starts_with('+')) {
    made.is_negative = text.front() == '-';
    text.remove_prefix(1);
  }
  const std::size_t e = std::min(text.find_first_of("eE"), text.size());
  if (e < text.size()) made.point = std::stoll(std::string(text.substr(e + 1)));
  const std::string_view mantissa = text.substr(0, e);
  const std::size_t dot = std::min(mantissa.find('.'), mantissa.size());
  made.digits = std::string(mantissa.substr(0, dot));
  made.point += static_cast<std::int64_t>(dot);
  if (dot < mantissa.size()) made.digits += mantissa.substr(dot + 1);
  const std::size_t first = made.digits.find_first_not_of('0');
  if (first == std::string::npos) return {};
  made.digits.erase(made.digits.find_last_not_of('0') + 1);
  made.digits.erase(0, first);
  made.point -= static_cast<std::int64_t>(first);
  return made;
}

std::strong_ordering operator<=>(const exact& a, const exact& b) {
  const auto sign = [](const exact& of) { return of.digits.empty() ? 0 : of.is_negative ? -1 : 1; };
  if (sign(a) != sign(b)) return sign(a) <=> sign(b);
  if (sign(a) == 0) return std::strong_ordering::equal;
  const auto size = a.point != b.point ? a.point <=> b.point : a.digits <=> b.digits;
  return a.is_negative ? 0 <=> size : size;
}

network read_network(std::string_view text) {
  network made;
  const std::size_t slash = std::min(text.find('/'), text.size());
  const std::string_view address = text.substr(0, slash);
  if (address.find(':') == std::string_view::npos) {
    read_v4(address, made.bytes.data());
  } else {
    made.family = 6;
    made.prefix = 128;
    const std::size_t gap = address.find("::");
    const auto head = read_groups(address.substr(0, gap));
    std::ranges::copy(head, made.bytes.begin());
    if (gap != std::string_view::npos) {
      const auto tail = read_groups(address.substr(gap + 2));
      std::ranges::copy_backward(tail, made.bytes.end());
    }
  }
  if (slash < text.size()) made.prefix = std::stoi(std::string(text.substr(slash + 1)));
  return made;
}

bool is_within(const network& inner, const network& outer) {
  if (inner.family != outer.family || inner.prefix < outer.prefix) return false;
  for (int bit = 0; bit < outer.prefix; ++bit) {
    const auto byte = static_cast<std::size_t>(bit / 8);
    const unsigned mask = 0x80U >> static_cast<unsigned>(bit % 8);
    if ((inner.bytes[byte] & mask) != (outer.bytes[byte] & mask)) return false;
  }
  return true;
}

bool contains(const range& outer, const range& inner) {
  if (inner.is_empty || outer.is_empty) return inner.is_empty;
  const bool begins =
      !outer.low || (inner.low && (*outer.low < *inner.low || (*outer.low == *inner.low &&
                                                               (outer.has_low || !inner.has_low))));
  const bool ends =
      !outer.high ||
      (inner.high && (*inner.high < *outer.high ||
                      (*outer.high == *inner.high && (outer.has_high || !inner.has_high))));
  return begins && ends;
}

bool overlap(const range& a, const range& b) {
  return !a.is_empty && !b.is_empty && !is_left_of(a, b) && !is_left_of(b, a);
}

bool is_left_of(const range& a, const range& b) {
  if (a.is_empty || b.is_empty || !a.high || !b.low) return false;
  return *a.high < *b.low || (*a.high == *b.low && !(a.has_high && b.has_low));
}

bool are_adjacent(const range& a, const range& b) {
  if (a.is_empty || b.is_empty) return false;
  const auto meet = [](const range& left, const range& right) {
    return left.high && right.low && *left.high == *right.low && left.has_high != right.has_low;
  };
  return meet(a, b) || meet(b, a);
}

bool is_ancestor(const labels& above, const labels& below) {
  return above.all.size() <= below.all.size() &&
         std::equal(above.all.begin(), above.all.end(), below.all.begin());
}

scalar_value read_scalar(kind of, const json::value& value) {
  const std::string text = text_of(value);
  switch (of) {
    case kind::integer:
    case kind::big_int:
    case kind::decimal: return read_exact(text);
    case kind::floating: return std::strtod(text.c_str(), nullptr);
    case kind::boolean: return text == "true";
    case kind::uuid: return lower(text);
    case kind::date_time: return read_instant(text);
    case kind::date: return ticks{read_date(text)};
    case kind::time: return read_time(text);
    case kind::duration: return read_duration(text);
    case kind::json: return value;
    case kind::ip_address:
    case kind::cidr: return read_network(text);
    case kind::mac_address: return read_mac(text);
    case kind::ltree: return read_labels(text);
    case kind::date_range:
    case kind::int_range:
    case kind::big_int_range:
    case kind::decimal_range:
    case kind::date_time_range: return read_range(of, text);
    case kind::string:
    case kind::id:
    case kind::email_address:
    case kind::url:
    case kind::enumeration: return text;
    case kind::object: break;
  }
  FRAISEQL_CHECK(of != kind::object);
  return text;
}

bool is_equal(const scalar_value& a, const scalar_value& b) {
  if (const auto* json = std::get_if<json::value>(&a))
    return json_equal(*json, std::get<json::value>(b));
  return std::visit(
      [&](const auto& left) {
        using type = std::decay_t<decltype(left)>;
        if constexpr (std::is_same_v<type, json::value>)
          return false;
        else
          return left == std::get<type>(b);
      },
      a);
}

bool is_less(const scalar_value& a, const scalar_value& b) {
  if (const auto* number = std::get_if<exact>(&a)) return (*number <=> std::get<exact>(b)) < 0;
  if (const auto* number = std::get_if<double>(&a)) return *number < std::get<double>(b);
  if (const auto* text = std::get_if<std::string>(&a)) return *text < std::get<std::string>(b);
  return std::get<ticks>(a) < std::get<ticks>(b);
}

bool json_equal(const json::value& a, const json::value& b) {
  if (a.index() != b.index()) return false;
  if (const auto* number = a.get<json::number>()) {
    return read_exact(number->text) == read_exact(b.get<json::number>()->text);
  }
  if (const auto* list = a.get<json::array>()) {
    return std::ranges::equal(*list, *b.get<json::array>(), json_equal);
  }
  if (const auto* members = a.get<json::object>()) {
    return members->size() == b.get<json::object>()->size() &&
           std::ranges::all_of(*members, [&](const json::member& one) {
             const json::value* other = b.find(one.first);
             return other != nullptr && json_equal(one.second, *other);
           });
  }
  if (const auto* text = a.get<std::string>()) return *text == *b.get<std::string>();
  if (const auto* flag = a.get<bool>()) return *flag == *b.get<bool>();
  return true;
}

namespace {

// Below the top a list contains lists only, as jsonb has it.
bool deep_contains(const json::value& outer, const json::value& inner) {
  if (const auto* members = inner.get<json::object>()) {
    return outer.get<json::object>() != nullptr &&
           std::ranges::all_of(*members, [&](const json::member& one) {
             const json::value* other = outer.find(one.first);
             return other != nullptr && deep_contains(*other, one.second);
           });
  }
  if (const auto* items = inner.get<json::array>()) {
    const auto* among = outer.get<json::array>();
    return among != nullptr && std::ranges::all_of(*items, [&](const json::value& item) {
             return std::ranges::any_of(
                 *among, [&](const json::value& one) { return deep_contains(one, item); });
           });
  }
  return json_equal(outer, inner);
}

}  // namespace

bool json_contains(const json::value& outer, const json::value& inner) {
  const bool is_container =
      inner.get<json::array>() != nullptr || inner.get<json::object>() != nullptr;
  if (const auto* items = outer.get<json::array>(); items != nullptr && !is_container) {
    return std::ranges::any_of(*items,
                               [&](const json::value& one) { return json_equal(one, inner); });
  }
  return deep_contains(outer, inner);
}

bool json_has_key(const json::value& of, std::string_view key) {
  if (of.get<json::object>() != nullptr) return of.find(key) != nullptr;
  const auto is_key = [&](const json::value& one) {
    const auto* text = one.get<std::string>();
    return text != nullptr && *text == key;
  };
  if (const auto* items = of.get<json::array>()) return std::ranges::any_of(*items, is_key);
  return is_key(of);
}

}  // namespace fraiseql::filters
