// page: which rows a page of a list has, and what lies beside it (docs/api/lists.md).
#pragma once

#include <cstddef>
#include <optional>

#include "lists/ordering.hpp"

namespace fraiseql::lists {

struct page_request {
  std::optional<std::size_t> first = {};
  std::optional<std::size_t> last = {};
  const row* after = nullptr;
  const row* before = nullptr;
};

struct page {
  rows_in_order rows;
  bool has_previous = false;
  bool has_next = false;
  std::size_t total = 0;
};

// Of all rows that the filter lets through, in their order. The rows of the cursors need not be
// among them.
page page_of(const rows_in_order& sorted, const ordering& by, const page_request& asked,
             std::size_t maximum = 100);

// The rows from `offset` on, `limit` at most.
rows_in_order slice_of(const rows_in_order& sorted, std::size_t limit, std::size_t offset);

}  // namespace fraiseql::lists
