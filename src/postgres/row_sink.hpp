// row_sink: who takes the rows of a group while they come, where they are too many to be held.
//
// The rows of a command that come row by row (delivery) are given some at a time; what any other
// command of the group has come to is given whole, in their order. Errors are not: they are among
// the outcomes once the Sync was answered, and rows that were given before may be half of an
// answer. A group with a sink is never sent again; who wants that submits another one. The loop's
// thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>

#include "postgres/rows.hpp"

namespace fraiseql::postgres {

enum class appetite : std::uint8_t { more, pause };

class row_sink {
 public:
  row_sink() = default;
  row_sink(const row_sink&) = delete;
  row_sink& operator=(const row_sink&) = delete;
  virtual ~row_sink() = default;

  // Some rows of a command, one in each. At `pause` no more is read from PostgreSQL until
  // resume(): it stops where the socket is full.
  virtual appetite take(std::size_t command, std::span<const rows> some) = 0;
  // All of a command, which may be moved from; of one whose rows were given, no row.
  virtual void take_whole(std::size_t command, rows& all) = 0;
  // PostgreSQL owes rows and says nothing for too long. It is asked for them further unless who
  // submitted the group withdraws it.
  virtual void on_silence() = 0;

  // Goes on after a pause. Not to be called from inside of take().
  void resume() {
    if (const auto resumed = resumed_) resumed();
  }
  // The connection's.
  void on_resume(std::function<void()> resumed) { resumed_ = std::move(resumed); }

 private:
  std::function<void()> resumed_ = {};
};

}  // namespace fraiseql::postgres
