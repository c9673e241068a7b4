// The pause between two questions is short against every event we wait for.
#include "support/eventually.hpp"

#include <thread>

namespace fraiseql::testing {

bool eventually(const std::function<bool()>& happened, std::chrono::milliseconds deadline) {
  constexpr std::chrono::milliseconds pause{20};
  const auto end = std::chrono::steady_clock::now() + deadline;
  while (!happened()) {
    if (std::chrono::steady_clock::now() >= end) return false;
    std::this_thread::sleep_for(pause);
  }
  return true;
}

}  // namespace fraiseql::testing
