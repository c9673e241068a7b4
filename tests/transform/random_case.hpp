// random_case: random response shapes, and random rows that mostly fit them.
//
// Of a stored document, what a shape asks for is there, null, missing or of another
// kind; beside it stand keys that nobody asked for, some escaped, some long. A row has now and
// then a value too many or too few, and a page any size.
#pragma once

#include <cstddef>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "json/value.hpp"
#include "transform/response_shape.hpp"

namespace fraiseql::transform {

class random_case {
 public:
  explicit random_case(std::uint64_t seed) : engine_(seed) {}

  response_shape shape();
  // The values of `count` rows for `shape`, row after row; nothing is NULL. Each value misfits
  // in `misfits` of 1000 cases.
  std::vector<std::optional<std::string>> rows(const response_shape& shape, std::size_t count,
                                               std::size_t misfits);
  // A value as it is read straight through (straight.hpp): rows of columns that fields read in
  // their order, or lists of leafs.
  value_shape straight_value(std::size_t depth);
  // A value that nearly fits the shape.
  std::string text_of(const value_shape& shape, std::size_t misfits);
  // A number from 0 to `highest`.
  std::size_t number(std::size_t highest);

 private:
  bool chance(std::size_t of_1000) { return number(999) < of_1000; }
  value_shape any_value(std::size_t depth);
  object_shape any_object(std::size_t depth, row_layout layout);
  std::unique_ptr<const abstract_shape> any_abstract(std::size_t depth, row_layout layout);
  void make_object(value_shape& shape, std::size_t depth, row_layout layout);
  json::value fitting(const value_shape& shape, unsigned level, std::size_t misfits);
  json::value fitting_object(const object_shape& shape, std::size_t misfits);
  json::value fitting_abstract(const abstract_shape& shape, std::size_t misfits);
  json::value fitting_computed(const value_shape& shape, std::size_t misfits);
  json::value fitting_leaf(leaf kind);
  json::value anything(std::size_t depth);

  // random_rows.cpp
  row_layout any_layout();
  std::unique_ptr<const connection_shape> any_connection(std::size_t depth);
  connection_field any_part(connection_part part, std::size_t depth, const connection_shape& of);
  std::vector<connection_field> any_parts(std::vector<connection_part> of, std::size_t depth,
                                          const connection_shape& in);
  json::array fitting_row(const value_shape* shape, row_layout layout, std::size_t misfits);
  json::value fitting_nested_row(const value_shape& shape, std::size_t misfits);
  json::value fitting_connection(const connection_shape& shape, std::size_t misfits);
  json::array page_head(std::size_t rows, std::size_t misfits);
  json::array page_row(const connection_shape& shape, std::size_t misfits);
  std::string stored_key();
  std::string text();
  std::string digits();
  std::string instant();

  std::mt19937_64 engine_;
};

}  // namespace fraiseql::transform
