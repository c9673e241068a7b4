// log: where log lines go: one JSON object a line, or text on a terminal, to standard
// error, by spdlog.
#pragma once

#include "base/log.hpp"
#include "server/settings.hpp"

namespace fraiseql::server {

// A sink to be handed to the rooms; any thread may call it. It never blocks on more than
// the write itself, and a line that cannot be written is dropped.
log_function make_log(log_level lowest, log_format format);

}  // namespace fraiseql::server
