// graph_evaluator: what a query of related rows answers, and which rows a filter with relations
// lets through, by docs/api/lists.md, row by row in memory.
#pragma once

#include <vector>

#include "filters/evaluator.hpp"
#include "lists/graph.hpp"
#include "lists/graph_query.hpp"

namespace fraiseql::lists {

class graph_evaluator {
 public:
  // Borrowed. Its model and relations do not change.
  explicit graph_evaluator(const graph& of);

  // The data of an answer, with placeholders for cursors (cursor_book.hpp).
  json::value answer(const std::vector<selected>& query);
  // Whether the last answer was cut short, having more than so many values.
  [[nodiscard]] bool was_too_much() const { return values_ > most_values; }
  // Whether it had this many rows inside of rows, or more.
  [[nodiscard]] std::size_t related_rows() const { return related_rows_; }

  // nullptr: no such object.
  [[nodiscard]] bool holds(std::size_t type, const json::value* document,
                           const json::value& filter) const;
  // Those that belong to the object, in no order.
  [[nodiscard]] rows_in_order rows_of(const relation& of, const json::value* document) const;

 private:
  static constexpr std::size_t most_values = 20'000;

  [[nodiscard]] bool condition_holds(std::size_t type, const json::value* document,
                                     const json::member& condition) const;
  [[nodiscard]] bool relation_holds(const relation& of, const json::value* document,
                                    const json::value& filter) const;
  [[nodiscard]] bool objects_hold(const filters::field& list, const json::value* items,
                                  const json::value& filter) const;
  json::value object(const json::value& document, const std::vector<selected>& inside);
  json::value stored(const selected& one, const json::value* value);
  json::value related(const selected& one, const json::value* document);

  const graph& graph_;
  std::vector<filters::model> scalars_;  // of each type: its fields alone
  std::size_t values_ = 0;
  std::size_t related_rows_ = 0;
};

}  // namespace fraiseql::lists
