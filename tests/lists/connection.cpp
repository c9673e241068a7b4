#include "lists/connection.hpp"

#include <algorithm>
#include <utility>

#include "base/check.hpp"

namespace fraiseql::lists {
namespace {

// Each with that chance, in any order; one at least.
parts some_of(parts all, filters::random_source& random, std::size_t chance) {
  parts chosen;
  while (!all.empty()) {
    const std::size_t at = random.number(all.size() - 1);
    const bool is_needed = all.size() == 1 && chosen.empty();
    if (is_needed || random.chance(chance)) chosen.push_back(std::move(all[at]));
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(at));
  }
  return chosen;
}

// The value of a leaf of the page; `one` is the row of an edge, or nullptr.
json::value leaf(const connection_answer& as, const std::string& name, const page& from,
                 const row* one) {
  const auto cursor_of = [&](bool is_first) {
    if (from.rows.empty()) return json::value(json::null{});
    return as.cursor(is_first ? *from.rows.front() : *from.rows.back());
  };
  if (name == "cursor") return as.cursor(*one);
  if (name == "node") return as.node(*one);
  if (name == "totalCount") return json::number{std::to_string(from.total)};
  if (name == "hasNextPage") return from.has_next;
  if (name == "hasPreviousPage") return from.has_previous;
  if (name == "startCursor") return cursor_of(true);
  FRAISEQL_CHECK(name == "endCursor");
  return cursor_of(false);
}

json::value answer_of(const connection_answer& as, const parts& selected, const page& from,
                      const row* one, const std::string& type) {
  json::object made;
  for (const part& each : selected) {
    if (each.name == "__typename") {
      made.emplace_back(each.name, type);
    } else if (each.name == "pageInfo") {
      made.emplace_back(each.name, answer_of(as, each.inside, from, nullptr, "PageInfo"));
    } else if (each.name == "edges") {
      json::array edges;
      for (const row* row : from.rows) {
        edges.push_back(answer_of(as, each.inside, from, row, as.type + "Edge"));
      }
      made.emplace_back(each.name, std::move(edges));
    } else {
      made.emplace_back(each.name, leaf(as, each.name, from, one));
    }
  }
  return made;
}

}  // namespace

parts all_parts() {
  return {{"edges", {{"cursor"}, {"node"}}},
          {"pageInfo", {{"hasNextPage"}, {"hasPreviousPage"}, {"startCursor"}, {"endCursor"}}},
          {"totalCount"}};
}

parts random_parts(filters::random_source& random) {
  parts all = all_parts();
  all.push_back({"__typename"});
  for (part& each : all) {
    if (each.inside.empty()) continue;
    each.inside.push_back({"__typename"});
    each.inside = some_of(std::move(each.inside), random, 60);
  }
  return some_of(std::move(all), random, 60);
}

bool has_nodes(const parts& of) {
  return std::ranges::any_of(
      of, [](const part& one) { return one.name == "node" || has_nodes(one.inside); });
}

std::string to_text(const parts& of, const std::string& node) {
  std::string text;
  for (const part& each : of) {
    text += " " + each.name;
    if (each.name == "node") text += " { " + node + " }";
    if (!each.inside.empty()) text += " {" + to_text(each.inside, node) + " }";
  }
  return text;
}

json::value connection_answer::of(const parts& selected, const page& from) const {
  return answer_of(*this, selected, from, nullptr, type + "Connection");
}

}  // namespace fraiseql::lists
