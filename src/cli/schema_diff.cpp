// `schema diff`: what a client may notice when one schema takes the place of another.
#include <algorithm>
#include <cstdio>

#include "cli/program.hpp"
#include "json/write.hpp"
#include "schema/diff.hpp"

namespace fraiseql::cli {
namespace {

std::string_view to_string(schema::severity severity) {
  switch (severity) {
    case schema::severity::breaking: return "breaking";
    case schema::severity::dangerous: return "dangerous";
  }
  return {};
}

std::string line_of(const schema::schema_change& change) {
  std::string line(to_string(change.severity));
  line += ": " + change.kind + ' ' + change.coordinate + ": " + change.message;
  return line + '\n';
}

json::value to_json(const schema::schema_change& change) {
  return json::object{{"severity", std::string(to_string(change.severity))},
                      {"kind", change.kind},
                      {"coordinate", change.coordinate},
                      {"message", change.message}};
}

}  // namespace

exit_status diff_schemas(const std::string& before, const std::string& after, output_form form) {
  const auto old_schema = open_schema(before);
  if (!old_schema) return old_schema.error();
  const auto new_schema = open_schema(after);
  if (!new_schema) return new_schema.error();
  const auto changes = schema::compare(**old_schema, **new_schema);
  std::string text;
  json::array listed;
  for (const schema::schema_change& change : changes) {
    text += line_of(change);
    listed.push_back(to_json(change));
  }
  print_text(form == output_form::text
                 ? text
                 : json::to_text(json::value(json::object{{"changes", std::move(listed)}})));
  const bool breaks = std::ranges::any_of(
      changes, [](const auto& one) { return one.severity == schema::severity::breaking; });
  return breaks ? failed_status : success;
}

}  // namespace fraiseql::cli
