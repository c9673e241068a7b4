// rows: the answer to one statement. Owns libpq's result; values are views into it.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

struct pg_result;  // libpq's PGresult

namespace fraiseql::postgres {

class rows {
 public:
  explicit rows(pg_result* owned) : result_(owned) {}

  [[nodiscard]] std::size_t count() const;
  [[nodiscard]] std::size_t columns() const;
  // The text form; a view with data() == nullptr is NULL.
  [[nodiscard]] std::string_view value(std::size_t row, std::size_t column) const;

 private:
  struct clearer {
    void operator()(pg_result* result) const;
  };
  std::unique_ptr<pg_result, clearer> result_;
};

}  // namespace fraiseql::postgres
