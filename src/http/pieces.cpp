// Writing an answer in pieces: this much of connection stands here.
#include "http/pieces.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <iterator>
#include <limits>
#include <utility>

namespace fraiseql::http {
namespace {

namespace asio = boost::asio;

constexpr std::string_view last_chunk = "0\r\n\r\n";

}  // namespace

answer_stream::~answer_stream() { answer_stream::abort(); }

std::shared_ptr<connection> answer_stream::end() {
  told_ = nullptr;
  return std::exchange(to_, {}).lock();
}

void answer_stream::write(std::string_view piece) {
  if (const auto to = to_.lock()) to->add_piece(piece);
}

std::size_t answer_stream::unsent() const {
  const auto to = to_.lock();
  return to == nullptr || to->pieces_ == nullptr ? 0 : to->pieces_->unsent();
}

bool answer_stream::is_gone() const {
  const auto to = to_.lock();
  return to == nullptr || to->pieces_ == nullptr;
}

void answer_stream::finish() {
  if (const auto to = end()) to->finish_pieces();
}

void answer_stream::abort() {
  if (const auto to = end()) to->abort_pieces();
}

// An empty chunk would be the last one.
void pieces::add(std::string_view piece) {
  if (piece.empty()) return;
  if (are_chunks) fmt::format_to(std::back_inserter(waiting), "{:x}\r\n", piece.size());
  waiting += piece;
  if (are_chunks) waiting += "\r\n";
}

void pieces::tell() const {
  const auto to = made_by.lock();
  if (to == nullptr) return;
  // A copy: what it does may end the stream, which lets go of the original.
  if (const auto told = to->told_) told();
}

void connection::begin_pieces(response answer,
                              const std::function<void(std::shared_ptr<body_stream>)>& more) {
  phase_ = phase::streaming;
  pieces_ = std::make_shared<pieces>();
  service_->counted->in_pieces.rise();
  pieces_->are_chunks = !is_http_1_0_;
  pieces_->waiting = std::exchange(answer_head_, {});
  const auto made = std::make_shared<answer_stream>(weak_from_this());
  pieces_->made_by = made;
  add_piece(answer.body);
  more(made);
}

void connection::add_piece(std::string_view piece) {
  if (pieces_ == nullptr || pieces_->is_complete) return;
  pieces_->add(piece);
  send_pieces();
}

void connection::send_pieces() {
  pieces& to_send = *pieces_;
  if (to_send.is_sending || to_send.waiting.empty()) return;
  to_send.is_sending = true;
  to_send.waited_for += clock::now() - to_send.idle_since;
  to_send.taken += to_send.sending.size();
  to_send.sending.clear();
  to_send.sent = 0;
  std::swap(to_send.sending, to_send.waiting);
  // The same two bounds as of an answer that is written whole.
  const auto on_progress = [this, of = pieces_](const error_code& why,
                                                std::size_t sent) -> std::size_t {
    if (why || phase_ != phase::streaming) return 0;
    of->sent = sent;
    const auto timeout = service_->options.write_timeout;
    const std::chrono::milliseconds slowest((of->taken + sent) * 1000 /
                                            slowest_reader_bytes_per_second);
    set_deadline(
        std::min(clock::now() + timeout, sending_since_ + of->waited_for + timeout + slowest));
    return std::numeric_limits<std::size_t>::max();
  };
  asio::async_write(
      socket_, asio::buffer(to_send.sending), on_progress,
      [self = shared_from_this(), of = pieces_](const error_code& why, std::size_t sent) {
        self->service_->counted->sent_bytes.add(sent);
        if (self->pieces_ == of) self->on_pieces_sent(why);
      });
}

void connection::on_pieces_sent(const error_code& why) {
  if (why) return close();
  const auto of = pieces_;
  of->is_sending = false;
  of->sent = of->sending.size();
  of->idle_since = clock::now();
  set_deadline(clock::time_point::max());
  send_pieces();
  if (!of->is_complete) return of->tell();
  if (of->is_sending) return;
  pieces_.reset();
  service_->counted->in_pieces.fall();
  on_sent({}, clock::now());
}

void connection::finish_pieces() {
  if (pieces_ == nullptr) return;
  if (pieces_->are_chunks) pieces_->waiting += last_chunk;
  pieces_->is_complete = true;
  send_pieces();
  if (pieces_->is_sending) return;
  // Nothing is left to send, and on_sent() is not for the inside of somebody's call.
  asio::post(socket_.get_executor(), [self = shared_from_this(), of = pieces_] {
    if (self->pieces_ == of) self->on_pieces_sent({});
  });
}

// Without its last chunk an answer is seen to be cut off; one that ends with the stream needs a
// reset for that.
void connection::abort_pieces() {
  if (pieces_ == nullptr || pieces_->is_complete) return;
  error_code ignored;
  if (!pieces_->are_chunks) socket_.set_option(asio::socket_base::linger(true, 0), ignored);
  close();
}

}  // namespace fraiseql::http
