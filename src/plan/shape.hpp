// From a selection to the response_shape that writes its answer. Private to the room.
#pragma once

#include "plan/native.hpp"
#include "schema/type.hpp"
#include "transform/response_shape.hpp"
#include "validation/operation.hpp"

namespace fraiseql::plan {

// `"response_key":`
std::string prefix_of(std::string_view response_key);

// A shape, and what the program has to put into the documents before it fits.
struct shaped {
  transform::response_shape shape;
  enriched_value enriched;
};

// Of a root field whose value is in rows: a list is made of all of them.
shaped shape_of_rows(const validation::selected_field& field);

// Of a root field whose whole value is in one document.
shaped shape_of_value(const validation::selected_field& field);

native_call call_of(const validation::selected_field& field, const schema::type& parent);

// Of `__typename` at the root: a shape of no rows whose value names `root`.
transform::response_shape make_typename_shape(const validation::selected_field& field,
                                              const schema::type& root);

}  // namespace fraiseql::plan
