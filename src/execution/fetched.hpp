// fetched: what was found for one root field, before the transform writes it. Rows of the
// database, results of the program's functions and example data all end here: documents as
// jsonb text. Private to the room.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/graphql_error.hpp"
#include "postgres/rows.hpp"
#include "schema/native.hpp"

namespace fraiseql::execution {

// No text is SQL's NULL.
using document_text = std::optional<std::string>;

// Documents that the program made or put values into; `raised` are its failures by the numbers
// that stand for them in the documents.
struct worked_out {
  std::vector<document_text> documents = {};
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
  [[nodiscard]] std::vector<std::string_view> documents() const {
    std::vector<std::string_view> views;
    if (rows_) {
      views.reserve(rows_->count());
      for (std::size_t i = 0; i < rows_->count(); ++i) views.push_back(rows_->value(i, 0));
    }
    for (const document_text& one : made_.documents) {
      views.push_back(one ? std::string_view(*one) : std::string_view());
    }
    return views;
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
