// body_stream: where the rest of an answer goes whose first bytes are on their way.
//
// Who carries the answer (http) makes it; who writes the answer (execution) holds it, and may do so
// for longer than there is somebody to read: then what is written is dropped. It ends by finish()
// or abort(), or with the last who holds it, which is an abort(). One thread's: the event loop's of
// the request.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace fraiseql {

class body_stream {
 public:
  body_stream() = default;
  body_stream(const body_stream&) = delete;
  body_stream& operator=(const body_stream&) = delete;
  virtual ~body_stream() = default;

  virtual void write(std::string_view piece) = 0;
  // What the reader has not taken yet. Nothing stops who writes: to wait is up to them.
  [[nodiscard]] virtual std::size_t unsent() const = 0;
  // `told` runs when some of it was taken, and once more when the reader is gone or is cut off:
  // is_gone() then. Never from inside a call of this class.
  virtual void on_change(std::function<void()> told) = 0;
  [[nodiscard]] virtual bool is_gone() const = 0;
  // The answer is complete.
  virtual void finish() = 0;
  // It cannot be completed: whoever reads it can tell.
  virtual void abort() = 0;
};

}  // namespace fraiseql
