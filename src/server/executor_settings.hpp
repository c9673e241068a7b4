// executor_settings: what the settings of a server say of its executors.
#pragma once

#include <functional>
#include <string>

#include "base/log.hpp"
#include "execution/execute.hpp"
#include "server/settings.hpp"

namespace fraiseql::server {

// How documents are validated.
validation::validate_options validating_of(const settings& chosen);

// `conninfo` is of the role that serves.
execution::executor_options executor_options_of(const settings& chosen, const std::string& conninfo,
                                                const log_function& log);

// Ids of masked errors: random, so that they say nothing about the process. For one thread.
std::function<std::string()> make_log_ids();

}  // namespace fraiseql::server
