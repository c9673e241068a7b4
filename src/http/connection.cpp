// The walk of a connection, in the order of its phases; the reading, the writing and
// the clock stand below. No phase calls itself through the next one: an answer is
// written by an asynchronous operation, so that a long row of pipelined requests does
// not pile up on the stack.
#include "http/connection.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <cerrno>
#include <limits>

#include "http/exchange.hpp"
#include "http/pieces.hpp"

namespace fraiseql::http {
namespace {

namespace asio = boost::asio;

constexpr std::size_t head_read_bytes = 1024;
constexpr std::size_t body_read_bytes = 64 * 1024;
// An idle connection keeps no more than this, and so much only if its requests were so large.
constexpr std::size_t idle_buffer_bytes = 2 * 1024;
constexpr std::size_t linger_bytes = 8 * 1024 * 1024;
constexpr std::chrono::milliseconds linger_timeout{500};

// Urgent data ends the wait for a reset, too, and is none.
bool is_reset(int socket) {
  pollfd looked{.fd = socket, .events = 0, .revents = 0};
  return ::poll(&looked, 1, 0) == 1;
}

// Gives how much the socket takes at once.
std::size_t send_at_once(int socket, std::string_view head, std::string_view body,
                         boost::system::error_code& why) {
  // sendmsg writes into neither.
  std::array<iovec, 2> parts{{{const_cast<char*>(head.data()), head.size()},
                              {const_cast<char*>(body.data()), body.size()}}};
  msghdr message{};
  message.msg_iov = parts.data();
  message.msg_iovlen = body.empty() ? 1 : 2;
  const auto sent = ::sendmsg(socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
  if (sent >= 0) return static_cast<std::size_t>(sent);
  if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) {
    why.assign(errno, boost::system::system_category());
  }
  return 0;
}

constexpr std::string_view continue_line = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view processing_line = "HTTP/1.1 102 Processing\r\n\r\n";

}  // namespace

connection::connection(arrival client, std::shared_ptr<service> service)
    : socket_(std::move(client.socket)),
      service_(std::move(service)),
      timer_(socket_.get_executor()),
      peer_(std::move(client.peer)),
      place_(std::move(client.place)) {}

void connection::start() {
  error_code ignored;
  if (peer_ != unix_peer) socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  next_request(clock::now());
}

void connection::next_request(clock::time_point now) {
  skipped_empty_line_ = false;
  if (buffer_.size() > 0) {
    begin_head();
    return read_head();
  }
  if (service_->now != stage::serving && is_silent()) return close();
  phase_ = phase::idle;
  if (buffer_.capacity() > idle_buffer_bytes) buffer_ = {};
  set_deadline(now + service_->options.idle_timeout);
  receive(std::max(head_read_bytes, buffer_.capacity()));
}

void connection::begin_head() {
  phase_ = phase::head;
  awaits_more_of_head_ = false;
  exchange_ = std::allocate_shared<exchange>(block_allocator<exchange>(service_->exchanges),
                                             weak_from_this(), service_->rooms);
  head_.emplace(exchange_->asked, exchange_->read_into, service_->options.header_bytes);
}

void connection::receive_head() {
  if (!std::exchange(awaits_more_of_head_, true)) {
    set_deadline(clock::now() + service_->options.header_timeout);
  }
  receive(head_read_bytes);
}

// Some clients send an empty line behind a body; one is forgiven (RFC 9112, 2.2).
// Returns false if what came may be half of one.
bool connection::skip_empty_line() {
  if (skipped_empty_line_) return true;
  if (received() == "\r") return false;
  skipped_empty_line_ = true;
  if (received().starts_with("\r\n")) buffer_.consume(2);
  return buffer_.size() > 0;
}

void connection::read_head() {
  if (!skip_empty_line()) return receive_head();
  switch (head_->read(received())) {
    case head_reader::progress::more: return receive_head();
    case head_reader::progress::refused: return refuse(head_->refused());
    case head_reader::progress::done: break;
  }
  if (is_misdirected()) return refuse({421, "this server is not served under that host"});
  begin_body();
}

bool connection::is_misdirected() const {
  const auto& is_served = service_->options.is_served_host;
  if (!is_served) return false;
  const request& asked = exchange_->asked;
  const std::string_view host = asked.header("host");
  return (!host.empty() && !is_served(host)) ||
         (!asked.authority.empty() && !is_served(asked.authority));
}

void connection::begin_body() {
  is_http_1_0_ = head_->is_http_1_0();
  keeps_alive_ = head_->keeps_alive();
  if (head_->body_size() > service_->options.body_bytes)
    return refuse({413, "the request body is too large"});
  buffer_.consume(head_->size());
  body_left_ = static_cast<std::size_t>(head_->body_size());
  chunks_.reset();
  if (head_->has_chunked_body()) chunks_.emplace(service_->options.body_bytes);
  if (!chunks_ && body_left_ == 0) return handle();

  phase_ = phase::body;
  const bool is_there = !chunks_ && body_left_ <= buffer_.size();
  if (!is_there) set_deadline(clock::now() + service_->options.body_timeout);
  if (head_->waits_for_continue() && buffer_.size() == 0) return ask_for_body();
  read_body();
}

void connection::ask_for_body() {
  const auto on_asked = [self = shared_from_this()](const error_code& why, std::size_t) {
    if (self->phase_ != phase::body) return;
    if (why) return self->close();
    self->receive(body_read_bytes);
  };
  asio::async_write(socket_, asio::buffer(continue_line), on_asked);
}

void connection::read_body() {
  std::string& body = exchange_->read_into.body;
  if (!chunks_) {
    const std::size_t taken = std::min(body_left_, buffer_.size());
    body.append(received().substr(0, taken));
    buffer_.consume(taken);
    body_left_ -= taken;
    return body_left_ == 0 ? handle() : receive(std::min(body_left_, body_read_bytes));
  }
  std::string_view input = received();
  const auto progress = chunks_->read(input, body);
  buffer_.consume(buffer_.size() - input.size());
  switch (progress) {
    case chunked_reader::progress::more: return receive(body_read_bytes);
    case chunked_reader::progress::malformed: return refuse({400, "malformed chunked body"});
    case chunked_reader::progress::too_large: return refuse({413, "the request body is too large"});
    case chunked_reader::progress::done: return handle();
  }
}

void connection::handle() {
  phase_ = phase::handling;
  handled_since_ = clock::now();
  set_deadline(handled_since_ + service_->options.departure_watch);
  is_head_request_ = head_->is_head_request();
  head_.reset();
  // Kept to the end of the call: the handler may drop the responder and read on.
  const std::shared_ptr<exchange> current = std::move(exchange_);
  handled_ = current;
  method_ = kind_of_method(current->asked.method);
  watches_for_departure_ = false;
  current->asked.body = current->read_into.body;
  current->asked.peer = current->read_into.peer.assign(peer_);
  current->asked.departed = std::shared_ptr<departure>(current, &current->departed);
  if (service_->gzip) takes_ = coding_for(current->asked);
  service_->handle(current->asked, responder(current));
}

// A reset ends every wait, so that this one sees both it and the end of the stream.
void connection::watch_for_departure() {
  watches_for_departure_ = true;
  if (std::exchange(awaits_something_to_read_, true)) return;
  socket_.async_wait(asio::socket_base::wait_read,
                     [self = shared_from_this()](const error_code& cancelled) {
                       self->awaits_something_to_read_ = false;
                       if (cancelled || self->phase_ != phase::handling) return;
                       if (self->watches_for_departure_) self->on_something_to_read();
                     });
}

void connection::on_something_to_read() {
  char byte = 0;
  const auto seen = ::recv(socket_.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  if (seen == 0) return on_end_of_stream();
  // The next request, which waits for this one. The wait would see it again and again.
  if (seen > 0) return wait_for_reset();
  if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) return watch_for_departure();
  close();
}

// The few bytes find room in the socket, as nothing else is being written; where they do not,
// the client has not taken an earlier answer, and its end is left to come out by itself.
void connection::on_end_of_stream() {
  if (!is_http_1_0_) {
    const auto sent = ::send(socket_.native_handle(), processing_line.data(),
                             processing_line.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) return close();
    if (sent > 0) interim_left_ = processing_line.substr(static_cast<std::size_t>(sent));
  }
  wait_for_reset();
}

void connection::wait_for_reset() {
  if (std::exchange(awaits_reset_, true)) return;
  socket_.async_wait(asio::socket_base::wait_error,
                     [self = shared_from_this()](const error_code& cancelled) {
                       self->awaits_reset_ = false;
                       if (cancelled || self->phase_ != phase::handling) return;
                       if (is_reset(self->socket_.native_handle())) self->close();
                     });
}

void connection::answer(response&& answer) {
  if (phase_ != phase::handling) {
    if (answer.more) answer.more(nullptr);
    return;
  }
  handled_.reset();
  const bool more = keeps_alive_ && service_->now == stage::serving;
  send(std::move(answer), more ? after_answer::next_request : after_answer::end);
}

void connection::refuse(refusal why) {
  is_head_request_ = head_->is_head_request();
  head_.reset();
  method_ = kind_of_method(exchange_ == nullptr ? "" : exchange_->asked.method);
  handled_since_ = {};
  exchange_.reset();
  send({.status = why.status,
        .content_type = "text/plain; charset=utf-8",
        .body = std::string{why.reason} + "\n"},
       after_answer::end);
}

void connection::send(response&& answer, after_answer then) {
  phase_ = phase::writing;
  const auto more = std::exchange(answer.more, nullptr);
  then_ = more && is_http_1_0_ ? after_answer::end : then;
  answer_ = std::move(answer);
  if (service_->gzip) service_->gzip->encode(answer_, more ? coding::identity : takes_);
  answer_head_.assign(std::exchange(interim_left_, {}));
  auto announced = connection_header::none;
  if (then_ == after_answer::end)
    announced = connection_header::close;
  else if (is_http_1_0_)
    announced = connection_header::keep_alive;
  const auto framing = !more          ? body_framing::length
                       : is_http_1_0_ ? body_framing::end_of_stream
                                      : body_framing::chunks;
  sending_since_ = clock::now();
  count(answer_.status);
  write_head(answer_head_, answer_, service_->usual.at(std::time(nullptr)), announced, framing);

  const bool has_body = may_have_body(answer_.status) && !is_head_request_;
  if (more && has_body) return begin_pieces(std::exchange(answer_, {}), more);
  if (more) more(nullptr);
  if (!has_body) answer_.body.clear();
  // Most answers go out at once, and nobody need wait for them.
  error_code why;
  const std::size_t sent = send_at_once(socket_.native_handle(), answer_head_, answer_.body, why);
  service_->counted->sent_bytes.add(sent);
  if (why) return close();
  if (sent < answer_head_.size() + answer_.body.size()) return send_rest(sent);
  if (buffer_.size() == 0 || then_ == after_answer::end) return on_sent({}, sending_since_);
  // The next request is here, and this may be the inside of the call that read this one.
  set_deadline(sending_since_ + service_->options.write_timeout);
  asio::post(socket_.get_executor(),
             [self = shared_from_this()] { self->on_sent({}, clock::now()); });
}

// Needs that something is left.
void connection::send_rest(std::size_t sent) {
  const std::array<asio::const_buffer, 2> bytes{
      asio::buffer(answer_head_) + sent,
      asio::buffer(answer_.body) + (sent - std::min(sent, answer_head_.size()))};
  const auto on_progress = [this, sent](const error_code& why, std::size_t more) -> std::size_t {
    if (why) return 0;
    // Two bounds: how long it may take nothing, and how slow it may be on the whole.
    const auto timeout = service_->options.write_timeout;
    const std::chrono::milliseconds slowest((sent + more) * 1000 / slowest_reader_bytes_per_second);
    set_deadline(std::min(clock::now() + timeout, sending_since_ + timeout + slowest));
    return std::numeric_limits<std::size_t>::max();
  };
  asio::async_write(socket_, bytes, on_progress,
                    [self = shared_from_this()](const error_code& why, std::size_t more) {
                      self->service_->counted->sent_bytes.add(more);
                      self->on_sent(why, clock::now());
                    });
}

void connection::count(unsigned status) {
  service_->counted->answer(method_, status);
  if (handled_since_ != clock::time_point()) {
    service_->counted->took(sending_since_ - handled_since_);
  }
}

void connection::on_sent(const error_code& why, clock::time_point now) {
  if (phase_ == phase::closed) return;
  if (why) return close();
  answer_ = {};
  then_ == after_answer::end ? linger() : next_request(now);
}

void connection::linger() {
  phase_ = phase::lingering;
  error_code ignored;
  socket_.shutdown(asio::socket_base::shutdown_send, ignored);
  set_deadline(clock::now() + linger_timeout);
  // A refusal for slowness leaves a read under way; its end goes on from there.
  if (receiving_) return;
  buffer_.clear();
  receive(body_read_bytes);
}

void connection::drain() {
  // Not at once: a request may have been read already whose completion waits in the
  // loop's queue, and nothing here would show it.
  asio::post(socket_.get_executor(), [self = shared_from_this()] {
    if (self->phase_ == phase::idle && self->is_silent()) self->close();
  });
}

void connection::close() {
  if (phase_ == phase::closed) return;
  const bool is_awaited = std::exchange(phase_, phase::closed) == phase::handling;
  const auto cut = std::exchange(pieces_, nullptr);
  const auto self = shared_from_this();
  exchange_.reset();
  timer_.cancel();
  error_code ignored;
  socket_.close(ignored);
  place_.reset();
  service_->connections.erase(this);
  if (service_->on_leave) service_->on_leave();
  const auto unanswered = is_awaited ? handled_.lock() : nullptr;
  if (is_awaited) service_->counted->abandoned.add();
  if (cut) service_->counted->in_pieces.fall();
  if (unanswered) unanswered->departed.tell();
  if (cut) cut->tell();
}

void connection::receive(std::size_t bytes) {
  receiving_ = true;
  socket_.async_read_some(buffer_.prepare(bytes),
                          [self = shared_from_this()](const error_code& why, std::size_t received) {
                            self->on_received(why, received);
                          });
}

void connection::on_received(const error_code& why, std::size_t bytes) {
  receiving_ = false;
  switch (phase_) {
    case phase::idle:
      if (why) return close();
      buffer_.commit(bytes);
      begin_head();
      return read_head();
    case phase::head:
    case phase::body:
      if (why == asio::error::eof) return refuse({400, "the request ends too early"});
      if (why) return close();
      buffer_.commit(bytes);
      return phase_ == phase::head ? read_head() : read_body();
    case phase::lingering:
      lingered_ += bytes;
      if (why || lingered_ > linger_bytes) return close();
      buffer_.clear();
      return receive(body_read_bytes);
    case phase::handling:
    case phase::writing:
    case phase::streaming:
    case phase::closed: return;
  }
}

std::string_view connection::received() const {
  return {static_cast<const char*>(buffer_.data().data()), buffer_.size()};
}

// Whether nothing has come that is not read yet.
bool connection::is_silent() const {
  error_code ignored;
  return buffer_.size() == 0 && socket_.available(ignored) == 0;
}

void connection::set_deadline(clock::time_point deadline) {
  deadline_ = deadline;
  if (phase_ == phase::closed) return;
  if (deadline_ < wakes_at_) wait_for_deadline();
}

void connection::wait_for_deadline() {
  wakes_at_ = deadline_;
  timer_.expires_at(deadline_);
  timer_.async_wait([self = shared_from_this()](const error_code& why) {
    if (!why) self->on_timer();
  });
}

void connection::on_timer() {
  wakes_at_ = clock::time_point::max();
  if (phase_ == phase::closed || deadline_ == clock::time_point::max()) return;
  if (clock::now() < deadline_) return wait_for_deadline();
  deadline_ = clock::time_point::max();
  switch (phase_) {
    case phase::head: return refuse({408, "the request header came too slowly"});
    case phase::body: return refuse({408, "the request body came too slowly"});
    case phase::idle:
    case phase::writing:
    case phase::streaming:
    case phase::lingering: return close();
    case phase::handling: return watch_for_departure();
    case phase::closed: return;
  }
}

}  // namespace fraiseql::http
