#include "json/jsonb.hpp"

#include <algorithm>
#include <vector>

#include "json/write.hpp"

namespace fraiseql::json {
namespace {

void write_object(std::string& out, const object& members) {
  std::vector<const member*> sorted;
  sorted.reserve(members.size());
  for (const member& one : members) sorted.push_back(&one);
  // By place where keys are equal, so that the last of them can be told.
  std::ranges::sort(sorted, [](const member* a, const member* b) {
    return a->first == b->first ? a < b : jsonb_key_less(a->first, b->first);
  });
  out += '{';
  bool is_first = true;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (i + 1 < sorted.size() && sorted[i + 1]->first == sorted[i]->first) continue;
    if (!is_first) out += ", ";
    is_first = false;
    write_string(out, sorted[i]->first);
    out += ": ";
    write_jsonb(out, sorted[i]->second);
  }
  out += '}';
}

}  // namespace

bool jsonb_key_less(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return a.size() < b.size();
  return a < b;
}

void write_jsonb(std::string& out, const value& v) {
  if (const auto* members = v.get<object>()) return write_object(out, *members);
  const auto* items = v.get<array>();
  if (items == nullptr) return write(out, v);
  out += '[';
  for (std::size_t i = 0; i < items->size(); ++i) {
    if (i > 0) out += ", ";
    write_jsonb(out, (*items)[i]);
  }
  out += ']';
}

std::string to_jsonb_text(const value& v) {
  std::string out;
  write_jsonb(out, v);
  return out;
}

}  // namespace fraiseql::json
