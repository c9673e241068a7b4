// The defaults (docs/decisions/0017-loops.md): a loop for two cores beside a local
// PostgreSQL, which needs more of them than we do; two hot connections a loop; connections for
// mutations are opened as they are wanted.
#include "server/connection_budget.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <thread>

namespace fraiseql::server {
namespace {

constexpr std::size_t hot_of_a_loop = 2;
constexpr std::size_t of_a_loop = 2;  // cold connections, and those for mutations that are kept
constexpr std::size_t fewest = 4;     // of all loops, each
// Commits that come together share a flush of the log: how many can come together is how many
// connections there are.
constexpr std::size_t usual_mutation = 32;

// One kind, while numbers are chosen.
struct connection_kind {
  const char* setting;
  std::size_t given;  // 0: it was not set
  std::size_t* number;
};

std::size_t usual_loops(const budget_surroundings& in) {
  return std::max<std::size_t>(1, in.is_local ? in.cores / 2 : in.cores);
}

// The largest that was not set and can be less.
std::size_t* next_to_shrink(const connection_kind (&kinds)[3], std::size_t loops) {
  std::size_t* largest = nullptr;
  for (const connection_kind& one : kinds) {
    if (one.given != 0 || *one.number <= loops) continue;
    if (largest == nullptr || *one.number > *largest) largest = one.number;
  }
  return largest;
}

connection_budget budget_for(std::size_t loops, const settings& chosen,
                             const budget_surroundings& in, std::size_t wanted) {
  connection_budget made{.loops = loops,
                         .hot = hot_of_a_loop * loops,
                         .cold = std::max(fewest, of_a_loop * loops),
                         .mutation = std::max(usual_mutation, of_a_loop * loops),
                         .functions = in.functions};
  const connection_kind kinds[] = {{"hot", chosen.hot_connections, &made.hot},
                                   {"cold", chosen.cold_connections, &made.cold},
                                   {"mutation", chosen.mutation_connections, &made.mutation}};
  for (const connection_kind& one : kinds) {
    if (one.given != 0) *one.number = one.given;
  }
  while (made.sum() > wanted) {
    std::size_t* less = next_to_shrink(kinds, loops);
    if (less == nullptr) break;
    --*less;
  }
  return made;
}

}  // namespace

std::size_t connection_budget::kept_mutation() const {
  return std::min(mutation, std::max(fewest, of_a_loop * loops));
}

std::string connection_budget::to_text() const {
  std::string text = fmt::format("hot {}, cold {}, mutation {}", hot, cold, mutation);
  if (functions > 0) text += fmt::format(", functions {}", functions);
  return fmt::format("{}: {}", text, sum());
}

result<connection_budget> make_budget(const settings& chosen, const budget_surroundings& in) {
  const std::pair<const char*, std::size_t> given[] = {
      {"hot_connections", chosen.hot_connections},
      {"cold_connections", chosen.cold_connections},
      {"mutation_connections", chosen.mutation_connections}};
  std::size_t most_loops = usual_loops(in);
  for (const auto& [name, number] : given) {
    if (number == 0) continue;
    if (chosen.loops > number) {
      return failed{failure{
          fmt::format("the setting \"{}\" is {}, and each of {} loops needs a connection", name,
                      number, chosen.loops),
          fmt::format("set {} to {} or more, or loops to {} or less", name, chosen.loops, number)}};
    }
    most_loops = std::min(most_loops, number);
  }
  const std::size_t allowed = in.limits.value_or(postgres::connection_limits()).available();
  const std::size_t wanted = allowed / 2;
  if (chosen.loops != 0) return budget_for(chosen.loops, chosen, in, wanted);
  for (std::size_t loops = most_loops; loops > 1; --loops) {
    const connection_budget made = budget_for(loops, chosen, in, wanted);
    if (made.sum() <= wanted) return made;
  }
  return budget_for(1, chosen, in, wanted);
}

std::optional<failure> over_budget(const connection_budget& budget,
                                   const postgres::connection_limits& limits) {
  if (budget.sum() <= limits.available()) return std::nullopt;
  const char* const of_functions = budget.functions > 0 ? ", workers" : "";
  return failure{
      fmt::format("the connections to PostgreSQL, {}, are more than the {} that it allows ({})",
                  budget.to_text(), limits.available(), limits.to_text()),
      fmt::format("set hot_connections, cold_connections, mutation_connections{} or loops to less, "
                  "or raise what PostgreSQL allows",
                  of_functions)};
}

std::size_t share_of(std::size_t all, std::size_t loops, std::size_t at) {
  return all / loops + (at < all % loops ? 1 : 0);
}

std::size_t usable_cores() {
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  // "200000 100000": so many microseconds of each period; "max ..." where there is no limit.
  std::ifstream file("/sys/fs/cgroup/cpu.max");
  std::size_t quota = 0;
  std::size_t period = 0;
  if (!(file >> quota >> period) || quota == 0 || period == 0) return cores;
  return std::clamp<std::size_t>((quota + period - 1) / period, 1, cores);
}

}  // namespace fraiseql::server
