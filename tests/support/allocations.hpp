// How often this thread has asked for memory. A program that asks this has an operator new that
// counts.
#pragma once

#include <cstddef>

namespace fraiseql::testing {

std::size_t allocations_of_this_thread();

}  // namespace fraiseql::testing
