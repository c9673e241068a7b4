#include "server/mock.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/io_context.hpp>
#include <utility>

#include "execution/example.hpp"
#include "server/descriptor_limit.hpp"
#include "server/endpoint_settings.hpp"
#include "server/front_door.hpp"
#include "server/graphiql.hpp"
#include "server/log.hpp"

namespace fraiseql::server {

bool is_mock_setting(std::string_view name) {
  constexpr std::array<std::string_view, 14> obeyed = {"host",
                                                       "port",
                                                       "reuse_port",
                                                       "unix_socket",
                                                       "hosts",
                                                       "compression",
                                                       "trusted_proxies",
                                                       "graphiql",
                                                       "log_level",
                                                       "log_format",
                                                       "drain_timeout_ms",
                                                       "status_policy",
                                                       "cors_origins",
                                                       "cors_credentials"};
  return name.starts_with("max_") || std::ranges::find(obeyed, name) != obeyed.end();
}

result<done> serve_examples(const mock_options& options) {
  raise_descriptor_limit();
  settings chosen = options.chosen;
  // Whatever else is set, for servers with a database.
  chosen.introspection = true;
  chosen.documents_mode = execution::documents_mode::open;
  if (auto wrong = missing_graphiql(chosen)) return failed{*std::move(wrong)};
  FRAISEQL_TRY(endpoint, endpoint_options_of(chosen));
  endpoint.reading = {};  // there is nothing to explain
  execution::example_executor executor(
      options.schema, execution::examples(execution::example_values::realistic), chosen.limits);
  boost::asio::io_context loop(1);
  front_door door(
      loop,
      {.chosen = chosen,
       .endpoint = std::move(endpoint),
       .execute = [&executor](
                      const execution::request& asked,
                      const execution::responder& answer) { answer(executor.execute(asked)); },
       .with_graphiql = chosen.graphiql.value_or(true),
       .say = options.say,
       .hint = options.hint},
      make_log(chosen.lowest_level, chosen.format));
  FRAISEQL_TRY_DONE(door.open());
  loop.run();
  return done{};
}

}  // namespace fraiseql::server
