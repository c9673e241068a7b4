// request_claims: what a context gives of who asks, as the engine has it.
#pragma once

#include <optional>

#include "json/value.hpp"

namespace fraiseql::api::detail {

struct request_claims {
  const std::optional<::fraiseql::json::object>& of;
};

}  // namespace fraiseql::api::detail
