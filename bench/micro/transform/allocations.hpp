// allocations: how often the program called operator new, which allocations.cpp replaces.
#pragma once

#include <cstddef>

// Of this thread, since it began.
std::size_t allocations() noexcept;
