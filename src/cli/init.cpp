// `init`: the files of templates/, which the program carries inside, as a project of one's own.
//
// Nothing is overwritten: what is in the way is named before anything is made, and each file is
// made as a new one. What was made before a failure is removed again, so that the next try does
// not find half a project in its way.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

#include "cli/program.hpp"
#include "embedded/templates.hpp"
#include "server/plain_text.hpp"
#include "server/system_failure.hpp"

namespace fraiseql::cli {
namespace {

namespace fs = std::filesystem;

struct project_file {
  fs::path path;  // below the project's directory
  std::string text;
};

// "made", "/made/" and "." are called "made".
std::string name_of(const fs::path& directory) {
  std::error_code ignored;
  const fs::path whole = fs::absolute(directory, ignored).lexically_normal();
  return server::plain_line(
      (whole.has_filename() ? whole : whole.parent_path()).filename().string());
}

std::string with_name(std::string_view text, std::string_view name) {
  constexpr std::string_view placeholder = "@NAME@";
  std::string made;
  for (auto at = text.find(placeholder); at != text.npos; at = text.find(placeholder)) {
    made.append(text.substr(0, at)).append(name);
    text.remove_prefix(at + placeholder.size());
  }
  return made.append(text);
}

std::vector<project_file> files_of(project_kind kind, std::string_view name) {
  const std::string_view own = kind == project_kind::cpp ? "cpp/" : "sdl/";
  std::vector<project_file> files;
  for (const auto& [path, text] : embedded::templates) {
    if (!path.starts_with("both/") && !path.starts_with(own)) continue;
    files.push_back({path.substr(path.find('/') + 1), with_name(text, name)});
  }
  return files;
}

// What of ours is there already: "db, README.md", or "".
std::string in_the_way(const fs::path& directory, const std::vector<project_file>& files) {
  std::vector<std::string> there;
  for (const project_file& file : files) {
    // A directory is in the way as a whole: files of db/ would be applied beside ours.
    const fs::path first = *file.path.begin();
    std::error_code ignored;
    const bool is_there = fs::exists(fs::symlink_status(directory / first, ignored));
    if (is_there && std::ranges::count(there, first.string()) == 0) there.push_back(first.string());
  }
  std::string named;
  for (const std::string& one : there) named += (named.empty() ? "" : ", ") + one;
  return named;
}

// Nothing is left of a file that could not be written whole. A script may be executed, as far
// as the umask lets it.
result<done> write_new(const fs::path& path, std::string_view text) {
  const unsigned mode = text.starts_with("#!") ? 0777U : 0666U;
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (file < 0) return failed{server::system_failure("make " + path.string(), errno)};
  int why = 0;
  while (!text.empty() && why == 0) {
    const ssize_t written = write(file, text.data(), text.size());
    if (written >= 0) text.remove_prefix(static_cast<std::size_t>(written));
    if (written < 0 && errno != EINTR) why = errno;
  }
  if (close(file) != 0 && why == 0) why = errno;
  if (why == 0) return done{};
  unlink(path.c_str());
  return failed{server::system_failure("write " + path.string(), why)};
}

// Each directory and file that it makes goes to `made`, also where it fails.
result<done> make_project(const fs::path& directory, const std::vector<project_file>& files,
                          std::vector<fs::path>& made) {
  const auto make_directory = [&](const fs::path& path) -> result<done> {
    std::error_code trouble;
    if (fs::create_directory(path, trouble)) made.push_back(path);
    if (!trouble) return done{};
    auto why = server::system_failure("make the directory " + path.string(), trouble.value());
    if (trouble == std::errc::no_such_file_or_directory) {
      why.hint = "make " + path.parent_path().string() + " first";
    }
    return failed{std::move(why)};
  };
  FRAISEQL_TRY_DONE(make_directory(directory));
  for (const project_file& file : files) {
    const fs::path path = directory / file.path;
    FRAISEQL_TRY_DONE(make_directory(path.parent_path()));
    FRAISEQL_TRY_DONE(write_new(path, file.text));
    made.push_back(path);
  }
  return done{};
}

// What a shell reads as `text`, and a command not as a flag.
std::string shell_word(std::string text) {
  if (text.starts_with('-')) text.insert(0, "./");
  const bool is_plain = text.find_first_of(" \t\n!\"#$&'()*;<>?[\\]^`{|}~") == text.npos;
  if (is_plain) return text;
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? "'\\''" : std::string(1, c);
  return quoted + '\'';
}

// The command that starts the project, for a shell that finds `program` where this one did.
std::string start_command(const init_arguments& arguments) {
  std::string program = arguments.program;
  const bool is_on_path = program.find('/') == program.npos;
  std::error_code ignored;
  if (!is_on_path) program = fs::absolute(program, ignored).lexically_normal().string();
  if (arguments.kind == project_kind::sdl) return shell_word(program) + " serve --watch";
  return (is_on_path ? "" : "FRAISEQL=" + shell_word(program) + ' ') + "./serve --watch";
}

}  // namespace

exit_status init(const init_arguments& arguments) {
  fs::path directory = fs::path(arguments.directory).lexically_normal();
  if (!directory.has_filename()) directory = directory.parent_path();
  const auto files = files_of(arguments.kind, name_of(directory));
  if (const std::string there = in_the_way(directory, files); !there.empty()) {
    report({directory.string() + " has " + there + " already, so nothing was made",
            "choose a new directory, or move these away"});
    return usage;
  }
  std::vector<fs::path> made;
  if (const auto tried = make_project(directory, files, made); !tried) {
    std::error_code ignored;
    for (const fs::path& path : std::views::reverse(made)) fs::remove(path, ignored);
    report(tried.error());
    return usage;
  }
  const std::string there = shell_word(directory.string());
  print_text("made " + there + "\nstart it: cd " + there + " && " + start_command(arguments) +
             "\nread on:  " + shell_word((directory / "README.md").string()) + '\n');
  return success;
}

}  // namespace fraiseql::cli
