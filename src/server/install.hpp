// install: what FraiseQL keeps in a database beside what it serves: the table fraiseql.idempotency
// (docs/api/mutations.md). Made by the role that owns the objects, for the role that serves; the
// embedded database has it by itself, others by `fraiseql install`.
#pragma once

#include <string>

#include "base/result.hpp"
#include "postgres/blocking_session.hpp"

namespace fraiseql::server {

// The SQL, one transaction that may run again. `serving_role` gets what it needs; "": the role
// that runs it serves, too.
std::string install_script(const std::string& serving_role);

enum class installation { now, before };

// Runs it, unless all of it is there for this role.
result<installation, postgres::error> install(postgres::blocking_session& owner,
                                              const std::string& serving_role);

}  // namespace fraiseql::server
