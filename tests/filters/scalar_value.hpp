// scalar_value: what a stored or given text of a scalar means, so that two spellings of one value
// are one value. Written from docs/api/filters.md and docs/api/scalars.md, slowly and without
// anything of src/ but JSON, as a second opinion of what PostgreSQL makes of the casts.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "filters/model.hpp"
#include "json/value.hpp"

namespace fraiseql::filters {

// An exact number: 0.<digits> times ten to the power of `point`; no digits: zero.
struct exact {
  bool is_negative = false;
  std::string digits;
  std::int64_t point = 0;
  friend bool operator==(const exact&, const exact&) = default;
};
exact read_exact(std::string_view text);
std::strong_ordering operator<=>(const exact& a, const exact& b);

// Microseconds or days: of instants, dates, times and durations.
__extension__ using ticks = __int128;

struct network {
  int family = 4;
  std::array<std::uint8_t, 16> bytes = {};
  int prefix = 32;
  friend bool operator==(const network&, const network&) = default;
};
network read_network(std::string_view text);
bool is_within(const network& inner, const network& outer);  // or the same

// Of days and whole numbers half open; no bound: without end. Bounds are days, numbers or
// microseconds.
struct range {
  bool is_empty = false;
  std::optional<exact> low = {};
  std::optional<exact> high = {};
  bool has_low = false;  // the bound itself lies in it
  bool has_high = false;
  friend bool operator==(const range&, const range&) = default;
};
bool contains(const range& outer, const range& inner);
bool overlap(const range& a, const range& b);
bool is_left_of(const range& a, const range& b);
bool are_adjacent(const range& a, const range& b);

struct labels {
  std::vector<std::string> all;
  friend bool operator==(const labels&, const labels&) = default;
};
bool is_ancestor(const labels& above, const labels& below);  // or the same

using scalar_value =
    std::variant<exact, double, std::string, bool, ticks, network, range, labels, json::value>;

// Needs a value of the kind: of an enumeration, as it is stored.
scalar_value read_scalar(kind of, const json::value& text);
bool is_equal(const scalar_value& a, const scalar_value& b);
// Of a kind that is_ordered().
bool is_less(const scalar_value& a, const scalar_value& b);

// As jsonb compares: numbers by their value, members in any order.
bool json_equal(const json::value& a, const json::value& b);
bool json_contains(const json::value& outer, const json::value& inner);
bool json_has_key(const json::value& of, std::string_view key);

}  // namespace fraiseql::filters
