// answer: the response of one request while it is being written, root field by root
// field, in response order. Private to the room.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/graphql_error.hpp"
#include "execution/errors.hpp"
#include "execution/fetched.hpp"
#include "execution/request.hpp"
#include "plan/query_plan.hpp"

namespace fraiseql::execution {

// An error of a document, and what only the log may have of it.
struct reported_fault {
  graphql_error error;
  std::string log_detail = {};
};

class answer {
 public:
  // `new_log_id` names faults of stored documents; borrowed.
  explicit answer(const std::function<std::string()>& new_log_id,
                  detail_level detail = detail_level::masked)
      : new_log_id_(new_log_id), detail_(detail) {}

  // The root field's value from its documents, or its failure. Gives what is wrong with the
  // documents, for the log; the answer has it too.
  std::vector<reported_fault> add(const plan::step& step, const fetched& found);
  // A root field that is known without rows; `value` is what comes behind its prefix.
  void add_constant(const plan::step& step, std::string_view value);
  // Null has reached `data`: nothing that is added any more is seen.
  [[nodiscard]] bool is_null() const { return is_null_; }

  // What the response would have now, without errors.
  [[nodiscard]] std::size_t bytes() const { return body_.size() + 2; }

  // The response of what was undone as a whole: `data` is null, and the one error is of that field.
  response fail(const plan::step& step, graphql_error why) &&;
  // `extensions` is an object, or "" for none.
  response finish(std::string_view extensions = {}) &&;

 private:
  // The root field is null because of an error, which gets its path and location.
  void add_failure(const plan::step& step, graphql_error error);
  void reserve(const plan::step& step, const row_texts& rows);
  void begin_field(const plan::step& step);
  void add_error(graphql_error error);

  const std::function<std::string()>& new_log_id_;
  detail_level detail_;
  std::string body_ = "{\"data\":{";
  bool is_first_ = true;
  bool is_null_ = false;
  std::vector<graphql_error> errors_;
};

}  // namespace fraiseql::execution
