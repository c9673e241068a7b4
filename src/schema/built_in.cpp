#include "schema/built_in.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace fraiseql::schema {
namespace {

type scalar(std::string name, scalar_kind kind, std::string description,
            std::optional<std::string> specified_by = {}) {
  type made;
  made.kind = type_kind::scalar;
  made.name = std::move(name);
  made.description = std::move(description);
  made.scalar = kind;
  made.specified_by = std::move(specified_by);
  return made;
}

std::array<type, 25> make_known_scalars() {
  std::array<type, 25> all = {
      scalar("Int", scalar_kind::int32, "A whole number of 32 bits with a sign."),
      scalar("Float", scalar_kind::floating, "A finite number of double precision (IEEE 754)."),
      scalar("String", scalar_kind::string, "Text, a sequence of Unicode code points."),
      scalar("Boolean", scalar_kind::boolean, "`true` or `false`."),
      scalar("ID", scalar_kind::id, "A unique identifier, written as a string."),
      scalar("UUID", scalar_kind::uuid, "A universally unique identifier.",
             "https://www.rfc-editor.org/rfc/rfc9562"),
      scalar("BigInt", scalar_kind::big_int,
             "A whole number of 64 bits with a sign, as a string of its digits."),
      scalar("Decimal", scalar_kind::decimal,
             "A decimal number of any precision, as a string of its digits."),
      scalar("DateTime", scalar_kind::date_time,
             "An instant, as RFC 3339 with an offset; answers are in UTC.",
             "https://www.rfc-editor.org/rfc/rfc3339"),
      scalar("Date", scalar_kind::date, "A day, as `2026-02-28`.",
             "https://www.rfc-editor.org/rfc/rfc3339#section-5.6"),
      scalar("Time", scalar_kind::time, "A time of day without a zone, as `12:30:00`.",
             "https://www.rfc-editor.org/rfc/rfc3339#section-5.6"),
      scalar("Duration", scalar_kind::duration, "A span of time, as ISO 8601: `P1DT12H30M`.",
             "https://www.rfc-editor.org/rfc/rfc3339#appendix-A"),
      scalar("JSON", scalar_kind::json, "Any JSON value.",
             "https://www.rfc-editor.org/rfc/rfc8259"),
      scalar("EmailAddress", scalar_kind::email_address, "An e-mail address.",
             "https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address"),
      scalar("URL", scalar_kind::url, "An absolute URL.", "https://www.rfc-editor.org/rfc/rfc3986"),
      scalar("IPAddress", scalar_kind::ip_address, "An IPv4 or IPv6 address without a mask.",
             "https://www.rfc-editor.org/rfc/rfc4291#section-2.2"),
      scalar("CIDR", scalar_kind::cidr, "A network of IP addresses, as `10.0.0.0/8`.",
             "https://www.rfc-editor.org/rfc/rfc4632#section-3.1"),
      scalar("MACAddress", scalar_kind::mac_address,
             "A MAC address of 6 or 8 octets, as `08:00:2b:01:02:03`.",
             "https://www.rfc-editor.org/rfc/rfc9542#section-2.1"),
      scalar("LTree", scalar_kind::ltree, "A path in a tree, as `top.science.astronomy`.",
             "https://www.postgresql.org/docs/current/ltree.html"),
      scalar("Vector", scalar_kind::vector,
             "A vector of finite numbers of single precision, as `[0.1, 0.2]`.",
             "https://github.com/pgvector/pgvector"),
      scalar("DateRange", scalar_kind::date_range, "A range of days, as `[2026-01-01,2026-02-01)`.",
             "https://www.postgresql.org/docs/current/rangetypes.html#RANGETYPES-IO"),
      scalar("IntRange", scalar_kind::int_range,
             "A range of whole numbers of 32 bits, as `[1,10)`.",
             "https://www.postgresql.org/docs/current/rangetypes.html#RANGETYPES-IO"),
      scalar("BigIntRange", scalar_kind::big_int_range,
             "A range of whole numbers of 64 bits, as `[1,10)`.",
             "https://www.postgresql.org/docs/current/rangetypes.html#RANGETYPES-IO"),
      scalar("DecimalRange", scalar_kind::decimal_range,
             "A range of decimal numbers, as `[0.5,19.9]`.",
             "https://www.postgresql.org/docs/current/rangetypes.html#RANGETYPES-IO"),
      scalar("DateTimeRange", scalar_kind::date_time_range,
             "A range of instants, as `[2026-01-01T00:00:00Z,)`; answers are in UTC.",
             "https://www.postgresql.org/docs/current/rangetypes.html#RANGETYPES-IO"),
  };
  for (std::size_t i = 0; i < 5; ++i) all[i].is_built_in = true;
  return all;
}

const std::array<type, 25>& known_scalars() {
  static const std::array<type, 25> all = make_known_scalars();
  return all;
}

input_value argument(std::string name, const type* of, bool non_null,
                     std::optional<json::value> default_value = {}) {
  input_value made;
  made.name = std::move(name);
  made.type = {of, 0, non_null ? 1U : 0U};
  made.default_value = std::move(default_value);
  return made;
}

directive make_directive(std::string name, std::vector<std::string> locations,
                         std::vector<input_value> arguments, std::string description) {
  directive made;
  made.name = std::move(name);
  made.locations = std::move(locations);
  made.arguments = std::move(arguments);
  made.description = std::move(description);
  made.is_built_in = true;
  return made;
}

}  // namespace

const type* known_scalar(std::string_view name) {
  const auto& all = known_scalars();
  const auto* const found = std::ranges::find(all, name, &type::name);
  return found == all.end() ? nullptr : found;
}

bool is_introspection_name(std::string_view name) {
  constexpr std::array<std::string_view, 8> names = {
      "__Schema", "__Directive",  "__DirectiveLocation", "__Type",
      "__Field",  "__InputValue", "__EnumValue",         "__TypeKind"};
  return std::ranges::find(names, name) != names.end();
}

bool is_specified_directive(std::string_view name) {
  constexpr std::array<std::string_view, 5> names = {"include", "skip", "deprecated", "specifiedBy",
                                                     "oneOf"};
  return std::ranges::find(names, name) != names.end();
}

bool is_specified(std::string_view name) {
  const type* scalar = known_scalar(name);
  return (scalar != nullptr && scalar->is_built_in) || is_introspection_name(name);
}

std::vector<std::string_view> known_scalar_names() {
  std::vector<std::string_view> names;
  for (const type& one : known_scalars()) names.emplace_back(one.name);
  return names;
}

bool is_ordered(scalar_kind kind) {
  switch (kind) {
    case scalar_kind::json:
    case scalar_kind::vector:
    case scalar_kind::ruled:
    case scalar_kind::other: return false;
    case scalar_kind::int32:
    case scalar_kind::floating:
    case scalar_kind::string:
    case scalar_kind::boolean:
    case scalar_kind::id:
    case scalar_kind::uuid:
    case scalar_kind::big_int:
    case scalar_kind::decimal:
    case scalar_kind::date_time:
    case scalar_kind::date:
    case scalar_kind::time:
    case scalar_kind::duration:
    case scalar_kind::email_address:
    case scalar_kind::url:
    case scalar_kind::ip_address:
    case scalar_kind::cidr:
    case scalar_kind::mac_address:
    case scalar_kind::ltree:
    case scalar_kind::date_range:
    case scalar_kind::int_range:
    case scalar_kind::big_int_range:
    case scalar_kind::decimal_range:
    case scalar_kind::date_time_range: return true;
  }
  return false;
}

type order_direction() {
  type made;
  made.kind = type_kind::enumeration;
  made.name = "OrderDirection";
  made.description =
      "The direction of an ordering. Without NULLS, nulls come last when ascending and "
      "first when descending.";
  for (const char* name : {"ASC", "ASC_NULLS_FIRST", "ASC_NULLS_LAST", "DESC", "DESC_NULLS_FIRST",
                           "DESC_NULLS_LAST"}) {
    made.values.push_back({.name = name});
  }
  return made;
}

std::vector<directive> built_in_directives(const type* boolean, const type* string) {
  const std::vector<std::string> selections = {"FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"};
  return {
      make_directive("include", selections, {argument("if", boolean, true)},
                     "Includes this part only when the argument is true."),
      make_directive("skip", selections, {argument("if", boolean, true)},
                     "Leaves this part out when the argument is true."),
      make_directive("deprecated",
                     {"FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INPUT_FIELD_DEFINITION",
                      "ENUM_VALUE", "DIRECTIVE_DEFINITION"},
                     {argument("reason", string, true, json::value("No longer supported"))},
                     "Marks a part of the schema that should not be used any more."),
      make_directive("specifiedBy", {"SCALAR"}, {argument("url", string, true)},
                     "Names the specification of a scalar."),
      make_directive("oneOf", {"INPUT_OBJECT"}, {},
                     "Exactly one field of the input object must be given."),
  };
}

}  // namespace fraiseql::schema
