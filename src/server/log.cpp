#include "server/log.hpp"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <memory>
#include <string>

#include "base/check.hpp"
#include "json/write.hpp"

namespace fraiseql::server {
namespace {

spdlog::level::level_enum level_of(log_level level) {
  switch (level) {
    case log_level::debug: return spdlog::level::debug;
    case log_level::info: return spdlog::level::info;
    case log_level::warning: return spdlog::level::warn;
    case log_level::error: return spdlog::level::err;
  }
  FRAISEQL_CHECK(false);
}

std::string as_json(std::string_view message, std::span<const log_field> fields) {
  std::string line = "\"msg\":";
  json::write_string(line, message);
  for (const log_field& field : fields) {
    if (field.value.empty()) continue;
    line += ',';
    json::write_string(line, field.key);
    line += ':';
    json::write_string(line, field.value);
  }
  return line;
}

// Values are quoted as JSON, so that a line stays a line whatever is in them.
std::string as_text(std::string_view message, std::span<const log_field> fields) {
  std::string line(message);
  for (const log_field& field : fields) {
    if (field.value.empty()) continue;
    line += ' ';
    line += field.key;
    line += '=';
    const bool is_plain = field.value.find_first_not_of(
                              "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                              "_-.:/") == std::string::npos;
    if (is_plain) {
      line += field.value;
    } else {
      json::write_string(line, field.value);
    }
  }
  return line;
}

}  // namespace

log_function make_log(log_level lowest, log_format format) {
  auto logger = std::make_shared<spdlog::logger>("fraiseql",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_level(level_of(lowest));
  logger->set_error_handler([](const std::string&) {});
  const bool json =
      format == log_format::json || (format == log_format::automatic && ::isatty(2) == 0);
  const auto* pattern =
      json ? R"({"time":"%Y-%m-%dT%H:%M:%S.%fZ","level":"%l",%v})" : "%H:%M:%S.%e %-7l %v";
  logger->set_formatter(std::make_unique<spdlog::pattern_formatter>(
      pattern, json ? spdlog::pattern_time_type::utc : spdlog::pattern_time_type::local));
  return
      [logger, json](log_level level, std::string_view message, std::span<const log_field> fields) {
        const auto at = level_of(level);
        if (!logger->should_log(at)) return;
        logger->log(at, "{}", json ? as_json(message, fields) : as_text(message, fields));
      };
}

}  // namespace fraiseql::server
