// session: what the transactions of a request are told of who asks (schema::session_setting,
// schema::request_role), as a command that stands in front of their statements.
//
// All that is declared is told every time, "" for what is not known, so that nothing an earlier
// transaction or function left behind is taken for it. Private to the room.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/graphql_error.hpp"
#include "base/result.hpp"
#include "postgres/group.hpp"
#include "schema/schema.hpp"

namespace fraiseql::execution {

class session_maker {
 public:
  using made = std::shared_ptr<const postgres::command>;

  explicit session_maker(std::shared_ptr<const schema::schema> of);

  // nullptr where the schema declares nothing. FORBIDDEN where a claim cannot be what it is for.
  [[nodiscard]] result<made, graphql_error> of_reads(const schema::request_context& context) const;
  // The request's id is for those that write alone.
  [[nodiscard]] result<made, graphql_error> of_writes(const schema::request_context& context,
                                                      const std::string& request_id) const;
  // The values that the database is told, in their order. Needs that they can be told.
  [[nodiscard]] std::vector<std::string> told_of(const schema::request_context& context) const;

 private:
  std::shared_ptr<const schema::schema> schema_;
  std::shared_ptr<const sql::statement> reads_;  // nullptr likewise
  std::shared_ptr<const sql::statement> writes_;
};

// The look at the database is one of a request that may do most: of the first role that is allowed.
session_maker::made session_of_looks(const schema::schema& of);

}  // namespace fraiseql::execution
