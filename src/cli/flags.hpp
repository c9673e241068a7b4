// flags: what reading a command line takes, beside CLI11, for every program that has one:
// settings as flags, words for what is misspelt.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "cli/command_line.hpp"

namespace fraiseql::cli {

// `app` and all commands below it, each before its own.
std::vector<CLI::App*> commands_of(CLI::App& app);

// The name of a command as it is written behind the program's; "" for the program itself.
std::string words_of(const CLI::App& command);

// Each setting that `obeys` says yes to becomes a flag of the command, whose value goes to
// `flags`, borrowed, by the setting's name.
void add_settings(CLI::App& command, std::map<std::string, std::string>& flags,
                  bool (*obeys)(std::string_view name));

// `install`, of every program. All are borrowed.
CLI::App* add_install(CLI::App& app, install_arguments& into, given_settings& settings);

// What `serve` and `explain` take of every program. All are borrowed.
void add_serving(CLI::App& command, serve_arguments& into, given_settings& settings);
void add_explaining(CLI::App& command, explain_arguments& into, given_settings& settings);

// The flags of `schema print`.
void add_printing(CLI::App& command, print_arguments& into);

// `persist`, of every program. Borrowed.
CLI::App* add_persist(CLI::App& app, persist_arguments& into);

// Reads the arguments into what `app` was told to fill; what it does not know is left over in
// its commands. The status to end with where that is all: after --help and --version, and after
// reporting what cannot be read.
std::optional<int> read_arguments(CLI::App& app, int argc, char** argv);

// Words for the first argument left over at `command`, with the nearest known one.
std::optional<failure> unknown_argument(const CLI::App& command);

}  // namespace fraiseql::cli
