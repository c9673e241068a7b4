// fetched: what was found for one root field, before the transform writes it. Rows of the
// database, results of the program's functions and example data all end here: the columns of
// rows as text. Private to the room.
#pragma once

#include <boost/container/small_vector.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/graphql_error.hpp"
#include "postgres/rows.hpp"
#include "schema/native.hpp"
#include "transform/transform.hpp"

namespace fraiseql::execution {

// No text is SQL's NULL.
using document_text = std::optional<std::string>;

// The columns of rows, row after row. Borrowed.
struct row_texts {
  // A single row, which most requests ask for, needs no memory of its own.
  boost::container::small_vector<std::string_view, 8> values = {};
  std::size_t width = 1;

  [[nodiscard]] transform::rows_view view() const {
    return {.values = {values.data(), values.size()}, .width = width};
  }
};

// Rows that the program made or put values into: their columns, row after row, of which mostly
// there is the document alone. `raised` are the failures by the numbers that stand for them in
// the documents.
struct worked_out {
  std::vector<document_text> documents = {};
  std::size_t width = 1;
  std::vector<schema::native_failure> raised = {};
  std::optional<schema::native_failure> failure = {};  // of the root field itself
};

class fetched {
 public:
  fetched() = default;
  explicit fetched(postgres::rows rows) : rows_(std::move(rows)) {}
  explicit fetched(worked_out made) : made_(std::move(made)) {}
  // The root field's error instead; the log has it already.
  explicit fetched(graphql_error failure) : failure_(std::move(failure)) {}

  // Good for as long as this is.
  [[nodiscard]] row_texts rows() const {
    row_texts made{.values = {}, .width = made_.width};
    if (rows_) {
      made.width = rows_->columns();
      made.values.reserve(rows_->count() * made.width);
      for (std::size_t row = 0; row < rows_->count(); ++row) {
        for (std::size_t column = 0; column < made.width; ++column) {
          made.values.push_back(rows_->value(row, column));
        }
      }
    }
    for (const document_text& one : made_.documents) {
      made.values.push_back(one ? std::string_view(*one) : std::string_view());
    }
    return made;
  }
  [[nodiscard]] const std::vector<schema::native_failure>& raised() const { return made_.raised; }
  // Why computed values are missing in the documents; without one the log knows no more.
  [[nodiscard]] const std::optional<graphql_error>& missing() const { return missing_; }
  void set_missing(graphql_error why) { missing_ = std::move(why); }
  [[nodiscard]] const std::optional<graphql_error>& failure() const { return failure_; }

 private:
  std::optional<postgres::rows> rows_ = {};
  worked_out made_ = {};
  std::optional<graphql_error> failure_ = {};
  std::optional<graphql_error> missing_ = {};
};

}  // namespace fraiseql::execution
