// The ready-made program `fraiseql`: what it does stands in src/cli.
#include "cli/program.hpp"

int main(int argc, char** argv) { return fraiseql::cli::run_program(argc, argv); }
