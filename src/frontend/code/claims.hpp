// request_claims: what a context gives of who asks, as the engine has it.
#pragma once

#include "schema/native.hpp"

namespace fraiseql::api::detail {

struct request_claims {
  const fraiseql::schema::request_context& of;
};

}  // namespace fraiseql::api::detail
