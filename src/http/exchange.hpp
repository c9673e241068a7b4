// exchange: one request and the one answer that is owed to it.
//
// The responder owns it. It sees to it that exactly one answer goes out: a second one
// is dropped, and if the responder is destroyed without a word, the client gets a 500.
#pragma once

#include <memory>
#include <utility>

#include "http/connection.hpp"
#include "http/message.hpp"
#include "http/responder.hpp"
#include "http/room.hpp"

namespace fraiseql::http {

class exchange : public answered {
 public:
  exchange(std::weak_ptr<connection> from, std::shared_ptr<rooms> rooms);
  ~exchange() override;
  exchange(const exchange&) = delete;
  exchange& operator=(const exchange&) = delete;

  void answer(response&& answer) override;

  request asked;
  room read_into;  // what `asked` points to
  departure departed;

 private:
  std::weak_ptr<connection> from_;
  std::shared_ptr<rooms> rooms_;
};

}  // namespace fraiseql::http
