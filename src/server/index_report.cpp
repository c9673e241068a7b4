#include "server/index_report.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <system_error>
#include <utility>
#include <vector>

#include "postgres/index_check.hpp"
#include "server/system_failure.hpp"

namespace fraiseql::server {
namespace {

// A paragraph each for what has no index, and last a sum.
std::vector<std::string> report(const std::string& role,
                                const std::vector<postgres::checked_filter>& checked) {
  std::vector<std::string> made;
  std::size_t all = 0;
  std::size_t served = 0;
  for (const postgres::checked_filter& one : checked) {
    all += one.count;
    if (!one.verdict.index.empty()) {
      served += one.count;
      continue;
    }
    const std::string found =
        one.trouble.empty() ? postgres::to_text(one.verdict) : "cannot be planned: " + one.trouble;
    made.push_back(one.name + " " + one.operators + ": " + found);
  }
  made.push_back(std::to_string(served) + " of " + std::to_string(all) +
                 " filters have an index, planned as the role " + role);
  return made;
}

std::vector<std::string> look(const index_report_options& options, const schema::schema& schema,
                              const postgres::found_catalogue& found, const std::stop_token& stop) {
  auto check = postgres::index_check::connect(options.conninfo, *found, stop);
  if (!check) return {"the indexes were not looked at: " + check.error().message};
  return report(
      check->role(),
      postgres::check_filters(
          *check, schema, {.found = found, .search_configuration = options.search_configuration}));
}

}  // namespace

index_report::index_report(boost::asio::io_context& loop, index_report_options options)
    : loop_(loop), options_(std::move(options)) {}

void index_report::start(std::shared_ptr<const schema::schema> schema,
                         postgres::found_catalogue found) {
  const auto run = [this, schema = std::move(schema),
                    found = std::move(found)](const std::stop_token& stop) {
    boost::asio::post(loop_, [this, stop, lines = look(options_, *schema, found, stop)] {
      if (!stop.stop_requested()) say_new(lines);
    });
  };
  try {
    thread_ = std::jthread(run);
  } catch (const std::system_error& none) {
    options_.say(
        system_failure("start a thread that looks at the indexes", none.code().value()).message);
  }
}

// The sum is said with whatever is new, and where it alone is.
void index_report::say_new(std::vector<std::string> lines) {
  if (lines == said_) return;
  for (const std::string& line : lines) {
    const bool is_sum = &line == &lines.back();
    if (is_sum || std::ranges::find(said_, line) == said_.end()) options_.say(line);
  }
  said_ = std::move(lines);
}

void index_report::stop() { thread_.request_stop(); }

}  // namespace fraiseql::server
