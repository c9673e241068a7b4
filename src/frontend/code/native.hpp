// native: a function of the program as execution calls it, and the default values of what
// it takes.
#pragma once

#include <memory>
#include <optional>

#include "frontend/code/model.hpp"
#include "schema/builder.hpp"

namespace fraiseql::frontend {

// Calls the function with a request's values. Keeps the model; catches what the program
// throws: a fraiseql::error is for the client, anything else for the log.
std::shared_ptr<const schema::native_function> make_native(std::shared_ptr<const model> kept,
                                                           const function_model& function);

}  // namespace fraiseql::frontend
