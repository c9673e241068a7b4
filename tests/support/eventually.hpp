// eventually: waits for an event of another process by asking again and again, up to a
// deadline that only a broken program reaches. Tests never sleep for a fixed time.
#pragma once

#include <chrono>
#include <functional>

namespace fraiseql::testing {

// Generous: a sanitizer build on a busy machine is slow.
inline constexpr std::chrono::seconds patience{90};

// True as soon as `happened` says so, false when `deadline` passed without it.
bool eventually(const std::function<bool()>& happened,
                std::chrono::milliseconds deadline = patience);

}  // namespace fraiseql::testing
