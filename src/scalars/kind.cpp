#include "scalars/kind.hpp"

namespace fraiseql::scalars {

std::string_view to_string(kind of) {
  switch (of) {
    case kind::int32: return "Int";
    case kind::floating: return "Float";
    case kind::string: return "String";
    case kind::boolean: return "Boolean";
    case kind::id: return "ID";
    case kind::uuid: return "UUID";
    case kind::big_int: return "BigInt";
    case kind::decimal: return "Decimal";
    case kind::date_time: return "DateTime";
    case kind::date: return "Date";
    case kind::time: return "Time";
    case kind::duration: return "Duration";
    case kind::json: return "JSON";
    case kind::email_address: return "EmailAddress";
    case kind::url: return "URL";
    case kind::ip_address: return "IPAddress";
    case kind::cidr: return "CIDR";
    case kind::mac_address: return "MACAddress";
    case kind::ltree: return "LTree";
    case kind::vector: return "Vector";
    case kind::date_range: return "DateRange";
    case kind::int_range: return "IntRange";
    case kind::big_int_range: return "BigIntRange";
    case kind::decimal_range: return "DecimalRange";
    case kind::date_time_range: return "DateTimeRange";
    case kind::ruled: return "a text with a rule";
    case kind::other: return "any value";
  }
  return "";
}

}  // namespace fraiseql::scalars
