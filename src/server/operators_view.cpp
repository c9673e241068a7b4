#include "server/operators_view.hpp"

#include <fmt/format.h>

#include <utility>

namespace fraiseql::server {

metrics_sources sources_of(serving_loops loops, const front_door& door) {
  metrics_sources made{.loops = {}, .workers = loops.front()->executor()->count_workers()};
  for (std::size_t at = 0; at < loops.size(); ++at) {
    made.loops.push_back({door.counted(at), loops[at]->lanes(), *loops[at]->counted()});
  }
  return made;
}

std::string remarks_on(serving_loops loops) {
  std::string text;
  for (std::size_t at = 0; at < loops.size(); ++at) {
    const postgres::lanes& lanes = loops[at]->lanes();
    for (const auto& [name, lane] : {std::pair("hot", &lanes.hot), std::pair("cold", &lanes.cold),
                                     std::pair("mutation", &lanes.mutation)}) {
      if (lane->counted().up.value() > 0) continue;
      text += fmt::format("\nloop {}: no connection to PostgreSQL for the lane {}", at + 1, name);
    }
  }
  if (loops.front()->who().lacks_keys()) text += "\nthe keys of tokens are not there yet";
  return text;
}

}  // namespace fraiseql::server
