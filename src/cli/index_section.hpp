// index_section: what `explain` says of indexes, where a database can be asked: the one of
// `database_url`, or the embedded one of the project while it is served.
#pragma once

#include <string>

#include "base/result.hpp"
#include "cli/command_line.hpp"
#include "plan/query_plan.hpp"
#include "postgres/catalogue.hpp"

namespace fraiseql::cli {

struct known_database {
  std::string conninfo;
  postgres::found_catalogue found;
};

// Waits some seconds at most. The failure says why there is none.
result<known_database> look_at_database(const served_project& project,
                                        const server::settings& chosen);

// A line for each condition and ordering of each list and look-up, and one for what the rows of a
// relation are found by together with their order: the index that serves it, or what would. Lists
// are named by their response paths. Without a database it says so.
std::string indexes_of(const plan::query_plan& plan, const schema::schema& schema,
                       const result<known_database>& database);

}  // namespace fraiseql::cli
