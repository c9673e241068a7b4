// A program's output is known to come from a full disk by the C library's words for
// ENOSPC and EDQUOT, which PostgreSQL repeats, or by PostgreSQL's own for a short write
// (its locale is ours: C.UTF-8). With its log on that disk it may have said nothing.
#include "server/system_failure.hpp"

#include <cerrno>
#include <cstring>
#include <system_error>

namespace fraiseql::server {
namespace {

constexpr std::size_t output_lines = 10;
constexpr std::string_view free_some_space = "the disk is full: free some space and start again";

bool speaks_of_a_full_disk(std::string_view output) {
  for (const std::string_view words :
       {std::string_view(std::strerror(ENOSPC)), std::string_view(std::strerror(EDQUOT)),
        std::string_view("Check free disk space")}) {
    if (output.find(words) != std::string_view::npos) return true;
  }
  return false;
}

bool has_no_space(const std::filesystem::path& directory) {
  std::error_code error;
  const auto space = std::filesystem::space(directory, error);
  return !error && space.available < 64 * 1024;
}

std::string_view last_lines(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  std::size_t begin = text.size();
  for (std::size_t lines = 0; lines < output_lines && begin != 0; ++lines) {
    const std::size_t end_of_line = text.rfind('\n', begin - 1);
    if (end_of_line == std::string_view::npos) return text;
    begin = end_of_line;
  }
  return begin == 0 ? text : text.substr(begin + 1);
}

}  // namespace

failure system_failure(const std::string& what, int reason) {
  const bool is_full = reason == ENOSPC || reason == EDQUOT;
  return {.message = "cannot " + what + ": " + std::strerror(reason),
          .hint = std::string(is_full ? free_some_space : "")};
}

failure program_failure(const std::string& message, std::string_view output,
                        const std::filesystem::path& directory) {
  const bool is_full = speaks_of_a_full_disk(output) || has_no_space(directory);
  const std::string_view tail = last_lines(output);
  return {.message = message + (tail.empty() ? "" : ":\n" + std::string(tail)),
          .hint = std::string(is_full ? free_some_space : "")};
}

}  // namespace fraiseql::server
