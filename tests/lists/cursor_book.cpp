#include "lists/cursor_book.hpp"

#include <algorithm>

#include "json/write.hpp"

namespace fraiseql::lists {
namespace {

// No text of a row begins so.
constexpr std::string_view mark =
    "\x01"
    "cursor ";
constexpr char list_end = '\x01';

std::string shortened(const json::value* value) {
  if (value == nullptr) return "nothing";
  const std::string text = json::to_text(*value);
  return text.size() <= 300 ? text : text.substr(0, 300) + "...";
}

std::string told(const std::string& at, const json::value* expected, const json::value* got) {
  return "at " + (at.empty() ? "the top" : at) + ": wanted " + shortened(expected) + ", got " +
         shortened(got);
}

std::string list_mark(const std::string& list) { return std::string(mark) + list + list_end; }

}  // namespace

json::value cursor_book::placeholder(const std::string& list, const std::string& id) {
  return list_mark(list) + id;
}

std::string cursor_book::difference(const json::value& expected, const json::value& got) {
  return difference_in(expected, got, "");
}

const std::string* cursor_book::find(const std::string& list, const std::string& id) const {
  const auto found = cursors_.find(list_mark(list) + id);
  return found == cursors_.end() ? nullptr : &found->second;
}

std::vector<std::string> cursor_book::rows(const std::string& list) const {
  const std::string begin = list_mark(list);
  std::vector<std::string> ids;
  for (auto at = cursors_.lower_bound(begin); at != cursors_.end() && at->first.starts_with(begin);
       ++at) {
    ids.push_back(at->first.substr(begin.size()));
  }
  return ids;
}

std::string cursor_book::difference_in(const json::value& expected, const json::value& got,
                                       const std::string& at) {
  if (const auto* text = expected.get<std::string>(); text != nullptr && text->starts_with(mark)) {
    const auto* cursor = got.get<std::string>();
    if (cursor == nullptr) return told(at, &expected, &got);
    const std::string wrong = learn(*text, *cursor);
    return wrong.empty() ? "" : "at " + at + ": " + wrong;
  }
  if (const auto* members = expected.get<json::object>()) {
    const auto* others = got.get<json::object>();
    if (others == nullptr) return told(at, &expected, &got);
    for (std::size_t i = 0; i < std::max(members->size(), others->size()); ++i) {
      const bool are_same =
          i < members->size() && i < others->size() && (*members)[i].first == (*others)[i].first;
      if (!are_same) return told(at, &expected, &got);
      const auto& [name, value] = (*members)[i];
      std::string inside = difference_in(value, (*others)[i].second, at + "." + name);
      if (!inside.empty()) return inside;
    }
    return "";
  }
  const auto* items = expected.get<json::array>();
  if (items == nullptr) return expected == got ? "" : told(at, &expected, &got);
  const auto* others = got.get<json::array>();
  if (others == nullptr) return told(at, &expected, &got);
  for (std::size_t i = 0; i < std::max(items->size(), others->size()); ++i) {
    const std::string place = at + "[" + std::to_string(i) + "]";
    if (i >= others->size()) return told(place, &(*items)[i], nullptr);
    if (i >= items->size()) return told(place, nullptr, &(*others)[i]);
    std::string inside = difference_in((*items)[i], (*others)[i], place);
    if (!inside.empty()) return inside;
  }
  return "";
}

std::string cursor_book::learn(const std::string& expected, const std::string& got) {
  const auto [known, is_new] = cursors_.emplace(expected, got);
  if (!is_new) {
    return known->second == got
               ? ""
               : "the cursor of a row changed from " + known->second + " to " + got;
  }
  const std::string list = expected.substr(0, expected.find(list_end, mark.size()) + 1);
  const auto [owner, is_first] = rows_.emplace(list + got, expected);
  if (!is_first) return "the cursor " + got + " is that of two rows";
  return got.empty() ? "the cursor is empty" : "";
}

}  // namespace fraiseql::lists
