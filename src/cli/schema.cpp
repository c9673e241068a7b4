// `schema print`, `schema introspect`, `schema check`: one schema, and whether it is one.
#include "schema/schema.hpp"

#include "cli/json_lines.hpp"
#include "cli/program.hpp"
#include "execution/introspect.hpp"
#include "frontend/sdl/sdl_frontend.hpp"

namespace fraiseql::cli {

exit_status print_schema(const schema::schema& schema, schema::print_order order) {
  print_text(schema::print(schema, order));
  return success;
}

exit_status introspect_schema(const schema::schema& schema) {
  print_text(execution::introspect(schema));
  return success;
}

result<std::shared_ptr<const schema::schema>, exit_status> open_schema(const std::string& file) {
  const auto source = read_source(file);
  if (!source) {
    report(source.error());
    return failed{usage};
  }
  const auto schema = frontend::build_schema(source->text);
  if (schema) return *schema;
  print_findings(stderr, *source, schema.error());
  return failed{failed_status};
}

exit_status check_schema(const std::string& file, output_form form) {
  const auto source = read_source(file);
  if (!source) {
    report(source.error());
    return usage;
  }
  const auto schema = frontend::build_schema(source->text);
  return print_verdict(*source, schema ? std::vector<graphql_error>() : schema.error(), form,
                       found_in::document);
}

exit_status check_schema_lines() {
  return answer_lines([](const json::value& question) -> result<line_answer> {
    FRAISEQL_TRY(text, text_member(question, "schema"));
    const auto schema = frontend::build_schema(text);
    return line_answer{
        verdict_members(schema ? std::vector<graphql_error>() : schema.error(), found_in::document),
        schema.ok()};
  });
}

}  // namespace fraiseql::cli
