#include "cli/command_line.hpp"

#include <unistd.h>

#include <cstdio>

#include "server/plain_text.hpp"

namespace fraiseql::cli {

result<server::settings_reader> read_settings(const given_settings& given,
                                              const std::filesystem::path& project) {
  server::settings_reader reader;
  for (const auto& [key, value] : given.in_code) {
    FRAISEQL_TRY_DONE(reader.set(key, value, "code"));
  }
  FRAISEQL_TRY_DONE(reader.read_file(project / "fraiseql.toml"));
  FRAISEQL_TRY_DONE(reader.read_environment(environ));
  for (const auto& [key, value] : given.as_flags) {
    FRAISEQL_TRY_DONE(reader.set(key, value, "the flag " + server::flag_name(key)));
  }
  return reader;
}

void report(const failure& why) {
  std::fprintf(stderr, "error: %s\n", server::plain_text(why.message).c_str());
  if (!why.hint.empty()) std::fprintf(stderr, "hint: %s\n", server::plain_text(why.hint).c_str());
}

void print_text(std::string text) {
  if (!text.empty() && !text.ends_with('\n')) text += '\n';
  std::fwrite(text.data(), 1, text.size(), stdout);
}

void print_line(std::string_view line) {
  print_text(std::string(line));
  std::fflush(stdout);
}

}  // namespace fraiseql::cli
