// graph: types with rows and types inside their documents, related to each other in every way of
// docs/api/lists.md, and their rows in memory.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "filters/model.hpp"
#include "filters/random_model.hpp"
#include "filters/random_source.hpp"
#include "lists/ordering.hpp"
#include "schema/schema.hpp"

namespace fraiseql::lists {

enum class form : std::uint8_t { list, one, connection };

// Rows that belong to an object; of the root all rows of a type.
struct relation {
  std::string name = {};
  std::size_t target = 0;  // index into graph::types
  form as = form::list;
  // Theirs and ours, which are equal.
  std::vector<std::pair<filters::field, filters::field>> on = {};
  // Of its own; null and none where it has none.
  json::value where = {};
  ordering by = {};
  std::optional<std::size_t> maximum = {};

  [[nodiscard]] std::size_t most() const;
};

struct graph_type {
  std::string table = {};  // "" where it is stored inside of documents
  std::vector<relation> relations = {};
  std::vector<row> rows = {};

  [[nodiscard]] bool has_rows() const { return !table.empty(); }
};

struct graph {
  filters::model model;  // an object for each type, its relations not among the fields
  std::vector<graph_type> types;
  std::vector<relation> roots;  // fields of Query; `on` is empty

  [[nodiscard]] const filters::object& fields_of(std::size_t type) const {
    return model.objects[type];
  }
};

// Types of rows "Alpha", "Beta" and "Gamma", and inside of documents "Home", "Line" and "Spot".
graph random_graph(filters::random_source& random, const filters::value_pool& values);

std::shared_ptr<const schema::schema> schema_of(const graph& of);

// Fills the tables; some have real columns for some fields, some a stored text of the document,
// some long documents.
void make_tables(const graph& of, filters::random_source& random);

}  // namespace fraiseql::lists
