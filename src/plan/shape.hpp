// Parts of shapes and of calls of the program. Private to the room.
#pragma once

#include "plan/native.hpp"
#include "schema/type.hpp"
#include "transform/response_shape.hpp"
#include "validation/operation.hpp"

namespace fraiseql::plan {

// `"response_key":`
std::string prefix_of(std::string_view response_key);

native_call call_of(const validation::selected_field& field, const schema::type& parent);

// Of a field of the root that is null, whatever there is: a shape of no rows.
transform::response_shape make_null_shape(const validation::selected_field& field);

// Of `__typename` at the root: a shape of no rows whose value names `root`.
transform::response_shape make_typename_shape(const validation::selected_field& field,
                                              const schema::type& root);

}  // namespace fraiseql::plan
