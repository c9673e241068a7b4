// Documents from their texts, and what is wrong with a text.
#pragma once

#include <gtest/gtest.h>

#include <string_view>
#include <utility>

#include "language/parser.hpp"

namespace fraiseql::language {

inline document parsed(std::string_view text, const limits& bounds = {}) {
  auto made = parse(text, bounds);
  EXPECT_TRUE(made.ok()) << text << ": " << made.error().message;
  return std::move(made).value();
}

inline graphql_error refused(std::string_view text, const limits& bounds = {}) {
  const auto made = parse(text, bounds);
  EXPECT_FALSE(made.ok()) << text;
  if (made.ok()) return {};
  EXPECT_EQ(made.error().code, error_code::graphql_parse_failed);
  EXPECT_EQ(made.error().locations.size(), 1u);
  return made.error();
}

}  // namespace fraiseql::language
