// carried_types: how types are carried that are met only while a function runs, since nothing that
// is registered names them.
#pragma once

#include <map>
#include <string>

#include "frontend/code/discovery.hpp"
#include "frontend/code/model.hpp"
#include "schema/builder.hpp"

namespace fraiseql::frontend {

class carried_types {
 public:
  carried_types() : types_(reported_, found_) {}

  // Good as long as this. A std::invalid_argument where what describe() says is wrong.
  const value_model& of(const tables::value& type);
  const structure_model& of(const tables::structure& type);

 private:
  // A type that was asked for, or why it cannot be carried.
  struct entry {
    const value_model* value = nullptr;
    const structure_model* structure = nullptr;
    std::string wrong = {};
  };
  template <class Find>
  const entry& look_up(const void* type, Find find);

  model found_;
  schema::schema_builder reported_;
  discovery types_;
  std::map<const void*, entry> entries_;
};

}  // namespace fraiseql::frontend
