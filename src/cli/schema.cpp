// `schema print`, `schema introspect`, `schema check`: one schema, and whether it is one.
#include "schema/schema.hpp"

#include "cli/json_lines.hpp"
#include "cli/program.hpp"
#include "execution/introspect.hpp"
#include "frontend/sdl/sdl_frontend.hpp"

namespace fraiseql::cli {

exit_status print_schema(const schema::schema& schema, const print_arguments& arguments) {
  using schema::print_order;
  const auto order = arguments.sort ? print_order::sorted : print_order::declared;
  if (!arguments.with_directives) {
    print_text(schema::print(schema, order));
    return success;
  }
  const auto text = schema::print_with_directives(schema, order);
  if (!text) {
    report(text.error());
    return failed_status;
  }
  print_text(*text);
  return success;
}

exit_status print_directives() {
  print_text(frontend::directive_definitions());
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
  const auto schema = frontend::build_bound_or_described_schema(source->text);
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
  const auto schema = frontend::build_bound_or_described_schema(source->text);
  return print_verdict(*source, schema ? std::vector<graphql_error>() : schema.error(), form,
                       found_in::document);
}

exit_status check_schema_lines() {
  return answer_lines([](const json::value& question) -> result<line_answer> {
    FRAISEQL_TRY(text, text_member(question, "schema"));
    const auto schema = frontend::build_bound_or_described_schema(text);
    return line_answer{
        verdict_members(schema ? std::vector<graphql_error>() : schema.error(), found_in::document),
        schema.ok()};
  });
}

}  // namespace fraiseql::cli
