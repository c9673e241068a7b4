// pieces: an answer that is written while it is made, of which a connection has what its client
// has not taken yet. Private to the room.
//
// In HTTP/1.1 each piece is a chunk (RFC 9112, 7.1); to a client of HTTP/1.0 they go as they are,
// and the end of the stream is the end of the answer. One write is under way at a time; what is
// added meanwhile goes with the next.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/body_stream.hpp"
#include "http/connection.hpp"

namespace fraiseql::http {

// A reader that is slower on the whole (beyond the write timeout) is taken for a hostile one.
inline constexpr std::size_t slowest_reader_bytes_per_second = 16 * 1024;

// What the maker of the answer holds. It outlives the connection, and belongs to one answer of it.
class answer_stream final : public body_stream {
 public:
  explicit answer_stream(std::weak_ptr<connection> to) : to_(std::move(to)) {}
  ~answer_stream() override;
  answer_stream(const answer_stream&) = delete;
  answer_stream& operator=(const answer_stream&) = delete;

  void write(std::string_view piece) override;
  [[nodiscard]] std::size_t unsent() const override;
  void on_change(std::function<void()> told) override { told_ = std::move(told); }
  [[nodiscard]] bool is_gone() const override;
  void finish() override;
  void abort() override;

 private:
  friend struct pieces;
  // Where it goes, until it is ended.
  [[nodiscard]] std::shared_ptr<connection> end();

  std::weak_ptr<connection> to_;
  std::function<void()> told_ = {};
};

struct pieces {
  using clock = std::chrono::steady_clock;

  bool are_chunks = true;
  std::weak_ptr<answer_stream> made_by = {};
  std::string sending = {};
  std::size_t sent = 0;      // of `sending`
  std::string waiting = {};  // to be sent next
  bool is_sending = false;
  bool is_complete = false;
  // How fast the client takes it on the whole, the times that it had nothing to take left out.
  std::size_t taken = 0;  // before `sending`
  clock::duration waited_for = {};
  clock::time_point idle_since = clock::now();

  [[nodiscard]] std::size_t unsent() const { return sending.size() - sent + waiting.size(); }
  void add(std::string_view piece);
  // Whoever makes the answer hears that some was taken, or that nobody takes more.
  void tell() const;
};

}  // namespace fraiseql::http
