// rows: the answer to one statement, or those of its rows that are one requester's. Shares libpq's
// result with the others; values are views into it.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

struct pg_result;  // libpq's PGresult

namespace fraiseql::postgres {

class rows {
 public:
  explicit rows(pg_result* owned);

  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  // Memory of the whole answer, whoever shares it.
  [[nodiscard]] std::size_t bytes() const;
  // The text form; a view with data() == nullptr is NULL.
  [[nodiscard]] std::string_view value(std::size_t row, std::size_t column) const;

  // Of these, `count` rows from number `first` on, without the first column.
  [[nodiscard]] rows part(std::size_t first, std::size_t count) const;

 private:
  std::shared_ptr<pg_result> result_;
  std::size_t first_row_ = 0;
  std::size_t first_column_ = 0;
  std::size_t count_ = 0;
  std::size_t columns_ = 0;
};

}  // namespace fraiseql::postgres
