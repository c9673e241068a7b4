#include "cli/project.hpp"

#include <filesystem>
#include <system_error>

#include "cli/findings.hpp"
#include "cli/source_text.hpp"
#include "frontend/sdl/sdl_frontend.hpp"
#include "server/plain_text.hpp"

namespace fraiseql::cli {
namespace {

// The first error with its place; the terminal has them all.
std::string summary_of(const std::vector<graphql_error>& errors) {
  const graphql_error& first = errors.front();
  std::string summary;
  if (!first.locations.empty()) {
    const source_location at = first.locations.front();
    summary = std::to_string(at.line) + ':' + std::to_string(at.column) + ": ";
  }
  summary += first.message;
  if (errors.size() > 1) summary += " (and " + std::to_string(errors.size() - 1) + " more)";
  return summary;
}

server::reload_failure unreadable(const std::string& why) {
  return {.text = server::plain_text(why), .summary = why};
}

server::built_schema build_again(const std::string& file) {
  // A pipe may never end, and the server waits for this when it stops.
  std::error_code ignored;
  const auto status = std::filesystem::status(file, ignored);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    return failed{unreadable("cannot read " + file + ": it is not a regular file")};
  }
  const auto source = read_source(file);
  if (!source) return failed{unreadable(source.error().message)};
  const auto schema = frontend::build_served_schema(source->text);
  if (schema) return *schema;
  return failed{server::reload_failure{.text = findings_text(stdout, *source, schema.error()),
                                       .summary = summary_of(schema.error())}};
}

}  // namespace

result<served_project, exit_status> open_project(const std::string& file) {
  std::error_code ignored;
  if (file.empty() && !std::filesystem::exists(default_schema_file, ignored)) {
    report({std::string("there is no ") + default_schema_file + " in this directory",
            "name one by --schema FILE, or make a project: fraiseql init DIR"});
    return failed{usage};
  }
  const std::filesystem::path path = file.empty() ? default_schema_file : file;
  const server::file_stamp as_read = server::stamp_of(path);
  const auto source = read_source(path.string());
  if (!source) {
    report(source.error());
    return failed{usage};
  }
  const auto schema = frontend::build_served_schema(source->text);
  if (!schema) {
    print_findings(stderr, *source, schema.error());
    return failed{failed_status};
  }
  return served_project{
      .directory = path.has_parent_path() ? path.parent_path() : ".",
      .schema = *schema,
      .file = server::schema_file{.path = path, .as_read = as_read, .build = [path] {
                                    return build_again(path.string());
                                  }}};
}

}  // namespace fraiseql::cli
