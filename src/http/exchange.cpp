// Seeing to the one answer of a request.
#include "http/exchange.hpp"

namespace fraiseql::http {

exchange::exchange(std::weak_ptr<connection> from, std::shared_ptr<rooms> rooms)
    : read_into(rooms->take()), from_(std::move(from)), rooms_(std::move(rooms)) {
  asked.headers = std::move(read_into.headers);
}

exchange::~exchange() {
  // A request that never reached the handler has no answer to miss: connection::answer
  // takes one only while the handler works.
  if (!from_.expired()) {
    answer({.status = 500,
            .content_type = "text/plain; charset=utf-8",
            .body = "the request was not answered\n"});
  }
  read_into.headers = std::move(asked.headers);
  rooms_->give_back(std::move(read_into));
}

void exchange::answer(response&& answer) {
  const std::shared_ptr<connection> to = std::exchange(from_, {}).lock();
  if (to) return to->answer(std::move(answer));
  if (answer.more) answer.more(nullptr);
}

}  // namespace fraiseql::http
