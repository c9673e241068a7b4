// kind: the scalars that the framework knows, and what a text of each must be.
//
// One list for the whole house: the schema's types, the transform's leaves and the
// parameters of statements all speak of a scalar by its kind.
#pragma once

#include <cstdint>
#include <string_view>

namespace fraiseql::scalars {

enum class kind : std::uint8_t {
  int32,
  floating,
  string,
  boolean,
  id,
  uuid,
  big_int,
  decimal,
  date_time,
  date,
  time,
  duration,
  json,
  email_address,
  url,
  ip_address,
  cidr,
  mac_address,
  ltree,
  vector,  // of single precision, as a JSON list; pgvector's
  date_range,
  int_range,
  big_int_range,
  decimal_range,
  date_time_range,
  ruled,  // a text that a rule checks (rule.hpp): an enumeration, a program's own scalar
  other,  // only its name is known: its values pass unchecked
};

// Of the kinds that have a name of their own: "Int", "DateTime", ...; of `ruled` and `other`
// what stands for them in words.
std::string_view to_string(kind of);

}  // namespace fraiseql::scalars
