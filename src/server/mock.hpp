// mock: a process that serves example data over HTTP, without a database, for a schema that
// only describes. Introspection and suggestions are on.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "schema/schema.hpp"
#include "server/settings.hpp"

namespace fraiseql::server {

struct mock_options {
  settings chosen;
  std::shared_ptr<const schema::schema> schema;
  std::function<void(std::string_view line)> say = {};  // as of serve_options
  std::function<std::string(const std::string& address)> hint = {};
};

// Whether the setting of that name has an effect here.
bool is_mock_setting(std::string_view name);

// Blocks until SIGINT or SIGTERM and the drain after it. Call it from the main thread.
result<done> serve_examples(const mock_options& options);

}  // namespace fraiseql::server
