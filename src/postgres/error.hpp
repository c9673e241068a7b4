// error: what PostgreSQL or the way to it answered instead of rows.
//
// Kept whole for the log; what of it a client may see is decided in execution
// (errors.cpp), in one place.
#pragma once

#include <string>

namespace fraiseql::postgres {

struct error {
  // Five characters as PostgreSQL gives them (its manual, appendix A), or one of our
  // own for what libpq reports without one: "08006" connection lost.
  std::string sqlstate = "08006";
  std::string message;
  std::string detail = {};
  std::string hint = {};
  std::string position = {};  // in the statement, counted in characters from 1
  std::string context = {};

  // Class 08, 57P01 to 57P03: the server or the way to it is not there.
  [[nodiscard]] bool is_unavailable() const {
    return sqlstate.starts_with("08") || sqlstate == "57P01" || sqlstate == "57P02" ||
           sqlstate == "57P03";
  }
};

}  // namespace fraiseql::postgres
