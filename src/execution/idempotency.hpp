// idempotency: under which key a root field of a mutation is done at most once, and what of a
// request must be the same when it comes again. The statements stand in sql/idempotency.hpp.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "execution/prepare.hpp"
#include "execution/request.hpp"
#include "postgres/group.hpp"

namespace fraiseql::execution {

// Of bounded length, and another one for each who asks (the claims `iss` and `sub`, or without a
// `sub` what the database is told; all who say nothing of themselves are one), key of theirs, and
// root field.
std::string idempotency_key_of(const request& asked, const std::vector<std::string>& told,
                               std::string_view response_key);

// Of the document byte by byte, the operation's name, the variables, whose members may come in
// another order (absent ones are like none given), and what the database is told.
std::string idempotency_hash_of(const request& asked, const std::vector<std::string>& told);

// The calls of one mutation that has a key, of one request.
class calls_at_most_once {
 public:
  // `told` is what the database is told of who asks (session_maker::told_of).
  calls_at_most_once(const request& asked, const std::vector<std::string>& told,
                     const prepared_operation& of, std::chrono::seconds expiry);

  // Of the request as a whole: who asks, and their key.
  [[nodiscard]] const std::string& key() const { return key_; }

  // The statements of a step, which calls, with those of its key among them.
  [[nodiscard]] std::vector<postgres::command> guarded(std::size_t step,
                                                       std::vector<postgres::command> plain) const;

  // Takes the outcomes of those out; gives the error of the first that failed by itself.
  static std::optional<postgres::error> unguard(std::vector<postgres::outcome>& outcomes);

  // Those that guarded() adds.
  static constexpr std::size_t added = 2;

 private:
  struct of_step {
    sql::parameters key = {};
    std::shared_ptr<const sql::statement> keep = {};
  };
  std::string key_;
  std::vector<of_step> steps_;  // none for those that call nothing
};

}  // namespace fraiseql::execution
