// What the tests of authorization share: the schema of authorization/schema.graphql, and requests
// of who has some permissions.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "execution/prepare.hpp"
#include "frontend/sdl/sdl_frontend.hpp"

namespace fraiseql::execution::authorized {

inline std::string read_text(const std::string& name) {
  std::ostringstream text;
  text << std::ifstream(FRAISEQL_SOURCE_DIR "/tests/execution/authorization/" + name).rdbuf();
  EXPECT_FALSE(text.str().empty()) << name;
  return text.str();
}

inline std::shared_ptr<const schema::schema> made_schema(const std::string& text) {
  auto made = frontend::build_served_schema(text);
  if (made.ok()) return *made;
  for (const graphql_error& error : made.error()) ADD_FAILURE() << error.message;
  std::abort();
}

inline request asked(std::string document, const std::string& held, json::value variables = {}) {
  request made{.document = std::move(document), .variables = std::move(variables)};
  made.context.claims = json::object{{"scope", held}};
  return made;
}

inline std::string text_of(const response_path& path) {
  std::string text;
  for (const path_step& step : path) {
    text += (text.empty() ? "" : ".") + std::get<std::string>(step);
  }
  return text;
}

// `path: "User.email" needs the permission "user:email"`
inline std::multiset<std::string> texts_of(const std::vector<graphql_error>& errors) {
  std::multiset<std::string> all;
  for (const graphql_error& one : errors) {
    EXPECT_EQ(one.code, error_code::forbidden) << one.message;
    EXPECT_EQ(one.locations.size(), 1U) << one.message;
    all.insert(text_of(one.path) + ": " + one.message);
  }
  return all;
}

inline void add_denied(std::multiset<std::string>& to, const validation::selection& selected,
                       const std::string& path) {
  for (const validation::selected_field& field : selected.fields) {
    const std::string here = (path.empty() ? "" : path + ".") + field.response_key;
    if (field.is_denied) {
      to.insert(here);
      EXPECT_TRUE(field.arguments.empty() && field.selections.empty()) << here;
    }
    for (const validation::selection& inside : field.selections) add_denied(to, inside, here);
  }
}

// The paths of what is null for want of a permission.
inline std::multiset<std::string> denied_in(const validation::operation& of) {
  std::multiset<std::string> all;
  add_denied(all, of.root(), "");
  return all;
}

inline std::string joined(const std::multiset<std::string>& all) {
  std::string text;
  for (const std::string& one : all) text += one + "\n";
  return text;
}

}  // namespace fraiseql::execution::authorized
