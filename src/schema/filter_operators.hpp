// The operators of filters: what each is called, what it is asked of and what it takes
// (docs/api/filters.md). Private to the room.
#pragma once

#include <cstdint>
#include <span>

#include "schema/type.hpp"

namespace fraiseql::schema {

// What filters tell values apart by; a set of them is a sum of bits.
enum filter_family : std::uint16_t {
  any_value = 1U << 0U,  // scalars, enumerations and lists of either
  ordered = 1U << 1U,
  text = 1U << 2U,
  searched = 1U << 3U,
  document = 1U << 4U,
  address = 1U << 5U,
  network = 1U << 6U,
  label_tree = 1U << 7U,
  range = 1U << 8U,
  values = 1U << 9U,    // a list of scalars or of an enumeration
  objects = 1U << 10U,  // a list of objects
  object = 1U << 11U,
  vector = 1U << 12U,
};

// The type that an operator takes, seen from the type of the values it is asked of.
enum class operand_type : std::uint8_t {
  same,     // as the value: of a list, a list
  several,  // a list of such
  boolean,
  string,
  strings,
  cidr,
  ip_address,
  number_filter,  // IntFilter
  item_filter,    // of a list of objects: the filter of one
  distance,       // of a vector: from which one, how far, in which metric
};

struct operator_entry {
  filter_operator is;
  const char* name;
  const char* description;
  operand_type takes;
  std::uint16_t of;  // families, one of which the value has
};

// In the order in which inputs have them.
std::span<const operator_entry> filter_operators();

// The families of what a field of that type holds; 0: it is not filtered.
std::uint16_t families_of(const type_reference& reference);

}  // namespace fraiseql::schema
