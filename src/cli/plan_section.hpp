// plan_section: PostgreSQL's own plans of what `explain` shows, by EXPLAIN with the request's
// values, asked as a server asks for rows: as its role, read only.
#pragma once

#include "cli/index_section.hpp"
#include "execution/explain.hpp"
#include "server/settings.hpp"

namespace fraiseql::cli {

// Of each root field that is read or called. Waits, at most for as long as a server would.
execution::explained_fields plans_of(const execution::prepared_request& prepared,
                                     const known_database& database, const server::settings& chosen,
                                     sql::explain_options options);

// The plan, or why there is none, fit for a terminal.
std::string text_of(const execution::explained_field& field);

}  // namespace fraiseql::cli
