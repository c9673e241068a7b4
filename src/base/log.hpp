// Structured log lines: a message and named fields. A room that logs is handed a
// log_function; the server decides where lines go and how they look.
#pragma once

#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace fraiseql {

enum class log_level { debug, info, warning, error };

struct log_field {
  std::string_view key;
  std::string value;
};

using log_function =
    std::function<void(log_level level, std::string_view message, std::span<const log_field>)>;

// log_to(sink, log_level::info, "listening", {{"port", "8080"}})
inline void log_to(const log_function& sink, log_level level, std::string_view message,
                   std::initializer_list<log_field> fields = {}) {
  if (sink) sink(level, message, {fields.begin(), fields.size()});
}

}  // namespace fraiseql
