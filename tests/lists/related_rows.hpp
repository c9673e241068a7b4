// related_rows: a random graph in PostgreSQL and in memory, served. A query is asked and its answer
// compared with what graph_evaluator.hpp says.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "filters/random_model.hpp"
#include "filters/random_source.hpp"
#include "lists/cursor_book.hpp"
#include "lists/each_way.hpp"
#include "lists/graph.hpp"
#include "lists/graph_evaluator.hpp"
#include "lists/graph_query.hpp"

namespace fraiseql::lists {

class related_rows {
 public:
  explicit related_rows(std::uint64_t seed);

  // One that has related rows in its answer, but not too many.
  std::vector<selected> draw_query();
  bool add_cursors(std::vector<selected>& to) {
    return lists::add_cursors(to, graph_, book_, random_);
  }

  // What is wrong with the answer; "": nothing.
  std::string problem_of(const std::vector<selected>& query);
  // The same of a query that nothing was asked about before: its cursors are asked for first.
  // Mostly without variables.
  std::string problem_of_fresh(const std::vector<selected>& query);
  execution::request request_of(const std::vector<selected>& query) {
    return to_request(query, graph_, book_, random_);
  }

  // A row goes for good, or comes back at the place where it was.
  row remove(std::size_t type, std::size_t at);
  void restore(std::size_t type, std::size_t at, const row& one);

  [[nodiscard]] const graph& of() const { return graph_; }
  [[nodiscard]] const std::shared_ptr<const schema::schema>& schema() const { return schema_; }
  // The types and all rows, as far as the query is about them.
  [[nodiscard]] std::string told(const std::vector<selected>& about);

 private:
  std::string problem_of(const std::vector<selected>& query, cursor_book& book,
                         std::size_t by_variable);

  std::uint64_t seed_;
  filters::random_source random_;
  filters::value_pool values_;
  graph graph_;
  graph_evaluator evaluator_;
  cursor_book book_ = {};
  std::shared_ptr<const schema::schema> schema_;
  std::unique_ptr<each_way> engines_ = {};
};

}  // namespace fraiseql::lists
