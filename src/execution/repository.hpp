// repository: the rows that the program's functions read while they run (schema::row_source).
//
// What a function asks for becomes an operation of a schema that only functions see
// (schema::repository()), and so is prepared, planned and bound like a request; its statements run
// on connections of their own, while the function's thread waits. Any thread may use it, several
// at a time; it is shared, since a function may run on when its executor is gone.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "execution/prepare.hpp"
#include "postgres/blocking_lane.hpp"
#include "schema/native.hpp"
#include "schema/schema.hpp"

namespace fraiseql::execution {

class repository {
 public:
  using clock = postgres::blocking_lane::clock;

  // `rows` is a schema::repository().
  repository(std::shared_ptr<const schema::schema> rows, plan::planning_options planning,
             postgres::blocking_lane_options reading);

  // What is asked from now on is planned with what was found in the database.
  void adopt(std::shared_ptr<const plan::catalogue> found);
  // What is sent from now on is planned anew.
  void forget_plans() { lane_.forget_plans(); }

  // The documents, in their order; waits until then at most. The failure is as of a request that
  // reads, for who lets it through to the client: a value that is malformed is BAD_USER_INPUT.
  // `session` says who asks (session.hpp).
  result<std::vector<std::string>, schema::native_failure> read(
      const schema::row_query& asked, const std::shared_ptr<const postgres::command>& session,
      clock::time_point until);

  // The same by what runs the commands in a transaction that is open.
  using runner =
      std::function<std::vector<postgres::outcome>(const std::vector<postgres::command>&)>;
  result<std::vector<std::string>, schema::native_failure> read(const schema::row_query& asked,
                                                                const runner& run);

 private:
  using prepared = result<prepared_request, std::vector<graphql_error>>;
  prepared prepare(const schema::field& list, const schema::row_query& asked);

  std::shared_ptr<const schema::schema> rows_;
  std::mutex mutex_;  // of the preparer
  preparer preparer_;
  postgres::blocking_lane lane_;
};

}  // namespace fraiseql::execution
