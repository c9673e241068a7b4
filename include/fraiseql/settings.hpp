// settings: what a program may fix in its code.
//
// What is left out has its default; `fraiseql.toml`, the environment and flags overrule
// what is given here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace fraiseql::api {

struct settings {
  std::optional<std::string> host = {};
  std::optional<std::uint16_t> port = {};
  std::optional<std::string> database_url = {};
  std::optional<std::string> profile = {};
  std::optional<std::string> sql_directory = {};
};

}  // namespace fraiseql::api
