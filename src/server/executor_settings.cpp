#include "server/executor_settings.hpp"

#include <fmt/format.h>

#include <memory>
#include <random>

#include "postgres/lanes.hpp"

namespace fraiseql::server {

validation::validate_options validating_of(const settings& chosen) {
  using validation::introspection;
  using validation::suggestions;
  return {
      .suggestions = chosen.is_on(chosen.suggestions) ? suggestions::shown : suggestions::hidden,
      .introspection =
          chosen.is_on(chosen.introspection) ? introspection::allowed : introspection::refused};
}

std::function<std::string()> make_log_ids() {
  auto engine = std::make_shared<std::mt19937_64>(std::random_device{}());
  return [engine] { return fmt::format("{:016x}", (*engine)()); };
}

execution::executor_options executor_options_of(const settings& chosen, const std::string& conninfo,
                                                const log_function& log) {
  return {.limits = chosen.limits,
          .validating = validating_of(chosen),
          .planning = {.regex_filters = chosen.is_on(chosen.regex_filters),
                       .search_configuration = chosen.search_configuration},
          .permission_claim = chosen.permission_claim,
          .request_timeout = chosen.request_timeout,
          .workers = {.threads = chosen.workers,
                      .waiting = chosen.worker_queue,
                      .time_limit = chosen.worker_timeout},
          .reading = {.connection = postgres::read_connection(conninfo, chosen.statement_timeout),
                      .connections = chosen.workers,
                      .statement_timeout = chosen.statement_timeout},
          .writing = {.connection = postgres::write_connection(conninfo, chosen.statement_timeout),
                      .connections = chosen.workers,
                      .statement_timeout = chosen.statement_timeout},
          .streaming = {.held_bytes = chosen.stream_bytes, .timeout = chosen.stream_timeout},
          .mutations = chosen.atomic_mutations ? execution::transactions::one_a_request
                                               : execution::transactions::one_a_field,
          .idempotency_expiry = chosen.idempotency_expiry,
          .detail = chosen.effective_profile() == profile::development
                        ? execution::detail_level::full
                        : execution::detail_level::masked,
          .log = log,
          .new_log_id = make_log_ids()};
}

}  // namespace fraiseql::server
