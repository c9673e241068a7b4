// prepare: from a request's text to something that can run, pure and cached.
//
// text -> document -> operation -> query_plan -> statements and response shapes. The
// document is kept by its bytes; the operation by its bytes, the operation's name and
// what of the variables changes structure. One thread at a time uses a preparer.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.hpp"
#include "base/result.hpp"
#include "execution/bounded_cache.hpp"
#include "execution/request.hpp"
#include "plan/query_plan.hpp"
#include "schema/schema.hpp"
#include "sql/statement.hpp"
#include "validation/operation.hpp"
#include "validation/validate.hpp"

namespace fraiseql::execution {

// Everything about an operation that does not depend on the values of a request.
struct prepared_operation {
  validation::operation operation;
  plan::query_plan plan;
  // Of each step, in order; see sql::compile.
  std::vector<std::vector<std::shared_ptr<const sql::statement>>> statements;
  sql::call_form form = sql::call_form::plain;
};

// About what it takes in memory, without its document: what was made of it counts, since
// a short document grows with its variables.
std::size_t weight(const prepared_operation& operation);

// A prepared operation and the values of one request for it.
struct prepared_request {
  std::shared_ptr<const prepared_operation> operation;
  json::variables variables;
  // Of each step what introspection answers; none where no step is one.
  std::vector<std::string> introspected = {};

  // What a step without statements answers behind its prefix.
  [[nodiscard]] std::string_view constant(std::size_t step) const {
    return introspected.empty() ? std::string_view() : introspected[step];
  }
};

class preparer {
 public:
  preparer(std::shared_ptr<const schema::schema> schema, limits limits,
           validation::validate_options validating = {}, plan::planning_options planning = {});

  // What is prepared from now on uses what was found in the database. Operations planned with
  // something else are forgotten; those under way end as they began.
  void adopt(std::shared_ptr<const plan::catalogue> found);

  // All that is wrong with the request before anything runs: a request error.
  result<prepared_request, std::vector<graphql_error>> prepare(const request& request);

 private:
  std::shared_ptr<const schema::schema> schema_;
  limits limits_;
  validation::validate_options validating_;
  plan::planning_options planning_;
  bounded_cache<validation::validated_document> documents_;
  bounded_cache<prepared_operation> operations_;
};

}  // namespace fraiseql::execution
