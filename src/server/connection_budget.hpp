// connection_budget: how many event loops the process has, and how many connections to
// PostgreSQL. The settings say it, or else the cores, where the database is, and how many
// connections that allows; the sum must be within what it allows.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "postgres/connection_limits.hpp"
#include "server/settings.hpp"

namespace fraiseql::server {

struct connection_budget {
  std::size_t loops = 1;
  // Of all loops together; each has one of each kind at least.
  std::size_t hot = 2;
  std::size_t cold = 4;
  std::size_t mutation = 4;   // at most
  std::size_t functions = 0;  // of the program's own, that read rows or write

  [[nodiscard]] std::size_t sum() const { return hot + cold + mutation + functions; }
  // Of those for mutations, how many are open while nobody wants more.
  [[nodiscard]] std::size_t kept_mutation() const;
  // "hot 2, cold 4, mutation 4, functions 8: 18"
  [[nodiscard]] std::string to_text() const;
};

struct budget_surroundings {
  std::size_t cores = 1;
  bool is_local = false;      // PostgreSQL runs on these cores, too
  std::size_t functions = 0;  // connections of the program's functions
  // Of the database, where it could be asked.
  std::optional<postgres::connection_limits> limits = {};
};

// Numbers that were set stay; those that were not are at most half of what the database allows, so
// that a successor can start beside this process, as far as that goes. Refused are settings that
// leave a loop without a connection.
result<connection_budget> make_budget(const settings& chosen, const budget_surroundings& in);

// What is to be said where the sum is more than the database allows.
std::optional<failure> over_budget(const connection_budget& budget,
                                   const postgres::connection_limits& limits);

// Of `all` the share of one of the loops; earlier ones have the rest.
std::size_t share_of(std::size_t all, std::size_t loops, std::size_t at);

// Cores that this process may use, as its affinity and its control group say.
std::size_t usable_cores();

}  // namespace fraiseql::server
