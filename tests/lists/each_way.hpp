// each_way: a schema that is served several times over one database, once for each way to read
// documents. All must answer with the same bytes.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "filters/served.hpp"

namespace fraiseql::lists {

struct answer {
  json::value body = {};  // null where it is no JSON
  std::string text = {};
  std::string wrong = {};  // how the ways differ, or that it is no JSON; "" otherwise
};

class each_way {
 public:
  explicit each_way(const std::shared_ptr<const schema::schema>& schema);

  // In the order of the requests, which are under way at once.
  std::vector<answer> ask(const std::vector<execution::request>& all);
  answer ask(const execution::request& one);
  // The engine that reads as is best.
  filters::served& usual() { return *ways_.front(); }
  // What the engines logged last.
  [[nodiscard]] std::string log() const;

 private:
  std::vector<std::unique_ptr<filters::served>> ways_ = {};
};

// Bounds that no test comes near to.
limits wide_limits();

// How many cases a property is to try: FRAISEQL_LISTS, or as many as are said here.
std::size_t cases_wanted(std::size_t unless_said);

}  // namespace fraiseql::lists
