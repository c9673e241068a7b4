// lanes: the three ways to PostgreSQL, so that what is slow never blocks what is cheap.
//
//  hot       look-ups by a unique key; many under way on a connection
//  cold      lists and filters, whose cost nobody knows; one under way on a connection
//  mutation  functions that write; one under way, never sent again
//
// Read connections are read only with one snapshot for all root fields of a request
// (repeatable read); every session has the same time zone and date styles, because the
// text of what PostgreSQL prints depends on them.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <string>

#include "base/log.hpp"
#include "postgres/lane.hpp"

namespace fraiseql::postgres {

struct lanes_options {
  std::string conninfo;
  std::size_t hot_connections = 2;
  std::size_t cold_connections = 4;
  std::size_t mutation_connections = 4;  // at most
  std::size_t kept_mutation_connections = 4;
  std::chrono::milliseconds statement_timeout{30'000};
};

// A connection set as those of the cold lane, for who reads beside the lanes.
connection_options read_connection(const std::string& conninfo,
                                   std::chrono::milliseconds statement_timeout);

// A connection set as those of the mutation lane, for who writes beside the lanes.
connection_options write_connection(const std::string& conninfo,
                                    std::chrono::milliseconds statement_timeout);

class lanes {
 public:
  lanes(boost::asio::io_context& loop, const lanes_options& options, const log_function& log,
        const std::function<void()>& on_change);

  void start();
  void stop();
  void forget_plans();  // of all three
  // Whether reads and mutations have a way to PostgreSQL.
  [[nodiscard]] bool are_up() const;

  lane hot;
  lane cold;
  lane mutation;
};

}  // namespace fraiseql::postgres
