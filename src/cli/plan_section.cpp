#include "cli/plan_section.hpp"

#include <boost/asio/io_context.hpp>

#include "postgres/lanes.hpp"
#include "server/plain_text.hpp"

namespace fraiseql::cli {

// The lane of lists, since an analysis takes as long as its read.
execution::explained_fields plans_of(const execution::prepared_request& prepared,
                                     const known_database& database, const server::settings& chosen,
                                     sql::explain_options options) {
  boost::asio::io_context loop{1};
  postgres::lanes all(loop,
                      {.conninfo = database.conninfo,
                       .cold_connections = 1,
                       .statement_timeout = chosen.statement_timeout},
                      {}, [] {});
  execution::explained_fields answered;
  all.cold.start();
  execution::explain_reads(
      prepared, options, {.over = all.cold},
      [](const postgres::error& why) { return server::plain_text(why.message); },
      [&](execution::explained_fields fields) {
        answered = std::move(fields);
        all.cold.stop();
      });
  loop.run();
  return answered;
}

std::string text_of(const execution::explained_field& field) {
  return server::plain_text(field.plan.empty() ? field.reason : field.plan) + "\n";
}

}  // namespace fraiseql::cli
