// model: the types that a filter is about, as the tests say them: fields, their kinds, what they
// are stored as. It knows nothing of src/schema, so that what the evaluator says of a filter
// comes from docs/api/filters.md alone.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace fraiseql::filters {

enum class kind : std::uint8_t {
  integer,
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
  date_range,
  int_range,
  big_int_range,
  decimal_range,
  date_time_range,
  enumeration,
  object,
};
inline constexpr std::size_t kinds = static_cast<std::size_t>(kind::object) + 1;

struct enumeration {
  std::string name = {};
  std::vector<std::pair<std::string, std::string>> values;  // in GraphQL, and as stored
};

struct field {
  std::string name = {};
  std::string key = {};  // in the document
  kind of = kind::string;
  std::size_t index = 0;  // of the enumeration or object
  bool is_list = false;
  bool is_required = false;
  bool has_required_items = true;
};

struct object {
  std::string name = {};
  std::vector<field> fields;

  // Needs a field of that name.
  [[nodiscard]] const field& find(std::string_view field_name) const;
};

struct model {
  std::vector<enumeration> enumerations;
  std::vector<object> objects;  // the first is the type of the rows
};

// "Int", or the name of the enumeration or object.
std::string type_name(const model& all, const field& one);
// "[Int!]!"
std::string type_text(const model& all, const field& one);

// Whether the operators `gt` to `lte` are there, and `contains` to `iRegex`.
bool is_ordered(kind of);
bool is_text(kind of);
bool is_range(kind of);

}  // namespace fraiseql::filters
