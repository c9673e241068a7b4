// error: what PostgreSQL or the way to it answered instead of rows.
//
// Kept whole for the log; what of it a client may see is decided in execution
// (errors.cpp), and by what its SQLSTATE means (sqlstate.hpp).
#pragma once

#include <string>

namespace fraiseql::postgres {

// Who said so: the way to the server broke; the server, to a statement; the server, to
// the commit at the end of a group; the server, to what says who asks.
enum class error_source { connection, statement, commit, session };

struct error {
  // Five characters as PostgreSQL gives them (its manual, appendix A), or one of our
  // own for what libpq reports without one: "08006" connection lost.
  std::string sqlstate = "08006";
  std::string message;
  std::string detail = {};
  std::string hint = {};
  std::string position = {};  // in the statement, counted in characters from 1
  std::string context = {};
  error_source from = error_source::connection;
  // By RAISE in PL/pgSQL: the words are those of an author, for whoever called.
  bool is_raised = false;
  // What it is about, where PostgreSQL or the author says so.
  std::string schema = {};
  std::string table = {};
  std::string column = {};
  std::string domain = {};  // or another type
  std::string constraint = {};
  // Where in PostgreSQL's source it was raised, "jsonpath_exec.c" and "getJsonPathVariable": what
  // is the same in all languages of its messages.
  std::string file = {};
  std::string function = {};

  // Class 08, 57P01 to 57P03: the server or the way to it is not there. A statement that
  // raises such a code itself says nothing about the connection.
  [[nodiscard]] bool is_unavailable() const {
    return from == error_source::connection && (sqlstate.starts_with("08") || sqlstate == "57P01" ||
                                                sqlstate == "57P02" || sqlstate == "57P03");
  }
};

}  // namespace fraiseql::postgres
