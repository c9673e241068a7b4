// command_line: what every command shares: the schema it is about, and the settings from
// all their sources. Each command stands in a file of its own.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "schema/schema.hpp"
#include "server/schema_file.hpp"
#include "server/settings.hpp"

namespace fraiseql::cli {

// Ends of the program: 0 all well, 1 it did not work, 2 the call itself is wrong.
enum exit_status : int { success = 0, failed_status = 1, usage = 2 };

// Settings given in code and as flags, by key.
struct given_settings {
  std::map<std::string, std::string> in_code;
  std::map<std::string, std::string> as_flags;
};

// Defaults, code, fraiseql.toml, environment, flags, in this order.
result<server::settings_reader> read_settings(const given_settings& given,
                                              const std::filesystem::path& project);

// Prints `error: ...` and the hint to standard error.
void report(const failure& why);

// Prints to standard output, ending with a line's end.
void print_text(std::string text);

// The same for one line of a process that goes on: it is seen at once.
void print_line(std::string_view line);

// What is served, by a program or by `fraiseql`.
struct served_project {
  std::filesystem::path directory = ".";  // where fraiseql.toml, the SQL and .fraiseql/ are
  std::shared_ptr<const schema::schema> schema;
  std::optional<server::schema_file> file = {};  // where it is from, if not from a program
};

struct serve_arguments {
  bool fresh = false;
  bool apply_sql = false;
  bool watch = false;
  bool check_indexes = false;
};
int serve(const served_project& project, const given_settings& given,
          const serve_arguments& arguments);

struct print_arguments {
  bool sort = false;
  bool with_directives = false;
};
exit_status print_schema(const schema::schema& schema, const print_arguments& arguments);
// The response to the introspection query that tools send.
exit_status introspect_schema(const schema::schema& schema);

struct explain_arguments {
  std::string document;          // the text, or
  std::string file;              // a file that has it
  std::string variables = "{}";  // JSON
  std::string operation_name;
  std::string output;           // a directory for a file a stage; "" prints them
  std::string format = "text";  // or "json"
  bool plan = false;            // ask PostgreSQL for its plans of the reads
  bool analyze = false;         // and carry the reads out
};
int explain(const served_project& project, const given_settings& given,
            const explain_arguments& arguments);

struct persist_arguments {
  std::string folder;  // or a file
  std::string output;  // a file, or "-"
  std::string schema;  // the file of the schema, which is none of the operations; "" without one
};
// What is missing from them.
std::optional<failure> misused(const persist_arguments& given);
// Makes a manifest of trusted documents. Without a schema nothing is validated.
int persist(const persist_arguments& arguments,
            const std::shared_ptr<const schema::schema>& schema);

struct install_arguments {
  std::string serving_role;  // "" is the one that connects
  bool print = false;        // the SQL, instead of running it
};
int install(const given_settings& given, const install_arguments& arguments);

}  // namespace fraiseql::cli
