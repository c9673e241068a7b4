// graph_query: a random query of a graph: which fields, which of the related rows, in what order.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "execution/request.hpp"
#include "lists/connection.hpp"
#include "lists/cursor_book.hpp"
#include "lists/graph.hpp"
#include "lists/request_text.hpp"

namespace fraiseql::lists {

// A selected field: stored, or related rows.
struct selected {
  std::string alias = {};  // always given
  std::optional<filters::field> field = {};
  std::optional<relation> rows = {};
  std::string of = {};  // the name of the type that has it, "Query" at the root

  // What is asked of the related rows, as of a list or of a connection.
  json::value where = {};
  std::optional<ordering> by = {};
  std::optional<std::size_t> limit = {};
  std::optional<std::size_t> offset = {};
  std::optional<std::size_t> first = {};
  std::optional<std::size_t> last = {};
  std::string after = {};  // ids of rows
  std::string before = {};
  parts page = {};

  std::vector<selected> inside = {};

  // The order of its rows.
  [[nodiscard]] const ordering& order() const { return by ? *by : rows->by; }
  // By which a cursor_book knows its cursors.
  [[nodiscard]] std::string list() const;
};

// What queries are made of; borrowed.
struct query_source {
  const graph& of;
  const filters::value_pool& values;
  filters::random_source& random;
};

// One or two fields of the root, with relations to a depth of four; no cursors.
std::vector<selected> random_query(const query_source& from);
// A filter of the n-th type, whose relations and objects nest to that depth.
json::value random_where(const query_source& from, std::size_t type, std::size_t depth);
// Gives connections cursors that the book knows; whether it gave any.
bool add_cursors(std::vector<selected>& to, const graph& of, const cursor_book& book,
                 filters::random_source& random);

// The cursors that it needs are known.
execution::request to_request(const std::vector<selected>& query, const graph& of,
                              const cursor_book& book, filters::random_source& random,
                              std::size_t by_variable = 30);

}  // namespace fraiseql::lists
