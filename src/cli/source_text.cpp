#include "cli/source_text.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>
#include <vector>

#include "base/text.hpp"

namespace fraiseql::cli {
namespace {

constexpr std::size_t max_source_bytes = 1024UL * 1024 * 1024;

// The hint where there is no such file.
std::string similar_file(const std::filesystem::path& missing) {
  const auto directory = missing.has_parent_path() ? missing.parent_path() : ".";
  std::vector<std::string> names;
  std::error_code trouble;
  for (std::filesystem::directory_iterator at(directory, trouble), end; !trouble && at != end;
       at.increment(trouble)) {
    names.push_back(at->path().filename().string());
  }
  const std::vector<std::string_view> known(names.begin(), names.end());
  const auto meant = nearest(missing.filename().string(), known);
  if (meant.empty()) return {};
  return "did you mean \"" + (missing.parent_path() / meant).string() + "\"?";
}

}  // namespace

result<source_text> read_source(const std::string& file) {
  const bool is_standard = file == "-";
  source_text read{.name = is_standard ? "stdin" : file, .text = {}};
  const auto close = [](std::FILE* opened) { std::fclose(opened); };
  const std::unique_ptr<std::FILE, decltype(close)> opened(
      is_standard ? nullptr : std::fopen(file.c_str(), "rb"), close);
  const auto cannot = [&](int why, std::string hint = {}) {
    return failed{failure{"cannot read " + read.name + ": " + std::generic_category().message(why),
                          std::move(hint)}};
  };
  if (!is_standard && opened == nullptr) {
    const int why = errno;
    return cannot(why, why == ENOENT ? similar_file(file) : "");
  }
  std::FILE* const from = is_standard ? stdin : opened.get();
  std::array<char, 64 * 1024> block{};
  while (const std::size_t got = std::fread(block.data(), 1, block.size(), from)) {
    read.text.append(block.data(), got);
    if (read.text.size() > max_source_bytes) {
      return failed{failure{read.name + " is larger than 1 GiB"}};
    }
  }
  if (std::ferror(from) != 0) return cannot(errno);
  return read;
}

}  // namespace fraiseql::cli
