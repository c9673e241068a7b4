// straight: lists and rows of nothing but what is copied, in one pass over their text, without its
// structure. Private to the room.
//
// The rows of a relation come so: lists of columns, each of which is a field, in the fields' order.
// The end of a string is found while it is copied. Whatever is not simply right is left to the walk
// by the structure, which knows what is wrong with it and what becomes of that: what is written
// here is what the walk would write.
#pragma once

#include <string_view>

#include "transform/output.hpp"
#include "transform/response_shape.hpp"
#include "transform/workspace.hpp"

namespace fraiseql::transform {

// Whether values of the shape may be read so. Looked at for each text, since it is far less than
// what follows.
bool is_straight(const value_shape& shape);

// Writes the value that the whole text is, with `level` lists of the shape left around it, which is
// straight. False: it is to be walked, and what was written of it to be cut off.
bool write_straight(output& out, workspace& work, const value_shape& shape, unsigned level,
                    std::string_view text);

}  // namespace fraiseql::transform
