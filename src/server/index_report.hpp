// index_report: what `serve --check-indexes` says: which filters that clients are likely to ask
// have an index, and what would give one to those that have none (postgres/index_check.hpp).
//
// A thread with a connection of its own asks PostgreSQL; what it says is said on the loop's.
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "postgres/catalogue.hpp"
#include "schema/schema.hpp"

namespace fraiseql::server {

struct index_report_options {
  std::string conninfo;  // of the serving role
  std::string search_configuration;
  std::function<void(std::string_view line)> say;
};

class index_report {
 public:
  index_report(boost::asio::io_context& loop, index_report_options options);

  // Begins anew, and says what it has not said the last time. It says nothing once the object is
  // gone or stop() was called.
  void start(std::shared_ptr<const schema::schema> schema, postgres::found_catalogue found);
  void stop();

 private:
  void say_new(std::vector<std::string> lines);

  boost::asio::io_context& loop_;
  index_report_options options_;
  std::vector<std::string> said_ = {};
  std::jthread thread_;
};

}  // namespace fraiseql::server
