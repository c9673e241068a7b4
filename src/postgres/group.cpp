#include "postgres/group.hpp"

namespace fraiseql::postgres {

std::vector<outcome> all_failed(std::size_t commands, const error& why) {
  std::vector<outcome> outcomes;
  for (std::size_t i = 0; i < commands; ++i) outcomes.emplace_back(failed{why});
  return outcomes;
}

void fail(group& failed_group, const error& why) {
  std::vector<outcome> outcomes = all_failed(failed_group.commands.size(), why);
  if (const completion done = std::move(failed_group.done)) done(std::move(outcomes));
}

bool is_stale(const error& why) {
  return why.sqlstate == "0A000" || why.sqlstate == "26000" || why.sqlstate == "42703" ||
         why.sqlstate == "42P01";
}

bool is_lost(const error& why) {
  return why.from == error_source::connection && why.sqlstate == lost_sqlstate;
}

}  // namespace fraiseql::postgres
