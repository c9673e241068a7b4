#include "postgres/group.hpp"

namespace fraiseql::postgres {

void fail(group& failed_group, const error& why) {
  std::vector<outcome> outcomes;
  for (std::size_t i = 0; i < failed_group.commands.size(); ++i) outcomes.emplace_back(failed{why});
  if (const completion done = std::move(failed_group.done)) done(std::move(outcomes));
}

}  // namespace fraiseql::postgres
