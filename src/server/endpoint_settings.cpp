#include "server/endpoint_settings.hpp"

#include <utility>

namespace fraiseql::server {

result<graphql_endpoint_options> endpoint_options_of(const settings& chosen) {
  const auto with = chosen.cors_credentials ? credentials::allowed : credentials::none;
  FRAISEQL_TRY(cors, cors_policy::read(chosen.cors_origins, with));
  return graphql_endpoint_options{.json_depth = chosen.limits.json_depth,
                                  .max_batch = chosen.max_batch,
                                  .policy = chosen.status_policy,
                                  .cors = std::move(cors),
                                  .reading = {.with_explain = chosen.is_on(chosen.explain)}};
}

}  // namespace fraiseql::server
