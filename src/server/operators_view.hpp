// operators_view: what the port for operators (admin.hpp) tells of the loops of a service. On the
// leading loop's thread.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "server/front_door.hpp"
#include "server/metrics.hpp"
#include "server/serving_loop.hpp"

namespace fraiseql::server {

using serving_loops = std::span<const std::unique_ptr<serving_loop>>;

// Where the page of metrics finds its numbers. Borrows the loops and the door.
metrics_sources sources_of(serving_loops loops, const front_door& door);

// Lines, each begun by its end of the one before: which lanes have no connection, and whether
// tokens cannot be verified yet.
std::string remarks_on(serving_loops loops);

}  // namespace fraiseql::server
