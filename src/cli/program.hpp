// The ready-made program `fraiseql`: it serves schemas that are text (cli/project.hpp), and has
// commands about GraphQL text that need no database.
//
// The latter apply the specification alone and know scalars only as the SDL declares them.
// What is found is their product and goes to standard output; what keeps a command from making its
// product goes to standard error. Each ends with an exit_status. `mock` is a server, with
// settings like one.
#pragma once

#include <string>

#include "cli/command_line.hpp"
#include "cli/findings.hpp"

namespace fraiseql::cli {

// What main() returns.
int run_program(int argc, char** argv);

// Whether to apply the limits of a server at their defaults, too.
enum class server_limits : unsigned char { off, on };
// Off: those of the specification, which has none but for nesting.
limits limits_of(server_limits chosen);

struct validate_arguments {
  std::string schema = {};  // files, or "-"
  std::string document = {};
  std::string rule = {};  // or "" for all
  server_limits limits = server_limits::off;
  output_form form = output_form::text;
};
exit_status validate(const validate_arguments& arguments);
exit_status validate_lines(server_limits limits);

struct execute_arguments {
  std::string schema = {};  // files, or "-"
  std::string document = {};
  std::string variables = "null";  // JSON
  std::string operation_name = {};
  server_limits limits = server_limits::off;
};
// Prints the response with the constants as data (execution/example.hpp). success where it has
// no errors.
exit_status execute_example(const execute_arguments& arguments);
exit_status execute_example_lines(server_limits limits);

// Serves example data for a schema until it is stopped.
exit_status mock(const std::string& schema, const given_settings& given);

// The definitions of the directives that bind a schema, for editors.
exit_status print_directives();

exit_status check_schema(const std::string& file, output_form form);
exit_status check_schema_lines();

// The schema of a file, or the end of the command after its errors went to standard error.
result<std::shared_ptr<const schema::schema>, exit_status> open_schema(const std::string& file);

// Needs no breaking change for success.
exit_status diff_schemas(const std::string& before, const std::string& after, output_form form);

exit_status format_document(const std::string& file);

enum class project_kind : unsigned char { sdl, cpp };
struct init_arguments {
  std::string directory;  // new, or without any of the files; the one above it must be there
  project_kind kind = project_kind::sdl;
  std::string program;  // how `fraiseql` was called, for what to do next
};
// Makes a project to start from, or nothing.
exit_status init(const init_arguments& arguments);

}  // namespace fraiseql::cli
