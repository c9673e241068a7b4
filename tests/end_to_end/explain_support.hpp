// Looking into what `explain` and `extensions.explain` say, and into what the documentation says of
// them.
#pragma once

#include <gtest/gtest.h>

#include <charconv>
#include <fstream>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>

#include "json/read.hpp"

namespace fraiseql::testing {

// PostgreSQL's plans nest.
inline json::value read_object(const std::string& text) {
  auto read = json::read(text, {.max_depth = 500});
  if (read && read->get<json::object>() != nullptr) return *std::move(read);
  ADD_FAILURE() << "no object: " << text;
  return json::null{};
}

// The value to which the names of members and the indexes of lists lead; null where there is none.
inline json::value inside(const json::value& from, std::initializer_list<std::string_view> path) {
  const json::value* at = &from;
  for (const std::string_view step : path) {
    const auto* list = at->get<json::array>();
    std::size_t index = 0;
    std::from_chars(step.data(), step.data() + step.size(), index);
    if (list == nullptr) {
      at = at->find(step);
    } else {
      at = index < list->size() ? &(*list)[index] : nullptr;
    }
    if (at == nullptr) return json::null{};
  }
  return *at;
}

inline std::string text_of(const json::value& value) {
  const auto* text = value.get<std::string>();
  return text == nullptr ? "no text" : *text;
}

inline std::set<std::string> names_in(const json::value& object) {
  std::set<std::string> names;
  const auto* members = object.get<json::object>();
  for (const auto& [name, value] : members == nullptr ? json::object() : *members) {
    names.insert(name);
  }
  return names;
}

// The first column of the table under "### As JSON" of docs/api/cli.md.
inline std::set<std::string> documented_members() {
  std::set<std::string> names;
  std::ifstream file(FRAISEQL_SOURCE_DIR "/docs/api/cli.md");
  bool is_inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) is_inside = line == "### As JSON";
    if (is_inside && line.starts_with("| `")) names.insert(line.substr(3, line.find('`', 3) - 3));
  }
  EXPECT_FALSE(names.empty());
  return names;
}

}  // namespace fraiseql::testing
