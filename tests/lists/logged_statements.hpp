// logged_statements: what PostgreSQL's own log says that it executed, with the parameters' values.
#pragma once

#include <string>
#include <vector>

#include "json/value.hpp"

namespace fraiseql::lists {

struct logged_statement {
  std::string text;
  std::vector<std::string> values;  // as SQL literals: "'5'", "NULL"
};

// While one lives, every statement of sessions that begin is logged.
class logged_statements {
 public:
  logged_statements();
  ~logged_statements();
  logged_statements(const logged_statements&) = delete;
  logged_statements& operator=(const logged_statements&) = delete;

  // Those that name a relation "tv_...", since the last call.
  std::vector<logged_statement> next();

 private:
  std::size_t read_ = 0;  // of the log
};

// PostgreSQL's plan of it, as EXPLAIN (FORMAT JSON) has it; null where that fails, which fails the
// test.
json::value plan_of(const logged_statement& one);

}  // namespace fraiseql::lists
