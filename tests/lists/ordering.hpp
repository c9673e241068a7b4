// ordering: in which order rows come, by docs/api/lists.md, said once more and slowly. Texts are
// ordered by their bytes, as in a database with the collation C.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "filters/model.hpp"
#include "filters/scalar_value.hpp"
#include "json/value.hpp"

namespace fraiseql::lists {

struct row {
  std::string id = {};
  json::value document = {};  // has the id, too
};
using rows_in_order = std::vector<const row*>;

enum class direction : std::uint8_t {
  asc,
  asc_nulls_first,
  asc_nulls_last,
  desc,
  desc_nulls_first,
  desc_nulls_last,
};
inline constexpr std::size_t directions = static_cast<std::size_t>(direction::desc_nulls_last) + 1;

std::string_view to_string(direction towards);  // "ASC_NULLS_FIRST"

// A value of the row, or of the objects inside its document that lead to it.
struct order_key {
  std::vector<filters::field> path = {};  // one or more
  direction towards = direction::asc;
};
using ordering = std::vector<order_key>;

// The field `id` of every type of rows.
filters::field id_field();

bool is_orderable(filters::kind of);
// Of two values of a kind that is orderable.
std::weak_ordering compare(const filters::scalar_value& a, const filters::scalar_value& b);
// Of two rows; equal only where they have the same id.
std::weak_ordering compare(const ordering& by, const row& a, const row& b);
void sort(rows_in_order& rows, const ordering& by);

// As a document has it, and as a variable gives it.
std::string to_text(const ordering& of);
std::string to_text(const order_key& of);
json::value to_json(const ordering& of);
json::value to_json(const order_key& of);

}  // namespace fraiseql::lists
