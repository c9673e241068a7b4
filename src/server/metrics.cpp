#include "server/metrics.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "base/graphql_error.hpp"
#include "server/build_info.hpp"
#include "server/exposition.hpp"
#include "server/own_process.hpp"

namespace fraiseql::server {
namespace {

constexpr double nanoseconds_in_a_second = 1e9;

constexpr std::array<std::pair<std::string_view, postgres::lane postgres::lanes::*>, 3> lane_names =
    {{{"hot", &postgres::lanes::hot},
      {"cold", &postgres::lanes::cold},
      {"mutation", &postgres::lanes::mutation}}};

constexpr std::array<
    std::pair<std::string_view, execution::cache_meters execution::prepare_meters::*>, 3>
    cache_names = {{{"documents", &execution::prepare_meters::documents},
                    {"spelled_documents", &execution::prepare_meters::spelled_documents},
                    {"operations", &execution::prepare_meters::operations}}};

template <const auto& Bounds>
void add(exposition::buckets& to, const histogram<Bounds>& one) {
  to.bounds.assign(Bounds.begin(), Bounds.end());
  to.counts.resize(Bounds.size() + 1);
  for (std::size_t at = 0; at <= Bounds.size(); ++at) to.counts[at] += one.bucket(at);
  to.sum += one.sum();
}

class page {
 public:
  explicit page(const metrics_sources& from) : from_(from) {}

  std::string write() {
    write_http();
    write_http_connections();
    write_graphql();
    write_caches();
    write_lanes();
    write_groups();
    write_flights();
    write_workers();
    write_server();
    write_process();
    return out_.text();
  }

 private:
  // `part` gives what one loop has.
  template <class Part>
  [[nodiscard]] std::uint64_t over_http(Part part) const {
    std::uint64_t all = 0;
    for (const loop_counts& one : from_.loops) {
      if (one.http != nullptr) all += part(*one.http).value();
    }
    return all;
  }

  template <class Part>
  [[nodiscard]] std::uint64_t over_execution(Part part) const {
    std::uint64_t all = 0;
    for (const loop_counts& one : from_.loops) all += part(one.execution).value();
    return all;
  }

  template <class Part>
  void each_lane(Part part) {
    for (const auto& [name, lane] : lane_names) {
      std::uint64_t all = 0;
      for (const loop_counts& one : from_.loops) all += part((one.lanes.*lane).counted()).value();
      out_.sample(all, {{"lane", name}});
    }
  }

  template <class Part>
  void each_lane_in_buckets(Part part, double unit) {
    for (const auto& [name, lane] : lane_names) {
      exposition::buckets all{.bounds = {}, .counts = {}, .unit = unit};
      for (const loop_counts& one : from_.loops) add(all, part((one.lanes.*lane).counted()));
      out_.sample(all, {{"lane", name}});
    }
  }

  template <class Part>
  void each_cache(Part part) {
    for (const auto& [name, cache] : cache_names) {
      const auto of_loop = [&](const execution::meters& one) -> const auto& {
        return part(one.preparing.*cache);
      };
      out_.sample(over_execution(of_loop), {{"cache", name}});
    }
  }

  void write_http() {
    out_.counter("fraiseql_http_requests_total", "Requests that were answered.");
    for (std::size_t method = 0; method < http::method_names.size(); ++method) {
      for (std::size_t status = 0; status < http::status_classes.size(); ++status) {
        out_.sample(
            over_http([&](const http::meters& one) -> const auto& {
              return one.requests[method][status];
            }),
            {{"method", http::method_names[method]}, {"status", http::status_classes[status]}});
      }
    }
    out_.histogram("fraiseql_http_request_duration_seconds",
                   "From the end of a request to the beginning of its answer.");
    exposition::buckets durations{.bounds = {}, .counts = {}, .unit = nanoseconds_in_a_second};
    durations.bounds.assign(http::duration_bounds.begin(), http::duration_bounds.end());
    durations.counts.resize(http::duration_bounds.size() + 1);
    for (const loop_counts& one : from_.loops) {
      if (one.http != nullptr) add(durations, one.http->durations);
    }
    out_.sample(durations);
    out_.counter("fraiseql_http_requests_abandoned_total",
                 "Requests whose client left before they were answered.");
    out_.sample(over_http([](const http::meters& one) -> const auto& { return one.abandoned; }));
    out_.counter("fraiseql_http_response_bytes_total", "Bytes of answers, heads included, sent.");
    out_.sample(over_http([](const http::meters& one) -> const auto& { return one.sent_bytes; }));
    out_.gauge("fraiseql_http_responses_in_pieces", "Answers under way in pieces.");
    out_.sample(over_http([](const http::meters& one) -> const auto& { return one.in_pieces; }));
  }

  void write_http_connections() {
    out_.gauge("fraiseql_http_connections", "Connections that are open.");
    out_.sample(over_http([](const http::meters& one) -> const auto& { return one.open; }));
    out_.counter("fraiseql_http_connections_accepted_total", "Connections that were accepted.");
    out_.sample(over_http([](const http::meters& one) -> const auto& { return one.accepted; }));
    out_.counter("fraiseql_http_connections_refused_total",
                 "Connections that were closed at once, by the reason.");
    for (std::size_t at = 0; at < http::turned_away_names.size(); ++at) {
      out_.sample(
          over_http([&](const http::meters& one) -> const auto& { return one.refused[at]; }),
          {{"reason", http::turned_away_names[at]}});
    }
  }

  void write_graphql() {
    out_.counter("fraiseql_graphql_operations_total", "GraphQL requests, by how they ended.");
    for (std::size_t type = 0; type < execution::operation_type_names.size(); ++type) {
      for (std::size_t how = 0; how < execution::ending_names.size(); ++how) {
        out_.sample(over_execution([&](const execution::meters& one) -> const auto& {
                      return one.operations[type][how];
                    }),
                    {{"type", execution::operation_type_names[type]},
                     {"outcome", execution::ending_names[how]}});
      }
    }
    out_.counter("fraiseql_graphql_errors_total", "Errors in responses, by their code.");
    for (std::size_t code = 0; code < error_codes; ++code) {
      out_.sample(over_execution([&](const execution::meters& one) -> const auto& {
                    return one.errors[code];
                  }),
                  {{"code", to_string(static_cast<error_code>(code))}});
    }
    out_.gauge("fraiseql_graphql_streams", "Responses that go out while their rows come.");
    out_.sample(
        over_execution([](const execution::meters& one) -> const auto& { return one.streams; }));
  }

  void write_caches() {
    using cache = execution::cache_meters;
    out_.gauge("fraiseql_cache_entries", "What is kept.");
    each_cache([](const cache& one) -> const auto& { return one.entries; });
    out_.gauge("fraiseql_cache_bytes", "What it weighs, by estimation.");
    each_cache([](const cache& one) -> const auto& { return one.bytes; });
    out_.counter("fraiseql_cache_hits_total", "Looks that found something.");
    each_cache([](const cache& one) -> const auto& { return one.hits; });
    out_.counter("fraiseql_cache_misses_total", "Looks that found nothing.");
    each_cache([](const cache& one) -> const auto& { return one.misses; });
    out_.counter("fraiseql_cache_evictions_total", "What was dropped to make room.");
    each_cache([](const cache& one) -> const auto& { return one.evictions; });
  }

  void write_lanes() {
    using meters = postgres::meters;
    out_.gauge("fraiseql_lane_connections_configured", "Connections that there may be.");
    for (const auto& [name, lane] : lane_names) {
      std::uint64_t all = 0;
      for (const loop_counts& one : from_.loops) all += (one.lanes.*lane).connections();
      out_.sample(all, {{"lane", name}});
    }
    out_.gauge("fraiseql_lane_connections", "Connections that are up.");
    each_lane([](const meters& one) -> const auto& { return one.up; });
    out_.gauge("fraiseql_lane_connections_busy", "Connections with a flight under way.");
    each_lane([](const meters& one) -> const auto& { return one.busy; });
    out_.counter("fraiseql_lane_connections_opened_total", "Connections that came up.");
    each_lane([](const meters& one) -> const auto& { return one.opened; });
    out_.counter("fraiseql_lane_connections_broken_total",
                 "Connections that broke, and attempts that failed.");
    each_lane([](const meters& one) -> const auto& { return one.broken; });
  }

  void write_groups() {
    using meters = postgres::meters;
    out_.gauge("fraiseql_lane_groups_waiting", "Groups of statements that wait for a connection.");
    each_lane([](const meters& one) -> const auto& { return one.waiting; });
    out_.counter("fraiseql_lane_groups_total", "Groups that were sent, each time.");
    each_lane([](const meters& one) -> const auto& { return one.groups; });
    out_.counter("fraiseql_lane_groups_lent_total", "Groups handed to another loop's lane.");
    each_lane([](const meters& one) -> const auto& { return one.lent; });
    out_.counter("fraiseql_lane_groups_refused_total", "Groups not sent, by the reason.");
    for (const auto& [name, lane] : lane_names) {
      for (std::size_t at = 0; at < postgres::unsent_names.size(); ++at) {
        std::uint64_t all = 0;
        for (const loop_counts& one : from_.loops) {
          all += (one.lanes.*lane).counted().refused[at].value();
        }
        out_.sample(all, {{"lane", name}, {"reason", postgres::unsent_names[at]}});
      }
    }
    out_.histogram("fraiseql_lane_wait_seconds", "How long groups waited for a connection.");
    each_lane_in_buckets([](const meters& one) -> const auto& { return one.waits; },
                         nanoseconds_in_a_second);
  }

  void write_flights() {
    using meters = postgres::meters;
    out_.histogram("fraiseql_lane_flight_duration_seconds",
                   "From sending what goes together to its answer.");
    each_lane_in_buckets([](const meters& one) -> const auto& { return one.flights; },
                         nanoseconds_in_a_second);
    out_.histogram("fraiseql_lane_flight_statements", "Statements that went together.");
    each_lane_in_buckets([](const meters& one) -> const auto& { return one.statements; }, 1);
    out_.histogram("fraiseql_lane_statement_keys",
                   "Look-ups that became one statement with all keys.");
    each_lane_in_buckets([](const meters& one) -> const auto& { return one.keys; }, 1);
    out_.counter("fraiseql_lane_commands_shared_total",
                 "Commands answered by the execution of an equal one.");
    each_lane([](const meters& one) -> const auto& { return one.shared; });
    out_.counter("fraiseql_lane_statement_errors_total",
                 "Statements that failed, by the class of the SQLSTATE.");
    for (const auto& [name, lane] : lane_names) {
      for (std::size_t at = 0; at < postgres::sqlstate_classes.size(); ++at) {
        std::uint64_t all = 0;
        for (const loop_counts& one : from_.loops) {
          all += (one.lanes.*lane).counted().errors[at].value();
        }
        const bool is_other = at + 1 == postgres::sqlstate_classes.size();
        if (all == 0 && !is_other) continue;
        out_.sample(all, {{"lane", name}, {"class", postgres::sqlstate_classes[at]}});
      }
    }
  }

  void write_workers() {
    const execution::worker_counts& counts = from_.workers;
    out_.gauge("fraiseql_worker_threads", "Threads of the program's functions.");
    out_.sample(counts.threads);
    out_.gauge("fraiseql_worker_threads_busy", "Those that run a function.");
    out_.sample(counts.busy);
    out_.gauge("fraiseql_worker_jobs_waiting", "Calls that wait for a thread.");
    out_.sample(counts.waiting);
    out_.counter("fraiseql_worker_jobs_total", "Calls that were begun.");
    out_.sample(counts.begun);
    out_.counter("fraiseql_worker_jobs_refused_total", "Calls refused, as too many waited.");
    out_.sample(counts.turned_away);
  }

  void write_server() {
    out_.gauge("fraiseql_ready", "1 where /ready answers 200.");
    out_.sample(from_.is_ready ? 1U : 0U);
    out_.gauge("fraiseql_loops", "Threads that answer requests.");
    out_.sample(from_.loops.size());
    out_.gauge("fraiseql_trusted_documents", "Documents that are trusted.");
    out_.sample(from_.trusted_documents);
    out_.gauge("fraiseql_build_info", "Always 1; its label says what was built.");
    out_.sample(1U, {{"version", version()}});
  }

  void write_process() {
    const own_process own = look_at_own_process();
    out_.counter("process_cpu_seconds_total", "CPU time of all threads.");
    out_.sample(own.cpu_seconds);
    out_.gauge("process_resident_memory_bytes", "Memory that is resident.");
    out_.sample(own.resident_bytes);
    out_.gauge("process_virtual_memory_bytes", "Memory that is mapped.");
    out_.sample(own.virtual_bytes);
    out_.gauge("process_open_fds", "File descriptors that are open.");
    out_.sample(own.open_descriptors);
    out_.gauge("process_max_fds", "File descriptors that may be open.");
    out_.sample(own.most_descriptors);
    out_.gauge("process_start_time_seconds", "When the process began, since 1970.");
    out_.sample(own.start_time_seconds);
  }

  const metrics_sources& from_;
  exposition out_;
};

}  // namespace

std::string write_metrics(const metrics_sources& from) { return page(from).write(); }

}  // namespace fraiseql::server
