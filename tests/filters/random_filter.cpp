// Operators are drawn by the kind of the field, then what they take, mostly of the pool that the
// documents have their values from.
#include "filters/random_filter.hpp"

#include <algorithm>
#include <cctype>

#include "filters/random_value.hpp"

namespace fraiseql::filters {
namespace {

using names = std::vector<std::string>;

void append(names& to, const names& more) { to.insert(to.end(), more.begin(), more.end()); }

names operators_of(const field& one) {
  if (one.of == kind::object) return {"some", "every", "none", "isEmpty", "isNull"};
  names all = {"eq", "neq", "in", "notIn", "isNull"};
  if (one.is_list) {
    append(all, {"contains", "containedBy", "overlaps", "isEmpty", "length"});
    return all;
  }
  if (is_ordered(one.of)) append(all, {"gt", "gte", "lt", "lte"});
  if (is_text(one.of)) {
    append(all, {"contains", "startsWith", "endsWith", "iContains", "iStartsWith", "iEndsWith",
                 "like", "iLike", "regex", "iRegex"});
  }
  if (one.of == kind::json) {
    append(all, {"contains", "containedBy", "hasKey", "hasAnyKeys", "hasAllKeys", "pathExists",
                 "pathMatch"});
  }
  if (one.of == kind::ip_address || one.of == kind::cidr) {
    append(all, {"inSubnet", "isPrivate", "isPublic", "isIPv4", "isIPv6"});
  }
  if (one.of == kind::cidr) append(all, {"containsAddress", "overlaps"});
  if (one.of == kind::ltree) append(all, {"ancestorOf", "descendantOf", "matches", "depth"});
  if (is_range(one.of)) {
    append(all, {"contains", "containedBy", "overlaps", "adjacentTo", "strictlyLeftOf",
                 "strictlyRightOf"});
  }
  return all;
}

class filter_maker {
 public:
  explicit filter_maker(const filter_source& from)
      : all_(from.all), values_(from.values), random_(from.random) {}

  json::value of_object(const object& type, bool is_row, std::size_t depth) {
    json::object made;
    if (depth > 0 && random_.chance(35)) add_connective(made, type, is_row, depth);
    if (!is_row && random_.chance(12)) made.emplace_back("isNull", random_.chance(50));
    const std::size_t wanted = made.empty() ? 1 + random_.number(1) : random_.number(1);
    for (std::size_t left = wanted; left > 0; --left) {
      const field& one = pick(type);
      if (json::value(made).find(one.name) == nullptr) {
        made.emplace_back(one.name, of_field(one, depth));
      }
    }
    return made;
  }

  json::member operator_of(const field& one, std::size_t depth) {
    const names all = operators_of(one);
    const std::string& how = random_.one_of(all);
    return {how, operand(one, how, depth)};
  }

 private:
  // Fields of objects are few, and half of what there is to ask is inside them.
  const field& pick(const object& type) {
    std::vector<const field*> inner;
    for (const field& one : type.fields) {
      if (one.of == kind::object) inner.push_back(&one);
    }
    return inner.empty() || random_.chance(65) ? random_.one_of(type.fields)
                                               : *random_.one_of(inner);
  }

  void add_connective(json::object& to, const object& type, bool is_row, std::size_t depth) {
    const std::string name = random_.one_of(names{"AND", "OR", "NOT"});
    if (name == "NOT" || random_.chance(8)) {
      to.emplace_back(name, of_object(type, is_row, depth - 1));
      return;
    }
    json::array parts;
    for (std::size_t left = random_.chance(5) ? 0 : 1 + random_.number(2); left > 0; --left) {
      parts.push_back(of_object(type, is_row, depth - 1));
    }
    to.emplace_back(name, std::move(parts));
  }

  json::value of_field(const field& one, std::size_t depth) {
    if (one.of == kind::object && !one.is_list) {
      return of_object(all_.objects[one.index], false, depth == 0 ? 0 : depth - 1);
    }
    json::object made = {operator_of(one, depth)};
    if (random_.chance(15)) {
      json::member more = operator_of(one, depth);
      if (more.first != made.front().first) made.push_back(std::move(more));
    }
    return made;
  }

  json::value operand(const field& one, const std::string& how, std::size_t depth) {
    if (how == "isNull" || how == "isEmpty" || how.starts_with("isP") || how.starts_with("isIP")) {
      return random_.chance(50);
    }
    if (one.of == kind::object) {
      return of_object(all_.objects[one.index], false, depth == 0 ? 0 : depth - 1);
    }
    if (how == "length" || how == "depth") return number_filter();
    if (how == "in" || how == "notIn") return several(one);
    if (one.is_list) return list(one);
    if (is_text(one.of)) return text(one, how);
    if (one.of == kind::json) return of_json(one, how);
    if (how == "inSubnet" || (one.of == kind::cidr && how == "overlaps")) {
      return values_.given(all_, {.of = kind::cidr}, random_);
    }
    if (how == "containsAddress") return values_.given(all_, {.of = kind::ip_address}, random_);
    if (how == "matches") {
      const std::string path = *values_.given(all_, one, random_).get<std::string>();
      return random_.one_of(names{path, "*." + path, path + ".*"});
    }
    return values_.given(all_, one, random_);
  }

  json::value number_filter() {
    const std::string how =
        random_.one_of(names{"eq", "neq", "gt", "gte", "lt", "lte", "in", "notIn", "isNull"});
    const auto number = [&] { return json::number{std::to_string(random_.between(-1, 5))}; };
    if (how == "isNull") return json::object{{how, random_.chance(50)}};
    if (how == "in" || how == "notIn") return json::object{{how, json::array{number(), number()}}};
    return json::object{{how, number()}};
  }

  json::value list(const field& one) {
    const json::value items = values_.given_list(all_, one, random_);
    const auto& all = *items.get<json::array>();
    // One value stands for a list of it.
    return all.size() == 1 && random_.chance(50) ? all.front() : items;
  }

  json::value several(const field& one) {
    json::array items;
    for (std::size_t left = random_.number(4); left > 0; --left) {
      if (one.is_list) {
        json::value item = list(one);
        items.push_back(item.get<json::array>() != nullptr ? item : json::value(json::array{item}));
      } else {
        items.push_back(values_.given(all_, one, random_));
      }
    }
    const bool may_stand_alone = items.size() == 1 && !one.is_list && one.of != kind::json;
    return may_stand_alone && random_.chance(30) ? items.front() : json::value(items);
  }

  json::value text(const field& one, const std::string& how) {
    std::string whole = *values_.given(all_, one, random_).get<std::string>();
    if (how == "regex" || how == "iRegex") return regex(whole);
    const bool is_whole =
        how == "eq" || how == "neq" || how.starts_with("gt") || how.starts_with("lt");
    if (is_whole) return whole;
    if (how == "like" || how == "iLike") return pattern(whole);
    return cut(whole, how);
  }

  // A letter or digit of the text, if it has one.
  std::string regex(const std::string& whole) {
    const std::string letters = "abABx1" + whole;
    char letter = random_.one_of(letters);
    if (std::isalnum(static_cast<unsigned char>(letter)) == 0) letter = 'a';
    return random_.one_of(names{"", "^"}) + letter + random_.one_of(names{"", "$"});
  }

  // From one character to another; the first or the last where the operator is about these.
  std::string cut(const std::string& whole, const std::string& how) {
    const auto boundary = [&](std::size_t at) {
      while (at < whole.size() && (static_cast<unsigned char>(whole[at]) & 0xC0U) == 0x80U) ++at;
      return at;
    };
    const std::size_t begin = boundary(random_.number(whole.size()));
    const std::size_t end = boundary(random_.number(whole.size()));
    if (how.ends_with("tartsWith")) return whole.substr(0, end);
    if (how.ends_with("ndsWith")) return whole.substr(begin);
    return whole.substr(std::min(begin, end), std::max(begin, end) - std::min(begin, end));
  }

  std::string pattern(const std::string& whole) {
    std::string made = random_.one_of(names{"", "%", "_"});
    for (const char c : cut(whole, "like")) {
      if (c == '%' || c == '_' || c == '\\') made += random_.chance(60) ? "\\" : "";
      made += c == '\\' && !made.ends_with('\\') ? "\\\\" : std::string(1, c);
    }
    made += random_.one_of(names{"", "%", "_"});
    // What is left open would be refused.
    std::size_t escapes = 0;
    while (escapes < made.size() && made[made.size() - 1 - escapes] == '\\') ++escapes;
    return made + (escapes % 2 == 1 ? "%" : "");
  }

  json::value of_json(const field& one, const std::string& how) {
    const names keys = {"a", "b", "c", "it's", "a b"};
    if (how == "hasKey") return random_.one_of(keys);
    if (how == "hasAnyKeys" || how == "hasAllKeys") {
      json::array wanted;
      for (std::size_t left = random_.number(2); left > 0; --left) {
        wanted.emplace_back(random_.one_of(keys));
      }
      return wanted;
    }
    if (how == "pathExists") return random_.one_of(names{"$", "$.a", "$.b", "$.c"});
    if (how == "pathMatch") {
      return random_.one_of(names{"$.a == ", "$.b == "}) + std::to_string(random_.between(0, 2));
    }
    const json::value whole = values_.given(all_, one, random_);
    const auto* members = whole.get<json::object>();
    if (how != "contains" || members == nullptr || members->empty()) return whole;
    return json::object{random_.one_of(*members)};
  }

  const model& all_;
  const value_pool& values_;
  random_source& random_;
};

}  // namespace

json::value random_where(const filter_source& from) {
  return filter_maker(from).of_object(from.all.objects.front(), true, 3);
}

json::member random_operator(const filter_source& from, const field& one) {
  return filter_maker(from).operator_of(one, 1);
}

}  // namespace fraiseql::filters
