// endpoint_settings: what the settings make of the GraphQL endpoint.
#pragma once

#include "base/result.hpp"
#include "server/graphql_endpoint.hpp"
#include "server/settings.hpp"

namespace fraiseql::server {

// The failure is that of settings that cannot be obeyed.
result<graphql_endpoint_options> endpoint_options_of(const settings& chosen);

}  // namespace fraiseql::server
