#include "schema/filter_operators.hpp"

#include <array>

namespace fraiseql::schema {
namespace {

using op = filter_operator;
using takes = operand_type;

constexpr std::uint16_t every_type = any_value | objects | object | vector;
constexpr std::uint16_t of_addresses = address | network;

constexpr std::array<operator_entry, 53> entries = {{
    {op::eq, "eq", "Equal to.", takes::same, any_value},
    {op::neq, "neq", "Not equal to, or null.", takes::same, any_value},
    {op::in, "in", "Equal to one of these.", takes::several, any_value},
    {op::not_in, "notIn", "Equal to none of these, or null.", takes::several, any_value},
    {op::is_null, "isNull", "Whether it is null or missing.", takes::boolean, every_type},
    {op::gt, "gt", "Greater than.", takes::same, ordered},
    {op::gte, "gte", "Greater than or equal to.", takes::same, ordered},
    {op::lt, "lt", "Less than.", takes::same, ordered},
    {op::lte, "lte", "Less than or equal to.", takes::same, ordered},
    {op::contains, "contains", "Has this text in it.", takes::string, text},
    {op::starts_with, "startsWith", "Begins with this text.", takes::string, text},
    {op::ends_with, "endsWith", "Ends with this text.", takes::string, text},
    {op::i_contains, "iContains", "Has this text in it, in either case.", takes::string, text},
    {op::i_starts_with, "iStartsWith", "Begins with this text, in either case.", takes::string,
     text},
    {op::i_ends_with, "iEndsWith", "Ends with this text, in either case.", takes::string, text},
    {op::like, "like", "Matches this pattern of % and _.", takes::string, text},
    {op::i_like, "iLike", "Matches this pattern of % and _, in either case.", takes::string, text},
    {op::regex, "regex", "Matches this regular expression.", takes::string, text},
    {op::i_regex, "iRegex", "Matches this regular expression, in either case.", takes::string,
     text},
    {op::search, "search", "Has these words, as one types them into a search engine.",
     takes::string, searched},
    {op::contains, "contains", "Has each of these.", takes::same, values},
    {op::contained_by, "containedBy", "Has nothing but these.", takes::same, values},
    {op::overlaps, "overlaps", "Has one of these.", takes::same, values},
    {op::some, "some", "One of its items is such.", takes::item_filter, objects},
    {op::every, "every", "Each of its items is such, or it has none.", takes::item_filter, objects},
    {op::none, "none", "None of its items is such.", takes::item_filter, objects},
    {op::is_empty, "isEmpty", "Whether it has no items.", takes::boolean, values | objects},
    {op::length, "length", "How many items it has.", takes::number_filter, values},
    {op::contains, "contains", "Has all of this document in it.", takes::same, document},
    {op::contained_by, "containedBy", "Is wholly in this document.", takes::same, document},
    {op::has_key, "hasKey", "Has this key.", takes::string, document},
    {op::has_any_keys, "hasAnyKeys", "Has one of these keys.", takes::strings, document},
    {op::has_all_keys, "hasAllKeys", "Has all of these keys.", takes::strings, document},
    {op::path_exists, "pathExists", "This SQL/JSON path finds something in it.", takes::string,
     document},
    {op::path_match, "pathMatch", "This SQL/JSON path is a predicate that is true of it.",
     takes::string, document},
    {op::in_subnet, "inSubnet", "Lies in this network.", takes::cidr, of_addresses},
    {op::contains_address, "containsAddress", "Has this address in it.", takes::ip_address,
     network},
    {op::overlaps, "overlaps", "Has an address in common with this network.", takes::cidr, network},
    {op::is_private, "isPrivate", "Whether it is for use in private networks.", takes::boolean,
     of_addresses},
    {op::is_public, "isPublic", "Whether it is for use everywhere.", takes::boolean, of_addresses},
    {op::is_ipv4, "isIPv4", "Whether it is of IPv4.", takes::boolean, of_addresses},
    {op::is_ipv6, "isIPv6", "Whether it is of IPv6.", takes::boolean, of_addresses},
    {op::ancestor_of, "ancestorOf", "Lies above this label path, or is it.", takes::same,
     label_tree},
    {op::descendant_of, "descendantOf", "Lies below this label path, or is it.", takes::same,
     label_tree},
    {op::matches, "matches", "Matches this pattern, an lquery.", takes::string, label_tree},
    {op::depth, "depth", "How many labels it has.", takes::number_filter, label_tree},
    {op::contains, "contains", "Has all of this range in it.", takes::same, range},
    {op::contained_by, "containedBy", "Lies wholly in this range.", takes::same, range},
    {op::overlaps, "overlaps", "Has something in common with this range.", takes::same, range},
    {op::adjacent_to, "adjacentTo", "Ends where this range begins, or begins where it ends.",
     takes::same, range},
    {op::strictly_left_of, "strictlyLeftOf", "Ends before this range begins.", takes::same, range},
    {op::strictly_right_of, "strictlyRightOf", "Begins after this range ends.", takes::same, range},
    {op::within, "within", "Is no farther from another than so.", takes::distance, vector},
}};

std::uint16_t families_of(scalar_kind kind) {
  switch (kind) {
    case scalar_kind::int32:
    case scalar_kind::floating:
    case scalar_kind::big_int:
    case scalar_kind::decimal:
    case scalar_kind::date_time:
    case scalar_kind::date:
    case scalar_kind::time:
    case scalar_kind::duration: return any_value | ordered;
    case scalar_kind::string: return any_value | ordered | text | searched;
    case scalar_kind::email_address:
    case scalar_kind::url: return any_value | ordered | text;
    case scalar_kind::boolean:
    case scalar_kind::id:
    case scalar_kind::uuid:
    case scalar_kind::mac_address:
    case scalar_kind::ruled: return any_value;
    case scalar_kind::json: return any_value | document;
    case scalar_kind::ip_address: return any_value | address;
    case scalar_kind::cidr: return any_value | network;
    case scalar_kind::ltree: return any_value | label_tree;
    case scalar_kind::vector: return vector;
    case scalar_kind::date_range:
    case scalar_kind::int_range:
    case scalar_kind::big_int_range:
    case scalar_kind::decimal_range:
    case scalar_kind::date_time_range: return any_value | range;
    case scalar_kind::other: return 0;
  }
  return 0;
}

}  // namespace

std::span<const operator_entry> filter_operators() { return entries; }

std::string_view to_string(filter_operator asked) {
  for (const operator_entry& one : entries) {
    if (one.is == asked) return one.name;
  }
  return {};
}

std::uint16_t families_of(const type_reference& reference) {
  if (reference.named == nullptr || reference.list_depth > 1) return 0;
  const type& named = *reference.named;
  const bool is_object = named.kind == type_kind::object || named.kind == type_kind::interface;
  if (is_object) return reference.is_list() ? objects : object;
  if (named.kind == type_kind::enumeration) {
    return reference.is_list() ? any_value | values : any_value;
  }
  if (named.kind != type_kind::scalar) return 0;
  const std::uint16_t of_one = families_of(named.scalar);
  if (!reference.is_list()) return of_one;
  // A list of documents would be told from a document only by guessing.
  return (of_one & any_value) == 0 || named.scalar == scalar_kind::json ? 0 : any_value | values;
}

}  // namespace fraiseql::schema
