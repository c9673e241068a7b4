// explain: what is said of a request beside its response: what every stage made of it (stages.hpp),
// and how PostgreSQL carries out its reads, as EXPLAIN tells with the request's values. The command
// `explain` and `extensions.explain` of a response say the same.
//
// The reads are asked about after the response is known, in one group on a lane of reads; what goes
// wrong there is said in the place of a plan and changes nothing else. A mutation is not asked
// about: its call would run a second time.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "execution/prepare.hpp"
#include "execution/request.hpp"
#include "postgres/lane.hpp"
#include "sql/explain.hpp"

namespace fraiseql::execution {

// A root field that is read or called.
struct explained_field {
  std::string field;        // its response key
  std::string plan = {};    // as PostgreSQL gave it, or "" and
  std::string reason = {};  // why there is none
  bool has_failed = false;  // it should have one
};

using explained_fields = std::vector<explained_field>;
// Words for what failed.
using failure_words = std::function<std::string(const postgres::error& why)>;

// Where the questions go, and who asks them (session.hpp). The lane is borrowed.
struct explaining_lane {
  postgres::lane& over;
  std::shared_ptr<const postgres::command> session = {};
};

// Asks for the plan of each read, then calls `done`, once.
void explain_reads(const prepared_request& prepared, sql::explain_options options,
                   const explaining_lane& by, failure_words say,
                   std::function<void(explained_fields)> done);

// A list of objects; the plans are of sql::explain_form::json.
std::string to_json(const explained_fields& fields);

// What a response says of its request. Made before that runs.
class request_explanation {
 public:
  // The request wants one.
  request_explanation(const request& asked, std::shared_ptr<const prepared_request> prepared);

  // Gives the response's `extensions`. Once.
  void finish(const explaining_lane& by, failure_words say,
              std::function<void(const std::string& extensions)> done);

 private:
  explanation asked_;
  std::shared_ptr<const prepared_request> prepared_;
  std::string stages_;
};

}  // namespace fraiseql::execution
