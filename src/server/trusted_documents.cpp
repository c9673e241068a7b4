#include "server/trusted_documents.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <memory>
#include <system_error>
#include <utility>

#include "server/executor_settings.hpp"

namespace fraiseql::server {
namespace {

using execution::documents_mode;

constexpr std::size_t most_told = 10;

std::string_view name_of(documents_mode mode) {
  switch (mode) {
    case documents_mode::open: return "open";
    case documents_mode::prefer: return "prefer";
    case documents_mode::only: return "only";
  }
  return {};
}

result<done> refuse_useless_modes(const settings& chosen) {
  const bool has_manifest = !chosen.trusted_documents.empty();
  if (!has_manifest && chosen.documents_mode != documents_mode::open) {
    return failed{failure{fmt::format("documents_mode = {} needs trusted_documents, the manifest "
                                      "of the documents that are answered",
                                      name_of(chosen.documents_mode)),
                          "make one: fraiseql persist FOLDER -o documents.json"}};
  }
  if (chosen.documents_mode == documents_mode::only && chosen.automatic_persisted_queries) {
    return failed{failure{
        "automatic_persisted_queries would let clients add documents, and documents_mode = only "
        "refuses all that are not in the manifest",
        "leave one of the two out"}};
  }
  return done{};
}

result<std::string> read_text(const std::filesystem::path& file) {
  const auto cannot = [&](const std::string& why) {
    return failed{failure{"cannot read the trusted documents " + file.string() + ": " + why}};
  };
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) {
    return cannot(error ? error.message() : "it is not a regular file");
  }
  std::ifstream in(file, std::ios::binary);
  std::string text;
  std::array<char, 64 * 1024> block{};
  // One byte more than may be, so that it is seen.
  while (in && text.size() <= execution::max_manifest_bytes) {
    in.read(block.data(), block.size());
    text.append(block.data(), static_cast<std::size_t>(in.gcount()));
  }
  if (!in.eof() && text.size() <= execution::max_manifest_bytes) return cannot("reading failed");
  return text;
}

result<std::shared_ptr<const execution::manifest>> open_manifest(const std::filesystem::path& file,
                                                                 const limits& limits) {
  FRAISEQL_TRY(text, read_text(file));
  auto read = execution::read_manifest(text, limits);
  if (!read) {
    return failed{failure{
        "the trusted documents " + file.string() + " cannot be used: " + read.error().message,
        read.error().hint}};
  }
  return std::make_shared<const execution::manifest>(*std::move(read));
}

// What a log line of mode prefer says.
void tell(const log_function& log, const execution::answered_text& text) {
  log_to(log, log_level::warning, "a document came as text",
         {{"hash", text.hash},
          {"operation", text.operation},
          {"trusted", text.is_trusted ? "yes" : "no"}});
  if (!text.is_last) return;
  log_to(log, log_level::warning,
         "no further documents that come as text are told of within the hour",
         {{"told", std::to_string(execution::told_texts::most)}});
}

std::string line_of(const execution::refused_document& one) {
  std::string line = one.operation.empty() ? one.id : one.operation + " (" + one.id + ")";
  line += ": ";
  if (!one.error.locations.empty()) {
    const source_location at = one.error.locations.front();
    line += fmt::format("{}:{}: ", at.line, at.column);
  }
  return line + one.error.message;
}

}  // namespace

result<execution::document_rules> open_documents(const settings& chosen,
                                                 const std::filesystem::path& project,
                                                 const log_function& log) {
  FRAISEQL_TRY_DONE(refuse_useless_modes(chosen));
  execution::document_rules made{.mode = chosen.documents_mode};
  if (!chosen.trusted_documents.empty()) {
    FRAISEQL_TRY(manifest, open_manifest(project / chosen.trusted_documents, chosen.limits));
    made.trusted = std::move(manifest);
  }
  if (chosen.automatic_persisted_queries) {
    made.registered = std::make_shared<execution::registered_documents>();
  }
  if (made.mode == documents_mode::prefer) {
    made.told = std::make_shared<execution::told_texts>();
    made.on_text = [log](const execution::answered_text& text) { tell(log, text); };
  }
  return made;
}

std::optional<failure> unfit_documents(const execution::document_rules& rules,
                                       const std::shared_ptr<const schema::schema>& schema,
                                       const settings& chosen, const log_function& log) {
  if (rules.trusted == nullptr) return std::nullopt;
  const auto refused = execution::refused_documents(
      *rules.trusted,
      {.schema = schema, .limits = chosen.limits, .validating = validating_of(chosen)});
  if (refused.empty()) return std::nullopt;
  const std::string all =
      fmt::format("{} of the {} trusted documents of {} cannot be answered", refused.size(),
                  rules.trusted->size(), chosen.trusted_documents);
  std::string lines;
  for (const execution::refused_document& one : refused) {
    if (static_cast<std::size_t>(&one - refused.data()) == most_told) {
      lines += "\n  ...";
      break;
    }
    lines += "\n  " + line_of(one);
  }
  if (rules.mode == documents_mode::only) {
    return failure{all + lines, "make the manifest anew for this schema: fraiseql persist"};
  }
  log_to(log, log_level::warning, all, {{"documents", lines.substr(1)}});
  return std::nullopt;
}

std::string words_for(const execution::document_rules& rules, const settings& chosen) {
  const std::string registered =
      rules.registered == nullptr ? "" : "automatic persisted queries are taken";
  if (rules.trusted == nullptr) return registered.empty() ? "" : "documents: " + registered;
  std::string text = fmt::format("documents: {} trusted, of {}; mode {}", rules.trusted->size(),
                                 chosen.trusted_documents, name_of(rules.mode));
  switch (rules.mode) {
    case documents_mode::open: text += ", text is answered, too"; break;
    case documents_mode::prefer: text += ", text is answered and told of"; break;
    case documents_mode::only: text += ", text is refused"; break;
  }
  return registered.empty() ? text : text + "; " + registered;
}

}  // namespace fraiseql::server
