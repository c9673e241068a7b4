// Seeing to the one answer of a request.
#include "http/exchange.hpp"

namespace fraiseql::http {

exchange::~exchange() {
  // A request that never reached the handler has no answer to miss: connection::answer
  // takes one only while the handler works.
  answer({.status = 500,
          .content_type = "text/plain; charset=utf-8",
          .body = "the request was not answered\n"});
}

void exchange::answer(response answer) {
  const std::shared_ptr<connection> to = from_.lock();
  from_.reset();
  if (to) return to->answer(std::move(answer));
  if (answer.more) answer.more(nullptr);
}

}  // namespace fraiseql::http
