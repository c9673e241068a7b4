// The names of scalars, in the order of `kind`.
#include "filters/model.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"

namespace fraiseql::filters {

const field& object::find(std::string_view field_name) const {
  const auto found =
      std::ranges::find_if(fields, [&](const field& one) { return one.name == field_name; });
  FRAISEQL_CHECK(found != fields.end());
  return *found;
}

std::string type_name(const model& all, const field& one) {
  constexpr std::array<std::string_view, kinds - 2> scalars = {
      "Int",    "Float",        "String",   "Boolean",     "ID",           "UUID",
      "BigInt", "Decimal",      "DateTime", "Date",        "Time",         "Duration",
      "JSON",   "EmailAddress", "URL",      "IPAddress",   "CIDR",         "MACAddress",
      "LTree",  "DateRange",    "IntRange", "BigIntRange", "DecimalRange", "DateTimeRange"};
  if (one.of == kind::enumeration) return all.enumerations[one.index].name;
  if (one.of == kind::object) return all.objects[one.index].name;
  return std::string(scalars[static_cast<std::size_t>(one.of)]);
}

std::string type_text(const model& all, const field& one) {
  std::string text = type_name(all, one);
  if (one.is_list) text = "[" + text + (one.has_required_items ? "!]" : "]");
  return text + (one.is_required ? "!" : "");
}

bool is_ordered(kind of) {
  switch (of) {
    case kind::integer:
    case kind::floating:
    case kind::string:
    case kind::big_int:
    case kind::decimal:
    case kind::date_time:
    case kind::date:
    case kind::time:
    case kind::duration:
    case kind::email_address:
    case kind::url: return true;
    case kind::boolean:
    case kind::id:
    case kind::uuid:
    case kind::json:
    case kind::ip_address:
    case kind::cidr:
    case kind::mac_address:
    case kind::ltree:
    case kind::date_range:
    case kind::int_range:
    case kind::big_int_range:
    case kind::decimal_range:
    case kind::date_time_range:
    case kind::enumeration:
    case kind::object: return false;
  }
  return false;
}

bool is_range(kind of) { return of >= kind::date_range && of <= kind::date_time_range; }

bool is_text(kind of) { return of == kind::string || of == kind::email_address || of == kind::url; }

}  // namespace fraiseql::filters
