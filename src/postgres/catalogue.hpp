// What a schema needs to find in the database, and the check that it is there and that
// the role of the lane may use it.
//
// The check runs over a lane like any other read, so it waits for the database as they
// do and runs again after the database was away.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "postgres/lane.hpp"

namespace fraiseql::postgres {

// A column: its name and PostgreSQL type.
using typed_name = std::pair<std::string, std::string>;

// A parameter that a call passes always, or only when the client gave it a value: the
// function must have a DEFAULT for it then.
struct required_parameter {
  std::string name;
  std::string type;
  bool is_always_passed = true;
  friend bool operator==(const required_parameter&, const required_parameter&) = default;
};

struct required_relation {
  std::string schema;
  std::string name;
  std::vector<typed_name> columns;
  friend bool operator==(const required_relation&, const required_relation&) = default;
};

struct required_function {
  std::string schema;
  std::string name;
  std::vector<required_parameter> parameters;
  std::string returns;
  bool only_reads = false;  // a query calls it: VOLATILE ones may write and are refused
  friend bool operator==(const required_function&, const required_function&) = default;
};

struct requirements {
  std::vector<required_relation> relations;
  std::vector<required_function> functions;
  int oldest_server = 14;  // PostgreSQL's major version
};

// Something that is not there or not as needed, and what would mend it: SQL where it can.
struct missing {
  std::string message;
  std::string remedy;
};

// Everything missing (nothing: all is well), or why it could not be looked at.
using catalogue_answer = result<std::vector<missing>, error>;

void check_catalogue(lane& over, const requirements& needed,
                     std::function<void(catalogue_answer)> done);

}  // namespace fraiseql::postgres
