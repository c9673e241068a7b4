// permissions: what a request is allowed to do, by the claims of who asks
// (docs/api/authorization.md).
#pragma once

#include <string_view>

#include "schema/native.hpp"
#include "validation/authorize.hpp"

namespace fraiseql::execution {

// The words of the claim: a text with spaces between them, or a list of texts. Anything else has
// none.
validation::permissions permissions_of(const schema::request_context& context,
                                       std::string_view claim);

}  // namespace fraiseql::execution
