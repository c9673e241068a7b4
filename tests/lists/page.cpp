#include "lists/page.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace fraiseql::lists {

page page_of(const rows_in_order& sorted, const ordering& by, const page_request& asked,
             std::size_t maximum) {
  FRAISEQL_CHECK(!asked.first || !asked.last);
  page made{.rows = {}, .total = sorted.size()};
  for (const row* one : sorted) {
    const bool is_earlier = asked.after != nullptr && compare(by, *one, *asked.after) <= 0;
    const bool is_later = asked.before != nullptr && compare(by, *one, *asked.before) >= 0;
    made.has_previous = made.has_previous || is_earlier;
    made.has_next = made.has_next || is_later;
    if (!is_earlier && !is_later) made.rows.push_back(one);
  }
  const std::size_t between = made.rows.size();
  const std::size_t unsaid = std::min<std::size_t>(20, maximum);
  const std::size_t size =
      std::min(between, asked.last ? *asked.last : asked.first.value_or(unsaid));
  if (size == between) return made;
  if (asked.last) {
    made.has_previous = true;
    made.rows.erase(made.rows.begin(), made.rows.end() - static_cast<std::ptrdiff_t>(size));
  } else {
    made.has_next = true;
    made.rows.resize(size);
  }
  return made;
}

rows_in_order slice_of(const rows_in_order& sorted, std::size_t limit, std::size_t offset) {
  const std::size_t begin = std::min(offset, sorted.size());
  const std::size_t end = begin + std::min(limit, sorted.size() - begin);
  return {sorted.begin() + static_cast<std::ptrdiff_t>(begin),
          sorted.begin() + static_cast<std::ptrdiff_t>(end)};
}

}  // namespace fraiseql::lists
