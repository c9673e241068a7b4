// From a selection to the response_shape that writes its answer. Private to the room.
#pragma once

#include "schema/type.hpp"
#include "transform/response_shape.hpp"
#include "validation/operation.hpp"

namespace fraiseql::plan {

// `"response_key":`
std::string prefix_of(std::string_view response_key);

// Of a root field that reads rows.
transform::response_shape make_response_shape(const validation::selected_field& field);

// Of `__typename` at the root: a shape of no rows whose value names `root`.
transform::response_shape make_typename_shape(const validation::selected_field& field,
                                              const schema::type& root);

}  // namespace fraiseql::plan
