// `persist`: a folder of operations becomes a manifest of trusted documents, in the form of
// Apollo's tool, so that its client finds the ids there by the operations' names.
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "cli/command_line.hpp"
#include "cli/findings.hpp"
#include "cli/operations.hpp"
#include "execution/sha256.hpp"
#include "json/write.hpp"

namespace fraiseql::cli {
namespace {

namespace fs = std::filesystem;

failure trouble_with(const fs::path& path, const std::string& why) {
  return {"cannot read " + path.string() + ": " + why};
}

bool is_operations_file(const fs::path& path) {
  return path.extension() == ".graphql" || path.extension() == ".gql";
}

bool is_passed_over(const fs::path& directory) {
  const std::string name = directory.filename().string();
  return name.starts_with('.') || name == "node_modules";
}

// In the order of their names, without the schema's.
result<std::vector<fs::path>> files_of(const fs::path& folder, const fs::path& schema) {
  std::error_code trouble;
  if (fs::is_regular_file(folder, trouble)) return std::vector{folder};
  std::vector<fs::path> found;
  fs::recursive_directory_iterator at(folder, trouble);
  for (const fs::recursive_directory_iterator end; !trouble && at != end; at.increment(trouble)) {
    std::error_code ignored;
    if (at->is_directory(ignored)) {
      if (is_passed_over(at->path())) at.disable_recursion_pending();
      continue;
    }
    const bool is_schema = !schema.empty() && fs::equivalent(at->path(), schema, ignored);
    if (is_operations_file(at->path()) && !is_schema) found.push_back(at->path());
  }
  if (trouble) return failed{trouble_with(folder, trouble.message())};
  std::ranges::sort(found);
  return found;
}

std::string manifest_of(const std::vector<persisted_operation>& operations) {
  std::string text =
      "{\n  \"format\": \"apollo-persisted-query-manifest\",\n  \"version\": 1,\n"
      "  \"operations\": [";
  for (const persisted_operation& one : operations) {
    if (text.back() == '}') text += ',';
    text += "\n    {\n      \"id\": \"" + execution::sha256(one.text) + "\",\n      \"name\": ";
    json::write_string(text, one.name);
    text += ",\n      \"type\": \"" + std::string(language::to_string(one.kind)) +
            "\",\n      \"body\": ";
    json::write_string(text, one.text);
    text += "\n    }";
  }
  return text + "\n  ]\n}\n";
}

// A server that starts meanwhile reads the one of before, or this one.
result<done> write_file(const fs::path& path, std::string_view text) {
  const fs::path made = path.string() + '.' + std::to_string(::getpid());
  const auto cannot = [&](int why) {
    std::error_code ignored;
    fs::remove(made, ignored);
    return failed{
        failure{"cannot write " + path.string() + ": " + std::generic_category().message(why)}};
  };
  std::FILE* file = std::fopen(made.c_str(), "wbx");
  if (file == nullptr) {
    return failed{
        failure{"cannot write " + path.string() + ": " + std::generic_category().message(errno)}};
  }
  const bool is_written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  const int why = errno;
  if (std::fclose(file) != 0 || !is_written) return cannot(is_written ? errno : why);
  std::error_code trouble;
  fs::rename(made, path, trouble);
  if (trouble) return cannot(trouble.value());
  return done{};
}

void print(const std::vector<source_text>& files, const std::vector<found_error>& errors) {
  for (const found_error& one : errors) print_findings(stderr, files[one.file], {one.error});
}

int end_of_call(const failure& why) {
  report(why);
  return usage;
}

}  // namespace

std::optional<failure> misused(const persist_arguments& given) {
  const char* help = "persist --help shows what there is";
  if (given.folder.empty()) return failure{"persist needs FOLDER, where the operations are", help};
  if (given.output.empty()) return failure{"persist needs -o FILE, the manifest to make", help};
  return std::nullopt;
}

int persist(const persist_arguments& arguments,
            const std::shared_ptr<const schema::schema>& schema) {
  const auto paths = files_of(arguments.folder, arguments.schema);
  if (!paths) return end_of_call(paths.error());
  std::vector<source_text> files;
  for (const fs::path& path : *paths) {
    auto read = read_source(path.string());
    if (!read) return end_of_call(read.error());
    files.push_back(*std::move(read));
  }
  const gathered_operations gathered = gather_operations(files);
  print(files, gathered.errors);
  if (!gathered.errors.empty()) return failed_status;
  if (gathered.operations.empty()) {
    report({"there are no operations in " + arguments.folder,
            "they are looked for in its .graphql and .gql files"});
    return failed_status;
  }
  if (schema != nullptr) {
    const auto wrong = validate_operations(gathered.operations, schema);
    print(files, wrong);
    if (!wrong.empty()) return failed_status;
  }
  const std::string text = manifest_of(gathered.operations);
  if (arguments.output == "-") {
    print_text(text);
    return success;
  }
  if (const auto written = write_file(arguments.output, text); !written) {
    return end_of_call(written.error());
  }
  const std::size_t count = gathered.operations.size();
  print_text(arguments.output + ": " + std::to_string(count) +
             (count == 1 ? " document" : " documents") +
             (schema == nullptr ? ", not validated: name a schema by --schema" : ""));
  return success;
}

}  // namespace fraiseql::cli
