// canceller: sends PostgreSQL's cancel requests. libpq does that over a connection of its own and
// blocks until PostgreSQL has taken the request, so it is done on a thread, one request after the
// other; the thread starts with the first.
//
// Belongs to one loop: send() is called and `returned` is called back on its thread.
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>

struct pg_cancel;  // libpq's PGcancel

namespace fraiseql::postgres {

struct free_cancel {
  void operator()(pg_cancel* request) const;
};
using cancel_request = std::unique_ptr<pg_cancel, free_cancel>;

class canceller {
 public:
  explicit canceller(boost::asio::io_context& loop);
  // Calls nobody back any more. Waits for the request under way, but not for long.
  ~canceller();
  canceller(const canceller&) = delete;
  canceller& operator=(const canceller&) = delete;

  // `returned` runs when PostgreSQL has signalled the backend, or could not be reached. It may be
  // destroyed on the thread. False where there is no thread for it or too many requests wait.
  bool send(cancel_request request, std::function<void()> returned);

 private:
  struct queue;  // shared with the thread
  bool start();
  static void run(const std::shared_ptr<queue>& queue);

  std::shared_ptr<queue> queue_;
  bool has_started_ = false;
};

}  // namespace fraiseql::postgres
