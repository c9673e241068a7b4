// answer: the response of one request while it is being written, root field by root
// field, in response order. Private to the room.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/graphql_error.hpp"
#include "execution/errors.hpp"
#include "execution/fetched.hpp"
#include "execution/request.hpp"
#include "plan/query_plan.hpp"
#include "transform/transform.hpp"

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
  // A root field whose rows come some at a time: begin_rows, then add_rows as often as there are
  // some, then end_rows; or fail_rows, and nothing of its rows is in the answer. Once null has
  // reached the field what is added is dropped.
  void begin_rows(const plan::step& step);
  std::vector<reported_fault> add_rows(const plan::step& step, const transform::rows_view& rows);
  void end_rows();
  void fail_rows(const plan::step& step, graphql_error error);
  [[nodiscard]] bool has_open_rows() const { return rows_.has_value(); }

  // A root field that is known without rows; `value` is what comes behind its prefix.
  void add_constant(const plan::step& step, std::string_view value);
  // Null has reached `data`: nothing that is added any more is seen.
  [[nodiscard]] bool is_null() const { return is_null_; }

  // Takes away what is written, which goes to the client: it will not be taken back.
  std::string take_written();
  // Null has gone where something else was taken away from: there is no right answer any more.
  [[nodiscard]] bool is_lost() const { return is_lost_ || (taken_ > 0 && is_null_); }
  [[nodiscard]] std::size_t held() const { return body_.size(); }

  // What the response would have now, without errors.
  [[nodiscard]] std::size_t bytes() const { return body_.size() + 2; }

  // What was found last to be wrong with rows that were added, also where the answer has too many
  // errors to say so.
  [[nodiscard]] const std::optional<graphql_error>& last_fault() const { return last_fault_; }

  // The response of what was undone as a whole: `data` is null, and the one error is of that field.
  response fail(const plan::step& step, graphql_error why) &&;
  // `extensions` is an object, or "" for none.
  response finish(std::string_view extensions = {}) &&;

 private:
  // The root field is null because of an error, which gets its path and location.
  void add_failure(const plan::step& step, graphql_error error);
  void reserve(const plan::step& step, const row_texts& rows);
  void begin_field(const plan::step& step);
  reported_fault fault_of(const plan::step& step, const transform::field_error& fault,
                          const fetched& found);
  void add_error(graphql_error error);

  std::optional<graphql_error> last_fault_ = {};  // of rows, whether answered or not
  const std::function<std::string()>& new_log_id_;
  detail_level detail_;
  std::string body_ = "{\"data\":{";
  bool is_first_ = true;
  bool is_null_ = false;
  std::vector<graphql_error> errors_;

  // Of a field whose rows come.
  struct open_rows {
    transform::list_writer writer;
    std::size_t begin = 0;   // of the value, in all that was written
    std::size_t errors = 0;  // before it
    bool is_null = false;
  };
  // Whether the value that is open can be taken back; it is then.
  bool take_back();

  std::optional<open_rows> rows_ = {};
  std::size_t taken_ = 0;  // bytes that were taken away
  bool is_lost_ = false;
};

}  // namespace fraiseql::execution
