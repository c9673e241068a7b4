// How PostgreSQL orders inet, macaddr8, ltree and ranges is said by its manual, and here again.
#include "lists/ordering.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

#include "base/check.hpp"

namespace fraiseql::lists {
namespace {

using filters::kind;
using filters::scalar_value;

bool is_descending(direction towards) { return towards >= direction::desc; }

bool has_nulls_first(direction towards) {
  return towards == direction::asc_nulls_first || towards == direction::desc ||
         towards == direction::desc_nulls_first;
}

// Up to the shorter prefix, then by its length, then the rest.
std::weak_ordering compare_networks(const filters::network& a, const filters::network& b) {
  if (a.family != b.family) return a.family <=> b.family;
  const auto masked = [&](const filters::network& of) {
    auto bytes = of.bytes;
    const int kept = std::min(a.prefix, b.prefix);
    for (int bit = kept; bit < 128; ++bit) {
      const auto byte = static_cast<std::size_t>(bit / 8);
      bytes[byte] =
          static_cast<std::uint8_t>(bytes[byte] & ~(0x80U >> (static_cast<unsigned>(bit) % 8U)));
    }
    return bytes;
  };
  return std::tuple(masked(a), a.prefix, a.bytes) <=> std::tuple(masked(b), b.prefix, b.bytes);
}

// An empty one is the least; then the lower bounds decide and then the upper ones.
std::weak_ordering compare_ranges(const filters::range& a, const filters::range& b) {
  if (a.is_empty || b.is_empty) return b.is_empty <=> a.is_empty;
  if (a.low.has_value() != b.low.has_value()) return a.low.has_value() <=> b.low.has_value();
  if (a.low != b.low) return *a.low <=> *b.low;
  if (a.has_low != b.has_low) return b.has_low <=> a.has_low;
  if (a.high.has_value() != b.high.has_value()) return b.high.has_value() <=> a.high.has_value();
  if (a.high != b.high) return *a.high <=> *b.high;
  return a.has_high <=> b.has_high;
}

// nullopt: null, or nowhere.
std::optional<scalar_value> value_at(const row& of, const std::vector<filters::field>& path) {
  const json::value* at = &of.document;
  for (const filters::field& step : path) {
    at = at->find(step.key);
    if (at == nullptr || at->is_null()) return {};
  }
  return filters::read_scalar(path.back().of, *at);
}

std::weak_ordering turned(std::weak_ordering order, bool is_turned) {
  return is_turned ? 0 <=> order : order;
}

}  // namespace

std::string_view to_string(direction towards) {
  switch (towards) {
    case direction::asc: return "ASC";
    case direction::asc_nulls_first: return "ASC_NULLS_FIRST";
    case direction::asc_nulls_last: return "ASC_NULLS_LAST";
    case direction::desc: return "DESC";
    case direction::desc_nulls_first: return "DESC_NULLS_FIRST";
    case direction::desc_nulls_last: return "DESC_NULLS_LAST";
  }
  return "";
}

filters::field id_field() {
  return {.name = "id", .key = "id", .of = kind::id, .is_required = true};
}

bool is_orderable(kind of) {
  return of != kind::json && of != kind::enumeration && of != kind::object;
}

std::weak_ordering compare(const scalar_value& a, const scalar_value& b) {
  if (filters::is_equal(a, b)) return std::weak_ordering::equivalent;
  if (const auto* flag = std::get_if<bool>(&a)) return *flag <=> std::get<bool>(b);
  if (const auto* net = std::get_if<filters::network>(&a)) {
    return compare_networks(*net, std::get<filters::network>(b));
  }
  if (const auto* dates = std::get_if<filters::range>(&a)) {
    return compare_ranges(*dates, std::get<filters::range>(b));
  }
  if (const auto* path = std::get_if<filters::labels>(&a)) {
    return path->all <=> std::get<filters::labels>(b).all;
  }
  return filters::is_less(a, b) ? std::weak_ordering::less : std::weak_ordering::greater;
}

std::weak_ordering compare(const ordering& by, const row& a, const row& b) {
  for (const order_key& key : by) {
    const auto left = value_at(a, key.path);
    const auto right = value_at(b, key.path);
    if (!left && !right) continue;
    if (!left || !right) {
      return has_nulls_first(key.towards) == !left ? std::weak_ordering::less
                                                   : std::weak_ordering::greater;
    }
    const auto order = compare(*left, *right);
    if (order != 0) return turned(order, is_descending(key.towards));
  }
  return turned(a.id <=> b.id, !by.empty() && is_descending(by.back().towards));
}

void sort(rows_in_order& rows, const ordering& by) {
  std::ranges::sort(rows, [&](const row* a, const row* b) { return compare(by, *a, *b) < 0; });
}

std::string to_text(const order_key& of) {
  FRAISEQL_CHECK(!of.path.empty());
  std::string text;
  for (const filters::field& step : of.path) text += "{" + step.name + ": ";
  text += to_string(of.towards);
  return text + std::string(of.path.size(), '}');
}

std::string to_text(const ordering& of) {
  std::string text;
  for (const order_key& key : of) text += (text.empty() ? "" : ", ") + to_text(key);
  return "[" + text + "]";
}

json::value to_json(const order_key& of) {
  json::value made = std::string(to_string(of.towards));
  for (std::size_t i = of.path.size(); i > 0; --i) {
    made = json::object{{of.path[i - 1].name, std::move(made)}};
  }
  return made;
}

json::value to_json(const ordering& of) {
  json::array all;
  for (const order_key& key : of) all.push_back(to_json(key));
  return all;
}

}  // namespace fraiseql::lists
