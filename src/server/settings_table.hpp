// settings_table: every key of the settings, once: how it is called, read from text and shown.
// Private to the room; settings.cpp reads it for each source.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "server/settings.hpp"

namespace fraiseql::server {

// How one key is set from text and shown as text.
struct setting {
  setting_key key;
  std::string_view common_variable;  // a variable beside FRAISEQL_<KEY>, or ""
  // The failure's message says what was expected: "a number from 1 to 65535".
  result<done> (*assign)(settings&, const std::string&);
  std::string (*show)(const settings&);
};

// In the order of the reference. Lives as long as the program.
std::span<const setting> settings_table();

}  // namespace fraiseql::server
