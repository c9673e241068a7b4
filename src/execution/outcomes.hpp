// outcomes: what the statements of a root field came to, from PostgreSQL's answers to what is
// answered with or to whose fault it is. Private to the room.
#pragma once

#include <functional>
#include <optional>
#include <span>

#include "execution/errors.hpp"
#include "execution/fetched.hpp"
#include "execution/prepare.hpp"
#include "postgres/group.hpp"

namespace fraiseql::execution {

// Whether there was no way to PostgreSQL for any of them: execution never began, and the
// whole request is refused rather than answered with nulls.
bool found_no_way(const std::vector<postgres::outcome>& outcomes);

// It is answered without asking anybody.
bool is_known(const plan::step& step);

class outcome_reader {
 public:
  // The client's view of an error of a step, and the whole of it to the log.
  using reporter = std::function<graphql_error(const postgres::error& why, statement_kind kind,
                                               const plan::step* step)>;

  // Borrows the operation.
  outcome_reader(const prepared_operation& of, reporter report)
      : of_(of), report_(std::move(report)) {}

  // The commands that a step sends, those that guard a call that is done once included.
  [[nodiscard]] std::size_t count(std::size_t step) const;
  // Takes their outcomes, of which there are as many.
  fetched take(std::size_t step, std::span<postgres::outcome> outcomes) const;

 private:
  [[nodiscard]] bool is_guarded(std::size_t step) const;
  fetched take_guarded(std::size_t step, std::span<postgres::outcome> outcomes) const;
  fetched take_call(std::size_t step, std::span<postgres::outcome> outcomes) const;
  fetched take_read(std::size_t step, std::span<postgres::outcome> outcomes) const;
  [[nodiscard]] std::optional<graphql_error> refused_by_check(
      std::size_t step, std::span<postgres::outcome> outcomes) const;
  [[nodiscard]] std::optional<graphql_error> refused_by_path(std::size_t step,
                                                             const postgres::error& why) const;

  const prepared_operation& of_;
  reporter report_;
};

}  // namespace fraiseql::execution
