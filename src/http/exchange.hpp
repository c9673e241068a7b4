// exchange: one request and the one answer that is owed to it.
//
// The responder owns it. It sees to it that exactly one answer goes out: a second one
// is dropped, and if the responder is destroyed without a word, the client gets a 500.
#pragma once

#include <memory>
#include <utility>

#include "http/connection.hpp"
#include "http/message.hpp"

namespace fraiseql::http {

class exchange {
 public:
  explicit exchange(std::weak_ptr<connection> from) : from_(std::move(from)) {}
  ~exchange();
  exchange(const exchange&) = delete;
  exchange& operator=(const exchange&) = delete;

  void answer(response answer);

  request asked;
  departure departed;

 private:
  std::weak_ptr<connection> from_;
};

}  // namespace fraiseql::http
