// prepare: from a request's text to something that can run, pure and cached.
//
// text -> document -> operation -> query_plan -> statements and response shapes. Documents
// are kept as documents.hpp says; the prepared operation by document and operation, what of the
// variables changes structure, and which of the schema's permissions the request has. Operations of
// trusted documents are made before they are asked for, and stay. One thread at a time uses a
// preparer.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/limits.hpp"
#include "base/result.hpp"
#include "execution/bounded_cache.hpp"
#include "execution/documents.hpp"
#include "execution/meters.hpp"
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

// Whose permissions a request has: those that a claim of who asks names, or all, where nobody is
// asked.
struct permission_source {
  std::string claim = "scope";
  bool are_all = false;
};

class preparer {
 public:
  // `counted` outlives it, where there is one.
  preparer(std::shared_ptr<const schema::schema> schema, limits limits,
           validation::validate_options validating = {}, plan::planning_options planning = {},
           permission_source permitting = {}, document_rules rules = {},
           prepare_meters* counted = nullptr);
  // For another loop, whose thread may make it: what is trusted is shared, and nothing else is
  // known yet.
  preparer(const preparer& beside, plan::planning_options planning, prepare_meters* counted);
  preparer(const preparer&) = delete;
  preparer(preparer&&) = default;
  preparer& operator=(const preparer&) = delete;
  preparer& operator=(preparer&&) = default;
  ~preparer() = default;

  // What is prepared from now on uses what was found in the database. Operations planned with
  // something else are forgotten; those under way end as they began.
  void adopt(std::shared_ptr<const plan::catalogue> found);

  // What is trusted is planned at once with what is found first, and later, when requests wait, a
  // few documents at a time: gives whether there are more.
  bool warm_some();

  // All that is wrong with the request before anything runs: a request error.
  result<prepared_request, std::vector<graphql_error>> prepare(const request& request);

  // How many documents were read and operations made so far, and not found.
  [[nodiscard]] std::uint64_t documents_read() const { return documents_.read(); }
  [[nodiscard]] std::uint64_t operations_made() const { return planned_; }
  // Of those that are made before they are asked for.
  [[nodiscard]] std::size_t trusted_operations() const { return trusted_operations_.size(); }

 private:
  using operation_pointer = std::shared_ptr<const prepared_operation>;

  void warm(const known_document& document);
  void warm(const known_document& document, std::size_t at, const json::variables& given,
            const validation::permissions& held);
  result<operation_pointer, std::vector<graphql_error>> make(const known_document& document,
                                                             std::size_t at, sql::call_form form,
                                                             const validation::permissions& held,
                                                             const json::variables& variables);
  // By key_.
  [[nodiscard]] operation_pointer find_trusted() const;
  [[nodiscard]] validation::permissions held_by(const request& request) const;
  // Into key_.
  void write_key(const known_document& document, std::size_t operation, sql::call_form form,
                 const validation::permissions& held, const json::variables& variables);

  std::shared_ptr<const schema::schema> schema_;
  limits limits_;
  plan::planning_options planning_;
  permission_source permitting_;
  prepare_meters* counted_;
  documents documents_;
  bounded_cache<prepared_operation> operations_;
  std::unordered_map<std::string, operation_pointer> trusted_operations_;
  std::size_t trusted_bytes_ = 0;
  std::size_t next_to_warm_ = 0;
  std::uint64_t planned_ = 0;
  std::string key_;  // of an operation; kept for its room
};

}  // namespace fraiseql::execution
