// deadlines: the one clock of all requests under way.
//
// Each has the same time, so they are late in the order in which they came: a list and one timer,
// which is set anew once in that time and not for each request. A request holds its own place and
// leaves the list with it. One event loop's thread.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/intrusive/list.hpp>
#include <chrono>
#include <memory>

#include "base/callback.hpp"

namespace fraiseql::execution {

class deadlines : public std::enable_shared_from_this<deadlines> {
  using hook =
      boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>>;

 public:
  using clock = std::chrono::steady_clock;

  // What a request holds while it is under way.
  class place : public hook {
   public:
    void leave() {
      if (is_linked()) unlink();
    }

   private:
    friend class deadlines;
    clock::time_point until_ = {};
    callback<> late_ = {};
  };

  // Owned by shared pointers.
  deadlines(boost::asio::io_context& loop, std::chrono::milliseconds timeout);

  // Calls `late` once the time is up, unless the place was left. `late` may end its request.
  void enter(place& at, callback<> late);

 private:
  void watch();
  void tell_the_late();

  std::chrono::milliseconds timeout_;
  boost::asio::steady_timer timer_;
  bool is_watching_ = false;
  boost::intrusive::list<place, boost::intrusive::constant_time_size<false>> waiting_;
};

}  // namespace fraiseql::execution
