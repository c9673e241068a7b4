// errors: what of PostgreSQL's errors a client sees, decided here and nowhere else
// (docs/errors.md).
//
// What an SQLSTATE means is postgres/sqlstate.hpp. No SQL text, constraint, name of a table or
// function, internal key or file name reaches a client in production: what is not known to be
// meant for clients is masked, and the log repeats the masked error's id with everything that
// PostgreSQL said.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/graphql_error.hpp"
#include "execution/constraint_words.hpp"
#include "execution/workers.hpp"
#include "plan/query_plan.hpp"
#include "postgres/error.hpp"
#include "schema/native.hpp"
#include "transform/transform.hpp"

namespace fraiseql::execution {

enum class detail_level { masked, full };  // production; development

// What failed: a read; a call or its commit; the read-back, for want of the row.
enum class statement_kind { read, call, read_back };

// Of an error that stands in the place of a call's read-back.
statement_kind kind_of_read_back(const postgres::error& why);

// What an error of a call may point to. Both are borrowed.
struct call_words {
  std::span<const plan::input_name> input = {};  // the fields of the argument `input`
  const constraint_words* constraints = nullptr;
};

// Without path and location, which the caller knows. `log_id` is given for masked ones.
graphql_error client_error(const postgres::error& why, statement_kind kind, detail_level detail,
                           const std::string& log_id, const call_words& words = {});

// Of the check of a pattern that the client gave (sql::statement::is_check): BAD_USER_INPUT at
// its place; nullopt where the error is not about the pattern.
std::optional<graphql_error> refused_pattern(const postgres::error& why,
                                             const plan::operand& pattern);

// The same where the read failed: not every path that can be read can be followed.
std::optional<graphql_error> refused_path(const postgres::error& why, const plan::operand& path);

// Of sql::keep: the request's idempotency key was used for another request, CONFLICT; nullopt where
// the error is about something else.
std::optional<graphql_error> refused_idempotency_key(const postgres::error& why);

// Whether a value is not of the type that a statement takes it for.
bool is_about_values(const postgres::error& why);

// A stored value that does not fit its declared type. Without path and location.
graphql_error client_error(const transform::field_error& why, const std::string& log_id);

// What a function of the program raised. Without path and location.
graphql_error client_error(const schema::native_failure& why, detail_level detail,
                           const std::string& log_id);

// A function of the program that did not finish: the mutation itself or a query's root field
// (call, read), or what was to be worked out of the row of a mutation that is done (read_back).
graphql_error client_error(job_end end, statement_kind kind, const std::string& log_id);

// Whether the server's own log must have the whole of it: our fault or the database's,
// not the client's.
bool is_server_fault(error_code code);

// pk_* and fk_* never leave the command side, in development neither.
bool names_internal_key(std::string_view text);

// Whether a word of the text begins as the relations, functions and keys of the database do by
// convention: tb_, tv_, mv_, fn_, pk_, fk_.
bool names_internals(std::string_view text);

// The `errors` entry as JSON (7.1.2), appended.
void write_error(std::string& out, const graphql_error& error);

}  // namespace fraiseql::execution
