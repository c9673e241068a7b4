#include "postgres/rows.hpp"

#include <libpq-fe.h>

#include "base/check.hpp"

namespace fraiseql::postgres {

rows::rows(pg_result* owned)
    : result_(owned, [](pg_result* result) { PQclear(result); }),
      count_(static_cast<std::size_t>(PQntuples(owned))),
      columns_(static_cast<std::size_t>(PQnfields(owned))) {}

std::size_t rows::bytes() const { return PQresultMemorySize(result_.get()); }

std::string_view rows::value(std::size_t row, std::size_t column) const {
  FRAISEQL_CHECK(row < count_ && column < columns_);
  const int r = static_cast<int>(first_row_ + row);
  const int c = static_cast<int>(first_column_ + column);
  if (PQgetisnull(result_.get(), r, c) != 0) return {};
  return {PQgetvalue(result_.get(), r, c),
          static_cast<std::size_t>(PQgetlength(result_.get(), r, c))};
}

rows rows::part(std::size_t first, std::size_t count) const {
  FRAISEQL_CHECK(first + count <= count_ && columns_ > 0);
  rows made = *this;
  made.first_row_ += first;
  made.count_ = count;
  ++made.first_column_;
  --made.columns_;
  return made;
}

}  // namespace fraiseql::postgres
