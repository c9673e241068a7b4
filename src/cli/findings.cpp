#include "cli/findings.hpp"

#include <unistd.h>

#include <cstdlib>

#include "base/text.hpp"
#include "cli/pointing.hpp"
#include "json/write.hpp"
#include "server/plain_text.hpp"

namespace fraiseql::cli {
namespace {

colour colour_of(std::FILE* to) {
  const char* refused = std::getenv("NO_COLOR");
  const bool wanted = refused == nullptr || *refused == '\0';
  return wanted && isatty(fileno(to)) != 0 ? colour::on : colour::off;
}

std::string headline(const source_text& about, const graphql_error& error, std::size_t number,
                     colour chosen) {
  std::string where = server::plain_line(about.name) + ':';
  if (number < error.locations.size()) {
    const source_location at = error.locations[number];
    where += std::to_string(at.line) + ':' + std::to_string(at.column) + ':';
  }
  if (chosen == colour::on) where = "\x1B[1m" + where + "\x1B[0m";
  return where + ' ' + (number == 0 ? server::plain_line(error.message) : "see here, too") + '\n';
}

}  // namespace

std::string findings_text(std::FILE* to, const source_text& about,
                          const std::vector<graphql_error>& errors) {
  const colour chosen = colour_of(to);
  std::string text;
  for (const graphql_error& error : errors) {
    if (error.locations.empty()) text = headline(about, error, 0, chosen);
    for (std::size_t i = 0; i < error.locations.size(); ++i) {
      text += headline(about, error, i, chosen);
      text += point_into(about.text, error.locations[i], chosen);
    }
  }
  return text;
}

void print_findings(std::FILE* to, const source_text& about,
                    const std::vector<graphql_error>& errors) {
  const std::string text = findings_text(to, about, errors);
  std::fwrite(text.data(), 1, text.size(), to);
}

std::string verdict_members(const std::vector<graphql_error>& errors, found_in where) {
  std::string out = "\"valid\":";
  out += errors.empty() ? "true" : "false";
  out += ",\"errors\":[";
  for (const graphql_error& error : errors) {
    if (out.back() == '}') out += ',';
    out += "{\"message\":";
    json::write_string(out,
                       is_utf8(error.message) ? error.message : server::plain_line(error.message));
    out += ",\"locations\":[";
    for (const source_location& at : error.locations) {
      if (out.back() == '}') out += ',';
      out +=
          "{\"line\":" + std::to_string(at.line) + ",\"column\":" + std::to_string(at.column) + '}';
    }
    out += ']';
    if (where == found_in::schema) out += ",\"in\":\"schema\"";
    out += '}';
  }
  return out + ']';
}

exit_status print_verdict(const source_text& about, const std::vector<graphql_error>& errors,
                          output_form form, found_in where) {
  if (form == output_form::text) {
    print_findings(stdout, about, errors);
  } else {
    print_text('{' + verdict_members(errors, where) + '}');
  }
  return errors.empty() ? success : failed_status;
}

}  // namespace fraiseql::cli
