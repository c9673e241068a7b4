// responder: gives the answer to one request, and is copied like a pointer.
#pragma once

#include <concepts>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

#include "http/message.hpp"

namespace fraiseql::http {

// Whom an answer is given to. Gone when the last responder is.
class answered {
 public:
  virtual ~answered() = default;
  virtual void answer(response&& answer) = 0;
};

// To be called once, on the loop's thread, now or later. Calling it after the client left is
// allowed and does nothing.
class responder {
 public:
  responder() = default;
  responder(std::nullptr_t) {}
  explicit responder(std::shared_ptr<answered> to) : to_(std::move(to)) {}
  // From anything that takes a response.
  template <class Function>
    requires(std::invocable<Function&, response> &&
             !std::same_as<std::remove_cvref_t<Function>, responder>)
  responder(Function function) : to_(std::make_shared<handed<Function>>(std::move(function))) {}

  void operator()(response answer) const { to_->answer(std::move(answer)); }

 private:
  template <class Function>
  class handed : public answered {
   public:
    explicit handed(Function function) : function_(std::move(function)) {}
    void answer(response&& answer) override { function_(std::move(answer)); }

   private:
    Function function_;
  };

  std::shared_ptr<answered> to_;
};

}  // namespace fraiseql::http
