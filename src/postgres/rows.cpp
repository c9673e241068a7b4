#include "postgres/rows.hpp"

#include <libpq-fe.h>

#include "base/check.hpp"

namespace fraiseql::postgres {

void rows::clearer::operator()(pg_result* result) const { PQclear(result); }

std::size_t rows::count() const { return static_cast<std::size_t>(PQntuples(result_.get())); }
std::size_t rows::columns() const { return static_cast<std::size_t>(PQnfields(result_.get())); }

std::string_view rows::value(std::size_t row, std::size_t column) const {
  FRAISEQL_CHECK(row < count() && column < columns());
  const int r = static_cast<int>(row);
  const int c = static_cast<int>(column);
  if (PQgetisnull(result_.get(), r, c) != 0) return {};
  return {PQgetvalue(result_.get(), r, c),
          static_cast<std::size_t>(PQgetlength(result_.get(), r, c))};
}

}  // namespace fraiseql::postgres
