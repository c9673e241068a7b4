// random_case: random response shapes, and random documents that mostly fit them.
//
// Of a stored document, what a shape asks for is there, null, missing or of another
// kind; beside it stand keys that nobody asked for, some escaped, some long.
#pragma once

#include <cstddef>
#include <random>
#include <string>

#include "json/value.hpp"
#include "transform/response_shape.hpp"

namespace fraiseql::transform {

class random_case {
 public:
  explicit random_case(std::uint64_t seed) : engine_(seed) {}

  response_shape shape();
  // A document for one row of `shape`; each value misfits in `misfits` of 1000 cases.
  json::value document(const value_shape& shape, std::size_t misfits);
  // A number from 0 to `highest`.
  std::size_t number(std::size_t highest);

 private:
  bool chance(std::size_t of_1000) { return number(999) < of_1000; }
  value_shape any_value(std::size_t depth);
  object_shape any_object(std::size_t depth);
  std::unique_ptr<const abstract_shape> any_abstract(std::size_t depth);
  json::value fitting(const value_shape& shape, unsigned level, std::size_t misfits);
  json::value fitting_object(const object_shape& shape, std::size_t misfits);
  json::value fitting_abstract(const abstract_shape& shape, std::size_t misfits);
  json::value fitting_computed(const value_shape& shape, std::size_t misfits);
  json::value fitting_leaf(leaf kind);
  json::value anything(std::size_t depth);
  std::string stored_key();
  std::string text();
  std::string digits();
  std::string instant();

  std::mt19937_64 engine_;
};

}  // namespace fraiseql::transform
