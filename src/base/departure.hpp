// departure: whether whoever asked for something has left before it was answered.
//
// Who notices says so, once; who works for them may look, or be told. One thread's: the event
// loop's of the request.
#pragma once

#include <utility>

#include "base/callback.hpp"

namespace fraiseql {

class departure {
 public:
  [[nodiscard]] bool is_gone() const { return is_gone_; }

  // `told` is called when they leave, not if they have left. The last one given counts.
  void on_gone(callback<> told) { told_ = std::move(told); }

  void tell() {
    is_gone_ = true;
    if (const auto told = std::exchange(told_, nullptr)) told();
  }

 private:
  bool is_gone_ = false;
  callback<> told_ = {};
};

}  // namespace fraiseql
