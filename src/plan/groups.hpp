// Groups of rows: what an `...Aggregate` field asks for. Its selection, its conditions and its
// order name values of a group; each that is named becomes a column of the group. Private to the
// room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/graphql_error.hpp"
#include "base/result.hpp"
#include "plan/location.hpp"
#include "plan/order.hpp"
#include "plan/query_plan.hpp"
#include "validation/operation.hpp"

namespace fraiseql::plan {

// What may be asked for of a group: PostgreSQL has 1,664 columns at most.
inline constexpr std::size_t max_group_values = 500;

// Collects the columns of one field's groups.
class group_collector {
 public:
  // `rows` are grouped, `row` is the number of the groups among the statement's rows.
  group_collector(scope rows, std::uint32_t row) : rows_(std::move(rows)), row_(row) {}

  // What the groups are made by, once and first of all.
  result<done, graphql_error> group_by(const validation::selected_field& field);
  // The columns for what is selected of a group.
  void select(const validation::selected_field& field);
  // Where a value of a group is, or an object of values. A value that the groups do not have is
  // what `wrong` says afterwards.
  location location_of(const schema::field& field, const scope& in);
  // The scope of conditions on a group and of its order.
  scope of_group();
  // Behind the order that was asked for come the keys, so that it is total.
  void complete(ordering& order) const;

  [[nodiscard]] const std::optional<graphql_error>& wrong() const { return wrong_; }
  // Gives the groups of `rows`; once.
  grouping take(read rows);

 private:
  result<done, graphql_error> add_key(const validation::argument_value& item);
  void select(const validation::selection& selected, const scope& in,
              std::vector<std::string>& path);
  location column_of(const schema::field& field, const location& inner);
  [[nodiscard]] scope rows_inside(const scope& in) const;
  [[nodiscard]] location key_column(std::size_t index) const;

  scope rows_;
  std::uint32_t row_;
  grouping made_ = {};
  std::optional<graphql_error> wrong_ = {};
};

}  // namespace fraiseql::plan
