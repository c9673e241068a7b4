// metrics: the page that says what the process counts (docs/api/metrics.md lists its families).
//
// What each loop counts is summed up here; nothing waits for a loop. No label has a value that a
// client chooses, so that the page has as many lines after a million requests as before.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "execution/meters.hpp"
#include "execution/workers.hpp"
#include "http/meters.hpp"
#include "postgres/lanes.hpp"

namespace fraiseql::server {

// Of one loop; borrowed.
struct loop_counts {
  const http::meters* http = nullptr;  // none while it does not listen
  const postgres::lanes& lanes;
  const execution::meters& execution;
};

struct metrics_sources {
  std::vector<loop_counts> loops;
  execution::worker_counts workers = {};
  std::size_t trusted_documents = 0;
  bool is_ready = false;
};

std::string write_metrics(const metrics_sources& from);

}  // namespace fraiseql::server
