#include "server/log.hpp"

#include <fmt/format.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <memory>
#include <string>

#include "base/check.hpp"
#include "base/text.hpp"
#include "server/plain_text.hpp"

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

// Separators of lines for some readers, and for JSON in JavaScript once.
bool separates_lines(std::string_view character) {
  return character == "\xE2\x80\xA8" || character == "\xE2\x80\xA9";
}

// Of two or three bytes: what is not plain is never longer.
unsigned code_point_of(std::string_view character) {
  const auto bits = [&](std::size_t at, unsigned mask) {
    return static_cast<unsigned>(static_cast<unsigned char>(character[at])) & mask;
  };
  if (character.size() == 1) return bits(0, 0x7FU);
  if (character.size() == 2) return bits(0, 0x1FU) << 6U | bits(1, 0x3FU);
  return bits(0, 0x0FU) << 12U | bits(1, 0x3FU) << 6U | bits(2, 0x3FU);
}

// A string of JSON in UTF-8, whatever bytes are in `text`: values may come from clients. What a
// terminal or a reader of lines would obey is escaped.
void write_value(std::string& out, std::string_view text) {
  constexpr unsigned not_utf8 = 0xFFFD;
  out += '"';
  while (!text.empty()) {
    const std::string_view character = first_character(text);
    text.remove_prefix(character.size());
    if (character == "\"" || character == "\\") {
      out.append("\\").append(character);
    } else if (is_plain(character) && !separates_lines(character)) {
      out += character;
    } else {
      out +=
          character == "\n"
              ? "\\n"
              : fmt::format("\\u{:04x}", is_utf8(character) ? code_point_of(character) : not_utf8);
    }
  }
  out += '"';
}

std::string as_json(std::string_view message, std::span<const log_field> fields) {
  std::string line = "\"msg\":";
  write_value(line, message);
  for (const log_field& field : fields) {
    if (field.value.empty()) continue;
    line += ',';
    write_value(line, field.key);
    line += ':';
    write_value(line, field.value);
  }
  return line;
}

// Values are quoted, too, so that a line stays a line whatever is in them.
std::string as_text(std::string_view message, std::span<const log_field> fields) {
  std::string line = plain_line(message, std::string::npos);
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
      write_value(line, field.value);
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
