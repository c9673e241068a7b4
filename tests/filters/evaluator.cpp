// Each function answers for one row of the page's tables: first what holds of null, then what
// holds of a value. Read field_holds() after holds().
#include "filters/evaluator.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include "base/check.hpp"
#include "filters/scalar_value.hpp"
#include "filters/text_match.hpp"

namespace fraiseql::filters {
namespace {

// One value stands for a list of it.
std::span<const json::value> items_of(const json::value& given) {
  const auto* list = given.get<json::array>();
  return list == nullptr ? std::span(&given, 1) : std::span(*list);
}

bool is_true(const json::value& given) { return *given.get<bool>(); }

const json::value* unless_null(const json::value* value) {
  return value == nullptr || value->is_null() ? nullptr : value;
}

// Of the operators that all scalars and lists of them have; nullopt: `how` is none of these.
template <class Value, class Read, class Equal>
std::optional<bool> compares(const std::optional<Value>& x, const std::string& how,
                             const json::value& given, Read read, Equal equal) {
  const auto is_same = [&](const json::value& one) { return x && equal(*x, read(one)); };
  if (how == "isNull") return !x.has_value() == is_true(given);
  if (how == "eq") return is_same(given);
  if (how == "neq") return !is_same(given);
  if (how == "in") return std::ranges::any_of(items_of(given), is_same);
  if (how == "notIn") return !std::ranges::any_of(items_of(given), is_same);
  return {};
}

bool is_in_order(const scalar_value& x, const std::string& how, const scalar_value& y) {
  if (how == "gt") return is_less(y, x);
  if (how == "gte") return !is_less(x, y);
  if (how == "lt") return is_less(x, y);
  FRAISEQL_CHECK(how == "lte");
  return !is_less(y, x);
}

// A UUID that is given in capitals stands for its small letters, too.
bool is_same_id(const scalar_value& x, const scalar_value& given) {
  std::string small = std::get<std::string>(given);
  const bool is_uuid = small.size() == 36 && std::ranges::count(small, '-') == 4 &&
                       small.find_first_not_of("0123456789abcdefABCDEF-") == std::string::npos;
  if (is_uuid) {
    for (char& c : small) c = c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c;
  }
  return is_equal(x, given) || is_equal(x, small);
}

// `length` and `depth`.
bool number_holds(std::optional<std::size_t> number, const json::value& filter) {
  std::optional<scalar_value> x;
  if (number) x = read_exact(std::to_string(*number));
  const auto read = [](const json::value& one) { return read_scalar(kind::integer, one); };
  return std::ranges::all_of(*filter.get<json::object>(), [&](const json::member& one) {
    if (const auto known = compares(x, one.first, one.second, read, is_equal)) return *known;
    return x && is_in_order(*x, one.first, read(one.second));
  });
}

std::optional<bool> text_holds(const std::string& x, const std::string& how,
                               const std::string& given) {
  const bool is_folded = how.front() == 'i';
  const std::string text = is_folded ? fold(x) : x;
  const std::string wanted = is_folded ? fold(given) : given;
  if (how == "contains" || how == "iContains") return text.find(wanted) != std::string::npos;
  if (how == "startsWith" || how == "iStartsWith") return text.starts_with(wanted);
  if (how == "endsWith" || how == "iEndsWith") return text.ends_with(wanted);
  if (how == "like" || how == "iLike") return is_like(text, wanted);
  if (how == "regex" || how == "iRegex") return matches_simply(text, wanted);
  return {};
}

// SQL/JSON paths `$`, `$.key` and `$.key == 5`, in lax mode: of a list each item is asked.
bool path_match(const json::value& x, const std::string& path) {
  if (path == "$") return true;
  const std::size_t key_end = std::min(path.find(" == "), path.size());
  const std::string key = path.substr(2, key_end - 2);
  json::array found;
  for (const json::value& one : items_of(x)) {
    if (const json::value* value = one.find(key)) found.push_back(*value);
  }
  if (key_end == path.size()) return !found.empty();
  const exact wanted = read_exact(path.substr(key_end + 4));
  return std::ranges::any_of(found, [&](const json::value& value) {
    return std::ranges::any_of(items_of(value), [&](const json::value& one) {
      const auto* number = one.get<json::number>();
      return number != nullptr && read_exact(number->text) == wanted;
    });
  });
}

bool json_holds(const json::value& x, const std::string& how, const json::value& given) {
  if (how == "contains") return json_contains(x, given);
  if (how == "containedBy") return json_contains(given, x);
  if (how == "pathExists" || how == "pathMatch") return path_match(x, *given.get<std::string>());
  const auto is_key = [&](const json::value& key) {
    return json_has_key(x, *key.get<std::string>());
  };
  if (how == "hasKey") return is_key(given);
  if (how == "hasAnyKeys") return std::ranges::any_of(items_of(given), is_key);
  FRAISEQL_CHECK(how == "hasAllKeys");
  return std::ranges::all_of(items_of(given), is_key);
}

bool network_holds(const network& x, const std::string& how, const json::value& given) {
  constexpr std::string_view blocks[] = {"10.0.0.0/8",
                                         "100.64.0.0/10",
                                         "127.0.0.0/8",
                                         "169.254.0.0/16",
                                         "172.16.0.0/12",
                                         "192.168.0.0/16",
                                         "::1/128",
                                         "fc00::/7",
                                         "fe80::/10",
                                         "::ffff:10.0.0.0/104",
                                         "::ffff:100.64.0.0/106",
                                         "::ffff:127.0.0.0/104",
                                         "::ffff:169.254.0.0/112",
                                         "::ffff:172.16.0.0/108",
                                         "::ffff:192.168.0.0/112"};
  if (how == "isIPv4") return (x.family == 4) == is_true(given);
  if (how == "isIPv6") return (x.family == 6) == is_true(given);
  if (how == "isPrivate" || how == "isPublic") {
    const bool is_private = std::ranges::any_of(
        blocks, [&](std::string_view block) { return is_within(x, read_network(block)); });
    return (is_private == (how == "isPrivate")) == is_true(given);
  }
  const network other = read_network(*given.get<std::string>());
  if (how == "inSubnet") return is_within(x, other);
  if (how == "containsAddress") return is_within(other, x);
  FRAISEQL_CHECK(how == "overlaps");
  return is_within(x, other) || is_within(other, x);
}

bool labels_hold(const labels& x, const std::string& how, const std::string& given) {
  if (how == "matches") {  // a path as it is, or with a star in front or behind
    std::string text;
    for (const std::string& label : x.all) text += "." + label;
    if (given.starts_with("*.")) return text.ends_with(given.substr(1));
    if (!given.ends_with(".*")) return text == "." + given;
    return (text + ".").starts_with("." + given.substr(0, given.size() - 1));
  }
  const labels other = std::get<labels>(read_scalar(kind::ltree, given));
  if (how == "ancestorOf") return is_ancestor(x, other);
  FRAISEQL_CHECK(how == "descendantOf");
  return is_ancestor(other, x);
}

bool range_holds(const range& x, const std::string& how, const range& other) {
  if (how == "contains") return contains(x, other);
  if (how == "containedBy") return contains(other, x);
  if (how == "overlaps") return overlap(x, other);
  if (how == "adjacentTo") return are_adjacent(x, other);
  if (how == "strictlyLeftOf") return is_left_of(x, other);
  FRAISEQL_CHECK(how == "strictlyRightOf");
  return is_left_of(other, x);
}

}  // namespace

bool evaluator::holds(const object& type, stored document, const json::value& filter) const {
  const auto of_one = [&](const json::value& one) { return holds(type, document, one); };
  return std::ranges::all_of(*filter.get<json::object>(), [&](const json::member& condition) {
    const auto& [name, given] = condition;
    if (name == "AND") return std::ranges::all_of(items_of(given), of_one);
    if (name == "OR") return std::ranges::any_of(items_of(given), of_one);
    if (name == "NOT") return !of_one(given);
    if (name == "isNull") return (document == nullptr) == is_true(given);
    const field& one = type.find(name);
    return field_holds(one, document == nullptr ? nullptr : unless_null(document->find(one.key)),
                       given);
  });
}

bool evaluator::field_holds(const field& one, stored x, const json::value& filter) const {
  if (one.of == kind::object && !one.is_list) return holds(model_.objects[one.index], x, filter);
  return std::ranges::all_of(*filter.get<json::object>(), [&](const json::member& condition) {
    const auto& [how, given] = condition;
    if (one.of == kind::object) return objects_hold(one, x, how, given);
    return one.is_list ? list_holds(one, x, how, given) : scalar_holds(one, x, how, given);
  });
}

bool evaluator::objects_hold(const field& one, stored list, const std::string& how,
                             const json::value& given) const {
  if (how == "isNull") return (list == nullptr) == is_true(given);
  std::span<const json::value> items;
  if (list != nullptr) items = items_of(*list);
  if (how == "isEmpty") return list != nullptr && items.empty() == is_true(given);
  const auto is_one = [&](const json::value& item) {
    return holds(model_.objects[one.index], unless_null(&item), given);
  };
  if (how == "some") return std::ranges::any_of(items, is_one);
  if (how == "none") return std::ranges::none_of(items, is_one);
  FRAISEQL_CHECK(how == "every");
  return std::ranges::all_of(items, is_one);
}

bool evaluator::list_holds(const field& one, stored list, const std::string& how,
                           const json::value& given) const {
  using values = std::vector<std::optional<scalar_value>>;  // nullopt: null
  const auto read_items = [&](const json::value& from, bool is_given) {
    values all;
    for (const json::value& item : items_of(from)) {
      if (item.is_null())
        all.emplace_back();
      else
        all.emplace_back(read_scalar(one.of, is_given ? to_stored(one, item) : item));
    }
    return all;
  };
  const auto is_same = [](const std::optional<scalar_value>& a,
                          const std::optional<scalar_value>& b) {
    return a && b && is_equal(*a, *b);
  };
  const auto is_all_in = [&](const values& some, const values& all) {
    return std::ranges::all_of(some, [&](const auto& a) {
      return std::ranges::any_of(all, [&](const auto& b) { return is_same(a, b); });
    });
  };

  std::optional<values> x;
  if (list != nullptr) x = read_items(*list, false);
  const auto read = [&](const json::value& from) { return read_items(from, true); };
  const auto equal = [&](const values& a, const values& b) {
    return std::ranges::equal(a, b, is_same);
  };
  if (const auto known = compares(x, how, given, read, equal)) return *known;
  if (how == "length") return number_holds(x ? std::optional(x->size()) : std::nullopt, given);
  if (!x) return false;
  if (how == "isEmpty") return x->empty() == is_true(given);
  const values other = read(given);
  if (how == "contains") return is_all_in(other, *x);
  if (how == "containedBy") return is_all_in(*x, other);
  FRAISEQL_CHECK(how == "overlaps");
  return std::ranges::any_of(*x, [&](const auto& a) { return is_all_in({a}, other); });
}

bool evaluator::scalar_holds(const field& one, stored x, const std::string& how,
                             const json::value& given) const {
  std::optional<scalar_value> value;
  if (x != nullptr) value = read_scalar(one.of, *x);
  const auto read = [&](const json::value& from) {
    return read_scalar(one.of, to_stored(one, from));
  };
  const auto is_same = one.of == kind::id ? is_same_id : is_equal;
  if (const auto known = compares(value, how, given, read, is_same)) return *known;
  if (how == "depth") {
    const auto* path = value ? std::get_if<labels>(&*value) : nullptr;
    return number_holds(path != nullptr ? std::optional(path->all.size()) : std::nullopt, given);
  }
  if (!value) return false;
  if (const auto* text = std::get_if<std::string>(&*value); text != nullptr && is_text(one.of)) {
    const auto known = text_holds(*text, how, *given.get<std::string>());
    return known ? *known : is_in_order(*value, how, read(given));
  }
  if (const auto* json = std::get_if<json::value>(&*value)) return json_holds(*json, how, given);
  if (const auto* net = std::get_if<network>(&*value)) return network_holds(*net, how, given);
  if (const auto* path = std::get_if<labels>(&*value)) {
    return labels_hold(*path, how, *given.get<std::string>());
  }
  if (const auto* between = std::get_if<range>(&*value)) {
    return range_holds(*between, how, std::get<range>(read(given)));
  }
  return is_in_order(*value, how, read(given));
}

json::value evaluator::to_stored(const field& one, const json::value& given) const {
  if (one.of != kind::enumeration) return given;
  const auto& values = model_.enumerations[one.index].values;
  const auto found = std::ranges::find(values, *given.get<std::string>(),
                                       [](const auto& value) { return value.first; });
  FRAISEQL_CHECK(found != values.end());
  return found->second;
}

}  // namespace fraiseql::filters
